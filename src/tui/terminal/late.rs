//! Answers that come after the wait for them is over, as key presses that nobody made.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// The longest answer, in characters; what goes on for longer is somebody typing.
const LONGEST: u8 = 64;

/// Tells late answers from keys, in the order in which both arrive.
///
/// The event reader knows nothing of these answers: it takes the `ESC _` or `ESC ]` at their
/// beginning for a key pressed with Alt, and the rest for typing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LateAnswers {
    expected: u8,
    /// Characters left in the answer being read; 0 between answers.
    left: u8,
}

impl LateAnswers {
    /// So many answers that are strings are still to come.
    #[must_use]
    pub fn expected(strings: u8) -> Self {
        Self {
            expected: strings,
            left: 0,
        }
    }

    /// Whether somebody pressed `key`; otherwise it is a part of an answer, to be ignored.
    pub fn admits(&mut self, key: &KeyEvent) -> bool {
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        if self.left > 0 {
            let bell = key.code == KeyCode::Char('g') && key.modifiers == KeyModifiers::CONTROL;
            let ended = bell || (alt && key.code == KeyCode::Char('\\'));
            self.left = if ended { 0 } else { self.left - 1 };
            return false;
        }
        let begins = alt && matches!(key.code, KeyCode::Char('_' | 'P' | ']'));
        if self.expected > 0 && begins {
            self.expected -= 1;
            self.left = LONGEST;
            return false;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The events that stand for `text`, where `\x1b` is Alt with what follows.
    fn admitted(late: &mut LateAnswers, text: &str) -> String {
        let mut characters = text.chars();
        let mut seen = String::new();
        while let Some(c) = characters.next() {
            let (code, modifiers) = match c {
                '\x1b' => (characters.next().unwrap(), KeyModifiers::ALT),
                '\x07' => ('g', KeyModifiers::CONTROL),
                c => (c, KeyModifiers::NONE),
            };
            if late.admits(&KeyEvent::new(KeyCode::Char(code), modifiers)) {
                seen.push(code);
            }
        }
        seen
    }

    const ANSWERS: &str = "a\x1b_Gi=31;OK\x1b\\b\x1bP>|kitty(0.41.1)\x1b\\c\x1b]11;rgb:0/0/0\x07d";

    #[test]
    fn answers_are_left_out_and_keys_stay_in_order() {
        let mut late = LateAnswers::expected(3);
        assert_eq!(admitted(&mut late, ANSWERS), "abcd");
        assert_eq!(admitted(&mut late, "\x1bPx"), "Px", "all have come");
    }

    #[test]
    fn where_none_is_expected_alt_is_a_key_like_others() {
        assert_eq!(admitted(&mut LateAnswers::default(), "\x1b_x"), "_x");
    }

    #[test]
    fn an_answer_without_end_does_not_swallow_the_keyboard() {
        let mut late = LateAnswers::expected(3);
        let typing = format!("\x1b_{}end", "x".repeat(usize::from(LONGEST)));
        assert_eq!(admitted(&mut late, &typing), "end");
    }
}

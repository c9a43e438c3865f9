//! Keys written as words, for command lines and scripts.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{BINDINGS, Key};
use crate::text;

/// What a word can mean, for those who wrote another one.
const EXAMPLES: &str = "expected a key such as Down, Enter, Esc, Space, Ctrl-C, ?, r or Down*3, \
                        type:some_text, or wait:30s";

/// Names of keys besides those that help shows.
const NAMES: [(&str, KeyCode); 14] = [
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("PageUp", KeyCode::PageUp),
    ("PageDown", KeyCode::PageDown),
    ("Return", KeyCode::Enter),
    ("Escape", KeyCode::Esc),
    ("Delete", KeyCode::Delete),
    ("Backspace", KeyCode::Backspace),
    ("Tab", KeyCode::Tab),
    ("Insert", KeyCode::Insert),
    ("Space", KeyCode::Char(' ')),
    ("Spacebar", KeyCode::Char(' ')),
];

/// The most key presses that words may ask for.
const MOST_PRESSES: usize = 10_000;

/// The longest wait, in milliseconds: an hour.
const LONGEST_WAIT: i64 = 3_600_000;

/// Something to do at the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Press a key.
    Press(KeyEvent),
    /// Do nothing for so many milliseconds.
    Wait(i64),
}

/// The steps that `words` ask for, with the word of each. Words are parted by blanks:
///
/// - a key by its name in help or in English, or by its character;
/// - `KEY*N`, the same key N times;
/// - `type:TEXT`, the characters of the text, in which `_` stands for a blank;
/// - `wait:N` with `ms`, `s` or `m`.
///
/// # Errors
/// A sentence that quotes the first word that is none of these.
pub fn steps(words: &str) -> Result<Vec<(&str, Step)>, String> {
    let mut steps = Vec::new();
    for word in words.split_whitespace() {
        let meant = meaning(word)
            .ok_or_else(|| format!("`{}` is no key: {EXAMPLES}", text::neutral(word)))?;
        steps.extend(meant.into_iter().map(|step| (word, step)));
        if steps.len() > MOST_PRESSES {
            return Err(format!("more than {MOST_PRESSES} keys are too many"));
        }
    }
    Ok(steps)
}

fn meaning(word: &str) -> Option<Vec<Step>> {
    if let Some(key) = key(word) {
        return Some(vec![Step::Press(key)]);
    }
    if let Some(typed) = word.strip_prefix("type:") {
        let character = |c| KeyCode::Char(if c == '_' { ' ' } else { c });
        let keys = typed.chars().map(character).map(KeyEvent::from);
        return Some(keys.map(Step::Press).collect());
    }
    if let Some(duration) = word.strip_prefix("wait:") {
        return Some(vec![Step::Wait(milliseconds(duration)?)]);
    }
    let (word, count) = word.rsplit_once('*')?;
    let count = count
        .parse()
        .ok()
        .filter(|it| (1..=MOST_PRESSES).contains(it))?;
    Some(vec![Step::Press(key(word)?); count])
}

/// The key that `word` names; case only matters where it is a character.
///
/// # Errors
/// A sentence with examples.
pub fn pressed(word: &str) -> Result<KeyEvent, String> {
    let examples = "expected a key such as Down, Enter, Esc, Space, Ctrl-C, ? or r";
    key(word).ok_or_else(|| examples.to_owned())
}

fn key(word: &str) -> Option<KeyEvent> {
    let mut characters = word.chars();
    if let (Some(character), None) = (characters.next(), characters.next()) {
        let named = named(word).unwrap_or(KeyCode::Char(character));
        return Some(named.into());
    }
    if let Some((modifier, letter)) = word.split_once(['-', '+'])
        && modifier.eq_ignore_ascii_case("ctrl")
    {
        let letter: char = letter.parse().ok()?;
        let letter = letter.to_ascii_lowercase();
        return Some(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL));
    }
    named(word).map(KeyEvent::from)
}

fn named(word: &str) -> Option<KeyCode> {
    let is_meant = |name: &str| name.eq_ignore_ascii_case(word);
    if let Some((_, code)) = NAMES.iter().find(|(name, _)| is_meant(name)) {
        return Some(*code);
    }
    let keys = BINDINGS.iter().flat_map(|binding| binding.keys);
    let named = keys.filter_map(|key| match key {
        Key::Named(code) => Some((key, *code)),
        Key::Char(_) | Key::Ctrl(_) | Key::Digit => None,
    });
    let mut meant = named.filter(|(key, _)| is_meant(&key.to_string()));
    meant.next().map(|(_, code)| code)
}

fn milliseconds(duration: &str) -> Option<i64> {
    let end = duration.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = duration.split_at(end);
    let unit = match unit {
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        _ => return None,
    };
    let milliseconds = number.parse::<i64>().ok()?.checked_mul(unit)?;
    (milliseconds <= LONGEST_WAIT).then_some(milliseconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(words: &str) -> Vec<Step> {
        let steps = steps(words).unwrap().into_iter();
        steps.map(|(_, step)| step).collect()
    }

    fn press(code: KeyCode) -> Step {
        Step::Press(code.into())
    }

    #[test]
    fn every_key_of_the_table_is_found_by_its_name_in_help() {
        for key in BINDINGS.iter().flat_map(|binding| binding.keys) {
            if *key == Key::Digit {
                continue;
            }
            let name = key.to_string();
            let [(_, Step::Press(event))] = steps(&name).unwrap()[..] else {
                panic!("{name}");
            };
            assert_eq!(Key::of(&event), Some(*key), "{name}");
        }
    }

    #[test]
    fn words_are_keys_repeated_typed_or_waited_for() {
        let down = press(KeyCode::Down);
        assert_eq!(spelled("Down*2  down ↓"), [down; 4]);
        let typed = ['a', ' ', '*'].map(|c| press(KeyCode::Char(c)));
        assert_eq!(spelled("type:a_*"), typed);
        assert_eq!(spelled("a Space *"), typed);
        assert_eq!(spelled("+*3"), [press(KeyCode::Char('+')); 3]);
        let control = KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
        assert_eq!(spelled("Ctrl-C ctrl+c"), [Step::Press(control); 2]);
        assert_eq!(
            spelled("wait:1500ms wait:30s wait:2m"),
            [1_500, 30_000, 120_000].map(Step::Wait)
        );
        assert_eq!(spelled(" "), []);
    }

    #[test]
    fn a_word_that_means_nothing_is_quoted_beside_examples() {
        for word in [
            "Dwon", "Down*0", "Down*x", "wait:3", "wait:-1s", "wait:2h", "wait:s", "Ctrl-",
            "wait:99m", "Ctrl-Up", "1–9",
        ] {
            let message = steps(&format!("Down {word} Up")).unwrap_err();
            assert!(
                message.contains(&format!("`{word}` is no key")),
                "{message}"
            );
            assert!(message.contains("Down*3"), "{message}");
        }
        let message = steps("x\u{1b}[2J").unwrap_err();
        assert!(!message.contains('\u{1b}'), "{message}");
        assert!(steps("Down*9999 Up Up").unwrap_err().contains("too many"));
    }
}

//! Keys typed while the terminal was being asked.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::replies::Token;

/// The keys that `tokens` stand for; what no simple key sends is dropped.
pub(super) fn typed(tokens: &[Token<'_>]) -> Vec<KeyEvent> {
    let mut keys = Vec::new();
    let mut text = Vec::new();
    for token in tokens {
        match token {
            Token::Plain(byte) if *byte >= 0x20 && *byte != 0x7F => text.push(*byte),
            token => {
                characters(&mut text, &mut keys);
                keys.extend(key(*token));
            }
        }
    }
    characters(&mut text, &mut keys);
    keys
}

/// Moves the characters that `text` spells to `keys`.
fn characters(text: &mut Vec<u8>, keys: &mut Vec<KeyEvent>) {
    let spelled = String::from_utf8_lossy(text);
    let known = spelled
        .chars()
        .filter(|c| *c != char::REPLACEMENT_CHARACTER);
    keys.extend(known.map(|c| KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)));
    text.clear();
}

fn key(token: Token<'_>) -> Option<KeyEvent> {
    let (code, modifiers) = match token {
        Token::Plain(byte) => plain(byte)?,
        Token::Escaped([b'O', last]) | Token::Control([], [last]) => {
            (cursor(*last)?, KeyModifiers::NONE)
        }
        Token::Escaped([byte]) => {
            let (code, modifiers) = plain(*byte)?;
            (code, modifiers | KeyModifiers::ALT)
        }
        Token::Control(number, b"~") => (numbered(number)?, KeyModifiers::NONE),
        _ => return None,
    };
    Some(KeyEvent::new(code, modifiers))
}

fn plain(byte: u8) -> Option<(KeyCode, KeyModifiers)> {
    Some(match byte {
        b'\r' | b'\n' => (KeyCode::Enter, KeyModifiers::NONE),
        b'\t' => (KeyCode::Tab, KeyModifiers::NONE),
        0x1B => (KeyCode::Esc, KeyModifiers::NONE),
        0x7F => (KeyCode::Backspace, KeyModifiers::NONE),
        0x01..=0x1A => (
            KeyCode::Char(char::from(byte - 1 + b'a')),
            KeyModifiers::CONTROL,
        ),
        0x20..0x7F => (KeyCode::Char(char::from(byte)), KeyModifiers::NONE),
        _ => return None,
    })
}

fn cursor(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'Z' => KeyCode::BackTab,
        _ => return None,
    })
}

fn numbered(number: &[u8]) -> Option<KeyCode> {
    Some(match number {
        b"1" | b"7" => KeyCode::Home,
        b"2" => KeyCode::Insert,
        b"3" => KeyCode::Delete,
        b"4" | b"8" => KeyCode::End,
        b"5" => KeyCode::PageUp,
        b"6" => KeyCode::PageDown,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_and_alt_are_told_apart() {
        let keys = typed(&[
            Token::Plain(0x03),
            Token::Escaped(b"x"),
            Token::Control(b"5", b"~"),
        ]);
        assert_eq!(
            keys,
            [
                KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL),
                KeyEvent::new(KeyCode::Char('x'), KeyModifiers::ALT),
                KeyEvent::new(KeyCode::PageUp, KeyModifiers::NONE),
            ]
        );
    }
}

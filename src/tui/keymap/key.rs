//! Keys and what they are called.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A key as the table knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// A character, with Shift already in it.
    Char(char),
    /// A letter with Ctrl.
    Ctrl(char),
    /// Any of 1 to 9.
    Digit,
    /// A key without a character.
    Named(KeyCode),
}

impl Key {
    /// Whether a binding with this key means the pressed key `other`.
    #[must_use]
    pub fn accepts(self, other: Self) -> bool {
        match (self, other) {
            (Self::Digit, Self::Char(character)) => ('1'..='9').contains(&character),
            (own, other) => own == other,
        }
    }

    /// The key of an event; `None` for combinations that the table never uses.
    #[must_use]
    pub fn of(event: &KeyEvent) -> Option<Self> {
        let modifiers = event.modifiers - KeyModifiers::SHIFT;
        match event.code {
            KeyCode::Char(letter) if modifiers == KeyModifiers::CONTROL => {
                Some(Self::Ctrl(letter.to_ascii_lowercase()))
            }
            KeyCode::Char(character) if modifiers.is_empty() => Some(Self::Char(character)),
            KeyCode::Char(_) => None,
            code => modifiers.is_empty().then_some(Self::Named(code)),
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Char(' ') => f.write_str("Space"),
            Self::Char(character) => write!(f, "{character}"),
            Self::Ctrl(letter) => write!(f, "Ctrl-{letter}"),
            Self::Digit => f.write_str("1–9"),
            Self::Named(code) => f.write_str(match code {
                KeyCode::Up => "↑",
                KeyCode::Down => "↓",
                KeyCode::Left => "←",
                KeyCode::Right => "→",
                KeyCode::PageUp => "PgUp",
                KeyCode::PageDown => "PgDn",
                KeyCode::Home => "Home",
                KeyCode::End => "End",
                KeyCode::Enter => "Enter",
                KeyCode::Esc => "Esc",
                KeyCode::Delete => "Del",
                KeyCode::Tab => "Tab",
                KeyCode::F(1) => "F1",
                _ => "this key",
            }),
        }
    }
}

//! Cells as text, with and without colours.

use std::fmt::Write;

use ratatui::{
    buffer::{Buffer, Cell},
    style::{Color, Modifier},
};
use unicode_width::UnicodeWidthStr;

/// The symbols of each row; blanks at its end are left out.
pub(super) fn text(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in buffer.area.top()..buffer.area.bottom() {
        let start = text.len();
        text.extend(visible(buffer, y).map(Cell::symbol));
        text.truncate(start + text[start..].trim_end().len());
        text.push('\n');
    }
    text
}

/// The symbols of each row with the escapes for how they look.
pub(super) fn ansi(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in buffer.area.top()..buffer.area.bottom() {
        let mut look = Look::PLAIN;
        for cell in visible(buffer, y) {
            let wanted = Look::of(cell);
            if wanted != look {
                wanted.select(&mut text);
                look = wanted;
            }
            text.push_str(cell.symbol());
        }
        if look != Look::PLAIN {
            text.push_str("\x1b[0m");
        }
        text.push('\n');
    }
    text
}

/// The cells of row `y` that show their own symbol: not those that a wide one covers.
fn visible(buffer: &Buffer, y: u16) -> impl Iterator<Item = &Cell> {
    let mut covered = 0;
    (buffer.area.left()..buffer.area.right()).filter_map(move |x| {
        let cell = &buffer[(x, y)];
        if covered > 0 {
            covered -= 1;
            return None;
        }
        covered = cell.symbol().width().saturating_sub(1);
        Some(cell)
    })
}

/// The attributes that terminals have, with their SGR numbers.
const ATTRIBUTES: [(Modifier, u8); 6] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::REVERSED, 7),
    (Modifier::CROSSED_OUT, 9),
];

/// All that an SGR escape selects.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Look {
    foreground: Color,
    background: Color,
    modifier: Modifier,
}

impl Look {
    const PLAIN: Self = Self {
        foreground: Color::Reset,
        background: Color::Reset,
        modifier: Modifier::empty(),
    };

    fn of(cell: &Cell) -> Self {
        Self {
            foreground: cell.fg,
            background: cell.bg,
            modifier: cell.modifier,
        }
    }

    /// Writes the escape that selects this look, whatever was selected before.
    fn select(self, text: &mut String) {
        text.push_str("\x1b[0");
        for (attribute, number) in ATTRIBUTES {
            if self.modifier.contains(attribute) {
                let _ = write!(text, ";{number}");
            }
        }
        colour(text, self.foreground, 30);
        colour(text, self.background, 40);
        text.push('m');
    }
}

/// Writes the parameters that select `colour`; `first` is the number of black.
fn colour(text: &mut String, colour: Color, first: u8) {
    let _ = match colour {
        Color::Reset => Ok(()),
        Color::Rgb(red, green, blue) => write!(text, ";{};2;{red};{green};{blue}", first + 8),
        Color::Indexed(index) => write!(text, ";{};5;{index}", first + 8),
        named => match super::colours::entry(named) {
            entry @ 0..8 => write!(text, ";{}", first + entry),
            entry => write!(text, ";{}", first + 60 + entry - 8),
        },
    };
}

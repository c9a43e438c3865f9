//! Which colour a cell has, where there is no terminal to decide.

use ratatui::style::{Color, Style};

use crate::{
    artwork::symbols::palette,
    tui::{Role, Theme},
};

/// What cells have that leave their colours to the terminal.
#[derive(Debug, Clone, Copy)]
pub(super) struct Defaults {
    pub(super) foreground: [u8; 3],
    pub(super) background: [u8; 3],
}

impl Defaults {
    /// Those of a terminal that suits `theme`: its own text on its own page; light grey on black
    /// where the theme has no colours.
    pub(super) fn of(theme: &Theme) -> Self {
        let Style { fg, bg, .. } = theme.style(Role::Page);
        Self {
            foreground: rgb(fg.unwrap_or(Color::Reset), palette(7)),
            background: rgb(bg.unwrap_or(Color::Reset), palette(0)),
        }
    }
}

/// `colour` in the xterm palette; `default` where it is left to the terminal.
pub(super) fn rgb(colour: Color, default: [u8; 3]) -> [u8; 3] {
    match colour {
        Color::Reset => default,
        Color::Rgb(red, green, blue) => [red, green, blue],
        Color::Indexed(index) => palette(index),
        named => palette(entry(named)),
    }
}

/// The palette's entry with a colour's name; 0 for what has none.
pub(super) fn entry(named: Color) -> u8 {
    match named {
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        Color::Black | Color::Reset | Color::Rgb(..) | Color::Indexed(_) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_palette_is_that_of_xterm() {
        let of = |index| rgb(Color::Indexed(index), [1, 2, 3]);
        assert_eq!(of(16 + 36 + 2 * 6 + 5), [95, 135, 255]);
        assert_eq!((of(231), of(232), of(255)), ([255; 3], [8; 3], [238; 3]));
        assert_eq!(rgb(Color::LightBlue, [0; 3]), of(12));
        assert_eq!(rgb(Color::Reset, [1, 2, 3]), [1, 2, 3]);
    }
}

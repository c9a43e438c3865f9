//! Which colour a cell has, where there is no terminal to decide.

use ratatui::{
    buffer::Cell,
    style::{Color, Modifier, Style},
};

use crate::{
    artwork::symbols::palette,
    tui::{Role, Theme},
};

/// The colours that cells have which leave theirs to the terminal.
#[derive(Debug, Clone, Copy)]
pub struct Defaults {
    pub(super) foreground: [u8; 3],
    pub(super) background: [u8; 3],
}

/// The colours of one cell: red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Inks {
    /// Of the character.
    pub foreground: [u8; 3],
    /// Of what is behind it.
    pub background: [u8; 3],
}

/// How much of its colour dim text keeps, of 255 parts.
const DIM: u8 = 153;

impl Defaults {
    /// Those of a terminal that suits `theme`: its own text on its own page; light grey on black
    /// where the theme has no colours.
    #[must_use]
    pub fn of(theme: &Theme) -> Self {
        let Style { fg, bg, .. } = theme.style(Role::Page);
        Self {
            foreground: rgb(fg.unwrap_or(Color::Reset), palette(7)),
            background: rgb(bg.unwrap_or(Color::Reset), palette(0)),
        }
    }

    /// The colours that `cell` is seen in: its own or these, swapped if it is reversed, and the
    /// character nearer to its background if it is dim.
    #[must_use]
    pub fn inks(self, cell: &Cell) -> Inks {
        let mut foreground = rgb(cell.fg, self.foreground);
        let mut background = rgb(cell.bg, self.background);
        if cell.modifier.contains(Modifier::REVERSED) {
            std::mem::swap(&mut foreground, &mut background);
        }
        if cell.modifier.contains(Modifier::DIM) {
            foreground = mixed(background, foreground, DIM);
        }
        Inks {
            foreground,
            background,
        }
    }
}

/// `share` of 255 parts of `over`, the rest of `under`.
pub(super) fn mixed(under: [u8; 3], over: [u8; 3], share: u8) -> [u8; 3] {
    let share = u32::from(share);
    std::array::from_fn(|channel| {
        let (under, over) = (u32::from(under[channel]), u32::from(over[channel]));
        ((over * share + under * (255 - share) + 127) / 255) as u8
    })
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

//! How a terminal can be made to show pictures.

use std::fmt;

use crate::catalog::words;

/// The way in which pictures are put on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Protocol {
    /// Pixels, by the kitty graphics protocol with Unicode placeholders.
    Kitty,
    /// Two colours and a quadrant block in each cell.
    Quadrant,
    /// Two colours in each cell, one above the other.
    Half,
    /// Letters and signs of different darkness, without colour.
    Ascii,
    /// No pictures.
    Off,
}

words!(Protocol: Kitty = "kitty", Quadrant = "quad", Half = "half", Ascii = "ascii", Off = "off");

impl Protocol {
    /// What `word` asks for: `Some(None)` for `auto`, `None` for no protocol at all.
    #[must_use]
    #[expect(
        clippy::option_option,
        reason = "unknown, automatic and chosen are three answers"
    )]
    pub fn parse_choice(word: &str) -> Option<Option<Self>> {
        match word {
            "auto" => Some(None),
            word => Self::parse(word).map(Some),
        }
    }
}

/// How many colours the terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ColourDepth {
    /// None: text only.
    Monochrome,
    /// The eight colours and their bright versions.
    Sixteen,
    /// The xterm palette.
    Indexed,
    /// 24 bits.
    True,
}

words!(ColourDepth: Monochrome = "none", Sixteen = "16", Indexed = "256", True = "24-bit");

/// What pictures are encoded for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rendering {
    /// How pictures are put on the screen.
    pub protocol: Protocol,
    /// How many colours symbols may use.
    pub depth: ColourDepth,
    /// Width and height of a cell in pixels, each at least 1.
    pub cell: (u16, u16),
}

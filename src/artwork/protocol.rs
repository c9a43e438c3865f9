//! How a terminal can be made to show pictures.

use crate::catalog::words;

/// The way in which pictures are put on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Protocol {
    /// Pixels, by the kitty graphics protocol with Unicode placeholders.
    Kitty,
    /// Pixels of up to 128 colours, by DEC's sixel escapes.
    Sixel,
    /// Pixels, by the inline images of iTerm2.
    Iterm2,
    /// Two colours and an octant (2 × 4 parts) in each cell.
    Octant,
    /// Two colours and a sextant (2 × 3 parts) in each cell.
    Sextant,
    /// Two colours and a quadrant block in each cell.
    Quadrant,
    /// Two colours in each cell, one above the other.
    Half,
    /// Letters and signs of different darkness, without colour.
    Ascii,
    /// No pictures.
    Off,
}

words!(Protocol: Kitty = "kitty", Sixel = "sixel", Iterm2 = "iterm2", Octant = "octant",
    Sextant = "sextant", Quadrant = "quad", Half = "half", Ascii = "ascii", Off = "off");

impl Protocol {
    /// Whether pictures are pixels, and not characters.
    #[must_use]
    pub fn has_pixels(self) -> bool {
        matches!(self, Self::Kitty | Self::Sixel | Self::Iterm2)
    }

    /// Whether pictures are painted where they stand, and have to be painted again where something
    /// covered them.
    #[must_use]
    pub fn is_painted(self) -> bool {
        matches!(self, Self::Sixel | Self::Iterm2)
    }

    /// The protocol that `word` asks for; `None` for `auto`, the best one.
    ///
    /// # Errors
    /// A sentence for the user if it is no such word.
    pub fn parse_choice(word: &str) -> Result<Option<Self>, String> {
        if word == "auto" {
            return Ok(None);
        }
        Self::parse(word).map(Some).ok_or_else(|| {
            let words: Vec<&str> = Self::ALL.iter().map(|value| value.as_str()).collect();
            format!("expected auto, {}", words.join(", "))
        })
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

/// How a kitty terminal is handed the pixels of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Transfer {
    /// Compressed, among the output.
    Direct,
    /// The same, wrapped so that tmux passes it on.
    Tmux,
    /// In shared memory, of which the output only has the name.
    SharedMemory,
}

words!(Transfer: Direct = "direct", Tmux = "tmux", SharedMemory = "shared-memory");

/// What pictures are encoded for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rendering {
    /// How pictures are put on the screen.
    pub protocol: Protocol,
    /// How many colours symbols may use.
    pub depth: ColourDepth,
    /// Width and height of a cell in pixels, each at least 1.
    pub cell: (u16, u16),
    /// How a kitty terminal is handed pixels.
    pub transfer: Transfer,
    /// Whether pixels come with symbols, to be shown where sending pixels takes too long.
    pub previews: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_a_word_and_others_are_told_the_words() {
        assert_eq!(Protocol::parse_choice("auto"), Ok(None));
        assert_eq!(Protocol::parse_choice("quad"), Ok(Some(Protocol::Quadrant)));
        assert_eq!(
            Protocol::parse_choice("sixtel"),
            Err(
                "expected auto, kitty, sixel, iterm2, octant, sextant, quad, half, ascii, off"
                    .to_owned()
            )
        );
    }
}

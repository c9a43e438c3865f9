//! What the pixels of a picture look like, in numbers.

use super::model::words;

/// A named colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Colour {
    /// Red and pink.
    Red,
    /// Orange and brown.
    Orange,
    /// Yellow and gold.
    Yellow,
    /// Green.
    Green,
    /// Cyan and teal.
    Teal,
    /// Blue.
    Blue,
    /// Purple and magenta.
    Purple,
    /// Neither light nor dark, and of hardly any colour.
    Grey,
    /// Nearly black, whatever the colour.
    Dark,
    /// Nearly white.
    Light,
}

words!(Colour: Red = "red", Orange = "orange", Yellow = "yellow", Green = "green", Teal = "teal", Blue = "blue", Purple = "purple", Grey = "grey", Dark = "dark", Light = "light");

/// How many named colours there are.
pub(super) const COLOURS: usize = Colour::ALL.len();

/// What was measured of a picture's pixels; all numbers are in [0, 1].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Appearance {
    /// The mean lightness: L* of CIELAB, divided by 100.
    pub brightness: f64,
    /// The standard deviation of the lightness, times 2: 1 if one half is black and one white.
    pub contrast: f64,
    /// The colourfulness M by Hasler and Süsstrunk (2003), "Measuring colourfulness in natural
    /// images", divided by 109, which they call extremely colourful; at most 1.
    pub colourfulness: f64,
    /// The share of red, orange and yellow among the pixels that are neither grey, dark nor
    /// light.
    pub warmth: f64,
    /// The share of the pixels that each colour has, in the order of [`Colour::ALL`].
    pub shares: [f64; COLOURS],
}

impl Appearance {
    /// The colours that it has, and their shares.
    pub fn palette(&self) -> impl Iterator<Item = (Colour, f64)> {
        let shares = Colour::ALL.iter().copied().zip(self.shares);
        shares.filter(|(_, share)| *share > 0.0)
    }
}

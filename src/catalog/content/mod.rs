//! What titles and pictures contain, prepared once, so that a match with a taste is a few look-ups.

mod building;
mod contents;
mod words;

pub use contents::{Content, Contents, Term, Terms, Viewed};

/// What can be liked about an artwork.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aspect {
    /// Genres it shows.
    Genre,
    /// Themes it shows.
    Theme,
    /// People it shows.
    Cast,
    /// Its mood.
    Tone,
    /// Its framing.
    Shot,
    /// Its colours.
    Palette,
    /// What stories about its genres and themes are told with.
    Words,
}

/// How many aspects there are.
pub const ASPECTS: usize = 7;

impl Aspect {
    /// Every aspect, in the order of their numbers.
    pub const ALL: [Self; ASPECTS] = [
        Self::Genre,
        Self::Theme,
        Self::Cast,
        Self::Tone,
        Self::Shot,
        Self::Palette,
        Self::Words,
    ];
}

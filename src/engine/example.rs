//! What a policy learns from.

use crate::catalog::{ArtworkId, TitleId};

/// What one resolved impression teaches.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Example<'a> {
    /// The title shown.
    pub title: &'a TitleId,
    /// The artwork shown.
    pub artwork: &'a ArtworkId,
    /// Its features when it was chosen.
    pub features: &'a [f64],
    /// What came of it, in [0, 1].
    pub reward: f64,
    /// How much it counts, in (0, 1].
    pub weight: f64,
}

/// What a viewer did about an artwork that was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Response {
    /// Played the title, and not abandoned it early.
    Took,
    /// Opened or started the title, and left it.
    Tried,
    /// Looked at the artwork and passed over it.
    Skipped,
    /// Nothing that is known: it lay on the page.
    Ignored,
}

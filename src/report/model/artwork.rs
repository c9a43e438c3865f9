//! What a report says of artwork.

use serde::Serialize;

use super::{Answer, Interval};

/// Which artwork wins where.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Artwork {
    /// Titles, those with the most impressions first.
    pub titles: Vec<ArtworkTitle>,
    /// Artwork that was shown at least so often may be called one that never wins.
    pub least_shown: u64,
    /// Artwork surely below its title's take fraction, the worst first.
    pub losers: Vec<Loser>,
    /// Artwork that could be chosen and never was.
    pub never_shown: Vec<NeverShown>,
    /// How many impressions of an artwork count as one independent one, by cell.
    pub design_effects: Vec<DesignEffect>,
}

/// The artwork of a title.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ArtworkTitle {
    /// The title's id.
    pub title: String,
    /// Its name, or its id if the catalog does not have it.
    pub name: String,
    /// Impressions that count, over all cells.
    pub n: u64,
    /// Its take fraction over all cells.
    pub take_fraction: f64,
    /// The artwork with the largest take fraction of each cell; `None` where intervals of two
    /// overlap, or it has no impressions.
    pub winners: Vec<Option<String>>,
    /// Its artwork, in the order of the action sets.
    pub artwork: Vec<ArtworkName>,
}

/// An artwork.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ArtworkName {
    /// Its id.
    pub artwork: String,
    /// What each cell made of it.
    pub cells: Vec<ArtworkCell>,
}

/// An artwork in a cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ArtworkCell {
    /// The cell.
    pub cell: String,
    /// Impressions that count.
    pub n: u64,
    /// The share that these are of the title's impressions in the cell.
    pub share: f64,
    /// The take fraction.
    pub take_fraction: Answer<Interval>,
}

/// An artwork that does worse than its title.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Loser {
    /// The title's name.
    pub title: String,
    /// The artwork's id.
    pub artwork: String,
    /// Impressions that count, over all cells.
    pub n: u64,
    /// Its take fraction over all cells.
    pub take_fraction: Interval,
    /// The title's.
    pub title_take_fraction: f64,
}

/// An artwork that could be chosen and never was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NeverShown {
    /// The title's name.
    pub title: String,
    /// The artwork's id.
    pub artwork: String,
}

/// How many impressions of an artwork count as one independent one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DesignEffect {
    /// The cell.
    pub cell: String,
    /// At least 1.
    pub effect: f64,
}

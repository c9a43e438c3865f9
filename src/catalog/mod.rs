//! Titles and their artwork sets: the model, loading and validation.

mod model;

pub use model::{
    Artwork, ArtworkId, Canvas, Canvases, Catalog, Maturity, Root, Shot, Title, TitleId,
    TitleIndex, Tone, Weights,
};

pub(crate) use model::{identifier, words};

//! Titles and their artwork sets: the model, loading and validation.

mod appearance;
mod content;
mod files;
mod load;
mod looks;
mod model;
mod parse;
mod problem;
mod reading;
mod source;
mod spelling;
mod vocabulary;
mod wire;

pub use appearance::{Appearance, Colour};
pub use content::{ASPECTS, Aspect, Content, Contents, Term, Terms, Viewed};
pub use files::{FileReference, LARGEST_ARTWORK, check_files, file_references};
pub use load::{DEMO_NAME, LoadError, demo, demo_looks, demo_source, load, load_looks, root};
pub use looks::{Looks, Measurement, looks_path};
pub use model::{
    Artwork, ArtworkId, Canvas, Canvases, Catalog, Description, Maturity, Root, Shot, Title,
    TitleId, TitleIndex, Tone, Weights,
};
pub use problem::{Problem, Severity};
pub use source::{ReadError, read};
pub use spelling::Unknown;

pub(crate) use model::{identifier, words};
pub(crate) use parse::expect_schema;
pub(crate) use problem::Findings;
pub(crate) use reading::unique_slug;
pub(crate) use source::shown;
pub(crate) use spelling::{list_of, nearest};
pub(crate) use wire::{Entry, Section, document};

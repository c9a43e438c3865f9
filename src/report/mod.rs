//! What an experiment showed, for people to look at: one [`Report`], and what is made of it.
//!
//! A log is read twice. A [`Survey`] finds out what is in it; the [`Gathering`] that follows from
//! it keeps sums for each member and artwork, so memory grows with those and not with rows. The
//! [`Report`] is data alone; `data`, `text` and `html` show it, and no number is made there.

mod build;
pub mod data;
mod gather;
pub mod html;
mod model;
pub mod text;
mod wording;

pub use gather::{Gathering, GatheringError, Survey};
pub use model::{
    Answer, Artwork, ArtworkCell, ArtworkName, ArtworkTitle, CellAbout, CellValue, Checks, Counted,
    DayPoint, DayTrace, DesignEffect, Estimated, Evidence, Guard, Headline, Interval, Loser,
    MetricTable, NeverShown, Note, REPORT_SCHEMA, Report, SegmentGroup, SegmentRow, Simulated,
    Source, Versus, Word,
};

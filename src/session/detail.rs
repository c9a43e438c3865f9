//! A title's own page.

use crate::catalog::{Canvas, TitleIndex};

/// A title's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
    /// Whose page.
    pub title: TitleIndex,
    /// The canvas that it was opened from: the page shows the artwork chosen there.
    pub canvas: Canvas,
    /// The member of the artwork set that is looked at: its place in the title's set.
    pub looking_at: usize,
}

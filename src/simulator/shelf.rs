//! The page of a member, kept from visit to visit.

use crate::{catalog::TitleIndex, session::Page};

/// The titles of a page, band by band: the billboard first, and of each row what fits on a screen.
///
/// As in the interface, the page is made anew when something was watched, and when titles come or
/// go.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Shelf {
    titles: Box<[u32]>,
    /// Where each band ends.
    ends: Box<[u16]>,
    /// How much had been watched, and how much of the catalog had changed.
    made: Option<(u32, u32)>,
}

impl Shelf {
    /// Whether it was made when so much had been watched, and so much of the catalog had changed.
    pub(super) fn is_fresh(&self, made: (u32, u32)) -> bool {
        self.made == Some(made)
    }

    /// The titles of `page` that are there, at most `columns` in each row.
    pub(super) fn new(
        page: &Page,
        columns: usize,
        made: (u32, u32),
        is_there: impl Fn(TitleIndex) -> bool,
    ) -> Self {
        let mut rows: Vec<Vec<u32>> = Vec::with_capacity(page.rows.len());
        for row in &page.rows {
            let titles = row.titles.iter().filter(|title| is_there(**title));
            let titles: Vec<u32> = titles.take(columns).map(|title| title.0 as u32).collect();
            if !titles.is_empty() {
                rows.push(titles);
            }
        }
        let first = rows.first().and_then(|row| row.first().copied());
        let billboard = page.billboard.filter(|title| is_there(*title));
        let billboard = billboard.map(|title| title.0 as u32).or(first);
        let (mut titles, mut ends) = (Vec::new(), Vec::new());
        for band in std::iter::once(billboard.as_slice()).chain(rows.iter().map(Vec::as_slice)) {
            titles.extend_from_slice(band);
            ends.push(titles.len() as u16);
        }
        Self {
            titles: titles.into(),
            ends: ends.into(),
            made: Some(made),
        }
    }

    /// How many bands there are.
    pub(super) fn bands(&self) -> usize {
        self.ends.len()
    }

    /// The titles of a band, of which so many columns are on the screen.
    pub(super) fn band(&self, band: usize, columns: usize) -> &[u32] {
        let start = band.checked_sub(1).map_or(0, |before| self.ends[before]);
        let titles = &self.titles[usize::from(start)..usize::from(self.ends[band])];
        &titles[..titles.len().min(columns)]
    }
}

//! The page of the profile that watches.

use crate::{
    catalog::{Canvas, Catalog, TitleIndex},
    profiles::ProfileId,
    session::{Layout, Page},
    time::Timestamp,
};

/// A place on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Focus {
    /// 0 for the billboard, and then the rows.
    pub band: usize,
    /// The place in the row.
    pub column: usize,
}

/// A page, and where on it one is.
#[derive(Debug, Clone, PartialEq)]
pub struct Browse {
    /// Who watches.
    pub profile: ProfileId,
    /// What there is.
    pub page: Page,
    /// What has the focus; always a place that exists, if there is any.
    pub focus: Focus,
    /// The first band on the screen.
    pub top: usize,
    /// For each row, the first title on the screen.
    pub first: Vec<usize>,
    /// Whether differences from the default artwork are marked.
    pub reveal: bool,
    /// Whose pictures are shown beside this profile's.
    pub split: Option<ProfileId>,
    /// Whether something was watched since the page was made.
    pub is_outdated: bool,
    /// When somebody last did something.
    pub last_input: Timestamp,
}

impl Browse {
    /// The top of `page`, opened `at` this moment.
    #[must_use]
    pub fn new(profile: ProfileId, page: Page, at: Timestamp) -> Self {
        let band = usize::from(page.billboard.is_none());
        let first = vec![0; page.rows.len()];
        let focus = Focus { band, column: 0 };
        Self {
            profile,
            page,
            focus,
            top: 0,
            first,
            reveal: false,
            split: None,
            is_outdated: false,
            last_input: at,
        }
    }

    /// The title that has the focus, and the canvas it is shown on.
    #[must_use]
    pub fn focused(&self) -> Option<(TitleIndex, Canvas)> {
        match self.focus.band.checked_sub(1) {
            None => Some((self.page.billboard?, Canvas::Billboard)),
            Some(row) => Some((
                *self.page.rows.get(row)?.titles.get(self.focus.column)?,
                Canvas::Tile,
            )),
        }
    }

    /// Moves the focus by bands, keeping its place on the screen.
    pub fn move_bands(&mut self, by: isize, layout: &Layout) {
        let lowest = usize::from(self.page.billboard.is_none());
        let band = self
            .focus
            .band
            .saturating_add_signed(by)
            .clamp(lowest, self.page.rows.len().max(lowest));
        let on_screen = self
            .focus
            .column
            .saturating_sub(self.first_of(self.focus.band));
        self.focus = Focus {
            band,
            column: self.first_of(band) + on_screen,
        };
        self.settle(layout);
    }

    /// Moves the focus within its row.
    pub fn move_columns(&mut self, by: isize, layout: &Layout) {
        self.focus.column = self.focus.column.saturating_add_signed(by);
        self.settle(layout);
    }

    /// Puts the focus on a place; clamped to the page.
    pub fn focus_on(&mut self, focus: Focus, layout: &Layout) {
        self.focus = focus;
        self.settle(layout);
    }

    /// Replaces the page, keeping the focus on its title and that on its place on the screen
    /// where the new page allows it.
    pub fn replace(&mut self, profile: ProfileId, page: Page, layout: &Layout) {
        let title = self.focused().map(|(title, _)| title);
        let (above, before) = (
            self.focus.band.saturating_sub(self.top),
            self.focus.column - self.first_of(self.focus.band),
        );
        let mut next = Self {
            reveal: self.reveal,
            ..Self::new(profile, page, self.last_input)
        };
        next.split = self.split.take().filter(|other| *other != next.profile);
        let same_title = || {
            let rows = next.page.rows.iter().enumerate();
            let places = rows.filter_map(|(row, entry)| {
                let column = entry
                    .titles
                    .iter()
                    .position(|other| Some(*other) == title)?;
                Some(Focus {
                    band: row + 1,
                    column,
                })
            });
            places.min_by_key(|place| place.band.abs_diff(self.focus.band))
        };
        next.focus = match self.focus.band {
            0 => next.focus,
            _ => same_title().unwrap_or(self.focus),
        };
        next.top = next.focus.band.saturating_sub(above);
        if let Some(first) = next
            .focus
            .band
            .checked_sub(1)
            .and_then(|row| next.first.get_mut(row))
        {
            *first = next.focus.column.saturating_sub(before);
        }
        next.settle(layout);
        *self = next;
    }

    /// Brings the focus into the page and the page to the focus.
    pub fn settle(&mut self, layout: &Layout) {
        let lowest = usize::from(self.page.billboard.is_none());
        self.focus.band = self
            .focus
            .band
            .clamp(lowest, self.page.rows.len().max(lowest));
        let row = self
            .focus
            .band
            .checked_sub(1)
            .filter(|row| *row < self.page.rows.len());
        match row {
            None => self.focus.column = 0,
            Some(row) => {
                let count = self.page.rows[row].titles.len();
                self.focus.column = self.focus.column.min(count - 1);
                let last = count.saturating_sub(layout.tiles);
                let first = self.first[row].min(last);
                self.first[row] = first
                    .min(self.focus.column)
                    .max((self.focus.column + 1).saturating_sub(layout.tiles));
            }
        }
        self.top = layout.scrolled(&self.page, self.top, self.focus.band);
    }

    fn first_of(&self, band: usize) -> usize {
        band.checked_sub(1)
            .and_then(|row| self.first.get(row))
            .copied()
            .unwrap_or(0)
    }

    /// What the focused row is called; `None` on the billboard.
    #[must_use]
    pub fn heading(&self, catalog: &Catalog) -> Option<String> {
        let row = self.page.rows.get(self.focus.band.checked_sub(1)?)?;
        Some(row.heading.label(catalog))
    }
}

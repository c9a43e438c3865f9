//! The page as it was: which artwork stood where, and what had become of it.

use std::{collections::BTreeMap, ops::Range};

use super::{
    Replay,
    timeline::{Kind, Seen},
};
use crate::{
    catalog::Canvas,
    log::{Outcome, OutcomeRecord},
};

/// The row number in the log from which on impressions are results of a search.
const SEARCH_ROW: u16 = 1000;

/// What had become of an impression by some moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fate {
    /// Nothing was known yet.
    Pending,
    /// The title was played.
    Played {
        /// How much of what was left of it, in [0, 1].
        fraction: f64,
    },
    /// The title was opened, and not played.
    Opened,
    /// It had the focus, and was passed over.
    Skipped,
    /// Nobody did anything about it.
    Nothing,
    /// It was settled so that it teaches nothing: a dial was turned, or another impression of the
    /// title got the play.
    Withdrawn,
}

impl Fate {
    /// What an outcome makes of its impression.
    #[must_use]
    pub fn of(record: &OutcomeRecord) -> Self {
        match record.outcome {
            _ if record.weight <= 0.0 => Self::Withdrawn,
            Outcome::Played { fraction } => Self::Played { fraction },
            Outcome::Opened => Self::Opened,
            Outcome::Skipped => Self::Skipped,
            Outcome::Expired => Self::Nothing,
        }
    }

    /// One word for it, without how much was played.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Played { .. } => "played",
            Self::Opened => "opened",
            Self::Skipped => "passed over",
            Self::Nothing => "nothing",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// A part of a page that stands side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strip {
    /// The billboard.
    Billboard,
    /// A row, from 1 at the top.
    Row(u16),
    /// The results of a search.
    Search,
    /// The pages of titles, one after the other.
    Detail,
}

impl Strip {
    /// Where an impression stood.
    #[must_use]
    pub fn of(seen: &Seen) -> Self {
        match seen.slot.canvas {
            Canvas::Billboard => Self::Billboard,
            Canvas::Detail => Self::Detail,
            Canvas::Tile if seen.slot.row >= SEARCH_ROW => Self::Search,
            Canvas::Tile => Self::Row(seen.slot.row),
        }
    }

    /// What it is called.
    #[must_use]
    pub fn label(self) -> String {
        match self {
            Self::Billboard => "Billboard".to_owned(),
            Self::Row(row) => format!("Row {row}"),
            Self::Search => "Search results".to_owned(),
            Self::Detail => "Titles' own pages".to_owned(),
        }
    }
}

/// The impressions of a visit up to some moment: by strip and, in it, by column. What was seen
/// last in a place is there; a title's own page takes the next free column.
pub type PastPage = BTreeMap<Strip, BTreeMap<u16, usize>>;

impl Replay {
    /// The page as it was at the event under the cursor. What was logged at the same moment
    /// became visible at once, so it is all there.
    #[must_use]
    pub fn page(&self) -> PastPage {
        let mut page = PastPage::new();
        for place in self.visible() {
            let seen = &self.timeline.seen[place];
            let strip = page.entry(Strip::of(seen)).or_default();
            let column = match seen.slot.canvas {
                Canvas::Detail => u16::try_from(strip.len()).unwrap_or(u16::MAX),
                Canvas::Tile | Canvas::Billboard => seen.slot.column,
            };
            strip.insert(column, place);
        }
        page
    }

    /// The impressions of the present visit up to now, by their places.
    pub(super) fn visible(&self) -> Range<usize> {
        let timeline = &self.timeline;
        let visit = timeline.visit_of(self.cursor);
        let first = timeline.visits.get(visit).map_or(0, |it| it.first_seen);
        let next = timeline.visits.get(visit + 1);
        let last = next.map_or(timeline.seen.len(), |it| it.first_seen);
        let end = timeline.events.get(self.cursor).map(|it| it.at);
        let is_there =
            |seen: &Seen| seen.event <= self.cursor || Some(timeline.events[seen.event].at) == end;
        let count = timeline.seen[first..last].partition_point(is_there);
        first..first + count
    }

    /// What had become of the impression at this place when the event under the cursor happened.
    #[must_use]
    pub fn fate(&self, place: usize) -> Fate {
        let outcome = self.timeline.seen[place].outcome;
        let known = outcome.filter(|event| *event <= self.cursor);
        match known.map(|event| &self.timeline.events[event].kind) {
            Some(Kind::Followed(_, record)) => Fate::of(record),
            _ => Fate::Pending,
        }
    }
}

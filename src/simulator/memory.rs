//! What a member carries from one day to the next. All of it follows from what was logged.

use super::{member::Known, shelf::Shelf};
use crate::{
    catalog::{Canvas, TitleIndex},
    engine::Response,
    log::Outcome,
    profiles::{ABANDONED_BELOW, Watched},
    time::Timestamp,
};

/// How much of the satisfaction a session changes.
const LATELY: f32 = 0.25;

/// What a member has to do with one title.
#[derive(Debug, Clone, Copy)]
struct OfTitle {
    title: u32,
    /// How much was watched last time; below 0 if it never was.
    watched: f32,
    /// How often it was shown since, and not played.
    shown: u16,
    /// The artwork that was on its tile last time, and one more; 0 if there was none.
    last: u16,
    /// Whether it was ever opened or played.
    is_known: bool,
}

/// What a member did about one picture.
#[derive(Debug, Clone, Copy)]
struct OfArtwork {
    title: u32,
    artwork: u16,
    takes: u16,
    /// Since the last take.
    skips: u16,
}

/// A picture that was shown, with what came of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seen {
    /// Whose picture.
    pub title: TitleIndex,
    /// Where.
    pub canvas: Canvas,
    /// Its place in the title's set.
    pub artwork: usize,
    /// When it was shown.
    pub at: Timestamp,
    /// What followed.
    pub outcome: Outcome,
    /// What that was to the records.
    pub response: Response,
}

/// What a member remembers, and what is known of it.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    history: Vec<Watched>,
    /// In the order of the titles.
    titles: Vec<OfTitle>,
    /// In the order of the titles and their artwork.
    artwork: Vec<OfArtwork>,
    /// Its page, while nothing changes it.
    pub(super) shelf: Shelf,
    /// How many sessions there were.
    pub sessions: u32,
    /// How many pictures were shown.
    pub impressions: u32,
    /// How many of those led to a quality play.
    pub takes: u32,
    /// The share of its sessions that led to a quality play, of late.
    pub(super) satisfaction: f32,
    /// Whether it has left for good.
    pub(super) has_left: bool,
}

impl Memory {
    /// Of somebody who watched this before it was first seen.
    #[must_use]
    pub fn of(history: Vec<Watched>) -> Self {
        let mut memory = Self {
            satisfaction: 0.5,
            ..Self::default()
        };
        for watched in &history {
            let title = memory.title(watched.title);
            (title.watched, title.is_known) = (watched.fraction as f32, true);
        }
        memory.history = history;
        memory
    }

    /// What was watched, oldest first.
    #[must_use]
    pub fn history(&self) -> &[Watched] {
        &self.history
    }

    /// What a member knows of a title.
    pub(super) fn known(&self, title: TitleIndex) -> Known {
        let found = self
            .titles
            .binary_search_by_key(&(title.0 as u32), |it| it.title);
        found.map_or_else(
            |_| Known::default(),
            |place| {
                let it = &self.titles[place];
                Known {
                    is_known: it.is_known,
                    watched: (it.watched >= 0.0).then_some(f64::from(it.watched)),
                    shown: u32::from(it.shown),
                    last: it.last.checked_sub(1).map(usize::from),
                }
            },
        )
    }

    /// How often each picture of a title was taken, and passed over since.
    #[must_use]
    pub fn responses(&self, title: TitleIndex) -> Responses<'_> {
        let title = title.0 as u32;
        let start = self.artwork.partition_point(|it| it.title < title);
        let of_title = self.artwork[start..].partition_point(|it| it.title == title);
        Responses(&self.artwork[start..start + of_title])
    }

    /// Remembers what was shown in a visit that is over, in the order in which it was shown.
    pub fn visit(&mut self, seen: impl IntoIterator<Item = Seen>) {
        for seen in seen {
            self.see(&seen);
        }
    }

    fn see(&mut self, seen: &Seen) {
        self.impressions += 1;
        self.takes += u32::from(is_quality_play(seen.outcome));
        let counts = self.artwork(seen.title, seen.artwork);
        match seen.response {
            Response::Took => (counts.takes, counts.skips) = (counts.takes.saturating_add(1), 0),
            Response::Skipped => counts.skips = counts.skips.saturating_add(1),
            Response::Tried | Response::Ignored => {}
        }
        let title = self.title(seen.title);
        title.shown = title.shown.saturating_add(1);
        if seen.canvas == Canvas::Tile {
            title.last = seen.artwork as u16 + 1;
        }
        title.is_known |= matches!(seen.outcome, Outcome::Opened | Outcome::Played { .. });
        if let Outcome::Played { fraction } = seen.outcome {
            title.shown = 0;
            title.watched = fraction as f32;
            self.history.push(Watched {
                title: seen.title,
                artwork: Some(seen.artwork),
                at: seen.at,
                fraction,
            });
        }
    }

    /// Remembers that a session is over, and whether it led to a quality play.
    pub fn end_session(&mut self, is_satisfied: bool) {
        self.sessions += 1;
        self.satisfaction += LATELY * (f32::from(u8::from(is_satisfied)) - self.satisfaction);
    }

    fn title(&mut self, title: TitleIndex) -> &mut OfTitle {
        let number = title.0 as u32;
        let found = self.titles.binary_search_by_key(&number, |it| it.title);
        let place = found.unwrap_or_else(|place| {
            let new = OfTitle {
                title: number,
                watched: -1.0,
                shown: 0,
                last: 0,
                is_known: false,
            };
            self.titles.insert(place, new);
            place
        });
        &mut self.titles[place]
    }

    fn artwork(&mut self, title: TitleIndex, artwork: usize) -> &mut OfArtwork {
        let key = (title.0 as u32, artwork as u16);
        let found = self
            .artwork
            .binary_search_by_key(&key, |it| (it.title, it.artwork));
        let place = found.unwrap_or_else(|place| {
            let new = OfArtwork {
                title: key.0,
                artwork: key.1,
                takes: 0,
                skips: 0,
            };
            self.artwork.insert(place, new);
            place
        });
        &mut self.artwork[place]
    }
}

/// What a member did about the pictures of one title.
#[derive(Debug, Clone, Copy)]
pub struct Responses<'a>(&'a [OfArtwork]);

impl Responses<'_> {
    /// How often the picture at this place of the title's set was taken, and passed over since.
    #[must_use]
    pub fn of(&self, artwork: usize) -> (u32, u32) {
        let found = self.0.iter().find(|it| usize::from(it.artwork) == artwork);
        found.map_or((0, 0), |it| (u32::from(it.takes), u32::from(it.skips)))
    }
}

/// Whether an outcome is a play that was not abandoned early.
#[must_use]
pub fn is_quality_play(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Played { fraction } if fraction >= ABANDONED_BELOW)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(artwork: usize, outcome: Outcome, response: Response) -> Seen {
        Seen {
            title: TitleIndex(3),
            canvas: Canvas::Tile,
            artwork,
            at: Timestamp(5),
            outcome,
            response,
        }
    }

    #[test]
    fn what_was_passed_over_is_forgotten_with_the_next_take_and_a_play_ends_the_fatigue() {
        let mut memory = Memory::of(Vec::new());
        let skipped = seen(1, Outcome::Skipped, Response::Skipped);
        memory.visit([
            skipped,
            skipped,
            seen(0, Outcome::Expired, Response::Ignored),
        ]);
        assert_eq!(memory.responses(TitleIndex(3)).of(1), (0, 2));
        assert_eq!(memory.responses(TitleIndex(3)).of(0), (0, 0));
        assert_eq!(memory.responses(TitleIndex(2)).of(1), (0, 0));
        let known = memory.known(TitleIndex(3));
        assert_eq!((known.watched, known.shown, known.last), (None, 3, Some(0)));
        memory.visit([seen(1, Outcome::Played { fraction: 0.5 }, Response::Took)]);
        assert_eq!(memory.responses(TitleIndex(3)).of(1), (1, 0));
        let known = memory.known(TitleIndex(3));
        assert_eq!(
            (known.watched, known.shown, known.last),
            (Some(0.5), 0, Some(1))
        );
        assert_eq!(memory.history().len(), 1);
        assert_eq!(memory.known(TitleIndex(4)), Known::default());
    }
}

//! Counts of what was shown and what followed, by title, artwork and policy.

use std::collections::{BTreeMap, HashMap};

use super::{
    error::LogError,
    event::{Event, Impression, ImpressionId, Outcome, OutcomeRecord},
    reader::{LogContents, Segment, Tail},
};
use crate::{
    catalog::{ArtworkId, TitleId},
    text::Text,
};

/// What followed from a number of impressions. Every kind of outcome counts once for an
/// impression, also where it was logged twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Artwork shown.
    pub impressions: u64,
    /// Impressions that led to a play.
    pub plays: u64,
    /// Impressions that led to a play that was not abandoned early.
    pub quality_plays: u64,
    /// Impressions from which the title's page was opened.
    pub opens: u64,
    /// Impressions that were passed over.
    pub skips: u64,
    /// Impressions from which nothing followed in the time allowed.
    pub expired: u64,
    /// Impressions of which it is not known yet what followed.
    pub pending: u64,
    /// Impressions whose outcome counts for nothing, as when somebody turned a dial; they are in
    /// no other count.
    pub withdrawn: u64,
}

/// An observed share with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// The share, in [0, 1].
    pub value: f64,
    /// The lower end of the interval.
    pub low: f64,
    /// The upper end of the interval.
    pub high: f64,
    /// Of how many.
    pub n: u64,
}

/// What a log tells, counted.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Statistics {
    /// Of the whole log.
    pub total: Tally,
    /// For each title.
    pub by_title: BTreeMap<TitleId, Tally>,
    /// For each artwork of a title.
    pub by_artwork: BTreeMap<(TitleId, ArtworkId), Tally>,
    /// For each policy that chose.
    pub by_policy: BTreeMap<Text, Tally>,
    /// Sessions that began.
    pub sessions: u64,
    /// Outcomes of impressions that are not in their session; they are in no tally.
    pub unmatched: u64,
    /// Unfinished ends of segments, set aside.
    pub tails: Vec<Tail>,
}

/// An impression of the session being counted.
struct Shown {
    title: TitleId,
    artwork: ArtworkId,
    policy: Text,
    seen: Tally,
}

impl Tally {
    /// Quality plays ÷ impressions; `None` without impressions.
    #[must_use]
    pub fn take_fraction(&self) -> Option<Share> {
        Share::wilson(self.quality_plays, self.impressions)
    }

    fn add(&mut self, other: &Self) {
        self.impressions += other.impressions;
        self.plays += other.plays;
        self.quality_plays += other.quality_plays;
        self.opens += other.opens;
        self.skips += other.skips;
        self.expired += other.expired;
        self.pending += other.pending;
        self.withdrawn += other.withdrawn;
    }
}

impl Share {
    /// The share of `successes` among `n` with the score interval of Wilson (1927, "Probable
    /// inference, the law of succession, and statistical inference"); `None` if `n` is 0.
    #[must_use]
    pub fn wilson(successes: u64, n: u64) -> Option<Self> {
        /// The 97.5 % quantile of the standard normal distribution.
        const Z: f64 = 1.959_963_984_540_054;
        if n == 0 {
            return None;
        }
        let count = n as f64;
        let value = successes as f64 / count;
        let z2 = Z * Z / count;
        let centre = value + z2 / 2.0;
        let half = Z * (value * (1.0 - value) / count + z2 / (4.0 * count)).sqrt();
        Some(Self {
            value,
            low: ((centre - half) / (1.0 + z2)).clamp(0.0, value),
            high: ((centre + half) / (1.0 + z2)).clamp(value, 1.0),
            n,
        })
    }
}

impl Statistics {
    /// Counts all segments of `log`, holding one session's impressions in memory at a time.
    ///
    /// # Errors
    /// The first error of the reader.
    pub fn of(log: LogContents) -> Result<Self, LogError> {
        let mut statistics = Self::default();
        for segment in log {
            statistics.count(segment?)?;
        }
        Ok(statistics)
    }

    fn count(&mut self, mut segment: Segment) -> Result<(), LogError> {
        self.sessions += u64::from(segment.session().is_some());
        let mut session = HashMap::new();
        for record in &mut segment {
            match record?.event {
                Event::Impression(impression) => {
                    let shown = Shown::of(&impression);
                    let again = shown.and_then(|shown| session.insert(impression.id, shown));
                    again.into_iter().for_each(|shown| self.add(shown));
                }
                Event::Outcome(outcome) => self.follow(&mut session, &outcome),
                Event::SessionStarted(_) | Event::ProfileSelected { .. } | Event::SessionEnded => {}
            }
        }
        session.into_values().for_each(|shown| self.add(shown));
        self.tails.extend(segment.tail().cloned());
        Ok(())
    }

    fn follow(&mut self, session: &mut HashMap<ImpressionId, Shown>, outcome: &OutcomeRecord) {
        match session.get_mut(&outcome.impression) {
            Some(shown) => shown.follow(outcome),
            None => self.unmatched += 1,
        }
    }

    fn add(&mut self, shown: Shown) {
        let Shown {
            title,
            artwork,
            policy,
            seen,
        } = shown;
        self.total.add(&seen);
        self.by_title.entry(title.clone()).or_default().add(&seen);
        self.by_artwork
            .entry((title, artwork))
            .or_default()
            .add(&seen);
        self.by_policy.entry(policy).or_default().add(&seen);
    }
}

impl Shown {
    fn of(impression: &Impression) -> Option<Self> {
        Some(Self {
            title: impression.title.clone(),
            artwork: impression.chosen_arm()?.artwork.clone(),
            policy: Text::new(&impression.policy),
            seen: Tally {
                impressions: 1,
                pending: 1,
                ..Tally::default()
            },
        })
    }

    fn follow(&mut self, record: &OutcomeRecord) {
        if record.weight == 0.0 {
            self.seen = Tally {
                withdrawn: 1,
                ..Tally::default()
            };
            return;
        }
        self.seen.pending = 0;
        match record.outcome {
            Outcome::Played { .. } => self.seen.plays = 1,
            Outcome::Opened => self.seen.opens = 1,
            Outcome::Skipped => self.seen.skips = 1,
            Outcome::Expired => self.seen.expired = 1,
        }
        if record.is_quality_play() {
            self.seen.quality_plays = 1;
        }
    }
}

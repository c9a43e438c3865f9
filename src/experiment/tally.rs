//! What members did, summed up while a log streams by.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

use super::{
    assignment::mixed,
    covariate::Covariate,
    metric::Metric,
    moments::{DENOMINATOR, Moments, NUMERATOR},
    observation::{Kind, Observation},
};
use crate::time::{DAY, Timestamp};

/// What one member did: 48 bytes. Counts stop at their largest value.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Tally {
    /// Minutes played.
    pub minutes: f64,
    /// Seconds from the first impression to the first play, summed over sessions with a play.
    pub seconds: f64,
    /// Impressions of which it is known what followed.
    pub impressions: u32,
    /// Of these, those that were opened or played.
    pub clicks: u32,
    /// Of these, those that were played.
    pub plays: u32,
    /// Plays that were not abandoned early.
    pub quality_plays: u32,
    /// Quality plays of niche titles.
    pub niche_plays: u32,
    /// Sessions with a play.
    pub sessions: u32,
    /// The place of the member's cell.
    cell: u32,
    flags: u8,
}

/// In a [`Tally`]: seen at all, in the first days, in the last days, in two cells.
const SEEN: u8 = 1;
const FIRST: u8 = 2;
const LAST: u8 = 4;
const CROSSED: u8 = 8;

impl Tally {
    /// The member's cell; `None` for who was not seen, or was seen in two cells.
    #[must_use]
    pub fn cell(&self) -> Option<u32> {
        (self.flags & (SEEN | CROSSED) == SEEN).then_some(self.cell)
    }

    /// Whether the member was seen in the experiment's first days.
    #[must_use]
    pub fn was_seen_first(&self) -> bool {
        self.flags & FIRST != 0
    }

    /// Whether the member was seen in the experiment's last days.
    #[must_use]
    pub fn was_seen_last(&self) -> bool {
        self.flags & LAST != 0
    }

    fn is_crossed(&self) -> bool {
        self.flags & CROSSED != 0
    }

    fn enter(&mut self, cell: u32, flags: u8) {
        if self.flags & SEEN != 0 && self.cell != cell {
            self.flags |= CROSSED;
        }
        self.cell = cell;
        self.flags |= SEEN | flags;
    }

    fn add(&mut self, other: &Self) {
        if other.flags & SEEN != 0 {
            self.enter(other.cell, other.flags);
        }
        self.minutes += other.minutes;
        self.seconds += other.seconds;
        for (mine, theirs) in [
            (&mut self.impressions, other.impressions),
            (&mut self.clicks, other.clicks),
            (&mut self.plays, other.plays),
            (&mut self.quality_plays, other.quality_plays),
            (&mut self.niche_plays, other.niche_plays),
            (&mut self.sessions, other.sessions),
        ] {
            *mine = mine.saturating_add(theirs);
        }
    }
}

/// When the experiment ran, for retention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    start: Timestamp,
    end: Timestamp,
    /// How long the first and the last days are, in milliseconds.
    period: i64,
}

impl Window {
    /// From `start` to just before `end`. The first days are the first week and the last days the
    /// last week, or half of the time each if that is less than two weeks.
    #[must_use]
    pub fn new(start: Timestamp, end: Timestamp) -> Self {
        let period = (end.since(start) / 2).clamp(0, 7 * DAY);
        Self { start, end, period }
    }

    fn flags(&self, at: Timestamp) -> u8 {
        let is_within = |from: Timestamp, to: Timestamp| from <= at && at < to;
        let first = is_within(self.start, self.start.plus(self.period));
        let last = is_within(self.end.plus(-self.period), self.end);
        (if first { FIRST } else { 0 }) | (if last { LAST } else { 0 })
    }
}

/// Quality plays of each title, over all cells, to tell the popular from the niche.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Popularity(Vec<u64>);

impl Popularity {
    /// Takes in one impression.
    pub fn observe(&mut self, observation: &Observation) {
        if observation.kind() == (Kind::Played { is_quality: true }) {
            let title = observation.title as usize;
            if self.0.len() <= title {
                self.0.resize(title + 1, 0);
            }
            self.0[title] += 1;
        }
    }

    /// Which of `titles` titles are niche: all but the `popular` share (0.2 as a rule, rounded up)
    /// with the most quality plays; of equals the lower number is the more popular.
    #[must_use]
    pub fn niche(&self, titles: usize, popular: f64) -> Vec<bool> {
        let plays = |title: usize| self.0.get(title).copied().unwrap_or(0);
        let mut order: Vec<usize> = (0..titles).collect();
        order.sort_by_key(|title| std::cmp::Reverse(plays(*title)));
        let head = (titles as f64 * popular.clamp(0.0, 1.0)).ceil() as usize;
        let mut niche = vec![true; titles];
        for title in order.iter().take(head) {
            niche[*title] = false;
        }
        niche
    }
}

/// A session that is going on: when its first impression was, and its first play.
#[derive(Debug, Clone, Copy)]
struct Session {
    first: i64,
    play: i64,
}

/// No play yet.
const NEVER: i64 = i64::MAX;

/// Hashes members and sessions by [`mixed`]: they are numbers of our own making.
#[derive(Debug, Default)]
pub(super) struct Mixer(u64);

impl Hasher for Mixer {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = mixed(self.0.rotate_left(32) ^ number);
    }
}

type Open = HashMap<(u32, u64), Session, BuildHasherDefault<Mixer>>;

/// What the members of an experiment did. Rows may come in any order; only sums of minutes and
/// seconds depend on it, in their last bits.
///
/// A member takes 48 bytes, and a session that is going on about 40 until [`Tallies::settle`].
#[derive(Debug, Clone)]
pub struct Tallies {
    window: Window,
    niche: Vec<bool>,
    members: Vec<Tally>,
    open: Open,
    pending: u64,
    withdrawn: u64,
}

impl Tallies {
    /// Nothing yet, of an experiment in `window`, with the niche titles of [`Popularity::niche`].
    #[must_use]
    pub fn new(window: Window, niche: Vec<bool>) -> Self {
        Self {
            window,
            niche,
            members: Vec::new(),
            open: Open::default(),
            pending: 0,
            withdrawn: 0,
        }
    }

    /// Takes in one impression.
    pub fn observe(&mut self, observation: &Observation) {
        let member = observation.member as usize;
        if self.members.len() <= member {
            self.members.resize(member + 1, Tally::default());
        }
        let tally = &mut self.members[member];
        tally.enter(observation.cell, self.window.flags(observation.at));
        let at = observation.at.0;
        let mut play = NEVER;
        match observation.kind() {
            Kind::Pending => self.pending += 1,
            Kind::Withdrawn => self.withdrawn += 1,
            kind => {
                let (is_play, is_quality) = match kind {
                    Kind::Played { is_quality } => (true, is_quality),
                    _ => (false, false),
                };
                let is_niche = self.niche.get(observation.title as usize).copied();
                if is_play {
                    let after = observation.followed.map_or(0, |it| it.after);
                    play = at.saturating_add(after);
                }
                tally.add(&Tally {
                    minutes: observation.minutes(),
                    impressions: 1,
                    clicks: u32::from(is_play || kind == Kind::Opened),
                    plays: u32::from(is_play),
                    quality_plays: u32::from(is_quality),
                    niche_plays: u32::from(is_quality && is_niche == Some(true)),
                    ..Tally::default()
                });
            }
        }
        let key = (observation.member, observation.session);
        let fresh = Session { first: at, play };
        let session = self.open.entry(key).or_insert(fresh);
        session.first = session.first.min(at);
        session.play = session.play.min(play);
    }

    /// Says that no more impressions of the sessions so far will come, as after a whole day was
    /// read; frees what they took. Must be called in the end, or sessions are missing.
    pub fn settle(&mut self) {
        let mut ended: Vec<_> = self.open.drain().collect();
        // A map's order is its own; sums must not depend on it.
        ended.sort_unstable_by_key(|(key, _)| *key);
        for ((member, _), session) in ended {
            let tally = &mut self.members[member as usize];
            if session.play != NEVER {
                tally.sessions = tally.sessions.saturating_add(1);
                let waited = session.play.saturating_sub(session.first).max(0);
                tally.seconds += waited as f64 / 1000.0;
            }
        }
    }

    /// Takes in what was counted of other rows of the same experiment, with members and titles
    /// numbered in the same way.
    pub fn merge(&mut self, other: Self) {
        if self.members.len() < other.members.len() {
            self.members.resize(other.members.len(), Tally::default());
        }
        for (mine, theirs) in self.members.iter_mut().zip(&other.members) {
            mine.add(theirs);
        }
        for (key, theirs) in other.open {
            let mine = self.open.entry(key).or_insert(theirs);
            mine.first = mine.first.min(theirs.first);
            mine.play = mine.play.min(theirs.play);
        }
        self.pending += other.pending;
        self.withdrawn += other.withdrawn;
    }

    /// What each member did, by number.
    #[must_use]
    pub fn members(&self) -> &[Tally] {
        &self.members
    }

    /// Impressions of which it is not known yet what followed; they are in no metric.
    #[must_use]
    pub fn pending(&self) -> u64 {
        self.pending
    }

    /// Impressions that count for nothing; they are in no metric.
    #[must_use]
    pub fn withdrawn(&self) -> u64 {
        self.withdrawn
    }

    /// Members that were seen in two cells; they are in no metric.
    #[must_use]
    pub fn crossed(&self) -> u64 {
        self.members.iter().filter(|it| it.is_crossed()).count() as u64
    }

    /// How many members were seen in each of `cells` cells, for the check of the sample ratio.
    #[must_use]
    pub fn counts(&self, cells: usize) -> Vec<u64> {
        let mut counts = vec![0; cells];
        for cell in self.members.iter().filter_map(Tally::cell) {
            if let Some(count) = counts.get_mut(cell as usize) {
                *count += 1;
            }
        }
        counts
    }

    /// The moments of `metric` in each of `cells` cells, over all members that were seen. Those of
    /// whom it counts nothing are in it as well: who they are may be an effect of the cell, and
    /// taking off what was known beforehand holds only over all.
    #[must_use]
    pub fn moments(
        &self,
        metric: Metric,
        cells: usize,
        covariate: Option<&Covariate>,
    ) -> Vec<Moments> {
        let mut moments = vec![Moments::default(); cells];
        for (member, tally) in self.members.iter().enumerate() {
            let cell = tally.cell().and_then(|it| moments.get_mut(it as usize));
            if let Some(cell) = cell {
                let (above, below) = metric.of(tally);
                cell.push([above, below, covariate.map_or(0.0, |it| it.of(member))]);
            }
        }
        moments
    }

    /// What `metric` tells of each member beforehand, if these are impressions from before the
    /// experiment: the member's share in the linear form of the ratio, (x − R·y) ÷ ȳ.
    #[must_use]
    pub fn covariate(&self, metric: Metric) -> Covariate {
        let mut moments = Moments::default();
        let seen = || self.members.iter().map(|tally| metric.of(tally));
        for (above, below) in seen().filter(|(_, below)| *below > 0.0) {
            moments.push([above, below, 0.0]);
        }
        let mean = moments.mean(DENOMINATOR);
        let ratio = moments.mean(NUMERATOR) / mean;
        let linear =
            |(above, below): (f64, f64)| (below > 0.0).then(|| (above - ratio * below) / mean);
        Covariate::new(seen().map(linear).collect())
    }
}

//! Time travel through a log: what was on screen at any event of it, and what another policy would
//! have shown there.
//!
//! [`Timeline`] holds a log in memory, [`Replay`] is a place in it. Everything that a screen or a
//! report needs follows from the two: going back costs what going on costs.

mod arrangement;
mod comparison;
mod page;
mod rebuilt;
mod timeline;
mod words;

use crate::{
    engine::{PolicyName, PolicySpec},
    log::{OutcomeRecord, SessionStart},
    profiles::ProfileId,
    time::Timestamp,
};

pub use arrangement::{Arrangement, Hung};
use comparison::{Comparison, most_probable};
pub use comparison::{Missing, Tally};
pub use page::{Fate, PastPage, Strip};
pub(super) use rebuilt::{Rebuilt, logged_actions};
use timeline::Kind;
pub use timeline::{Seen, SeenArm, Timeline};
pub use words::Names;

/// How long each event stays while they go on by themselves, in milliseconds.
const BEAT: i64 = 500;

/// How many examples and distributions are computed at a time, so that keys never wait for long.
/// A step takes about ten microseconds; one of a mixture of all policies ten times as long.
const STEPS: usize = 1_000;
const STEPS_OF_MIXTURE: usize = STEPS / 10;

/// From one such computation to the next, in milliseconds: well more than one takes, so that there
/// is time to draw and to take keys.
const SLICE: i64 = 25;

/// How far one goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stride {
    /// To the next event.
    Event,
    /// To the next beginning of a visit.
    Visit,
    /// To the next beginning of a session.
    Session,
    /// To the end.
    All,
}

/// A place in a log, and the policy that is compared there.
#[derive(Debug)]
pub struct Replay {
    timeline: Timeline,
    cursor: usize,
    /// An impression of the page that was pointed at.
    selected: Option<usize>,
    comparison: Option<Comparison>,
    /// What to compare with, in turn.
    policies: Vec<PolicySpec>,
    /// When the next event comes by itself.
    due: Option<Timestamp>,
}

/// Two are equal at the same place of logs with the same sessions, compared with the same policy.
impl PartialEq for Replay {
    fn eq(&self, other: &Self) -> bool {
        let place = |it: &Self| {
            (
                it.cursor,
                it.selected,
                it.due,
                it.policy(),
                it.timeline.len(),
            )
        };
        let starts = |it: &Self| -> Vec<SessionStart> {
            let sessions = it.timeline.sessions.iter();
            sessions.map(|session| session.start.clone()).collect()
        };
        place(self) == place(other) && starts(self) == starts(other)
    }
}

/// Where in the log one is; numbers count from 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Position<'a> {
    /// The event, and how many there are.
    pub event: usize,
    /// How many events there are.
    pub events: usize,
    /// The session.
    pub session: usize,
    /// How many sessions there are.
    pub sessions: usize,
    /// What the session began with.
    pub start: &'a SessionStart,
    /// Counts the records of the session, from 0.
    pub sequence: usize,
    /// When it happened.
    pub at: Timestamp,
    /// The visit's number in its session, once something was seen in it.
    pub visit: Option<u64>,
    /// Who watches.
    pub profile: Option<&'a ProfileId>,
}

/// What happened.
#[derive(Debug, Clone, Copy)]
pub enum Happening<'a> {
    /// A session began.
    Started(&'a SessionStart),
    /// A profile came to watch.
    Came(&'a ProfileId),
    /// Artwork became visible.
    Seen(&'a Seen),
    /// What followed became known; of which impression, if the session holds it.
    Followed(Option<&'a Seen>, OutcomeRecord),
    /// A session ended in order.
    Ended,
}

/// What the policy compared with gives to the arms of an impression.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Given<'a> {
    /// The probability of each arm.
    pub probabilities: &'a [f64],
    /// The most probable arm: what was shown, unless another one has more.
    pub likely: usize,
    /// How many examples it had learnt from.
    pub learnt: usize,
    /// Whether the logged decision had learnt from the same ones: not so where a session ran
    /// beside another one, or a part of the log is missing.
    pub is_same_past: bool,
}

impl Replay {
    /// The beginning of `timeline`, compared with `policy`; `None` if there is no event.
    #[must_use]
    pub fn new(timeline: Timeline, policy: Option<PolicySpec>) -> Option<Self> {
        if timeline.is_empty() {
            return None;
        }
        let all = PolicyName::ALL.iter().map(|name| PolicySpec::from(*name));
        let others = all.filter(|spec| Some(*spec) != policy);
        let mut replay = Self {
            policies: policy.into_iter().chain(others).collect(),
            comparison: policy.map(|spec| Comparison::new(spec, &timeline)),
            timeline,
            cursor: 0,
            selected: None,
            due: None,
        };
        replay.compute();
        Some(replay)
    }

    /// The log.
    #[must_use]
    pub fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// The impression at this place of the log, as in [`PastPage`] and [`Replay::selected`].
    #[must_use]
    pub fn seen(&self, place: usize) -> &Seen {
        &self.timeline.seen[place]
    }

    /// Where in the log one is.
    #[must_use]
    pub fn position(&self) -> Position<'_> {
        let timeline = &self.timeline;
        let number = timeline.session_of(self.cursor);
        let session = &timeline.sessions[number];
        let visit = timeline.visits.get(timeline.visit_of(self.cursor));
        let is_seen = visit.is_some_and(|it| it.first_seen < self.visible().end);
        Position {
            event: self.cursor + 1,
            events: timeline.len(),
            session: number + 1,
            sessions: timeline.sessions.len(),
            start: &session.start,
            sequence: self.cursor - session.first,
            at: timeline.events[self.cursor].at,
            visit: visit.and_then(|it| it.number).filter(|_| is_seen),
            profile: visit
                .filter(|it| it.known <= self.cursor)
                .and_then(|it| it.profile.as_ref()),
        }
    }

    /// What happened there.
    #[must_use]
    pub fn happening(&self) -> Happening<'_> {
        match &self.timeline.events[self.cursor].kind {
            Kind::Started => Happening::Started(self.position().start),
            Kind::Came(profile) => Happening::Came(profile),
            Kind::Seen(place) => Happening::Seen(self.seen(*place)),
            Kind::Followed(place, record) => {
                Happening::Followed(place.map(|it| self.seen(it)), *record)
            }
            Kind::Ended => Happening::Ended,
        }
    }

    /// The impression to look at: the one pointed at, or else the event's own.
    #[must_use]
    pub fn selected(&self) -> Option<usize> {
        self.selected.or_else(|| self.own())
    }

    /// The impression that the event under the cursor is about.
    fn own(&self) -> Option<usize> {
        match self.timeline.events[self.cursor].kind {
            Kind::Seen(place) => Some(place),
            Kind::Followed(place, _) => place,
            Kind::Started | Kind::Came(_) | Kind::Ended => None,
        }
    }

    /// Looks at the impression at this place until the cursor moves.
    pub fn select(&mut self, place: usize) {
        self.selected = (place < self.timeline.seen.len()).then_some(place);
        self.due = None;
        self.compute();
    }

    /// Goes to an event, from 0; to the last one if there are fewer.
    pub fn go_to(&mut self, event: usize) {
        self.cursor = event.min(self.timeline.len() - 1);
        self.selected = None;
        self.compute();
    }

    /// Goes on or back; stops going on by itself.
    pub fn go(&mut self, stride: Stride, back: bool) {
        let Timeline {
            visits, sessions, ..
        } = &self.timeline;
        let (cursor, last) = (self.cursor, self.timeline.len() - 1);
        let event = match stride {
            Stride::Event if back => cursor.saturating_sub(1),
            Stride::Event => cursor + 1,
            Stride::Visit => begin(visits, |it| it.first, cursor, back).unwrap_or(last),
            Stride::Session => begin(sessions, |it| it.first, cursor, back).unwrap_or(last),
            Stride::All if back => 0,
            Stride::All => last,
        };
        self.due = None;
        self.go_to(event);
    }

    /// Begins to go on by itself, or stops.
    pub fn toggle_playing(&mut self, now: Timestamp) {
        let is_at_end = self.cursor + 1 == self.timeline.len();
        if self.due.take().is_some() {
            return;
        }
        if is_at_end {
            self.go_to(0);
        }
        self.due = Some(now.plus(BEAT));
    }

    /// Whether it goes on by itself.
    #[must_use]
    pub fn is_playing(&self) -> bool {
        self.due.is_some()
    }

    /// Lets time pass.
    pub(super) fn tick(&mut self, now: Timestamp) {
        if self.due.is_some_and(|due| due <= now) {
            self.go_to(self.cursor + 1);
            let is_at_end = self.cursor + 1 == self.timeline.len();
            self.due = (!is_at_end).then(|| now.plus(BEAT));
        } else {
            self.compute();
        }
    }

    /// When something changes by itself: an event comes, or more of a comparison is computed.
    pub(super) fn next_tick(&self, now: Timestamp) -> Option<Timestamp> {
        let more = self.is_computing().then(|| now.plus(SLICE));
        self.due.into_iter().chain(more).min()
    }

    /// The policy compared with.
    #[must_use]
    pub fn policy(&self) -> Option<PolicySpec> {
        self.comparison.as_ref().map(Comparison::spec)
    }

    /// Compares with the next policy, and after the last one with none.
    pub fn compare_next(&mut self) {
        let next = match self.policy() {
            None => 0,
            Some(now) => self.policies.iter().take_while(|it| **it != now).count() + 1,
        };
        let spec = self.policies.get(next);
        self.comparison = spec.map(|spec| Comparison::new(*spec, &self.timeline));
        self.compute();
    }

    /// The logged arms of an impression, in the order in which the policy saw them.
    #[must_use]
    pub fn arms(&self, place: usize) -> &[SeenArm] {
        self.timeline.arms(self.seen(place))
    }

    /// What the policy compared with gives to the arms of an impression; `None` without one.
    #[must_use]
    pub fn given(&self, place: usize) -> Option<Result<Given<'_>, Missing>> {
        let comparison = self.comparison.as_ref()?;
        let seen = self.seen(place);
        let given = comparison.given(&self.timeline, place);
        Some(given.map(|probabilities| Given {
            probabilities,
            likely: most_probable(probabilities, seen.chosen),
            learnt: seen.learnt,
            is_same_past: self.timeline.knows_past_of(seen),
        }))
    }

    /// How the policy compared with did on the impressions up to the cursor; an error says how much
    /// of it is computed, in [0, 1]. `None` without a policy.
    #[must_use]
    pub fn tally(&self) -> Option<Result<Tally, f64>> {
        let comparison = self.comparison.as_ref()?;
        let impressions = self.seen_so_far();
        let tally = comparison.tally(impressions);
        Some(tally.ok_or_else(|| comparison.progress(impressions)))
    }

    /// Computes all that the place needs, however long that takes.
    pub fn finish(&mut self) {
        while self.is_computing() {
            self.compute();
        }
    }

    /// How many impressions there were up to the cursor.
    fn seen_so_far(&self) -> usize {
        let is_past = |seen: &Seen| seen.event <= self.cursor;
        self.timeline.seen.partition_point(is_past)
    }

    /// How many impressions must be compared: those up to the cursor, and what is on the page.
    fn needed(&self) -> usize {
        let shown = self.visible().end.max(self.seen_so_far());
        shown.max(self.selected.map_or(0, |place| place + 1))
    }

    fn is_computing(&self) -> bool {
        let needed = self.needed();
        self.comparison
            .as_ref()
            .is_some_and(|it| it.is_behind(needed))
    }

    fn compute(&mut self) {
        let needed = self.needed();
        if let Some(comparison) = &mut self.comparison {
            let steps = match comparison.spec().name() {
                PolicyName::Ensemble => STEPS_OF_MIXTURE,
                _ => STEPS,
            };
            comparison.advance(&self.timeline, needed, steps);
        }
    }
}

/// The first event of the next one of `all` after the cursor; or of the one that the cursor is in
/// the middle of, and else of the one before. `None` if there is none after it.
fn begin<T>(all: &[T], first: impl Fn(&T) -> usize, cursor: usize, back: bool) -> Option<usize> {
    if back {
        let before = all.partition_point(|it| first(it) < cursor);
        return Some(before.checked_sub(1).map_or(0, |place| first(&all[place])));
    }
    let next = all.partition_point(|it| first(it) <= cursor);
    all.get(next).map(first)
}

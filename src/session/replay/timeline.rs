//! A log in memory: its events in order, and what is needed to go to any of them at once.

use std::{
    collections::{HashMap, HashSet},
    hash::Hash,
    ops::Range,
    sync::Arc,
};

use super::rebuilt::logged_actions;
use crate::{
    catalog::{ArtworkId, TitleId},
    engine::{ActionSet, Example, FEATURE_VERSION, FEATURES},
    log::{Arm, Event, Impression, ImpressionId, OutcomeRecord, Record, SessionStart, Slot},
    profiles::ProfileId,
    session::serving::Joiner,
    time::Timestamp,
};

/// A log as it was read, in the order of its sessions.
///
/// Besides their features, which are kept in one row of numbers for the arms of all impressions,
/// events take a few dozen bytes each; ids are shared. Nothing is computed before it is asked for.
#[derive(Debug, Default)]
pub struct Timeline {
    pub(super) events: Vec<Entry>,
    pub(super) sessions: Vec<Session>,
    pub(super) visits: Vec<Visit>,
    pub(super) seen: Vec<Seen>,
    pub(super) lessons: Vec<Lesson>,
    arms: Vec<SeenArm>,
    /// The features of the arms whose impressions are [`Seen::is_known`], [`FEATURES`] each.
    features: Vec<f64>,
    open: Open,
}

/// What is only needed while records come in.
#[derive(Debug, Default)]
struct Open {
    joiner: Joiner,
    /// The impressions of the present session.
    places: HashMap<ImpressionId, usize>,
    /// The model version of the session's first impression.
    base: Option<u64>,
    titles: HashSet<TitleId>,
    artwork: HashSet<ArtworkId>,
    profiles: HashSet<ProfileId>,
    policies: HashSet<Arc<str>>,
}

/// An event and its moment.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) at: Timestamp,
    pub(super) kind: Kind,
}

/// What happened.
#[derive(Debug, Clone)]
pub(super) enum Kind {
    Started,
    Came(ProfileId),
    /// An impression, by its place in [`Timeline::seen`].
    Seen(usize),
    /// An outcome, and its impression if the session holds it.
    Followed(Option<usize>, OutcomeRecord),
    Ended,
}

/// A session of the log.
#[derive(Debug)]
pub(super) struct Session {
    pub(super) start: SessionStart,
    /// Its first event.
    pub(super) first: usize,
    /// How many examples of the log came before it.
    lessons: usize,
}

/// What one profile did without leaving its page; a session begins with one.
#[derive(Debug)]
pub(super) struct Visit {
    /// Its first event, and its first impression.
    pub(super) first: usize,
    pub(super) first_seen: usize,
    pub(super) profile: Option<ProfileId>,
    /// The event from which on it is known who it is.
    pub(super) known: usize,
    /// Its number in the session, once it saw something.
    pub(super) number: Option<u64>,
}

/// An impression of the log.
#[derive(Debug)]
pub struct Seen {
    /// Its number in its session.
    pub id: ImpressionId,
    /// Who saw it.
    pub profile: ProfileId,
    /// Of which title.
    pub title: TitleId,
    /// Where it was seen.
    pub slot: Slot,
    /// The policy that chose.
    pub policy: Arc<str>,
    /// How many updates the policy had had.
    pub model_version: u64,
    /// In which visit of its session.
    pub visit: u64,
    /// The place among its arms of what was shown.
    pub chosen: usize,
    pub(super) event: usize,
    pub(super) arms: Range<usize>,
    /// How many examples of this log the decision had learnt from.
    pub(super) learnt: usize,
    /// The event of its first outcome.
    pub(super) outcome: Option<usize>,
    /// The number before its arms' features among all features; `None` if they are of another
    /// version.
    features: Option<usize>,
}

/// Artwork that could have been shown.
#[derive(Debug, Clone)]
pub struct SeenArm {
    /// Which.
    pub artwork: ArtworkId,
    /// The logged probability.
    pub probability: f64,
    pub(super) handicap: f64,
}

/// An outcome that taught something.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lesson {
    seen: usize,
    reward: f64,
    weight: f64,
}

impl Timeline {
    /// Takes in the next record of the log: sessions come one after the other, and each begins
    /// with its start. What may not stand in a log is left out.
    pub fn take(&mut self, record: &Record) {
        let is_begun = !self.sessions.is_empty();
        let begins = matches!(record.event, Event::SessionStarted(_));
        if record.event.check().is_err() || !(is_begun || begins) {
            return;
        }
        let taught = self.open.joiner.take(&record.event).is_some();
        let kind = match &record.event {
            Event::SessionStarted(start) => {
                self.start(start);
                Kind::Started
            }
            Event::ProfileSelected { profile } => {
                let profile = shared(&mut self.open.profiles, profile);
                self.come(&profile);
                Kind::Came(profile)
            }
            Event::Impression(impression) => {
                self.see(impression);
                Kind::Seen(self.seen.len() - 1)
            }
            Event::Outcome(outcome) => {
                let seen = self.open.places.get(&outcome.impression).copied();
                if let Some(seen) = seen {
                    self.follow(seen, outcome, taught);
                }
                Kind::Followed(seen, *outcome)
            }
            Event::SessionEnded => Kind::Ended,
        };
        let at = record.at;
        self.events.push(Entry { at, kind });
    }

    /// How many events there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// The arms of an impression, in the order in which the policy saw them.
    #[must_use]
    pub fn arms(&self, seen: &Seen) -> &[SeenArm] {
        &self.arms[seen.arms.clone()]
    }

    /// The arms of all impressions together.
    pub(super) fn all_arms(&self) -> usize {
        self.arms.len()
    }

    /// What a policy chose from; `None` if the features are of another version than this
    /// program's.
    pub(super) fn actions(&self, seen: &Seen) -> Option<ActionSet> {
        let features = &self.features[seen.features?..];
        let arms = self.arms(seen).iter().zip(features.chunks(FEATURES));
        let arms = arms.map(|(arm, features)| (&arm.artwork, features, arm.handicap));
        logged_actions(&seen.title, arms)
    }

    /// What an outcome taught; `None` if nobody can learn from its features any more.
    pub(super) fn example(&self, lesson: Lesson) -> Option<Example<'_>> {
        let seen = &self.seen[lesson.seen];
        let start = seen.features? + seen.chosen * FEATURES;
        Some(Example {
            title: &seen.title,
            artwork: &self.arms[seen.arms.start + seen.chosen].artwork,
            features: &self.features[start..start + FEATURES],
            reward: lesson.reward,
            weight: lesson.weight,
        })
    }

    /// The place among all of the session that holds `event`.
    pub(super) fn session_of(&self, event: usize) -> usize {
        let begun = self.sessions.partition_point(|it| it.first <= event);
        begun.saturating_sub(1)
    }

    /// The place among all of the visit that holds `event`.
    pub(super) fn visit_of(&self, event: usize) -> usize {
        let begun = self.visits.partition_point(|it| it.first <= event);
        begun.saturating_sub(1)
    }

    /// Whether the session learnt from the records before it in this log, and no others.
    pub(super) fn knows_past_of(&self, seen: &Seen) -> bool {
        seen.learnt as u64 == seen.model_version
    }

    fn start(&mut self, start: &SessionStart) {
        self.open.places.clear();
        self.open.base = None;
        self.sessions.push(Session {
            start: start.clone(),
            first: self.events.len(),
            lessons: self.lessons.len(),
        });
        self.begin_visit();
    }

    fn come(&mut self, profile: &ProfileId) {
        if self.visits.last().is_none_or(|it| it.profile.is_some()) {
            self.begin_visit();
        }
        self.come_to(profile, None);
    }

    /// Says whose the present visit is, and its number if that is known.
    fn come_to(&mut self, profile: &ProfileId, number: Option<u64>) {
        if let Some(visit) = self.visits.last_mut() {
            if visit.profile.is_none() {
                visit.profile = Some(profile.clone());
                visit.known = self.events.len();
            }
            visit.number = number.or(visit.number);
        }
    }

    fn begin_visit(&mut self) {
        self.visits.push(Visit {
            first: self.events.len(),
            first_seen: self.seen.len(),
            profile: None,
            known: self.events.len(),
            number: None,
        });
    }

    fn see(&mut self, impression: &Impression) {
        let profile = shared(&mut self.open.profiles, &impression.profile);
        let is_other = |visit: &Visit| {
            visit.number.is_some_and(|it| it != impression.visit)
                || visit.profile.as_ref().is_some_and(|it| *it != profile)
        };
        if self.visits.last().is_none_or(is_other) {
            self.begin_visit();
        }
        self.come_to(&profile, Some(impression.visit));
        let before = self.arms.len();
        let is_whole = |arm: &Arm| arm.features.len() == FEATURES;
        let is_known =
            impression.feature_version == FEATURE_VERSION && impression.arms.iter().all(is_whole);
        let features = is_known.then_some(self.features.len());
        for arm in &impression.arms {
            let artwork = shared(&mut self.open.artwork, &arm.artwork);
            self.arms.push(SeenArm {
                artwork,
                probability: arm.probability,
                handicap: arm.handicap,
            });
            if is_known {
                self.features.extend(&arm.features);
            }
        }
        let policy = Arc::from(impression.policy.as_str());
        self.open.places.insert(impression.id, self.seen.len());
        let learnt = self.learnt(impression.model_version);
        self.seen.push(Seen {
            id: impression.id,
            profile,
            title: shared(&mut self.open.titles, &impression.title),
            slot: impression.slot,
            policy: shared(&mut self.open.policies, &policy),
            model_version: impression.model_version,
            visit: impression.visit,
            chosen: impression.chosen,
            event: self.events.len(),
            arms: before..self.arms.len(),
            learnt,
            outcome: None,
            features,
        });
    }

    /// How many examples of this log a decision of the present session had learnt from, whose
    /// policy had had `version` updates. Decisions are made before they are seen, so it may be
    /// fewer than there are by now. Where the session learnt from other records than those before
    /// it in this log, what it learnt itself still counts.
    fn learnt(&mut self, version: u64) -> usize {
        let base = *self.open.base.get_or_insert(version);
        let before = self.sessions.last().map_or(0, |it| it.lessons);
        let own = usize::try_from(version.saturating_sub(base)).unwrap_or(usize::MAX);
        before.saturating_add(own).min(self.lessons.len())
    }

    fn follow(&mut self, seen: usize, outcome: &OutcomeRecord, taught: bool) {
        let event = self.events.len();
        self.seen[seen].outcome.get_or_insert(event);
        if taught {
            self.lessons.push(Lesson {
                seen,
                reward: outcome.reward,
                weight: outcome.weight,
            });
        }
    }
}

/// `id`, or the equal one that is known already.
fn shared<T: Clone + Eq + Hash>(known: &mut HashSet<T>, id: &T) -> T {
    if let Some(known) = known.get(id) {
        return known.clone();
    }
    known.insert(id.clone());
    id.clone()
}

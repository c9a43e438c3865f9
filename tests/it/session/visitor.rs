//! The learning loop by itself: visits of profiles that look, open and play as a test says.

use keyart::{
    catalog::{Canvas, TitleIndex},
    engine::{Decision, Device, FEATURE_TABLE, PolicySpec},
    log::{Event, ImpressionId, Moment, Outcome, OutcomeRecord, SessionId, Slot},
    profiles::{self, Profile, Profiles, Taste, similarity},
    seed::Seed,
    session::{Serving, Tuning, Viewer},
    time::Timestamp,
};

use super::player::{DEMO, EVENING};

/// A title's place in a kind of slot.
pub(super) type Place = (TitleIndex, Canvas);

pub(super) fn tile(title: usize) -> Place {
    (TitleIndex(title), Canvas::Tile)
}

pub(super) fn billboard(title: usize) -> Place {
    (TitleIndex(title), Canvas::Billboard)
}

/// The loop, the profiles of the demo, a clock in seconds, and the log.
pub(super) struct House {
    pub(super) serving: Serving,
    profiles: Profiles,
    pub(super) seconds: i64,
    pub(super) log: Vec<(Event, Timestamp)>,
}

impl House {
    pub(super) fn new(policy: impl Into<PolicySpec>, tuning: Tuning) -> Self {
        let mut serving = Serving::new(Seed(1), SessionId::new("house"), policy);
        serving.tune(tuning);
        let start = Event::SessionStarted(serving.start(&DEMO));
        Self {
            serving,
            profiles: profiles::demo(&DEMO, EVENING),
            seconds: 0,
            log: vec![(start, EVENING)],
        }
    }

    pub(super) fn now(&self) -> Timestamp {
        EVENING.plus(self.seconds * 1_000)
    }

    pub(super) fn profile(&self, name: &str) -> Profile {
        let mut all = self.profiles.as_slice().iter();
        all.find(|profile| &*profile.name == name).unwrap().clone()
    }

    fn write(&mut self, events: Vec<Event>) -> Vec<OutcomeRecord> {
        let at = self.now();
        let outcome = |event: &Event| match event {
            Event::Outcome(outcome) => Some(*outcome),
            _ => None,
        };
        let outcomes = events.iter().filter_map(outcome).collect();
        self.log.extend(events.into_iter().map(|event| (event, at)));
        outcomes
    }

    fn as_viewer<R>(
        &mut self,
        name: &str,
        act: impl FnOnce(&mut Serving, &Viewer<'_>, Timestamp) -> R,
    ) -> R {
        let profile = self.profile(name);
        let taste = Taste::of(&profile, &DEMO, EVENING);
        let moment = Moment {
            hour: 20,
            weekday: 5,
            device: Device::Tv,
        };
        let viewer = Viewer {
            profile: &profile,
            taste: &taste,
            moment,
        };
        let now = self.now();
        act(&mut self.serving, &viewer, now)
    }

    /// Begins a visit.
    pub(super) fn come(&mut self, name: &str) {
        let profile = self.profile(name);
        let taste = Taste::of(&profile, &DEMO, EVENING);
        let all = self.profiles.clone();
        let alike = |other: &profiles::ProfileId| {
            let other = Taste::of(all.get(other).unwrap(), &DEMO, EVENING);
            similarity(&taste, &other)
        };
        self.serving.begin_visit(&profile.id);
        self.serving.acquaint(&profile.id, alike);
    }

    pub(super) fn decide(&mut self, name: &str, places: impl IntoIterator<Item = Place>) {
        self.as_viewer(name, |serving, viewer, _| {
            for (title, canvas) in places {
                serving.decide(&DEMO, viewer, title, canvas);
            }
        });
    }

    pub(super) fn decision(&self, name: &str, (title, canvas): Place) -> &Decision {
        let id = self.profile(name).id;
        self.serving.decision(&id, title, canvas).unwrap()
    }

    /// Decides for the places and shows them; returns the impressions' numbers.
    pub(super) fn show(&mut self, name: &str, places: &[Place]) -> Vec<ImpressionId> {
        self.decide(name, places.iter().copied());
        let seen: Vec<(TitleIndex, Canvas, Slot)> = places
            .iter()
            .map(|(title, canvas)| {
                let slot = Slot {
                    canvas: *canvas,
                    row: 0,
                    column: 0,
                };
                (*title, *canvas, slot)
            })
            .collect();
        let events = self.as_viewer(name, |serving, viewer, now| {
            serving.expose(&DEMO, viewer, now, seen)
        });
        let id = |event: &Event| match event {
            Event::Impression(it) => Some(it.id),
            _ => None,
        };
        let ids = events.iter().filter_map(id).collect();
        self.write(events);
        ids
    }

    pub(super) fn play(&mut self, (title, canvas): Place, fraction: f64) -> Vec<OutcomeRecord> {
        let events = self.serving.played(title, canvas, fraction);
        self.write(events)
    }

    pub(super) fn leave(&mut self) -> Vec<OutcomeRecord> {
        let events = self.serving.end_visit(self.now());
        self.write(events)
    }

    pub(super) fn wait_until(&mut self, seconds: i64) -> Vec<OutcomeRecord> {
        self.seconds = seconds;
        let events = self.serving.lapse(self.now());
        self.write(events)
    }

    pub(super) fn close(&mut self) -> Vec<OutcomeRecord> {
        let events = self.serving.end_session();
        self.write(events)
    }

    /// The loop of the next session.
    pub(super) fn rebuilt(&self, policy: impl Into<PolicySpec>, tuning: Tuning) -> Self {
        let mut serving = Serving::new(Seed(1), SessionId::new("next"), policy);
        serving.tune(tuning);
        for (event, at) in &self.log {
            serving.recall(event, *at);
        }
        Self {
            serving,
            profiles: self.profiles.clone(),
            seconds: self.seconds,
            log: Vec::new(),
        }
    }
}

/// What is said of outcomes: which impression, and what followed.
pub(super) fn said(outcomes: &[OutcomeRecord]) -> Vec<(u64, Outcome)> {
    let pairs = outcomes.iter().map(|it| (it.impression.0, it.outcome));
    pairs.collect()
}

/// The place of a feature in a row.
pub(super) fn feature(name: &str) -> usize {
    FEATURE_TABLE.iter().position(|it| it.name == name).unwrap()
}

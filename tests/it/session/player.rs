//! A session of the demo, driven by messages.

use std::sync::{Arc, LazyLock};

use keyart::{
    catalog::{self, Catalog, TitleIndex},
    engine::{Device, PolicySpec},
    log::{Event, Outcome, OutcomeRecord, SessionId},
    profiles::{self, AvatarId},
    seed::Seed,
    session::{Command, Effect, Input, Message, Mode, Serving, Settings, Size, State, Tuning},
    time::{Timestamp, Zone},
};

pub(super) static DEMO: LazyLock<Arc<Catalog>> = LazyLock::new(|| Arc::new(catalog::demo()));

/// Saturday, 21 November 2026, 20:30.
pub(super) const EVENING: Timestamp = Timestamp(1_795_293_000_000);

/// A session of the demo, the log it writes, and its clock.
pub(super) struct Player {
    pub(super) state: State,
    pub(super) log: Vec<Event>,
    /// When each of them happened.
    pub(super) times: Vec<Timestamp>,
    pub(super) now: Timestamp,
    pub(super) is_over: bool,
}

impl Player {
    pub(super) fn new(policy: impl Into<PolicySpec>) -> Self {
        Self::later(policy, &[], &[])
    }

    /// A session whose learning loop recalls an earlier log, whose events happened at `times`.
    pub(super) fn later(policy: impl Into<PolicySpec>, log: &[Event], times: &[Timestamp]) -> Self {
        let settings = Settings {
            device: Device::Tv,
            zone: Zone::utc(),
            avatars: vec![
                (AvatarId::new("default"), "figure"),
                (AvatarId::new("ninja"), "ninja"),
            ],
            reduced_motion: false,
        };
        let profiles = profiles::demo(&DEMO, EVENING);
        let name = if log.is_empty() { "test" } else { "later" };
        let mut serving = Serving::new(Seed(1), SessionId::new(name), policy);
        for (event, at) in log.iter().zip(times) {
            serving.recall(event, *at);
        }
        let now = times.last().copied().unwrap_or(EVENING);
        let log = vec![Event::SessionStarted(serving.start(&DEMO))];
        let size = Size {
            columns: 120,
            rows: 36,
        };
        let state = State::new(DEMO.clone(), profiles, settings, serving, size, now);
        Self {
            state,
            log,
            times: vec![now],
            now,
            is_over: false,
        }
    }

    pub(super) fn send(&mut self, input: Input) {
        self.send_after(1_000, input);
    }

    /// Sends what happens, and that the screen shows what came of it.
    pub(super) fn send_after(&mut self, milliseconds: i64, input: Input) {
        self.now = self.now.plus(milliseconds);
        self.tell(input);
        self.tell(Input::Shown);
    }

    pub(super) fn tell(&mut self, input: Input) {
        let message = Message {
            at: self.now,
            input,
        };
        let effects = self.state.update(message);
        self.perform(effects);
    }

    /// Turns the dials, and shows what came of it.
    pub(super) fn tune(&mut self, tuning: Tuning) {
        let effects = self.state.tune(tuning);
        self.perform(effects);
        self.tell(Input::Shown);
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Log { at, events } => {
                    self.times.extend(events.iter().map(|_| at));
                    self.log.extend(events);
                }
                Effect::Quit => self.is_over = true,
                Effect::SaveProfiles(_) => {}
            }
        }
    }

    pub(super) fn press(&mut self, commands: impl IntoIterator<Item = Command>) {
        commands
            .into_iter()
            .for_each(|command| self.send(Input::Command(command)));
    }

    pub(super) fn watch(&mut self, name: &str) {
        let all = self.state.profiles.as_slice();
        let profile = all
            .iter()
            .find(|profile| &*profile.name == name)
            .unwrap()
            .id
            .clone();
        self.send(Input::Watch(profile));
    }

    pub(super) fn focused(&self) -> TitleIndex {
        self.state.browse.as_ref().unwrap().focused().unwrap().0
    }

    pub(super) fn outcomes(&self) -> Vec<OutcomeRecord> {
        let outcome = |event: &Event| match event {
            Event::Outcome(outcome) => Some(*outcome),
            _ => None,
        };
        self.log.iter().filter_map(outcome).collect()
    }

    pub(super) fn plays(&self) -> Vec<OutcomeRecord> {
        let is_play = |it: &OutcomeRecord| matches!(it.outcome, Outcome::Played { .. });
        self.outcomes().into_iter().filter(is_play).collect()
    }
}

/// Plays what has the focus for some seconds, of the twelve that a whole film takes.
pub(super) fn play(player: &mut Player, seconds: usize) {
    player.press([Command::Confirm]);
    assert_eq!(player.state.mode(), Mode::Playing);
    (1..seconds).for_each(|_| player.send(Input::Tick));
    player.press([Command::Back]);
}

pub(super) const HALF_AN_HOUR: i64 = 31 * 60 * 1_000;

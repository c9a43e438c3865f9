//! Browsing by itself: what the profile that watches would do, as far as its history tells.
//!
//! One title after the other is looked at, until one is played or the patience ends (the cascade
//! model: Craswell and others 2008). Whether it is played is a logit choice between it and going
//! on. The numbers are those of the population `balanced` in `assets/populations.toml`, with the
//! profile's observed taste in the place of a hidden one.

use std::collections::HashSet;

use rand::{Rng, RngExt};
use rand_chacha::ChaCha8Rng;

use crate::{
    catalog::{Aspect, Canvas, TitleIndex},
    profiles::{ABANDONED_BELOW, FINISHED},
    session::{Command, Layer, Mode, State, UNFINISHED, playback_time},
    time::Timestamp,
};

/// The slowest and the fastest speed.
const SPEEDS: (f64, f64) = (0.25, 16.0);

/// How long a title is looked at on average, and a share of that as deviation, in milliseconds.
const GLANCE: f64 = 1_800.0;
const GLANCE_DEVIATION: f64 = 0.15;

/// How long somebody goes on who finds nothing, in milliseconds: at least, and at most.
const PATIENCE: (f64, f64) = (60_000.0, 90_000.0);

/// From one key to the next where nothing new is to be seen, in milliseconds.
const KEY: f64 = 250.0;

/// How long a title's page is read, in milliseconds.
const READING: f64 = 1_500.0;

/// How long who found nothing stays away, in milliseconds.
const AWAY: f64 = 3_000.0;

/// Log-odds to play a title that says nothing to anybody, and what is added for the most popular
/// one, for one that is just what is liked, and for such a picture.
const BASE: f64 = -4.1;
const POPULARITY: f64 = 1.0;
const TITLE: f64 = 1.6;
const ARTWORK: f64 = 2.0;

/// Log-odds won where a title was begun and lost where it was watched to its end; and how much of
/// the picture's effect is left where the title is known.
const BEGUN: f64 = 0.8;
const ENDED: f64 = 2.5;
const KNOWN: f64 = 0.35;

/// How often a title that is not played is opened.
const OPEN: f64 = 0.03;

/// Log-odds to abandon a film, how much the match of the title takes from that, and how much a
/// picture adds that promises more than the title keeps.
const ABANDON: f64 = -0.8;
const KEPT: f64 = 2.5;
const CLICKBAIT: f64 = 1.5;

/// How often a film that is not abandoned is watched to its end.
const WHOLE: f64 = 0.65;

/// How much each aspect of a picture counts for whether it appeals; sums to 1.
const APPEAL: [(Aspect, f64); 6] = [
    (Aspect::Genre, 0.5),
    (Aspect::Theme, 0.15),
    (Aspect::Cast, 0.15),
    (Aspect::Tone, 0.1),
    (Aspect::Shot, 0.05),
    (Aspect::Palette, 0.05),
];

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Plan {
    /// To look at the page from its top.
    Begin,
    /// To decide about the title that has the focus, which has been looked at.
    Decide,
    /// To go on to another title.
    GoOn,
    /// To go down, from the start of a row.
    GoDown,
    /// To play so much of what is left of the film whose page is open, in [0, 1].
    Play(f64),
    /// To close the page of a title.
    Close,
    /// To return from a film.
    Return,
}

/// What browses by itself.
#[derive(Debug)]
pub struct Autopilot {
    random: ChaCha8Rng,
    speed: f64,
    due: Timestamp,
    plan: Plan,
    /// What is left of the patience, in milliseconds at speed 1.
    patience: f64,
    looked_at: HashSet<(TitleIndex, Canvas)>,
    steps: u64,
}

impl Autopilot {
    /// Begins a moment after `now`, and draws from `random`.
    pub(super) fn new(random: ChaCha8Rng, now: Timestamp) -> Self {
        Self {
            random,
            speed: 1.0,
            due: now.plus(KEY as i64),
            plan: Plan::Begin,
            patience: 0.0,
            looked_at: HashSet::new(),
            steps: 0,
        }
    }

    /// How many times as fast as a person it is.
    #[must_use]
    pub fn speed(&self) -> f64 {
        self.speed
    }

    /// When it does something next.
    #[must_use]
    pub fn due(&self) -> Timestamp {
        self.due
    }

    /// How often it has done something.
    #[must_use]
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// Goes on twice as fast, or half as fast.
    pub(super) fn change_speed(&mut self, faster: bool, now: Timestamp) {
        let factor = if faster { 2.0 } else { 0.5 };
        let speed = (self.speed * factor).clamp(SPEEDS.0, SPEEDS.1);
        let left = self.due.since(now).max(0) as f64 * self.speed;
        self.speed = speed;
        self.wait(left, now);
    }

    /// Does nothing for so many milliseconds at speed 1.
    pub(super) fn wait(&mut self, milliseconds: f64, now: Timestamp) {
        let pause = (milliseconds / self.speed).round().max(1.0);
        self.due = now.plus(pause as i64);
    }

    /// The key to press now; `None` if there is nothing to do here.
    pub(super) fn choose(&mut self, state: &State) -> Option<Command> {
        self.steps += 1;
        match (state.mode(), self.plan) {
            (Mode::Gate, _) => {
                self.plan = Plan::Begin;
                Some(Command::Confirm)
            }
            (Mode::Playing, _) => {
                self.plan = Plan::Return;
                Some(Command::Back)
            }
            (Mode::Detail, Plan::Play(_)) => Some(Command::Confirm),
            (Mode::Detail, plan) => {
                let has_watched = matches!(plan, Plan::Return);
                self.plan = if has_watched { Plan::Begin } else { Plan::GoOn };
                Some(Command::Back)
            }
            (Mode::Browse, plan) => self.choose_on_page(plan, state),
            _ => None,
        }
    }

    fn choose_on_page(&mut self, plan: Plan, state: &State) -> Option<Command> {
        let focused = focused(state)?;
        match plan {
            Plan::Begin => {
                let (least, most) = PATIENCE;
                self.patience = least + (most - least) * self.random.random::<f64>();
                self.looked_at.clear();
                self.plan = Plan::GoOn;
                Some(Command::Top)
            }
            Plan::GoDown => {
                self.plan = Plan::GoOn;
                Some(Command::Down)
            }
            Plan::Decide => {
                self.plan = self.decision(state, focused)?;
                match self.plan {
                    Plan::GoOn => self.next_title(state),
                    _ => Some(Command::Confirm),
                }
            }
            _ => self.next_title(state),
        }
    }

    /// The key that leads to the next title; from the last one, and without patience, to the gate.
    fn next_title(&mut self, state: &State) -> Option<Command> {
        let browse = state.browse.as_ref()?;
        let focus = browse.focus;
        if self.patience <= 0.0 {
            return Some(Command::SwitchProfile);
        }
        if let Some(row) = focus.band.checked_sub(1) {
            let first = browse.first.get(row).copied().unwrap_or(0);
            let end = browse.page.rows.get(row)?.titles.len();
            // What is beyond the edge of the screen is for those who are looking for something.
            if focus.column + 1 < end.min(first + state.layout().tiles) {
                return Some(Command::Right);
            }
        }
        if focus.band >= browse.page.rows.len() {
            return Some(Command::SwitchProfile);
        }
        if focus.column == 0 {
            return Some(Command::Down);
        }
        self.plan = Plan::GoDown;
        Some(Command::RowStart)
    }

    /// Sees what became of the key, and how long it takes until the next one.
    pub(super) fn go_on(&mut self, state: &State) {
        let pause = match (state.mode(), self.plan) {
            (Mode::Playing, Plan::Play(share)) => {
                self.plan = Plan::Return;
                let left = match state.layers.last() {
                    Some(Layer::Playing(playback)) => 1.0 - playback.position(state.now),
                    _ => 0.0,
                };
                playback_time(share * left) as f64
            }
            (Mode::Gate, _) => AWAY,
            (Mode::Browse, Plan::GoOn) => match focused(state) {
                Some(focused) if self.looked_at.insert(focused) => {
                    self.plan = Plan::Decide;
                    self.glance()
                }
                _ => KEY,
            },
            (Mode::Browse, _) => KEY,
            _ => READING,
        };
        self.patience -= pause;
        self.wait(pause, state.now);
    }

    fn glance(&mut self) -> f64 {
        // The sum of twelve uniform numbers is nearly normal, with a variance of 1.
        let sum: f64 = (0..12).map(|_| self.random.random::<f64>()).sum();
        GLANCE * (1.0 + GLANCE_DEVIATION * (sum - 6.0)).max(0.2)
    }

    /// What to do about a title that has been looked at.
    fn decision(&mut self, state: &State, focused: (TitleIndex, Canvas)) -> Option<Plan> {
        let (log_odds, abandons) = interest(state, focused)?;
        if self.random.random::<f64>() < logistic(log_odds) {
            let is_abandoned = self.random.random::<f64>() < logistic(abandons);
            return Some(Plan::Play(watched_share(is_abandoned, &mut self.random)));
        }
        let is_opened = self.random.random::<f64>() < OPEN;
        Some(if is_opened { Plan::Close } else { Plan::GoOn })
    }
}

/// What has the focus on the page.
fn focused(state: &State) -> Option<(TitleIndex, Canvas)> {
    state.browse.as_ref()?.focused()
}

fn logistic(log_odds: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-log_odds))
}

/// The log-odds that the profile plays the title that it looks at, and that it then abandons it.
fn interest(state: &State, (title, canvas): (TitleIndex, Canvas)) -> Option<(f64, f64)> {
    let profile = &state.active()?.id;
    let (taste, contents) = (state.taste(profile)?, state.catalog.contents());
    let shown = contents.artwork(title, state.artwork(profile, title, canvas));
    let aspects = APPEAL.iter();
    let shows: f64 = aspects
        .map(|(aspect, weight)| weight * taste.affinity(shown, *aspect))
        .sum();
    let matches = taste.title_match(contents.title(title));
    let (habit, left) = match state.watched(title) {
        None => (0.0, 1.0),
        Some(fraction) if fraction < FINISHED => (BEGUN, KNOWN),
        Some(_) => (-ENDED, KNOWN),
    };
    let popularity = POPULARITY * state.catalog[title].popularity;
    let log_odds = BASE + popularity + TITLE * matches + left * ARTWORK * shows + habit;
    let broken_promise = (shows - matches).max(0.0);
    let abandons = ABANDON - KEPT * TITLE * matches / 2.0 + CLICKBAIT * broken_promise;
    Some((log_odds, abandons))
}

/// How much of what is left of a film is watched; enough to count as a play.
fn watched_share(is_abandoned: bool, random: &mut impl Rng) -> f64 {
    let (point, is_whole) = (random.random::<f64>(), random.random::<f64>() < WHOLE);
    let (low, high) = match (is_abandoned, is_whole) {
        (true, _) => (1.5 * UNFINISHED.start, ABANDONED_BELOW - 0.01),
        (false, true) => (FINISHED, 1.0),
        (false, false) => (ABANDONED_BELOW + 0.01, FINISHED),
    };
    low + point * (high - low)
}

//! The page browsed by itself.

use std::{
    collections::HashSet,
    fs,
    path::Path,
    sync::{Arc, LazyLock, Mutex},
};

use crossterm::event::{Event as TerminalEvent, KeyCode};

use keyart::{
    artwork::ColourDepth,
    catalog::{self, Catalog, TitleId},
    engine::{Device, PolicyName},
    log::{Event, Impression, Outcome, SessionId},
    profiles,
    seed::Seed,
    session::{Command, Effect, Focus, Input, Mode, Serving, Settings, Size, State},
    time::{Timestamp, Zone},
    tui::{Theme, ThemeName, app::headless::Headless},
};

use crate::{
    pty::{Manner, Terminal},
    sandbox::Sandbox,
};

static DEMO: LazyLock<Arc<Catalog>> = LazyLock::new(|| Arc::new(catalog::demo()));

/// Saturday, 21 November 2026, 20:30.
const EVENING: Timestamp = Timestamp(1_795_293_000_000);

const MINUTE: i64 = 60_000;

/// A session, and what it has logged.
struct Flight {
    session: Headless,
    log: Arc<Mutex<Vec<(Timestamp, Event)>>>,
}

impl Flight {
    /// The page of a profile of the demo, in a session with this seed.
    fn of(name: &str, seed: u64) -> Self {
        Self::under(PolicyName::Uniform, name, seed)
    }

    fn under(policy: PolicyName, name: &str, seed: u64) -> Self {
        let settings = Settings {
            device: Device::Tv,
            zone: Zone::utc(),
            avatars: Vec::new(),
            reduced_motion: false,
        };
        let profiles = profiles::demo(&DEMO, EVENING);
        let watching = profiles.named(name).unwrap().id.clone();
        let serving = Serving::new(Seed(seed), SessionId::new("flight"), policy);
        let size = Size {
            columns: 120,
            rows: 36,
        };
        let state = State::new(DEMO.clone(), profiles, settings, serving, size, EVENING);
        let log = Arc::new(Mutex::new(Vec::new()));
        let sink = Arc::clone(&log);
        let perform = move |effect| {
            if let Effect::Log { at, events } = effect {
                let events = events.into_iter().map(|event| (at, event));
                sink.lock().unwrap().extend(events);
            }
        };
        let theme = Theme::new(ThemeName::Dark, ColourDepth::True);
        let mut session = Headless::open(state, None, theme, Box::new(perform));
        session.tell(Input::Watch(watching));
        Self { session, log }
    }

    /// The same with the autopilot on.
    fn flown(name: &str, seed: u64) -> Self {
        let mut flight = Self::of(name, seed);
        flight.give(Command::Autopilot);
        assert_eq!(flight.speed(), Some(1.0));
        flight
    }

    fn give(&mut self, command: Command) {
        self.session.tell(Input::Command(command));
    }

    fn press(&mut self, key: char) {
        let event = TerminalEvent::Key(KeyCode::Char(key).into());
        self.session.take_now(&event);
    }

    fn speed(&self) -> Option<f64> {
        let pilot = self.session.state().autopilot();
        pilot.map(keyart::session::Autopilot::speed)
    }

    fn focus(&self) -> Focus {
        self.session.state().browse.as_ref().unwrap().focus
    }

    fn log(&self) -> Vec<(Timestamp, Event)> {
        self.log.lock().unwrap().clone()
    }

    fn impressions(&self) -> Vec<Impression> {
        let log = self.log().into_iter();
        let impressions = log.filter_map(|(_, event)| match event {
            Event::Impression(impression) => Some(*impression),
            _ => None,
        });
        impressions.collect()
    }

    /// The titles whose impressions had such an outcome.
    fn titles(&self, is_meant: impl Fn(Outcome) -> bool) -> Vec<TitleId> {
        let shown = self.impressions();
        let log = self.log().into_iter();
        let found = log.filter_map(|(_, event)| match event {
            Event::Outcome(record) if is_meant(record.outcome) => {
                let of = shown.iter().find(|it| it.id == record.impression);
                Some(of.unwrap().title.clone())
            }
            _ => None,
        });
        found.collect()
    }
}

#[test]
fn a_flight_is_the_same_however_often_somebody_looks_at_the_clock() {
    let begun = || {
        let mut flight = Flight::under(PolicyName::LinTs, "Romy", 7);
        flight.give(Command::Autopilot);
        flight
    };
    let mut at_once = begun();
    at_once.session.advance(10 * MINUTE);
    let mut in_pieces = begun();
    let mut left = 10 * MINUTE;
    for step in (1..400).cycle() {
        let step = (step * 37 % 4_001).min(left);
        in_pieces.session.advance(step);
        left -= step;
        if left == 0 {
            break;
        }
    }
    assert_eq!(at_once.log(), in_pieces.log());
    let visits: HashSet<u64> = at_once.impressions().iter().map(|it| it.visit).collect();
    assert!(visits.len() > 5, "{} visits in 10 minutes", visits.len());
    let plays = at_once.titles(|outcome| matches!(outcome, Outcome::Played { .. }));
    let skips = at_once.titles(|outcome| outcome == Outcome::Skipped);
    assert!(
        plays.len() >= 3 && skips.len() > 5 * plays.len(),
        "{plays:?}"
    );
    let mut other = Flight::flown("Romy", 8);
    other.session.advance(10 * MINUTE);
    assert_ne!(at_once.log(), other.log());
}

#[test]
fn a_title_is_looked_at_for_about_two_seconds() {
    let mut flight = Flight::flown("Cole", 3);
    flight.session.advance(1_000);
    let mut moments = Vec::new();
    let mut focus = flight.focus();
    for _ in 0..3_000 {
        flight.session.advance(10);
        if flight.session.state().mode() == Mode::Browse && flight.focus() != focus {
            focus = flight.focus();
            moments.push(flight.session.now());
        }
    }
    let pauses: Vec<i64> = moments
        .windows(2)
        .map(|pair| pair[1].since(pair[0]))
        .collect();
    let looks: Vec<i64> = pauses.into_iter().filter(|pause| *pause > 500).collect();
    let mean = looks.iter().sum::<i64>() as f64 / looks.len() as f64;
    assert!(
        looks.len() > 8 && (1_500.0..2_400.0).contains(&mean),
        "{looks:?}"
    );
}

#[test]
fn any_key_stops_it_and_does_what_it_does() {
    for key in ['j', 'r', 'w', '/', '?', '2'] {
        let (mut flown, mut plain) = (Flight::flown("Romy", 7), Flight::of("Romy", 7));
        flown.press(key);
        plain.press(key);
        assert_eq!(flown.speed(), None, "{key}");
        let looks = |flight: &Flight| {
            let state = flight.session.state();
            (
                state.mode(),
                flight.focus(),
                state.browse.as_ref().unwrap().reveal,
            )
        };
        assert_eq!(looks(&flown), looks(&plain), "{key}");
    }
    let mut flown = Flight::flown("Romy", 7);
    flown.press('z');
    let said = flown.session.state().toast.clone().unwrap().text;
    assert_eq!(said.as_str(), "z does nothing here; ? shows the keys.");
    assert_eq!(flown.speed(), None);
    for key in [KeyCode::Esc, KeyCode::Char('a')] {
        let mut flown = Flight::flown("Romy", 7);
        flown.session.take_now(&TerminalEvent::Key(key.into()));
        assert_eq!(
            (flown.speed(), flown.session.state().mode()),
            (None, Mode::Browse)
        );
    }
    let mut flown = Flight::flown("Romy", 7);
    flown.session.tell(Input::Wheel { down: true });
    assert_eq!((flown.speed(), flown.focus().band), (None, 1));
    flown.session.advance(10 * MINUTE);
    assert_eq!(flown.focus().band, 1);
}

#[test]
fn its_speed_is_from_a_quarter_to_sixteen_times_that_of_a_person() {
    let steps = |keys: &str| {
        let mut flight = Flight::flown("Romy", 7);
        keys.chars().for_each(|key| flight.press(key));
        flight.session.advance(5 * MINUTE);
        let pilot = flight.session.state().autopilot().unwrap();
        (pilot.speed(), pilot.steps())
    };
    let (one, usual) = steps("");
    let (fast, many) = steps("+=+++++");
    let (slow, few) = steps("------");
    assert_eq!((one, fast, slow), (1.0, 16.0, 0.25));
    assert!(many > 12 * usual && 3 * few < usual, "{few} {usual} {many}");
    // In the film too, where these keys mean nothing otherwise.
    let mut flight = Flight::flown("Romy", 7);
    while flight.session.state().mode() != Mode::Playing {
        flight.session.advance(100);
    }
    flight.press('+');
    assert_eq!(flight.speed(), Some(2.0));
}

#[test]
fn it_plays_what_the_profile_likes() {
    let (mut played, mut skipped) = (Vec::new(), Vec::new());
    for name in ["Romy", "Cole", "Axel"] {
        for seed in 0..10 {
            let mut flight = Flight::of(name, seed);
            let state = flight.session.state();
            let profile = state.active().unwrap().clone();
            let taste = state.taste(&profile.id).unwrap().clone();
            // Whoever has seen a film to its end seldom plays it again.
            let is_new = |id: &TitleId| !profile.history.iter().any(|it| it.title == *id);
            let match_of = |id: TitleId| {
                let title = DEMO.find(&id).unwrap();
                taste.title_match(DEMO.contents().title(title))
            };
            flight.give(Command::Autopilot);
            (0..4).for_each(|_| flight.press('+'));
            flight.session.advance(MINUTE);
            let new = |titles: Vec<TitleId>| titles.into_iter().filter(is_new).map(match_of);
            played.extend(new(
                flight.titles(|outcome| matches!(outcome, Outcome::Played { .. }))
            ));
            skipped.extend(new(flight.titles(|outcome| outcome == Outcome::Skipped)));
        }
    }
    let mean = |matches: &[f64]| matches.iter().sum::<f64>() / matches.len() as f64;
    assert!(played.len() > 60, "{}", played.len());
    let (likes, passes) = (mean(&played), mean(&skipped));
    assert!(likes > passes, "{likes} beside {passes}");
}

#[test]
fn a_child_is_shown_nothing_that_is_not_for_it() {
    let mut flight = Flight::flown("Kit", 5);
    (0..4).for_each(|_| flight.press('+'));
    flight.session.advance(5 * MINUTE);
    let limit = flight.session.state().active().unwrap().maturity;
    let shown = flight.impressions();
    assert!(shown.len() > 100);
    for impression in shown {
        let title = DEMO.find(&impression.title).unwrap();
        assert!(DEMO[title].maturity <= limit, "{}", impression.title);
        assert!(impression.propensity() > 0.0);
    }
}

#[test]
fn it_waits_while_nothing_can_be_seen() {
    let resize = |flight: &mut Flight, columns, rows| {
        flight.session.tell(Input::Resize(Size { columns, rows }));
    };
    let mut flight = Flight::flown("Romy", 7);
    flight.session.advance(5_000);
    resize(&mut flight, 40, 10);
    let before = flight.log();
    flight.session.advance(5 * MINUTE);
    assert_eq!(flight.log(), before);
    resize(&mut flight, 80, 24);
    flight.session.advance(5 * MINUTE);
    assert!(flight.log().len() > before.len());
}

#[test]
fn a_badge_says_that_it_is_on_and_how_fast() {
    let mut flight = Flight::flown("Romy", 7);
    flight.press('+');
    let screen = flight.session.frame().text();
    for part in ["autopilot 2×", "Esc stop the autopilot", "+ faster"] {
        assert!(screen.contains(part), "{part}\n{screen}");
    }
    flight.give(Command::Down);
    assert!(!flight.session.frame().text().contains("autopilot 2×"));
}

#[test]
fn its_key_is_a_letter_where_letters_are_typed() {
    let mut flight = Flight::of("Romy", 7);
    flight.give(Command::Search);
    flight.press('a');
    assert_eq!(flight.speed(), None);
    assert!(flight.session.frame().text().contains("Search  a"));
}

#[test]
fn what_it_did_in_a_terminal_is_done_again_with_the_same_log() {
    let sandbox = Sandbox::new();
    let (script, kept) = (sandbox.path("flight.keyart"), sandbox.path("kept"));
    let arguments = [
        "record",
        script.to_str().unwrap(),
        "--keep",
        kept.to_str().unwrap(),
    ];
    let mut terminal = Terminal::start(&sandbox, Manner::Xterm, &arguments);
    terminal.shows("Who's watching?");
    terminal.type_keys("\r");
    terminal.shows("/ search");
    terminal.type_keys("a++++");
    terminal.shows("autopilot 16×");
    // It has been through the page, or has found a film.
    terminal.shows("Esc stop the autopilot");
    terminal.shows("▶ ");
    terminal.shows("Trending now");
    terminal.type_keys("jq");
    terminal.end();
    let text = fs::read_to_string(&script).unwrap();
    assert!(text.contains("Command autopilot"), "{text}");
    let again = sandbox.path("again");
    let run = sandbox.run([
        "run".as_ref(),
        script.as_os_str(),
        "--keep".as_ref(),
        again.as_os_str(),
    ]);
    assert_eq!(run.code, Some(0), "{}{}\n{text}", run.output, run.errors);
    assert_eq!(files(&kept), files(&again), "{text}");
}

/// The names and contents of all files below `folder`.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            found.push((name, fs::read(path).unwrap()));
        }
    }
    found.sort();
    found
}

//! What was recorded is played again to the bit.

use std::sync::LazyLock;

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use proptest::prelude::*;

use super::*;
use crate::{
    catalog::TitleIndex,
    log::{self, statistics::Statistics},
    runtime::{opening::log_folder, verification::verify},
    script::{
        files::Disk,
        player::{Conditions, End, Guests, Shelf, World, play},
        read,
        recorder::{Recorder, Tallied, header},
    },
    tui::keymap::{self, BINDINGS, Key, Meaning},
};

static DEMO: LazyLock<Arc<Catalog>> = LazyLock::new(|| Arc::new(catalog::demo()));
static SHELF: LazyLock<Shelf> = LazyLock::new(Shelf::default);

/// What happens to a session.
#[derive(Debug, Clone)]
enum Deed {
    Event(Event),
    /// The picture of an artwork turns out to be broken.
    Broken(usize, usize),
    /// A click on the first picture that has not the focus.
    ClickElsewhere,
    Terminate,
}

impl Deed {
    fn input(&self, state: &State) -> Option<Input> {
        match self {
            Self::Event(event) => match keymap::meaning(state, event) {
                Meaning::Input(Input::Command(Command::Suspend | Command::Quit)) => None,
                Meaning::Input(input) => Some(input),
                Meaning::Unbound(sentence) => Some(Input::Note(sentence)),
                Meaning::Nothing => None,
            },
            Self::Broken(title, artwork) => {
                let title = title % state.catalog.titles().len();
                let set = state.catalog.titles()[title].artwork.len();
                Some(Input::PictureBroken {
                    title: TitleIndex(title),
                    artwork: artwork % set,
                    reason: "it is broken".into(),
                })
            }
            Self::ClickElsewhere => {
                let browse = state.browse.as_ref()?;
                let placed = state.layout().placed(browse);
                let other = placed.iter().find(|it| it.focus != browse.focus)?;
                let (column, row) = (other.area.x, other.area.y);
                Some(Input::Click { column, row })
            }
            Self::Terminate => Some(Input::Terminate),
        }
    }
}

/// A session on `folder` that begins as `world` says.
fn opened(folder: &Path, world: &World) -> (State, DirectStorage) {
    let opening = Opening {
        catalog: DEMO.clone(),
        data: folder.to_owned(),
        policy: world.policy,
        tuning: world.tuning,
        seed: world.seed,
        at: world.clock,
        suffix: 0,
        durability: Durability::Volatile,
    };
    let (store, profiles) = opening.profiles().unwrap();
    let serving = opening.serving().unwrap();
    let writer = opening.writer(&serving).unwrap();
    let settings = world.settings.clone();
    let catalog = opening.catalog;
    let state = State::new(
        catalog,
        profiles,
        settings,
        serving,
        world.size,
        world.clock,
    );
    (state, DirectStorage::new(writer, store))
}

/// The script of a session in which these things happen, each so many milliseconds after the one
/// before, taken in by an event loop that looks at its clock every `lag` milliseconds.
fn recorded(folder: &Path, world: &World, deeds: &[(i64, Deed)], lag: i64) -> String {
    let mut text = Vec::new();
    let head = header(world, None, None).unwrap();
    let mut recorder = Recorder::begin(&mut text, &head, world.clock).unwrap();
    let (state, storage) = opened(folder, world);
    let observer: Box<dyn Observer + '_> = Box::new(&mut recorder);
    let mut dispatcher = Dispatcher::new(state, performing(&storage), Some(observer));
    let draw: &mut Draw<'_, '_> = &mut |dispatcher| {
        dispatcher.shown();
        Ok(())
    };
    draw(&mut dispatcher).unwrap();
    let mut now = world.clock;
    for (pause, deed) in deeds {
        let then = now.plus(*pause);
        while now.plus(lag) < then && dispatcher.next_tick().is_some() {
            now = now.plus(lag);
            dispatcher.tick_until(now, draw).unwrap();
            dispatcher.shown();
        }
        now = then;
        // What a key means is found out before the ticks that are due.
        if let Some(input) = deed.input(dispatcher.state()) {
            dispatcher.arrive(now, input, draw).unwrap();
            draw(&mut dispatcher).unwrap();
        }
    }
    dispatcher.tell(dispatcher.state().now, Input::Terminate);
    drop(dispatcher);
    storage.finish().unwrap();
    let log = log_folder(folder);
    let total = Statistics::of(log::read(&log).unwrap()).unwrap().total;
    let (verified, _) = verify(&log).unwrap();
    let tallied = Tallied {
        impressions: total.impressions,
        plays: total.plays,
        verifies: verified.holds(),
    };
    recorder.conclude(tallied).unwrap();
    String::from_utf8(text).unwrap()
}

/// Plays `script`, which must pass; the files that it leaves.
fn played(script: &str) -> Vec<(String, String)> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("session.keyart");
    fs::write(&path, script).unwrap();
    let kept = folder.path().join("kept");
    let guests = Guests {
        keep: Some(kept.clone()),
        ..Guests::default()
    };
    let read = read(&path, &Disk).unwrap_or_else(|problems| panic!("{problems:?}\n{script}"));
    let report = play(&read, &Conditions::default(), &SHELF, guests);
    assert!(
        matches!(report.end, End::Passed),
        "{:?}\n{script}",
        report.end
    );
    files(&kept)
}

fn key(code: KeyCode) -> Deed {
    Deed::Event(Event::Key(code.into()))
}

fn typed(character: char) -> Deed {
    key(KeyCode::Char(character))
}

fn wheel(kind: MouseEventKind, column: u16, row: u16) -> Deed {
    let modifiers = KeyModifiers::NONE;
    Deed::Event(Event::Mouse(MouseEvent {
        kind,
        column,
        row,
        modifiers,
    }))
}

/// Something of everything, with the milliseconds before it.
fn varied() -> Vec<(i64, Deed)> {
    vec![
        (1_000, key(KeyCode::Enter)),
        (250, typed('j')),
        (1_500, key(KeyCode::Enter)),
        (1_000, key(KeyCode::Enter)),
        // The film ends by itself.
        (20_000, key(KeyCode::Esc)),
        (2_001, typed('2')),
        (1_000, Deed::ClickElsewhere),
        (1_000, typed('/')),
        (120, typed('"')),
        (1_000, key(KeyCode::Backspace)),
        (0, key(KeyCode::Esc)),
        (61_000, typed('z')),
        (1_000, typed('#')),
        (1_000, key(KeyCode::F(7))),
        (1_000, wheel(MouseEventKind::ScrollDown, 0, 0)),
        (1_000, Deed::Event(Event::Resize(80, 24))),
        (1_000, key(KeyCode::Enter)),
        (700, key(KeyCode::Enter)),
        (1_000, key(KeyCode::Esc)),
        (5, Deed::Terminate),
    ]
}

#[test]
fn a_script_says_what_was_meant() {
    let folder = tempfile::tempdir().unwrap();
    let world = World {
        clock: AT.plus(7),
        ..World::default()
    };
    let script = recorded(folder.path(), &world, &varied(), 33);
    let is_action = |line: &&str| {
        let is_other = ["Expect ", "Set ", "#"]
            .iter()
            .any(|it| line.starts_with(it));
        !is_other && !line.is_empty()
    };
    let mut actions: Vec<&str> = script.lines().filter(is_action).collect();
    let click = actions.remove(6);
    assert!(click.starts_with("Click \""), "{click}");
    assert_eq!(
        actions,
        [
            "Profile \"Romy\"",
            "@250ms Move down",
            "@1.500s Open",
            "Play",
            "@20s Back",
            "@2.001s SwitchProfile \"Cole\"",
            "Command search",
            "@120ms Type \"\\\"\"",
            "Press Backspace",
            "@0ms Back",
            "@61s Press z",
            "Press \"#\"",
            "Press Insert",
            "Scroll down",
            "Resize 80x24",
            "Open",
            "@700ms Play",
            "Stop",
            "@5ms Terminate",
        ]
    );
    for line in [
        "Set Clock 2026-01-05T20:00:00.007Z",
        "Expect profile is \"Cole\"",
        "Expect log plays = 2",
        "Expect log verifies",
    ] {
        assert!(script.lines().any(|it| it == line), "{line}\n{script}");
    }
    assert_eq!(played(&script), files(folder.path()));
}

fn any_deed() -> impl Strategy<Value = Deed> {
    let code = |key: &Key| match *key {
        Key::Char(character) => KeyEvent::from(KeyCode::Char(character)),
        Key::Named(code) => code.into(),
        Key::Ctrl(letter) => KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL),
        Key::Digit => KeyCode::Char('2').into(),
    };
    let keys = BINDINGS.iter().flat_map(|binding| binding.keys).map(code);
    let keys: Vec<KeyEvent> = keys.collect();
    let press = |key: KeyEvent| Deed::Event(Event::Key(key));
    let click = MouseEventKind::Down(MouseButton::Left);
    prop_oneof![
        10 => prop::sample::select(keys).prop_map(press),
        8 => Just(key(KeyCode::Enter)),
        3 => Just(key(KeyCode::Esc)),
        3 => prop::char::range(' ', '~').prop_map(typed),
        1 => Just(key(KeyCode::Backspace)),
        1 => Just(key(KeyCode::F(9))),
        3 => (0..120_u16, 0..36_u16).prop_map(move |(x, y)| wheel(click, x, y)),
        2 => Just(Deed::ClickElsewhere),
        1 => Just(wheel(MouseEventKind::ScrollUp, 0, 0)),
        1 => Just(wheel(MouseEventKind::ScrollDown, 0, 0)),
        1 => (0..17_usize, 0..7_usize).prop_map(|(title, artwork)| Deed::Broken(title, artwork)),
        1 => (0..1_100_u16, 0..70_u16).prop_map(|(x, y)| Deed::Event(Event::Resize(x, y))),
        2 => Just(Deed::Event(Event::Resize(120, 36))),
    ]
}

fn any_pause() -> impl Strategy<Value = i64> {
    prop_oneof![
        8 => 0..3_000_i64,
        2 => Just(1_000),
        2 => 3_900..4_100_i64,
        2 => 11_000..14_000_i64,
        1 => 540_000..700_000_i64,
        1 => 1_790_000..1_810_000_i64,
    ]
}

fn any_world() -> impl Strategy<Value = World> {
    let zones = prop::sample::select(vec!["UTC", "Europe/Berlin"]);
    let policies = prop::sample::select(vec![PolicyName::LinTs, PolicyName::LinUcb]);
    let windows = prop::sample::select(vec![0, 600_000]);
    let of = |(zone, policy, window, reduced_motion, seed, moment): (_, PolicyName, _, _, _, _)| {
        let usual = World::default();
        World {
            clock: AT.plus(moment),
            seed: Seed(seed),
            policy: policy.into(),
            settings: Settings {
                zone: Zone::named(zone).unwrap(),
                reduced_motion,
                ..usual.settings
            },
            tuning: Tuning {
                window,
                ..Tuning::default()
            },
            ..usual
        }
    };
    let numbers = (0..9_u64, 0..86_400_000_i64);
    (
        zones,
        policies,
        windows,
        any::<bool>(),
        numbers.0,
        numbers.1,
    )
        .prop_map(of)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_its_script_leaves_the_same_files(
        world in any_world(),
        deeds in prop::collection::vec((any_pause(), any_deed()), 1..60),
        lag in prop::sample::select(vec![7, 130, 5_000]),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let mut begun = vec![(300, key(KeyCode::Enter))];
        begun.extend(deeds);
        let script = recorded(folder.path(), &world, &begun, lag);
        prop_assert_eq!(played(&script), files(folder.path()), "{}", script);
    }
}

//! Sessions whose log follows from what is put in, and nothing else.

mod recording;

use std::{
    fs, io,
    path::Path,
    sync::{Arc, Mutex},
};

use super::{
    Audience, Observer, Studio,
    dispatcher::{Dispatcher, Draw},
    headless::Headless,
};
use crate::{
    artwork::{ColourDepth, Protocol, Rendering, Transfer},
    catalog::{self, Catalog},
    engine::{Device, PolicyName},
    log::Durability,
    profiles::{AvatarId, ProfileId},
    runtime::{opening::Opening, storage::DirectStorage},
    seed::Seed,
    session::{Command, Effect, Input, Message, Mode, Settings, Size, State, Tuning},
    time::{DAY, Timestamp, Zone},
    tui::{Theme, ThemeName, capture::CELL},
};

const AT: Timestamp = Timestamp(1_767_643_200_000);

pub(super) fn theme() -> Theme {
    Theme::new(ThemeName::Dark, ColourDepth::True)
}

fn rendering(protocol: Protocol) -> Rendering {
    Rendering {
        protocol,
        depth: ColourDepth::True,
        cell: CELL,
        transfer: Transfer::SharedMemory,
        previews: false,
    }
}

/// A session of the demo whose data is in `folder`: its state, and where its effects go.
fn session(folder: &Path, catalog: &Arc<Catalog>) -> (State, DirectStorage) {
    let opening = Opening {
        catalog: Arc::clone(catalog),
        data: folder.to_owned(),
        policy: PolicyName::LinTs.into(),
        tuning: Tuning::default(),
        seed: Seed(7),
        at: AT,
        suffix: 0,
        durability: Durability::Volatile,
    };
    let settings = Settings {
        device: Device::Tv,
        zone: Zone::utc(),
        avatars: vec![(AvatarId::new("cat"), "cat")],
        reduced_motion: false,
    };
    let size = Size {
        columns: 120,
        rows: 36,
    };
    let (store, profiles) = opening.profiles().unwrap();
    let serving = opening.serving().unwrap();
    let writer = opening.writer(&serving).unwrap();
    let state = State::new(opening.catalog, profiles, settings, serving, size, AT);
    (state, DirectStorage::new(writer, store))
}

/// The demo at its gate, without anything stored.
pub(super) fn demo() -> State {
    let folder = tempfile::tempdir().unwrap();
    session(folder.path(), &Arc::new(catalog::demo())).0
}

fn performing(storage: &DirectStorage) -> Box<dyn FnMut(Effect) + Send> {
    let storage = storage.clone();
    Box::new(move |effect| storage.perform(effect))
}

/// The demo's first profile watches, without anything stored.
fn unstored(rendering: Option<Rendering>) -> Headless {
    let state = demo();
    let first = state.profiles.as_slice()[0].id.clone();
    let mut headless = Headless::open(state, rendering, theme(), Box::new(drop));
    headless.tell(Input::Watch(first));
    headless
}

/// The names and contents of all files below `folder`.
fn files(folder: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            files.push((name, fs::read_to_string(path).unwrap()));
        }
    }
    files.sort();
    files
}

/// What a person does: each with the milliseconds that pass before it.
fn evening(profile: &ProfileId) -> Vec<(i64, Input)> {
    let command = Input::Command;
    vec![
        (0, Input::Watch(profile.clone())),
        (913, command(Command::Down)),
        (1_048, command(Command::Right)),
        (77, command(Command::Right)),
        (2_404, command(Command::Confirm)),
        (751, command(Command::Confirm)),
        // The film ends by itself.
        (20_011, command(Command::Right)),
        (333, command(Command::Confirm)),
        (5_550, command(Command::Back)),
        (123, Input::Note("a key without a meaning".into())),
        (
            4_500,
            Input::Resize(Size {
                columns: 80,
                rows: 24,
            }),
        ),
        (3 * DAY, command(Command::Up)),
        (10, Input::Terminate),
    ]
}

/// The same evening, taken in by an event loop that is told of everything too late: it looks at
/// its clock every `lag` milliseconds, and draws again for no reason.
fn loop_with_lag(folder: &Path, catalog: &Arc<Catalog>, lag: i64) {
    let (state, storage) = session(folder, catalog);
    let profile = state.profiles.as_slice()[0].id.clone();
    let perform = performing(&storage);
    let mut dispatcher = Dispatcher::new(state, perform, None);
    let draw: &mut Draw<'_, '_> = &mut |dispatcher| {
        dispatcher.shown();
        Ok(())
    };
    draw(&mut dispatcher).unwrap();
    let mut now = AT;
    for (pause, input) in evening(&profile) {
        let then = now.plus(pause);
        // Nobody looks while nothing moves.
        while now.plus(lag) < then && dispatcher.next_tick().is_some() {
            now = now.plus(lag);
            dispatcher.tick_until(now, draw).unwrap();
            dispatcher.tell(dispatcher.state().now, Input::Storage { trouble: None });
            dispatcher.shown();
        }
        now = then;
        dispatcher.arrive(now, input, draw).unwrap();
        draw(&mut dispatcher).unwrap();
    }
    assert!(dispatcher.is_over());
    storage.finish().unwrap();
}

#[test]
fn the_log_follows_from_what_comes_when_and_not_from_who_is_how_fast() {
    let catalog = Arc::new(catalog::demo());
    let headless = |rendering| {
        let folder = tempfile::tempdir().unwrap();
        let (state, storage) = session(folder.path(), &catalog);
        let profile = state.profiles.as_slice()[0].id.clone();
        let mut headless = Headless::open(state, rendering, theme(), performing(&storage));
        for (pause, input) in evening(&profile) {
            headless.advance(pause);
            headless.tell(input);
        }
        assert!(headless.is_over());
        storage.finish().unwrap();
        files(folder.path())
    };
    let expected = headless(None);
    let log = &expected[0].1;
    assert!(
        log.contains("impression") && log.contains("played"),
        "{log}"
    );
    assert_eq!(headless(None), expected);
    assert_eq!(headless(Some(rendering(Protocol::Ascii))), expected);
    for lag in [1, 17, 130, 7_000] {
        let folder = tempfile::tempdir().unwrap();
        loop_with_lag(folder.path(), &catalog, lag);
        assert_eq!(files(folder.path()), expected, "lag {lag}");
    }
}

/// Writes down what it is told.
#[derive(Default)]
struct Notebook {
    messages: Vec<Message>,
    logged: usize,
}

impl Observer for Notebook {
    fn before(&mut self, state: &State, message: &Message) {
        assert!(message.at >= state.now);
        self.messages.push(message.clone());
    }

    fn after(&mut self, state: &State, effects: &[Effect]) {
        assert_eq!(state.now, self.messages.last().unwrap().at);
        self.logged += effects.len();
    }
}

#[test]
fn an_observer_sees_what_comes_from_outside_and_each_has_a_frame_of_its_own() {
    let state = demo();
    let mut inputs = evening(&state.profiles.as_slice()[0].id);
    let mut notebook = Notebook::default();
    let mut frames = Vec::new();
    let observer: Box<dyn Observer + '_> = Box::new(&mut notebook);
    let mut dispatcher = Dispatcher::new(state, Box::new(drop), Some(observer));
    let mut now = AT;
    for (pause, input) in &inputs {
        now = now.plus(*pause);
        let draw: &mut Draw<'_, '_> = &mut |dispatcher| {
            dispatcher.shown();
            frames.push(dispatcher.state().now);
            Ok(())
        };
        dispatcher.arrive(now, input.clone(), draw).unwrap();
        let size = Input::Resize(dispatcher.state().size);
        dispatcher.arrive(now, Input::Shown, draw).unwrap();
        dispatcher.tell(now, size);
    }
    drop(dispatcher);
    let mut now = AT;
    let expected: Vec<Message> = inputs
        .drain(..)
        .map(|(pause, input)| {
            now = now.plus(pause);
            Message { at: now, input }
        })
        .collect();
    assert_eq!(notebook.messages, expected);
    assert!(notebook.logged > 5);
    let last = expected.len() - 1;
    assert!(expected[..last].iter().all(|it| frames.contains(&it.at)));
}

#[test]
fn a_size_that_is_not_new_changes_nothing() {
    let mut headless = unstored(None);
    let before = headless.state().now;
    headless.advance(500);
    headless.tell(Input::Resize(headless.state().size));
    assert_eq!(headless.state().now, before);
}

/// What the audience saw: the mode, the caption, and how long it may wait.
type Turn = (Mode, Option<String>, i64);

/// Writes down its turns.
#[derive(Clone, Default)]
struct Diary(Arc<Mutex<Vec<Turn>>>);

impl Diary {
    fn take(&self) -> Vec<Turn> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

impl Audience for Diary {
    fn watch(&mut self, state: &State, caption: Option<&str>, pause: i64) -> io::Result<bool> {
        let caption = caption.map(str::to_owned);
        self.0.lock().unwrap().push((state.mode(), caption, pause));
        Ok(pause != 13)
    }
}

#[test]
fn a_month_during_a_film_is_no_longer_than_the_film_for_who_watches() {
    let diary = Diary::default();
    let mut headless = unstored(None);
    headless.tell(Input::Command(Command::Confirm));
    headless.tell(Input::Command(Command::Confirm));
    assert_eq!(headless.state().mode(), Mode::Playing);
    headless.caption(Some("The film".into()));
    headless.invite(Box::new(diary.clone()));
    diary.take();
    let began = headless.now();
    headless.advance(30 * DAY);
    assert_eq!(headless.now(), began.plus(30 * DAY));
    let turns = diary.take();
    // A frame is 100 ms, a film 12 s, and a toast may follow.
    assert!((100..130).contains(&turns.len()), "{}", turns.len());
    assert!(
        turns
            .iter()
            .all(|turn| turn.1.as_deref() == Some("The film"))
    );
    assert_eq!(turns.iter().map(|turn| turn.2).sum::<i64>(), 30 * DAY);
    let last = turns.last().unwrap();
    assert!(last.0 != Mode::Playing && last.2 > 29 * DAY, "{last:?}");

    headless.advance(2 * DAY);
    assert_eq!(diary.take().len(), 1, "nothing moves any more");
}

#[test]
fn an_audience_that_has_seen_enough_leaves_and_the_session_goes_on() {
    let diary = Diary::default();
    let mut headless = unstored(None);
    headless.advance(10_000);
    headless.invite(Box::new(diary.clone()));
    headless.advance(13);
    assert!(!headless.is_watched() && headless.dismiss().unwrap().is_none());
    diary.take();
    headless.tell(Input::Command(Command::Help));
    assert_eq!(
        (headless.state().mode(), diary.take().len()),
        (Mode::Help, 0)
    );
}

#[test]
fn a_capture_shows_what_the_session_would_have_drawn_itself() {
    for protocol in [Protocol::Kitty, Protocol::Quadrant] {
        let rendering = rendering(protocol);
        let drawn = unstored(Some(rendering)).frame();
        let bare = unstored(None);
        let stand_ins = bare.frame();
        let captured = bare.capture(rendering);
        let pixels = |capture: &crate::tui::capture::Capture| capture.image(&theme(), 1);
        assert_eq!(pixels(&captured), pixels(&drawn));
        assert_ne!(pixels(&captured), pixels(&stand_ins));
    }
}

#[test]
fn sessions_on_many_threads_get_the_same_pictures_from_one_studio() {
    let studio = Arc::new(Studio::default());
    let catalog = Arc::new(catalog::demo());
    let capture = || {
        let folder = tempfile::tempdir().unwrap();
        let (state, _) = session(folder.path(), &catalog);
        let first = state.profiles.as_slice()[0].id.clone();
        let studio = Arc::clone(&studio);
        let mut headless = Headless::open_in(studio, state, None, theme(), Box::new(drop));
        headless.tell(Input::Watch(first));
        headless.capture(rendering(Protocol::Quadrant)).ansi()
    };
    let captures: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(capture)).collect();
        threads.into_iter().map(|it| it.join().unwrap()).collect()
    });
    assert!(captures.iter().all(|it| *it == captures[0]));
}

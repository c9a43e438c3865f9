//! The screen and its keys.

use std::sync::mpsc::{Receiver, channel};

use crossterm::event::{Event as TerminalEvent, MouseButton, MouseEvent, MouseEventKind};
use ratatui::style::Color;

use super::{DEMO, EVENING, Evening, people::settings, timeline};
use keyart::{
    artwork::ColourDepth,
    catalog::{Catalog, Root, TitleId},
    log::{Event, Record},
    profiles::Profiles,
    session::{Effect, Replay, Size, State},
    tui::{Theme, ThemeName, app::headless::Headless, keymap},
};

/// A replay on a screen, and what it asks for.
struct Stage {
    screen: Headless,
    effects: Receiver<Effect>,
}

impl Stage {
    fn new(evening: &Evening, (columns, rows): (u16, u16)) -> Self {
        Self::of(
            evening.records(),
            evening.profiles.clone(),
            (columns, rows),
            ColourDepth::True,
        )
    }

    fn of<'a>(
        records: impl IntoIterator<Item = &'a Record>,
        profiles: Profiles,
        (columns, rows): (u16, u16),
        depth: ColourDepth,
    ) -> Self {
        let replay = Replay::new(timeline(records), None).unwrap();
        let size = Size { columns, rows };
        let state = State::replaying(replay, DEMO.clone(), profiles, settings(), size, EVENING);
        let (sender, effects) = channel();
        let perform = Box::new(move |effect| sender.send(effect).unwrap());
        let theme = Theme::new(ThemeName::Dark, depth);
        Self {
            screen: Headless::open(state, None, theme, perform),
            effects,
        }
    }

    fn press(&mut self, keys: &str) {
        for (_, step) in keymap::steps(keys).unwrap() {
            self.screen.perform(step);
        }
    }

    fn replay(&self) -> &Replay {
        self.screen.state().replay().unwrap()
    }

    fn event(&self) -> usize {
        self.replay().position().event
    }

    fn text(&self) -> String {
        self.screen.frame().text()
    }
}

#[test]
fn the_screen_looks_like_its_picture() {
    let evening = Evening::usual();
    for (columns, rows) in [(80, 24), (120, 36), (200, 60)] {
        let mut stage = Stage::new(&evening, (columns, rows));
        let mut snapshot = |name: &str, keys: &str| {
            stage.press(keys);
            // What is said about a key goes away.
            stage.press("wait:5s");
            insta::assert_snapshot!(format!("{name}-{columns}x{rows}"), stage.text());
        };
        snapshot("start", "");
        snapshot("impression", "Down*2 Right*4");
        snapshot("compared", "Down Left c*6");
        snapshot("search", "PgDn Left*20");
    }
}

#[test]
fn no_screen_breaks_at_any_size_or_lacks_its_event() {
    let evening = Evening::usual();
    let sizes = [
        (1, 1),
        (59, 20),
        (60, 20),
        (61, 21),
        (99, 50),
        (300, 30),
        (500, 200),
    ];
    for size in sizes {
        let mut stage = Stage::new(&evening, size);
        for keys in ["", "Right*9", "c", "End", "?"] {
            stage.press(keys);
            let text = stage.text();
            let is_small = size.0 < 60 || size.1 < 20;
            assert!(
                is_small || keys == "?" || text.contains("event"),
                "{size:?}: {text}"
            );
        }
    }
}

#[test]
fn without_colours_marks_and_words_say_everything() {
    let evening = Evening::usual();
    let profiles = evening.profiles.clone();
    let mut stage = Stage::of(
        evening.records(),
        profiles,
        (120, 36),
        ColourDepth::Monochrome,
    );
    stage.press("Down*2 c*3");
    let frame = stage.screen.frame();
    let is_plain = |fg, bg| (fg, bg) == (Color::Reset, Color::Reset);
    assert!(
        frame
            .buffer
            .content()
            .iter()
            .all(|cell| is_plain(cell.fg, cell.bg))
    );
    let mut seen = String::new();
    while stage.event() < stage.replay().timeline().len() {
        seen.push_str(&stage.text());
        stage.press("Right");
    }
    for mark in [
        "… pending",
        "✓ played",
        "○ opened",
        "✗ passed over",
        "· nothing",
        "− withdrawn",
        "≠ ",
        "= same",
    ] {
        assert!(seen.contains(mark), "{mark}");
    }
}

#[test]
fn keys_go_through_the_log_and_nothing_is_ever_logged() {
    let evening = Evening::usual();
    let mut stage = Stage::new(&evening, (100, 30));
    let events = stage.replay().timeline().len();
    assert_eq!(stage.event(), 1);
    for (keys, event) in [
        ("Right*3", 4),
        ("h", 3),
        ("l l", 5),
        ("G", events),
        ("Right", events),
        ("g", 1),
        ("Left", 1),
        ("End", events),
        ("PgUp", evening.sessions[0].len() + 1),
        ("Home", 1),
        ("PgDn", evening.sessions[0].len() + 1),
    ] {
        stage.press(keys);
        assert_eq!(stage.event(), event, "{keys}");
    }
    stage.press("? Down Esc x");
    assert!(stage.text().contains("x does nothing here"));
    stage.press("q");
    assert!(stage.screen.is_over());
    let effects: Vec<Effect> = stage.effects.try_iter().collect();
    assert_eq!(effects, [Effect::Quit]);
}

#[test]
fn it_plays_two_events_a_second_until_a_key_or_the_end() {
    let evening = Evening::usual();
    let mut stage = Stage::new(&evening, (100, 30));
    stage.press("Space");
    assert!(stage.replay().is_playing() && stage.text().contains("▶ replay"));
    stage.screen.advance(499);
    assert_eq!(stage.event(), 1);
    stage.screen.advance(1);
    assert_eq!(stage.event(), 2);
    stage.screen.advance(5_000);
    assert_eq!(stage.event(), 12);
    // A second passes before each key.
    stage.press("Space");
    assert_eq!(stage.event(), 14);
    stage.screen.advance(60_000);
    assert_eq!(stage.event(), 14);
    stage.press("Space Left");
    assert!(!stage.replay().is_playing());
    stage.press("End Left Space");
    stage.screen.advance(10_000);
    assert_eq!(stage.event(), stage.replay().timeline().len());
    assert!(!stage.replay().is_playing());
    stage.press("Space");
    assert_eq!(stage.event(), 1, "from the beginning again");
}

#[test]
fn a_click_on_a_picture_selects_its_impression() {
    let evening = Evening::usual();
    let mut stage = Stage::new(&evening, (120, 36));
    stage.press("Down*2 End PgUp PgUp Down Down Right*8");
    let size = stage.screen.state().size;
    let event = stage.event();
    let hung = stage.replay().hung(size);
    let pictures: Vec<_> = hung.iter().flat_map(|it| it.pictures.clone()).collect();
    assert!(pictures.len() > 4, "{pictures:?}");
    for (place, area) in pictures {
        let kind = MouseEventKind::Down(MouseButton::Left);
        stage.screen.take(&TerminalEvent::Mouse(MouseEvent {
            kind,
            column: area.x + 1,
            row: area.y,
            modifiers: crossterm::event::KeyModifiers::NONE,
        }));
        assert_eq!(
            (stage.replay().selected(), stage.event()),
            (Some(place), event)
        );
        let seen = stage.replay().seen(place);
        assert!(stage.text().contains(&format!("impression {} ", seen.id)));
    }
    stage.press("Right Left");
    assert_eq!(stage.event(), event);
}

#[test]
fn titles_that_the_catalog_lacks_by_now_are_called_by_their_ids() {
    let mut evening = Evening::usual();
    for record in evening.sessions.iter_mut().flatten() {
        if let Event::Impression(impression) = &mut record.event {
            impression.title = TitleId::new("gone-by-now");
        }
    }
    let mut stage = Stage::of(
        evening.records(),
        Profiles::default(),
        (100, 30),
        ColourDepth::True,
    );
    stage.press("Down*2 Right*3");
    let text = stage.text();
    assert!(text.contains("gone-by-now"), "{text}");
    assert!(text.contains("catalog: ids stand there."), "{text}");
    assert!(
        text.contains("p2 saw gone-by-now") || text.contains("p1 saw gone-by-now"),
        "{text}"
    );
}

#[test]
fn a_catalog_of_nothing_is_enough() {
    let (catalog, _) = Catalog::parse("schema = 1\n", "test", Root::Folder("art".into()));
    let catalog = catalog
        .unwrap_or_else(|| Catalog::new(Vec::new(), Root::Folder("art".into()), String::new()));
    let evening = Evening::usual();
    let replay = Replay::new(timeline(evening.records()), None).unwrap();
    let size = Size {
        columns: 90,
        rows: 30,
    };
    let state = State::replaying(
        replay,
        catalog.into(),
        Profiles::default(),
        settings(),
        size,
        EVENING,
    );
    let theme = Theme::new(ThemeName::Dark, ColourDepth::True);
    let mut screen = Headless::open(state, None, theme, Box::new(drop));
    for (_, step) in keymap::steps("Right*30 c End").unwrap() {
        screen.perform(step);
        assert!(screen.frame().text().contains("event"));
    }
}

//! Every screen as text, at two sizes, and what must hold on all of them.

use ratatui::style::Color;

use super::{CATALOG, Stage};
use keyart::{
    artwork::{ColourDepth, Encoded, PictureId, Priority},
    engine::PolicyName,
    session::{Command, Dial, Input, Mode, SMALLEST, Size},
};

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 36)];

/// Brings the stage to a screen.
type Path = fn(Stage) -> Stage;

/// Every screen by its name.
const SCREENS: [(&str, Path); 25] = [
    ("gate", |stage| stage),
    ("gate-name", |stage| {
        stage.after([Command::AddProfile]).typed("Zoë")
    }),
    ("gate-avatars", |stage| {
        stage.after([Command::ChangeAvatar, Command::Right])
    }),
    ("gate-deletion", |stage| {
        stage.after([Command::DeleteProfile])
    }),
    ("browse", |stage| stage.after([Command::Confirm])),
    ("browse-row", |stage| {
        stage.after([Command::Confirm, Command::Bottom, Command::Right])
    }),
    ("reveal", |stage| {
        stage.after([Command::Confirm, Command::Reveal, Command::Down])
    }),
    ("split", |stage| {
        stage.after([Command::Confirm, Command::Split, Command::Down])
    }),
    ("why", |stage| stage.after([Command::Confirm, Command::Why])),
    ("why-new", |stage| {
        stage.after([Command::Profile(2), Command::Down, Command::Why])
    }),
    ("variety", |stage| {
        stage.after([Command::Confirm, Command::Down, Command::MoreVariety])
    }),
    ("mood", |stage| {
        stage.after([Command::Profile(2), Command::Reveal, Command::NextMood])
    }),
    ("tuning", |stage| {
        stage.after([Command::Confirm, Command::Tune]).after([
            Command::Right,
            Command::Right,
            Command::Down,
            Command::Right,
        ])
    }),
    ("changes-none", |stage| {
        stage.after([Command::Confirm, Command::Changes])
    }),
    ("changes", |stage| {
        changed(stage.after([Command::Profile(2)])).after([Command::Changes, Command::Down])
    }),
    ("insights-none", |stage| {
        stage.after([Command::Confirm, Command::Insights])
    }),
    ("insights", |stage| {
        watched(stage.after([Command::Confirm])).after([Command::Insights])
    }),
    ("insights-artwork", |stage| {
        let turns = if stage.state.size.rows < 34 { 2 } else { 1 };
        let stage = watched(stage.after([Command::Confirm])).after([Command::Insights]);
        stage.after(vec![Command::Right; turns])
    }),
    ("insights-evidence", |stage| {
        let stage = watched(stage.after([Command::Confirm])).after([Command::Insights]);
        stage.after([Command::Left])
    }),
    ("detail", |stage| {
        stage.after([
            Command::Confirm,
            Command::Down,
            Command::Confirm,
            Command::Right,
        ])
    }),
    ("playing", |stage| {
        stage
            .after([Command::Profile(1), Command::Confirm, Command::Confirm])
            .later(1_200)
    }),
    ("search", |stage| {
        stage.after([Command::Confirm, Command::Search]).typed("or")
    }),
    ("search-nothing", |stage| {
        stage
            .after([Command::Confirm, Command::Search])
            .typed("zzz")
    }),
    ("help", |stage| {
        stage.after([Command::Confirm, Command::Help])
    }),
    ("trouble", |mut stage| {
        stage.tell(Input::Storage {
            trouble: Some("the disk is full".into()),
        });
        stage.after([Command::Confirm, Command::MyList])
    }),
];

/// Looks at the page of two profiles, and plays a film on each.
fn watched(mut stage: Stage) -> Stage {
    for profile in 0..2 {
        stage = stage.after([Command::Profile(profile)]);
        for command in [Command::Down, Command::Right, Command::Confirm] {
            stage.tell(Input::Shown);
            stage = stage.later(1_000).after([command]);
        }
        stage = stage.after([Command::Confirm]).later(6_000);
        stage = stage.after([Command::Back, Command::Back]);
        stage.tell(Input::Shown);
    }
    stage.later(5_000)
}

/// Turns the mood round, an hour at each, while somebody looks at the page.
fn changed(mut stage: Stage) -> Stage {
    for _ in 0..7 {
        stage.tell(Input::Shown);
        stage = stage.later(3_600_000).after([Command::NextMood]);
    }
    stage.tell(Input::Shown);
    stage.later(5_000)
}

#[test]
fn the_list_of_changes_scrolls_with_its_focus_to_its_end() {
    let mut stage = changed(Stage::new(80, 24).after([Command::Profile(2)]));
    let all = stage.state.changes().len();
    assert!(all > 5, "{all}");
    stage = stage.after([Command::Changes]);
    assert!(stage.text().contains(&format!("1–4 of {all}")));
    stage = stage.after(vec![Command::Down; all + 3]);
    assert!(
        stage
            .text()
            .contains(&format!("{}–{all} of {all}", all - 3))
    );
    stage = stage.after([Command::Up]).after(vec![Command::Up; 4]);
    let focused = stage.text().lines().filter(|it| it.contains('▶')).count();
    assert_eq!(focused, 1);
    stage = stage.after([Command::Top]);
    assert!(stage.text().contains(&format!("1–4 of {all}")));
}

#[test]
fn every_setting_and_its_meaning_is_whole_on_the_smallest_screens() {
    for (columns, rows) in [(60, 20), (80, 24), (100, 30)] {
        let stage = Stage::new(columns, rows).after([Command::Confirm, Command::Tune]);
        let text = stage.text();
        for dial in Dial::ALL {
            let value = dial.value(stage.state.tuning());
            for part in [dial.name(), dial.meaning(), &value] {
                assert!(text.contains(part), "{part} at {columns}×{rows}:\n{text}");
            }
        }
        assert!(text.contains("shows which pictures changed: none so far."));
    }
}

#[test]
fn every_screen_looks_like_its_picture() {
    for (columns, rows) in SIZES {
        for (name, path) in SCREENS {
            let stage = path(Stage::new(columns, rows));
            insta::assert_snapshot!(format!("{name}-{columns}x{rows}"), stage.text());
        }
    }
}

#[test]
fn no_screen_breaks_at_any_size() {
    for (name, path) in SCREENS {
        for (columns, rows) in [
            (1, 1),
            (59, 20),
            (60, 20),
            (61, 21),
            (99, 50),
            (200, 60),
            (300, 30),
        ] {
            let stage = path(Stage::new(columns, rows));
            let (buffer, _) = stage.drawn();
            let small = columns < SMALLEST.columns || rows < SMALLEST.rows;
            let text = stage.text();
            assert!(
                small || text.lines().next_back() != Some(""),
                "{name}: {text}"
            );
            assert_eq!((buffer.area.width, buffer.area.height), (columns, rows));
        }
    }
}

#[test]
fn no_screen_breaks_while_the_terminal_changes_its_size() {
    let sizes = [(1, 1), (60, 20), (61, 40), (120, 36), (300, 21)];
    for (name, path) in SCREENS {
        for (columns, rows) in sizes {
            let stage = path(Stage::new(columns, rows));
            for (columns, rows) in sizes {
                let (buffer, _) = stage.drawn_in(Size { columns, rows });
                assert_eq!(buffer.area.width, columns, "{name}");
            }
        }
    }
}

#[test]
fn a_screen_that_is_too_small_says_so() {
    let text = Stage::new(50, 15).text().replace('\n', " ");
    assert!(text.contains("keyart needs 60×20 cells"), "{text}");
    assert!(text.contains("50×15"), "{text}");
}

#[test]
fn without_colours_no_cell_has_one() {
    for (name, path) in SCREENS {
        let stage = path(Stage::new(100, 30)).with_depth(ColourDepth::Monochrome);
        let (buffer, _) = stage.drawn();
        for cell in buffer.content() {
            assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset), "{name}");
        }
    }
}

#[test]
fn drawing_twice_gives_the_same() {
    for (name, path) in SCREENS {
        let stage = path(Stage::new(100, 30));
        assert_eq!(stage.drawn(), stage.drawn(), "{name}");
    }
}

#[test]
fn visible_pictures_are_wanted_before_those_to_come() {
    let stage = Stage::new(100, 30).after([Command::Confirm, Command::Down]);
    let (_, wants) = stage.drawn();
    let placed = stage
        .state
        .layout()
        .placed(stage.state.browse.as_ref().unwrap());
    let visible = wants
        .iter()
        .take_while(|want| want.priority == Priority::Visible)
        .count();
    assert_eq!(visible, placed.len());
    for (want, placed) in wants.iter().zip(&placed) {
        assert_eq!(want.key.columns, placed.area.width);
        assert_eq!(want.key.rows, placed.rows, "also of what is cut");
    }
    assert!(
        wants[visible..]
            .iter()
            .all(|want| want.priority == Priority::Next)
    );
}

#[test]
fn a_broken_picture_says_why() {
    let mut stage = Stage::new(100, 30).after([Command::Confirm]);
    let (_, wants) = stage.drawn();
    let key = wants[0].key.clone();
    assert!(matches!(key.picture, PictureId::Artwork { .. }));
    let broken = Encoded::Broken("the file is empty".to_owned());
    stage.pictures.insert(key, broken, None);
    assert!(stage.text().contains("✗ the file is empty"));
}

#[test]
fn policies_that_do_not_score_say_what_they_do() {
    let why = |policy| {
        Stage::of(CATALOG, ["A", "B", "C"], policy, (120, 36))
            .after([Command::Confirm, Command::Why])
            .text()
    };
    assert!(why(PolicyName::Uniform).contains("by lot"));
    assert!(why(PolicyName::Fixed).contains("shows everyone the"));
    assert!(why(PolicyName::BestArtwork).contains("because of how this title"));
    assert!(why(PolicyName::Ucb1).contains("of this title's pictures"));
    assert!(why(PolicyName::Content).contains("match with the taste"));
    assert!(!why(PolicyName::Fixed).contains("What made up its score"));
}

#[test]
fn scrolled_help_reaches_its_end() {
    let mut stage = Stage::new(80, 24).after([Command::Confirm, Command::Help]);
    stage = stage.after([Command::PageDown; 30]);
    assert_eq!(stage.state.mode(), Mode::Help);
    assert!(stage.text().contains("keyart --help"));
}

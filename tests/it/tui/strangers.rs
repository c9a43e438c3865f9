//! Names from outside: wide, joined, combining, right to left, and hostile.

use unicode_general_category::{GeneralCategory, get_general_category};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::{CATALOG, Stage};
use keyart::{engine::PolicyName, session::Command};

const NAMES: [&str; 6] = [
    "東京ラブストーリー：最後の夜の長い長い題名",
    "👩‍🚀 Rocket 👨‍👩‍👧‍👦 family 🇳🇴",
    "Z͑͗̀́a̎̅l͌̎g̀́o̎ n̎́i̎ght",
    "שלום עולם والعالم",
    "plain",
    "é́́́́́́ ｗｉｄｅ ①②",
];

/// A catalog whose titles have these names, made hostile by characters that steer terminals.
fn catalog() -> String {
    let own = CATALOG
        .lines()
        .filter_map(|line| line.strip_prefix("name = "));
    own.zip(NAMES)
        .fold(CATALOG.to_owned(), |text, (own, name)| {
            text.replace(own, &format!("\"{name}\""))
        })
}

fn stage(columns: u16) -> Stage {
    let names = ["名前はとても長い名前です", "Ж\u{202e}evil\u{1b}[31m", "🧑🏽‍🎤"];
    Stage::of(&catalog(), names, PolicyName::LinTs, (columns, 36))
}

const PATHS: [&[Command]; 9] = [
    &[],
    &[Command::Confirm],
    &[Command::Confirm, Command::Reveal, Command::Split],
    &[Command::Confirm, Command::Why],
    &[Command::Confirm, Command::Confirm],
    &[Command::Confirm, Command::Search],
    &[Command::Confirm, Command::MyList],
    &[Command::Confirm, Command::NextMood, Command::Tune],
    &[Command::Confirm, Command::Changes],
];

fn columns(symbol: &str) -> u16 {
    u16::try_from(symbol.width()).unwrap()
}

#[test]
fn no_cell_holds_a_character_that_steers() {
    for path in PATHS {
        for columns in [60, 97, 120] {
            let (buffer, _) = stage(columns).after(path.iter().copied()).drawn();
            for character in buffer
                .content()
                .iter()
                .flat_map(|cell| cell.symbol().chars())
            {
                let joins = matches!(character, '\u{200d}' | '\u{fe0f}');
                let category = get_general_category(character);
                let steers = matches!(category, GeneralCategory::Control | GeneralCategory::Format);
                assert!(joins || !steers, "{character:?} after {path:?}");
            }
        }
    }
}

#[test]
fn every_grapheme_has_the_cells_that_it_takes() {
    for path in PATHS {
        let (buffer, _) = stage(97).after(path.iter().copied()).drawn();
        for row in buffer.area.rows() {
            let mut free = row.x;
            for position in row.columns() {
                let cell = &buffer[(position.x, position.y)];
                if position.x < free {
                    assert_eq!(
                        cell.symbol(),
                        " ",
                        "covered by its neighbour after {path:?}"
                    );
                    continue;
                }
                assert_eq!(cell.symbol().graphemes(true).count(), 1);
                free = position.x + columns(cell.symbol());
                assert!(free <= row.right(), "{:?} sticks out", cell.symbol());
            }
        }
    }
}

#[test]
fn a_typed_query_cannot_steer_either() {
    let stage = stage(80)
        .after([Command::Confirm, Command::Search])
        .typed("a\u{202e}b\u{1b}[2J");
    assert!(stage.text().contains("ab[2J"));
}

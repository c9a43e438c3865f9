//! The page as it was, with what had become of each picture by then.

use ratatui::layout::Rect;

use super::names;
use crate::{
    artwork::PictureId,
    catalog::ArtworkId,
    session::{Fate, Hung, Replay, Seen, State},
    tui::{
        Role, Scene,
        scene::{Part, rect},
        widgets::frame,
        wording,
    },
};

/// Draws the strips of the page in `area`.
pub(super) fn draw(scene: &mut Scene<'_>, state: &State, replay: &Replay, area: Rect) {
    let hung = replay.hung(state.size);
    if hung.is_empty() {
        draw_nothing(scene, area);
        return;
    }
    let selected = replay.selected();
    for strip in &hung {
        draw_heading(scene, strip);
        for gap in strip.gaps.iter().copied().map(rect) {
            scene.fill(gap, Role::Empty);
            // A title that stands in two rows is one impression.
            scene.paragraph(
                gap,
                "no impression: seen in another row, or not at all",
                Role::Muted,
            );
        }
        for (place, area) in &strip.pictures {
            let focused = selected == Some(*place);
            draw_picture(scene, state, replay, (*place, focused), strip, rect(*area));
        }
    }
}

fn draw_nothing(scene: &mut Scene<'_>, area: Rect) {
    let line = |below: u16| Rect {
        y: area.y + area.height / 3 + below,
        height: u16::from(area.height / 3 + below < area.height),
        ..area
    };
    let said = "Nothing was on the screen yet.";
    scene.line_centred(line(0), &[(said.to_owned(), Role::Strong)]);
    let advice = "→ goes on, Space plays.";
    scene.line_centred(line(1), &[(advice.to_owned(), Role::Muted)]);
}

fn draw_heading(scene: &mut Scene<'_>, hung: &Hung) {
    let area = rect(hung.area);
    let line = Rect {
        x: area.x + 2,
        width: area.width.saturating_sub(4),
        height: 1,
        ..area
    };
    let (before, after) = hung.goes_on;
    let mark = |goes_on, mark: &str| {
        let mark = if goes_on { mark } else { "" };
        (mark.to_owned(), Role::Accent)
    };
    let parts = [
        mark(before, "‹ "),
        (hung.strip.label(), Role::Strong),
        mark(after, " ›"),
    ];
    scene.line(line, &parts);
}

/// Draws an impression: its picture, its title and what had become of it.
fn draw_picture(
    scene: &mut Scene<'_>,
    state: &State,
    replay: &Replay,
    (place, focused): (usize, bool),
    hung: &Hung,
    area: Rect,
) {
    let seen = replay.seen(place);
    let names = names(state);
    let artwork = &replay.arms(place)[seen.chosen].artwork;
    draw_artwork(scene, state, seen, artwork, area, hung.picture.rows);
    if focused {
        frame(scene, area);
    }
    let end = hung.area.y + hung.area.height;
    let line = |below: u16| {
        let y = area.y + hung.picture.rows + below;
        Rect {
            y,
            height: u16::from(y < end),
            ..area
        }
    };
    let name = names.title(&seen.title);
    let name = if focused {
        (format!("▶ {name}"), Role::Selected)
    } else {
        (name.to_owned(), Role::Text)
    };
    scene.line(line(0), &[name]);
    scene.line(line(1), &[fate(replay.fate(place))]);
    scene.line(line(2), &other(replay, place));
}

/// Draws an artwork, or its ids where the catalog lacks it by now.
fn draw_artwork(
    scene: &mut Scene<'_>,
    state: &State,
    seen: &Seen,
    artwork: &ArtworkId,
    area: Rect,
    rows: u16,
) {
    let title = state.catalog.find(&seen.title);
    let known = title.and_then(|title| {
        let artwork = state.catalog[title].artwork_index(artwork)?;
        Some(PictureId::Artwork { title, artwork })
    });
    match known {
        Some(picture) => scene.picture(area, rows, picture, artwork.as_str()),
        None => {
            scene.fill(area, Role::Empty);
            let ids = format!("{} / {artwork}", seen.title);
            scene.paragraph(area, &ids, Role::Muted);
        }
    }
}

/// What had become of an impression, as a mark and a word.
fn fate(fate: Fate) -> Part {
    let word = fate.word();
    match fate {
        Fate::Pending => (format!("… {word}"), Role::Muted),
        Fate::Played { fraction } => (
            format!("✓ {word} {:.0} %", fraction * 100.0),
            Role::Positive,
        ),
        Fate::Opened => (format!("○ {word}"), Role::Accent),
        Fate::Skipped => (format!("✗ {word}"), Role::Negative),
        Fate::Nothing => (format!("· {word}"), Role::Muted),
        Fate::Withdrawn => (format!("− {word}"), Role::Muted),
    }
}

/// What the policy compared with would have shown instead.
fn other(replay: &Replay, place: usize) -> Vec<Part> {
    let chosen = replay.seen(place).chosen;
    match replay.given(place) {
        None => Vec::new(),
        Some(Err(_)) => vec![("?".to_owned(), Role::Muted)],
        Some(Ok(given)) => {
            let chance = wording::chance(given.probabilities[given.likely]);
            if given.likely == chosen {
                return vec![(format!("= same {chance}"), Role::Muted)];
            }
            let other = &replay.arms(place)[given.likely].artwork;
            vec![
                ("≠ ".to_owned(), Role::Difference),
                (format!("{other} {chance}"), Role::Text),
            ]
        }
    }
}

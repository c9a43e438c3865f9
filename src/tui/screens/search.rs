//! Search as you type.

use ratatui::layout::Rect;

use crate::{
    catalog::Canvas,
    session::{Search, State},
    text::Text,
    tui::{
        Role, Scene,
        scene::rect,
        widgets::{Tile, draw_tile, field},
        wording,
    },
};

/// Draws the field and what was found.
pub(in crate::tui) fn draw(scene: &mut Scene<'_>, state: &State, search: &Search) {
    let body = rect(state.layout().body);
    let line = Rect {
        x: body.x + 2,
        width: scene.area().width.saturating_sub(4),
        height: 1,
        ..body
    };
    let found = wording::count(search.results.len(), "title", "titles");
    let taken = scene.line_right(line, &[(found, Role::Muted)]);
    let room = Rect {
        width: line.width.saturating_sub(taken + 2),
        ..line
    };
    field(scene, room, "Search  ", &search.query);
    let rule = Rect {
        y: line.y + 1,
        ..line
    };
    scene.write(rule, &"─".repeat(usize::from(rule.width)), Role::Edge);
    if search.results.is_empty() {
        draw_nothing(scene, search, line);
    } else {
        draw_results(scene, state, search, body.bottom());
    }
}

fn draw_results(scene: &mut Scene<'_>, state: &State, search: &Search, end: u16) {
    let Some(browse) = &state.browse else { return };
    let areas = state.result_areas(search);
    for (place, (area, title)) in areas.into_iter().zip(&search.results).enumerate() {
        let Some(area) = area.map(rect) else { continue };
        let facts = format!(
            "{} · {}",
            state.catalog[*title].year,
            wording::list(&state.catalog[*title].genres)
        );
        let tile = Tile {
            viewer: state.active(),
            title: *title,
            artwork: Some(state.artwork(&browse.profile, *title, Canvas::Tile)),
            area,
            rows: area.height,
            focused: place == search.focus,
            note: vec![(facts, Role::Muted)],
        };
        draw_tile(scene, state, &tile, end);
    }
}

fn draw_nothing(scene: &mut Scene<'_>, search: &Search, line: Rect) {
    let first = Rect {
        y: line.y + 4,
        ..line
    };
    let said = if search.query.trim().is_empty() {
        "This profile may see none of the titles.".to_owned()
    } else {
        let query = Text::new(search.query.trim());
        format!("Nothing is called “{}”.", query.fit(30))
    };
    scene.line_centred(first, &[(said, Role::Strong)]);
    let second = Rect {
        y: line.y + 5,
        ..line
    };
    let advice = "Try a genre, a name from the cast, or fewer letters. Esc goes back.";
    scene.line_centred(second, &[(advice.to_owned(), Role::Muted)]);
}

//! A row of titles.

use ratatui::layout::Rect;

use super::{half::Half, reveal};
use crate::{
    session::{Band, Browse, Placed, State},
    tui::{
        Role, Scene,
        scene::Part,
        widgets::{Tile, draw_tile},
    },
};

/// Draws row `index` in its band.
pub(super) fn draw(
    scene: &mut Scene<'_>,
    state: &State,
    browse: &Browse,
    half: &Half<'_>,
    index: usize,
    band: Band,
) {
    let body = half.body();
    let area = Rect {
        y: band.area.y,
        height: band.area.height,
        ..body
    };
    draw_heading(scene, state, browse, half, index, area);
    let placed = half.layout.placed(browse);
    for placed in placed
        .iter()
        .filter(|placed| placed.focus.band == index + 1)
    {
        let tile = Tile {
            viewer: state.profiles.get(half.profile),
            title: placed.title,
            artwork: half
                .admitted(state, placed.title)
                .map(|_| half.artwork(state, placed)),
            area: half.place(placed),
            rows: placed.rows,
            focused: placed.focus == browse.focus,
            note: note(state, browse, half, placed),
        };
        draw_tile(scene, state, &tile, area.bottom());
    }
    draw_continuation(scene, browse, half, index, area);
}

fn note(state: &State, browse: &Browse, half: &Half<'_>, placed: &Placed) -> Vec<Part> {
    let mut note = Vec::new();
    if half.admitted(state, placed.title).is_none() {
        return vec![("not for this profile".to_owned(), Role::Muted)];
    }
    if half.has_just_changed(state, browse, placed) {
        note.extend(reveal::change(browse));
    }
    if half.differs(state, placed) {
        let title = &state.catalog[placed.title];
        let artwork = &title.artwork[half.artwork(state, placed)];
        note.push(("≠ ".to_owned(), Role::Difference));
        if !browse.reveal {
            note.push((artwork.id.to_string(), Role::Muted));
        }
    }
    if browse.reveal {
        note.extend(reveal::note(state, half.profile, placed));
    }
    note
}

fn draw_heading(
    scene: &mut Scene<'_>,
    state: &State,
    browse: &Browse,
    half: &Half<'_>,
    index: usize,
    area: Rect,
) {
    let line = Rect {
        x: area.x + 2,
        width: area.width.saturating_sub(4),
        height: 1,
        ..area
    };
    let row = &browse.page.rows[index];
    let (first, all) = (browse.first[index], row.titles.len());
    let last = (first + half.layout.tiles).min(all);
    let mut taken = 0;
    if all > half.layout.tiles {
        let place = format!("{}–{last} of {all}", first + 1);
        taken = scene.line_right(line, &[(place, Role::Muted)]) + 1;
    }
    let room = Rect {
        width: line.width.saturating_sub(taken),
        ..line
    };
    let focused = browse.focus.band == index + 1;
    let role = if focused { Role::Accent } else { Role::Strong };
    scene.write(room, &row.heading.label(&state.catalog), role);
}

/// Marks at the sides where the row goes on.
fn draw_continuation(
    scene: &mut Scene<'_>,
    browse: &Browse,
    half: &Half<'_>,
    index: usize,
    area: Rect,
) {
    let y = area.y + 1 + half.layout.tile.rows / 2;
    if y >= area.bottom() {
        return;
    }
    let first = browse.first[index];
    if first > 0 {
        scene.write(Rect::new(area.x, y, 1, 1), "‹", Role::Accent);
    }
    if first + half.layout.tiles < browse.page.rows[index].titles.len() {
        scene.write(Rect::new(area.right() - 1, y, 1, 1), "›", Role::Accent);
    }
}

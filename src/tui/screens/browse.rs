//! The page of a profile: the billboard and the rows, once or beside another profile's.

mod billboard;
mod half;
mod reveal;
mod row;

use ratatui::layout::Rect;

use crate::{
    artwork::PictureId,
    session::{Browse, State},
    tui::{Role, Scene},
};
use half::Half;

/// Draws the page.
pub(in crate::tui) fn draw(scene: &mut Scene<'_>, state: &State, browse: &Browse) {
    let layout = state.layout();
    let own = Half::of(&browse.profile, 0, layout);
    match &browse.split {
        None => draw_half(scene, state, browse, &own),
        Some(other) => {
            let other = Half::of(other, layout.body.width, layout);
            let differing = half::differing(state, browse, own.profile, other.profile);
            let own = own.compared_with(other.profile);
            let other = other.compared_with(&browse.profile);
            half::draw_divider(scene, &layout);
            for half in [own, other] {
                draw_half(scene, state, browse, &half);
                half::draw_header(scene, state, &half, differing);
            }
        }
    }
    if browse.page.rows.is_empty() && browse.page.billboard.is_none() {
        let area = Rect {
            y: 4,
            height: 2,
            ..scene.area()
        };
        let message = "Nothing in this catalog is for this profile. Press p for another one.";
        scene.line_centred(area, &[(message.to_owned(), Role::Text)]);
    }
    prefetch(scene, state, browse);
}

fn draw_half(scene: &mut Scene<'_>, state: &State, browse: &Browse, half: &Half<'_>) {
    for band in half.layout.bands(&browse.page, browse.top) {
        match band.index.checked_sub(1) {
            None => billboard::draw(scene, state, browse, half),
            Some(index) => row::draw(scene, state, browse, half, index, band),
        }
    }
}

/// Wants what one key press would show: the neighbours of the row that has the focus, and the
/// row below the last one on the screen.
fn prefetch(scene: &mut Scene<'_>, state: &State, browse: &Browse) {
    let layout = state.layout();
    let tile = layout.tile;
    let last = layout
        .bands(&browse.page, browse.top)
        .last()
        .map_or(0, |band| band.index);
    let focused = browse.focus.band.checked_sub(1);
    let beside = focused.into_iter().flat_map(|row| {
        let first = browse.first[row];
        let titles = &browse.page.rows[row].titles;
        let after = titles.iter().skip(first + layout.tiles).take(2);
        let before = titles[..first].iter().rev().take(1);
        after.chain(before).copied().collect::<Vec<_>>()
    });
    let below = browse.page.rows.get(last).into_iter().flat_map(|row| {
        let first = browse.first[last];
        row.titles.iter().skip(first).take(layout.tiles).copied()
    });
    let wanted: Vec<_> = beside.chain(below).collect();
    for title in wanted {
        let artwork = state.artwork(&browse.profile, title, crate::catalog::Canvas::Tile);
        scene.prefetch(
            tile.columns,
            tile.rows,
            PictureId::Artwork { title, artwork },
        );
    }
}

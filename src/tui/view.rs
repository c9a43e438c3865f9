//! The whole screen as a function of the state.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    artwork::{PictureCache, Want},
    session::{Layer, SMALLEST, State},
    tui::{
        Role, Scene, Theme, screens,
        widgets::{hint_bar, top_bar},
    },
};

/// Draws `state` into `buffer`. Returns all pictures that the screen shows, ready or not, and
/// after them those that it will probably show next.
///
/// Nothing is changed by drawing: the same state, pictures and theme give the same cells.
#[must_use]
pub fn view(
    state: &State,
    pictures: &PictureCache,
    theme: &Theme,
    buffer: &mut Buffer,
) -> Vec<Want> {
    let mut scene = Scene::new(buffer, pictures, theme);
    let area = scene.area();
    // While the terminal changes its size, the state may still be arranged for another one.
    let columns = area.width.min(state.size.columns);
    let rows = area.height.min(state.size.rows);
    if columns < SMALLEST.columns || rows < SMALLEST.rows {
        draw_too_small(&mut scene);
    } else {
        draw(&mut scene, state);
    }
    let mut wants = scene.into_wants();
    wants.sort_by_key(|want| want.priority);
    wants
}

fn draw(scene: &mut Scene<'_>, state: &State) {
    let fills = |layer: &Layer| {
        !matches!(
            layer,
            Layer::Why(..) | Layer::Tuning(_) | Layer::Help { .. }
        )
    };
    let lowest = state.layers.iter().rposition(fills);
    // A replay has a line of its own there.
    if state.replay().is_none() {
        top_bar(scene, state);
    }
    if let (None, Some(browse)) = (lowest, &state.browse) {
        screens::browse::draw(scene, state, browse);
    }
    for layer in &state.layers[lowest.unwrap_or(0)..] {
        match layer {
            Layer::Gate(gate) => screens::gate::draw(scene, state, gate),
            Layer::Search(search) => screens::search::draw(scene, state, search),
            Layer::Detail(detail) => screens::detail::draw(scene, state, detail),
            Layer::Playing(playback) => screens::playing::draw(scene, state, playback),
            Layer::Why(title, canvas) => screens::why::draw(scene, state, *title, *canvas),
            Layer::Tuning(dial) => screens::tuning::draw(scene, state, *dial),
            Layer::Changes(focus) => screens::changes::draw(scene, state, *focus),
            Layer::Insights(reading) => screens::insights::draw(scene, state, *reading),
            Layer::Replay(replay) => screens::replay::draw(scene, state, replay),
            Layer::Help { scroll, over } => screens::help::draw(scene, *scroll, *over),
        }
    }
    hint_bar(scene, state);
}

fn draw_too_small(scene: &mut Scene<'_>) {
    let Rect { width, height, .. } = scene.area();
    let message = format!(
        "keyart needs {}×{} cells; this terminal has {width}×{height}. \
         Make it larger, or use `keyart select`.",
        SMALLEST.columns, SMALLEST.rows
    );
    let area = scene.area();
    let inner = Rect {
        x: area.x + u16::from(width > 10),
        width: width.saturating_sub(2 * u16::from(width > 10)),
        y: area.y + height / 3,
        height: height - height / 3,
    };
    scene.paragraph(inner, &message, Role::Strong);
}

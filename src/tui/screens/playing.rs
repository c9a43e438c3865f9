//! A film being played.

use ratatui::layout::Rect;

use crate::{
    artwork::PictureId,
    session::{ABANDONED_BELOW, Playback, State},
    tui::{
        Role, Scene,
        scene::{Part, picture_rows},
        widgets::gauge,
        wording,
    },
};

/// Lines below the picture.
const TEXT: u16 = 5;

/// Draws the artwork as large as it fits, and how far the film is.
pub(in crate::tui) fn draw(scene: &mut Scene<'_>, state: &State, playback: &Playback) {
    let screen = scene.area();
    let title = &state.catalog[playback.title];
    let room = screen.height.saturating_sub(2 + TEXT).max(1);
    let columns = (room * 32 / 9).min(screen.width.saturating_sub(4)).max(1);
    let rows = picture_rows(columns).min(room);
    let picture = Rect {
        x: (screen.width - columns) / 2,
        y: 1 + (room - rows) / 2,
        width: columns,
        height: rows,
    };
    let id = PictureId::Artwork {
        title: playback.title,
        artwork: playback.artwork,
    };
    scene.picture(picture, rows, id, &title.name);
    let line = |below: u16| Rect {
        x: picture.x,
        y: picture.bottom() + below,
        width: picture.width,
        height: 1,
    };
    let minutes = format!(
        "{} of {}",
        wording::length(playback.minute(title, state.now)),
        wording::length(title.runtime)
    );
    let taken = scene.line_right(line(1), &[(minutes, Role::Text)]);
    let name = Rect {
        width: line(1).width.saturating_sub(taken + 1),
        ..line(1)
    };
    scene.line(
        name,
        &[
            ("▶ ".to_owned(), Role::Progress),
            (title.name.to_string(), Role::Strong),
        ],
    );
    gauge(scene, line(2), playback.position(state.now), Role::Progress);
    scene.line(line(3), &[verdict(playback.watched(state.now))]);
    let note = "Simulated: the film runs many times faster than life.";
    scene.write(line(4), note, Role::Muted);
}

/// What stopping now would say about the title, of whose rest this fraction has been watched.
fn verdict(fraction: f64) -> Part {
    let limit = ABANDONED_BELOW * 100.0;
    if fraction < ABANDONED_BELOW {
        let text = format!("Esc stops: before {limit:.0} % that counts as abandoned.");
        (text, Role::Negative)
    } else {
        let text = format!("✓ Beyond {limit:.0} %: this counts as a quality play. Esc stops.");
        (text, Role::Positive)
    }
}

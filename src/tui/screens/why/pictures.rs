//! The chosen picture beside the watched titles that weighed most.

use ratatui::layout::Rect;

use super::Case;
use crate::{
    artwork::PictureId,
    tui::{Role, Scene, scene::picture_rows},
};

/// Cells between two pictures.
const GAP: u16 = 2;

/// Draws the pictures and what they are; returns the lines used.
pub(super) fn draw(scene: &mut Scene<'_>, case: &Case<'_>, area: Rect) -> u16 {
    let catalog = &case.state.catalog;
    let chosen = case.explanation.candidates[case.explanation.chosen].artwork;
    let carriers = &case.explanation.carriers;
    // The chosen one has twice the width of the others, which stand as three beside it.
    let small = (area.width.saturating_sub(3 * GAP) / 5).clamp(8, 22);
    let large = 2 * small;
    let rows = picture_rows(large);
    if area.height < rows + 2 {
        return 0;
    }
    let picture = |title, artwork| PictureId::Artwork { title, artwork };
    let place = Rect::new(area.x, area.y, large, rows);
    let artwork = &catalog[case.title].artwork[chosen];
    scene.picture(
        place,
        rows,
        picture(case.title, chosen),
        artwork.id.as_str(),
    );
    let caption = Rect::new(area.x, place.bottom(), large, 1);
    scene.line(
        caption,
        &[
            ("● ".to_owned(), Role::Accent),
            (artwork.id.to_string(), Role::Strong),
            (format!(" · {}", case.canvas), Role::Muted),
        ],
    );
    let left = place.right() + GAP;
    let heading = Rect::new(left, area.y, area.right().saturating_sub(left), 1);
    let said = if carriers.is_empty() {
        "No watched title in its favour."
    } else {
        "Watched titles in its favour:"
    };
    scene.write(heading, said, Role::Muted);
    let small_rows = picture_rows(small);
    for (place, carrier) in (0..).zip(carriers) {
        let title = &catalog[carrier.title];
        let x = left + place * (small + GAP);
        let spot = Rect::new(x, area.y + 1, small, small_rows);
        let id = picture(carrier.title, title.default_artwork);
        scene.picture(spot, small_rows, id, &title.name);
        let line = |below| Rect::new(x, spot.bottom() + below, small, 1);
        scene.write(line(0), &title.name, Role::Text);
        scene.write(line(1), &format!("{:+.3}", carrier.amount), Role::Positive);
    }
    rows.max(small_rows + 2) + 1
}

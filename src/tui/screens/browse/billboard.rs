//! The title recommended most, at the top of the page.

use ratatui::layout::Rect;

use super::{half::Half, reveal};
use crate::{
    artwork::PictureId,
    catalog::{Canvas, Title},
    session::{Browse, Placed, State},
    tui::{
        Role, Scene,
        scene::Part,
        widgets::{frame, gauge, opinion},
        wording,
        wrap::wrap,
    },
};

/// Draws the picture at the right and what it is about at the left.
pub(super) fn draw(scene: &mut Scene<'_>, state: &State, browse: &Browse, half: &Half<'_>) {
    let placed = half.layout.placed(browse);
    let Some(placed) = placed
        .iter()
        .find(|placed| placed.canvas == Canvas::Billboard)
    else {
        return;
    };
    let title = &state.catalog[placed.title];
    let area = half.place(placed);
    let focused = placed.focus == browse.focus;
    if half.admitted(state, placed.title).is_some() {
        let picture = PictureId::Artwork {
            title: placed.title,
            artwork: half.artwork(state, placed),
        };
        scene.picture(area, placed.rows, picture, &title.name);
    } else {
        scene.refusal(area, wording::maturity(title.maturity));
    }
    if focused {
        frame(scene, area);
    }
    let body = half.body();
    let text = Rect {
        x: body.x + 2,
        y: area.y,
        width: area.x.saturating_sub(body.x + 2 + 3),
        height: placed.rows,
    };
    let text = draw_name(scene, title, text, focused);
    let last = Rect {
        y: text.bottom().saturating_sub(1),
        height: 1.min(text.height),
        ..text
    };
    let status = status(state, browse, half, placed);
    scene.line(last, &status);
    let above = Rect {
        height: text.height.saturating_sub(1),
        ..text
    };
    let used = scene.paragraph(above, &title.description.synopsis, Role::Text);
    let used = used + draw_cast(scene, title, above, used);
    draw_progress(scene, state, placed, above, used);
}

/// Draws name and facts; returns what is left of `area`.
fn draw_name(scene: &mut Scene<'_>, title: &Title, area: Rect, focused: bool) -> Rect {
    // A large screen has room for air and for a name on two lines.
    let (air, lines) = if area.height >= 10 { (1, 2) } else { (0, 1) };
    let (mark, role) = if focused {
        ("▶ ", Role::Accent)
    } else {
        ("", Role::Strong)
    };
    let mut y = area.y + air;
    let row = |y| Rect {
        y,
        height: 1,
        ..area
    };
    for line in wrap(&format!("{mark}{}", title.name), area.width, lines) {
        scene.write(row(y), &line, role);
        y += 1;
    }
    scene.write(row(y), &wording::facts(title), Role::Muted);
    y += 1 + air;
    Rect {
        y,
        height: area.bottom().saturating_sub(y),
        ..area
    }
}

/// Draws the leads below the synopsis if there is air; returns the lines used.
fn draw_cast(scene: &mut Scene<'_>, title: &Title, area: Rect, used: u16) -> u16 {
    if title.cast.is_empty() || area.height < used + 4 {
        return 0;
    }
    let line = Rect {
        y: area.y + used + 1,
        height: 1,
        ..area
    };
    let cast = format!("With {}.", wording::list(&title.cast));
    scene.write(line, &cast, Role::Muted);
    2
}

fn draw_progress(scene: &mut Scene<'_>, state: &State, placed: &Placed, area: Rect, used: u16) {
    let room = area.height > used + 1;
    if let Some(fraction) = state.watched(placed.title).filter(|_| room) {
        let line = Rect {
            y: area.y + used + 1,
            width: area.width.min(30),
            height: 1,
            ..area
        };
        gauge(scene, line, fraction, Role::Progress);
    }
}

/// What the profile thinks of the title and what personalisation did; how to open it otherwise.
fn status(state: &State, browse: &Browse, half: &Half<'_>, placed: &Placed) -> Vec<Part> {
    let title = &state.catalog[placed.title];
    let mut parts: Vec<Part> = Vec::new();
    if half.admitted(state, placed.title).is_none() {
        return vec![("not for this profile".to_owned(), Role::Muted)];
    }
    if half.has_just_changed(state, browse, placed) {
        parts.extend(reveal::change(browse));
    }
    if half.differs(state, placed) {
        let artwork = &title.artwork[half.artwork(state, placed)];
        parts.push(("≠ ".to_owned(), Role::Difference));
        if !browse.reveal {
            parts.push((artwork.id.to_string(), Role::Muted));
        }
    }
    if browse.reveal {
        parts.extend(reveal::note(state, half.profile, placed));
    }
    for part in opinion(state.profiles.get(half.profile), &title.id) {
        let gap = if parts.is_empty() { "" } else { "  " };
        parts.push((gap.to_owned(), Role::Text));
        parts.extend(part);
    }
    parts
}

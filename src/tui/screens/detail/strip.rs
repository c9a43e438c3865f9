//! The artwork set in one line of small pictures.

use ratatui::layout::Rect;

use super::{chance, chosen};
use crate::{
    artwork::PictureId,
    session::{Detail, State},
    tui::{
        Role, Scene,
        scene::{Part, rect},
        widgets::frame,
        wording,
    },
};

/// Draws the set at the lower end of the screen; returns its first line.
pub(super) fn draw(scene: &mut Scene<'_>, state: &State, detail: &Detail) -> u16 {
    let title = &state.catalog[detail.title];
    let count = title.artwork.len();
    let areas = state.strip_areas(count, detail.looking_at);
    let top = areas.iter().flatten().map(|area| area.y).min();
    let Some(top) = top else {
        return scene.area().bottom().saturating_sub(1);
    };
    draw_heading(
        scene,
        state,
        detail,
        &areas.iter().map(Option::is_some).collect::<Vec<_>>(),
        top - 1,
    );
    for (artwork, area) in areas.into_iter().enumerate() {
        if let Some(area) = area.map(rect) {
            draw_member(scene, state, detail, artwork, area);
        }
    }
    top - 1
}

fn draw_heading(scene: &mut Scene<'_>, state: &State, detail: &Detail, shown: &[bool], y: u16) {
    let screen = scene.area();
    let line = Rect {
        x: 2,
        y,
        width: screen.width.saturating_sub(4),
        height: 1,
    };
    let pictures = wording::count(shown.len(), "picture", "pictures");
    let name = state.active().map_or("nobody", |profile| &profile.name);
    let choice = match state.decision(detail.title, detail.canvas) {
        Some(_) => format!("   ● chosen for {name} on the {}", detail.canvas),
        None => format!("   chosen anew for {name} on returning to the page"),
    };
    let parts = vec![
        (format!("Artwork set · {pictures}"), Role::Strong),
        (choice, Role::Muted),
    ];
    scene.line(line, &parts);
    let edge = |x, mark: &str, scene: &mut Scene<'_>| {
        scene.write(Rect::new(x, y + 2, 1, 1), mark, Role::Accent);
    };
    if shown.first() == Some(&false) {
        edge(0, "‹", scene);
    }
    if shown.last() == Some(&false) {
        edge(screen.width.saturating_sub(1), "›", scene);
    }
}

fn draw_member(scene: &mut Scene<'_>, state: &State, detail: &Detail, artwork: usize, area: Rect) {
    let title = &state.catalog[detail.title];
    let member = &title.artwork[artwork];
    let picture = PictureId::Artwork {
        title: detail.title,
        artwork,
    };
    scene.picture(area, area.height, picture, member.id.as_str());
    let chosen = chosen(state, detail) == Some(artwork);
    let looked_at = detail.looking_at == artwork;
    let below = |line: u16| Rect {
        y: area.bottom() + line,
        height: 1,
        ..area
    };
    let mark = if chosen { "● " } else { "" };
    if looked_at {
        frame(scene, area);
        let card = Rect {
            x: area.x.saturating_sub(1),
            width: area.width + 2,
            ..below(0)
        };
        scene.fill(card, Role::Selected);
        scene.write(below(0), &format!("{mark}{}", member.id), Role::Selected);
    } else {
        let role = if chosen { Role::Strong } else { Role::Text };
        let parts = [
            (mark.to_owned(), Role::Accent),
            (member.id.to_string(), role),
        ];
        scene.line(below(0), &parts);
    }
    let mut parts: Vec<Part> = vec![chance(state, detail, artwork)];
    if artwork == title.default_artwork {
        parts.push((" default".to_owned(), Role::Muted));
    }
    scene.line(below(1), &parts);
}

//! A title in a row or among results: its picture, its name, and what is known of it.

use ratatui::layout::Rect;

use crate::{
    artwork::PictureId,
    catalog::{TitleId, TitleIndex},
    profiles::{Profile, Thumb},
    session::{State, UNFINISHED},
    tui::{Role, Scene, scene::Part, widgets::gauge, wording},
};

/// What a tile shows.
#[derive(Debug, Clone)]
pub(in crate::tui) struct Tile<'a> {
    /// Whose opinion and progress it shows.
    pub(in crate::tui) viewer: Option<&'a Profile>,
    /// The title.
    pub(in crate::tui) title: TitleIndex,
    /// The place of its picture in the artwork set; `None` if it is not for this viewer.
    pub(in crate::tui) artwork: Option<usize>,
    /// Where the picture is; its upper part, if the tile is cut.
    pub(in crate::tui) area: Rect,
    /// The rows of the whole picture.
    pub(in crate::tui) rows: u16,
    /// Whether it has the focus.
    pub(in crate::tui) focused: bool,
    /// What stands in the line below the name.
    pub(in crate::tui) note: Vec<Part>,
}

/// Draws a tile; what would be below the line `end` is left out. Without a note, the second line
/// shows how far the title was watched.
pub(in crate::tui) fn draw_tile(scene: &mut Scene<'_>, state: &State, tile: &Tile<'_>, end: u16) {
    let title = &state.catalog[tile.title];
    match tile.artwork {
        Some(artwork) => {
            let picture = PictureId::Artwork {
                title: tile.title,
                artwork,
            };
            scene.picture(tile.area, tile.rows, picture, &title.name);
        }
        None => scene.refusal(tile.area, wording::maturity(title.maturity)),
    }
    if tile.focused {
        frame(scene, tile.area);
    }
    let below = tile.area.y + tile.rows;
    if below < end {
        let name = Rect::new(tile.area.x, below, tile.area.width, 1);
        draw_name(scene, state, tile, name);
    }
    if below + 1 < end {
        let line = Rect::new(tile.area.x, below + 1, tile.area.width, 1);
        match watched(tile.viewer, &title.id) {
            _ if !tile.note.is_empty() => scene.line(line, &tile.note),
            Some(fraction) if UNFINISHED.contains(&fraction) => {
                gauge(scene, line, fraction, Role::Progress);
            }
            _ => {}
        }
    }
}

/// How much of a title the profile saw last time, in [0, 1].
fn watched(profile: Option<&Profile>, title: &TitleId) -> Option<f64> {
    let viewings = profile?.history.iter().rev();
    let last = viewings.into_iter().find(|viewing| viewing.title == *title);
    last.map(|viewing| viewing.fraction)
}

/// Bars at both sides of a picture: the free cells there belong to no other tile.
pub(in crate::tui) fn frame(scene: &mut Scene<'_>, area: Rect) {
    for y in area.y..area.bottom() {
        if let Some(x) = area.x.checked_sub(1) {
            scene.write(Rect::new(x, y, 1, 1), "▐", Role::Accent);
        }
        scene.write(Rect::new(area.right(), y, 1, 1), "▌", Role::Accent);
    }
}

fn draw_name(scene: &mut Scene<'_>, state: &State, tile: &Tile<'_>, line: Rect) {
    let name = &state.catalog[tile.title].name;
    let marks = marks(tile.viewer, &state.catalog[tile.title].id);
    if tile.focused {
        let card = Rect {
            x: line.x.saturating_sub(1),
            width: line.width + 2,
            ..line
        };
        scene.fill(card, Role::Selected);
        let parts: Vec<Part> = marks
            .iter()
            .map(|(mark, _)| (mark.clone(), Role::Selected))
            .collect();
        let taken = scene.line_right(line, &parts);
        let room = Rect {
            width: line.width - taken,
            ..line
        };
        scene.write(room, &format!("▶ {name}"), Role::Selected);
    } else {
        let taken = scene.line_right(line, &marks);
        let room = Rect {
            width: line.width - taken,
            ..line
        };
        scene.write(room, name, Role::Text);
    }
}

/// What the profile thinks of a title, as marks: on the list, liked, disliked.
fn marks(profile: Option<&Profile>, title: &TitleId) -> Vec<Part> {
    let opinions = opinion(profile, title).into_iter();
    opinions
        .map(|[(mark, role), _]| (format!(" {mark}"), role))
        .collect()
}

/// What the profile thinks of a title: a mark and its meaning for each thing.
pub(in crate::tui) fn opinion(profile: Option<&Profile>, title: &TitleId) -> Vec<[Part; 2]> {
    let Some(profile) = profile else {
        return Vec::new();
    };
    let said = |mark: &str, role, meaning: &str| {
        [
            (mark.to_owned(), role),
            (format!(" {meaning}"), Role::Muted),
        ]
    };
    let mut opinion = Vec::new();
    if profile.list.contains(title) {
        opinion.push(said("✓", Role::Accent, "on my list"));
    }
    match profile.thumbs.iter().find(|(id, _)| id == title) {
        Some((_, Thumb::Up)) => opinion.push(said("▲", Role::Positive, "liked")),
        Some((_, Thumb::Down)) => opinion.push(said("▼", Role::Negative, "disliked")),
        None => {}
    }
    opinion
}

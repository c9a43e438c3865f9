//! Which pictures changed for the profile that watches, the latest first.

use ratatui::layout::Rect;

use crate::{
    artwork::PictureId,
    catalog::{ArtworkId, Title, TitleIndex},
    session::{Change, State},
    tui::{
        Role, Scene,
        scene::{picture_rows, rect},
        wording,
    },
};

/// From this width on, the pictures stand beside the words.
const WIDE: u16 = 70;

/// The columns of a picture, at least and at most.
const NARROWEST: u16 = 16;
const WIDEST: u16 = 24;

/// Lines above the list.
const HEADING: u16 = 2;

/// What stands between the two pictures.
const ARROW: &str = " → ";

/// Columns between the pictures and the words.
const GAP: u16 = 2;

/// Draws as many changes as fit, with the one that has the `focus` among them.
pub(in crate::tui) fn draw(scene: &mut Scene<'_>, state: &State, focus: usize) {
    let body = rect(state.layout().body);
    let screen = scene.area();
    let area = Rect {
        x: 2,
        width: screen.width.saturating_sub(4),
        y: body.y,
        height: body.height,
    };
    let changes = state.changes();
    if changes.is_empty() {
        draw_heading(scene, state, area, "");
        draw_nothing(scene, area);
        return;
    }
    let columns = (area.width / 5).clamp(NARROWEST, WIDEST);
    let picture = (area.width >= WIDE).then(|| (columns, picture_rows(columns)));
    let entry = picture.map_or(4, |(_, rows)| rows + 1);
    let list = Rect {
        y: area.y + HEADING,
        height: area.height.saturating_sub(HEADING),
        ..area
    };
    // The free line below the last one may be missing.
    let shown = usize::from((list.height + 1) / entry).max(1);
    let focus = focus.min(changes.len() - 1);
    let first = focus.saturating_sub(shown - 1);
    let last = (first + shown).min(changes.len());
    let place = if last - first < changes.len() {
        format!("{}–{last} of {}", first + 1, changes.len())
    } else {
        wording::count(changes.len(), "change", "changes")
    };
    draw_heading(scene, state, area, &place);
    for (line, place) in (0..).zip(first..last) {
        let y = list.y + line * entry;
        let height = (entry - 1).min(list.bottom().saturating_sub(y));
        let line = Rect { y, height, ..list };
        draw_change(scene, state, changes[place], line, picture, place == focus);
    }
}

fn draw_heading(scene: &mut Scene<'_>, state: &State, area: Rect, place: &str) {
    let line = Rect { height: 1, ..area };
    let taken = scene.line_right(line, &[(place.to_owned(), Role::Muted)]);
    let name = state.active().map_or("", |profile| &*profile.name);
    let room = Rect {
        width: line.width.saturating_sub(taken + 1),
        ..line
    };
    scene.write(
        room,
        &format!("Which pictures changed for {name}"),
        Role::Strong,
    );
}

fn draw_nothing(scene: &mut Scene<'_>, area: Rect) {
    let line = |below: u16| Rect {
        y: area.y + HEADING + 3 + below,
        height: 1,
        ..area
    };
    let said = "Nothing has changed yet.";
    scene.line_centred(line(0), &[(said.to_owned(), Role::Strong)]);
    let advice = "Play something, come back with Esc, and look here again.";
    scene.line_centred(line(1), &[(advice.to_owned(), Role::Muted)]);
    let dials = "On the page, ] asks for more variety and M for another mood.";
    scene.line_centred(line(2), &[(dials.to_owned(), Role::Muted)]);
}

/// Draws one change; with pictures of so many columns and rows, if there is room for them.
fn draw_change(
    scene: &mut Scene<'_>,
    state: &State,
    change: &Change,
    area: Rect,
    picture: Option<(u16, u16)>,
    focused: bool,
) {
    let title = state.catalog.find(&change.title);
    let mut words = area;
    if let Some((columns, rows)) = picture {
        let arrow = Rect {
            x: area.x + columns,
            y: area.y + rows / 2,
            width: 3,
            height: 1,
        };
        scene.write(arrow, ARROW, Role::Accent);
        for (x, artwork) in [(area.x, &change.from), (arrow.right(), &change.to)] {
            let place = Rect {
                x,
                width: columns,
                ..area
            };
            draw_picture(scene, state, title, artwork, place, rows);
        }
        let taken = 2 * columns + arrow.width + GAP;
        words.x += taken;
        words.width -= taken;
    }
    draw_words(scene, state, change, title, words, focused);
}

/// Draws an artwork of the title, or its name where the catalog lacks it by now.
fn draw_picture(
    scene: &mut Scene<'_>,
    state: &State,
    title: Option<TitleIndex>,
    id: &ArtworkId,
    area: Rect,
    rows: u16,
) {
    let place = |title: &TitleIndex| {
        let set = &state.catalog[*title].artwork;
        set.iter().position(|artwork| artwork.id == *id)
    };
    match title.and_then(|title| Some((title, place(&title)?))) {
        Some((title, artwork)) => {
            let picture = PictureId::Artwork { title, artwork };
            scene.picture(area, rows, picture, id.as_str());
        }
        None => {
            scene.fill(area, Role::Empty);
            scene.paragraph(area, id.as_str(), Role::Muted);
        }
    }
}

fn draw_words(
    scene: &mut Scene<'_>,
    state: &State,
    change: &Change,
    title: Option<TitleIndex>,
    area: Rect,
    focused: bool,
) {
    let name = title.map(|title| &state.catalog[title]);
    let name = name.map_or(change.title.as_str(), |title: &Title| &title.name);
    let line = |below: u16| Rect {
        y: area.y + below,
        height: u16::from(below < area.height),
        ..area
    };
    let (mark, role) = if focused {
        ("▶ ", Role::Accent)
    } else {
        ("", Role::Strong)
    };
    let canvas = format!(" · {}", change.canvas);
    let heading = [(format!("{mark}{name}"), role), (canvas, Role::Muted)];
    scene.line(line(0), &heading);
    let parts = [
        (change.from.to_string(), Role::Text),
        (ARROW.to_owned(), Role::Accent),
        (change.to.to_string(), Role::Text),
    ];
    scene.line(line(1), &parts);
    let when = format!(
        "{} · {}",
        wording::ago(state.now.since(change.at)),
        state.settings.zone.written(change.at)
    );
    scene.write(line(2), &when, Role::Muted);
}

//! "Who's watching?"

mod editors;

use ratatui::layout::Rect;

use crate::{
    artwork::PictureId,
    catalog::Maturity,
    profiles::Profile,
    session::{Area, Editor, Gate, State},
    tui::{Role, Scene, scene::rect, widgets::frame, wording, wrap::width},
};

/// The line of the heading where there are no pictures.
const HEADING: u16 = 2;

/// Draws the choice of a profile, or the editor that is open.
pub(in crate::tui) fn draw(scene: &mut Scene<'_>, state: &State, gate: &Gate) {
    if let Some(Editor::Avatar { profile, focus }) = &gate.editor {
        return editors::draw_avatars(scene, state, profile, *focus);
    }
    let profiles = state.profiles.as_slice();
    let areas = state.avatar_areas(profiles.len() + 1, gate.focus);
    heading(scene, "Who's watching?", &areas);
    for (place, area) in areas.iter().enumerate() {
        let Some(area) = area.map(rect) else {
            continue;
        };
        let focused = place == gate.focus;
        match profiles.get(place) {
            Some(profile) => draw_choice(scene, state, profile, place, area, focused),
            None => draw_adding(scene, area, focused),
        }
    }
    draw_summary(scene, state, gate, &areas);
    match &gate.editor {
        Some(Editor::Name { profile, text }) => {
            editors::draw_name(scene, profile.is_some(), text);
        }
        Some(Editor::Delete { profile }) => editors::draw_deletion(scene, state, profile),
        _ => {}
    }
}

/// Says on the last free line what is known of the profile that has the focus, and on the one
/// above whether there are more than fit.
fn draw_summary(scene: &mut Scene<'_>, state: &State, gate: &Gate, areas: &[Option<Area>]) {
    let screen = scene.area();
    let line = |y| Rect {
        y,
        height: 1,
        ..screen
    };
    if areas.last() == Some(&None) {
        let more = ("↓ more".to_owned(), Role::Accent);
        scene.line_centred(line(screen.bottom().saturating_sub(3)), &[more]);
    }
    let Some(profile) = state.profiles.as_slice().get(gate.focus) else {
        return;
    };
    let mut facts: Vec<String> = Vec::new();
    if let Some(taste) = state.taste(&profile.id) {
        let liked: Vec<&str> = wording::liked(taste, 2)
            .iter()
            .map(|it| it.as_str())
            .collect();
        if !liked.is_empty() {
            facts.push(format!("likes {}", liked.join(", ")));
        }
    }
    facts.push(wording::count(profile.history.len(), "viewing", "viewings"));
    facts.push(wording::count(profile.thumbs.len(), "opinion", "opinions"));
    facts.push(format!("{} on the list", profile.list.len()));
    let parts = [
        (profile.name.to_string(), Role::Strong),
        (format!(" · {}", facts.join(" · ")), Role::Muted),
    ];
    scene.line_centred(line(screen.bottom().saturating_sub(2)), &parts);
}

/// Writes `text` a little above the pictures.
fn heading(scene: &mut Scene<'_>, text: &str, areas: &[Option<Area>]) {
    let top = areas.iter().flatten().map(|area| area.y).min();
    let line = Rect {
        y: top.map_or(HEADING, |top| top.saturating_sub(2)),
        height: 1,
        ..scene.area()
    };
    scene.line_centred(line, &[(text.to_owned(), Role::Strong)]);
}

/// The line `below` lines under a picture; one cell wider at both sides, where nothing else is.
fn line_below(area: Rect, below: u16) -> Rect {
    Rect {
        x: area.x.saturating_sub(1),
        y: area.bottom() + below,
        width: area.width + 2,
        height: 1,
    }
}

fn draw_choice(
    scene: &mut Scene<'_>,
    state: &State,
    profile: &Profile,
    place: usize,
    area: Rect,
    focused: bool,
) {
    let picture = PictureId::avatar(profile.avatar.as_str());
    scene.picture(area, area.height, picture, &profile.name);
    let number = (place < 9).then(|| format!("{} ", place + 1));
    draw_name(scene, area, number, &profile.name, focused);
    let likes = match state.taste(&profile.id) {
        Some(taste) => likes(&wording::liked(taste, 2), area.width),
        None => Vec::new(),
    };
    let maturity = match profile.maturity {
        Maturity::Eighteen => None,
        limit => Some(format!("◖{}◗", wording::maturity(limit))),
    };
    let lines = likes
        .into_iter()
        .map(|text| (text, Role::Muted))
        .take(if maturity.is_some() { 1 } else { 2 })
        .chain(maturity.map(|mark| (mark, Role::Difference)));
    for (below, part) in (1..).zip(lines) {
        scene.line_centred(line_below(area, below), &[part]);
    }
}

/// What a profile likes, in one line if that has room for it.
fn likes(genres: &[&crate::text::Text], columns: u16) -> Vec<String> {
    match genres {
        [] => vec!["new here".to_owned()],
        [one] => vec![one.to_string()],
        [first, second, ..] => {
            let both = format!("{first}, {second}");
            if width(&both) <= columns + 2 {
                vec![both]
            } else {
                vec![first.to_string(), second.to_string()]
            }
        }
    }
}

fn draw_name(scene: &mut Scene<'_>, area: Rect, number: Option<String>, name: &str, focused: bool) {
    let line = line_below(area, 0);
    let number = number.unwrap_or_default();
    if focused {
        frame(scene, area);
        scene.fill(line, Role::Selected);
        scene.line_centred(line, &[(format!("{number}{name}"), Role::Selected)]);
    } else {
        let parts = [(number, Role::Accent), (name.to_owned(), Role::Text)];
        scene.line_centred(line, &parts);
    }
}

fn draw_adding(scene: &mut Scene<'_>, area: Rect, focused: bool) {
    scene.fill(area, Role::Empty);
    let middle = Rect {
        y: area.y + area.height / 2,
        height: 1,
        ..area
    };
    scene.line_centred(middle, &[("+".to_owned(), Role::Accent)]);
    draw_name(scene, area, None, "Add profile", focused);
}

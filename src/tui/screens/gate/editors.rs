//! Changing profiles: name, avatar, deletion.

use ratatui::layout::Rect;

use super::{draw_name as draw_label, heading};
use crate::{
    artwork::PictureId,
    profiles::ProfileId,
    session::State,
    tui::{
        Role, Scene,
        scene::rect,
        widgets::{field, panel},
        wording,
    },
};

/// Draws the field in which a name is typed.
pub(super) fn draw_name(scene: &mut Scene<'_>, renames: bool, text: &str) {
    let question = if renames {
        "Another name"
    } else {
        "Who else is watching?"
    };
    let inner = panel(scene, middle(scene.area(), 50, 6), question);
    let line = Rect {
        y: inner.y + 1,
        height: 1,
        ..inner
    };
    field(scene, line, "Name  ", text);
    let note = Rect {
        y: inner.y + 3,
        height: 1,
        ..inner
    };
    let next = if renames {
        "The history stays with the profile."
    } else {
        "Next, choose an avatar."
    };
    scene.write(note, next, Role::Muted);
}

/// Draws all avatars.
pub(super) fn draw_avatars(
    scene: &mut Scene<'_>,
    state: &State,
    profile: &ProfileId,
    focus: usize,
) {
    let name = state.profiles.get(profile).map(|profile| &profile.name);
    let name = name.map_or("this profile", |name| name.as_str());
    let avatars = &state.settings.avatars;
    let areas = state.avatar_areas(avatars.len(), focus);
    heading(scene, &format!("An avatar for {name}"), &areas);
    for (place, (area, (id, label))) in areas.into_iter().zip(avatars).enumerate() {
        let Some(area) = area.map(rect) else { continue };
        let picture = PictureId::avatar(id.as_str());
        scene.picture(area, area.height, picture, label);
        draw_label(scene, area, None, label, place == focus);
    }
}

/// Asks before a profile is deleted, and says what is lost.
pub(super) fn draw_deletion(scene: &mut Scene<'_>, state: &State, profile: &ProfileId) {
    let Some(profile) = state.profiles.get(profile) else {
        return;
    };
    let question = format!("Delete {}?", profile.name);
    let inner = panel(scene, middle(scene.area(), 56, 9), &question);
    let lost = format!(
        "Lost for good: {}, {} and {} on the list.",
        wording::count(profile.history.len(), "viewing", "viewings"),
        wording::count(profile.thumbs.len(), "opinion", "opinions"),
        wording::count(profile.list.len(), "title", "titles"),
    );
    let text = Rect {
        y: inner.y + 1,
        height: inner.height.saturating_sub(1),
        ..inner
    };
    let used = scene.paragraph(text, &lost, Role::Text);
    let below = Rect {
        y: text.y + used,
        height: 2.min(text.height.saturating_sub(used)),
        ..text
    };
    let kept = "What the log already holds stays there.";
    let more = scene.paragraph(below, kept, Role::Muted);
    let choice = Rect {
        y: below.y + more + 1,
        height: 1,
        ..below
    };
    scene.line(
        choice,
        &[
            (" y ".to_owned(), Role::Warning),
            (" delete    ".to_owned(), Role::Text),
            (" n ".to_owned(), Role::Selected),
            (" keep".to_owned(), Role::Text),
        ],
    );
}

/// A rectangle of this size in the middle of `area`, or as much of it as there is.
fn middle(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + (area.height - height) / 2,
        width,
        height,
    }
}

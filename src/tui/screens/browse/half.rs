//! One profile's pictures on the page: the whole page, or one half of a split screen.

use ratatui::layout::Rect;

use crate::{
    catalog::TitleIndex,
    profiles::{Profile, ProfileId},
    session::{Browse, Layout, Placed, State},
    tui::{Role, Scene, scene::rect, wrap::width},
};

/// Whose pictures are drawn, and where.
#[derive(Debug, Clone)]
pub(super) struct Half<'a> {
    /// Whose.
    pub(super) profile: &'a ProfileId,
    /// Whose pictures they are compared with, on a split screen.
    pub(super) beside: Option<&'a ProfileId>,
    /// Columns to the left of it.
    pub(super) left: u16,
    /// The arrangement, the same for both halves.
    pub(super) layout: Layout,
}

impl<'a> Half<'a> {
    pub(super) fn of(profile: &'a ProfileId, left: u16, layout: Layout) -> Self {
        Self {
            profile,
            beside: None,
            left,
            layout,
        }
    }

    pub(super) fn compared_with(self, other: &'a ProfileId) -> Self {
        Self {
            beside: Some(other),
            ..self
        }
    }

    /// The part of the screen that it has.
    pub(super) fn body(&self) -> Rect {
        let body = rect(self.layout.body);
        Rect {
            x: body.x + self.left,
            ..body
        }
    }

    /// Where a picture of the arrangement is in this half.
    pub(super) fn place(&self, placed: &Placed) -> Rect {
        let area = rect(placed.area);
        Rect {
            x: area.x + self.left,
            ..area
        }
    }

    /// The place in the title's set of the picture to show in this slot.
    pub(super) fn artwork(&self, state: &State, placed: &Placed) -> usize {
        state.artwork(self.profile, placed.title, placed.canvas)
    }

    /// The profile, if it may see this title.
    pub(super) fn admitted<'s>(&self, state: &'s State, title: TitleIndex) -> Option<&'s Profile> {
        admitted(state, self.profile, title)
    }

    /// Whether the picture in this slot is one that the present message says has changed.
    pub(super) fn has_just_changed(&self, state: &State, browse: &Browse, placed: &Placed) -> bool {
        let slot = (placed.title, placed.canvas);
        let toast = state.toast.as_ref();
        *self.profile == browse.profile && toast.is_some_and(|it| it.changed.contains(&slot))
    }

    /// Whether the other half shows another picture in this slot.
    pub(super) fn differs(&self, state: &State, placed: &Placed) -> bool {
        self.beside.is_some_and(|other| {
            admitted(state, other, placed.title).is_some()
                && state.artwork(other, placed.title, placed.canvas) != self.artwork(state, placed)
        })
    }
}

fn admitted<'s>(state: &'s State, profile: &ProfileId, title: TitleIndex) -> Option<&'s Profile> {
    let profile = state.profiles.get(profile)?;
    (state.catalog[title].maturity <= profile.maturity).then_some(profile)
}

/// How many of the pictures on the screen differ between two profiles, and how many of them both
/// may see.
pub(super) fn differing(
    state: &State,
    browse: &Browse,
    own: &ProfileId,
    other: &ProfileId,
) -> (usize, usize) {
    let mut placed = state.layout().placed(browse);
    placed.retain(|placed| admitted(state, other, placed.title).is_some());
    let artwork = |profile, placed: &Placed| state.artwork(profile, placed.title, placed.canvas);
    let differing = placed
        .iter()
        .filter(|placed| artwork(own, placed) != artwork(other, placed))
        .count();
    (differing, placed.len())
}

/// A line between the two halves.
pub(super) fn draw_divider(scene: &mut Scene<'_>, layout: &Layout) {
    let body = layout.body;
    for y in body.y..body.y + body.height {
        let cell = Rect::new(body.width.saturating_sub(1), y, 1, 1);
        scene.write(cell, "│", Role::Edge);
    }
}

/// Says on the first line of the screen whose half it is and how much differs.
pub(super) fn draw_header(
    scene: &mut Scene<'_>,
    state: &State,
    half: &Half<'_>,
    (differing, all): (usize, usize),
) {
    let Some(profile) = state.profiles.get(half.profile) else {
        return;
    };
    let body = half.body();
    let line = Rect::new(body.x, 0, body.width, 1);
    scene.fill(line, Role::Page);
    let inner = Rect {
        x: line.x + 2,
        width: line.width.saturating_sub(4),
        ..line
    };
    let counted = vec![
        ("≠".to_owned(), Role::Difference),
        (format!(" {differing} of {all} differ"), Role::Muted),
    ];
    let taken = scene.line_right(inner, &counted);
    let room = Rect {
        width: inner.width.saturating_sub(taken + 1),
        ..inner
    };
    let place = state
        .profiles
        .as_slice()
        .iter()
        .position(|other| other.id == *half.profile)
        .map_or(0, |place| place + 1);
    let mut parts = vec![
        (format!("{place} "), Role::Muted),
        (profile.name.to_string(), Role::Strong),
    ];
    if let Some(mood) = state.tuning().mood {
        let mood = format!("  mood: {mood}");
        if width(&profile.name) + width(&mood) + 2 <= room.width {
            parts.push((mood, Role::Accent));
        }
    }
    scene.line(room, &parts);
}

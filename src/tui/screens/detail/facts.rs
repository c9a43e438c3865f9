//! What a title is about, and what the profile has done with it.

use ratatui::layout::Rect;

use crate::{
    catalog::{Title, TitleIndex},
    session::{State, UNFINISHED},
    tui::{
        Role, Scene,
        scene::Part,
        widgets::{gauge, opinion},
        wording,
        wrap::wrap,
    },
};

/// Writes the facts from the top of `area` and the profile's part at its lower end.
pub(super) fn draw(scene: &mut Scene<'_>, state: &State, index: TitleIndex, area: Rect) {
    let title = &state.catalog[index];
    let bottom = draw_own(scene, state, index, area);
    let mut y = area.y;
    let line = |y| Rect {
        y,
        height: 1,
        ..area
    };
    for name in wrap(&title.name, area.width, 2) {
        scene.write(line(y), &name, Role::Strong);
        y += 1;
    }
    for facts in wrap(&wording::facts(title), area.width, 2) {
        scene.write(line(y), &facts, Role::Muted);
        y += 1;
    }
    y += u16::from(bottom.saturating_sub(y) > 3);
    let rest = Rect {
        y,
        height: bottom.saturating_sub(y),
        ..area
    };
    draw_story(scene, title, rest);
}

fn draw_story(scene: &mut Scene<'_>, title: &Title, area: Rect) {
    let cast = format!("With {}.", wording::list(&title.cast));
    let wanted = wrap(&cast, area.width, 2).len() as u16 + 1;
    let has_room = !title.cast.is_empty() && area.height > wanted + 2;
    let reserved = if has_room { wanted } else { 0 };
    let synopsis = Rect {
        height: area.height - reserved,
        ..area
    };
    let used = scene.paragraph(synopsis, &title.description.synopsis, Role::Text);
    if has_room {
        let below = Rect {
            y: area.y + used + 1,
            height: wanted - 1,
            ..area
        };
        scene.paragraph(below, &cast, Role::Muted);
    }
}

/// Draws progress and opinion in the last two lines of `area`; returns the first line in use.
fn draw_own(scene: &mut Scene<'_>, state: &State, index: TitleIndex, area: Rect) -> u16 {
    let title = &state.catalog[index];
    let mut bottom = area.bottom();
    let watched = state.watched(index);
    let mut status: Vec<Part> = vec![
        ("Enter".to_owned(), Role::Accent),
        (format!(" {}", play(watched)), Role::Text),
    ];
    for part in opinion(state.active(), &title.id) {
        status.push(("   ".to_owned(), Role::Text));
        status.extend(part);
    }
    bottom = bottom.saturating_sub(1);
    let line = |y| Rect {
        y,
        height: 1,
        ..area
    };
    scene.line(line(bottom), &status);
    if let Some(fraction) = watched.filter(|_| area.height > 6) {
        bottom -= 1;
        let said = format!("{:.0} % watched", fraction * 100.0);
        let taken = scene.line_right(line(bottom), &[(said, Role::Muted)]);
        let bar = Rect {
            width: area.width.saturating_sub(taken + 1),
            ..line(bottom)
        };
        gauge(scene, bar, fraction, Role::Progress);
    }
    bottom
}

/// What playing does with a title of which the fraction `watched` was seen last time.
fn play(watched: Option<f64>) -> &'static str {
    match watched {
        Some(fraction) if UNFINISHED.contains(&fraction) => "continues",
        Some(fraction) if fraction >= UNFINISHED.end => "plays again",
        _ => "plays",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn playing_continues_only_what_it_does_not_start_anew() {
        assert_eq!(play(None), "plays");
        assert_eq!(play(Some(0.01)), "plays");
        assert_eq!(play(Some(0.5)), "continues");
        assert_eq!(play(Some(1.0)), "plays again");
    }
}

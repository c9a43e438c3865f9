//! A log that is replayed: where in it one is, the page as it was, and what is known of the event.

mod panel;
mod pictures;

use ratatui::layout::Rect;

use crate::{
    session::{Names, Replay, State},
    tui::{
        Role, Scene,
        scene::{Part, rect},
        widgets::gauge,
        wrap::width,
    },
};

/// Draws the place of the log that `replay` is at.
pub(in crate::tui) fn draw(scene: &mut Scene<'_>, state: &State, replay: &Replay) {
    let arrangement = replay.arrangement(state.size);
    draw_timeline(scene, state, replay, rect(arrangement.timeline));
    pictures::draw(scene, state, replay, rect(arrangement.page));
    panel::draw(scene, state, replay, rect(arrangement.panel));
    draw_summary(scene, replay, rect(arrangement.summary));
}

fn names(state: &State) -> Names<'_> {
    Names {
        catalog: &state.catalog,
        profiles: &state.profiles,
    }
}

/// Who watches and which event it is; when it was, and how far through the log that is.
fn draw_timeline(scene: &mut Scene<'_>, state: &State, replay: &Replay, area: Rect) {
    let position = replay.position();
    let line = |below: u16| Rect {
        x: area.x + 2,
        width: area.width.saturating_sub(4),
        y: area.y + below,
        height: 1,
    };
    let names = names(state);
    let place = vec![
        ("session ".to_owned(), Role::Muted),
        (position.session.to_string(), Role::Strong),
        (format!(" of {} · event ", position.sessions), Role::Muted),
        (position.event.to_string(), Role::Strong),
        (format!(" of {}", position.events), Role::Muted),
    ];
    let taken = scene.line_right(line(0), &place);
    let mut parts: Vec<Part> = vec![("keyart".to_owned(), Role::Brand)];
    let mode = if replay.is_playing() {
        "▶ replay"
    } else {
        "replay"
    };
    parts.push((format!("  {mode}  "), Role::Accent));
    let who = position
        .profile
        .map_or("nobody yet", |id| names.profile(id));
    parts.push((who.to_owned(), Role::Strong));
    if let Some(visit) = position.visit {
        parts.push((format!("  visit {visit}"), Role::Muted));
    }
    let room = Rect {
        width: line(0).width.saturating_sub(taken + 2),
        ..line(0)
    };
    scene.line(room, &parts);
    let seconds = position.at.0.rem_euclid(60_000) / 1_000;
    let minute = state.settings.zone.written(position.at);
    let when = [(format!("{minute}:{seconds:02}"), Role::Text)];
    scene.line(line(1), &when);
    let taken = width(&when[0].0) + 2;
    let bar = Rect {
        x: line(1).x + taken,
        width: line(1).width.saturating_sub(taken),
        ..line(1)
    };
    let before = (position.event - 1) as f64;
    let all = (position.events - 1).max(1) as f64;
    gauge(scene, bar, before / all, Role::Accent);
}

/// How the policy compared with did so far.
fn draw_summary(scene: &mut Scene<'_>, replay: &Replay, area: Rect) {
    let area = Rect {
        x: area.x + 2,
        width: area.width.saturating_sub(4),
        ..area
    };
    match replay.summary() {
        Some(sentence) => scene.paragraph(area, &sentence, Role::Text),
        None => {
            let advice = "c compares with another policy: what would it have shown?";
            scene.paragraph(area, advice, Role::Muted)
        }
    };
}

//! The first and the last line of the screen.

use ratatui::layout::Rect;

use crate::{
    session::{Browse, Mode, State},
    tui::{Role, Scene, keymap, scene::Part, wrap::width},
};

/// Who watches, what chooses the pictures and what is switched on.
pub(in crate::tui) fn top_bar(scene: &mut Scene<'_>, state: &State) {
    let screen = scene.area();
    let line = Rect {
        x: screen.x + 2,
        width: screen.width.saturating_sub(4),
        height: 1,
        ..screen
    };
    if let Some(trouble) = &state.trouble {
        let banner = Rect {
            height: 1,
            ..screen
        };
        scene.fill(banner, Role::Warning);
        let sentence = format!("! Not everything is being saved: {trouble}");
        scene.write(line, &sentence, Role::Warning);
        return;
    }
    let mut parts = vec![("keyart".to_owned(), Role::Brand)];
    if let Some(browse) = &state.browse {
        parts.extend(viewer(state, browse));
    }
    let mut engine = engine(state);
    let has_room = |engine: &[Part]| length(&parts) + 2 + length(engine) <= line.width;
    while engine.len() > 1 && state.tuning().mood.is_some() && !has_room(&engine) {
        engine.pop();
    }
    let right = scene.line_right(line, &engine);
    let left = Rect {
        width: line.width.saturating_sub(right + 2),
        ..line
    };
    scene.line(left, &parts);
}

/// The policy, and how much it has learnt.
fn engine(state: &State) -> Vec<Part> {
    let learner = state.serving().learner();
    let learnt = match learner.version() {
        0 => "nothing learnt yet".to_owned(),
        1 => "learnt from 1 outcome".to_owned(),
        outcomes => format!("learnt from {outcomes} outcomes"),
    };
    vec![
        (learner.spec().to_string(), Role::Text),
        (format!(" · {learnt}"), Role::Muted),
    ]
}

fn viewer(state: &State, browse: &Browse) -> Vec<Part> {
    let place = state
        .profiles
        .as_slice()
        .iter()
        .position(|profile| profile.id == browse.profile);
    let mut parts = Vec::new();
    if let (Some(place), Some(profile)) = (place, state.active()) {
        parts.push((format!("  {} ", place + 1), Role::Muted));
        parts.push((profile.name.to_string(), Role::Strong));
    }
    if browse.reveal {
        parts.push(("  ".to_owned(), Role::Text));
        parts.push(("◆ reveal".to_owned(), Role::Difference));
    }
    if let Some(mood) = state.tuning().mood {
        parts.push((format!("  mood: {mood}"), Role::Accent));
    }
    if let Some(pilot) = state.autopilot() {
        parts.push(("  ".to_owned(), Role::Text));
        let badge = format!(" autopilot {}× ", pilot.speed());
        parts.push((badge, Role::Selected));
    }
    parts
}

/// The most useful keys of the present mode, and a message if there is one.
pub(in crate::tui) fn hint_bar(scene: &mut Scene<'_>, state: &State) {
    let screen = scene.area();
    let line = Rect {
        x: screen.x + 2,
        y: screen.bottom().saturating_sub(1),
        width: screen.width.saturating_sub(4),
        height: 1,
    };
    let mut room = line;
    if let Some(toast) = &state.toast {
        let shown = vec![(format!(" {} ", toast.text), Role::Selected)];
        room.width = line
            .width
            .saturating_sub(scene.line_right(line, &shown) + 2);
    }
    let mode = match state.autopilot() {
        Some(_) => Mode::Autopilot,
        None => state.mode(),
    };
    let key = if keymap::takes_text(mode) { "F1" } else { "?" };
    let help = match mode {
        Mode::Help => Vec::new(),
        _ => hint(key, "keys").to_vec(),
    };
    let reserved = length(&help);
    let mut parts: Vec<Part> = Vec::new();
    for (key, word) in keymap::hints(mode) {
        let next = hint(&key, word);
        if length(&parts) + length(&next) + reserved > room.width {
            break;
        }
        parts.extend(next);
    }
    if length(&parts) + reserved <= room.width + 3 {
        parts.extend(help);
    }
    scene.line(room, &parts);
}

fn hint(key: &str, word: &str) -> [Part; 2] {
    [
        (key.to_owned(), Role::Accent),
        (format!(" {word}   "), Role::Muted),
    ]
}

fn length(parts: &[Part]) -> u16 {
    parts.iter().map(|(text, _)| width(text)).sum()
}

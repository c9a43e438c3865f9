//! The settings of how pictures are chosen: a panel over the page.

use ratatui::layout::Rect;

use crate::{
    session::{Dial, State},
    tui::{Role, Scene, scene::Part, widgets::panel, wording},
};

/// From this width on, the page stays in sight beside the panel.
const WIDE: u16 = 100;

/// Columns of the panel where it is so, with its frame.
const COLUMNS: u16 = 60;

/// Columns of the names.
const NAMES: usize = 16;

/// Draws every dial, where it stands and what it does.
pub(in crate::tui) fn draw(scene: &mut Scene<'_>, state: &State, focus: Dial) {
    let screen = scene.area();
    let width = match screen.width {
        wide if wide >= WIDE => COLUMNS,
        narrow => narrow,
    };
    let area = Rect {
        x: screen.width - width,
        y: 1,
        width,
        height: screen.height.saturating_sub(2),
    };
    let inner = panel(scene, area, "How pictures are chosen");
    let entry = if usize::from(inner.height) >= 3 * Dial::ALL.len() {
        3
    } else {
        2
    };
    let last = Rect {
        y: inner.bottom().saturating_sub(1),
        height: u16::from(inner.height > entry * Dial::ALL.len() as u16),
        ..inner
    };
    let said = match state.changes().len() {
        0 => " shows which pictures changed: none so far.".to_owned(),
        many => format!(
            " shows which pictures changed: {} so far.",
            wording::count(many, "change", "changes")
        ),
    };
    scene.line(
        last,
        &[("  L".to_owned(), Role::Accent), (said, Role::Muted)],
    );
    for (place, dial) in (0..).zip(Dial::ALL) {
        let line = |below: u16| {
            let y = inner.y + place * entry + below;
            let height = u16::from(y < inner.bottom());
            Rect { y, height, ..inner }
        };
        scene.line(line(0), &setting(state, dial, dial == focus));
        scene.line(line(1), &[(format!("  {}", dial.meaning()), Role::Muted)]);
    }
}

fn setting(state: &State, dial: Dial, focused: bool) -> Vec<Part> {
    let value = dial.value(state.tuning());
    let (mark, name, role) = if focused {
        ("▶ ", Role::Accent, Role::Selected)
    } else {
        ("  ", Role::Strong, Role::Text)
    };
    let value = if focused {
        format!(" ‹ {value} › ")
    } else {
        format!("   {value}   ")
    };
    vec![
        (mark.to_owned(), Role::Accent),
        (format!("{:<NAMES$}", dial.name()), name),
        (value, role),
    ]
}

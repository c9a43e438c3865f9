//! Numbers with what is known of them, beside each other.

use ratatui::layout::Rect;

use crate::{
    engine::Range,
    tui::{Role, Scene},
};

/// A point for a number and a line for the range in which it lies, in the first line of `area`.
/// `range` counts cells of `area`.
pub(in crate::tui) fn whisker(scene: &mut Scene<'_>, area: Rect, range: Range, role: Role) {
    let Range { low, mean, high } = range;
    let cell = |place: usize| {
        if place == mean {
            '●'
        } else if place == low {
            '├'
        } else if place == high {
            '┤'
        } else {
            '─'
        }
    };
    let line: String = (low..=high).map(cell).collect();
    scene.line(
        area,
        &[
            ("·".repeat(low), Role::Track),
            (line, role),
            (
                "·".repeat(usize::from(area.width).saturating_sub(high + 1)),
                Role::Track,
            ),
        ],
    );
}

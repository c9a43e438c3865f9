//! Bars.

use ratatui::layout::Rect;

use crate::tui::{Role, Scene};

/// How much of something is done: a bar in the first line of `area`, for `fraction` in [0, 1].
/// Anything above 0 shows, and only 1 fills the bar.
pub(in crate::tui) fn gauge(scene: &mut Scene<'_>, area: Rect, fraction: f64, role: Role) {
    let done = filled(area.width, fraction);
    let bar = "━".repeat(usize::from(done));
    let rest = "─".repeat(usize::from(area.width - done));
    scene.line(area, &[(bar, role), (rest, Role::Track)]);
}

fn filled(width: u16, fraction: f64) -> u16 {
    let exact = fraction.clamp(0.0, 1.0) * f64::from(width);
    match exact.round() as u16 {
        0 if fraction > 0.0 => 1.min(width),
        whole if whole == width && fraction < 1.0 => width.saturating_sub(1),
        whole => whole,
    }
}

/// What all bars of a diagram share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::tui) struct Scale {
    /// The amount of the longest bar.
    pub(in crate::tui) full: f64,
    /// Whether some amounts are negative, so that bars start in the middle.
    pub(in crate::tui) both_ways: bool,
}

/// What speaks for something or against it: a bar to the right or, hatched, to the left of a line.
pub(in crate::tui) fn balance(scene: &mut Scene<'_>, area: Rect, amount: f64, scale: Scale) {
    let room = area.width.saturating_sub(1);
    let (before, after) = if scale.both_ways {
        (room / 2, room / 2)
    } else {
        (0, room)
    };
    let share = if scale.full > 0.0 {
        amount.abs() / scale.full
    } else {
        0.0
    };
    let (against, for_it) = if amount < 0.0 {
        (filled(before, share), 0)
    } else {
        (0, filled(after, share))
    };
    let blank = " ".repeat(usize::from(before - against));
    scene.line(
        area,
        &[
            (blank, Role::Text),
            ("▒".repeat(usize::from(against)), Role::Negative),
            ("│".to_owned(), Role::Track),
            ("█".repeat(usize::from(for_it)), Role::Positive),
        ],
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_empty_or_full_only_where_that_is_true() {
        let bars = [0.0, 0.001, 0.5, 0.999, 1.0].map(|fraction| filled(10, fraction));
        assert_eq!(bars, [0, 1, 5, 9, 10]);
        assert_eq!(filled(0, 0.5), 0);
    }
}

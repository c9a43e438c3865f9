//! The take fraction, what it is made of, and how it went.

use ratatui::layout::Rect;

use super::{curve, draw_share, rounded_up, told};
use crate::{
    log::statistics::Tally,
    session::{Insights, take_fraction},
    tui::{Role, Scene, scene::Part},
};

/// Lines above the curve.
const ABOVE: u16 = 6;

pub(super) fn draw(scene: &mut Scene<'_>, insights: &Insights, area: Rect) {
    let line = |below: u16| Rect {
        y: area.y + below,
        height: u16::from(below < area.height),
        ..area
    };
    let total = insights.total();
    let share = take_fraction(total);
    let heading: [Part; 2] = [
        ("Take fraction ".to_owned(), Role::Strong),
        (told(share), Role::Accent),
    ];
    scene.line(line(0), &heading);
    if let Some(share) = share {
        let end = rounded_up(share.high);
        let label = format!(" {:.0} %", 100.0 * end);
        let bar = Rect {
            width: area.width.saturating_sub(label.len() as u16),
            ..line(1)
        };
        draw_share(scene, bar, &share, end, Role::Positive);
        scene.line_right(line(1), &[(label, Role::Muted)]);
    }
    let meaning = "quality plays ÷ impressions with a known end";
    scene.write(line(2), meaning, Role::Muted);
    scene.line(line(3), &counts(total));
    scene.line(line(4), &fates(total));
    let rest = Rect {
        y: area.y + ABOVE,
        height: area.height.saturating_sub(ABOVE),
        ..area
    };
    curve::draw(scene, insights, rest);
}

fn counts(total: &Tally) -> Vec<Part> {
    let short = total.plays - total.quality_plays;
    numbers(&[
        (total.impressions, "impressions"),
        (total.plays, "plays"),
        (short, "of them short"),
    ])
}

fn fates(total: &Tally) -> Vec<Part> {
    numbers(&[
        (total.opens, "opened"),
        (total.skips, "passed"),
        (total.expired, "ignored"),
        (total.pending, "open"),
    ])
}

fn numbers(counts: &[(u64, &str)]) -> Vec<Part> {
    let mut parts = Vec::new();
    for (count, what) in counts {
        let space = if parts.is_empty() { "" } else { "   " };
        parts.push((format!("{space}{count}"), Role::Strong));
        parts.push((format!(" {what}"), Role::Muted));
    }
    parts
}

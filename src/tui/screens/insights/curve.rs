//! How the take fraction went.

use ratatui::layout::Rect;

use super::{percent, rounded_up};
use crate::{
    log::statistics::Share,
    session::{Insights, Stretch},
    tui::{Role, Scene, scene::Part},
};

/// Of how many impressions each point of the curve is the mean, at least, where there are so many.
const WINDOW: u64 = 200;

/// Columns of the numbers at the left.
const LABELS: u16 = 6;

/// The fewest lines of a curve.
const LOWEST: u16 = 3;

/// Draws the take fraction of the last impressions before each point, with its 95 % interval.
pub(super) fn draw(scene: &mut Scene<'_>, insights: &Insights, area: Rect) {
    let points = trailing(insights.stretches());
    if area.height < LOWEST + 2 || area.width <= LABELS || points.is_empty() {
        return;
    }
    let line = |below: u16| Rect {
        y: area.y + below,
        height: 1,
        ..area
    };
    let known: u64 = insights.stretches().iter().map(|it| it.impressions).sum();
    let said = format!("▀ last {} impressions", WINDOW.min(known));
    let legend: [Part; 2] = [
        (said, Role::Accent),
        ("  ░ 95 % interval".to_owned(), Role::Muted),
    ];
    scene.line(line(0), &legend);
    let plot = Rect {
        x: area.x + LABELS,
        y: area.y + 1,
        width: area.width - LABELS,
        height: area.height - 2,
    };
    // The first points know little: their intervals may leave the picture.
    let settled = points.last().map_or(0.0, |it| it.high);
    let highest = points.iter().map(|it| it.value).fold(settled, f64::max);
    let end = rounded_up(highest);
    for (row, share) in [(0, end), (plot.height - 1, 0.0)] {
        let label = Rect {
            width: LABELS - 1,
            ..line(1 + row)
        };
        scene.line_right(label, &[(format!("{:.0} %", 100.0 * share), Role::Muted)]);
    }
    for row in 0..plot.height {
        scene.line(line_of(plot, row), &cells(&points, plot, row, end));
    }
    let last = points.last().map_or(0.0, |it| it.value);
    let below = Rect {
        x: plot.x,
        width: plot.width,
        ..line(area.height - 1)
    };
    scene.write(below, "first impression", Role::Muted);
    scene.line_right(below, &[(format!("now {}", percent(last)), Role::Accent)]);
}

fn line_of(plot: Rect, row: u16) -> Rect {
    Rect {
        y: plot.y + row,
        height: 1,
        ..plot
    }
}

/// The cells of a line of the picture, `row` lines below its top.
fn cells(points: &[Share], plot: Rect, row: u16, end: f64) -> Vec<Part> {
    let levels = 2 * plot.height;
    let level = |value: f64| super::cell(value, end, levels) as u16;
    // The lower and the upper half of the cell, from the bottom.
    let lower = levels - 2 * (row + 1);
    let cell = |column: u16| {
        let place = usize::from(column) * points.len() / usize::from(plot.width);
        let share = &points[place];
        match level(share.value) {
            at if at == lower + 1 => ("▀", Role::Accent),
            at if at == lower => ("▄", Role::Accent),
            _ if level(share.low) <= lower + 1 && lower <= level(share.high) => ("░", Role::Track),
            _ => (" ", Role::Track),
        }
    };
    let mut parts: Vec<Part> = Vec::new();
    for (text, role) in (0..plot.width).map(cell) {
        match parts.last_mut() {
            Some((line, last)) if *last == role => line.push_str(text),
            _ => parts.push((text.to_owned(), role)),
        }
    }
    parts
}

/// At the end of each stretch the take fraction of those before it that hold enough impressions.
fn trailing(stretches: &[Stretch]) -> Vec<Share> {
    let mut first = 0;
    let mut sum = Stretch::default();
    let mut points = Vec::new();
    for stretch in stretches {
        sum.impressions += stretch.impressions;
        sum.takes += stretch.takes;
        while sum.impressions - stretches[first].impressions >= WINDOW {
            sum.impressions -= stretches[first].impressions;
            sum.takes -= stretches[first].takes;
            first += 1;
        }
        points.extend(Share::wilson(sum.takes, sum.impressions));
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stretch(impressions: u64, takes: u64) -> Stretch {
        Stretch { impressions, takes }
    }

    #[test]
    fn a_point_is_the_mean_of_the_last_impressions_only() {
        let stretches = [stretch(100, 50), stretch(100, 0), stretch(100, 10)];
        let points = trailing(&stretches);
        let values: Vec<(u64, f64)> = points.iter().map(|it| (it.n, it.value)).collect();
        assert_eq!(values, [(100, 0.5), (200, 0.25), (200, 0.05)]);
    }

    #[test]
    fn a_stretch_longer_than_the_window_stands_alone() {
        let points = trailing(&[stretch(512, 0), stretch(512, 256)]);
        assert_eq!((points[1].n, points[1].value), (512, 0.5));
    }
}

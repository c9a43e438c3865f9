//! What made up the score, feature by feature.

use ratatui::layout::Rect;

use super::Case;
use crate::{
    engine::Contribution,
    tui::{
        Role, Scene,
        widgets::{Scale, balance},
    },
};

/// Columns of a feature's name.
const NAME: u16 = 14;

/// Columns of a number.
const NUMBER: u16 = 8;

/// Columns of a bar beside its meaning.
const BAR: u16 = 25;

/// Columns that make a meaning worth writing.
const MEANING: u16 = 40;

/// One line: a name, what it means, and its part of the score.
#[derive(Debug, Clone, PartialEq)]
struct Entry {
    name: &'static str,
    meaning: &'static str,
    /// In thousandths.
    amount: i64,
}

/// Draws a bar for each feature and their sum; returns the lines used, 0 if the policy does not
/// score pictures or there is no room.
pub(super) fn draw(scene: &mut Scene<'_>, case: &Case<'_>, area: Rect) -> u16 {
    let contributions = &case.explanation.contributions;
    if contributions.is_empty() || area.height < 4 {
        return 0;
    }
    let (entries, sum) = entries(contributions, usize::from(area.height) - 2);
    let line = |y| Rect {
        y,
        height: 1,
        ..area
    };
    scene.write(line(area.y), "What made up its score", Role::Strong);
    let amounts = || entries.iter().map(|entry| entry.amount);
    let full = amounts().map(i64::abs).max().unwrap_or(0) as f64;
    let scale = Scale {
        full,
        both_ways: amounts().any(|amount| amount < 0),
    };
    let mut y = area.y + 1;
    for entry in &entries {
        draw_entry(scene, line(y), entry, scale);
        y += 1;
    }
    let total = format!("{:>7}", thousandths(sum));
    let unit = case.state.serving().learner().name().about().unit;
    scene.line(
        line(y),
        &[
            (format!("{:<14}", "= score"), Role::Strong),
            (total, Role::Strong),
            (format!(" {unit}"), Role::Muted),
        ],
    );
    y + 1 - area.y
}

fn draw_entry(scene: &mut Scene<'_>, line: Rect, entry: &Entry, scale: Scale) {
    let part = |x: u16, width: u16| Rect {
        x: line.x + x.min(line.width),
        width: width.min(line.width.saturating_sub(x)),
        ..line
    };
    scene.write(part(0, NAME - 1), entry.name, Role::Text);
    let role = if entry.amount < 0 {
        Role::Negative
    } else {
        Role::Positive
    };
    let number = format!("{:>7}", thousandths(entry.amount));
    scene.write(part(NAME, NUMBER), &number, role);
    let rest = line.width.saturating_sub(NAME + NUMBER);
    // Without room for what the features mean, the bars have it all.
    let bar = if rest >= BAR + MEANING { BAR } else { rest };
    balance(scene, part(NAME + NUMBER, bar), entry.amount as f64, scale);
    let meaning = part(NAME + NUMBER + bar + 1, rest.saturating_sub(bar + 1));
    scene.write(meaning, entry.meaning, Role::Muted);
}

/// A number with its sign and three decimals.
fn thousandths(amount: i64) -> String {
    format!("{:+.3}", amount as f64 / 1000.0)
}

/// The contributions, the largest first, in at most `lines` lines, and their sum, in thousandths.
///
/// Each line is the difference of two rounded partial sums, so that the lines add up to the sum
/// exactly. What has no line is in "the rest".
fn entries(contributions: &[Contribution], lines: usize) -> (Vec<Entry>, i64) {
    let mut sorted: Vec<&Contribution> =
        contributions.iter().filter(|it| it.amount != 0.0).collect();
    sorted.sort_by(|a, b| b.amount.abs().total_cmp(&a.amount.abs()));
    let (mut exact, mut sum) = (0.0, 0);
    let mut entries: Vec<Entry> = Vec::new();
    for contribution in sorted {
        exact += contribution.amount;
        let before = std::mem::replace(&mut sum, (exact * 1000.0).round() as i64);
        entries.push(Entry {
            name: contribution.feature.name,
            meaning: contribution.feature.meaning,
            amount: sum - before,
        });
    }
    entries.retain(|entry| entry.amount != 0);
    if entries.len() > lines {
        let rest = entries.split_off(lines.saturating_sub(1));
        entries.push(Entry {
            name: "the rest",
            meaning: "all smaller ones",
            amount: rest.iter().map(|entry| entry.amount).sum(),
        });
    }
    (entries, sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::FEATURE_TABLE;

    #[test]
    fn the_lines_add_up_to_the_sum_however_few_there_are() {
        let amounts = [
            0.1004, 0.2314, -0.0404, 0.0004, 0.0004, 0.0004, 0.0, 0.0, 0.0, 0.04, 0.3333, 0.0, 0.0,
            0.0, 0.02,
        ];
        let contributions: Vec<Contribution> = FEATURE_TABLE
            .iter()
            .zip(amounts)
            .map(|(feature, amount)| Contribution {
                apart: amount,
                feature,
                value: 1.0,
                amount,
            })
            .collect();
        for lines in 1..15 {
            let (entries, sum) = entries(&contributions, lines);
            assert!(entries.len() <= lines);
            assert_eq!(entries.iter().map(|entry| entry.amount).sum::<i64>(), sum);
        }
        assert_eq!(entries(&contributions, 9).0[0].name, "track-record");
    }
}

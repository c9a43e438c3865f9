//! What made up the score, feature by feature.

use ratatui::layout::Rect;

use super::Case;
use crate::{
    engine::Carrier,
    tui::{
        Role, Scene,
        widgets::{Scale, balance},
        wrap::width,
    },
};

/// Features that are more important than pictures and unlikely candidates.
const ENTRIES: u16 = 4;

/// Columns of a feature's name.
const NAME: u16 = 14;

/// Columns of a number.
const NUMBER: u16 = 8;

/// Columns of a bar beside its meaning.
const BAR: u16 = 25;

/// Columns that make a meaning worth writing.
const MEANING: u16 = 40;

/// Something that the score is made of.
#[derive(Debug, Clone, Copy)]
struct Part<'a> {
    name: &'static str,
    meaning: &'static str,
    amount: f64,
    carriers: &'a [Carrier],
}

/// One line: a name, what it means, and its part of the score.
#[derive(Debug, Clone, PartialEq)]
struct Entry<'a> {
    name: &'static str,
    meaning: String,
    /// In thousandths.
    amount: i64,
    carriers: &'a [Carrier],
}

impl Entry<'_> {
    /// Says which watched titles carry it instead of what it means, if there are any.
    fn name_carriers(&mut self, case: &Case<'_>) {
        let carrier =
            |it: &Carrier| format!("{} {:+.3}", case.state.catalog[it.title].name, it.amount);
        let named: Vec<String> = self.carriers.iter().map(carrier).collect();
        if !named.is_empty() {
            self.meaning = format!("by {}", named.join(", "));
        }
    }
}

/// The features and what variety on the page took away.
fn parts<'a>(case: &Case<'a>) -> Vec<Part<'a>> {
    let features = case.explanation.contributions.iter().map(|it| Part {
        name: it.feature.name,
        meaning: it.feature.meaning,
        amount: it.amount,
        carriers: &it.carriers,
    });
    let variety = Part {
        name: "variety",
        meaning: "pictures round it are like it",
        amount: case.explanation.variety(),
        carriers: &[],
    };
    features.chain([variety]).collect()
}

/// Lines without which it says too little, none if the policy does not score pictures.
pub(super) fn least(case: &Case<'_>) -> u16 {
    height(case).min(2 + ENTRIES)
}

/// Lines in which it says all, none if the policy does not score pictures.
pub(super) fn height(case: &Case<'_>) -> u16 {
    if case.explanation.contributions.is_empty() {
        0
    } else {
        2 + entries(&parts(case), usize::MAX).0.len() as u16
    }
}

/// Draws a bar for each feature and their sum; returns the lines used, 0 if the policy does not
/// score pictures or there is no room.
pub(super) fn draw(scene: &mut Scene<'_>, case: &Case<'_>, area: Rect) -> u16 {
    if case.explanation.contributions.is_empty() || area.height < 4 {
        return 0;
    }
    let (mut entries, sum) = entries(&parts(case), usize::from(area.height) - 2);
    entries
        .iter_mut()
        .for_each(|entry| entry.name_carriers(case));
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
    draw_sum(scene, case, sum, line(y));
    y + 1 - area.y
}

/// The sum, between which numbers it lies, and its unit where there is room for it.
fn draw_sum(scene: &mut Scene<'_>, case: &Case<'_>, sum: i64, line: Rect) {
    let total = format!("{:<14}{:>7}", "= score", thousandths(sum));
    let between = case.sentences.interval.as_ref();
    let between = between.map_or(String::new(), |between| format!(" {between} (95 %)"));
    let unit = format!(" {}", case.unit());
    let mut parts = vec![(total, Role::Strong), (between, Role::Text)];
    let used: u16 = parts.iter().map(|(text, _)| width(text)).sum();
    if used + width(&unit) <= line.width {
        parts.push((unit, Role::Muted));
    }
    scene.line(line, &parts);
}

fn draw_entry(scene: &mut Scene<'_>, line: Rect, entry: &Entry<'_>, scale: Scale) {
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
    scene.write(meaning, &entry.meaning, Role::Muted);
}

/// A number with its sign and three decimals.
fn thousandths(amount: i64) -> String {
    format!("{:+.3}", amount as f64 / 1000.0)
}

/// The parts, the largest first, in at most `lines` lines, and their sum, in thousandths.
///
/// Each line is the difference of two rounded partial sums, so that the lines add up to the sum
/// exactly. What has no line is in "the rest".
fn entries<'a>(parts: &[Part<'a>], lines: usize) -> (Vec<Entry<'a>>, i64) {
    let mut sorted: Vec<&Part<'a>> = parts.iter().filter(|it| it.amount != 0.0).collect();
    sorted.sort_by(|a, b| b.amount.abs().total_cmp(&a.amount.abs()));
    let (mut exact, mut sum) = (0.0, 0);
    let mut entries: Vec<Entry<'a>> = Vec::new();
    for part in sorted {
        exact += part.amount;
        let before = std::mem::replace(&mut sum, (exact * 1000.0).round() as i64);
        entries.push(Entry {
            name: part.name,
            meaning: part.meaning.to_owned(),
            amount: sum - before,
            carriers: part.carriers,
        });
    }
    entries.retain(|entry| entry.amount != 0);
    if entries.len() > lines {
        let rest = entries.split_off(lines.saturating_sub(1));
        entries.push(Entry {
            name: "the rest",
            meaning: "all smaller ones".to_owned(),
            amount: rest.iter().map(|entry| entry.amount).sum(),
            carriers: &[],
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
        let parts: Vec<Part<'_>> = FEATURE_TABLE
            .iter()
            .zip(amounts)
            .map(|(feature, amount)| Part {
                name: feature.name,
                meaning: feature.meaning,
                amount,
                carriers: &[],
            })
            .collect();
        for lines in 1..15 {
            let (entries, sum) = entries(&parts, lines);
            assert!(entries.len() <= lines);
            assert_eq!(entries.iter().map(|entry| entry.amount).sum::<i64>(), sum);
        }
        assert_eq!(entries(&parts, 9).0[0].name, "track-record");
    }
}

//! A report as text for a terminal.

use super::{
    model::{Answer, Artwork, Interval, Report, SegmentGroup},
    wording,
};
use crate::text::Text;

/// Cells of a bar.
const BAR: usize = 20;
/// So many titles are told of.
const TITLES: usize = 3;
/// So many artworks are told of in a list.
const NAMED: usize = 5;

/// A part of the text: a heading, sentences, and rows in columns below headings of their own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// Sentences before the rows.
    pub before: Vec<String>,
    /// Rows; the first one has the headings of the columns. All of the same length, or none.
    pub rows: Vec<Vec<String>>,
    /// Columns before this one are text, and those from it on are numbers.
    pub texts: usize,
    /// Sentences after the rows.
    pub after: Vec<String>,
}

/// The parts of the text, in their order. Nothing in it can steer a terminal.
#[must_use]
pub fn sections(report: &Report) -> Vec<Section> {
    let mut sections = vec![headline(report)];
    sections.extend(days(report));
    sections.push(metrics(report));
    sections.extend(guardrails(report));
    sections.extend(report.segments.iter().map(segments));
    sections.push(artwork(report));
    sections.extend(evaluations(report));
    for note in &report.method {
        sections.push(Section {
            heading: plain(&note.heading),
            before: note.sentences.iter().map(|it| plain(it)).collect(),
            ..Section::default()
        });
    }
    sections
}

fn plain(text: &str) -> String {
    Text::new(text).as_str().to_owned()
}

fn row<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.iter().map(|cell| plain(cell)).collect()
}

fn headline(report: &Report) -> Section {
    let (sign, words) = wording::verdict(report.headline.verdict);
    let mut section = Section {
        heading: plain(&report.headline.title),
        before: vec![format!("{sign} {words}"), plain(&report.headline.sentence)],
        rows: vec![row([
            "cell",
            "",
            "take fraction",
            "interval",
            "lift",
            "interval",
            "members",
            "impressions",
        ])],
        texts: 2,
        after: vec![plain(&report.checks.sample_ratio_sentence)],
    };
    let Some(metric) = report.metrics.first() else {
        return section;
    };
    let known = metric.cells.iter().filter_map(|it| it.value.known());
    let most = known.fold(0.0, |most: f64, it| most.max(it.value));
    for cell in &metric.cells {
        let (value, range) = told(&cell.value, metric.unit);
        let bar = cell
            .value
            .known()
            .map_or(String::new(), |it| bar(it.value / most));
        let lift = cell.versus.as_ref().map(|it| wording::lift(&it.always));
        let (lift, reach) = match lift {
            None => ("baseline".to_owned(), String::new()),
            Some(Ok(lift)) => (wording::change(&lift), wording::change_range(&lift)),
            Some(Err(reason)) => (String::new(), reason.to_owned()),
        };
        let members = wording::count(cell.members);
        let n = wording::amount(cell.n);
        let name = &cell.cell;
        section.rows.push(row([
            name, &bar, &value, &range, &lift, &reach, &members, &n,
        ]));
    }
    section
        .after
        .extend(report.checks.alike.iter().map(|it| plain(it)));
    section
}

/// A bar for a share in [0, 1], to an eighth of a cell.
fn bar(share: f64) -> String {
    if !share.is_finite() {
        return String::new();
    }
    let eighths = (share.clamp(0.0, 1.0) * (8 * BAR) as f64).round() as usize;
    let mut text = "█".repeat(eighths / 8);
    let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    text.push_str(rest[eighths % 8]);
    text
}

/// A value and its interval, or why there is none.
fn told(answer: &Answer<Interval>, unit: &str) -> (String, String) {
    match answer {
        Answer::Known(interval) => (
            wording::value(interval, unit),
            wording::range(interval, unit),
        ),
        Answer::Unknown { unknown } => ("–".to_owned(), unknown.clone()),
    }
}

fn days(report: &Report) -> Option<Section> {
    let known = report.days.iter().flat_map(|it| &it.points);
    let known: Vec<&Interval> = known.filter_map(|it| it.value.known()).collect();
    let low = known
        .iter()
        .fold(f64::INFINITY, |low, it| low.min(it.value));
    let high = known
        .iter()
        .fold(f64::NEG_INFINITY, |high, it| high.max(it.value));
    if known.len() < 2 {
        return None;
    }
    let marks = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let mut rows = vec![row(["cell", "", "from", "to"])];
    for trace in &report.days {
        let line: String = (trace.points.iter())
            .map(|point| {
                point.value.known().map_or('·', |it| {
                    let share = (it.value - low) / (high - low).max(f64::MIN_POSITIVE);
                    marks[((share * 7.0).round() as usize).min(7)]
                })
            })
            .collect();
        let mut values = trace.points.iter().filter_map(|it| it.value.known());
        let first = values.next().map(|it| wording::value(it, "share"));
        let last = values.next_back().map(|it| wording::value(it, "share"));
        let [first, last] = [first, last].map(Option::unwrap_or_default);
        rows.push(row([&trace.cell, &line, &first, &last]));
    }
    Some(Section {
        heading: "Take fraction by day".to_owned(),
        rows,
        texts: 2,
        ..Section::default()
    })
}

fn metrics(report: &Report) -> Section {
    let mut rows = vec![row([
        "metric",
        "cell",
        "value",
        "interval",
        "change",
        "p any look",
        "p once",
        "n",
    ])];
    for metric in &report.metrics {
        for (place, cell) in metric.cells.iter().enumerate() {
            let name = if place == 0 { metric.name } else { "" };
            let (value, range) = told(&cell.value, metric.unit);
            let versus = cell.versus.as_ref();
            let change = versus.and_then(|it| wording::lift(&it.always).ok());
            let change = change.map_or(String::new(), |it| wording::change(&it));
            let p = |answer: Option<&Answer<super::model::Evidence>>| {
                let known = answer.and_then(Answer::known);
                known.map_or(String::new(), |it| wording::p_value(it.p))
            };
            let (always, once) = (p(versus.map(|it| &it.always)), p(versus.map(|it| &it.once)));
            let n = wording::amount(cell.n);
            rows.push(row([
                name, &cell.cell, &value, &range, &change, &always, &once, &n,
            ]));
        }
    }
    Section {
        heading: "All metrics".to_owned(),
        rows,
        texts: 2,
        ..Section::default()
    }
}

fn guardrails(report: &Report) -> Option<Section> {
    let mut rows = vec![row(["", "guardrail", "cell", "change", "interval"])];
    for guard in &report.guardrails {
        let (sign, words) = wording::standing(guard.standing);
        let (change, range) = match &guard.lift {
            Answer::Known(lift) => (wording::change(lift), wording::change_range(lift)),
            Answer::Unknown { unknown } => ("–".to_owned(), unknown.clone()),
        };
        let standing = format!("{sign} {words}");
        rows.push(row([&standing, guard.name, &guard.cell, &change, &range]));
    }
    (rows.len() > 1).then(|| Section {
        heading: "Guardrails".to_owned(),
        rows,
        texts: 3,
        ..Section::default()
    })
}

fn segments(group: &SegmentGroup) -> Section {
    let mut rows = vec![row([
        "segment", "cell", "lift", "interval", "p (Holm)", "n",
    ])];
    for it in &group.rows {
        let (lift, range) = match &it.lift {
            Answer::Known(lift) => (wording::change(lift), wording::change_range(lift)),
            Answer::Unknown { unknown } => ("–".to_owned(), unknown.clone()),
        };
        let p = it.p.map_or(String::new(), wording::p_value);
        let claimed = if it.is_claimed { " *" } else { "" };
        let p = format!("{p}{claimed}");
        let n = wording::count(it.n.impressions);
        rows.push(row([it.segment, &it.cell, &lift, &range, &p, &n]));
    }
    Section {
        heading: group.name.to_owned(),
        before: vec![format!("By {}.", group.meaning)],
        rows,
        texts: 2,
        after: group.sentences.iter().map(|it| plain(it)).collect(),
    }
}

fn artwork(report: &Report) -> Section {
    let artwork = &report.artwork;
    let mut rows = vec![row([
        "title",
        "artwork",
        "cell",
        "shown",
        "take fraction",
        "interval",
        "n",
    ])];
    for title in artwork.titles.iter().take(TITLES) {
        for picture in &title.artwork {
            for (place, it) in picture.cells.iter().enumerate().filter(|(_, it)| it.n > 0) {
                let (value, range) = told(&it.take_fraction, "share");
                let winner = title.winners.get(place).and_then(Option::as_ref);
                let star = if winner == Some(&picture.artwork) {
                    " ★"
                } else {
                    ""
                };
                let name = format!("{}{star}", picture.artwork);
                let shown = format!("{:.0} %", 100.0 * it.share);
                let n = wording::count(it.n);
                rows.push(row([
                    &title.name,
                    &name,
                    &it.cell,
                    &shown,
                    &value,
                    &range,
                    &n,
                ]));
            }
        }
    }
    Section {
        heading: "Which artwork wins where".to_owned(),
        before: vec![format!(
            "The {TITLES} titles with the most impressions; ★ is surely above all others in its cell."
        )],
        rows,
        texts: 3,
        after: losers(artwork),
    }
}

/// How much artwork never wins, and which is worst.
fn losers(artwork: &Artwork) -> Vec<String> {
    let mut lines = vec![format!(
        "{} artworks never win (shown at least {} times), {} were never shown.",
        wording::count(artwork.losers.len() as u64),
        artwork.least_shown,
        wording::count(artwork.never_shown.len() as u64)
    )];
    for loser in artwork.losers.iter().take(NAMED) {
        lines.push(plain(&format!(
            "{}, {}: {} ({}), its title {:.1} %, n {}",
            loser.title,
            loser.artwork,
            wording::value(&loser.take_fraction, "share"),
            wording::range(&loser.take_fraction, "share"),
            100.0 * loser.title_take_fraction,
            wording::count(loser.n)
        )));
    }
    lines
}

fn evaluations(report: &Report) -> Option<Section> {
    let mut rows = vec![row([
        "policy",
        "estimator",
        "estimate",
        "interval",
        "truth",
        "interval",
        "n",
    ])];
    for it in &report.evaluations {
        let (value, range) = told(&it.estimate, "share");
        let (truth, reach) = told(&it.truth, "share");
        let n = wording::count(it.n);
        rows.push(row([
            &it.policy,
            &it.estimator,
            &value,
            &range,
            &truth,
            &reach,
            &n,
        ]));
    }
    (rows.len() > 1).then(|| Section {
        heading: "Estimates beside the truth".to_owned(),
        rows,
        texts: 2,
        ..Section::default()
    })
}

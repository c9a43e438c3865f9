//! The take fraction by day: a line for each cell, with its band.

use std::fmt::Write;

use super::{
    colour,
    marks::{Scale, per_cent},
    named, safe, section, wording,
};
use crate::report::model::{DayTrace, Interval, Report};

/// A day at the end with less than one in so many of the impressions of a usual day is left out.
const LITTLE: u64 = 10;

pub(super) fn write(html: &mut String, report: &Report) {
    let days = trimmed(&report.days);
    let count = days.iter().map(|it| it.points.len()).max().unwrap_or(0);
    let known = days.iter().flat_map(|it| &it.points);
    let known = known.filter_map(|it| it.value.known().copied());
    if count < 2 || known.clone().next().is_none() {
        return;
    }
    let scale = Scale::of(known, false);
    let lead = "Quality plays for each impression. Bands are 95 % intervals of each day alone; \
                days on which too few members were seen, and short ones at the ends, are left out.";
    section(html, "days", "Take fraction by day", lead);
    html.push_str("<figure class=\"chart\">\n<div class=\"plotted\">");
    for tick in scale.ticks() {
        let _ = write!(
            html,
            "<span class=\"tick\" aria-hidden=\"true\" style=\"bottom:{:.2}%\">{}</span>",
            scale.at(tick),
            per_cent(tick)
        );
    }
    let _ = write!(
        html,
        "<svg class=\"lines\" viewBox=\"0 0 100 100\" preserveAspectRatio=\"none\" role=\"img\">\
         <title>Take fraction by day</title><desc>{}</desc>",
        describe(&days)
    );
    for tick in scale.ticks() {
        let at = 100.0 - scale.at(tick);
        let _ = write!(html, "<path class=\"grid\" d=\"M0 {at:.2}H100\"/>");
    }
    for (place, trace) in days.iter().enumerate() {
        line(html, trace, place, count, &scale);
    }
    html.push_str("</svg></div>\n<div class=\"dates\" aria-hidden=\"true\">");
    for day in dates(&days) {
        let _ = write!(html, "<span>{}</span>", safe(day));
    }
    html.push_str("</div>\n<figcaption>");
    for (place, trace) in days.iter().enumerate() {
        let class = colour(place);
        let _ = write!(
            html,
            "<span class=\"legend\"><svg class=\"swatch\" viewBox=\"0 0 30 10\" aria-hidden=\"true\">\
             <path class=\"line {class}\" d=\"M0 5H30\"/></svg> {}</span> ",
            named(place, &trace.cell)
        );
    }
    html.push_str("</figcaption>\n</figure>\n</section>\n");
}

/// The days without those at both ends on which little was shown: the log may begin and end within
/// a day.
fn trimmed(days: &[DayTrace]) -> Vec<DayTrace> {
    let count = days.iter().map(|it| it.points.len()).max().unwrap_or(0);
    let shown = |place: usize| -> u64 {
        let points = days.iter().filter_map(|it| it.points.get(place));
        points.map(|it| it.n).sum()
    };
    let mut sorted: Vec<u64> = (0..count).map(shown).collect();
    sorted.sort_unstable();
    let usual = sorted.get(count / 2).copied().unwrap_or(0);
    let told = |place: &usize| shown(*place) >= usual / LITTLE;
    let first = (0..count).find(told).unwrap_or(0);
    let end = (0..count).rfind(told).map_or(0, |last| last + 1);
    let cut = |trace: &DayTrace| DayTrace {
        cell: trace.cell.clone(),
        points: trace.points.iter().take(end).skip(first).cloned().collect(),
    };
    days.iter().map(cut).collect()
}

/// The first and the last value of each cell, for those who do not see the lines.
fn describe(days: &[DayTrace]) -> String {
    let sentence = |trace: &DayTrace| {
        let known = || {
            trace
                .points
                .iter()
                .filter_map(|it| Some((it, it.value.known()?)))
        };
        let (first, last) = (known().next()?, known().next_back()?);
        let told = |(point, value): (&crate::report::model::DayPoint, &Interval)| {
            format!("{} on {}", wording::value(value, "share"), point.day)
        };
        Some(format!("{}: {}, {}", trace.cell, told(first), told(last)))
    };
    let sentences: Vec<String> = days.iter().filter_map(sentence).collect();
    safe(&sentences.join("; "))
}

/// A line with its band; days without a value break it.
fn line(html: &mut String, trace: &DayTrace, place: usize, count: usize, scale: &Scale) {
    let class = colour(place);
    let at = |index: usize| 100.0 * index as f64 / (count - 1).max(1) as f64;
    let points: Vec<Option<(f64, &Interval)>> = (trace.points.iter().enumerate())
        .map(|(index, point)| Some((at(index), point.value.known()?)))
        .collect();
    for run in points.split(Option::is_none) {
        let run: Vec<&(f64, &Interval)> = run.iter().flatten().collect();
        let y = |number: f64| 100.0 - scale.at(number);
        let pairs = |of: &dyn Fn(&Interval) -> f64| -> Vec<String> {
            let pair = |it: &&(f64, &Interval)| format!("{:.2} {:.2}", it.0, y(of(it.1)));
            run.iter().map(pair).collect()
        };
        if run.is_empty() {
            continue;
        }
        let mut edge = pairs(&|it| it.high);
        edge.extend(pairs(&|it| it.low).into_iter().rev());
        let middle = pairs(&|it| it.value);
        let _ = write!(
            html,
            "<path class=\"area {class}\" d=\"M{}Z\"/><path class=\"line {class}\" d=\"M{}\"/>",
            edge.join("L"),
            if middle.len() == 1 {
                format!("{}h0.5", middle[0])
            } else {
                middle.join("L")
            }
        );
    }
}

/// The days at the ends of the lines, and those between as far as there is room.
fn dates(days: &[DayTrace]) -> Vec<&str> {
    let longest = days.iter().max_by_key(|it| it.points.len());
    let days: Vec<&str> = longest.map_or(Vec::new(), |it| {
        it.points.iter().map(|point| point.day.as_str()).collect()
    });
    match days.as_slice() {
        [] => Vec::new(),
        [first, .., last] if days.len() > 2 => vec![first, days[days.len() / 2], last],
        few => few.to_vec(),
    }
}

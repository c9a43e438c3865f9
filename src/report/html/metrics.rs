//! Metrics of cells: lifts, guardrails, how evenly things are spread, and the table of all.

use super::{
    TABLE_END, cell, change, colour,
    marks::{Scale, axis, bar, per_cent, track},
    named, place_of, row_heading, safe, section, table,
    top::{equal, lift_of},
    value,
};
use crate::report::{
    model::{MetricTable, Report},
    wording,
};

/// The lift in the metric that decides, as bars.
pub(super) fn lifts(html: &mut String, report: &Report) {
    let Some(metric) = report.metrics.first().filter(|it| it.cells.len() > 1) else {
        return;
    };
    let lead = format!(
        "The change in take fraction as a share of {}’s. Whiskers are intervals that hold at any \
         look: a bar whose whisker leaves 0 out is a difference.",
        safe(&metric.cells[0].cell)
    );
    section(html, "lift", "What each cell gains", &lead);
    let lift = |it: &crate::report::model::CellValue| {
        let versus = it.versus.as_ref()?;
        wording::lift(&versus.always).ok()
    };
    let scale = Scale::of(metric.cells.iter().filter_map(lift), true);
    let columns = ["Cell", "Lift", "Change", "Take fraction", "Verdict", "n"];
    table(html, "plot", "Lift in take fraction by cell", &columns, 2);
    for (place, it) in metric.cells.iter().enumerate().skip(1) {
        row_heading(html, &named(place, &it.cell));
        let svg = lift(it).map_or(String::new(), |lift| {
            let name = format!("Lift of {}", it.cell);
            bar(&scale, &lift, None, &colour(place), &name)
        });
        cell(html, "draw", "Lift", &svg);
        cell(html, "num", "Change", &lift_of(it));
        cell(html, "num", "Take fraction", &value(&it.value, metric.unit));
        let verdict = it.versus.as_ref().map(|it| wording::verdict(it.verdict));
        let (sign, words) = verdict.unwrap_or_default();
        cell(html, "num", "Verdict", &format!("{sign} {words}"));
        cell(html, "num", "n", &wording::amount(it.n));
        html.push_str("</tr>\n");
    }
    scale_row(html, 0, &scale, 4);
    html.push_str(TABLE_END);
    html.push_str("</section>\n");
}

/// The numbers of a scale below its tracks, after `before` cells and before `after` ones.
pub(super) fn scale_row(html: &mut String, before: usize, scale: &Scale, after: usize) {
    row_heading(html, "<span class=\"again\">Scale</span>");
    (0..before).for_each(|_| cell(html, "", "", ""));
    cell(html, "draw scale", "", &axis(scale, per_cent));
    (0..after).for_each(|_| cell(html, "", "", ""));
    html.push_str("</tr>\n");
}

/// Where cells stand with what they may not harm.
pub(super) fn guardrails(html: &mut String, report: &Report) {
    if report.guardrails.is_empty() {
        return;
    }
    let margin = report.guardrails[0].margin;
    let lead = format!(
        "What a cell may not harm by more than {}, whatever it gains. Not known yet is not a pass.",
        per_cent(margin)
    );
    section(html, "guardrails", "Guardrails", &lead);
    let columns = [
        "Guardrail",
        "Cell",
        "Change and interval",
        "Change",
        "Standing",
    ];
    table(html, "plot", "Guardrails by cell", &columns, 3);
    let mut before = "";
    for guard in &report.guardrails {
        let own = report
            .guardrails
            .iter()
            .filter(|it| it.metric == guard.metric);
        let scale = Scale::of(own.filter_map(|it| it.lift.known().copied()), true);
        let again = if before == guard.metric {
            " class=\"again\""
        } else {
            ""
        };
        before = &guard.metric;
        row_heading(
            html,
            &format!("<span{again}>{}</span>", capital(guard.name)),
        );
        let place = place_of(report, &guard.cell);
        cell(html, "", "Cell", &named(place, &guard.cell));
        let name = format!("{} in {}", guard.name, guard.cell);
        let svg = guard.lift.known().map_or(String::new(), |lift| {
            track(
                &scale,
                lift,
                None,
                &colour(place),
                guard.standing != "not_known_yet",
                &name,
            )
        });
        cell(html, "draw", "Change and interval", &svg);
        let lift = guard.lift.known().copied();
        let lift = lift.ok_or_else(|| guard.lift.reason().unwrap_or_default());
        cell(html, "num", "Change", &change(lift));
        let (sign, words) = wording::standing(guard.standing);
        let class = format!("num {}", guard.standing);
        cell(html, &class, "Standing", &format!("{sign} {words}"));
        html.push_str("</tr>\n");
    }
    html.push_str(TABLE_END);
    html.push_str("</section>\n");
}

/// How evenly artwork is shown and titles are played, as gauges.
pub(super) fn gauges(html: &mut String, report: &Report) {
    let lead = "A policy that shows everybody the same narrows what they see. The line across a \
                gauge is the baseline, the whisker the interval, the full width the most there \
                could be.";
    section(html, "diversity", "Diversity and filter bubble", lead);
    html.push_str("<div class=\"gauges\">\n");
    let is_shown = |it: &&MetricTable| it.is_diversity || it.key == "niche_share";
    for metric in report.metrics.iter().filter(is_shown) {
        gauge(html, metric);
    }
    html.push_str("</div>\n</section>\n");
}

fn gauge(html: &mut String, metric: &MetricTable) {
    let better = if metric.better == "more" {
        "more is more varied"
    } else {
        "less is more varied"
    };
    html.push_str("<div class=\"gauge\">\n");
    let caption = format!(
        "<b>{}</b> <small>{} ({better})</small>",
        capital(metric.name),
        metric.meaning
    );
    table(html, "plot", &caption, &["Cell", "Gauge", "Value", "n"], 2);
    let greatest = metric.greatest.unwrap_or(1.0);
    let scale = Scale {
        low: 0.0,
        high: if greatest > 0.0 { greatest } else { 1.0 },
    };
    let baseline = metric.cells[0].value.known().map(|it| it.value);
    for (place, it) in metric.cells.iter().enumerate() {
        row_heading(html, &named(place, &it.cell));
        let svg = it.value.known().map_or(String::new(), |value| {
            let mark = baseline.filter(|_| place > 0);
            let name = format!("{} in {}", metric.name, it.cell);
            bar(&scale, value, mark, &colour(place), &name)
        });
        cell(html, "draw", "Gauge", &svg);
        cell(html, "num", "Value", &value(&it.value, metric.unit));
        cell(
            html,
            "num",
            "n",
            &format!("{} {}", wording::amount(it.n), metric.of),
        );
        html.push_str("</tr>\n");
    }
    html.push_str(TABLE_END);
    html.push_str("</div>\n");
}

/// All metrics in all cells.
pub(super) fn all(html: &mut String, report: &Report) {
    let lead = "p at any look may be read as often as you like; p once holds for a single look at \
                a moment set beforehand. Many numbers are looked at here: only the take fraction \
                decides.";
    section(html, "metrics", "All metrics", lead);
    let columns = [
        "Metric",
        "Cell",
        "Value",
        "Change",
        "p at any look",
        "p once",
        "n",
    ];
    table(html, "cards", "All metrics in all cells", &columns, 2);
    for metric in &report.metrics {
        for (place, it) in metric.cells.iter().enumerate() {
            let again = if place > 0 { " class=\"again\"" } else { "" };
            row_heading(
                html,
                &format!("<span{again}>{}</span>", capital(metric.name)),
            );
            cell(html, "", "Cell", &named(place, &it.cell));
            cell(html, "num", "Value", &value(&it.value, metric.unit));
            cell(html, "num", "Change", &lift_of(it));
            let p = |always: bool| {
                let versus = it.versus.as_ref()?;
                let evidence = if always { &versus.always } else { &versus.once };
                Some(equal(&wording::p_value(evidence.known()?.p)))
            };
            let or_none = |p: Option<String>| {
                p.map_or("–".to_owned(), |it| safe(it.trim_start_matches("= ")))
            };
            cell(html, "num p", "p at any look", &or_none(p(true)));
            cell(html, "num p", "p once", &or_none(p(false)));
            cell(
                html,
                "num",
                "n",
                &format!("{} <small>{}</small>", wording::amount(it.n), metric.of),
            );
            html.push_str("</tr>\n");
        }
    }
    html.push_str(TABLE_END);
    html.push_str("</section>\n");
}

/// `text` with a capital letter at its start.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|it| it.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

//! A report as one page that needs nothing else: no program, no network, no other file.

mod artwork;
mod days;
mod marks;
mod metrics;
mod segments;
mod top;

use std::fmt::Write;

use super::{
    model::{Answer, Interval, Report},
    wording,
};
use crate::text::{Text, escaped};
use marks::{Scale, track};

/// How the page looks.
const STYLE: &str = include_str!("page.css");

/// How many series have a colour of their own; later ones begin again.
const COLOURS: usize = 6;

/// The page of `report`.
#[must_use]
pub fn page(report: &Report) -> String {
    let mut html = head(&report.headline.title);
    top::write(&mut html, report);
    html.push_str("<main>\n");
    metrics::lifts(&mut html, report);
    days::write(&mut html, report);
    metrics::guardrails(&mut html, report);
    segments::familiarity(&mut html, report);
    segments::others(&mut html, report);
    artwork::write(&mut html, report);
    metrics::gauges(&mut html, report);
    metrics::all(&mut html, report);
    evaluations(&mut html, report);
    method(&mut html, report);
    html.push_str("</main>\n</body>\n</html>\n");
    html
}

/// The head of a page called `title`. Nothing is fetched from anywhere and no program runs,
/// whatever the rest of the page holds.
fn head(title: &str) -> String {
    let title = safe(title);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
    )
}

/// `text` from outside as it stands in HTML: neutral and escaped.
fn safe(text: &str) -> String {
    escaped(Text::new(text).as_str())
}

/// Begins a section; `lead` says what it shows and is HTML.
fn section(html: &mut String, id: &str, heading: &str, lead: &str) {
    let _ = writeln!(
        html,
        "<section id=\"{id}\" aria-labelledby=\"{id}-h\">\n<h2 id=\"{id}-h\">{heading}</h2>\n\
         <p class=\"lead\">{lead}</p>"
    );
}

/// Begins a table with these columns, of which those after the first `texts` are numbers.
fn table(html: &mut String, class: &str, caption: &str, columns: &[&str], texts: usize) {
    let _ = write!(
        html,
        "<table class=\"{class}\" role=\"table\"><caption>{caption}</caption>\
         <thead role=\"rowgroup\"><tr role=\"row\">"
    );
    for (place, column) in columns.iter().enumerate() {
        let class = if place < texts { "" } else { " class=\"num\"" };
        let _ = write!(
            html,
            "<th scope=\"col\" role=\"columnheader\"{class}>{column}</th>"
        );
    }
    html.push_str("</tr></thead>\n<tbody role=\"rowgroup\">\n");
}

const TABLE_END: &str = "</tbody></table>\n";

/// The heading of a row; `content` is HTML.
fn row_heading(html: &mut String, content: &str) {
    let _ = write!(
        html,
        "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">{content}</th>"
    );
}

/// A cell of a table below `heading`; `content` is HTML.
fn cell(html: &mut String, class: &str, heading: &str, content: &str) {
    let _ = write!(
        html,
        "<td role=\"cell\" class=\"{class}\" data-label=\"{heading}\">{content}</td>"
    );
}

/// The colour of the cell at `place`, as a class.
fn colour(place: usize) -> String {
    if place == 0 {
        return "s0".to_owned();
    }
    format!("s{}", (place - 1) % (COLOURS - 1) + 1)
}

/// A name of a cell with its mark.
fn named(place: usize, name: &str) -> String {
    let class = colour(place);
    format!(
        "<span class=\"key {class}\" aria-hidden=\"true\"></span><span class=\"name\">{}</span>",
        safe(name)
    )
}

/// The place of a cell among those of the report.
fn place_of(report: &Report, cell: &str) -> usize {
    let cells = &report.source.cells;
    cells.iter().position(|it| it.name == cell).unwrap_or(0)
}

/// A value with its interval, or why there is none.
fn value(answer: &Answer<Interval>, unit: &str) -> String {
    match answer {
        Answer::Known(interval) => pair(
            &wording::value(interval, unit),
            &wording::range(interval, unit),
        ),
        Answer::Unknown { unknown } => why(unknown),
    }
}

/// A change with its interval, or why there is none.
fn change(answer: Result<Interval, &str>) -> String {
    match answer {
        Ok(lift) => pair(&wording::change(&lift), &wording::change_range(&lift)),
        Err(reason) => why(reason),
    }
}

/// A number and its interval; no unit stands at the start of a line.
fn pair(value: &str, range: &str) -> String {
    let unit = "\u{a0}%";
    let [value, range] = [value, range].map(|it| it.replace(" %", unit));
    format!("<b>{value}</b> <small>{range}</small>")
}

fn why(reason: &str) -> String {
    format!("<span class=\"why\">{}</span>", safe(reason))
}

/// Estimates from logs beside the truth; nothing if there are none.
fn evaluations(html: &mut String, report: &Report) {
    if report.evaluations.is_empty() {
        return;
    }
    let lead = "What estimators made of each policy, trained on the first days, from the last days of \
                another cell's log alone; and the truth, which only a simulation knows: what the \
                policy would have been worth on those impressions.";
    section(html, "evaluations", "Estimates beside the truth", lead);
    let known = report.evaluations.iter();
    let known = known.flat_map(|it| [it.estimate.known(), it.truth.known()]);
    let scale = Scale::of(known.flatten().copied(), false);
    let columns = [
        "Policy",
        "Estimator",
        "Estimate and truth",
        "Estimate",
        "Truth",
        "n",
    ];
    table(
        html,
        "plot",
        "Off-policy estimates of the take fraction",
        &columns,
        3,
    );
    for it in &report.evaluations {
        row_heading(html, &safe(&it.policy));
        cell(html, "", "Estimator", &safe(&it.estimator));
        let name = format!("{} of {}", it.estimator, it.policy);
        let svg = it.estimate.known().map_or(String::new(), |estimate| {
            track(&scale, estimate, it.truth.known(), "s1", true, &name)
        });
        cell(html, "draw", "Estimate and truth", &svg);
        cell(html, "num", "Estimate", &value(&it.estimate, "share"));
        cell(html, "num", "Truth", &value(&it.truth, "share"));
        cell(html, "num", "n", &wording::count(it.n));
        html.push_str("</tr>\n");
    }
    html.push_str(TABLE_END);
    html.push_str("</section>\n");
}

fn method(html: &mut String, report: &Report) {
    section(
        html,
        "method",
        "Method and caveats",
        "What stands behind every number above.",
    );
    html.push_str("<div class=\"method\">\n");
    for note in &report.method {
        let _ = write!(html, "<div><h3>{}</h3>", safe(&note.heading));
        for sentence in &note.sentences {
            let _ = write!(html, "<p>{}</p>", safe(sentence));
        }
        html.push_str("</div>\n");
    }
    html.push_str("</div>\n");
    let cells = &report.source.cells;
    table(
        html,
        "cards",
        "The cells",
        &["Cell", "Policy", "Members", "Impressions"],
        2,
    );
    for (place, it) in cells.iter().enumerate() {
        let role = if place == 0 {
            " <small>baseline</small>"
        } else {
            ""
        };
        row_heading(html, &format!("{}{role}", named(place, &it.name)));
        cell(html, "", "Policy", &safe(&it.policies.join(", then ")));
        cell(html, "num", "Members", &wording::count(it.members));
        cell(html, "num", "Impressions", &wording::count(it.impressions));
        html.push_str("</tr>\n");
    }
    html.push_str(TABLE_END);
    html.push_str("</section>\n");
}

//! Who benefits: lifts of segments as a forest.

use std::fmt::Write;

use super::{
    TABLE_END, cell, change, colour,
    marks::{Scale, track},
    metrics::scale_row,
    named, place_of, row_heading, safe, section, table,
    top::equal,
    wording,
};
use crate::report::model::{Report, SegmentGroup, SegmentRow};

const COLUMNS: [&str; 6] = [
    "Segment",
    "Cell",
    "Lift",
    "Change",
    "p (Holm)",
    "impressions / members",
];

/// Titles that a member knew, beside those that were new.
pub(super) fn familiarity(html: &mut String, report: &Report) {
    let Some(group) = report.segments.iter().find(|it| it.key == "familiarity") else {
        return;
    };
    let lead = "Artwork should matter most for titles that a member has never opened or played. \
                Filled dots may be claimed (after Holm’s adjustment); hollow ones may be chance.";
    section(html, "familiarity", "New and familiar titles", lead);
    forest(html, report, group, &scale_of(&[group]));
    html.push_str("</section>\n");
}

/// All other segments.
pub(super) fn others(html: &mut String, report: &Report) {
    let others = report.segments.iter().filter(|it| it.key != "familiarity");
    let groups: Vec<&SegmentGroup> = others.collect();
    if groups.is_empty() {
        return;
    }
    let lead = "The lift in take fraction among parts of the impressions, with intervals that hold \
                at any look. Filled dots may be claimed (after Holm’s adjustment within each kind); \
                hollow ones may be chance.";
    section(html, "segments", "Who benefits", lead);
    let scale = scale_of(&groups);
    for group in groups {
        let _ = writeln!(
            html,
            "<h3>{} <small>{}</small></h3>",
            group.name, group.meaning
        );
        forest(html, report, group, &scale);
    }
    html.push_str("</section>\n");
}

fn scale_of(groups: &[&SegmentGroup]) -> Scale {
    let rows = groups.iter().flat_map(|group| &group.rows);
    Scale::of(rows.filter_map(|row| row.lift.known().copied()), true)
}

fn forest(html: &mut String, report: &Report, group: &SegmentGroup, scale: &Scale) {
    let caption = format!("Lift by segment: {}", group.name.to_lowercase());
    table(html, "plot forest", &caption, &COLUMNS, 3);
    let mut segments: Vec<&str> = Vec::new();
    for row in &group.rows {
        if !segments.contains(&row.segment) {
            segments.push(row.segment);
        }
    }
    for segment in segments {
        let rows = group.rows.iter().filter(|it| it.segment == segment);
        for (place, row) in rows.enumerate() {
            forest_row(html, report, row, scale, place > 0);
        }
    }
    scale_row(html, 1, scale, 3);
    html.push_str(TABLE_END);
    html.push_str("<ul class=\"say\">");
    for sentence in &group.sentences {
        let _ = write!(html, "<li>{}</li>", safe(sentence));
    }
    html.push_str("</ul>\n");
}

fn forest_row(html: &mut String, report: &Report, row: &SegmentRow, scale: &Scale, again: bool) {
    let class = if again { " class=\"again\"" } else { "" };
    row_heading(html, &format!("<span{class}>{}</span>", row.segment));
    let place = place_of(report, &row.cell);
    cell(html, "", "Cell", &named(place, &row.cell));
    let svg = row.lift.known().map_or(String::new(), |lift| {
        let name = format!("Lift of {} for {}", row.cell, row.segment);
        track(scale, lift, None, &colour(place), row.is_claimed, &name)
    });
    cell(html, "draw", "Lift", &svg);
    let lift = row.lift.known().copied();
    let lift = lift.ok_or_else(|| row.lift.reason().unwrap_or_default());
    cell(html, "num", "Change", &change(lift));
    let p = row.p.map_or("–".to_owned(), |p| {
        safe(equal(&wording::p_value(p)).trim_start_matches("= "))
    });
    cell(html, "num p", "p (Holm)", &p);
    let n = format!(
        "{} <small>/ {}</small>",
        wording::count(row.n.impressions),
        wording::count(row.n.members)
    );
    cell(html, "num", COLUMNS[5], &n);
    html.push_str("</tr>\n");
}

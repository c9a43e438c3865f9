//! Which artwork wins where: a table for each of the titles that were shown most.

use std::fmt::Write;

use super::{
    TABLE_END, cell, colour,
    marks::{Scale, bar},
    row_heading, safe, section, value, wording,
};
use crate::report::model::{Answer, ArtworkCell, ArtworkTitle, Interval, Report};

/// So many titles have a table of their own.
const TITLES: usize = 6;
/// So many artworks are named in a list.
const NAMED: usize = 10;

pub(super) fn write(html: &mut String, report: &Report) {
    let artwork = &report.artwork;
    if artwork.titles.is_empty() {
        return;
    }
    let lead = format!(
        "The bar, and the last line, say how often a cell shows an artwork, of the title’s \
         impressions there; between them stands the take fraction with its 95 % interval. ★ is an artwork surely above all others \
         in its cell. The {} titles with the most impressions of {}; all of them with --json or \
         --csv.",
        artwork.titles.len().min(TITLES),
        wording::count(artwork.titles.len() as u64)
    );
    section(html, "artwork", "Which artwork wins where", &lead);
    html.push_str("<div class=\"league\">\n");
    for title in artwork.titles.iter().take(TITLES) {
        title_table(html, report, title);
    }
    html.push_str("</div>\n<div class=\"lists\">\n");
    losers(html, report);
    never_shown(html, report);
    html.push_str("</div>\n</section>\n");
}

fn title_table(html: &mut String, report: &Report, title: &ArtworkTitle) {
    let interval = title.take_fraction;
    let caption = format!(
        "<b>{}</b> <small>{} impressions, {:.1} % taken</small>",
        safe(&title.name),
        wording::count(title.n),
        100.0 * interval
    );
    let names: Vec<String> = (report.source.cells.iter().enumerate())
        .map(|(place, it)| super::named(place, &it.name))
        .collect();
    let mut columns = vec!["Artwork"];
    columns.extend(names.iter().map(String::as_str));
    super::table(html, "artworks", &caption, &columns, columns.len());
    for artwork in &title.artwork {
        row_heading(html, &safe(&artwork.artwork));
        for (place, it) in artwork.cells.iter().enumerate() {
            let winner = title.winners.get(place).and_then(Option::as_ref);
            let is_winner = winner == Some(&artwork.artwork);
            let label = safe(&it.cell);
            cell(
                html,
                "",
                &label,
                &share(it, place, is_winner, &artwork.artwork),
            );
        }
        html.push_str("</tr>\n");
    }
    html.push_str(TABLE_END);
}

/// The share as a bar, and the take fraction.
fn share(it: &ArtworkCell, place: usize, is_winner: bool, name: &str) -> String {
    let scale = Scale {
        low: 0.0,
        high: 1.0,
    };
    let interval = Interval {
        value: it.share,
        low: it.share,
        high: it.share,
    };
    let star = if is_winner {
        "<span class=\"star\" title=\"surely above all others in this cell\">★</span> "
    } else {
        ""
    };
    let name = format!("Share of {name} in {}", it.cell);
    let taken = match &it.take_fraction {
        Answer::Known(_) => value(&it.take_fraction, "share"),
        Answer::Unknown { .. } => "<span class=\"why\">too few to tell</span>".to_owned(),
    };
    format!(
        "{}<div class=\"taken\">{star}{taken}</div><div class=\"n\">{:.0}\u{a0}%, n {}</div>",
        bar(&scale, &interval, None, &colour(place), &name),
        100.0 * it.share,
        wording::count(it.n)
    )
}

fn losers(html: &mut String, report: &Report) {
    let artwork = &report.artwork;
    let _ = write!(
        html,
        "<div><h3>Artwork that never wins <small>shown at least {} times, interval below its \
         title’s take fraction: {}</small></h3>",
        wording::count(artwork.least_shown),
        wording::count(artwork.losers.len() as u64)
    );
    html.push_str("<ul class=\"say\">");
    for loser in artwork.losers.iter().take(NAMED) {
        let _ = write!(
            html,
            "<li>{}, <b>{}</b>: {} ({}), its title {:.1} %, n {}</li>",
            safe(&loser.title),
            safe(&loser.artwork),
            wording::value(&loser.take_fraction, "share"),
            wording::range(&loser.take_fraction, "share"),
            100.0 * loser.title_take_fraction,
            wording::count(loser.n)
        );
    }
    more(html, artwork.losers.len());
    html.push_str("</ul></div>\n");
}

fn never_shown(html: &mut String, report: &Report) {
    let never = &report.artwork.never_shown;
    let _ = write!(
        html,
        "<div><h3>Artwork never shown <small>it could be chosen and never was: {}</small></h3>\
         <ul class=\"say\">",
        wording::count(never.len() as u64)
    );
    for it in never.iter().take(NAMED) {
        let (title, artwork) = (safe(&it.title), safe(&it.artwork));
        let _ = write!(html, "<li>{title}, <b>{artwork}</b></li>");
    }
    more(html, never.len());
    html.push_str("</ul></div>\n");
}

/// What a list does not name.
fn more(html: &mut String, length: usize) {
    if length == 0 {
        html.push_str("<li>None.</li>");
    }
    if length > NAMED {
        let _ = write!(
            html,
            "<li>… and {} more</li>",
            wording::count((length - NAMED) as u64)
        );
    }
}

//! `keyart log stats`: counts and the take fraction.

use std::{
    io::{self, Write},
    path::Path,
};

use serde_json::json;

use super::{Failure, Grouping, StatsOptions, print_columns, print_empty, print_tails, torn_json};
use crate::log::{
    self,
    statistics::{Share, Statistics, Tally},
};

/// One row of `keyart log stats`: the names of what is counted, and the counts.
type Row = (Vec<String>, Tally);

/// Prints what the log in `folder` tells, counted.
pub(super) fn run(
    options: &StatsOptions,
    folder: &Path,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let statistics = Statistics::of(log::read(folder)?)?;
    let groups = options.by.map(|by| (headings(by), rows(&statistics, by)));
    if options.json {
        return Ok(print_stats_json(&statistics, groups.as_ref(), out)?);
    }
    if statistics.sessions == 0 {
        print_empty(folder, out)?;
    } else {
        print_stats(&statistics, groups, out)?;
    }
    Ok(print_tails(&statistics.tails, out)?)
}

fn headings(by: Grouping) -> &'static [&'static str] {
    match by {
        Grouping::Title => &["title"],
        Grouping::Artwork => &["title", "artwork"],
        Grouping::Policy => &["policy"],
    }
}

fn rows(statistics: &Statistics, by: Grouping) -> Vec<Row> {
    match by {
        Grouping::Title => (statistics.by_title.iter())
            .map(|(title, tally)| (vec![title.to_string()], *tally))
            .collect(),
        Grouping::Artwork => (statistics.by_artwork.iter())
            .map(|((title, artwork), tally)| (vec![title.to_string(), artwork.to_string()], *tally))
            .collect(),
        Grouping::Policy => (statistics.by_policy.iter())
            .map(|(policy, tally)| (vec![policy.to_string()], *tally))
            .collect(),
    }
}

fn print_stats(
    statistics: &Statistics,
    groups: Option<(&[&str], Vec<Row>)>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (headings, mut rows) = groups.unwrap_or((&[""], Vec::new()));
    let mut total = vec![String::new(); headings.len()];
    total[0] = "total".to_owned();
    rows.push((total, statistics.total));

    let counts = tally_counts(&statistics.total);
    let names = headings.iter().map(|heading| (*heading).to_owned());
    let mut table: Vec<Vec<String>> = vec![
        names
            .chain(counts.map(|(name, _)| name.replace('_', " ")))
            .chain(["take fraction (95 %)".to_owned()])
            .collect(),
    ];
    for (mut cells, tally) in rows {
        cells.extend(tally_counts(&tally).map(|(_, count)| count.to_string()));
        cells.push(share_text(tally.take_fraction()));
        table.push(cells);
    }
    let numbers = headings.len()..headings.len() + counts.len();
    print_columns(&table, numbers, out)?;
    if statistics.unmatched > 0 {
        writeln!(
            out,
            "note: outcomes not counted, because their session does not hold their impression: {}",
            statistics.unmatched
        )?;
    }
    Ok(())
}

fn share_text(share: Option<Share>) -> String {
    let Some(Share {
        value,
        low,
        high,
        n,
    }) = share
    else {
        return "–".to_owned();
    };
    let percent = |share: f64| share * 100.0;
    format!(
        "{:.1} % ({:.1}–{:.1} %), n = {n}",
        percent(value),
        percent(low),
        percent(high),
    )
}

fn print_stats_json(
    statistics: &Statistics,
    groups: Option<&(&[&str], Vec<Row>)>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut document = json!({
        "sessions": statistics.sessions,
        "total": tally_json(&statistics.total),
        "unmatched_outcomes": statistics.unmatched,
        "torn": statistics.tails.iter().map(torn_json).collect::<Vec<_>>(),
    });
    if let Some((headings, rows)) = groups {
        let row = |(names, tally): &Row| {
            let mut object = tally_json(tally);
            for (heading, name) in headings.iter().zip(names) {
                object[*heading] = json!(name);
            }
            object
        };
        document["groups"] = rows.iter().map(row).collect();
    }
    writeln!(out, "{document}")
}

fn tally_json(tally: &Tally) -> serde_json::Value {
    let mut object: serde_json::Map<String, serde_json::Value> = tally_counts(tally)
        .map(|(name, count)| (name.to_owned(), json!(count)))
        .into_iter()
        .collect();
    let share = tally.take_fraction().map(
        |share| json!({ "value": share.value, "low": share.low, "high": share.high, "n": share.n }),
    );
    object.insert("take_fraction".to_owned(), json!(share));
    object.into()
}

/// The counts of `tally` in the order of the columns, with their keys in JSON.
fn tally_counts(tally: &Tally) -> [(&'static str, u64); 8] {
    [
        ("impressions", tally.impressions),
        ("plays", tally.plays),
        ("quality_plays", tally.quality_plays),
        ("opens", tally.opens),
        ("skips", tally.skips),
        ("expired", tally.expired),
        ("pending", tally.pending),
        ("withdrawn", tally.withdrawn),
    ]
}

//! `keyart log`: looks into the event log.

use std::{
    collections::VecDeque,
    io::{self, Write},
    path::Path,
};

use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;
use unicode_width::UnicodeWidthStr;

use super::Failure;
use crate::{
    log::{
        self, Event, Impression, LogError, Outcome, OutcomeRecord, Record, Segment, SessionId,
        Tail,
        statistics::{Share, Statistics, Tally},
    },
    text::Text,
};

/// What to do with the event log.
#[derive(Debug, Subcommand)]
pub enum LogCommand {
    /// Show the latest events.
    Tail(TailOptions),
    /// Count impressions, plays and the take fraction.
    Stats(StatsOptions),
    /// Print the folder of the log.
    Path,
}

/// Options of `keyart log tail`.
#[derive(Debug, Args)]
pub struct TailOptions {
    /// How many events.
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20)]
    pub lines: usize,
    /// Print one JSON object a line.
    #[arg(long)]
    pub json: bool,
}

/// Options of `keyart log stats`.
#[derive(Debug, Args)]
pub struct StatsOptions {
    /// Also count for each of these.
    #[arg(long, value_enum)]
    pub by: Option<Grouping>,
    /// Print one JSON object.
    #[arg(long)]
    pub json: bool,
}

/// What impressions are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Grouping {
    /// The title shown.
    Title,
    /// The artwork shown.
    Artwork,
    /// The policy that chose.
    Policy,
}

/// One row of `keyart log stats`: the names of what is counted, and the counts.
type Row = (Vec<String>, Tally);

/// Runs `command` on the log in `folder` and prints to `out`.
///
/// # Errors
/// [`Failure::Input`] if the log is damaged or too new, [`Failure::Storage`] if reading it or
/// printing fails.
pub fn run(command: &LogCommand, folder: &Path, out: &mut dyn Write) -> Result<(), Failure> {
    match command {
        LogCommand::Tail(options) => tail(options, folder, out),
        LogCommand::Stats(options) => stats(options, folder, out),
        LogCommand::Path => Ok(writeln!(out, "{}", printable(folder))?),
    }
}

impl From<LogError> for Failure {
    fn from(error: LogError) -> Self {
        match error {
            LogError::Damaged { .. } | LogError::Newer { .. } | LogError::Refused { .. } => {
                Self::Input(error.to_string())
            }
            LogError::Io { .. } | LogError::NotStored { .. } => Self::Storage(error.to_string()),
        }
    }
}

fn tail(options: &TailOptions, folder: &Path, out: &mut dyn Write) -> Result<(), Failure> {
    let Latest { events, tails } = Latest::read(options.lines, folder)?;
    if options.json {
        for (session, record) in &events {
            log::write_json(session, record, &mut *out)?;
            writeln!(out)?;
        }
        for torn in &tails {
            writeln!(out, "{}", json!({ "torn": torn_json(torn) }))?;
        }
        return Ok(());
    }
    if events.is_empty() && options.lines > 0 {
        print_empty(folder, out)?;
    } else {
        let rows: Vec<Vec<String>> = events.iter().map(event_row).collect();
        print_columns(&rows, 0, out)?;
    }
    Ok(print_tails(&tails, out)?)
}

/// The end of a log, and what of it is torn.
#[derive(Default)]
struct Latest {
    events: VecDeque<(SessionId, Record)>,
    tails: Vec<Tail>,
}

impl Latest {
    /// The last `count` events, oldest first. Only the segments that are needed are read.
    fn read(count: usize, folder: &Path) -> Result<Self, LogError> {
        let mut latest = Self::default();
        for segment in log::read(folder)?.rev() {
            if latest.events.len() >= count {
                break;
            }
            latest.prepend(segment?, count - latest.events.len())?;
        }
        Ok(latest)
    }

    /// Puts the last `count` records of `segment` before the events.
    fn prepend(&mut self, mut segment: Segment, count: usize) -> Result<(), LogError> {
        let mut kept = VecDeque::new();
        for record in &mut segment {
            if kept.len() == count {
                kept.pop_front();
            }
            kept.push_back(record?);
        }
        self.tails.extend(segment.tail().cloned());
        if let Some(start) = segment.session() {
            for record in kept.into_iter().rev() {
                self.events.push_front((start.session.clone(), record));
            }
        }
        Ok(())
    }
}

fn event_row((session, record): &(SessionId, Record)) -> Vec<String> {
    let (kind, detail) = match &record.event {
        Event::SessionStarted(start) => (
            "session started",
            format!(
                "seed {}, policy {}, catalog {}",
                start.seed, start.policy, start.catalog_digest
            ),
        ),
        Event::ProfileSelected { profile } => ("profile selected", profile.to_string()),
        Event::Impression(impression) => ("impression", impression_detail(impression)),
        Event::Outcome(outcome) => ("outcome", outcome_detail(outcome)),
        Event::SessionEnded => ("session ended", String::new()),
    };
    vec![
        record.at.rfc3339(),
        session.to_string(),
        kind.to_owned(),
        detail,
    ]
}

fn impression_detail(impression: &Impression) -> String {
    let artwork = impression
        .chosen_arm()
        .map_or("?", |arm| arm.artwork.as_str());
    format!(
        "#{} {} saw {} / {} on {} {},{}: propensity {} of {} arms, {} after {} updates",
        impression.id,
        impression.profile,
        impression.title,
        artwork,
        impression.slot.canvas,
        impression.slot.row,
        impression.slot.column,
        impression.propensity(),
        impression.arms.len(),
        impression.policy,
        impression.model_version,
    )
}

fn outcome_detail(record: &OutcomeRecord) -> String {
    let what = match record.outcome {
        Outcome::Played { fraction } => format!("played {:.0} %", fraction * 100.0),
        Outcome::Opened => "opened".to_owned(),
        Outcome::Skipped => "skipped".to_owned(),
        Outcome::Expired => "expired".to_owned(),
    };
    format!("#{} {what}: reward {}", record.impression, record.reward)
}

fn stats(options: &StatsOptions, folder: &Path, out: &mut dyn Write) -> Result<(), Failure> {
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

    let counts = [
        "impressions",
        "plays",
        "quality plays",
        "opens",
        "skips",
        "expired",
        "pending",
        "take fraction (95 %)",
    ];
    let mut table = vec![
        headings
            .iter()
            .chain(&counts)
            .map(|s| (*s).to_owned())
            .collect(),
    ];
    table.extend(rows.into_iter().map(|(names, tally)| {
        let mut cells = names;
        cells.extend(tally_counts(&tally).map(|(_, count)| count.to_string()));
        cells.push(
            tally
                .take_fraction()
                .map_or_else(|| "–".to_owned(), share_text),
        );
        cells
    }));
    print_columns(&table, headings.len(), out)?;
    if statistics.unmatched > 0 {
        writeln!(
            out,
            "note: outcomes not counted, because their session does not hold their impression: {}",
            statistics.unmatched
        )?;
    }
    Ok(())
}

fn share_text(share: Share) -> String {
    format!(
        "{:.1} % ({:.1}–{:.1} %), n = {}",
        share.value * 100.0,
        share.low * 100.0,
        share.high * 100.0,
        share.n
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

/// The counts of `tally` in the order of the table's columns, with their names in JSON.
fn tally_counts(tally: &Tally) -> [(&'static str, u64); 7] {
    [
        ("impressions", tally.impressions),
        ("plays", tally.plays),
        ("quality_plays", tally.quality_plays),
        ("opens", tally.opens),
        ("skips", tally.skips),
        ("expired", tally.expired),
        ("pending", tally.pending),
    ]
}

fn torn_json(tail: &Tail) -> serde_json::Value {
    json!({ "file": tail.file.as_str(), "bytes": tail.bytes })
}

fn print_tails(tails: &[Tail], out: &mut dyn Write) -> io::Result<()> {
    for tail in tails {
        writeln!(
            out,
            "note: {}: the last {} bytes are an unfinished batch, left by a crash; set aside",
            tail.file, tail.bytes
        )?;
    }
    Ok(())
}

fn print_empty(folder: &Path, out: &mut dyn Write) -> io::Result<()> {
    let folder = printable(folder);
    writeln!(out, "No log yet in {folder}: browse once with `keyart`.")
}

/// Prints `rows` in columns two apart. Columns from `numbers` on, where that is not 0, hold
/// numbers and are aligned to the right, except the last.
fn print_columns(rows: &[Vec<String>], numbers: usize, out: &mut dyn Write) -> io::Result<()> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column| {
        rows.iter()
            .filter_map(|row| row.get(column))
            .map(|cell: &String| cell.width())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    for row in rows {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate() {
            let padding = " ".repeat(widths[column] - cell.width());
            let is_number = numbers > 0 && column >= numbers && column + 1 < columns;
            line.push_str(if column > 0 { "  " } else { "" });
            let (first, second) = if is_number {
                (padding.as_str(), cell.as_str())
            } else {
                (cell.as_str(), padding.as_str())
            };
            line.push_str(first);
            line.push_str(second);
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn printable(path: &Path) -> Text {
    Text::new(&path.to_string_lossy())
}

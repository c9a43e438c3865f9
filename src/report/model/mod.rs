//! What a report says, as data.

mod answer;
mod artwork;

use serde::Serialize;

pub(in crate::report) use answer::words;
pub use answer::{Answer, Evidence, Interval, Word};
pub use artwork::{
    Artwork, ArtworkCell, ArtworkName, ArtworkTitle, DesignEffect, Loser, NeverShown,
};

/// The version of the keys of a report.
pub const REPORT_SCHEMA: u32 = 1;

/// What an experiment showed. All numbers are finite; texts are as they were read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// The version of the keys: [`REPORT_SCHEMA`].
    pub schema: u32,
    /// What comes out of it.
    pub headline: Headline,
    /// What was read.
    pub source: Source,
    /// Whether it can be trusted.
    pub checks: Checks,
    /// All metrics, the one that decides first, and how evenly things are spread.
    pub metrics: Vec<MetricTable>,
    /// Metrics that a cell may not harm.
    pub guardrails: Vec<Guard>,
    /// Who benefits.
    pub segments: Vec<SegmentGroup>,
    /// The take fraction of each cell by day.
    pub days: Vec<DayTrace>,
    /// Which artwork wins where.
    pub artwork: Artwork,
    /// Estimates of policies from logs of others, beside the truth.
    pub evaluations: Vec<Estimated>,
    /// How the numbers were made, and what they do not say.
    pub method: Vec<Note>,
}

/// What comes out, for those who read nothing else.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Headline {
    /// What it comes to.
    pub verdict: Word,
    /// In a few words.
    pub title: String,
    /// In plain sentences.
    pub sentence: String,
    /// The best cell beside the baseline, by take fraction; `None` with a single cell.
    pub best: Option<CellValue>,
    /// The baseline.
    pub baseline: CellValue,
}

/// One metric in one cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CellValue {
    /// The cell.
    pub cell: String,
    /// How many members it has.
    pub members: u64,
    /// How many of what the metric is of: impressions, plays, sessions.
    pub n: f64,
    /// The value, with the interval of a single look.
    pub value: Answer<Interval>,
    /// The cell beside the baseline; `None` for the baseline itself.
    pub versus: Option<Versus>,
}

/// A cell beside the baseline.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Versus {
    /// What may be looked at any time comes to this.
    pub verdict: Word,
    /// For one look, at a moment set beforehand.
    pub once: Answer<Evidence>,
    /// For as many looks as one likes.
    pub always: Answer<Evidence>,
    /// In a sentence.
    pub sentence: String,
}

/// One metric in all cells.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MetricTable {
    /// Its name for programs, such as `take_fraction`.
    pub key: String,
    /// Its name in plain words.
    pub name: &'static str,
    /// `share`, `minutes`, `seconds`, `items` or `number`.
    pub unit: &'static str,
    /// Which way is better: `more` or `less`.
    pub better: &'static str,
    /// What its n counts.
    pub of: &'static str,
    /// What it is.
    pub meaning: &'static str,
    /// Whether it says how evenly things are spread.
    pub is_diversity: bool,
    /// The greatest value that it can have, where there is one.
    pub greatest: Option<f64>,
    /// Each cell, the baseline first.
    pub cells: Vec<CellValue>,
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Source {
    /// The folder or log.
    pub name: String,
    /// The day of the first impression, as `2026-01-05`.
    pub first_day: String,
    /// That of the last.
    pub last_day: String,
    /// Members.
    pub members: u64,
    /// Impressions, whatever followed.
    pub impressions: u64,
    /// Titles that were shown.
    pub titles: u64,
    /// The cells, the baseline first.
    pub cells: Vec<CellAbout>,
    /// What it was simulated with; `None` if it was not.
    pub simulated: Option<Simulated>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CellAbout {
    /// Its name.
    pub name: String,
    /// The policies that served it.
    pub policies: Vec<String>,
    /// How many members were seen in it, and in no other.
    pub members: u64,
    /// How many impressions it has.
    pub impressions: u64,
}

/// What a simulation was told.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Simulated {
    /// How many members.
    pub members: u64,
    /// How many days.
    pub days: u32,
    /// Where all chance comes from.
    pub seed: u64,
    /// What the members are like.
    pub preset: String,
    /// When policies learnt.
    pub learning: String,
    /// The cells in their order.
    pub cells: Vec<String>,
}

/// Whether the numbers can be trusted.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Checks {
    /// `holds`, `mismatch`, `too_few` or `one_cell`.
    pub sample_ratio: &'static str,
    /// How often chance gives such counts; `None` where it cannot be told.
    pub sample_ratio_p: Option<f64>,
    /// The same in a sentence.
    pub sample_ratio_sentence: String,
    /// What cells that are treated alike show; `None` if there are none.
    pub alike: Option<String>,
    /// Impressions of which it is not known yet what followed.
    pub pending: u64,
    /// Impressions that count for nothing.
    pub withdrawn: u64,
    /// Members seen in two cells, who are in no number.
    pub crossed: u64,
}

/// A metric that a cell may not harm.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Guard {
    /// The metric, by its name for programs.
    pub metric: String,
    /// Its name.
    pub name: &'static str,
    /// The cell.
    pub cell: String,
    /// The greatest harm that is put up with, as a share of the baseline.
    pub margin: f64,
    /// `pass`, `fail`, `not_known_yet` or `unknown`.
    pub standing: &'static str,
    /// The change, at any look.
    pub lift: Answer<Interval>,
    /// In a sentence.
    pub sentence: String,
}

/// Segments of one kind, such as devices.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SegmentGroup {
    /// Its name for programs: `device`, `time_of_day`, `familiarity` or `session`.
    pub key: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What its segments are.
    pub meaning: &'static str,
    /// Each segment in each cell but the baseline.
    pub rows: Vec<SegmentRow>,
    /// What it comes to, a sentence for each cell.
    pub sentences: Vec<String>,
}

/// The take fraction of a segment in a cell, beside that in the baseline.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SegmentRow {
    /// The segment.
    pub segment: &'static str,
    /// The cell.
    pub cell: String,
    /// Its members that have impressions in the segment, and those impressions.
    pub n: Counted,
    /// The same of the baseline.
    pub baseline_n: Counted,
    /// The take fraction.
    pub value: Answer<Interval>,
    /// The baseline's.
    pub baseline: Answer<Interval>,
    /// The change as a share of the baseline, at any look.
    pub lift: Answer<Interval>,
    /// The p-value at any look, adjusted by Holm's method over all segments of the kind.
    pub p: Option<f64>,
    /// Whether a difference may be claimed.
    pub is_claimed: bool,
}

/// A cell's take fraction by day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DayTrace {
    /// The cell.
    pub cell: String,
    /// Its days.
    pub points: Vec<DayPoint>,
}

/// A day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DayPoint {
    /// As `2026-01-05`, in UTC.
    pub day: String,
    /// Members seen.
    pub members: u64,
    /// Impressions that count.
    pub n: u64,
    /// The take fraction, with its 95 % interval for that day alone.
    pub value: Answer<Interval>,
}

/// Members and their impressions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Counted {
    /// Members.
    pub members: u64,
    /// Impressions that count.
    pub impressions: u64,
}

/// A part of what is said of the method.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Its heading.
    pub heading: String,
    /// What it says.
    pub sentences: Vec<String>,
}

/// What an estimator made of a policy from another one's log, beside what the policy was worth.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Estimated {
    /// The policy that was judged.
    pub policy: String,
    /// The estimator.
    pub estimator: String,
    /// The estimate, or why it was refused.
    pub estimate: Answer<Interval>,
    /// What the policy would have been worth on the same impressions.
    pub truth: Answer<Interval>,
    /// Impressions behind the estimate.
    pub n: u64,
}

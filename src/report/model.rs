//! What a report says, as data.

use serde::Serialize;

use crate::experiment::{Direction, Estimate, Unit, Unknown, Verdict};

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

/// A number with its interval; all finite.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Interval {
    /// The number.
    pub value: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// What can be told, or why it cannot.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Answer<T> {
    /// It can.
    Known(T),
    /// It cannot.
    Unknown {
        /// Why, in a sentence without a full stop.
        unknown: String,
    },
}

/// What a comparison comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Word {
    /// The cell is better than the baseline.
    Better,
    /// It is worse.
    Worse,
    /// No difference is shown.
    NotShown,
    /// It cannot be told.
    Unknown,
    /// The cells are treated alike, or there is one only.
    NothingToCompare,
    /// The cells do not have the members that they should have.
    Mismatch,
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

/// What a comparison shows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evidence {
    /// The cell's value − the baseline's, in the metric's unit.
    pub difference: Interval,
    /// The same as a share of the baseline's value.
    pub lift: Answer<Interval>,
    /// How often chance alone gives as much, in [0, 1].
    pub p: f64,
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

/// Which artwork wins where.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Artwork {
    /// Titles, those with the most impressions first.
    pub titles: Vec<ArtworkTitle>,
    /// Artwork that was shown at least so often may be called one that never wins.
    pub least_shown: u64,
    /// Artwork surely below its title's take fraction, the worst first.
    pub losers: Vec<Loser>,
    /// Artwork that could be chosen and never was.
    pub never_shown: Vec<NeverShown>,
    /// How many impressions of an artwork count as one independent one, by cell.
    pub design_effects: Vec<DesignEffect>,
}

/// The artwork of a title.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ArtworkTitle {
    /// The title's id.
    pub title: String,
    /// Its name, or its id if the catalog does not have it.
    pub name: String,
    /// Impressions that count, over all cells.
    pub n: u64,
    /// Its take fraction over all cells.
    pub take_fraction: f64,
    /// The artwork with the largest take fraction of each cell; `None` where intervals of two
    /// overlap, or it has no impressions.
    pub winners: Vec<Option<String>>,
    /// Its artwork, in the order of the action sets.
    pub artwork: Vec<ArtworkName>,
}

/// An artwork.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ArtworkName {
    /// Its id.
    pub artwork: String,
    /// What each cell made of it.
    pub cells: Vec<ArtworkCell>,
}

/// An artwork in a cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ArtworkCell {
    /// The cell.
    pub cell: String,
    /// Impressions that count.
    pub n: u64,
    /// The share that these are of the title's impressions in the cell.
    pub share: f64,
    /// The take fraction.
    pub take_fraction: Answer<Interval>,
}

/// An artwork that does worse than its title.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Loser {
    /// The title's name.
    pub title: String,
    /// The artwork's id.
    pub artwork: String,
    /// Impressions that count, over all cells.
    pub n: u64,
    /// Its take fraction over all cells.
    pub take_fraction: Interval,
    /// The title's.
    pub title_take_fraction: f64,
}

/// An artwork that could be chosen and never was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NeverShown {
    /// The title's name.
    pub title: String,
    /// The artwork's id.
    pub artwork: String,
}

/// How many impressions of an artwork count as one independent one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DesignEffect {
    /// The cell.
    pub cell: String,
    /// At least 1.
    pub effect: f64,
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
    /// What the policy was worth when it served.
    pub truth: Answer<Interval>,
    /// Impressions behind the estimate.
    pub n: u64,
}

impl<T> Answer<T> {
    /// What is known.
    #[must_use]
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(known) => Some(known),
            Self::Unknown { .. } => None,
        }
    }

    /// Why it is not.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Known(_) => None,
            Self::Unknown { unknown } => Some(unknown),
        }
    }
}

impl<T, F: Into<T>> From<Result<F, Unknown>> for Answer<T> {
    fn from(result: Result<F, Unknown>) -> Self {
        match result {
            Ok(known) => Self::Known(known.into()),
            Err(unknown) => Self::Unknown {
                unknown: unknown.to_string(),
            },
        }
    }
}

impl From<Estimate> for Interval {
    fn from(estimate: Estimate) -> Self {
        let Estimate { value, low, high } = estimate;
        Self { value, low, high }
    }
}

impl From<Interval> for Estimate {
    fn from(interval: Interval) -> Self {
        let Interval { value, low, high } = interval;
        Self { value, low, high }
    }
}

impl From<crate::experiment::Evidence> for Evidence {
    fn from(evidence: crate::experiment::Evidence) -> Self {
        Self {
            difference: evidence.difference.into(),
            lift: evidence.lift.into(),
            p: evidence.p,
        }
    }
}

impl From<Verdict> for Word {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Better => Self::Better,
            Verdict::Worse => Self::Worse,
            Verdict::NotShown => Self::NotShown,
            Verdict::Unknown(_) => Self::Unknown,
        }
    }
}

/// The words of units and directions.
pub(super) fn words(unit: Unit, better: Direction) -> (&'static str, &'static str) {
    let unit = match unit {
        Unit::Share => "share",
        Unit::Minutes => "minutes",
        Unit::Seconds => "seconds",
        Unit::Items => "items",
        Unit::Number => "number",
    };
    let better = match better {
        Direction::More => "more",
        Direction::Less => "less",
    };
    (unit, better)
}

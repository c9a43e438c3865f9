//! A report from what was gathered.

mod artwork;
mod headline;
mod method;
mod metrics;
mod segments;

use std::collections::BTreeMap;

use super::{
    gather::{Day, Gathering},
    model::{
        Answer, CellAbout, Checks, DayPoint, DayTrace, REPORT_SCHEMA, Report, Simulated, Source,
    },
};
use crate::{
    experiment::{
        Comparison, Level, Mean, Metric, Plan, Tuning,
        comparison::compare,
        distributions::normal_quantile,
        sample_ratio::{self, SampleRatio},
        segment::alike_sentence,
    },
    log::table::day,
    text::Text,
    time::{DAY, Timestamp},
};

/// Members of two cells together at which comparisons are narrowest, where nobody planned them.
const USUAL_MEMBERS: u64 = 10_000;

/// What all parts of a report are made from.
struct Frame<'g> {
    gathering: &'g Gathering,
    /// The cells' names, the baseline's first.
    names: Vec<Text>,
    /// Members seen in each cell.
    members: Vec<u64>,
    /// The level is shared by the comparisons with the baseline.
    plan: Plan,
}

pub(super) fn report(gathering: &Gathering, name: &str, simulated: Option<Simulated>) -> Report {
    let frame = Frame::new(gathering, simulated.as_ref());
    let mut metrics = frame.metrics();
    let guardrails = frame.guardrails();
    let checks = frame.checks();
    let headline = frame.headline(&metrics, &guardrails, &checks);
    metrics.extend(frame.diversity());
    let source = frame.source(name, simulated);
    let artwork = frame.artwork();
    Report {
        schema: REPORT_SCHEMA,
        method: frame.method(&source, &artwork),
        headline,
        checks,
        metrics,
        guardrails,
        segments: frame.segments(),
        days: frame.days(),
        artwork,
        evaluations: Vec::new(),
        source,
    }
}

impl<'g> Frame<'g> {
    fn new(gathering: &'g Gathering, simulated: Option<&Simulated>) -> Self {
        let cells = &gathering.known.cells;
        let others = u32::try_from(cells.len()).unwrap_or(u32::MAX).max(2) - 1;
        let planned = simulated.map_or(USUAL_MEMBERS, |it| {
            2 * it.members / it.cells.len().max(1) as u64
        });
        Self {
            gathering,
            names: cells.iter().map(|cell| Text::new(&cell.name)).collect(),
            members: gathering.tallies.counts(cells.len()),
            plan: Plan {
                level: Level::default().shared_by(others),
                tuning: Tuning::Members(planned.max(1)),
            },
        }
    }

    /// The name of the cell at `place`.
    fn name(&self, place: usize) -> String {
        self.names[place].as_str().to_owned()
    }

    /// Standard errors to both sides of a value that is looked at once.
    fn quantile(level: Level) -> f64 {
        normal_quantile(1.0 - level.alpha() / 2.0)
    }

    fn source(&self, name: &str, simulated: Option<Simulated>) -> Source {
        let known = &self.gathering.known;
        let about = |(place, cell): (usize, &crate::report::gather::KnownCell)| CellAbout {
            name: self.name(place),
            policies: cell.policies.clone(),
            members: self.members[place],
            impressions: cell.impressions,
        };
        Source {
            name: Text::new(name).as_str().to_owned(),
            first_day: day(known.first),
            last_day: day(known.last),
            members: known.members as u64,
            impressions: known.rows,
            titles: known.names.titles.len() as u64,
            cells: known.cells.iter().enumerate().map(about).collect(),
            simulated,
        }
    }

    fn checks(&self) -> Checks {
        let tallies = &self.gathering.tallies;
        let names: Vec<&str> = self.names.iter().map(Text::as_str).collect();
        let ratio = sample_ratio::check(&self.members, &vec![1.0; self.members.len()]);
        let (word, p) = match &ratio {
            Ok(SampleRatio::Holds(test)) => ("holds", Some(test.p)),
            Ok(SampleRatio::Mismatch(test)) => ("mismatch", Some(test.p)),
            Ok(SampleRatio::TooFew { .. }) => ("too_few", None),
            Err(_) => ("one_cell", None),
        };
        let sentence = ratio.map_or_else(
            |_| "There is one cell, so there is no ratio to check.".to_owned(),
            |ratio| ratio.sentence(&names),
        );
        Checks {
            sample_ratio: word,
            sample_ratio_p: p,
            sample_ratio_sentence: sentence,
            alike: self.alike(),
            pending: tallies.pending(),
            withdrawn: tallies.withdrawn(),
            crossed: tallies.crossed(),
        }
    }

    /// What cells of the same policy show, which is chance alone.
    fn alike(&self) -> Option<String> {
        let cells = &self.gathering.known.cells;
        let mut first: BTreeMap<&[String], usize> = BTreeMap::new();
        let mut comparisons: Vec<Comparison> = Vec::new();
        let mut pairs = Vec::new();
        for (place, cell) in cells.iter().enumerate() {
            let Some(below) = first.get(cell.policies.as_slice()).copied() else {
                first.insert(&cell.policies, place);
                continue;
            };
            pairs.push(format!("{} and {}", self.names[below], self.names[place]));
            let plan = Plan {
                level: Level::default(),
                ..self.plan
            };
            comparisons.extend(Metric::ALL.iter().flat_map(|metric| {
                let tallies = &self.gathering.tallies;
                let mut all = compare(tallies, *metric, &self.names, below, None, plan);
                // Those of the others, without the baseline.
                (place > 0 && place <= all.len()).then(|| all.swap_remove(place - 1))
            }));
        }
        let pairs = pairs.join("; ");
        (!pairs.is_empty()).then(|| format!("{} ({pairs})", alike_sentence(&comparisons)))
    }

    fn days(&self) -> Vec<DayTrace> {
        let settled = &self.gathering.days.settled;
        let quantile = Self::quantile(Level::default());
        let point = |since: i64, it: &Day| DayPoint {
            day: day(Timestamp(since.saturating_mul(DAY))),
            members: it.moments.members(),
            n: it.impressions,
            value: Answer::from(Mean::of_ratio(&it.moments, None).map(|it| it.within(quantile))),
        };
        let trace = |place: usize| DayTrace {
            cell: self.name(place),
            points: settled
                .iter()
                .filter_map(|(since, days)| Some(point(*since, days.get(place)?)))
                .collect(),
        };
        (0..self.names.len()).map(trace).collect()
    }
}

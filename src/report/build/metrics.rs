//! All metrics in all cells.

use super::Frame;
use crate::{
    experiment::{
        Comparison, Concentration, Exposure, Guardrail, Mean, Measure, Metric, Moments,
        comparison::{CellMean, compare, compare_exposure},
        guardrail::Standing,
    },
    report::model::{Answer, CellValue, Guard, MetricTable, Versus, Word, words},
    text::Text,
};

/// Metrics that a cell may not harm.
const GUARDED: [Metric; 3] = [
    Metric::ShortPlayShare,
    Metric::SecondsToPlay,
    Metric::Retention,
];

/// The greatest harm to a guardrail that is put up with.
const MARGIN: f64 = 0.05;

impl Frame<'_> {
    /// Every metric of members' impressions.
    pub(super) fn metrics(&self) -> Vec<MetricTable> {
        let quantile = Self::quantile(self.plan.level);
        let table = |metric: &Metric| {
            let tallies = &self.gathering.tallies;
            let moments = tallies.moments(*metric, self.names.len(), None);
            let baseline = CellMean::of(self.names[0].clone(), &moments[0], None);
            let baseline = (
                baseline.of,
                baseline.mean.map(|it| it.within(quantile).into()),
            );
            let comparisons = compare(tallies, *metric, &self.names, 0, None, self.plan);
            self.table(metric.measure(), None, baseline, &comparisons)
        };
        Metric::ALL.iter().map(table).collect()
    }

    /// How evenly artwork is shown and titles are played.
    pub(super) fn diversity(&self) -> Vec<MetricTable> {
        let gathering = self.gathering;
        let quantile = Self::quantile(self.plan.level);
        let table = |concentration: &Concentration| {
            let (of, items) = match concentration {
                Concentration::EffectiveCatalogueSize => {
                    (&gathering.played, gathering.titles.len())
                }
                _ => (&gathering.shown, gathering.pictures.len()),
            };
            let zipped = self.names.iter().zip(&self.members).zip(of);
            let cells: Vec<(Text, u64, &Exposure)> = zipped
                .map(|((name, members), it)| (name.clone(), *members, it))
                .collect();
            let (_, members, exposure) = cells[0];
            let value = exposure.measure(*concentration, members);
            let baseline = (
                exposure.total(),
                value.map(|it: Mean| it.within(quantile).into()),
            );
            let comparisons = compare_exposure(*concentration, &cells, 0, self.plan);
            let greatest = match concentration {
                Concentration::Gini => 1.0,
                Concentration::Entropy => libm::log(items.max(1) as f64),
                _ => items as f64,
            };
            let mut measure = concentration.measure();
            measure.of = match concentration {
                Concentration::EffectiveCatalogueSize => "minutes played",
                _ => "impressions",
            };
            self.table(measure, Some(greatest), baseline, &comparisons)
        };
        Concentration::ALL.iter().map(table).collect()
    }

    fn table(
        &self,
        measure: Measure,
        greatest: Option<f64>,
        baseline: (
            f64,
            Result<crate::report::model::Interval, crate::experiment::Unknown>,
        ),
        comparisons: &[Comparison],
    ) -> MetricTable {
        let (unit, better) = words(measure.unit, measure.better);
        let first = CellValue {
            cell: self.name(0),
            members: self.members[0],
            n: baseline.0,
            value: Answer::from(baseline.1),
            versus: None,
        };
        let others = comparisons.iter().map(compared);
        MetricTable {
            key: measure.name.replace([' ', '-'], "_").to_lowercase(),
            name: measure.name,
            unit,
            better,
            of: measure.of,
            meaning: measure.meaning,
            is_diversity: greatest.is_some(),
            greatest,
            cells: std::iter::once(first).chain(others).collect(),
        }
    }

    /// Where the cells stand with metrics that they may not harm.
    pub(super) fn guardrails(&self) -> Vec<Guard> {
        let guardrail = Guardrail { margin: MARGIN };
        let mut guards = Vec::new();
        for metric in GUARDED {
            let measure = metric.measure();
            let tallies = &self.gathering.tallies;
            for comparison in compare(tallies, metric, &self.names, 0, None, self.plan) {
                let standing = guardrail.judge(&comparison);
                guards.push(Guard {
                    metric: measure.name.replace([' ', '-'], "_"),
                    name: measure.name,
                    cell: comparison.cell.name.as_str().to_owned(),
                    margin: MARGIN,
                    standing: match standing {
                        Standing::Pass => "pass",
                        Standing::Fail => "fail",
                        Standing::NotKnownYet => "not_known_yet",
                        Standing::Unknown(_) => "unknown",
                    },
                    lift: Answer::from(comparison.always.and_then(|it| it.lift)),
                    sentence: standing.sentence(measure.name, guardrail),
                });
            }
        }
        guards
    }

    /// The mean of `moments` in the cell at `place`.
    pub(super) fn mean(&self, place: usize, moments: &Moments) -> CellMean {
        CellMean::of(self.names[place].clone(), moments, None)
    }
}

/// The cell of a comparison.
fn compared(comparison: &Comparison) -> CellValue {
    let cell = &comparison.cell;
    CellValue {
        cell: cell.name.as_str().to_owned(),
        members: cell.members,
        n: if cell.of.is_finite() { cell.of } else { 0.0 },
        value: Answer::from(cell.value),
        versus: Some(Versus {
            verdict: Word::from(comparison.verdict()),
            once: Answer::from(comparison.once),
            always: Answer::from(comparison.always),
            sentence: comparison.sentence(),
        }),
    }
}

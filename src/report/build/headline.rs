//! What comes out, in a few words.

use super::Frame;
use crate::experiment::{Comparison, Metric, Verdict, comparison::compare};
use crate::report::{
    model::{Answer, CellValue, Checks, Guard, Headline, MetricTable, Versus, Word},
    wording,
};

impl Frame<'_> {
    /// What comes out, by the metric that decides: the first.
    pub(super) fn headline(
        &self,
        metrics: &[MetricTable],
        guardrails: &[Guard],
        checks: &Checks,
    ) -> Headline {
        let cells = &metrics[0].cells;
        let baseline = cells[0].clone();
        let value = |cell: &CellValue| cell.value.known().map_or(f64::MIN, |it| it.value);
        let others = cells.iter().skip(1);
        let best = others.max_by(|a, b| value(a).total_cmp(&value(b)));
        let (verdict, title, sentence) = match best.and_then(|it| Some((it, it.versus.as_ref()?))) {
            None => (
                Word::NothingToCompare,
                "One cell: nothing to compare".to_owned(),
                alone(&baseline),
            ),
            Some(_) if checks.sample_ratio == "mismatch" => (
                Word::Mismatch,
                "Do not trust this experiment yet".to_owned(),
                checks.sample_ratio_sentence.clone(),
            ),
            Some(_) if self.is_alike() => (
                Word::NothingToCompare,
                "A/A: every cell has the same policy".to_owned(),
                checks.alike.clone().unwrap_or_default(),
            ),
            Some((best, versus)) => {
                let harmed = harmed(best, guardrails);
                let mut sentence = versus.sentence.clone();
                if versus.verdict == Word::Better {
                    sentence.extend(self.beside_next(cells, best));
                }
                if !harmed.is_empty() {
                    let harmed = harmed.join(" and ");
                    sentence.push_str(&format!(
                        " But {harmed} got worse: do not ship it as it is."
                    ));
                }
                let title = title(best, &baseline, versus, !harmed.is_empty());
                (versus.verdict, title, sentence)
            }
        };
        Headline {
            verdict,
            title,
            sentence,
            best: best.cloned(),
            baseline,
        }
    }

    /// How the best cell stands beside the next best one, by the same level.
    fn beside_next(&self, cells: &[CellValue], best: &CellValue) -> Option<String> {
        let value = |cell: &CellValue| cell.value.known().map_or(f64::MIN, |it| it.value);
        let others = cells.iter().skip(1).filter(|it| it.cell != best.cell);
        let next = others.max_by(|a, b| value(a).total_cmp(&value(b)))?;
        let place = |cell: &str| self.names.iter().position(|it| it.as_str() == cell);
        let (next_place, best_place) = (place(&next.cell)?, place(&best.cell)?);
        let tallies = &self.gathering.tallies;
        let metric = Metric::TakeFraction;
        let comparisons = compare(tallies, metric, &self.names, next_place, None, self.plan);
        let of_best = |it: &&Comparison| it.cell.name == self.names[best_place];
        let comparison = comparisons.iter().find(of_best)?;
        let next = &next.cell;
        Some(match comparison.verdict() {
            Verdict::Better => format!(" It is better than {next}, the next best cell, too."),
            _ => format!(" It is not shown to be better than {next}, the next best cell."),
        })
    }

    /// Whether all cells are served by the same policies.
    fn is_alike(&self) -> bool {
        let cells = &self.gathering.known.cells;
        cells.iter().all(|cell| cell.policies == cells[0].policies)
    }
}

fn title(best: &CellValue, baseline: &CellValue, versus: &Versus, is_harmful: bool) -> String {
    let lift = versus.always.known().and_then(|it| it.lift.known());
    let percent = lift.map_or(String::new(), |lift| {
        format!(
            " by {}",
            wording::change(lift).trim_start_matches(['+', '−'])
        )
    });
    let (best, baseline) = (&best.cell, &baseline.cell);
    match versus.verdict {
        Word::Better if is_harmful => format!("{best} beats {baseline}{percent}, at a price"),
        Word::Better => format!("{best} beats {baseline}{percent}"),
        Word::Worse => format!("No cell beats {baseline}"),
        Word::Unknown => format!("It cannot be told yet whether {best} beats {baseline}"),
        _ => format!("No difference is shown between {best} and {baseline}"),
    }
}

/// The guardrails that the cell surely harms.
fn harmed(cell: &CellValue, guardrails: &[Guard]) -> Vec<&'static str> {
    let own = guardrails.iter().filter(|guard| guard.cell == cell.cell);
    own.filter(|guard| guard.standing == "fail")
        .map(|guard| guard.name)
        .collect()
}

fn alone(cell: &CellValue) -> String {
    match &cell.value {
        Answer::Unknown { unknown } => {
            format!("The take fraction cannot be told: {unknown}.")
        }
        Answer::Known(value) => format!(
            "The take fraction is {:.2} %, between {:.2} % and {:.2} %. A comparison takes a \
             second cell.",
            100.0 * value.value,
            100.0 * value.low,
            100.0 * value.high
        ),
    }
}

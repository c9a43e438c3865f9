//! How well a log supports the question.

use super::{accumulator::Accumulator, evaluation::Estimate, interval, terms::MEAN_WEIGHT};

/// What a log says about itself, seen from one target.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Diagnostics {
    /// How many rounds there are.
    pub rounds: u64,
    /// How many units they belong to; groups of units, if there were more than 65,536.
    pub units: usize,
    /// Whether units were put together in groups.
    pub is_grouped: bool,
    /// The effective sample size (Σ w)² / Σ w²: so many rounds of the target itself would be
    /// about as informative (Kong 1992).
    pub effective: f64,
    /// The largest weight.
    pub largest_weight: f64,
    /// The share of all weight that is on the round with the largest one, in [0, 1].
    pub largest_share: f64,
    /// The mean weight. It estimates 1 less what is uncovered.
    pub mean_weight: Estimate,
    /// The mean share, in [0, 1], of the target's probability on arms that the log's policy
    /// never chose; `None` if rounds do not tell.
    pub uncovered: Option<f64>,
    /// Rounds with a reward above 0.
    pub rewarded: u64,
    /// Rounds that were drawn uniformly.
    pub uniform: u64,
    /// Rounds whose arm a draw of the target agrees with.
    pub accepted: u64,
    /// Those of them that were drawn uniformly.
    pub accepted_uniform: u64,
    /// Rounds without a prediction of a reward model.
    pub without_prediction: u64,
}

impl Diagnostics {
    pub(super) fn of(sums: &Accumulator, totals: &[f64], by_group: &[f64]) -> Option<Self> {
        let tally = &sums.tally;
        let value = MEAN_WEIGHT.value(totals)?;
        let error = interval::standard_error(MEAN_WEIGHT, totals, by_group);
        let weights = value * tally.rounds as f64;
        let share_of = |part: f64| if weights > 0.0 { part / weights } else { 0.0 };
        Some(Self {
            rounds: tally.rounds,
            units: by_group.len() / totals.len(),
            is_grouped: sums.is_grouped(),
            effective: if weights > 0.0 {
                // The largest weight is taken out of the squares, which might overflow.
                let largest = tally.largest_weight;
                let (weights, squares) = (weights / largest, tally.squared_weights / largest);
                weights * weights / (squares / largest)
            } else {
                0.0
            },
            largest_weight: tally.largest_weight,
            largest_share: share_of(tally.largest_weight),
            mean_weight: Estimate::normal(value, error, tally.rounds),
            uncovered: (tally.without_coverage == 0).then(|| tally.uncovered / tally.rounds as f64),
            rewarded: tally.rewarded,
            uniform: tally.uniform,
            accepted: tally.accepted,
            accepted_uniform: tally.accepted_uniform,
            without_prediction: tally.without_prediction,
        })
    }
}

//! The reward model that several policies share.

use crate::engine::{ActionSet, Example, FEATURE_TABLE, Features, LinearPosterior, Score};

/// The standard deviation of a single reward around its expectation.
const NOISE: f64 = 0.35;

/// Deviations below this are raised to it, so that no arm's chance is decided by rounding.
pub(super) const SMALLEST_DEVIATION: f64 = 2e-3;

/// Bayesian linear regression of the reward on the features, one model for all titles, with the
/// prior of [`FEATURE_TABLE`].
///
/// Arms of one title share most of their features. What they share shifts all scores alike and
/// decides nothing, so an arm's uncertainty is that of `(x - x̄)·θ`, with `x̄` the mean row of
/// the action set.
#[derive(Debug, Clone)]
pub(super) struct LinearModel {
    posterior: LinearPosterior,
}

impl LinearModel {
    pub(super) fn new() -> Self {
        let prior = FEATURE_TABLE.map(|feature| (feature.prior_mean, feature.prior_deviation));
        Self {
            posterior: LinearPosterior::new(&prior, NOISE),
        }
    }

    /// The expected reward of each arm.
    pub(super) fn expected(&self, actions: &ActionSet) -> Vec<f64> {
        let rows = actions.features().iter();
        rows.map(|row| self.posterior.predict(row)).collect()
    }

    pub(super) fn scores(&self, actions: &ActionSet) -> Vec<Score> {
        let score = |row: &Features| {
            let variance = self.posterior.variance(&actions.difference(row));
            Score {
                mean: self.posterior.predict(row),
                deviation: variance.max(0.0).sqrt().max(SMALLEST_DEVIATION),
            }
        };
        actions.features().iter().map(score).collect()
    }

    /// What each feature adds to the expected reward.
    pub(super) fn contributions(&self, features: &Features) -> Features {
        std::array::from_fn(|index| features[index] * self.posterior.mean()[index])
    }

    pub(super) fn update(&mut self, example: &Example) {
        let Example { reward, weight, .. } = *example;
        self.posterior.update(&example.features, reward, weight);
    }
}

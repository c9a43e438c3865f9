//! One model for all artwork.

use smallvec::{SmallVec, smallvec};

use super::{Model, Regression};
use crate::engine::{ActionSet, Example, INLINE_ARMS, Score, Scores};

/// One regression over the features of all arms and titles.
#[derive(Debug, Clone)]
pub struct Shared<R> {
    regression: R,
    is_centred: bool,
}

impl<R> Shared<R> {
    /// The model before it has learnt anything. Arms of one title share most of their features;
    /// if `is_centred`, an arm's uncertainty is that of `(x − x̄)·θ` with `x̄` the mean row of the
    /// action set, for what all arms share shifts all scores alike and decides nothing.
    #[must_use]
    pub fn new(regression: R, is_centred: bool) -> Self {
        Self {
            regression,
            is_centred,
        }
    }
}

/// The score with these moments.
pub(super) fn score((mean, variance): (f64, f64)) -> Score {
    Score {
        mean,
        deviation: variance.max(0.0).sqrt(),
    }
}

/// What each feature of `row` adds to a score with these weights.
pub(super) fn products(row: &[f64], weights: &[f64]) -> Vec<f64> {
    row.iter()
        .zip(weights)
        .map(|(x, weight)| x * weight)
        .collect()
}

impl<R: Regression> Model for Shared<R> {
    fn scores(&self, actions: &ActionSet) -> Scores {
        let mut moments: SmallVec<[(f64, f64); INLINE_ARMS]> = smallvec![(0.0, 0.0); actions.len()];
        let centre = self.is_centred.then(|| actions.centre());
        self.regression
            .moments(actions.rows(), centre, &mut moments);
        moments.into_iter().map(score).collect()
    }

    fn update(&mut self, example: &Example<'_>) {
        let Example { reward, weight, .. } = *example;
        self.regression.update(example.features, reward, weight);
    }

    fn contributions(&self, actions: &ActionSet, arm: usize) -> Vec<f64> {
        products(actions.row(arm), self.regression.weights())
    }

    fn per_reward(&self) -> f64 {
        self.regression.per_reward()
    }
}

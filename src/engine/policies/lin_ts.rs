//! Linear Thompson sampling (Agrawal and Goyal 2013) with one model for all titles.

use crate::engine::{
    ActionSet, Distribution, FEATURE_TABLE, FEATURES, Features, LinearPosterior, Policy, Score,
    best_arm_probabilities,
};

/// The standard deviation of a single reward around its expectation.
const NOISE: f64 = 0.35;

/// Deviations below this are raised to it, so that no arm's chance is decided by rounding.
const SMALLEST_DEVIATION: f64 = 2e-3;

/// How often an arm is drawn uniformly instead, so that every arm keeps being tried and logs
/// support the evaluation of other policies.
const FLOOR: f64 = 0.03;

/// Thompson sampling on a Bayesian linear regression of the reward on the features.
///
/// Arms of one title share most of their features. What they share shifts all scores alike and
/// decides nothing, so an arm's uncertainty is that of `(x - x̄)·θ`, with `x̄` the mean row of
/// the action set. Each score is drawn from its own normal distribution, independent of the
/// others'; by that definition the chance of being the best arm is an integral over one variable,
/// computed (not simulated) by [`best_arm_probabilities`], and the arm is drawn from the result.
#[derive(Debug, Clone)]
pub struct LinTs {
    posterior: LinearPosterior<FEATURES>,
}

impl LinTs {
    /// The policy with the prior of [`FEATURE_TABLE`].
    #[must_use]
    pub fn new() -> Self {
        let prior = FEATURE_TABLE.map(|feature| (feature.prior_mean, feature.prior_deviation));
        Self {
            posterior: LinearPosterior::new(prior, NOISE),
        }
    }
}

impl Default for LinTs {
    fn default() -> Self {
        Self::new()
    }
}

impl Policy for LinTs {
    fn distribution(&self, actions: &ActionSet) -> Distribution {
        best_arm_probabilities(&arm_scores(&self.posterior, actions)).with_floor(FLOOR)
    }

    fn update(&mut self, features: &Features, reward: f64, weight: f64) {
        self.posterior.update(features, reward, weight);
    }

    fn scores(&self, actions: &ActionSet) -> Option<Vec<Score>> {
        Some(arm_scores(&self.posterior, actions))
    }

    fn contributions(&self, features: &Features) -> Option<Features> {
        Some(std::array::from_fn(|index| {
            features[index] * self.posterior.mean()[index]
        }))
    }
}

fn arm_scores(posterior: &LinearPosterior<FEATURES>, actions: &ActionSet) -> Vec<Score> {
    let score = |row: &Features| {
        let variance = posterior.variance(&actions.difference(row));
        Score {
            mean: posterior.predict(row),
            deviation: variance.max(0.0).sqrt().max(SMALLEST_DEVIATION),
        }
    };
    actions.features().iter().map(score).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rewarded_feature_gains_and_an_unrewarded_one_loses() {
        let mut rows = vec![[0.0; FEATURES]; 2];
        rows[0][4] = 1.0;
        rows[1][5] = 1.0;
        let actions = ActionSet::from_features(rows.clone(), 0).unwrap();
        let mut policy = LinTs::new();
        let before = policy.distribution(&actions).probabilities()[1];
        for _ in 0..10 {
            policy.update(&rows[0], 0.0, 1.0);
            policy.update(&rows[1], 1.0, 1.0);
        }
        let after = policy.distribution(&actions).probabilities()[1];
        assert!(before < 0.5 && after > 0.8, "{before} -> {after}");
    }
}

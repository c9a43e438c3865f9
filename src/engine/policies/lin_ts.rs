//! Linear Thompson sampling (Agrawal and Goyal 2013) with one model for all titles.

use crate::engine::{
    ActionSet, Distribution, Example, Features, Policy, Score, best_arm_probabilities,
    linear_model::LinearModel,
    policy_spec::{About, floor},
};

/// What this policy is.
pub(in crate::engine) const ABOUT: About = About {
    meaning: "Draws each artwork with the probability that it is the best one, by linear Thompson \
              sampling with one model for all titles.",
    source: "Agrawal and Goyal 2013",
    unit: "quality plays per impression",
    parameters: &[floor(0.03)],
    build: |_| Box::new(LinTs::new()),
};

/// Thompson sampling on a Bayesian linear regression of the reward on the features.
///
/// Arms of one title share most of their features. What they share shifts all scores alike and
/// decides nothing, so an arm's uncertainty is that of `(x - x̄)·θ`, with `x̄` the mean row of
/// the action set. Each score is drawn from its own normal distribution, independent of the
/// others'; by that definition the chance of being the best arm is an integral over one variable,
/// computed (not simulated) by [`best_arm_probabilities`], and the arm is drawn from the result.
#[derive(Debug, Clone)]
pub struct LinTs {
    model: LinearModel,
}

impl LinTs {
    /// The policy with the prior of [`FEATURE_TABLE`](crate::engine::FEATURE_TABLE).
    #[must_use]
    pub fn new() -> Self {
        Self {
            model: LinearModel::new(),
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
        best_arm_probabilities(&self.model.scores(actions))
    }

    fn update(&mut self, example: &Example) {
        self.model.update(example);
    }

    fn scores(&self, actions: &ActionSet) -> Option<Vec<Score>> {
        Some(self.model.scores(actions))
    }

    fn contributions(&self, features: &Features) -> Option<Features> {
        Some(self.model.contributions(features))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::FEATURES;

    #[test]
    fn a_rewarded_feature_gains_and_an_unrewarded_one_loses() {
        let mut rows = vec![[0.0; FEATURES]; 2];
        rows[0][4] = 1.0;
        rows[1][5] = 1.0;
        let actions = ActionSet::from_features(rows, 0).unwrap();
        let mut policy = LinTs::new();
        let before = policy.distribution(&actions).probabilities()[1];
        for _ in 0..10 {
            policy.update(&actions.example(0, 0.0, 1.0));
            policy.update(&actions.example(1, 1.0, 1.0));
        }
        let after = policy.distribution(&actions).probabilities()[1];
        assert!(before < 0.5 && after > 0.8, "{before} -> {after}");
    }
}

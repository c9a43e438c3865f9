//! Policies that look at nothing but the expected reward of each arm.

use std::fmt;

use crate::engine::{
    ActionSet, Distribution, Example, Features, Policy, Score, linear_model::LinearModel,
};

/// Turns expected rewards into probabilities.
pub trait Rule: fmt::Debug + Send {
    /// The probability of each arm, given the expected reward of each; there is at least one arm.
    fn distribution(&self, expected: &[f64]) -> Distribution;
}

/// A rule applied to what the linear model of `lin-ts` expects.
#[derive(Debug, Clone)]
pub struct Predictive<R> {
    rule: R,
    model: LinearModel,
}

impl<R> Predictive<R> {
    /// The policy before it has learnt anything.
    #[must_use]
    pub fn new(rule: R) -> Self {
        Self {
            rule,
            model: LinearModel::new(),
        }
    }
}

impl<R: Rule> Policy for Predictive<R> {
    fn distribution(&self, actions: &ActionSet) -> Distribution {
        self.rule.distribution(&self.model.expected(actions))
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

/// The arm with the largest value; the lowest of those that are exactly equal, and of all if none
/// is a number.
#[must_use]
pub fn best_arm(values: &[f64]) -> usize {
    let mut best = 0;
    for (arm, value) in values.iter().enumerate() {
        if *value > values[best] || values[best].is_nan() && !value.is_nan() {
            best = arm;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lowest_of_equal_arms_is_the_best_one() {
        assert_eq!(best_arm(&[0.1, 0.3, 0.3, 0.2]), 1);
        assert_eq!(best_arm(&[0.0, -0.0]), 0);
        assert_eq!(best_arm(&[f64::NAN, -1.0, f64::INFINITY]), 2);
        assert_eq!(best_arm(&[f64::NAN; 3]), 0);
    }
}

//! Policies that are a model of the reward, and a rule that turns its scores into probabilities.

use std::fmt;

use crate::engine::{ActionSet, Distribution, Example, Policy, Score, Scores, models::Model};

/// Turns what is believed about the arms into probabilities.
pub trait Rule: CloneRule + fmt::Debug + Send + Sync {
    /// The probability of each arm, given the score of each; there is at least one arm.
    fn distribution(&self, scores: &[Score]) -> Distribution;
}

/// What makes a rule in a box clonable; whatever is a rule and clonable has it.
pub trait CloneRule {
    /// The same rule.
    fn boxed_clone(&self) -> Box<dyn Rule>;
}

impl<T: Rule + Clone + 'static> CloneRule for T {
    fn boxed_clone(&self) -> Box<dyn Rule> {
        Box::new(self.clone())
    }
}

impl Clone for Box<dyn Rule> {
    fn clone(&self) -> Self {
        (**self).boxed_clone()
    }
}

/// A rule applied to the scores of a model.
#[derive(Debug, Clone)]
pub struct Scored {
    model: Box<dyn Model>,
    rule: Box<dyn Rule>,
}

impl Scored {
    /// The policy before it has learnt anything.
    #[must_use]
    pub fn new(model: Box<dyn Model>, rule: impl Rule + 'static) -> Self {
        Self {
            model,
            rule: Box::new(rule),
        }
    }
}

impl Policy for Scored {
    fn distribution(&self, actions: &ActionSet) -> Distribution {
        let mut scores = self.model.scores(actions);
        for (score, handicap) in scores.iter_mut().zip(actions.handicaps()) {
            score.mean -= handicap * self.model.per_reward();
        }
        self.rule.distribution(&scores)
    }

    fn update(&mut self, example: &Example<'_>) {
        self.model.update(example);
    }

    fn scores(&self, actions: &ActionSet) -> Option<Scores> {
        Some(self.model.scores(actions))
    }

    fn contributions(&self, actions: &ActionSet, arm: usize) -> Option<Vec<f64>> {
        Some(self.model.contributions(actions, arm))
    }

    fn per_reward(&self) -> f64 {
        self.model.per_reward()
    }
}

/// Scores without any doubt.
#[cfg(test)]
pub(super) fn certain<const N: usize>(means: [f64; N]) -> [Score; N] {
    means.map(|mean| Score {
        mean,
        deviation: 0.0,
    })
}

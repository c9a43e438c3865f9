//! Exploration under any policy: a floor, and a schedule that leads to it.

use crate::engine::{ActionSet, Distribution, Example, Policy, Scores};

/// How often an arm is drawn uniformly instead of by the policy.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Schedule {
    /// In the long run, in [0, 1].
    pub floor: f64,
    /// Before anything is learnt, in [0, 1]; nothing if it is below the floor.
    pub start: f64,
    /// The number of examples after which the difference is half as large; positive.
    pub halving: f64,
}

impl Schedule {
    /// The share of uniform draws after so many examples:
    /// `floor + max(start − floor, 0) · 2^(−examples / halving)`.
    #[must_use]
    pub fn share(&self, examples: u64) -> f64 {
        let above = (self.start - self.floor).max(0.0);
        self.floor + above * libm::exp2(-(examples as f64) / self.halving)
    }
}

/// Another policy, but now and then an arm is drawn uniformly, so that every arm keeps being tried
/// and logs support the evaluation of other policies.
///
/// The mixture is one distribution, so the propensity of every arm is exact. What the policy
/// believes about the arms stays as it is.
#[derive(Debug, Clone)]
pub struct Explored {
    policy: Box<dyn Policy>,
    schedule: Schedule,
    examples: u64,
}

impl Explored {
    /// `policy` with this exploration.
    #[must_use]
    pub fn new(policy: Box<dyn Policy>, schedule: Schedule) -> Self {
        Self {
            policy,
            schedule,
            examples: 0,
        }
    }
}

impl Policy for Explored {
    fn distribution(&self, actions: &ActionSet) -> Distribution {
        let share = self.schedule.share(self.examples);
        self.policy.distribution(actions).with_floor(share)
    }

    fn update(&mut self, example: &Example<'_>) {
        self.examples += 1;
        self.policy.update(example);
    }

    fn scores(&self, actions: &ActionSet) -> Option<Scores> {
        self.policy.scores(actions)
    }

    fn contributions(&self, actions: &ActionSet, arm: usize) -> Option<Vec<f64>> {
        self.policy.contributions(actions, arm)
    }

    fn per_reward(&self) -> f64 {
        self.policy.per_reward()
    }

    fn is_contextual(&self) -> bool {
        self.policy.is_contextual()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exploration_halves_on_its_way_to_the_floor() {
        let schedule = Schedule {
            floor: 0.1,
            start: 0.5,
            halving: 200.0,
        };
        for (examples, share) in [(0, 0.5), (200, 0.3), (400, 0.2), (100_000, 0.1)] {
            assert!((schedule.share(examples) - share).abs() < 1e-15);
        }
        let flat = Schedule {
            start: 0.0,
            ..schedule
        };
        assert_eq!(flat.share(0), 0.1);
    }
}

//! An exploration floor under any policy.

use crate::engine::{ActionSet, Distribution, Example, Features, Policy, Score};

/// Another policy, but with probability `floor` an arm is drawn uniformly, so that every arm keeps
/// being tried and logs support the evaluation of other policies.
///
/// The mixture is one distribution, so the propensity of every arm is exact. What the policy
/// believes about the arms stays as it is.
#[derive(Debug)]
pub struct Floored {
    policy: Box<dyn Policy>,
    floor: f64,
}

impl Floored {
    /// `policy` with `floor`, in [0, 1].
    #[must_use]
    pub fn new(policy: Box<dyn Policy>, floor: f64) -> Self {
        Self { policy, floor }
    }
}

impl Policy for Floored {
    fn distribution(&self, actions: &ActionSet) -> Distribution {
        self.policy.distribution(actions).with_floor(self.floor)
    }

    fn update(&mut self, example: &Example) {
        self.policy.update(example);
    }

    fn scores(&self, actions: &ActionSet) -> Option<Vec<Score>> {
        self.policy.scores(actions)
    }

    fn contributions(&self, features: &Features) -> Option<Features> {
        self.policy.contributions(features)
    }
}

//! A choice, with everything that it was made from.

use rand::Rng;

use crate::engine::{ActionSet, Distribution, Learner, Scores};

/// The artwork chosen for one slot.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// What could be chosen.
    pub actions: ActionSet,
    /// With which probabilities.
    pub distribution: Distribution,
    /// The arm that was drawn.
    pub chosen: usize,
    /// How many examples the policy had learnt from.
    pub model_version: u64,
    /// Why, as far as the policy can say.
    pub beliefs: Option<Beliefs>,
}

/// What a policy that scores arms believed about them when it chose.
#[derive(Debug, Clone, PartialEq)]
pub struct Beliefs {
    /// The score of each arm, without its handicap.
    pub scores: Scores,
    /// For each arm, what each feature added to the mean of its score; empty if the score is not
    /// made of features.
    pub contributions: Vec<Vec<f64>>,
    /// How much of the unit of the scores one unit of reward is worth.
    pub per_reward: f64,
}

impl Decision {
    /// Draws one of the actions.
    pub fn make(learner: &Learner, actions: ActionSet, random: &mut impl Rng) -> Self {
        let distribution = learner.policy().distribution(&actions);
        let chosen = distribution.sample(random);
        Self {
            model_version: learner.version(),
            actions,
            distribution,
            chosen,
            beliefs: None,
        }
    }

    /// The same decision with what `learner`, which made it just now, believed.
    #[must_use]
    pub fn with_beliefs(mut self, learner: &Learner) -> Self {
        let policy = learner.policy();
        let arms = 0..self.actions.len();
        let contributions = arms.filter_map(|arm| policy.contributions(&self.actions, arm));
        self.beliefs = policy.scores(&self.actions).map(|scores| Beliefs {
            scores,
            contributions: contributions.collect(),
            per_reward: policy.per_reward(),
        });
        self
    }

    /// The chosen artwork's place in the title's set.
    #[must_use]
    pub fn artwork(&self) -> usize {
        self.actions.arms()[self.chosen]
    }

    /// The probability with which it was chosen, in (0, 1].
    #[must_use]
    pub fn propensity(&self) -> f64 {
        self.distribution.probabilities()[self.chosen]
    }

    /// Whether the choice differs from the catalog's own.
    #[must_use]
    pub fn differs_from_default(&self) -> bool {
        self.chosen != self.actions.default_arm()
    }
}

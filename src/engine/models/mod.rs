//! Models of the reward: what is believed about each arm, and how that changes with what is seen.

mod disjoint;
mod hybrid;
mod logistic;
mod shared;

use std::fmt;

pub use disjoint::Disjoint;
pub use hybrid::Hybrid;
pub use logistic::LogisticPosterior;
pub use shared::Shared;

use crate::engine::{ActionSet, Example, LinearPosterior, Scores, Space, parameter::Parameter};

/// What is believed about the arms.
pub trait Model: CloneModel + fmt::Debug + Send + Sync {
    /// What is believed about each arm, without its handicap.
    fn scores(&self, actions: &ActionSet) -> Scores;

    /// Learns from what came of a shown arm.
    fn update(&mut self, example: &Example<'_>);

    /// How much each feature adds to the mean of the arm's score; sums to it.
    fn contributions(&self, actions: &ActionSet, arm: usize) -> Vec<f64>;

    /// How much of the unit of its scores one unit of reward is worth.
    fn per_reward(&self) -> f64 {
        1.0
    }
}

/// What makes a model in a box clonable; whatever is a model and clonable has it.
pub trait CloneModel {
    /// The model with all that it has learnt.
    fn boxed_clone(&self) -> Box<dyn Model>;
}

impl<T: Model + Clone + 'static> CloneModel for T {
    fn boxed_clone(&self) -> Box<dyn Model> {
        Box::new(self.clone())
    }
}

impl Clone for Box<dyn Model> {
    fn clone(&self) -> Self {
        (**self).boxed_clone()
    }
}

/// A regression of the reward on the features, one observation at a time.
pub trait Regression: fmt::Debug + Clone + Send + Sync + 'static {
    /// For each row of `rows`, which are as long as the regression has weights and stand one
    /// after the other: the mean of its score, and the variance of that of the row less `centre`
    /// (less nothing without it).
    fn moments(&self, rows: &[f64], centre: Option<&[f64]>, moments: &mut [(f64, f64)]);

    /// Takes in one observation: `reward` at `x`, counting `weight` in (0, 1].
    fn update(&mut self, x: &[f64], reward: f64, weight: f64);

    /// The expected weights.
    fn weights(&self) -> &[f64];

    /// How much of the unit of its scores one unit of reward is worth.
    fn per_reward(&self) -> f64 {
        1.0
    }
}

/// A linear regression whose weights may drift.
#[derive(Debug, Clone)]
pub struct Drifting {
    posterior: LinearPosterior,
    retention: f64,
}

impl Drifting {
    /// `posterior`, which forgets half of what it learnt after `memory` examples, and nothing if
    /// that is 0.
    #[must_use]
    pub fn new(posterior: LinearPosterior, memory: f64) -> Self {
        let retention = if memory > 0.0 {
            libm::exp2(-1.0 / memory)
        } else {
            1.0
        };
        Self {
            posterior,
            retention,
        }
    }
}

impl Regression for Drifting {
    fn moments(&self, rows: &[f64], centre: Option<&[f64]>, moments: &mut [(f64, f64)]) {
        self.posterior.moments(rows, centre, moments);
    }

    fn update(&mut self, x: &[f64], reward: f64, weight: f64) {
        if self.retention < 1.0 {
            self.posterior.relax(self.retention);
        }
        self.posterior.update(x, reward, weight);
    }

    fn weights(&self) -> &[f64] {
        self.posterior.mean()
    }
}

/// Whether arms share what is learnt: a parameter of every policy that has a model.
pub(super) const SHARING: Parameter = Parameter {
    name: "model",
    meaning: "whether all artwork shares one model, each has its own, or each has its own beside \
              the shared one",
    default: 0.0,
    low: 0.0,
    high: 2.0,
    words: &["shared", "disjoint", "hybrid"],
};

/// What the values of [`SHARING`] stand for, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sharing {
    /// All artwork shares one model.
    Shared,
    /// Each artwork has its own.
    Disjoint,
    /// Each has its own beside the shared one; such a model cannot forget.
    Hybrid,
}

impl Sharing {
    /// What a value of [`SHARING`] stands for.
    pub(super) fn of(value: f64) -> Self {
        match value as u8 {
            0 => Self::Shared,
            1 => Self::Disjoint,
            _ => Self::Hybrid,
        }
    }
}

/// After how many examples a linear model forgets half.
pub(super) const MEMORY: Parameter = Parameter {
    name: "memory",
    meaning: "examples of a model after which half of what it learnt is forgotten; 0 for never",
    default: 0.0,
    low: 0.0,
    high: 1e9,
    words: &[],
};

/// The deviation of a single reward round its expectation, where nothing else is said.
pub(super) const NOISE: f64 = 0.35;

/// What a linear model is made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Linear<'a> {
    /// The mean and deviation of each weight before anything is learnt.
    pub prior: &'a [(f64, f64)],
    /// The deviation of a single reward round its expectation.
    pub noise: f64,
    /// Whether what all arms share adds nothing to their uncertainty; only in a shared model.
    pub is_centred: bool,
    /// The value of [`MEMORY`].
    pub memory: f64,
}

impl<'a> Linear<'a> {
    /// The model that most policies use: what all arms share adds nothing to their uncertainty.
    pub(super) fn of(space: &'a Space, memory: f64) -> Self {
        Self {
            prior: space.prior(),
            noise: NOISE,
            is_centred: true,
            memory,
        }
    }

    /// The model for a value of [`SHARING`].
    pub(super) fn model(self, sharing: f64) -> Box<dyn Model> {
        let posterior = |prior: &[(f64, f64)]| LinearPosterior::new(prior, self.noise);
        let whole = || Drifting::new(posterior(self.prior), self.memory);
        match Sharing::of(sharing) {
            Sharing::Shared => Box::new(Shared::new(whole(), self.is_centred)),
            Sharing::Disjoint => Box::new(Disjoint::new(whole())),
            Sharing::Hybrid => {
                let prior = self.prior.iter();
                let own: Vec<_> = prior.map(|(_, deviation)| (0.0, *deviation)).collect();
                let shared = posterior(self.prior);
                Box::new(Hybrid::new(shared, posterior(&own), self.noise))
            }
        }
    }
}

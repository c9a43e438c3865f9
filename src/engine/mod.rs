//! Chooses artwork: features, policies, propensities, learning and explanation.
//!
//! A decision takes four steps, always in this order: the [`ActionSet`] is built from a
//! [`Context`] and the eligible artwork, the [`Policy`] gives a [`Distribution`] over it, the one
//! shared sampler draws an arm, and the [`Decision`] keeps all of it, so that the propensity that
//! is logged is the probability that the arm was drawn with.

mod action_set;
mod arms;
mod bake_off;
mod beta;
mod by_title;
mod decision;
#[cfg(test)]
mod dense;
mod device;
mod distribution;
mod example;
mod explanation;
mod exponential;
mod features;
mod gaussian;
mod lanes;
mod learner;
mod legendre;
mod linear;
mod models;
mod parameter;
mod policies;
mod policy;
mod policy_spec;
mod records;
mod scored;
mod space;
mod spec_error;
mod standings;

pub use action_set::{ActionSet, Context};
pub use arms::Observed;
use arms::Rewards;
pub use bake_off::{ClassificationSet, contenders, permutation, progressive_loss, with_own_models};
pub use beta::{Beta, best_rate_probabilities};
pub use decision::{Beliefs, Decision};
pub use device::Device;
pub use distribution::{Distribution, INLINE_ARMS};
pub use example::{Example, Response};
pub use explanation::{
    Candidate, Carrier, Case, Change, Contribution, Counterfactual, Explanation, Range, Sentences,
    Span, chance, counterfactual_sentences, counterfactuals,
};
pub use features::{FEATURE_TABLE, FEATURE_VERSION, FEATURES, Feature, Input, fill};
pub use gaussian::{best_arm_chances, best_arm_probabilities};
pub use learner::Learner;
pub use linear::LinearPosterior;
pub use models::{
    CloneModel, Disjoint, Drifting, Hybrid, LogisticPosterior, Model, Regression, Shared,
};
pub use parameter::Parameter;
pub use policies::{
    BestArtwork, Collaborative, ContentMatch, Ensemble, EpsilonGreedy, Explored, Fixed, Schedule,
    Softmax, SquareCb, Thompson, Ucb1, Uniform, UpperBound,
};
pub use policy::{ClonePolicy, Policy, Score, Scores, best_arm};
pub use policy_spec::{About, PolicyName, PolicySpec};
pub use records::{Neighbours, OfTitle, Record, Records};
pub use scored::{CloneRule, Rule, Scored};
pub use space::Space;
pub use spec_error::SpecError;
pub use standings::{Standing, Standings};

/// Changes whenever the same log and seed would lead to other decisions.
pub const ENGINE_VERSION: u32 = 2;

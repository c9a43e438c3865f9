//! Chooses artwork: features, policies, propensities, learning and explanation.
//!
//! A decision takes four steps, always in this order: the [`ActionSet`] is built from a
//! [`Context`] and the eligible artwork, the [`Policy`] gives a [`Distribution`] over it, the one
//! shared sampler draws an arm, and the [`Decision`] keeps all of it, so that the propensity that
//! is logged is the probability that the arm was drawn with.

mod action_set;
mod beta;
mod decision;
mod device;
mod distribution;
mod explanation;
mod features;
mod gaussian;
mod lanes;
mod learner;
mod linear;
mod linear_model;
mod policies;
mod policy;
mod policy_spec;
mod predictive;
mod track_record;

pub use action_set::{ActionSet, Context};
pub use beta::{Beta, best_rate_probabilities};
pub use decision::Decision;
pub use device::Device;
pub use distribution::Distribution;
pub use explanation::{Candidate, Carrier, Contribution, Explanation};
pub use features::{FEATURE_TABLE, FEATURE_VERSION, FEATURES, Feature, Features, features};
pub use gaussian::{best_arm_chances, best_arm_probabilities};
pub use learner::{Example, Learner};
pub use linear::LinearPosterior;
pub use policies::{
    BestArtwork, ContentMatch, EpsilonGreedy, Fixed, Floored, LinTs, LinUcb, LogisticTs, Softmax,
    SquareCb, Ucb1, Uniform,
};
pub use policy::{Policy, Score};
pub use policy_spec::{About, Parameter, PolicyName, PolicySpec, SpecError};
pub use predictive::{Predictive, Rule, best_arm};
pub use track_record::{Observed, TrackRecords};

/// Changes whenever the same log and seed would lead to other decisions.
pub const ENGINE_VERSION: u32 = 1;

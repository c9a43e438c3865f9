//! A policy together with what it learnt from.

use crate::{
    catalog::{ArtworkId, TitleId},
    engine::{Features, Policy, PolicyName, PolicySpec, TrackRecords},
};

/// What one resolved impression teaches.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// The title shown.
    pub title: TitleId,
    /// The artwork shown.
    pub artwork: ArtworkId,
    /// Its features when it was chosen.
    pub features: Features,
    /// What came of it, in [0, 1].
    pub reward: f64,
    /// How much it counts, in (0, 1].
    pub weight: f64,
}

/// A policy and the track records that its features use.
///
/// It depends on nothing but the sequence of examples, so a learner that takes in the same
/// examples again is the same, bit for bit.
#[derive(Debug)]
pub struct Learner {
    spec: PolicySpec,
    policy: Box<dyn Policy>,
    records: TrackRecords,
    version: u64,
}

impl Learner {
    /// A learner that has seen nothing.
    #[must_use]
    pub fn new(spec: impl Into<PolicySpec>) -> Self {
        let spec = spec.into();
        Self {
            spec,
            policy: spec.build(),
            records: TrackRecords::default(),
            version: 0,
        }
    }

    /// Which policy this is.
    #[must_use]
    pub fn name(&self) -> PolicyName {
        self.spec.name()
    }

    /// Which policy this is, with its parameters.
    #[must_use]
    pub fn spec(&self) -> PolicySpec {
        self.spec
    }

    /// The policy.
    #[must_use]
    pub fn policy(&self) -> &dyn Policy {
        &*self.policy
    }

    /// How every artwork did.
    #[must_use]
    pub fn records(&self) -> &TrackRecords {
        &self.records
    }

    /// How many examples it has learnt from.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Learns from one example.
    pub fn learn(&mut self, example: &Example) {
        self.policy.update(example);
        self.records.learn(example);
        self.version += 1;
    }
}

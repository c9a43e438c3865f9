//! A policy together with what it learnt from.

use crate::{
    engine::{Example, Policy, PolicyName, PolicySpec, Records, Response},
    profiles::ProfileId,
};

/// A policy and the records that its features use.
///
/// It depends on nothing but the sequence of examples, so a learner that takes in the same
/// examples again is the same, bit for bit.
#[derive(Debug, Clone)]
pub struct Learner {
    spec: PolicySpec,
    policy: Box<dyn Policy>,
    records: Records,
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
            records: Records::default(),
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

    /// What earlier impressions say about every artwork.
    #[must_use]
    pub fn records(&self) -> &Records {
        &self.records
    }

    /// How many examples it has learnt from.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Learns from what `profile` did about an artwork.
    pub fn learn(&mut self, example: &Example<'_>, profile: &ProfileId, response: Response) {
        self.policy.update(example);
        self.records.learn(example, profile, response);
        self.version += 1;
    }

    /// Learns from what somebody did about an artwork whose own history is kept elsewhere: as
    /// [`Self::learn`], but for what records say about one profile.
    pub fn learn_from(&mut self, example: &Example<'_>) {
        self.policy.update(example);
        self.records.learn_from(example);
        self.version += 1;
    }
}

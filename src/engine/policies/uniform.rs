//! Pure exploration: the log that supports the evaluation of any other policy.

use crate::engine::{ActionSet, Distribution, Policy, policy_spec::About};

/// What this policy is.
pub(in crate::engine) const ABOUT: About = About {
    meaning: "Shows every artwork equally often, so that its log can judge any other policy.",
    source: "a lottery",
    unit: "",
    is_for_artwork: false,
    parameters: &[],
    floor: 0.0,
    build: |_, _| Box::new(Uniform),
};

/// Shows each arm with the same probability.
#[derive(Debug, Clone, Copy)]
pub struct Uniform;

impl Policy for Uniform {
    fn distribution(&self, actions: &ActionSet) -> Distribution {
        Distribution::uniform(actions.len())
    }

    fn is_contextual(&self) -> bool {
        false
    }
}

//! The catalog's own choice for everyone: what personalisation is measured against.

use crate::engine::{ActionSet, Distribution, Policy, policy_spec::About};

/// What this policy is.
pub(in crate::engine) const ABOUT: About = About {
    meaning: "Shows everyone the catalog's own choice, which is what personalisation is measured \
              against.",
    source: "the catalog",
    unit: "",
    is_for_artwork: false,
    parameters: &[],
    floor: 0.0,
    build: |_, _| Box::new(Fixed),
};

/// Shows the default artwork with certainty.
#[derive(Debug, Clone, Copy)]
pub struct Fixed;

impl Policy for Fixed {
    fn distribution(&self, actions: &ActionSet) -> Distribution {
        Distribution::certain(actions.default_arm(), actions.len())
    }

    fn is_contextual(&self) -> bool {
        false
    }
}

//! Pure exploration: the log that supports the evaluation of any other policy.

use crate::engine::{ActionSet, Distribution, Policy};

/// Shows each arm with the same probability.
#[derive(Debug, Clone, Copy)]
pub struct Uniform;

impl Policy for Uniform {
    fn distribution(&self, actions: &ActionSet) -> Distribution {
        Distribution::uniform(actions.len())
    }
}

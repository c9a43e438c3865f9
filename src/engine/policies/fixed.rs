//! The catalog's own choice for everyone: what personalisation is measured against.

use crate::engine::{ActionSet, Distribution, Policy};

/// Shows the default artwork with certainty.
#[derive(Debug, Clone, Copy)]
pub struct Fixed;

impl Policy for Fixed {
    fn distribution(&self, actions: &ActionSet) -> Distribution {
        Distribution::certain(actions.default_arm(), actions.len())
    }
}

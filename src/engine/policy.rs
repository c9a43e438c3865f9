//! What every policy can do.

use std::fmt;

use smallvec::SmallVec;

use crate::engine::{ActionSet, Distribution, Example, INLINE_ARMS};

/// What a policy believes about the reward of one arm: a normal distribution.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// The expected reward, or what else the policy's description names as the unit of its scores.
    pub mean: f64,
    /// How uncertain the policy is about it where it compares this arm with the others.
    pub deviation: f64,
}

/// A score for each arm.
pub type Scores = SmallVec<[Score; INLINE_ARMS]>;

/// Maps a context and an action set to a probability distribution over the arms.
///
/// `examples/own_policy.rs` adds one and lets it learn.
///
/// ```
/// use keyart::engine::{ActionSet, Distribution, FEATURES, Policy, best_arm};
///
/// /// Shows whichever artwork matches the profile's genres best.
/// #[derive(Debug, Clone)]
/// struct BestGenre;
///
/// impl Policy for BestGenre {
///     fn distribution(&self, actions: &ActionSet) -> Distribution {
///         let matches = (0..actions.len()).map(|arm| actions.row(arm)[1]);
///         Distribution::certain(best_arm(matches), actions.len())
///     }
/// }
///
/// let mut rows = [0.0; 3 * FEATURES];
/// rows[2 * FEATURES + 1] = 0.9;
/// let actions = ActionSet::from_rows(&rows, FEATURES, 0).ok_or("no arms")?;
/// assert_eq!(BestGenre.distribution(&actions).probabilities(), [0.0, 0.0, 1.0]);
/// # Ok::<(), &str>(())
/// ```
pub trait Policy: ClonePolicy + fmt::Debug + Send + Sync {
    /// The probability of each arm, computed before anything is drawn.
    fn distribution(&self, actions: &ActionSet) -> Distribution;

    /// Learns from what came of a shown arm.
    fn update(&mut self, _example: &Example<'_>) {}

    /// What the policy believes about each arm, if it scores them; without its handicap.
    fn scores(&self, _actions: &ActionSet) -> Option<Scores> {
        None
    }

    /// How much each feature adds to the mean of the arm's score; sums to it.
    fn contributions(&self, _actions: &ActionSet, _arm: usize) -> Option<Vec<f64>> {
        None
    }

    /// How much of the unit of its scores one unit of reward is worth: handicaps are in reward.
    fn per_reward(&self) -> f64 {
        1.0
    }

    /// Whether its distribution may depend on the features of the arms. If not, it follows from
    /// which artwork can be chosen, which of it is the default, the handicaps, and what was
    /// learnt: whoever looks at it gets the same one until something is learnt.
    fn is_contextual(&self) -> bool {
        true
    }
}

/// What makes a policy in a box clonable; whatever is a policy and clonable has it.
pub trait ClonePolicy {
    /// The policy with all that it has learnt.
    fn boxed_clone(&self) -> Box<dyn Policy>;
}

impl<T: Policy + Clone + 'static> ClonePolicy for T {
    fn boxed_clone(&self) -> Box<dyn Policy> {
        Box::new(self.clone())
    }
}

impl Clone for Box<dyn Policy> {
    fn clone(&self) -> Self {
        (**self).boxed_clone()
    }
}

/// The arm with the largest value; the lowest of those that are exactly equal, and of all if none
/// is a number.
#[must_use]
pub fn best_arm(values: impl IntoIterator<Item = f64>) -> usize {
    let mut values = values.into_iter().enumerate();
    let Some(mut best) = values.next() else {
        return 0;
    };
    for (arm, value) in values {
        if value > best.1 || best.1.is_nan() && !value.is_nan() {
            best = (arm, value);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lowest_of_equal_arms_is_the_best_one() {
        assert_eq!(best_arm([0.1, 0.3, 0.3, 0.2]), 1);
        assert_eq!(best_arm([0.0, -0.0]), 0);
        assert_eq!(best_arm([f64::NAN, -1.0, f64::INFINITY]), 2);
        assert_eq!(best_arm([f64::NAN; 3]), 0);
    }
}

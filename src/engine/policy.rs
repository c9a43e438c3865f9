//! What every policy can do.

use std::fmt;

use crate::engine::{ActionSet, Distribution, Example, Features};

/// What a policy believes about the reward of one arm: a normal distribution.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// The expected reward, or what else the policy's description names as the unit of its scores.
    pub mean: f64,
    /// How uncertain the policy is about it where it compares this arm with the others.
    pub deviation: f64,
}

/// Maps a context and an action set to a probability distribution over the arms.
///
/// ```
/// use keyart::engine::{ActionSet, Distribution, FEATURES, Policy};
///
/// /// Shows whichever artwork matches the profile's genres best.
/// #[derive(Debug)]
/// struct BestGenre;
///
/// impl Policy for BestGenre {
///     fn distribution(&self, actions: &ActionSet) -> Distribution {
///         let rows = actions.features().iter().map(|row| row[1]).enumerate();
///         let best = rows.max_by(|a, b| a.1.total_cmp(&b.1)).map_or(0, |(arm, _)| arm);
///         Distribution::certain(best, actions.len())
///     }
/// }
///
/// let mut rows = vec![[0.0; FEATURES]; 3];
/// rows[2][1] = 0.9;
/// let actions = ActionSet::from_features(rows, 0).ok_or("no arms")?;
/// assert_eq!(BestGenre.distribution(&actions).probabilities(), [0.0, 0.0, 1.0]);
/// # Ok::<(), &str>(())
/// ```
pub trait Policy: fmt::Debug + Send {
    /// The probability of each arm, computed before anything is drawn.
    fn distribution(&self, actions: &ActionSet) -> Distribution;

    /// Learns from what came of a shown arm.
    fn update(&mut self, _example: &Example) {}

    /// What the policy believes about each arm, if it scores them.
    fn scores(&self, _actions: &ActionSet) -> Option<Vec<Score>> {
        None
    }

    /// How much each feature adds to the mean of the arm's score; sums to it.
    fn contributions(&self, _features: &Features) -> Option<Features> {
        None
    }
}

//! What is known of the features before anything is learnt.

use crate::engine::FEATURE_TABLE;

/// How many features there are, and what is believed about their weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Space(Vec<(f64, f64)>);

impl Space {
    /// The features of artwork, with the prior of [`FEATURE_TABLE`].
    #[must_use]
    pub fn of_artwork() -> Self {
        let prior = FEATURE_TABLE.map(|feature| (feature.prior_mean, feature.prior_deviation));
        Self(prior.to_vec())
    }

    /// `dimension` features of which nothing is known: each weight begins as `N(0, 1)`.
    #[must_use]
    pub fn plain(dimension: usize) -> Self {
        Self(vec![(0.0, 1.0); dimension])
    }

    /// How many features there are.
    #[must_use]
    pub fn dimension(&self) -> usize {
        self.0.len()
    }

    /// The mean and the deviation of each weight.
    #[must_use]
    pub fn prior(&self) -> &[(f64, f64)] {
        &self.0
    }
}

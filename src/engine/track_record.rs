//! How every artwork did so far, whoever saw it.

use std::collections::BTreeMap;

use crate::catalog::{ArtworkId, TitleId};

/// The take fraction assumed of artwork that nobody has seen yet.
const PRIOR_MEAN: f64 = 0.1;

/// How many observations the assumption counts as.
const PRIOR_WEIGHT: f64 = 20.0;

#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Tally {
    weight: f64,
    reward: f64,
}

/// Rewards per artwork, shrunk towards a common mean so that a lucky start counts little.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TrackRecords(BTreeMap<(TitleId, ArtworkId), Tally>);

impl TrackRecords {
    /// Counts one observation.
    pub fn add(&mut self, title: &TitleId, artwork: &ArtworkId, reward: f64, weight: f64) {
        let tally = self.0.entry((title.clone(), artwork.clone())).or_default();
        tally.weight += weight;
        tally.reward += weight * reward;
    }

    /// How far the artwork's mean reward lies above 0.1, in [-0.1, 0.9]: the posterior mean of
    /// a rate with a beta prior worth 20 observations of 0.1, minus 0.1.
    #[must_use]
    pub fn advantage(&self, title: &TitleId, artwork: &ArtworkId) -> f64 {
        self.0
            .get(&(title.clone(), artwork.clone()))
            .map_or(0.0, |tally| {
                (tally.reward + PRIOR_MEAN * PRIOR_WEIGHT) / (tally.weight + PRIOR_WEIGHT)
                    - PRIOR_MEAN
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_evidence_moves_little_and_much_evidence_wins() {
        let (title, artwork) = (TitleId::new("t"), ArtworkId::new("a"));
        let mut records = TrackRecords::default();
        assert_eq!(records.advantage(&title, &artwork), 0.0);
        records.add(&title, &artwork, 1.0, 1.0);
        assert!((records.advantage(&title, &artwork) - (3.0 / 21.0 - 0.1)).abs() < 1e-15);
        (0..10_000).for_each(|_| records.add(&title, &artwork, 1.0, 1.0));
        assert!(records.advantage(&title, &artwork) > 0.89);
    }
}

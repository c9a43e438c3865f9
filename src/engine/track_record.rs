//! How every artwork did so far, whoever saw it.

use std::collections::BTreeMap;

use crate::{
    catalog::{ArtworkId, TitleId},
    engine::Example,
};

/// The mean reward assumed of a title that nobody has seen yet.
const TITLE_MEAN: f64 = 0.1;

/// How many observations count as much as the assumption: about a title, and about an artwork
/// beside its title's others.
const SHRINKAGE: f64 = 20.0;

/// What was observed.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Observed {
    /// The sum of the weights.
    pub weight: f64,
    /// The sum of the rewards, each times its weight.
    pub reward: f64,
}

impl Observed {
    fn add(&mut self, reward: f64, weight: f64) {
        self.weight += weight;
        self.reward += weight * reward;
    }

    /// The mean reward, drawn towards `assumed` as if that had been observed 20 times.
    fn shrunk(self, assumed: f64) -> f64 {
        (self.reward + SHRINKAGE * assumed) / (self.weight + SHRINKAGE)
    }
}

/// Rewards per title and per artwork.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TrackRecords {
    titles: BTreeMap<TitleId, Observed>,
    artwork: BTreeMap<(TitleId, ArtworkId), Observed>,
}

impl TrackRecords {
    /// Counts one observation.
    pub fn add(&mut self, title: &TitleId, artwork: &ArtworkId, reward: f64, weight: f64) {
        self.titles
            .entry(title.clone())
            .or_default()
            .add(reward, weight);
        let key = (title.clone(), artwork.clone());
        self.artwork.entry(key).or_default().add(reward, weight);
    }

    /// Counts one example.
    pub fn learn(&mut self, example: &Example) {
        let Example { reward, weight, .. } = *example;
        self.add(&example.title, &example.artwork, reward, weight);
    }

    /// What was observed of an artwork.
    #[must_use]
    pub fn of_artwork(&self, title: &TitleId, artwork: &ArtworkId) -> Observed {
        let record = self.artwork.get(&(title.clone(), artwork.clone()));
        record.copied().unwrap_or_default()
    }

    /// How far the artwork's mean reward lies above its title's, in (-1, 1), both shrunk: a
    /// popular title does not favour the artwork that happened to be shown first.
    #[must_use]
    pub fn advantage(&self, title: &TitleId, artwork: &ArtworkId) -> f64 {
        let of_title = self
            .titles
            .get(title)
            .copied()
            .unwrap_or_default()
            .shrunk(TITLE_MEAN);
        let record = self.artwork.get(&(title.clone(), artwork.clone()));
        record.map_or(0.0, |record| record.shrunk(of_title) - of_title)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_artwork_is_compared_with_the_others_of_its_title() {
        let title = TitleId::new("t");
        let [one, other] = ["a", "b"].map(ArtworkId::new);
        let mut records = TrackRecords::default();
        assert_eq!(records.advantage(&title, &one), 0.0);
        (0..10_000).for_each(|_| records.add(&title, &one, 1.0, 1.0));
        assert!(
            records.advantage(&title, &one).abs() < 0.01,
            "it is all that is known of the title"
        );
        (0..10_000).for_each(|_| records.add(&title, &other, 0.0, 1.0));
        assert!((records.advantage(&title, &one) - 0.5).abs() < 0.01);
        assert!((records.advantage(&title, &other) + 0.5).abs() < 0.01);
    }

    #[test]
    fn little_evidence_moves_little() {
        let (title, artwork) = (TitleId::new("t"), ArtworkId::new("a"));
        let mut records = TrackRecords::default();
        records.add(&title, &artwork, 1.0, 1.0);
        let mean = 3.0 / 21.0;
        let expected = (1.0 + 20.0 * mean) / 21.0 - mean;
        assert!((records.advantage(&title, &artwork) - expected).abs() < 1e-15);
    }
}

//! What is kept for each artwork that was learnt about.

use crate::{
    catalog::ArtworkId,
    engine::{
        ActionSet, Example,
        by_title::{ByTitle, place_of},
    },
};

/// Something for each artwork that was learnt about.
#[derive(Debug, Clone)]
pub(super) struct Arms<T>(ByTitle<Vec<(ArtworkId, T)>>);

impl<T> Default for Arms<T> {
    fn default() -> Self {
        Self(ByTitle::default())
    }
}

impl<T> Arms<T> {
    /// What there is for each arm.
    pub(super) fn of<'a>(&'a self, actions: &'a ActionSet) -> impl Iterator<Item = Option<&'a T>> {
        let known = self.0.get(actions.title()).map_or(&[][..], Vec::as_slice);
        actions.artwork().iter().enumerate().map(move |(arm, id)| {
            // Arms mostly stand where they stood when they were first learnt about.
            let here = known.get(arm).filter(|(known, _)| known == id);
            let found = here.or_else(|| known.iter().find(|(known, _)| known == id));
            found.map(|(_, it)| it)
        })
    }

    /// What there is for the artwork of `example`, which is `new` if there was nothing.
    pub(super) fn entry(&mut self, example: &Example<'_>, new: impl FnOnce() -> T) -> &mut T {
        let known = self.0.entry(example.title, Vec::new);
        let place = place_of(known, example.artwork.as_str(), |(id, _)| id.as_str());
        let place = place.unwrap_or_else(|| {
            known.push((example.artwork.clone(), new()));
            known.len() - 1
        });
        &mut known[place].1
    }
}

/// What was observed.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Observed {
    /// The sum of the weights.
    pub weight: f64,
    /// The sum of the rewards, each times its weight.
    pub reward: f64,
}

impl Observed {
    /// Counts one more observation.
    pub(super) fn add(&mut self, reward: f64, weight: f64) {
        self.weight += weight;
        self.reward += weight * reward;
    }

    /// Makes all that was counted count less.
    pub(super) fn fade(&mut self, retention: f64) {
        self.weight *= retention;
        self.reward *= retention;
    }

    /// The mean reward, drawn towards `assumed` as if that had been observed with the weight
    /// `strength`.
    pub(super) fn shrunk(self, assumed: f64, strength: f64) -> f64 {
        assumed + (self.reward - self.weight * assumed) / (self.weight + strength)
    }
}

/// What was observed of each artwork, whoever saw it.
#[derive(Debug, Clone, Default)]
pub(super) struct Rewards(Arms<Observed>);

impl Rewards {
    /// What was observed of each arm.
    pub(super) fn of<'a>(&'a self, actions: &'a ActionSet) -> impl Iterator<Item = Observed> {
        self.0
            .of(actions)
            .map(|seen| seen.copied().unwrap_or_default())
    }

    /// Counts one example.
    pub(super) fn learn(&mut self, example: &Example<'_>) {
        let seen = self.0.entry(example, Observed::default);
        seen.add(example.reward, example.weight);
    }
}

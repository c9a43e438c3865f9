//! A model of its own for each artwork.

use super::{
    Model, Regression,
    shared::{products, score},
};
use crate::engine::{ActionSet, Example, Scores, arms::Arms};

/// One regression for each artwork, which learns from that artwork alone (the disjoint models of
/// Li, Chu, Langford and Schapire 2010, algorithm 1).
#[derive(Debug, Clone)]
pub struct Disjoint<R> {
    /// What is believed about artwork that nobody has seen yet.
    prior: R,
    arms: Arms<R>,
}

impl<R> Disjoint<R> {
    /// The model whose regressions all begin as `prior`.
    #[must_use]
    pub fn new(prior: R) -> Self {
        Self {
            prior,
            arms: Arms::default(),
        }
    }

    fn of_arms<'a>(&'a self, actions: &'a ActionSet) -> impl Iterator<Item = &'a R> {
        let known = self.arms.of(actions);
        known.map(|regression| regression.unwrap_or(&self.prior))
    }
}

impl<R: Regression> Model for Disjoint<R> {
    fn scores(&self, actions: &ActionSet) -> Scores {
        let of_arm = |(arm, regression): (usize, &R)| {
            let mut moments = [(0.0, 0.0)];
            regression.moments(actions.row(arm), None, &mut moments);
            score(moments[0])
        };
        self.of_arms(actions).enumerate().map(of_arm).collect()
    }

    fn update(&mut self, example: &Example<'_>) {
        let regression = self.arms.entry(example, || self.prior.clone());
        regression.update(example.features, example.reward, example.weight);
    }

    fn contributions(&self, actions: &ActionSet, arm: usize) -> Vec<f64> {
        let regression = self.of_arms(actions).nth(arm);
        let weights = regression.map_or(self.prior.weights(), R::weights);
        products(actions.row(arm), weights)
    }

    fn per_reward(&self) -> f64 {
        self.prior.per_reward()
    }
}

//! A model of its own for each artwork, beside one that all share.

use smallvec::SmallVec;

use super::{
    Model,
    shared::{products, score},
};
use crate::engine::{ActionSet, Example, LinearPosterior, Scores, arms::Arms};

/// The expected reward is `z·β + x·θₐ`, with `β` for all arms and `θₐ` for each (Li, Chu, Langford
/// and Schapire 2010, algorithm 2); here `z` and `x` are both the arm's features.
///
/// Given `β`, an arm's weights have the mean `mₐ − Cₐ β` and the covariance `Sₐ`, where `mₐ` and
/// `Sₐ` are those of a regression that knows of no `β`, and `Cₐ = Aₐ⁻¹ Bₐ` in the paper's letters.
/// With `u = z − Cₐᵀ x` this makes the score's mean `u·β + x·mₐ`, its variance
/// `uᵀ A₀⁻¹ u + xᵀ Sₐ x` (the paper's lines 9 and 11), and an observation one of `u·β` with the
/// noise `σ² + xᵀ Sₐ x`: both updates are of rank 1.
#[derive(Debug, Clone)]
pub struct Hybrid {
    shared: LinearPosterior,
    /// What is believed of an arm's own weights before it is seen.
    prior: LinearPosterior,
    noise_variance: f64,
    arms: Arms<Own>,
}

/// What is known of one arm.
#[derive(Debug, Clone)]
struct Own {
    posterior: LinearPosterior,
    /// `Cₐ`, row-major.
    coupling: Vec<f64>,
}

/// Features, on the stack up to 64.
type Row = SmallVec<[f64; 64]>;

impl Own {
    /// `z − Cₐᵀ x` for `z = x`.
    fn uncoupled(&self, x: &[f64]) -> Row {
        let mut u = Row::from_slice(x);
        for (x, row) in x.iter().zip(self.coupling.chunks_exact(x.len().max(1))) {
            for (u, entry) in u.iter_mut().zip(row) {
                *u -= x * entry;
            }
        }
        u
    }
}

impl Hybrid {
    /// The model whose shared weights begin as `shared`, and those of each arm as `prior`; `noise`
    /// is the deviation of a single reward round its expectation, and that of both posteriors.
    #[must_use]
    pub fn new(shared: LinearPosterior, prior: LinearPosterior, noise: f64) -> Self {
        Self {
            shared,
            prior,
            noise_variance: noise * noise,
            arms: Arms::default(),
        }
    }
}

impl Model for Hybrid {
    fn scores(&self, actions: &ActionSet) -> Scores {
        let arms = self.arms.of(actions).enumerate();
        arms.map(|(arm, own)| {
            let x = actions.row(arm);
            let mut moments = [(0.0, 0.0); 2];
            let (shared, of_arm) = moments.split_at_mut(1);
            match own {
                None => {
                    self.shared.moments(x, None, shared);
                    self.prior.moments(x, None, of_arm);
                }
                Some(own) => {
                    self.shared.moments(&own.uncoupled(x), None, shared);
                    own.posterior.moments(x, None, of_arm);
                }
            }
            let [shared, own] = moments;
            score((shared.0 + own.0, shared.1 + own.1))
        })
        .collect()
    }

    fn update(&mut self, example: &Example<'_>) {
        let x = example.features;
        let own = self.arms.entry(example, || Own {
            posterior: self.prior.clone(),
            coupling: vec![0.0; x.len() * x.len()],
        });
        let u = own.uncoupled(x);
        let variance = own.posterior.variance(x);
        let noise = self.noise_variance / example.weight + variance;
        let unexplained = example.reward - own.posterior.predict(x);
        self.shared
            .update(&u, unexplained, self.noise_variance / noise);
        let mut spread = vec![0.0; x.len()];
        own.posterior.spread(x, &mut spread);
        for (spread, row) in spread
            .iter()
            .zip(own.coupling.chunks_exact_mut(x.len().max(1)))
        {
            for (entry, u) in row.iter_mut().zip(&u) {
                *entry += spread / noise * u;
            }
        }
        own.posterior.update(x, example.reward, example.weight);
    }

    fn contributions(&self, actions: &ActionSet, arm: usize) -> Vec<f64> {
        let x = actions.row(arm);
        let beta = self.shared.mean();
        let Some(own) = self.arms.of(actions).nth(arm).flatten() else {
            return products(x, beta);
        };
        let weights = own.posterior.mean().iter().zip(beta);
        let rows = own.coupling.chunks_exact(x.len().max(1));
        let weights = weights.zip(rows).map(|((own, shared), row)| {
            let coupled: f64 = row.iter().zip(beta).map(|(entry, beta)| entry * beta).sum();
            shared + own - coupled
        });
        products(x, &weights.collect::<Vec<f64>>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{engine::dense::inverse, seed::Seed};
    use rand::RngExt;

    /// One regression over the shared features and a block of own ones for each arm says the
    /// same.
    #[test]
    fn it_is_one_regression_with_a_block_of_features_for_each_arm() {
        const D: usize = 3;
        const ARMS: usize = 4;
        const ALL: usize = D * (1 + ARMS);
        let (noise, shared, own): (f64, [(f64, f64); D], _) =
            (0.4, [(0.2, 0.5), (-0.1, 0.3), (0.0, 1.0)], [(0.0, 0.7); D]);
        let posterior = |prior: &[(f64, f64)]| LinearPosterior::new(prior, noise);
        let mut hybrid = Hybrid::new(posterior(&shared), posterior(&own), noise);
        let mut precision = vec![vec![0.0; ALL]; ALL];
        let mut pull = vec![0.0; ALL];
        let prior = shared.iter().chain(own.iter().cycle()).take(ALL);
        for (index, (mean, deviation)) in prior.enumerate() {
            precision[index][index] = 1.0 / (deviation * deviation);
            pull[index] = mean / (deviation * deviation);
        }
        let mut random = Seed(5).stream("test", &[]);
        for round in 0..200 {
            let rows: Vec<f64> = (0..D * ARMS)
                .map(|_| random.random_range(-1.0..1.0))
                .collect();
            let actions = ActionSet::from_rows(&rows, D, 0).unwrap();
            let covariance = inverse(precision.clone());
            let of = |a: &[f64], b: &[f64]| -> f64 { a.iter().zip(b).map(|(a, b)| a * b).sum() };
            let mean: Vec<f64> = covariance.iter().map(|row| of(row, &pull)).collect();
            let wide = |arm: usize| {
                let mut wide = vec![0.0; ALL];
                wide[..D].copy_from_slice(actions.row(arm));
                wide[D * (1 + arm)..][..D].copy_from_slice(actions.row(arm));
                wide
            };
            for (arm, score) in hybrid.scores(&actions).iter().enumerate() {
                let x = wide(arm);
                let spread: Vec<f64> = covariance.iter().map(|row| of(row, &x)).collect();
                assert!((score.mean - of(&mean, &x)).abs() < 1e-9, "round {round}");
                assert!((score.deviation - of(&x, &spread).sqrt()).abs() < 1e-9);
                let parts: f64 = hybrid.contributions(&actions, arm).iter().sum();
                assert!((parts - score.mean).abs() < 1e-9);
            }
            // The last arm appears late.
            let arm = random.random_range(0..if round < 100 { ARMS - 1 } else { ARMS });
            let (reward, weight) = (random.random(), random.random_range(0.05..1.0));
            hybrid.update(&actions.example(arm, reward, weight));
            let x = wide(arm);
            for (i, x_i) in x.iter().enumerate() {
                pull[i] += weight * reward * x_i / (noise * noise);
                for (entry, x_j) in precision[i].iter_mut().zip(&x) {
                    *entry += weight * x_i * x_j / (noise * noise);
                }
            }
        }
    }
}

//! The same by the textbook, with dense matrices.

use keyart::engine::Score;
use ndarray::{Array1, Array2, ArrayView1, Axis};

/// Bayesian linear regression by the Sherman–Morrison identity.
#[derive(Clone)]
pub(crate) struct Plain {
    mean: Array1<f64>,
    covariance: Array2<f64>,
    noise_variance: f64,
}

impl Plain {
    /// Standard normal weights.
    pub(crate) fn new(dimension: usize, noise: f64) -> Self {
        Self {
            mean: Array1::zeros(dimension),
            covariance: Array2::eye(dimension),
            noise_variance: noise * noise,
        }
    }

    pub(crate) fn score(&self, x: &[f64]) -> Score {
        let x = ArrayView1::from(x);
        Score {
            mean: self.mean.dot(&x),
            deviation: x.dot(&self.covariance.dot(&x)).max(0.0).sqrt(),
        }
    }

    pub(crate) fn update(&mut self, x: &[f64], reward: f64, weight: f64) {
        let x = ArrayView1::from(x);
        let spread = self.covariance.dot(&x);
        let gain = &spread / (self.noise_variance / weight + spread.dot(&x));
        let surprise = reward - self.mean.dot(&x);
        self.mean.scaled_add(surprise, &gain);
        let gain = gain.insert_axis(Axis(1));
        self.covariance -= &gain.dot(&spread.insert_axis(Axis(0)));
    }
}

/// The chances of being best by the trapezoidal rule on one grid, with the functions of `libm`.
pub(crate) fn chances(scores: &[Score]) -> Vec<f64> {
    let end = |side: f64| {
        let ends = scores
            .iter()
            .map(|score| score.mean + side * 8.5 * score.deviation);
        ends.fold(f64::NEG_INFINITY, f64::max)
    };
    let (low, high) = (end(-1.0), end(1.0));
    let deviations = scores.iter().map(|score| score.deviation);
    let step = 0.5 / (scores.len() as f64).sqrt() * deviations.fold(f64::INFINITY, f64::min);
    let mut chances = vec![0.0; scores.len()];
    for node in 0..=((high - low) / step).ceil() as usize {
        let point = low + node as f64 * step;
        let z = |score: &Score| (point - score.mean) / score.deviation;
        let below: Vec<f64> = scores
            .iter()
            .map(|score| 0.5 * libm::erfc(-z(score) / std::f64::consts::SQRT_2))
            .collect();
        for (arm, score) in scores.iter().enumerate() {
            let density = libm::exp(-0.5 * z(score) * z(score)) / score.deviation;
            let others = below[..arm].iter().chain(&below[arm + 1..]);
            chances[arm] += density * others.product::<f64>();
        }
    }
    let total: f64 = chances.iter().sum();
    chances.iter().map(|chance| chance / total).collect()
}

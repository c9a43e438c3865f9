//! Bayesian linear regression with known noise, updated one observation at a time.

mod symmetric;

use symmetric::{Symmetric, dot, padded};

/// The posterior of the weights of some features: a normal distribution.
///
/// With prior `N(m, S)` and rewards `r = x·θ + ε`, `ε ~ N(0, σ²/w)`, one observation of weight
/// `w` gives (Bishop 2006, equations 3.50 and 3.51, by the Sherman–Morrison identity)
///
/// ```text
/// gain = S x / (σ²/w + xᵀ S x)
/// m'   = m + gain (r − x·m)
/// S'   = S − gain (S x)ᵀ
/// ```
///
/// Every `x` has as many numbers as there are features. Only [`new`](Self::new) and
/// [`spread`](Self::spread) allocate.
/// The same history gives the same bits on every machine, so equal arms tie exactly.
#[derive(Debug, Clone)]
pub struct LinearPosterior {
    mean: Vec<f64>,
    covariance: Symmetric,
    noise_variance: f64,
    /// The mean and variance of each weight before anything was learnt.
    prior: Vec<(f64, f64)>,
    /// Room for `S x`, padded.
    spread: Vec<f64>,
}

impl PartialEq for LinearPosterior {
    fn eq(&self, other: &Self) -> bool {
        let state = |posterior: &Self| (posterior.noise_variance, posterior.dimension());
        state(self) == state(other)
            && self.mean == other.mean
            && self.covariance == other.covariance
            && self.prior == other.prior
    }
}

impl LinearPosterior {
    /// Independent priors, each `(mean, standard deviation)`, and the standard deviation of the
    /// noise, which must be positive.
    #[must_use]
    pub fn new(prior: &[(f64, f64)], noise: f64) -> Self {
        let prior: Vec<(f64, f64)> = prior
            .iter()
            .map(|&(mean, deviation)| (mean, deviation * deviation))
            .collect();
        let variances: Vec<f64> = prior.iter().map(|(_, variance)| *variance).collect();
        Self {
            mean: prior.iter().map(|(mean, _)| *mean).collect(),
            covariance: Symmetric::diagonal(&variances),
            noise_variance: noise * noise,
            spread: vec![0.0; padded(prior.len())],
            prior,
        }
    }

    /// How many features there are.
    #[must_use]
    pub fn dimension(&self) -> usize {
        self.mean.len()
    }

    /// The expected weights.
    #[must_use]
    pub fn mean(&self) -> &[f64] {
        &self.mean
    }

    /// The expected reward of `x`.
    #[must_use]
    pub fn predict(&self, x: &[f64]) -> f64 {
        debug_assert_eq!(x.len(), self.dimension());
        dot(&self.mean, x)
    }

    /// The variance of `x·θ`, `xᵀ S x`.
    #[must_use]
    pub fn variance(&self, x: &[f64]) -> f64 {
        debug_assert_eq!(x.len(), self.dimension());
        self.covariance.form(x)
    }

    /// `S x`: the covariance of each weight with `x·θ`.
    #[must_use]
    pub fn spread(&self, x: &[f64]) -> Vec<f64> {
        debug_assert_eq!(x.len(), self.dimension());
        let mut spread = vec![0.0; padded(x.len())];
        self.covariance.times(x, &mut spread);
        spread.truncate(x.len());
        spread
    }

    /// For each row `x` of `rows`, one after the other, the expected reward of `x` and the
    /// variance of `(x − centre)·θ`: the bits that [`predict`](Self::predict) and
    /// [`variance`](Self::variance) give, faster. Without a centre it is 0.
    pub fn moments(&self, rows: &[f64], centre: Option<&[f64]>, out: &mut [(f64, f64)]) {
        debug_assert_eq!(rows.len(), out.len() * self.dimension());
        debug_assert!(centre.is_none_or(|centre| centre.len() == self.dimension()));
        self.covariance.moments(&self.mean, rows, centre, out);
    }

    /// Takes in one observation: `reward` at `x`, counting `weight` in (0, 1].
    pub fn update(&mut self, x: &[f64], reward: f64, weight: f64) {
        let surprise = reward - self.predict(x);
        let variance = self.covariance.times(x, &mut self.spread);
        let scale = 1.0 / (self.noise_variance / weight + variance);
        let step = scale * surprise;
        for (mean, spread) in self.mean.iter_mut().zip(&self.spread) {
            *mean += spread * step;
        }
        // With the root on both sides, what is subtracted is exactly symmetric.
        let root = scale.sqrt();
        self.spread.iter_mut().for_each(|entry| *entry *= root);
        self.covariance.subtract_square(&self.spread);
    }

    /// Lets the weights drift for one step of the stationary autoregressive process around their
    /// prior `N(m₀, S₀)`, which keeps `retention` ρ, in (0, 1], of their distance from it:
    ///
    /// ```text
    /// θ' = m₀ + ρ (θ − m₀) + N(0, (1 − ρ²) S₀)
    /// m' = m₀ + ρ (m − m₀)
    /// S' = ρ² S + (1 − ρ²) S₀
    /// ```
    pub fn relax(&mut self, retention: f64) {
        for (mean, (prior, _)) in self.mean.iter_mut().zip(&self.prior) {
            *mean += (1.0 - retention) * (prior - *mean);
        }
        let kept = retention * retention;
        let renewed = self
            .prior
            .iter()
            .map(|(_, variance)| (1.0 - kept) * variance);
        self.covariance.shrink(kept, renewed);
    }
}

#[cfg(test)]
mod tests;

//! Bayesian linear regression with known noise, updated one observation at a time.

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
#[derive(Debug, Clone, PartialEq)]
pub struct LinearPosterior {
    prior: Vec<(f64, f64)>,
    mean: Vec<f64>,
    covariance: Vec<f64>,
    noise_variance: f64,
}

impl LinearPosterior {
    /// Independent priors, each `(mean, standard deviation)`, and the standard deviation of the
    /// noise, which must be positive.
    #[must_use]
    pub fn new(prior: &[(f64, f64)], noise: f64) -> Self {
        let dimension = prior.len();
        let mut covariance = vec![0.0; dimension * dimension];
        for (index, (_, deviation)) in prior.iter().enumerate() {
            covariance[index * dimension + index] = deviation * deviation;
        }
        Self {
            prior: prior.to_vec(),
            mean: prior.iter().map(|(mean, _)| *mean).collect(),
            covariance,
            noise_variance: noise * noise,
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
        dot(&self.mean, x)
    }

    /// The variance of `x·θ`.
    #[must_use]
    pub fn variance(&self, x: &[f64]) -> f64 {
        let rows = self.covariance.chunks_exact(x.len().max(1));
        rows.zip(x).map(|(row, x_i)| x_i * dot(row, x)).sum()
    }

    /// `S x`, into `spread`.
    pub fn spread(&self, x: &[f64], spread: &mut [f64]) {
        let rows = self.covariance.chunks_exact(x.len().max(1));
        for (spread, row) in spread.iter_mut().zip(rows) {
            *spread = dot(row, x);
        }
    }

    /// For each of the rows, which stand one after the other: its expected reward, and the
    /// variance of that of the row less `centre`.
    pub fn moments(&self, rows: &[f64], centre: Option<&[f64]>, moments: &mut [(f64, f64)]) {
        for (row, moments) in rows.chunks_exact(self.mean.len().max(1)).zip(moments) {
            let variance = match centre {
                None => self.variance(row),
                Some(centre) => {
                    let x: Vec<f64> = row.iter().zip(centre).map(|(x, mean)| x - mean).collect();
                    self.variance(&x)
                }
            };
            *moments = (self.predict(row), variance);
        }
    }

    /// Takes in one observation: `reward` at `x`, counting `weight` in (0, 1].
    pub fn update(&mut self, x: &[f64], reward: f64, weight: f64) {
        let mut spread = vec![0.0; x.len()];
        self.spread(x, &mut spread);
        let scale = 1.0 / (self.noise_variance / weight + dot(&spread, x));
        let surprise = reward - self.predict(x);
        for (i, &towards) in spread.iter().enumerate() {
            let gain = towards * scale;
            self.mean[i] += gain * surprise;
            for (entry, across) in self.covariance[i * x.len()..][..x.len()]
                .iter_mut()
                .zip(&spread)
            {
                *entry -= gain * across;
            }
        }
    }

    /// Lets the weights drift: `θ' = m₀ + ρ (θ − m₀) + N(0, (1 − ρ²) S₀)` with the prior's `m₀` and
    /// `S₀` and `retention` ρ in (0, 1].
    pub fn relax(&mut self, retention: f64) {
        let kept = retention * retention;
        self.covariance.iter_mut().for_each(|entry| *entry *= kept);
        let dimension = self.mean.len();
        for (index, (mean, deviation)) in self.prior.iter().enumerate() {
            self.mean[index] = mean + retention * (self.mean[index] - mean);
            self.covariance[index * dimension + index] += (1.0 - kept) * deviation * deviation;
        }
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seed::Seed;
    use rand::RngExt;

    /// Solves `a x = b` by elimination with partial pivoting.
    fn solve<const D: usize>(mut a: [[f64; D]; D], mut b: [f64; D]) -> [f64; D] {
        for pivot in 0..D {
            let best = (pivot..D)
                .max_by(|&i, &j| a[i][pivot].abs().total_cmp(&a[j][pivot].abs()))
                .unwrap();
            a.swap(pivot, best);
            b.swap(pivot, best);
            for row in pivot + 1..D {
                let factor = a[row][pivot] / a[pivot][pivot];
                let eliminated = a[pivot];
                a[row]
                    .iter_mut()
                    .zip(eliminated)
                    .for_each(|(entry, above)| *entry -= factor * above);
                b[row] -= factor * b[pivot];
            }
        }
        for row in (0..D).rev() {
            let rest: f64 = (row + 1..D).map(|column| a[row][column] * b[column]).sum();
            b[row] = (b[row] - rest) / a[row][row];
        }
        b
    }

    #[test]
    fn ten_thousand_updates_agree_with_one_exact_refit() {
        const D: usize = 6;
        let prior = [
            (0.3, 0.5),
            (-0.1, 0.2),
            (0.0, 1.0),
            (0.2, 0.1),
            (0.0, 0.4),
            (1.0, 0.3),
        ];
        let noise = 0.35;
        let mut posterior = LinearPosterior::new(&prior, noise);
        let mut precision = [[0.0; D]; D];
        let mut pull = [0.0; D];
        for (index, (mean, deviation)) in prior.iter().enumerate() {
            precision[index][index] = 1.0 / (deviation * deviation);
            pull[index] = mean / (deviation * deviation);
        }
        let mut random = Seed(3).stream("test", &[]);
        for _ in 0..10_000 {
            let x: [f64; D] = std::array::from_fn(|_| random.random_range(-1.0..1.0));
            let reward = f64::from(random.random_range(0..2));
            let weight = random.random_range(0.05..1.0);
            posterior.update(&x, reward, weight);
            for i in 0..D {
                pull[i] += weight * x[i] * reward / (noise * noise);
                for j in 0..D {
                    precision[i][j] += weight * x[i] * x[j] / (noise * noise);
                }
            }
        }
        for (updated, exact) in posterior.mean().iter().zip(solve(precision, pull)) {
            assert!((updated - exact).abs() < 1e-8, "{updated} against {exact}");
        }
        let x = [0.5, -0.2, 0.1, 0.9, -0.7, 0.3];
        let exact: f64 = solve(precision, x).iter().zip(x).map(|(a, b)| a * b).sum();
        assert!((posterior.variance(&x) - exact).abs() < 1e-8);
    }
}

//! Bayesian linear regression with known noise, updated one observation at a time.

/// The posterior of the weights of `D` features: a normal distribution.
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
pub struct LinearPosterior<const D: usize> {
    mean: [f64; D],
    covariance: [[f64; D]; D],
    noise_variance: f64,
}

impl<const D: usize> LinearPosterior<D> {
    /// Independent priors, each `(mean, standard deviation)`, and the standard deviation of the
    /// noise, which must be positive.
    #[must_use]
    pub fn new(prior: [(f64, f64); D], noise: f64) -> Self {
        let mut covariance = [[0.0; D]; D];
        for (index, (_, deviation)) in prior.iter().enumerate() {
            covariance[index][index] = deviation * deviation;
        }
        Self {
            mean: prior.map(|(mean, _)| mean),
            covariance,
            noise_variance: noise * noise,
        }
    }

    /// The expected weights.
    #[must_use]
    pub fn mean(&self) -> &[f64; D] {
        &self.mean
    }

    /// The expected reward of `x`.
    #[must_use]
    pub fn predict(&self, x: &[f64; D]) -> f64 {
        dot(&self.mean, x)
    }

    /// The variance of `x·θ`.
    #[must_use]
    pub fn variance(&self, x: &[f64; D]) -> f64 {
        dot(&self.times_covariance(x), x)
    }

    /// Takes in one observation: `reward` at `x`, counting `weight` in (0, 1].
    pub fn update(&mut self, x: &[f64; D], reward: f64, weight: f64) {
        let spread = self.times_covariance(x);
        let scale = 1.0 / (self.noise_variance / weight + dot(&spread, x));
        let surprise = reward - self.predict(x);
        for (i, &towards) in spread.iter().enumerate() {
            let gain = towards * scale;
            self.mean[i] += gain * surprise;
            for (entry, across) in self.covariance[i].iter_mut().zip(&spread) {
                *entry -= gain * across;
            }
        }
    }

    fn times_covariance(&self, x: &[f64; D]) -> [f64; D] {
        std::array::from_fn(|i| dot(&self.covariance[i], x))
    }
}

fn dot<const D: usize>(a: &[f64; D], b: &[f64; D]) -> f64 {
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
        let mut posterior = LinearPosterior::new(prior, noise);
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

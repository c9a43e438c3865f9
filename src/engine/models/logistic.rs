//! Bayesian logistic regression with a diagonal precision (Chapelle and Li 2011).

use super::Regression;

/// Steps after which the solution of one update is taken as it is; bisection alone needs 60.
const MOST_STEPS: u32 = 100;

/// The log-odds that one unit of reward is worth where about one impression in five is a quality
/// play: the slope of the log-odds, `1/(p (1 − p))`, at `p = 0.2`.
const LOG_ODDS_PER_REWARD: f64 = 6.25;

/// The log-odds of the reward as a linear function of the features, in Laplace's approximation
/// with a diagonal precision, one observation at a time.
///
/// Weights begin as `N(0, 1/λ)`. An observation `(x, r)` of weight `w` moves the means `m` to the
/// minimum of `½ Σ qᵢ (vᵢ − mᵢ)² − w (r ln σ(v·x) + (1 − r) ln σ(−v·x))` over `v`, and adds
/// `w xᵢ² p (1 − p)` to each precision `qᵢ`, with `p = σ(m·x)` for the new `m`: algorithm 3 with
/// batches of one, and rewards between 0 and 1 as well as at them. At the minimum
/// `vᵢ = mᵢ + c xᵢ/qᵢ` for one number `c`, so each update solves an equation in one unknown.
#[derive(Debug, Clone)]
pub struct LogisticPosterior {
    mean: Vec<f64>,
    precision: Vec<f64>,
}

fn logistic(z: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-z))
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The `c` with `c = weight (reward − σ(z + c v))`, for `v` not negative: Newton's method inside
/// the bracket that the reward gives.
fn step_length(z: f64, v: f64, reward: f64, weight: f64) -> f64 {
    let (mut low, mut high) = (weight * (reward - 1.0), weight * reward);
    let mut c = 0.0;
    for _ in 0..MOST_STEPS {
        let p = logistic(z + c * v);
        let excess = c - weight * (reward - p);
        if excess > 0.0 {
            high = c;
        } else {
            low = c;
        }
        let newton = c - excess / (1.0 + weight * v * p * (1.0 - p));
        let next = if (low..=high).contains(&newton) {
            newton
        } else {
            0.5 * (low + high)
        };
        if next == c {
            break;
        }
        c = next;
    }
    c
}

impl LogisticPosterior {
    /// The regression of `dimension` weights with a positive `lambda`.
    #[must_use]
    pub fn new(dimension: usize, lambda: f64) -> Self {
        Self {
            mean: vec![0.0; dimension],
            precision: vec![lambda; dimension],
        }
    }

    fn variance(&self, row: impl Iterator<Item = f64>) -> f64 {
        let parts = row.zip(&self.precision);
        parts.map(|(x, precision)| x * x / precision).sum()
    }
}

impl Regression for LogisticPosterior {
    fn moments(&self, rows: &[f64], centre: Option<&[f64]>, moments: &mut [(f64, f64)]) {
        let rows = rows.chunks_exact(self.mean.len().max(1));
        for (row, moments) in rows.zip(moments) {
            let variance = match centre {
                Some(centre) => self.variance(row.iter().zip(centre).map(|(x, mean)| x - mean)),
                None => self.variance(row.iter().copied()),
            };
            *moments = (dot(&self.mean, row), variance);
        }
    }

    fn update(&mut self, x: &[f64], reward: f64, weight: f64) {
        let variance = self.variance(x.iter().copied());
        let c = step_length(dot(&self.mean, x), variance, reward, weight);
        for ((mean, x), precision) in self.mean.iter_mut().zip(x).zip(&self.precision) {
            *mean += c * x / precision;
        }
        let p = logistic(dot(&self.mean, x));
        for (precision, x) in self.precision.iter_mut().zip(x) {
            *precision += weight * x * x * p * (1.0 - p);
        }
    }

    fn weights(&self) -> &[f64] {
        &self.mean
    }

    fn per_reward(&self) -> f64 {
        LOG_ODDS_PER_REWARD
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seed::Seed;
    use proptest::prelude::*;
    use rand::RngExt;

    proptest! {
        #[test]
        fn an_update_is_at_the_minimum_that_the_paper_asks_for(
            x in prop::array::uniform13(-3.0..3.0),
            before in prop::collection::vec((prop::array::uniform13(-3.0..3.0), 0.0..=1.0), 0..8),
            reward in 0.0..=1.0, weight in 0.05..=1.0, lambda in 0.01..10.0,
        ) {
            let mut policy = LogisticPosterior::new(x.len(), lambda);
            for (row, reward) in before {
                policy.update(&row, reward, 1.0);
            }
            let old = policy.clone();
            policy.update(&x, reward, weight);
            let p = 1.0 / (1.0 + (-dot(&policy.mean, &x)).exp());
            for (i, x) in x.iter().enumerate() {
                let slope = old.precision[i] * (policy.mean[i] - old.mean[i]) + weight * (p - reward) * x;
                prop_assert!(slope.abs() < 1e-9, "{slope}");
                let gained = policy.precision[i] - old.precision[i];
                prop_assert!((gained - weight * x * x * p * (1.0 - p)).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn it_learns_the_log_odds_of_a_logistic_world() {
        let mut random = Seed(9).stream("test", &[]);
        let truth: [f64; 13] = std::array::from_fn(|_| random.random_range(-1.0..1.0));
        let mut policy = LogisticPosterior::new(13, 1.0);
        for _ in 0..50_000 {
            let row: [f64; 13] = std::array::from_fn(|_| random.random_range(-1.0..1.0));
            let reward = f64::from(u8::from(
                random.random::<f64>() < logistic(dot(&truth, &row)),
            ));
            policy.update(&row, reward, 1.0);
        }
        for (learnt, truth) in policy.mean.iter().zip(truth) {
            assert!((learnt - truth).abs() < 0.1, "{learnt} against {truth}");
        }
    }
}

//! Thompson sampling on logistic regression (Chapelle and Li 2011).

use crate::engine::{
    ActionSet, Distribution, Example, FEATURES, Features, Policy, Score, best_arm_probabilities,
    linear_model::SMALLEST_DEVIATION,
    policy_spec::{About, Parameter, floor},
};

/// What this policy is.
pub(in crate::engine) const ABOUT: About = About {
    meaning: "Draws each artwork with the probability that it is the best one, by Thompson \
              sampling on a logistic regression; its scores are log-odds.",
    source: "Chapelle and Li 2011, algorithm 3",
    unit: "log-odds of a quality play",
    parameters: &[
        Parameter {
            name: "lambda",
            meaning: "the precision of each weight, which has mean 0, before anything is learnt",
            default: 1.0,
            low: 1e-6,
            high: 1e6,
        },
        floor(0.0),
    ],
    build: |values| Box::new(LogisticTs::new(values[0])),
};

/// Steps after which the solution of one update is taken as it is; bisection alone needs 60.
const MOST_STEPS: u32 = 100;

/// How many times the smallest deviation of an action set the largest may be; smaller ones are
/// raised. It bounds the cost of the integral whatever the precision.
const LARGEST_RATIO: f64 = 100.0;

/// Bayesian logistic regression in Laplace's approximation with a diagonal precision, one
/// observation at a time, and Thompson sampling on the log-odds.
///
/// Weights begin as `N(0, 1/λ)`. An observation `(x, r)` of weight `w` moves the means `m` to the
/// minimum of `½ Σ qᵢ (vᵢ − mᵢ)² − w (r ln σ(v·x) + (1 − r) ln σ(−v·x))` over `v`, and adds
/// `w xᵢ² p (1 − p)` to each precision `qᵢ`, with `p = σ(m·x)` for the new `m`: algorithm 3 with
/// batches of one, and rewards between 0 and 1 as well as at them. At the minimum
/// `vᵢ = mᵢ + c xᵢ/qᵢ` for one number `c`, so each update solves an equation in one unknown.
///
/// As in [`LinTs`](crate::engine::LinTs), the score of each arm is drawn on its own, with the
/// deviation of `(x − x̄)·θ`, and the chance to be the best is an integral. The logistic function
/// grows, so the arm with the best log-odds is the one with the best reward.
#[derive(Debug, Clone)]
pub struct LogisticTs {
    mean: Features,
    precision: Features,
}

fn logistic(z: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-z))
}

fn dot(a: &Features, b: &Features) -> f64 {
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

impl LogisticTs {
    /// The policy with a positive `lambda`.
    #[must_use]
    pub fn new(lambda: f64) -> Self {
        Self {
            mean: [0.0; FEATURES],
            precision: [lambda; FEATURES],
        }
    }

    fn variance(&self, row: &Features) -> f64 {
        let parts = row.iter().zip(&self.precision);
        parts.map(|(x, precision)| x * x / precision).sum()
    }

    fn arm_scores(&self, actions: &ActionSet) -> Vec<Score> {
        let score = |row: &Features| Score {
            mean: dot(&self.mean, row),
            deviation: self.variance(&actions.difference(row)).sqrt(),
        };
        let mut scores: Vec<Score> = actions.features().iter().map(score).collect();
        let deviations = scores.iter().map(|score| score.deviation);
        let smallest = SMALLEST_DEVIATION.max(deviations.fold(0.0, f64::max) / LARGEST_RATIO);
        for score in &mut scores {
            score.deviation = score.deviation.max(smallest);
        }
        scores
    }
}

impl Policy for LogisticTs {
    fn distribution(&self, actions: &ActionSet) -> Distribution {
        best_arm_probabilities(&self.arm_scores(actions))
    }

    fn update(&mut self, example: &Example) {
        let Example { reward, weight, .. } = *example;
        let x = &example.features;
        let c = step_length(dot(&self.mean, x), self.variance(x), reward, weight);
        for ((mean, x), precision) in self.mean.iter_mut().zip(x).zip(&self.precision) {
            *mean += c * x / precision;
        }
        let p = logistic(dot(&self.mean, x));
        for (precision, x) in self.precision.iter_mut().zip(x) {
            *precision += weight * x * x * p * (1.0 - p);
        }
    }

    fn scores(&self, actions: &ActionSet) -> Option<Vec<Score>> {
        Some(self.arm_scores(actions))
    }

    fn contributions(&self, features: &Features) -> Option<Features> {
        Some(std::array::from_fn(|index| {
            features[index] * self.mean[index]
        }))
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
            x in prop::array::uniform24(-3.0..3.0),
            before in prop::collection::vec((prop::array::uniform24(-3.0..3.0), 0.0..=1.0), 0..8),
            reward in 0.0..=1.0, weight in 0.05..=1.0, lambda in 0.01..10.0,
        ) {
            let mut policy = LogisticTs::new(lambda);
            let example = |row, reward, weight| {
                ActionSet::from_features(vec![row], 0).unwrap().example(0, reward, weight)
            };
            for (row, reward) in before {
                policy.update(&example(row, reward, 1.0));
            }
            let old = policy.clone();
            policy.update(&example(x, reward, weight));
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
        let truth: Features = std::array::from_fn(|_| random.random_range(-1.0..1.0));
        let mut policy = LogisticTs::new(1.0);
        for _ in 0..50_000 {
            let row = std::array::from_fn(|_| random.random_range(-1.0..1.0));
            let actions = ActionSet::from_features(vec![row], 0).unwrap();
            let reward = f64::from(u8::from(
                random.random::<f64>() < logistic(dot(&truth, &row)),
            ));
            policy.update(&actions.example(0, reward, 1.0));
        }
        for (learnt, truth) in policy.mean.iter().zip(truth) {
            assert!((learnt - truth).abs() < 0.1, "{learnt} against {truth}");
        }
    }
}

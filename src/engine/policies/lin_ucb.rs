//! Linear upper confidence bounds (Li, Chu, Langford and Schapire 2010).

use crate::engine::{
    ActionSet, Distribution, Example, FEATURES, Features, LinearPosterior, Policy, Score,
    policy_spec::{About, Parameter, floor},
    predictive::best_arm,
};

/// What this policy is.
pub(in crate::engine) const ABOUT: About = About {
    meaning: "Shows the artwork whose expected reward could be the highest, by ridge regression \
              with one model for all titles.",
    source: "Li, Chu, Langford and Schapire 2010, algorithm 2 without the part of each arm",
    unit: "quality plays per impression",
    parameters: &[
        Parameter {
            name: "alpha",
            meaning: "how many deviations above the expected reward count",
            default: 1.0,
            low: 0.0,
            high: 1e3,
        },
        Parameter {
            name: "lambda",
            meaning: "the ridge: how strongly weights are held at 0 before anything is learnt",
            default: 1.0,
            low: 1e-6,
            high: 1e6,
        },
        floor(0.0),
    ],
    build: |values| Box::new(LinUcb::new(values[0], values[1])),
};

/// The arm with the largest `x·θ + α √(xᵀ A⁻¹ x)`, with certainty; the lowest of exactly equal
/// ones.
///
/// Ridge regression over all arms and titles: `A` starts as `λ I` (in the paper λ = 1) and
/// `b` as 0; an observation of weight `w` adds `w x xᵀ` to `A` and `w r x` to `b`; `θ = A⁻¹ b`.
/// That is the posterior for the prior `N(0, I/λ)` and noise of variance 1, so the inverse is kept
/// by the rank-1 updates of [`LinearPosterior`]. The prior of
/// [`FEATURE_TABLE`](crate::engine::FEATURE_TABLE) plays no part.
#[derive(Debug, Clone)]
pub struct LinUcb {
    alpha: f64,
    ridge: LinearPosterior,
}

impl LinUcb {
    /// The policy with `alpha` at least 0 and a positive `lambda`.
    #[must_use]
    pub fn new(alpha: f64, lambda: f64) -> Self {
        let deviation = 1.0 / lambda.sqrt();
        Self {
            alpha,
            ridge: LinearPosterior::new(&[(0.0, deviation); FEATURES], 1.0),
        }
    }

    fn score(&self, row: &Features) -> Score {
        Score {
            mean: self.ridge.predict(row),
            deviation: self.ridge.variance(row).max(0.0).sqrt(),
        }
    }

    fn bound(&self, row: &Features) -> f64 {
        let Score { mean, deviation } = self.score(row);
        mean + self.alpha * deviation
    }
}

impl Policy for LinUcb {
    fn distribution(&self, actions: &ActionSet) -> Distribution {
        let bounds: Vec<f64> = actions
            .features()
            .iter()
            .map(|row| self.bound(row))
            .collect();
        Distribution::certain(best_arm(&bounds), actions.len())
    }

    fn update(&mut self, example: &Example) {
        let Example { reward, weight, .. } = *example;
        self.ridge.update(&example.features, reward, weight);
    }

    fn scores(&self, actions: &ActionSet) -> Option<Vec<Score>> {
        Some(
            actions
                .features()
                .iter()
                .map(|row| self.score(row))
                .collect(),
        )
    }

    fn contributions(&self, features: &Features) -> Option<Features> {
        Some(std::array::from_fn(|index| {
            features[index] * self.ridge.mean()[index]
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seed::Seed;
    use rand::RngExt;

    type Matrix = [[f64; FEATURES]; FEATURES];

    /// The inverse by Gauss–Jordan elimination with partial pivoting.
    fn inverse(mut a: Matrix) -> Matrix {
        let mut b: Matrix =
            std::array::from_fn(|i| std::array::from_fn(|j| f64::from(u8::from(i == j))));
        for pivot in 0..FEATURES {
            let largest = (pivot..FEATURES)
                .max_by(|&i, &j| a[i][pivot].abs().total_cmp(&a[j][pivot].abs()))
                .unwrap();
            a.swap(pivot, largest);
            b.swap(pivot, largest);
            let scale = a[pivot][pivot];
            for column in 0..FEATURES {
                a[pivot][column] /= scale;
                b[pivot][column] /= scale;
            }
            let (above, beside) = (a[pivot], b[pivot]);
            for row in (0..FEATURES).filter(|row| *row != pivot) {
                let factor = a[row][pivot];
                for column in 0..FEATURES {
                    a[row][column] -= factor * above[column];
                    b[row][column] -= factor * beside[column];
                }
            }
        }
        b
    }

    fn times(a: &Matrix, x: &Features) -> Features {
        std::array::from_fn(|i| (0..FEATURES).map(|j| a[i][j] * x[j]).sum())
    }

    fn dot(a: &Features, b: &Features) -> f64 {
        a.iter().zip(b).map(|(a, b)| a * b).sum()
    }

    #[test]
    fn ten_thousand_choices_are_those_of_a_dense_inverse() {
        let (alpha, lambda) = (0.7, 2.0);
        let mut random = Seed(21).stream("test", &[]);
        let truth: Features = std::array::from_fn(|_| random.random_range(-0.3..0.3));
        let mut policy = LinUcb::new(alpha, lambda);
        let mut a: Matrix =
            std::array::from_fn(|i| std::array::from_fn(|j| lambda * f64::from(u8::from(i == j))));
        let mut b = [0.0; FEATURES];
        for round in 0..10_000 {
            let mut row = || std::array::from_fn(|_| random.random_range(-1.0..1.0));
            let rows: Vec<Features> = (0..6).map(|_| row()).collect();
            let dense = inverse(a);
            let theta = times(&dense, &b);
            let bound = |x: &Features| dot(&theta, x) + alpha * dot(x, &times(&dense, x)).sqrt();
            let expected = (0..6)
                .max_by(|&i, &j| bound(&rows[i]).total_cmp(&bound(&rows[j])))
                .unwrap();
            let actions = ActionSet::from_features(rows, 0).unwrap();
            let distribution = policy.distribution(&actions);
            assert_eq!(
                distribution,
                Distribution::certain(expected, 6),
                "round {round}"
            );
            let x = actions.features()[expected];
            let chance = (0.5 + dot(&truth, &x)).clamp(0.0, 1.0);
            let reward = f64::from(u8::from(random.random::<f64>() < chance));
            let weight = random.random_range(0.05..1.0);
            policy.update(&actions.example(expected, reward, weight));
            for i in 0..FEATURES {
                b[i] += weight * reward * x[i];
                for j in 0..FEATURES {
                    a[i][j] += weight * x[i] * x[j];
                }
            }
        }
        let dense = inverse(a);
        for (updated, exact) in policy.ridge.mean().iter().zip(times(&dense, &b)) {
            assert!((updated - exact).abs() < 1e-8, "{updated} against {exact}");
        }
        let x: Features = std::array::from_fn(|_| random.random_range(-1.0..1.0));
        let exact = dot(&x, &times(&dense, &x));
        assert!((policy.ridge.variance(&x) - exact).abs() < 1e-8);
    }

    #[test]
    fn equal_arms_go_to_the_lowest_and_what_is_unknown_is_tried() {
        let mut rows = vec![[0.0; FEATURES]; 3];
        rows.iter_mut().for_each(|row| row[0] = 1.0);
        let actions = ActionSet::from_features(rows.clone(), 0).unwrap();
        let mut policy = LinUcb::new(1.0, 1.0);
        assert_eq!(policy.distribution(&actions), Distribution::certain(0, 3));
        policy.update(&actions.example(0, 0.0, 1.0));
        rows[2][3] = 0.5;
        let actions = ActionSet::from_features(rows, 0).unwrap();
        assert_eq!(policy.distribution(&actions), Distribution::certain(2, 3));
    }
}

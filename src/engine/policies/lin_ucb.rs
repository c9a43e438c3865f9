//! Linear upper confidence bounds (Li, Chu, Langford and Schapire 2010).

use crate::engine::{
    Distribution, Parameter, Score, Scored, best_arm,
    models::{Linear, MEMORY, SHARING},
    policy_spec::About,
    scored::Rule,
};

/// What this policy is.
///
/// Ridge regression: `A` starts as `λ I` (in the paper λ = 1) and `b` as 0; an observation of
/// weight `w` adds `w x xᵀ` to `A` and `w r x` to `b`; `θ = A⁻¹ b`. That is the posterior for the
/// prior `N(0, I/λ)` and noise of variance 1. The prior of
/// [`FEATURE_TABLE`](crate::engine::FEATURE_TABLE) plays no part.
pub(in crate::engine) const ABOUT: About = About {
    meaning: "Shows the artwork whose expected reward could be the highest, by ridge regression.",
    source: "Li, Chu, Langford and Schapire 2010, algorithms 1 (disjoint) and 2 (hybrid)",
    unit: "quality plays per impression",
    is_for_artwork: false,
    parameters: &[
        Parameter {
            name: "alpha",
            meaning: "how many deviations above the expected reward count",
            default: 1.0,
            low: 0.0,
            high: 1e3,
            words: &[],
        },
        Parameter {
            name: "lambda",
            meaning: "the ridge: how strongly weights are held at 0 before anything is learnt",
            default: 1.0,
            low: 1e-6,
            high: 1e6,
            words: &[],
        },
        SHARING,
        MEMORY,
    ],
    floor: 0.0,
    build: |values, space| {
        let model = Linear {
            prior: &vec![(0.0, 1.0 / values[1].sqrt()); space.dimension()],
            noise: 1.0,
            is_centred: false,
            memory: values[3],
        };
        let rule = UpperBound { alpha: values[0] };
        Box::new(Scored::new(model.model(values[2]), rule))
    },
};

/// The arm with the largest mean plus `alpha` deviations, with certainty; the lowest of exactly
/// equal ones.
#[derive(Debug, Clone, Copy)]
pub struct UpperBound {
    /// At least 0.
    pub alpha: f64,
}

impl Rule for UpperBound {
    fn distribution(&self, scores: &[Score]) -> Distribution {
        let bounds = scores.iter().map(|it| it.mean + self.alpha * it.deviation);
        Distribution::certain(best_arm(bounds), scores.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        engine::{ActionSet, Policy, PolicySpec, Space, dense::inverse},
        seed::Seed,
    };
    use rand::RngExt;

    fn policy(spec: &str, dimension: usize) -> Box<dyn Policy> {
        let spec: PolicySpec = spec.parse().unwrap();
        spec.build_for(&Space::plain(dimension))
    }

    fn dot(a: &[f64], b: &[f64]) -> f64 {
        a.iter().zip(b).map(|(a, b)| a * b).sum()
    }

    fn times(a: &[Vec<f64>], x: &[f64]) -> Vec<f64> {
        a.iter().map(|row| dot(row, x)).collect()
    }

    /// `A` and `b` of one ridge regression.
    struct Ridge(Vec<Vec<f64>>, Vec<f64>);

    impl Ridge {
        fn new(dimension: usize, lambda: f64) -> Self {
            let entry = |i, j| if i == j { lambda } else { 0.0 };
            let row = |i| (0..dimension).map(|j| entry(i, j)).collect();
            Self((0..dimension).map(row).collect(), vec![0.0; dimension])
        }

        fn add(&mut self, x: &[f64], reward: f64, weight: f64) {
            for (i, x_i) in x.iter().enumerate() {
                self.1[i] += weight * reward * x_i;
                for (entry, x_j) in self.0[i].iter_mut().zip(x) {
                    *entry += weight * x_i * x_j;
                }
            }
        }

        fn bounds(&self, rows: &[Vec<f64>], alpha: f64) -> Vec<f64> {
            let dense = inverse(self.0.clone());
            let theta = times(&dense, &self.1);
            let bound = |x: &Vec<f64>| dot(&theta, x) + alpha * dot(x, &times(&dense, x)).sqrt();
            rows.iter().map(bound).collect()
        }
    }

    #[test]
    fn choices_are_those_of_a_dense_inverse() {
        let (alpha, lambda, dimension) = (0.7, 2.0, 13);
        for (model, arms) in [("shared", 1), ("disjoint", 6)] {
            let mut random = Seed(21).stream("test", &[model]);
            let mut policy = policy(
                &format!("linucb{{alpha={alpha},lambda={lambda},model={model}}}"),
                dimension,
            );
            let mut ridges: Vec<Ridge> = (0..arms).map(|_| Ridge::new(dimension, lambda)).collect();
            let truth: Vec<f64> = (0..dimension)
                .map(|_| random.random_range(-0.3..0.3))
                .collect();
            for round in 0..1_500 {
                let mut row = || {
                    (0..dimension)
                        .map(|_| random.random_range(-1.0..1.0))
                        .collect()
                };
                let rows: Vec<Vec<f64>> = (0..6).map(|_| row()).collect();
                let bounds: Vec<f64> = if arms == 1 {
                    ridges[0].bounds(&rows, alpha)
                } else {
                    let pairs = ridges.iter().zip(&rows);
                    pairs
                        .flat_map(|(ridge, row)| ridge.bounds(std::slice::from_ref(row), alpha))
                        .collect()
                };
                let expected = best_arm(bounds);
                let actions = ActionSet::from_rows(&rows.concat(), dimension, 0).unwrap();
                let distribution = policy.distribution(&actions);
                assert_eq!(
                    distribution,
                    Distribution::certain(expected, 6),
                    "{model} {round}"
                );
                let chance = (0.5 + dot(&truth, &rows[expected])).clamp(0.0, 1.0);
                let reward = f64::from(u8::from(random.random::<f64>() < chance));
                let weight = random.random_range(0.05..1.0);
                policy.update(&actions.example(expected, reward, weight));
                ridges[expected.min(arms - 1)].add(&rows[expected], reward, weight);
            }
        }
    }

    #[test]
    fn equal_arms_go_to_the_lowest_and_what_is_unknown_is_tried() {
        let mut rows = [[1.0, 0.0], [1.0, 0.0], [1.0, 0.0]];
        let actions = ActionSet::from_rows(rows.as_flattened(), 2, 0).unwrap();
        for model in ["shared", "disjoint", "hybrid"] {
            let mut policy = policy(&format!("linucb{{model={model}}}"), 2);
            assert_eq!(policy.distribution(&actions), Distribution::certain(0, 3));
            policy.update(&actions.example(0, 0.0, 1.0));
            rows[2][1] = 0.5;
            let actions = ActionSet::from_rows(rows.as_flattened(), 2, 0).unwrap();
            assert_eq!(
                policy.distribution(&actions),
                Distribution::certain(2, 3),
                "{model}"
            );
        }
    }
}

//! Linear Thompson sampling (Agrawal and Goyal 2013).

use crate::engine::{
    Distribution, Parameter, Score, Scored, Scores, best_arm_probabilities,
    models::{Linear, MEMORY, NOISE, SHARING},
    policy_spec::About,
    scored::Rule,
};

/// What this policy is.
pub(in crate::engine) const ABOUT: About = About {
    meaning: "Draws each artwork with the probability that it is the best one, by linear Thompson \
              sampling.",
    source: "Agrawal and Goyal 2013",
    unit: "quality plays per impression",
    is_for_artwork: false,
    parameters: &[
        Parameter {
            name: "noise",
            meaning: "the deviation of a single reward round its expectation",
            default: NOISE,
            low: 1e-3,
            high: 1e3,
            words: &[],
        },
        SHARING,
        MEMORY,
    ],
    floor: 0.03,
    build: |values, space| {
        let model = Linear {
            noise: values[0],
            ..Linear::of(space, values[2])
        };
        Box::new(Scored::new(model.model(values[1]), Thompson))
    },
};

/// Deviations below this are raised to it, so that no arm's chance is decided by rounding.
const SMALLEST_DEVIATION: f64 = 2e-3;

/// How many times the smallest deviation of an action set the largest may be; smaller ones are
/// raised. It bounds the cost of the integral whatever the precision.
const LARGEST_RATIO: f64 = 100.0;

/// Each arm as often as it is the best one if every score is drawn from its own normal
/// distribution, independently of the others'.
///
/// Models that arms share make their scores correlated; here they are drawn independently by
/// definition. Then the chance to be the best is an integral over one variable, computed (not
/// simulated) by [`best_arm_probabilities`], and the arm is drawn from the result.
#[derive(Debug, Clone, Copy)]
pub struct Thompson;

impl Rule for Thompson {
    fn distribution(&self, scores: &[Score]) -> Distribution {
        let deviations = scores.iter().map(|score| score.deviation);
        let smallest = SMALLEST_DEVIATION.max(deviations.fold(0.0, f64::max) / LARGEST_RATIO);
        let raised = |score: &Score| Score {
            deviation: score.deviation.max(smallest),
            ..*score
        };
        let scores: Scores = scores.iter().map(raised).collect();
        best_arm_probabilities(&scores)
    }
}

#[cfg(test)]
mod tests {
    use crate::engine::{ActionSet, FEATURES, PolicyName, PolicySpec};

    #[test]
    fn a_rewarded_feature_gains_and_an_unrewarded_one_loses() {
        let mut rows = [0.0; 2 * FEATURES];
        rows[4] = 1.0;
        rows[FEATURES + 5] = 1.0;
        let actions = ActionSet::from_rows(&rows, FEATURES, 0).unwrap();
        let mut policy = PolicySpec::from(PolicyName::LinTs).build();
        let before = policy.distribution(&actions).probabilities()[1];
        for _ in 0..10 {
            policy.update(&actions.example(0, 0.0, 1.0));
            policy.update(&actions.example(1, 1.0, 1.0));
        }
        let after = policy.distribution(&actions).probabilities()[1];
        assert!(before < 0.5 && after > 0.8, "{before} -> {after}");
    }
}

//! Boltzmann exploration.

use crate::engine::{
    Distribution, Parameter, Score, Scored,
    models::{Linear, MEMORY, SHARING},
    policy_spec::About,
    scored::Rule,
};

/// What this policy is.
pub(in crate::engine) const ABOUT: About = About {
    meaning: "Draws each artwork with a probability that grows exponentially with its expected \
              reward.",
    source: "Sutton and Barto 2018, equation 2.11",
    unit: "quality plays per impression",
    is_for_artwork: false,
    parameters: &[
        Parameter {
            name: "temperature",
            meaning: "the difference in expected reward that makes an arm e times as likely",
            default: 0.05,
            low: 1e-6,
            high: 1e6,
            words: &[],
        },
        SHARING,
        MEMORY,
    ],
    floor: 0.0,
    build: |values, space| {
        let model = Linear::of(space, values[2]);
        Box::new(Scored::new(model.model(values[1]), Softmax::new(values[0])))
    },
};

/// Probabilities proportional to `exp(ŷ / temperature)`, computed from the differences to the
/// largest `ŷ`, so that nothing overflows.
#[derive(Debug, Clone, Copy)]
pub struct Softmax {
    temperature: f64,
}

impl Softmax {
    /// The rule with a positive `temperature`.
    #[must_use]
    pub fn new(temperature: f64) -> Self {
        Self { temperature }
    }
}

impl Rule for Softmax {
    fn distribution(&self, scores: &[Score]) -> Distribution {
        let means = scores.iter().map(|score| score.mean);
        let best = means.fold(f64::NEG_INFINITY, f64::max);
        let weight = |score: &Score| libm::exp((score.mean - best) / self.temperature);
        Distribution::proportional_to(scores.iter().map(weight))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::scored::certain;

    #[test]
    fn a_temperature_of_difference_makes_an_arm_e_times_as_likely() {
        let rule = Softmax::new(0.5);
        let distribution = rule.distribution(&certain([1.0, 1.5, 0.0]));
        let [low, high, lowest] = distribution.probabilities() else {
            panic!("three arms");
        };
        assert!((high / low - std::f64::consts::E).abs() < 1e-12);
        assert!((low / lowest - (2.0_f64).exp()).abs() < 1e-12);
    }

    #[test]
    fn large_scores_and_small_temperatures_do_not_overflow() {
        let distribution = Softmax::new(1e-6).distribution(&certain([1e9, 1e9 - 1.0, -1e9]));
        assert_eq!(distribution.probabilities(), [1.0, 0.0, 0.0]);
    }
}

//! Boltzmann exploration.

use crate::engine::{
    Distribution,
    policy_spec::{About, Parameter, floor},
    predictive::{Predictive, Rule},
};

/// What this policy is.
pub(in crate::engine) const ABOUT: About = About {
    meaning: "Draws each artwork with a probability that grows exponentially with its expected \
              reward.",
    source: "Sutton and Barto 2018, equation 2.11",
    unit: "quality plays per impression",
    parameters: &[
        Parameter {
            name: "temperature",
            meaning: "the difference in expected reward that makes an arm e times as likely",
            default: 0.05,
            low: 1e-6,
            high: 1e6,
        },
        floor(0.0),
    ],
    build: |values| Box::new(Predictive::new(Softmax::new(values[0]))),
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
    fn distribution(&self, expected: &[f64]) -> Distribution {
        let best = expected.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let weight = |value: &f64| libm::exp((value - best) / self.temperature);
        Distribution::proportional_to(expected.iter().map(weight).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_temperature_of_difference_makes_an_arm_e_times_as_likely() {
        let rule = Softmax::new(0.5);
        let distribution = rule.distribution(&[1.0, 1.5, 0.0]);
        let [low, high, lowest] = distribution.probabilities() else {
            panic!("three arms");
        };
        assert!((high / low - std::f64::consts::E).abs() < 1e-12);
        assert!((low / lowest - (2.0_f64).exp()).abs() < 1e-12);
    }

    #[test]
    fn large_scores_and_small_temperatures_do_not_overflow() {
        let distribution = Softmax::new(1e-6).distribution(&[1e9, 1e9 - 1.0, -1e9]);
        assert_eq!(distribution.probabilities(), [1.0, 0.0, 0.0]);
    }
}

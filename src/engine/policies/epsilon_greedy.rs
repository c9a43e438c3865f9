//! The best arm as far as is known, and now and then any.

use crate::engine::{
    Distribution, Parameter, Score, Scored, best_arm,
    models::{Linear, MEMORY, SHARING},
    policy_spec::About,
    scored::Rule,
};

/// What this policy is.
pub(in crate::engine) const ABOUT: About = About {
    meaning: "Shows the artwork with the highest expected reward, but with probability epsilon \
              any.",
    source: "Sutton and Barto 2018, section 2.2",
    unit: "quality plays per impression",
    is_for_artwork: false,
    parameters: &[
        Parameter {
            name: "epsilon",
            meaning: "how often an arm is drawn uniformly",
            default: 0.1,
            low: 0.0,
            high: 1.0,
            words: &[],
        },
        SHARING,
        MEMORY,
    ],
    floor: 0.0,
    build: |values, space| {
        let model = Linear::of(space, values[2]);
        Box::new(Scored::new(
            model.model(values[1]),
            EpsilonGreedy::new(values[0]),
        ))
    },
};

/// `1 − ε + ε/K` on the arm with the largest expected reward, `ε/K` on each other; of arms that
/// are exactly equal the lowest is the best one.
#[derive(Debug, Clone, Copy)]
pub struct EpsilonGreedy {
    epsilon: f64,
}

impl EpsilonGreedy {
    /// The rule with `epsilon` in [0, 1].
    #[must_use]
    pub fn new(epsilon: f64) -> Self {
        Self { epsilon }
    }
}

impl Rule for EpsilonGreedy {
    fn distribution(&self, scores: &[Score]) -> Distribution {
        let best = best_arm(scores.iter().map(|score| score.mean));
        Distribution::certain(best, scores.len()).with_floor(self.epsilon)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::scored::certain;

    #[test]
    fn what_epsilon_leaves_goes_to_the_first_of_the_best() {
        let distribution = EpsilonGreedy::new(0.2).distribution(&certain([0.1, 0.5, 0.5, 0.0]));
        for (found, exact) in distribution
            .probabilities()
            .iter()
            .zip([0.05, 0.85, 0.05, 0.05])
        {
            assert!((found - exact).abs() < 1e-15);
        }
    }
}

//! Inverse gap weighting.

use smallvec::SmallVec;

use crate::engine::{
    Distribution, INLINE_ARMS, Parameter, Score, Scored, best_arm,
    models::{Linear, MEMORY, SHARING},
    policy_spec::About,
    scored::Rule,
};

/// What this policy is.
pub(in crate::engine) const ABOUT: About = About {
    meaning: "Draws each artwork with a probability inverse to how far its expected reward lies \
              below the best one's.",
    source: "Foster and Rakhlin 2020, algorithm 1",
    unit: "quality plays per impression",
    is_for_artwork: false,
    parameters: &[
        Parameter {
            name: "gamma",
            meaning: "how strongly a gap in expected reward counts",
            default: 200.0,
            low: 0.0,
            high: 1e9,
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
            SquareCb::new(values[0]),
        ))
    },
};

/// With `ŷ` the expected rewards of `K` arms and `b` the best one, which is the lowest of exactly
/// equal ones (Foster and Rakhlin 2020, algorithm 1 with μ = K; theirs are losses):
///
/// ```text
/// p_a = 1 / (K + γ (ŷ_b − ŷ_a))   for a ≠ b
/// p_b = 1 − Σ_{a≠b} p_a
/// ```
#[derive(Debug, Clone, Copy)]
pub struct SquareCb {
    gamma: f64,
}

impl SquareCb {
    /// The rule with `gamma` at least 0; 0 is uniform.
    #[must_use]
    pub fn new(gamma: f64) -> Self {
        Self { gamma }
    }
}

impl Rule for SquareCb {
    fn distribution(&self, scores: &[Score]) -> Distribution {
        let best = best_arm(scores.iter().map(|score| score.mean));
        let arms = scores.len() as f64;
        let mut others = 0.0;
        let chances = scores.iter().enumerate().map(|(arm, score)| {
            let gap = scores[best].mean - score.mean;
            let chance = 1.0 / (arms + self.gamma * gap);
            others += if arm == best { 0.0 } else { chance };
            chance
        });
        let mut chances: SmallVec<[f64; INLINE_ARMS]> = chances.collect();
        chances[best] = 1.0 - others;
        Distribution::proportional_to(chances)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::scored::certain;

    #[test]
    fn three_arms_by_hand() {
        // Gaps 0.1 and 0.4: 1/(3+2) and 1/(3+8), and the rest.
        let distribution = SquareCb::new(20.0).distribution(&certain([0.4, 0.5, 0.1]));
        let exact = [0.2, 1.0 - 0.2 - 1.0 / 11.0, 1.0 / 11.0];
        for (found, exact) in distribution.probabilities().iter().zip(exact) {
            assert!((found - exact).abs() < 1e-15, "{found} against {exact}");
        }
    }

    #[test]
    fn without_gamma_all_arms_are_equally_likely() {
        for chance in SquareCb::new(0.0)
            .distribution(&certain([0.4, 0.5, 0.1]))
            .probabilities()
        {
            assert!((chance - 1.0 / 3.0).abs() < 1e-15);
        }
    }
}

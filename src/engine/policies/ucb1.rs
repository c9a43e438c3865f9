//! Upper confidence bounds on what each artwork did, whoever saw it.

use crate::engine::{
    ActionSet, Distribution, Example, Parameter, Policy, Rewards, best_arm, policy_spec::About,
};

/// What this policy is.
pub(in crate::engine) const ABOUT: About = About {
    meaning: "Shows everybody the artwork whose mean reward could be the highest, and first each \
              one that nobody has seen.",
    source: "Auer, Cesa-Bianchi and Fischer 2002, figure 1",
    unit: "",
    is_for_artwork: false,
    parameters: &[Parameter {
        name: "alpha",
        meaning: "how much doubt counts in an artwork's favour; 0 shows the best mean so far",
        default: 1.0,
        low: 0.0,
        high: 1e3,
        words: &[],
    }],
    floor: 0.0,
    build: |values, _| Box::new(Ucb1::new(values[0])),
};

/// The artwork with the largest `r̄ + α √(2 ln n / nₐ)`, with certainty; the lowest of exactly equal
/// ones.
///
/// `nₐ` is the weight of what was observed of an artwork, `r̄` its mean reward, and `n` the sum of
/// `nₐ` over the action set, counted as at least 1. An artwork without observations comes first.
#[derive(Debug, Clone)]
pub struct Ucb1 {
    alpha: f64,
    rewards: Rewards,
}

impl Ucb1 {
    /// The policy before it has learnt anything, with this α, at least 0.
    #[must_use]
    pub fn new(alpha: f64) -> Self {
        Self {
            alpha,
            rewards: Rewards::default(),
        }
    }
}

impl Policy for Ucb1 {
    fn distribution(&self, actions: &ActionSet) -> Distribution {
        let all: f64 = self.rewards.of(actions).map(|seen| seen.weight).sum();
        let doubt = 2.0 * libm::log(all.max(1.0));
        let seen = self.rewards.of(actions).zip(actions.handicaps());
        let bounds = seen.map(|(seen, handicap)| match seen.weight {
            0.0 => f64::INFINITY,
            weight => seen.reward / weight + self.alpha * (doubt / weight).sqrt() - handicap,
        });
        Distribution::certain(best_arm(bounds), actions.len())
    }

    fn update(&mut self, example: &Example<'_>) {
        self.rewards.learn(example);
    }

    fn is_contextual(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_arms_by_hand() {
        let actions = ActionSet::from_rows(&[0.0; 3], 1, 0).unwrap();
        let mut policy = Ucb1::new(1.0);
        let mut chosen = Vec::new();
        // Arm 1 always pays, the others never. With n = 3: bounds 1.48, 2.48, 1.48. With n = 4:
        // 1.67, 1 + √(ln 4) = 2.18, 1.67. With n = 5: 1.794, 1 + √(2 ln 5 / 3) = 2.036. With
        // n = 6: 1.893, 1 + √(2 ln 6 / 4) = 1.947. With n = 7: 1.973, 1 + √(2 ln 7 / 5) = 1.882.
        for _ in 0..9 {
            let distribution = policy.distribution(&actions);
            let arm = (0..3)
                .find(|arm| distribution.probabilities()[*arm] == 1.0)
                .unwrap();
            policy.update(&actions.example(arm, f64::from(u8::from(arm == 1)), 1.0));
            chosen.push(arm);
        }
        assert_eq!(chosen, [0, 1, 2, 1, 1, 1, 1, 0, 2]);
    }

    #[test]
    fn an_observation_counts_by_its_weight() {
        let actions = ActionSet::from_rows(&[0.0; 2], 1, 0).unwrap();
        let mut policy = Ucb1::new(1.0);
        // n₀ = 4, n₁ = 0.5, n = 4.5: 0.5 + √(2 ln 4.5 / 4) = 1.37 against √(2 ln 4.5 / 0.5) = 2.45.
        (0..4).for_each(|round| policy.update(&actions.example(0, f64::from(round % 2), 1.0)));
        policy.update(&actions.example(1, 0.0, 0.5));
        assert_eq!(policy.distribution(&actions), Distribution::certain(1, 2));
        // n₁ = 4.5, n = 8.5: 0.5 + √(2 ln 8.5 / 4) = 1.53 against √(2 ln 8.5 / 4.5) = 0.98.
        (0..4).for_each(|_| policy.update(&actions.example(1, 0.0, 1.0)));
        assert_eq!(policy.distribution(&actions), Distribution::certain(0, 2));
    }
}

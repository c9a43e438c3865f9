//! The artwork that does best for everybody.

use smallvec::SmallVec;

use crate::engine::{
    ActionSet, Beta, Distribution, Example, INLINE_ARMS, Parameter, Policy, Rewards, Score, Scores,
    best_rate_probabilities, policy_spec::About,
};

/// What this policy is.
pub(in crate::engine) const ABOUT: About = About {
    meaning: "Draws each artwork with the probability that it is the best one for everybody, by \
              Beta–Bernoulli Thompson sampling on how it did so far.",
    source: "Thompson 1933; Chapelle and Li 2011, algorithm 2",
    unit: "quality plays per impression",
    is_for_artwork: false,
    parameters: &[
        Parameter {
            name: "alpha",
            meaning: "the first parameter of the Beta distribution before anything is learnt",
            default: 1.0,
            low: 1.0,
            high: 1e4,
            words: &[],
        },
        Parameter {
            name: "beta",
            meaning: "the second parameter of the Beta distribution before anything is learnt",
            default: 1.0,
            low: 1.0,
            high: 1e4,
            words: &[],
        },
    ],
    floor: 0.0,
    build: |values, _| {
        Box::new(BestArtwork::new(Beta {
            alpha: values[0],
            beta: values[1],
        }))
    },
};

/// Thompson sampling with one Beta distribution for each artwork of a title, whoever sees it.
///
/// An observation of weight `w` adds `w r` to the first parameter and `w (1 − r)` to the second.
/// The chance that an artwork's rate is the largest is integrated by [`best_rate_probabilities`].
#[derive(Debug, Clone)]
pub struct BestArtwork {
    prior: Beta,
    rewards: Rewards,
}

impl BestArtwork {
    /// The policy with this belief about artwork that nobody has seen yet.
    #[must_use]
    pub fn new(prior: Beta) -> Self {
        Self {
            prior,
            rewards: Rewards::default(),
        }
    }

    fn beliefs<'a>(&'a self, actions: &'a ActionSet) -> impl Iterator<Item = Beta> {
        self.rewards.of(actions).map(|seen| Beta {
            alpha: self.prior.alpha + seen.reward,
            beta: self.prior.beta + (seen.weight - seen.reward).max(0.0),
        })
    }
}

impl Policy for BestArtwork {
    fn distribution(&self, actions: &ActionSet) -> Distribution {
        let beliefs: SmallVec<[Beta; INLINE_ARMS]> = self.beliefs(actions).collect();
        best_rate_probabilities(&beliefs)
    }

    fn update(&mut self, example: &Example<'_>) {
        self.rewards.learn(example);
    }

    fn is_contextual(&self) -> bool {
        false
    }

    fn scores(&self, actions: &ActionSet) -> Option<Scores> {
        let score = |belief: Beta| Score {
            mean: belief.mean(),
            deviation: belief.deviation(),
        };
        Some(self.beliefs(actions).map(score).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{ArtworkId, TitleId};

    #[test]
    fn an_artwork_is_known_by_its_title_and_its_own_name() {
        let arms = |title, names: [&str; 2]| {
            let arms = names.map(|name| (ArtworkId::new(name), &[][..], 0.0));
            ActionSet::from_log(TitleId::new(title), arms, 0).unwrap()
        };
        let shown = arms("t", ["a", "b"]);
        let prior = Beta {
            alpha: 1.0,
            beta: 1.0,
        };
        let mut policy = BestArtwork::new(prior);
        for _ in 0..3 {
            policy.update(&shown.example(1, 1.0, 1.0));
        }
        policy.update(&shown.example(0, 0.0, 0.5));
        let scores = policy.scores(&shown).unwrap();
        assert!((scores[0].mean - 1.0 / 2.5).abs() < 1e-15);
        assert!((scores[1].mean - 4.0 / 5.0).abs() < 1e-15);
        let chances = policy.distribution(&shown);
        assert!(chances.probabilities()[1] > 0.85, "{chances:?}");
        let turned = policy.distribution(&arms("t", ["b", "a"]));
        for (chance, turned) in chances
            .probabilities()
            .iter()
            .rev()
            .zip(turned.probabilities())
        {
            assert!((chance - turned).abs() < 1e-12);
        }
        for chance in policy.distribution(&arms("u", ["a", "b"])).probabilities() {
            assert!(
                (chance - 0.5).abs() < 1e-12,
                "another title is another artwork"
            );
        }
    }
}

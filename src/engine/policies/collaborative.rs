//! What others did: what a recommender that knows nothing of pictures would show.

use crate::engine::{
    ActionSet, Distribution, Policy, Score, Scores, features::SIMILAR_PROFILES, policy_spec::About,
};

/// What this policy is.
pub(in crate::engine) const ABOUT: About = About {
    meaning: "Shows the artwork that profiles with a similar taste took most, and the default \
              where they say nothing.",
    source: "user-based collaborative filtering: Resnick et al. 1994",
    unit: "quality plays per impression above the title's, among similar profiles",
    is_for_artwork: true,
    parameters: &[],
    floor: 0.0,
    build: |_, _| Box::new(Collaborative),
};

/// The arm with the largest value of the feature `similar-profiles`, with certainty; of exactly
/// equal ones the default arm if it is among them, else the lowest.
#[derive(Debug, Clone, Copy)]
pub struct Collaborative;

impl Policy for Collaborative {
    fn distribution(&self, actions: &ActionSet) -> Distribution {
        let signal = |arm| actions.row(arm)[SIMILAR_PROFILES] - actions.handicaps()[arm];
        actions.best_or_default(signal)
    }

    fn scores(&self, actions: &ActionSet) -> Option<Scores> {
        let score = |arm| Score {
            mean: actions.row(arm)[SIMILAR_PROFILES],
            deviation: 0.0,
        };
        Some((0..actions.len()).map(score).collect())
    }

    fn contributions(&self, actions: &ActionSet, arm: usize) -> Option<Vec<f64>> {
        let row = actions.row(arm);
        let mut parts = vec![0.0; row.len()];
        parts[SIMILAR_PROFILES] = row[SIMILAR_PROFILES];
        Some(parts)
    }
}

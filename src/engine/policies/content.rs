//! Taste alone: what a recommender without any feedback would show.

use crate::engine::{
    ActionSet, Distribution, FEATURE_TABLE, FEATURES, Features, Policy, Score,
    features::MATCHES,
    policy_spec::{About, floor},
};

/// What this policy is.
pub(in crate::engine) const ABOUT: About = About {
    meaning: "Shows the artwork that matches the profile's taste best, and learns nothing from \
              what follows.",
    source: "content-based filtering; the weights are the prior means of the match features",
    unit: "match with the taste",
    parameters: &[floor(0.0)],
    build: |_| Box::new(ContentMatch),
};

/// The arm with the largest sum of its matches with the taste, each times the prior mean of its
/// weight in [`FEATURE_TABLE`], with certainty. Of exactly equal ones, as for a profile that has
/// watched nothing, the default arm if it is among them, else the lowest.
#[derive(Debug, Clone, Copy)]
pub struct ContentMatch;

fn similarity(row: &Features) -> f64 {
    MATCHES
        .map(|index| row[index] * FEATURE_TABLE[index].prior_mean)
        .sum()
}

impl Policy for ContentMatch {
    fn distribution(&self, actions: &ActionSet) -> Distribution {
        let mut best = actions.default_arm();
        let mut highest = similarity(&actions.features()[best]);
        for (arm, row) in actions.features().iter().enumerate() {
            let similarity = similarity(row);
            if similarity > highest {
                (best, highest) = (arm, similarity);
            }
        }
        Distribution::certain(best, actions.len())
    }

    fn scores(&self, actions: &ActionSet) -> Option<Vec<Score>> {
        let score = |row: &Features| Score {
            mean: similarity(row),
            deviation: 0.0,
        };
        Some(actions.features().iter().map(score).collect())
    }

    fn contributions(&self, features: &Features) -> Option<Features> {
        let mut parts = [0.0; FEATURES];
        for index in MATCHES {
            parts[index] = features[index] * FEATURE_TABLE[index].prior_mean;
        }
        Some(parts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(rows: Vec<Features>, default: usize) -> Distribution {
        let actions = ActionSet::from_features(rows, default).unwrap();
        ContentMatch.distribution(&actions)
    }

    #[test]
    fn taste_decides_and_nothing_else() {
        let mut rows = vec![[0.0; FEATURES]; 4];
        assert_eq!(chosen(rows.clone(), 2), Distribution::certain(2, 4));
        rows[0][10] = 1.0;
        rows[1][8] = 1.0;
        assert_eq!(chosen(rows.clone(), 2), Distribution::certain(2, 4));
        rows[1][1] = 0.5;
        rows[3][1] = 0.5;
        assert_eq!(chosen(rows.clone(), 2), Distribution::certain(1, 4));
        rows[3][2] = 0.1;
        assert_eq!(chosen(rows, 2), Distribution::certain(3, 4));
    }
}

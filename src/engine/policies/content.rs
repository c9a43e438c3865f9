//! Taste alone: what a recommender without any feedback would show.

use crate::engine::{
    ActionSet, Distribution, FEATURE_TABLE, Policy, Score, Scores, features::MATCHES,
    policy_spec::About,
};

/// What this policy is.
pub(in crate::engine) const ABOUT: About = About {
    meaning: "Shows the artwork that matches the profile's taste best, and learns nothing from \
              what follows.",
    source: "content-based filtering; the weights are the prior means of the match features",
    unit: "match with the taste",
    is_for_artwork: true,
    parameters: &[],
    floor: 0.0,
    build: |_, _| Box::new(ContentMatch),
};

/// The arm with the largest sum of its matches with the taste, each times the prior mean of its
/// weight in [`FEATURE_TABLE`], with certainty. Of exactly equal ones, as for a profile that has
/// watched nothing, the default arm if it is among them, else the lowest.
#[derive(Debug, Clone, Copy)]
pub struct ContentMatch;

fn similarity(row: &[f64]) -> f64 {
    MATCHES
        .map(|index| row[index] * FEATURE_TABLE[index].prior_mean)
        .sum()
}

impl Policy for ContentMatch {
    fn distribution(&self, actions: &ActionSet) -> Distribution {
        actions.best_or_default(|arm| similarity(actions.row(arm)) - actions.handicaps()[arm])
    }

    fn scores(&self, actions: &ActionSet) -> Option<Scores> {
        let score = |arm| Score {
            mean: similarity(actions.row(arm)),
            deviation: 0.0,
        };
        Some((0..actions.len()).map(score).collect())
    }

    fn contributions(&self, actions: &ActionSet, arm: usize) -> Option<Vec<f64>> {
        let row = actions.row(arm);
        let mut parts = vec![0.0; row.len()];
        for index in MATCHES {
            parts[index] = row[index] * FEATURE_TABLE[index].prior_mean;
        }
        Some(parts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::FEATURES;

    fn chosen(rows: [[f64; FEATURES]; 4], default: usize) -> Distribution {
        let actions = ActionSet::from_rows(rows.as_flattened(), FEATURES, default).unwrap();
        ContentMatch.distribution(&actions)
    }

    #[test]
    fn taste_decides_and_nothing_else() {
        let mut rows = [[0.0; FEATURES]; 4];
        assert_eq!(chosen(rows, 2), Distribution::certain(2, 4));
        rows[0][8] = 1.0;
        rows[1][6] = 1.0;
        assert_eq!(chosen(rows, 2), Distribution::certain(2, 4));
        rows[1][1] = 0.5;
        rows[3][1] = 0.5;
        assert_eq!(chosen(rows, 2), Distribution::certain(1, 4));
        rows[3][2] = 0.1;
        assert_eq!(chosen(rows, 2), Distribution::certain(3, 4));
    }
}

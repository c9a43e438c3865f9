//! A policy of one's own: `cargo run --example own_policy`.
//!
//! It learns whether artwork with a feature is taken more than artwork without, and explores a
//! little. The rest is the engine's: the draw, the propensity, exploration. Here the viewers are
//! made up; add a name to `PolicyName` and `--policy` can choose it.

#![expect(clippy::print_stdout, reason = "an example prints")]

use keyart::{
    engine::{ActionSet, Distribution, Example, Explored, Policy, Schedule, best_arm},
    seed::Seed,
};

/// Where the feature stands in a row; `FEATURE_TABLE` names those of artwork.
const FEATURE: usize = 0;

/// The mean reward of artwork that has the feature, and of artwork that has not.
#[derive(Debug, Clone, Default)]
struct OneFeature {
    count: [f64; 2],
    reward: [f64; 2],
}

impl Policy for OneFeature {
    fn distribution(&self, actions: &ActionSet) -> Distribution {
        let mean = |arm: usize| {
            let kind = usize::from(actions.row(arm)[FEATURE] > 0.5);
            (self.reward[kind] + 1.0) / (self.count[kind] + 2.0)
        };
        Distribution::certain(best_arm((0..actions.len()).map(mean)), actions.len())
    }

    fn update(&mut self, example: &Example<'_>) {
        let kind = usize::from(example.features[FEATURE] > 0.5);
        self.count[kind] += example.weight;
        self.reward[kind] += example.weight * example.reward;
    }
}

fn main() -> Result<(), &'static str> {
    let exploration = Schedule {
        floor: 0.05,
        start: 0.3,
        halving: 100.0,
    };
    let mut policy = Explored::new(Box::new(OneFeature::default()), exploration);
    // Three pictures; only those with the feature are ever played.
    let actions = ActionSet::from_rows(&[0.0, 1.0, 0.0], 1, 0).ok_or("no arms")?;
    let mut random = Seed(1).stream("example", &[]);
    for round in 1..=1000 {
        let distribution = policy.distribution(&actions);
        let arm = distribution.sample(&mut random);
        policy.update(&actions.example(arm, actions.row(arm)[FEATURE], 1.0));
        if [1, 10, 100, 1000].contains(&round) {
            println!("round {round:>4}: {:.3?}", distribution.probabilities());
        }
    }
    Ok(())
}

//! The mean reward of each arm.

use std::collections::BTreeMap;

use super::Examples;

/// The mean reward of each arm, shrunken towards the mean m of all: `(Σ r + s m) / (n + s)` for
/// an arm with n rounds and a strength s, so that rare arms are believed little. It is the
/// posterior mean under a prior worth s rounds (Efron and Morris 1975).
#[derive(Debug, Clone, PartialEq)]
pub struct Means {
    overall: f64,
    by_arm: BTreeMap<u32, f64>,
}

impl Means {
    /// From the first `rows` examples; with an infinite strength all arms are alike. `None`
    /// without rows.
    #[must_use]
    pub fn train(examples: &Examples, rows: usize, strength: f64) -> Option<Self> {
        let rewards = examples.rewards().get(..rows).filter(|it| !it.is_empty())?;
        let overall = rewards.iter().sum::<f64>() / rewards.len() as f64;
        let mut sums: BTreeMap<u32, (f64, f64)> = BTreeMap::new();
        if strength.is_finite() {
            for (arm, reward) in examples.arms().iter().zip(rewards) {
                let (sum, count) = sums.entry(*arm).or_default();
                *sum += reward;
                *count += 1.0;
            }
        }
        let shrunken = |(sum, count)| (sum + strength * overall) / (count + strength);
        let by_arm = sums.into_iter().map(|(arm, it)| (arm, shrunken(it)));
        Some(Self {
            overall,
            by_arm: by_arm.collect(),
        })
    }

    /// The expected reward of `arm`: the mean of all for an arm that was never seen.
    #[must_use]
    pub fn predict(&self, arm: u32) -> f64 {
        self.by_arm.get(&arm).copied().unwrap_or(self.overall)
    }
}

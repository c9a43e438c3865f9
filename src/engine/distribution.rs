//! Probability distributions over an action set, and the one sampler that draws from them.

use rand::{Rng, RngExt};
use smallvec::SmallVec;

/// Up to so many arms a decision allocates nothing.
pub const INLINE_ARMS: usize = 24;

/// A probability for each arm: finite, not negative, and summing to 1 within 1e-12.
#[derive(Debug, Clone, PartialEq)]
pub struct Distribution(SmallVec<[f64; INLINE_ARMS]>);

impl Distribution {
    /// The distribution proportional to `weights`; uniform if they do not have a positive finite
    /// sum or one of them is negative or not finite.
    #[must_use]
    pub fn proportional_to(weights: impl IntoIterator<Item = f64>) -> Self {
        let mut weights: SmallVec<[f64; INLINE_ARMS]> = weights.into_iter().collect();
        let sum: f64 = weights.iter().sum();
        let usable = sum > 0.0 && sum.is_finite() && weights.iter().all(|weight| *weight >= 0.0);
        if !usable {
            return Self::uniform(weights.len());
        }
        weights.iter_mut().for_each(|weight| *weight /= sum);
        Self(weights)
    }

    /// The same probability for each of `arms` arms.
    #[must_use]
    pub fn uniform(arms: usize) -> Self {
        Self(SmallVec::from_elem(1.0 / arms as f64, arms))
    }

    /// All the probability on one of `arms` arms.
    #[must_use]
    pub fn certain(arm: usize, arms: usize) -> Self {
        Self(
            (0..arms)
                .map(|other| f64::from(u8::from(other == arm)))
                .collect(),
        )
    }

    /// This distribution with probability `1 - floor`, the uniform one with probability `floor`.
    #[must_use]
    pub fn with_floor(mut self, floor: f64) -> Self {
        let share = floor / self.0.len() as f64;
        self.0
            .iter_mut()
            .for_each(|probability| *probability = (*probability * (1.0 - floor) + share).min(1.0));
        self
    }

    /// Adds `weight` times another distribution over as many arms; the weights of all that is
    /// added to [`Self::nothing`] must sum to 1.
    pub(super) fn add(&mut self, weight: f64, other: &Self) {
        for (sum, probability) in self.0.iter_mut().zip(&other.0) {
            *sum += weight * probability;
        }
    }

    /// What a mixture over `arms` arms begins with.
    pub(super) fn nothing(arms: usize) -> Self {
        Self(SmallVec::from_elem(0.0, arms))
    }

    /// The probabilities, in the order of the arms.
    #[must_use]
    pub fn probabilities(&self) -> &[f64] {
        &self.0
    }

    /// Draws an arm by inversion: the first at which the cumulated probability exceeds a uniform
    /// number in [0, 1). Never an arm of probability 0.
    pub fn sample(&self, random: &mut impl Rng) -> usize {
        let point: f64 = random.random();
        let mut cumulated = 0.0;
        let mut last_possible = 0;
        for (arm, probability) in self.0.iter().enumerate() {
            cumulated += probability;
            if *probability > 0.0 {
                last_possible = arm;
                if point < cumulated {
                    return arm;
                }
            }
        }
        last_possible
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seed::Seed;
    use proptest::prelude::*;

    #[test]
    fn the_sampler_draws_each_arm_as_often_as_its_probability_says() {
        let distribution = Distribution::proportional_to(vec![1.0, 0.0, 3.0, 6.0]);
        let mut random = Seed(7).stream("test", &[]);
        let draws = 200_000;
        let mut counts = [0_u32; 4];
        (0..draws).for_each(|_| counts[distribution.sample(&mut random)] += 1);
        assert_eq!(counts[1], 0);
        for (count, expected) in counts.iter().zip([0.1, 0.0, 0.3, 0.6]) {
            let deviation = (expected * (1.0 - expected) / f64::from(draws)).sqrt();
            assert!((f64::from(*count) / f64::from(draws) - expected).abs() <= 4.5 * deviation);
        }
    }

    proptest! {
        #[test]
        fn every_distribution_sums_to_one(
            weights in proptest::collection::vec(prop_oneof![Just(0.0), 0.0..1e9, Just(f64::NAN), Just(-1.0)], 1..12),
            floor in 0.0..1.0,
        ) {
            let distribution = Distribution::proportional_to(weights).with_floor(floor);
            let sum: f64 = distribution.probabilities().iter().sum();
            prop_assert!((sum - 1.0).abs() < 1e-12);
            prop_assert!(distribution.probabilities().iter().all(|p| (0.0..=1.0).contains(p)));
        }
    }
}

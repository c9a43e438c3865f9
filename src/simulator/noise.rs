//! Cheap random numbers that are a function of what they are for.

use rand::{Rng, RngExt};

/// A number with mean 0 and deviation 1 from 64 random bits: the sum of four uniform ones (Irwin
/// and Hall), which is never farther from 0 than 3.47.
pub(super) fn normal(bits: u64) -> f64 {
    /// What makes the deviation 1: the square root of 3, over the width of one part.
    const SCALE: f64 = 1.732_050_807_568_877_2 / 65_536.0;
    let sum = (bits & 0xFFFF) + (bits >> 16 & 0xFFFF) + (bits >> 32 & 0xFFFF) + (bits >> 48);
    (sum as f64 + 2.0 - 131_072.0) * SCALE
}

/// [`normal`] of the next bits.
pub(super) fn next_normal(random: &mut impl Rng) -> f64 {
    normal(random.random())
}

/// 64 bits that depend on all three numbers: two rounds of the mixer of `SplitMix64` (Steele, Lea
/// and Flood 2014).
pub(super) fn bits(seed: u64, first: u64, second: u64) -> u64 {
    let mixed = |z: u64| {
        let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    };
    mixed(mixed(seed ^ first.wrapping_mul(0x9E37_79B9_7F4A_7C15)).wrapping_add(second))
}

/// The place of the part of `weights` that holds the share `point` of their sum, in [0, 1); the
/// last one with a weight where rounding leaves none.
pub(super) fn pick(weights: impl Iterator<Item = f64> + Clone, point: f64) -> usize {
    let mut left = point * weights.clone().sum::<f64>();
    let mut last = 0;
    for (place, weight) in weights.enumerate() {
        if weight > 0.0 {
            last = place;
            if left < weight {
                break;
            }
            left -= weight;
        }
    }
    last
}

/// The logistic function.
pub(super) fn logistic(log_odds: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-log_odds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_have_the_mean_and_deviation_of_a_standard_normal_one() {
        let draws: Vec<f64> = (0..100_000).map(|draw| normal(bits(7, draw, 3))).collect();
        let mean = draws.iter().sum::<f64>() / 1e5;
        let variance = draws
            .iter()
            .map(|draw| (draw - mean) * (draw - mean))
            .sum::<f64>()
            / 1e5;
        assert!(
            mean.abs() < 0.02 && (variance - 1.0).abs() < 0.02,
            "{mean} {variance}"
        );
        let beyond = draws.iter().filter(|draw| draw.abs() > 1.96).count();
        assert!((4_000..6_000).contains(&beyond), "{beyond}");
    }

    #[test]
    fn a_part_is_picked_as_often_as_its_weight_says() {
        let weights = [1.0, 0.0, 3.0];
        let picked = |point| pick(weights.into_iter(), point);
        assert_eq!(
            [0.0, 0.249, 0.25, 0.999_999, 1.0].map(picked),
            [0, 0, 2, 2, 2]
        );
    }
}

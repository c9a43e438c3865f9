//! The probability that each of several independent normal scores is the largest.

use std::f64::consts::{PI, SQRT_2};

use crate::engine::{Distribution, Score};

/// Beyond this many deviations a normal distribution holds less than 1e-17.
const REACH: f64 = 8.5;

/// The distance of the nodes, in units of the smallest deviation. The integrand is a product of
/// normal densities and distribution functions of at least that width, for which the trapezoidal
/// rule converges geometrically (Trefethen and Weideman 2014): its error here is below 1e-12.
const STEP: f64 = 0.5;

/// The chance of each arm to have the largest of independent scores `N(mean, deviation²)`:
///
/// ```text
/// P(a) = ∫ φ((t − μₐ)/σₐ)/σₐ ∏_{b≠a} Φ((t − μ_b)/σ_b) dt
/// ```
///
/// by the trapezoidal rule on one grid for all arms. Every deviation must be positive; the cost
/// grows with the ratio of the largest spread to the smallest deviation.
#[must_use]
pub fn best_arm_probabilities(scores: &[Score]) -> Distribution {
    let narrowest = scores
        .iter()
        .map(|score| score.deviation)
        .fold(f64::INFINITY, f64::min);
    let end = |side: f64| {
        scores
            .iter()
            .map(|score| score.mean + side * REACH * score.deviation)
            .fold(f64::NEG_INFINITY, f64::max)
    };
    // Left of the highest lower end the product over the other arms vanishes.
    let (low, high) = (end(-1.0), end(1.0));
    let step = STEP * narrowest;
    let nodes = ((high - low) / step).ceil() as usize;
    let mut chances = vec![0.0; scores.len()];
    let mut below = vec![0.0; scores.len()];
    for node in 0..=nodes {
        let point = low + node as f64 * step;
        for (value, score) in below.iter_mut().zip(scores) {
            *value = 0.5 * libm::erfc(-(point - score.mean) / (score.deviation * SQRT_2));
        }
        for (arm, score) in scores.iter().enumerate() {
            let z = (point - score.mean) / score.deviation;
            if z.abs() <= REACH {
                let others: f64 = (0..scores.len())
                    .filter(|other| *other != arm)
                    .map(|other| below[other])
                    .product();
                chances[arm] +=
                    libm::exp(-0.5 * z * z) / ((2.0 * PI).sqrt() * score.deviation) * others;
            }
        }
    }
    Distribution::proportional_to(chances)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seed::Seed;
    use rand::{Rng, RngExt};

    #[test]
    fn two_arms_agree_with_the_closed_form() {
        for (difference, first, second) in [
            (0.0, 1.0, 1.0),
            (0.3, 0.2, 0.5),
            (1.0, 0.01, 0.3),
            (-2.0, 0.4, 0.4),
        ] {
            let scores = [
                Score {
                    mean: 1.0 + difference,
                    deviation: first,
                },
                Score {
                    mean: 1.0,
                    deviation: second,
                },
            ];
            let spread = f64::hypot(first, second);
            let exact = 0.5 * libm::erfc(-difference / (spread * SQRT_2));
            let found = best_arm_probabilities(&scores).probabilities()[0];
            assert!((found - exact).abs() < 1e-9, "{found} against {exact}");
        }
    }

    #[test]
    fn equal_arms_share_equally() {
        let scores = [Score {
            mean: 0.4,
            deviation: 0.07,
        }; 9];
        for chance in best_arm_probabilities(&scores).probabilities() {
            assert!((chance - 1.0 / 9.0).abs() < 1e-12);
        }
    }

    /// Two standard normal numbers (Box and Muller 1958).
    fn normal_pair(random: &mut impl Rng) -> [f64; 2] {
        let radius = (-2.0 * (1.0 - random.random::<f64>()).ln()).sqrt();
        let (sin, cos) = (2.0 * PI * random.random::<f64>()).sin_cos();
        [radius * cos, radius * sin]
    }

    #[test]
    fn four_arms_agree_with_a_million_draws() {
        let scores = [(0.5, 0.1), (0.55, 0.02), (0.3, 0.3), (0.52, 0.06)]
            .map(|(mean, deviation)| Score { mean, deviation });
        let exact = best_arm_probabilities(&scores);
        let mut random = Seed(11).stream("test", &[]);
        let mut wins = [0_u32; 4];
        let draws = 1_000_000;
        for _ in 0..draws {
            let normal = [normal_pair(&mut random), normal_pair(&mut random)].concat();
            let drawn = scores
                .iter()
                .zip(normal)
                .map(|(score, z)| score.mean + score.deviation * z);
            let best = drawn
                .enumerate()
                .max_by(|a, b| a.1.total_cmp(&b.1))
                .unwrap()
                .0;
            wins[best] += 1;
        }
        for (chance, won) in exact.probabilities().iter().zip(wins) {
            let deviation = (chance * (1.0 - chance) / f64::from(draws)).sqrt();
            assert!((f64::from(won) / f64::from(draws) - chance).abs() < 4.5 * deviation);
        }
    }
}

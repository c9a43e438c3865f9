//! The probability that each of several independent normal scores is the largest.

use std::f64::consts::SQRT_2;

use crate::engine::{Distribution, Score};

/// Beyond this many deviations a normal distribution holds less than 1e-17.
const REACH: f64 = 8.5;

/// The distance of the nodes for one arm, in units of the smallest deviation; for n arms it is
/// smaller by √n, since the product of n distribution functions rises that much more steeply. The
/// trapezoidal rule converges geometrically for such integrands (Trefethen and Weideman 2014); up
/// to 20 arms the error is below 1e-9 (see the test against a grid eight times as fine).
const STEP: f64 = 0.5;

/// The chance of each arm to have the largest of independent scores `N(mean, deviation²)`:
///
/// ```text
/// P(a) = ∫ φ((t − μₐ)/σₐ)/σₐ ∏_{b≠a} Φ((t − μ_b)/σ_b) dt
/// ```
///
/// by the trapezoidal rule on one grid for all arms. The cost grows with the ratio of the largest
/// spread to the smallest deviation. Scores that are not finite, or without a positive deviation,
/// say nothing: then all arms are equally likely.
#[must_use]
pub fn best_arm_probabilities(scores: &[Score]) -> Distribution {
    integrate(scores, STEP / (scores.len() as f64).sqrt())
}

fn integrate(scores: &[Score], step: f64) -> Distribution {
    let is_sound = |score: &Score| {
        score.mean.is_finite() && score.deviation.is_finite() && score.deviation > 0.0
    };
    if !scores.iter().all(is_sound) {
        return Distribution::uniform(scores.len());
    }
    let narrowest = scores
        .iter()
        .map(|score| score.deviation)
        .fold(f64::INFINITY, f64::min);
    let end = |side: f64| {
        let ends = scores
            .iter()
            .map(|score| score.mean + side * REACH * score.deviation);
        ends.fold(f64::NEG_INFINITY, f64::max)
    };
    // Left of the highest lower end the product over the other arms vanishes.
    let (low, high) = (end(-1.0), end(1.0));
    let nodes = ((high - low) / (step * narrowest)).ceil() as usize;
    let mut chances = vec![0.0; scores.len()];
    // The product of the distribution functions of the arms before and after each one.
    let mut others = vec![1.0; scores.len()];
    for node in 0..=nodes {
        let point = low + node as f64 * step * narrowest;
        let below =
            |score: &Score| 0.5 * libm::erfc((score.mean - point) / (score.deviation * SQRT_2));
        let mut product = 1.0;
        for (others, score) in others.iter_mut().zip(scores) {
            *others = product;
            product *= below(score);
        }
        product = 1.0;
        for ((chance, others), score) in chances.iter_mut().zip(&others).zip(scores).rev() {
            let z = (point - score.mean) / score.deviation;
            if z.abs() <= REACH {
                *chance += libm::exp(-0.5 * z * z) / score.deviation * others * product;
            }
            product *= below(score);
        }
    }
    Distribution::proportional_to(chances)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seed::Seed;
    use rand::{Rng, RngExt};
    use std::f64::consts::PI;

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
    fn up_to_twenty_arms_agree_with_a_much_finer_grid() {
        let mut random = Seed(5).stream("test", &[]);
        for arms in 2..=20 {
            for spread in [0.0, 0.02, 0.3] {
                let scores: Vec<Score> = (0..arms)
                    .map(|_| Score {
                        mean: spread * random.random::<f64>(),
                        deviation: 0.05 + 0.1 * random.random::<f64>(),
                    })
                    .collect();
                let (coarse, fine) = (
                    best_arm_probabilities(&scores),
                    integrate(&scores, STEP / 40.0),
                );
                for (coarse, fine) in coarse.probabilities().iter().zip(fine.probabilities()) {
                    assert!(
                        (coarse - fine).abs() < 1e-9,
                        "{arms} arms: {coarse} against {fine}"
                    );
                }
            }
        }
    }

    #[test]
    fn scores_that_say_nothing_leave_all_arms_equally_likely() {
        for deviation in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            let scores = [
                Score {
                    mean: 1.0,
                    deviation,
                },
                Score {
                    mean: 0.0,
                    deviation: 1.0,
                },
            ];
            assert_eq!(best_arm_probabilities(&scores), Distribution::uniform(2));
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

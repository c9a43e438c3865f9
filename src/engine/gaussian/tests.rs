use std::f64::consts::{PI, SQRT_2};

use super::*;
use crate::seed::Seed;
use rand::{Rng, RngExt};

fn score(mean: f64, deviation: f64) -> Score {
    Score { mean, deviation }
}

fn chances(scores: &[Score], length: f64) -> Vec<f64> {
    let mut chances = vec![f64::NAN; scores.len()];
    Arch::new().dispatch(Chances {
        scores,
        chances: &mut chances,
        length,
    });
    chances
}

fn assert_close(found: &[f64], exact: &[f64], error: f64) {
    for (arm, (found, exact)) in found.iter().zip(exact).enumerate() {
        assert!(
            (found - exact).abs() < error,
            "arm {arm}: {found} against {exact}"
        );
    }
}

#[test]
fn two_arms_agree_with_the_closed_form_at_any_ratio_of_deviations() {
    for ratio in [1.0, 0.4, 0.03, 1e-4, 1e-8, 1e-14, 1e-200] {
        for difference in [0.0, 0.3, -1.0, 2.5, -5.0, 7.5, 30.0] {
            for (wide, scale) in [(0, 1.0), (1, 1.0), (0, 1e-90), (1, 1e90)] {
                let mut scores = [score(scale, ratio * scale); 2];
                scores[wide].deviation = scale;
                scores[0].mean += difference * scale;
                let spread = f64::hypot(1.0, ratio);
                let exact = 0.5 * libm::erfc(-difference / (spread * SQRT_2));
                assert_close(&chances(&scores, LENGTH), &[exact, 1.0 - exact], 1e-9);
            }
        }
    }
}

/// The same integral on one fine grid with exact functions, as slow as it is plain.
fn by_trapezoids(scores: &[Score]) -> Vec<f64> {
    let ends = |side: f64| {
        scores
            .iter()
            .map(move |score| score.mean + side * 9.0 * score.deviation)
    };
    let low = ends(-1.0).fold(f64::NEG_INFINITY, f64::max);
    let high = ends(1.0).fold(f64::NEG_INFINITY, f64::max);
    let narrowest = scores
        .iter()
        .map(|score| score.deviation)
        .fold(f64::INFINITY, f64::min);
    let nodes = ((high - low) / narrowest * 16.0).ceil();
    let mut chances = vec![0.0; scores.len()];
    for node in 0..=nodes as usize {
        let point = low + (high - low) * node as f64 / nodes;
        let z = |score: &Score| (point - score.mean) / score.deviation;
        let below: Vec<f64> = scores
            .iter()
            .map(|score| 0.5 * libm::erfc(-z(score) / SQRT_2))
            .collect();
        for (arm, score) in scores.iter().enumerate() {
            let others = below.iter().enumerate().filter(|(other, _)| *other != arm);
            let others: f64 = others.map(|(_, below)| below).product();
            let density = libm::exp(-0.5 * z(score) * z(score)) / score.deviation;
            chances[arm] += density * others;
        }
    }
    let total: f64 = chances.iter().sum();
    chances.iter().map(|chance| chance / total).collect()
}

#[test]
fn any_number_of_arms_agrees_with_a_fine_grid_of_exact_functions() {
    let mut random = Seed(5).stream("test", &[]);
    for arms in [1, 2, 3, 5, 9, 16, 17, 33, 64] {
        for spread in [0.0, 0.02, 0.3] {
            let scores: Vec<Score> = (0..arms)
                .map(|_| {
                    score(
                        spread * random.random::<f64>(),
                        random.random_range(0.05..0.15),
                    )
                })
                .collect();
            assert_close(&chances(&scores, LENGTH), &by_trapezoids(&scores), 1e-9);
        }
    }
    // One narrow arm on the flank of wide ones, and the other way round.
    for narrow in [0.02, 0.01] {
        let mut scores = vec![score(0.0, 1.0); 8];
        scores.push(score(1.3, narrow));
        assert_close(&chances(&scores, LENGTH), &by_trapezoids(&scores), 1e-9);
        let mut scores = vec![score(0.5, narrow); 8];
        scores.push(score(0.5 - narrow, 1.0));
        assert_close(&chances(&scores, LENGTH), &by_trapezoids(&scores), 1e-9);
    }
}

#[test]
fn wild_deviations_agree_with_panels_a_quarter_as_long() {
    let mut random = Seed(6).stream("test", &[]);
    for round in 0..300 {
        let arms = 1 + round % 64;
        let decades = random.random_range(0.0..10.0);
        let scores: Vec<Score> = (0..arms)
            .map(|_| {
                let deviation = 10_f64.powf(-decades * random.random::<f64>());
                score(deviation * random.random_range(-3.0..3.0), deviation)
            })
            .collect();
        assert_close(
            &chances(&scores, LENGTH),
            &chances(&scores, LENGTH / 4.0),
            1e-9,
        );
    }
}

#[test]
fn the_cost_is_bounded_at_any_ratio_of_deviations() {
    for (arms, decades) in [(2, 4.0), (9, 4.0), (9, 12.0), (64, 4.0), (64, 12.0)] {
        let last = f64::from(arms - 1);
        let scores: Vec<Score> = (0..arms)
            .map(|arm| 10_f64.powf(-decades * f64::from(arm) / last))
            .map(|deviation| score(0.0, deviation))
            .collect();
        let (contenders, low) = contenders(&scores).unwrap();
        let (mut right, mut panels) = (contenders[0].high, 0);
        while right > low {
            right = Panel::new(&contenders, right, low, LENGTH).left;
            panels += 1;
        }
        assert!(panels <= 6 + 2 * arms, "{panels} panels for {arms} arms");
    }
}

#[test]
fn scores_that_say_nothing_leave_all_arms_equally_likely() {
    for deviation in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        let scores = [score(1.0, deviation), score(0.0, 1.0)];
        assert_eq!(best_arm_probabilities(&scores), Distribution::uniform(2));
    }
    for mean in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let scores = [score(0.0, 1.0), score(mean, 1.0), score(0.5, 1.0)];
        assert_eq!(best_arm_probabilities(&scores), Distribution::uniform(3));
    }
    let scores = [score(f64::MAX, 1.0), score(f64::MIN, 1.0)];
    assert_eq!(best_arm_probabilities(&scores), Distribution::uniform(2));
}

#[test]
fn equal_arms_share_equally() {
    for arms in 1..=64 {
        let chances = chances(&vec![score(0.4, 0.07); arms], LENGTH);
        assert_close(&chances, &vec![1.0 / arms as f64; arms], 1e-12);
    }
}

#[test]
fn a_hopeless_arm_is_never_drawn_and_takes_nothing() {
    let found = chances(&[score(0.0, 0.1), score(2.0, 0.1), score(2.0, 0.1)], LENGTH);
    assert_eq!(found[0], 0.0);
    assert_close(&found, &[0.0, 0.5, 0.5], 1e-12);
}

#[test]
fn the_order_of_the_arms_does_not_matter() {
    let scores = [
        score(0.1, 0.2),
        score(0.3, 0.05),
        score(0.2, 0.4),
        score(0.35, 0.01),
    ];
    let mut reversed = scores;
    reversed.reverse();
    let mut back = chances(&reversed, LENGTH);
    back.reverse();
    assert_close(&chances(&scores, LENGTH), &back, 1e-13);
}

#[test]
fn all_vectors_give_the_bits_of_scalars() {
    fn bits_on<S: Simd>(simd: S, scores: &[Score]) -> Vec<u64> {
        let mut chances = vec![0.0; scores.len()];
        let integral = Chances {
            scores,
            chances: &mut chances,
            length: LENGTH,
        };
        Simd::vectorize(simd, integral);
        chances.iter().map(|chance| chance.to_bits()).collect()
    }
    let mut random = Seed(7).stream("test", &[]);
    for arms in 1..20 {
        let scores: Vec<Score> = (0..arms)
            .map(|_| score(random.random(), random.random_range(0.01..0.5)))
            .collect();
        let scalar = bits_on(pulp::Scalar::new(), &scores);
        let found = chances(&scores, LENGTH);
        assert_eq!(
            scalar,
            found
                .iter()
                .map(|chance| chance.to_bits())
                .collect::<Vec<_>>()
        );
        #[cfg(target_arch = "x86_64")]
        if let Some(simd) = pulp::x86::V3::try_new() {
            assert_eq!(scalar, bits_on(simd, &scores));
        }
    }
}

#[test]
fn density_and_distribution_function_agree_with_exact_ones() {
    let simd = pulp::Scalar::new();
    for step in -1_200..=1_200 {
        let z = f64::from(step) / 100.0;
        let (density, below) = normal(simd, Lanes::splat(simd, z));
        let exact = libm::exp(-0.5 * z * z) / (2.0 * PI).sqrt();
        assert!((density.array()[0] - exact).abs() < 2e-12, "density at {z}");
        let exact = 0.5 * libm::erfc(-z / SQRT_2);
        assert!(
            (below.array()[7] - exact).abs() < 2e-12,
            "distribution function at {z}"
        );
    }
}

/// Two standard normal numbers (Box and Muller 1958).
fn normal_pair(random: &mut impl Rng) -> [f64; 2] {
    let radius = (-2.0 * (1.0 - random.random::<f64>()).ln()).sqrt();
    let (sin, cos) = (2.0 * PI * random.random::<f64>()).sin_cos();
    [radius * cos, radius * sin]
}

/// The bench `engine` does the same with ten million draws.
#[test]
fn four_arms_agree_with_a_million_draws() {
    let scores = [(0.5, 0.1), (0.55, 0.02), (0.3, 0.3), (0.52, 0.06)]
        .map(|(mean, deviation)| score(mean, deviation));
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

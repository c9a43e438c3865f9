//! Known answers, and other ways to the same numbers.

use super::*;
use crate::seed::Seed;
use rand::{Rng, RngExt};

fn beta(alpha: f64, beta: f64) -> Beta {
    Beta { alpha, beta }
}

/// The logarithm of the Beta function.
fn log_integral(Beta { alpha, beta }: Beta) -> f64 {
    libm::lgamma(alpha) + libm::lgamma(beta) - libm::lgamma(alpha + beta)
}

/// P(first > second) for whole parameters, as a finite sum of Beta functions.
fn closed_form(first: Beta, second: Beta) -> f64 {
    let terms = (0..first.alpha as u32).map(f64::from);
    let log = |a, b| log_integral(beta(a, b));
    let term = |i: f64| {
        (log(second.alpha + i, first.beta + second.beta)
            - (first.beta + i).ln()
            - log(1.0 + i, first.beta)
            - log(second.alpha, second.beta))
        .exp()
    };
    terms.map(term).sum()
}

#[test]
fn two_arms_agree_with_the_closed_form() {
    for (first, second) in [
        (beta(1.0, 1.0), beta(1.0, 1.0)),
        (beta(3.0, 2.0), beta(1.0, 1.0)),
        (beta(1.0, 400.0), beta(2.0, 300.0)),
        (beta(120.0, 800.0), beta(100.0, 800.0)),
        (beta(4_000.0, 36_000.0), beta(1.0, 1.0)),
        (beta(4_000.0, 36_000.0), beta(3_900.0, 36_000.0)),
        (beta(500.0, 1.0), beta(1.0, 500.0)),
    ] {
        let exact = closed_form(first, second);
        let found = best_rate_probabilities(&[first, second]);
        let found = found.probabilities()[0];
        assert!(
            (found - exact).abs() < 1e-9,
            "{first:?} {second:?}: {found} against {exact}"
        );
    }
}

#[test]
fn equal_arms_share_equally_also_where_parameters_are_not_whole() {
    for belief in [beta(1.0, 1.0), beta(1.05, 3.35), beta(17.5, 240.05)] {
        for chance in best_rate_probabilities(&[belief; 9]).probabilities() {
            assert!((chance - 1.0 / 9.0).abs() < 1e-12, "{chance}");
        }
    }
}

/// The same integrals by the trapezoidal rule in the logarithm of the odds, on a fine grid,
/// with distribution functions that are summed up on the way.
fn on_a_fine_grid(beliefs: &[Beta]) -> Vec<f64> {
    const STEPS: i32 = 120_000;
    let step = 60.0 / f64::from(STEPS);
    let logs: Vec<f64> = beliefs.iter().copied().map(log_integral).collect();
    let height = |arm: usize, place: f64| {
        let (x, y) = (1.0 / (1.0 + (-place).exp()), 1.0 / (1.0 + place.exp()));
        let Beta { alpha, beta } = beliefs[arm];
        (alpha * x.ln() + beta * y.ln() - logs[arm]).exp()
    };
    let mut below = vec![0.0; beliefs.len()];
    let mut chances = vec![0.0; beliefs.len()];
    for index in 0..STEPS {
        let place = -30.0 + f64::from(index) * step;
        let heights: Vec<[f64; 3]> = (0..beliefs.len())
            .map(|arm| [0.0, 0.5, 1.0].map(|part| height(arm, place + part * step)))
            .collect();
        // A parabola through the step's three heights, integrated up to its middle.
        let middle: Vec<f64> = heights
            .iter()
            .zip(&below)
            .map(|([left, middle, right], below)| {
                below + step * (5.0 * left + 8.0 * middle - right) / 24.0
            })
            .collect();
        for (arm, chance) in chances.iter_mut().enumerate() {
            let others = (0..beliefs.len()).filter(|other| *other != arm);
            *chance += step * heights[arm][1] * others.map(|other| middle[other]).product::<f64>();
        }
        for (below, [left, middle, right]) in below.iter_mut().zip(&heights) {
            *below += step * (left + 4.0 * middle + right) / 6.0;
        }
    }
    chances
}

#[test]
fn skewed_and_narrow_arms_agree_with_a_fine_grid() {
    let nested = [0.0, 0.5, 1.5, 2.5, 3.5].map(|power| {
        let count = 10_f64.powf(power);
        beta(1.0 + 0.3 * count, 1.0 + 0.7 * count)
    });
    for beliefs in [
        nested.to_vec(),
        vec![beta(1.0, 1.0); 3],
        vec![
            beta(1.0, 60.0),
            beta(1.0, 800.0),
            beta(2.0, 900.0),
            beta(1.05, 9_000.0),
        ],
        vec![beta(1.3, 17.65), beta(1.0, 900.2), beta(4.0, 4_000.5)],
        vec![beta(4.05, 4_000.0), beta(5.2, 4_000.0), beta(1.0, 1.0)],
        vec![
            beta(300.5, 1.05),
            beta(90.0, 1.0),
            beta(2.5, 2.5),
            beta(700.0, 12.3),
        ],
        vec![
            beta(90.1, 900.3),
            beta(1.0, 1.05),
            beta(101.0, 1_000.0),
            beta(1.0, 9.45),
        ],
    ] {
        let found = best_rate_probabilities(&beliefs);
        let exact = on_a_fine_grid(&beliefs);
        for (found, exact) in found.probabilities().iter().zip(exact) {
            assert!(
                (found - exact).abs() < 1e-9,
                "{beliefs:?}: {found} against {exact}"
            );
        }
    }
}

/// The sum of so many exponential times, which has the Gamma distribution.
fn gamma(shape: u32, random: &mut impl Rng) -> f64 {
    let time = |_| -(1.0 - random.random::<f64>()).ln();
    (0..shape).map(time).sum()
}

#[test]
fn four_arms_agree_with_a_million_draws() {
    let shapes = [[1, 1], [2, 5], [3, 9], [6, 12]];
    let beliefs = shapes.map(|[a, b]| beta(f64::from(a), f64::from(b)));
    let exact = best_rate_probabilities(&beliefs);
    let mut random = Seed(12).stream("test", &[]);
    let mut wins = [0_u32; 4];
    let draws = 1_000_000;
    for _ in 0..draws {
        let rates = shapes.map(|[a, b]| {
            let (won, lost) = (gamma(a, &mut random), gamma(b, &mut random));
            won / (won + lost)
        });
        let best = (0..4)
            .max_by(|&i, &j| rates[i].total_cmp(&rates[j]))
            .unwrap();
        wins[best] += 1;
    }
    for (chance, won) in exact.probabilities().iter().zip(wins) {
        let deviation = (chance * (1.0 - chance) / f64::from(draws)).sqrt();
        let found = f64::from(won) / f64::from(draws);
        assert!(
            (found - chance).abs() < 4.5 * deviation,
            "{found} against {chance}"
        );
    }
}

#[test]
fn nobody_s_chances_change_when_successes_and_failures_change_places() {
    // The integral then runs from the other end.
    let mut random = Seed(13).stream("test", &[]);
    for _ in 0..2_000 {
        let count = 10_f64.powf(random.random_range(0.0..8.0));
        let rate: f64 = random.random_range(0.0..1.0);
        let near = (rate * (1.0 - rate) / count).sqrt();
        let mut arm = || {
            let rate = (rate + near * random.random_range(-3.0..3.0)).clamp(0.0, 1.0);
            let count = count * random.random_range(0.1..1.0);
            beta(1.0 + count * rate, 1.0 + count * (1.0 - rate))
        };
        let (first, second) = (arm(), arm());
        let turned = [second, first].map(|Beta { alpha, beta }| Beta {
            alpha: beta,
            beta: alpha,
        });
        let (chances, turned) = (
            best_rate_probabilities(&[first, second]),
            best_rate_probabilities(&turned),
        );
        let pairs = chances.probabilities().iter().zip(turned.probabilities());
        for (chance, turned) in pairs {
            assert!((chance - turned).abs() < 1e-10, "{first:?} {second:?}");
        }
    }
}

/// With so many observations a rate is all but normal in log-odds, and the difference of two is.
#[test]
fn ten_million_observations_are_all_but_normal() {
    let first = beta(3_000_000.0, 7_000_000.0);
    let second = beta(3_001_500.0, 6_998_500.0);
    let odds = |it: Beta| (it.alpha / it.beta).ln();
    let variance = |it: Beta| 1.0 / it.alpha + 1.0 / it.beta;
    let scores = [first, second].map(|it| crate::engine::Score {
        mean: odds(it),
        deviation: variance(it).sqrt(),
    });
    let normal = crate::engine::best_arm_probabilities(&scores);
    let found = best_rate_probabilities(&[first, second]);
    for (found, normal) in found.probabilities().iter().zip(normal.probabilities()) {
        assert!((found - normal).abs() < 1e-6, "{found} against {normal}");
    }
}

#[test]
fn one_arm_is_the_best_one_and_hopeless_ones_are_not() {
    assert_eq!(
        best_rate_probabilities(&[beta(3.0, 4.0)]).probabilities(),
        [1.0]
    );
    let chances = best_rate_probabilities(&[beta(1e6, 1.0), beta(1.0, 1e6), beta(5e5, 5e5)]);
    assert_eq!(chances.probabilities(), [1.0, 0.0, 0.0]);
}

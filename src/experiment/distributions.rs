//! The normal, chi-square and binomial distribution, with the same bits on every machine.

use std::f64::consts::{FRAC_1_SQRT_2, PI};

/// The probability that a standard normal number is at most `z`.
#[must_use]
pub fn normal_cdf(z: f64) -> f64 {
    0.5 * libm::erfc(-z * FRAC_1_SQRT_2)
}

/// The probability that a standard normal number is at least `|z|` away from 0.
#[must_use]
pub fn two_sided_p(z: f64) -> f64 {
    libm::erfc(z.abs() * FRAC_1_SQRT_2)
}

/// The number below which a standard normal number lies with probability `p`. What is outside of
/// the probabilities that a number can tell from 0 and 1 is taken for the nearest of them.
///
/// The start is formula 26.2.23 of Abramowitz and Stegun (1964), to 4.5e-4; Halley's method
/// trebles the digits with each step.
#[must_use]
pub fn normal_quantile(p: f64) -> f64 {
    let p = p.clamp(f64::MIN_POSITIVE, 1.0 - f64::EPSILON / 2.0);
    if p > 0.5 {
        return -lower_quantile(1.0 - p);
    }
    lower_quantile(p)
}

/// [`normal_quantile`] of a `p` of at most one half.
fn lower_quantile(p: f64) -> f64 {
    let t = (-2.0 * libm::log(p)).sqrt();
    let above = 2.515_517 + t * (0.802_853 + t * 0.010_328);
    let below = 1.0 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308));
    let mut z = above / below - t;
    for _ in 0..4 {
        let density = libm::exp(-0.5 * z * z) / (2.0 * PI).sqrt();
        let step = (normal_cdf(z) - p) / density;
        z -= step / (1.0 + 0.5 * z * step);
    }
    z
}

/// The probability that a chi-square number with `degrees` degrees of freedom is at least `x`;
/// 1 without degrees or for an `x` of at most 0.
///
/// For whole degrees the upper incomplete gamma function is a finite sum of positive terms
/// (Abramowitz and Stegun 1964, 26.4.4 and 26.4.5), so no digit is lost.
#[must_use]
pub fn chi_square_tail(x: f64, degrees: u32) -> f64 {
    if degrees == 0 || x <= 0.0 {
        return 1.0;
    }
    let half = 0.5 * x;
    let is_odd = degrees % 2 == 1;
    // Of each term ½^a e^-½ / Γ(a + 1) the logarithm: the exponential alone may be 0.
    let (mut a, mut sum, mut log_term) = if is_odd {
        let log_term = 0.5 * libm::log(half) - half - libm::log(0.5 * PI.sqrt());
        (0.5, libm::erfc(half.sqrt()), log_term)
    } else {
        (1.0, libm::exp(-half), libm::log(half) - half)
    };
    for _ in 0..(degrees - 1) / 2 {
        sum += libm::exp(log_term);
        a += 1.0;
        log_term += libm::log(half / a);
    }
    sum.min(1.0)
}

/// The probability of at least `successes` in `trials` independent trials that each succeed with
/// `probability` in (0, 1).
#[must_use]
pub fn binomial_tail(successes: u32, trials: u32, probability: f64) -> f64 {
    if successes == 0 {
        return 1.0;
    }
    let log_odds = libm::log(probability) - libm::log1p(-probability);
    let mut log_term = f64::from(trials) * libm::log1p(-probability);
    let mut sum = 0.0;
    for k in 1..=trials {
        log_term += log_odds + libm::log(f64::from(trials - k + 1) / f64::from(k));
        if k >= successes {
            sum += libm::exp(log_term);
        }
    }
    sum.min(1.0)
}

//! Inference that may be looked at any time: the mixture sequential probability ratio test and
//! the confidence sequence that it is the inverse of.
//!
//! Let d be the difference, V its variance at this look and τ² the variance of a normal mixture
//! over true differences. With q = τ² ÷ V, the mixture's likelihood ratio against no difference is
//! Λ = (1 + q)^-½ · exp(z² q ÷ (2 (1 + q))), z = d ÷ √V (Johari, Pekelis and Walsh 2017, "Peeking
//! at A/B tests", for two normal streams, with V = 2σ² ÷ n). Under no difference Λ exceeds 1 ÷ α
//! at any time with probability α at most (Ville 1939), so 1 ÷ Λ is a p-value at every look, and
//! all differences with Λ < 1 ÷ α are an interval that holds at all looks together:
//! d ± √V · √((1 + q) ÷ q · ln((1 + q) ÷ α²)). With estimated variances this holds as samples grow
//! (Waudby-Smith et al. 2021, "Time-uniform central limit theory and asymptotic confidence
//! sequences", theorem 2.2; Howard et al. 2021, equation 14).

use super::{distributions::normal_quantile, level::Level};

/// Where the sequence is narrowest. It has to be chosen before the first look, and holds
/// whatever is chosen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Tuning {
    /// At this many members in both cells together. For experiments that members join while they
    /// run, each with all that they do.
    Members(u64),
    /// When the difference has this variance; above 0, in the metric's unit squared. For
    /// experiments whose members stay while their days add up.
    Variance(f64),
}

impl Tuning {
    /// Narrowest when a look would find a difference of `effect` with probability `power`: at the
    /// variance (effect ÷ (m + z(power)))², where m is [`least_multiplier`].
    #[must_use]
    pub fn for_effect(effect: f64, level: Level, power: f64) -> Self {
        let reach = least_multiplier(level) + normal_quantile(power);
        Self::Variance((effect / reach) * (effect / reach))
    }

    /// q at a look at `members` members in both cells together and a difference of `variance`;
    /// in [1e-12, 1e12].
    fn ratio(self, level: Level, members: u64, variance: f64) -> f64 {
        let best = best_ratio(level);
        let ratio = match self {
            Self::Members(planned) => best * (members as f64 / planned.max(1) as f64),
            Self::Variance(planned) => best * (planned / variance),
        };
        if ratio.is_nan() {
            return 1e-12;
        }
        ratio.clamp(1e-12, 1e12)
    }
}

/// The q at which the interval is narrowest: q − ln(1 + q) = −2 ln α (Waudby-Smith et al. 2021,
/// appendix on tuning; Howard et al. 2021, proposition 3).
#[must_use]
pub fn best_ratio(level: Level) -> f64 {
    let sum = -2.0 * libm::log(level.alpha());
    let mut ratio = sum + 1.0;
    for _ in 0..60 {
        ratio = sum + libm::log1p(ratio);
    }
    ratio
}

/// How many standard errors the interval reaches to each side where it is narrowest.
#[must_use]
pub fn least_multiplier(level: Level) -> f64 {
    multiplier(best_ratio(level), level)
}

fn multiplier(q: f64, level: Level) -> f64 {
    let threshold = libm::log1p(q) - 2.0 * libm::log(level.alpha());
    ((1.0 + q) / q * threshold).sqrt()
}

/// What one look says: how many standard errors the interval reaches to each side, and the
/// p-value of this look alone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reach {
    /// Standard errors.
    pub multiplier: f64,
    /// 1 ÷ Λ, at most 1.
    pub p: f64,
}

/// The reach of a look with z-score `z`, at `members` members in both cells together and a
/// difference of `variance`.
#[must_use]
pub fn reach(z: f64, tuning: Tuning, level: Level, members: u64, variance: f64) -> Reach {
    let q = tuning.ratio(level, members, variance);
    let log_ratio = 0.5 * (z * z * (q / (1.0 + q)) - libm::log1p(q));
    Reach {
        multiplier: multiplier(q, level),
        p: libm::exp(-log_ratio).min(1.0),
    }
}

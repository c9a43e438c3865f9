//! One rate in log-odds.

use super::Beta;
use crate::engine::lanes::LANES;

/// Where the logarithm of a density lies this far below its peak, the rest of it is below 1e-12.
const FALL: f64 = 26.0;

/// Steps after which an end of a distribution is taken as it is; from where the normal
/// distribution ends it takes some five.
const MOST_STEPS: u32 = 60;

/// From here on Stirling's series with four terms is exact.
const LARGE: f64 = 20.0;

/// `½ ln 2π`
const HALF_LOG_TAU: f64 = 0.918_938_533_204_672_8;

/// An arm that may be the best one, and the distribution of its rate `x` in log-odds
/// `z = ln(x / (1 − x))`: the density there is `x^α (1 − x)^β / B(α, β)`.
#[derive(Clone, Copy)]
pub(super) struct Contender {
    pub(super) arm: usize,
    pub(super) belief: Beta,
    /// The log-odds where the density is highest, which is where the rate is `share[0]`; the other
    /// one is what is left of 1.
    pub(super) mode: f64,
    share: [f64; 2],
    /// The density there.
    pub(super) peak: f64,
    /// The ends of the distribution.
    pub(super) low: f64,
    pub(super) high: f64,
    /// The probability of what lies right of the last panel.
    pub(super) above: f64,
    /// The arm's integral so far, by lanes.
    pub(super) sums: [f64; LANES],
}

/// `ln Γ(a)` less Stirling's formula `(a − ½) ln a − a + ½ ln 2π`.
fn beyond_stirling(a: f64) -> f64 {
    if a < LARGE {
        return libm::lgamma(a) - ((a - 0.5) * libm::log(a) - a + HALF_LOG_TAU);
    }
    let inverse = 1.0 / a;
    let square = inverse * inverse;
    let series = 1.0 / 1_260.0 - square / 1_680.0;
    inverse * (1.0 / 12.0 - square * (1.0 / 360.0 - square * series))
}

impl Contender {
    pub(super) fn new(arm: usize, belief: Beta) -> Self {
        let Beta { alpha, beta } = belief;
        let count = alpha + beta;
        // Of the terms of ln B(α, β) all large ones cancel against those of the density.
        let peak = 0.5 * libm::log(alpha / count * beta)
            - HALF_LOG_TAU
            - (beyond_stirling(alpha) + beyond_stirling(beta) - beyond_stirling(count));
        let mut contender = Self {
            arm,
            belief,
            mode: libm::log(alpha / beta),
            share: [alpha / count, beta / count],
            peak: libm::exp(peak),
            low: 0.0,
            high: 0.0,
            above: 0.0,
            sums: [0.0; LANES],
        };
        contender.low = contender.mode + contender.end(-1.0);
        contender.high = contender.mode + contender.end(1.0);
        contender
    }

    /// How many observations there are, the assumed ones too.
    pub(super) fn count(&self) -> f64 {
        self.belief.alpha + self.belief.beta
    }

    /// How far the logarithm of the density lies below its peak at `w` from the mode, and the
    /// slope there.
    fn descent(&self, w: f64) -> (f64, f64) {
        let Beta { alpha, beta } = self.belief;
        let grown = self.share[1] * libm::expm1(-w);
        let fall = (alpha + beta) * libm::log1p(grown) + beta * w;
        let rate = self.share[0] / (1.0 + grown);
        (fall, (alpha + beta) * rate - alpha)
    }

    /// How far the logarithm of the density lies below its peak at `z`.
    pub(super) fn fall(&self, z: f64) -> f64 {
        self.descent(z - self.mode).0
    }

    /// How far from the mode the distribution ends, on the left for `side` -1 and on the right for
    /// 1. By Newton's method: the logarithm of the density is concave.
    fn end(&self, side: f64) -> f64 {
        let curvature = self.count() * self.share[0] * self.share[1];
        let mut w = side * (2.0 * FALL / curvature).sqrt();
        for _ in 0..MOST_STEPS {
            let (fall, slope) = self.descent(w);
            if (FALL..FALL + 2.0).contains(&fall) {
                break;
            }
            w -= (fall - (FALL + 1.0)) / slope;
        }
        w
    }

    /// The arm's integral so far.
    pub(super) fn chance(&self) -> f64 {
        self.sums.iter().sum()
    }
}

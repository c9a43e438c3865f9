//! The probability that each of several independent normal scores is the largest.

mod normal;

use pulp::{Arch, Simd, WithSimd};
use smallvec::{SmallVec, smallvec};

use crate::engine::{
    Distribution, INLINE_ARMS, Score,
    lanes::{LANES, Lanes},
    legendre::{NODES, WEIGHTS},
};
use normal::normal;

/// Beyond this many deviations a normal distribution holds less than 2e-12.
const REACH: f64 = 7.0;

/// An arm this many deviations below the one with the highest mean is best with a chance below
/// 1e-12, and left out.
const HOPELESS: f64 = 7.1;

/// Where the largest score lies with less than this probability, the integral ends.
const NEGLIGIBLE: f64 = 1e-11;

/// How long a panel is, in units of the scale on which the integrand varies: with a fifth more the
/// error for scores at random stays below 1e-10.
const LENGTH: f64 = 6.0;

/// Writes the chance of each arm to have the largest of independent scores
/// `N(mean, deviation²)`, within 1e-9:
///
/// ```text
/// P(a) = ∫ φ((t − μₐ)/σₐ)/σₐ ∏_{b≠a} Φ((t − μ_b)/σ_b) dt
/// ```
///
/// The integral runs down from where the first arm begins to contend, in panels as long as the
/// arms that contend there allow, with Gauss and Legendre's rule on each. It ends where no score
/// is likely to be the largest: left of `t` lies what the product of all distribution functions
/// is at `t`. Up to 24 arms nothing is allocated, and all machines give the same bits.
///
/// Scores that are not finite, that lie too far apart to subtract, or without a positive
/// deviation say nothing: then all arms are equally likely. `chances` is as long as `scores`.
pub fn best_arm_chances(scores: &[Score], chances: &mut [f64]) {
    debug_assert_eq!(scores.len(), chances.len());
    Arch::new().dispatch(Chances {
        scores,
        chances,
        length: LENGTH,
    });
}

/// The chances of [`best_arm_chances`] as a distribution.
#[must_use]
pub fn best_arm_probabilities(scores: &[Score]) -> Distribution {
    let mut chances: SmallVec<[f64; INLINE_ARMS]> = smallvec![0.0; scores.len()];
    best_arm_chances(scores, &mut chances);
    Distribution::proportional_to(chances)
}

/// An arm that may be the best one.
#[derive(Clone, Copy)]
struct Contender {
    arm: usize,
    /// Its mean, measured from the origin of all contenders.
    mean: f64,
    deviation: f64,
    /// One over its deviation.
    inverse: f64,
    /// The highest score it may reach.
    high: f64,
}

/// What the contenders' densities and distribution functions are at eight points.
#[derive(Clone, Copy)]
struct Factors {
    density: [f64; LANES],
    below: [f64; LANES],
    /// The product of `below` over the contenders before.
    before: [f64; LANES],
}

struct Chances<'a> {
    scores: &'a [Score],
    chances: &'a mut [f64],
    length: f64,
}

/// A stretch of the integral: the contenders that matter there come first.
struct Panel {
    left: f64,
    right: f64,
    active: usize,
}

/// The contenders from the highest end downwards, and the end of the integral. `None` if the
/// scores say nothing.
fn contenders(scores: &[Score]) -> Option<(SmallVec<[Contender; INLINE_ARMS]>, f64)> {
    let is_sound =
        |score: &Score| score.deviation >= f64::MIN_POSITIVE && score.deviation < f64::MAX / 64.0;
    let mut by_low = None;
    let mut leader = *scores.first()?;
    for score in scores {
        let low = score.mean - REACH * score.deviation;
        if !is_sound(score) || !low.is_finite() {
            return None;
        }
        if by_low.is_none_or(|(highest, _)| low > highest) {
            by_low = Some((low, *score));
        }
        if score.mean > leader.mean {
            leader = *score;
        }
    }
    // Measured from here, all scales that matter are resolved.
    let origin = by_low?.1;
    let low = -REACH * origin.deviation;
    let mut contenders = SmallVec::new();
    for (arm, &Score { mean, deviation }) in scores.iter().enumerate() {
        let behind = leader.mean - mean;
        let (narrow, wide) = if deviation < leader.deviation {
            (deviation, leader.deviation)
        } else {
            (leader.deviation, deviation)
        };
        let ratio = narrow / wide;
        let contender = Contender {
            arm,
            mean: mean - origin.mean,
            deviation,
            inverse: 1.0 / deviation,
            high: mean - origin.mean + REACH * deviation,
        };
        if !behind.is_finite() || !contender.high.is_finite() {
            return None;
        }
        if contender.high > low && behind <= HOPELESS * wide * (1.0 + ratio * ratio).sqrt() {
            contenders.push(contender);
        }
    }
    contenders.sort_unstable_by(|a: &Contender, b: &Contender| {
        b.high.total_cmp(&a.high).then(a.arm.cmp(&b.arm))
    });
    Some((contenders, low))
}

impl Panel {
    /// The panel that ends at `right`: as long as the contenders there allow. One that begins
    /// within it counts if the panel with it is longer than the panel that ends above it.
    fn new(contenders: &[Contender], right: f64, low: f64, length: f64) -> Self {
        let mut narrowest = f64::INFINITY;
        let mut crowd = 0.0;
        let mut panel = Self {
            left: low,
            right,
            active: 0,
        };
        for contender in contenders {
            if contender.high <= panel.left {
                break;
            }
            let deviation = contender.deviation;
            if deviation < narrowest {
                let ratio = deviation / narrowest;
                crowd = crowd * ratio * ratio + 1.0;
                narrowest = deviation;
            } else {
                let ratio = narrowest / deviation;
                crowd += ratio * ratio;
            }
            let with_it = right - length * narrowest / scale(crowd);
            if panel.active > 0 && with_it > contender.high {
                panel.left = panel.left.max(contender.high);
                break;
            }
            panel.left = panel.left.max(with_it);
            panel.active += 1;
        }
        panel
    }
}

/// How much finer the integrand varies with a crowd of equal arms than with one.
fn scale(crowd: f64) -> f64 {
    crowd.sqrt().sqrt()
}

impl WithSimd for Chances<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Some((contenders, low)) = contenders(self.scores) else {
            self.chances.fill(1.0 / self.scores.len() as f64);
            return;
        };
        let mut sums: SmallVec<[[f64; LANES]; INLINE_ARMS]> = SmallVec::new();
        sums.resize(contenders.len(), [0.0; LANES]);
        let mut right = contenders.first().map_or(low, |first| first.high);
        while right > low {
            let panel = Panel::new(&contenders, right, low, self.length);
            if panel.left >= right {
                break;
            }
            let rest = integrate(simd, &contenders[..panel.active], &panel, &mut sums);
            if rest < NEGLIGIBLE {
                break;
            }
            right = panel.left;
        }
        self.chances.fill(0.0);
        let mut total = 0.0;
        for (contender, sum) in contenders.iter().zip(&sums) {
            let chance = Lanes::load(simd, sum).sum() * contender.inverse;
            self.chances[contender.arm] = chance;
            total += chance;
        }
        for chance in self.chances {
            *chance /= total;
        }
    }
}

/// Adds the panel's part of each contender's integral, times its deviation, to `sums`, and gives
/// the probability that the largest score lies left of the panel's lowest node.
#[inline(always)]
fn integrate<S: Simd>(
    simd: S,
    contenders: &[Contender],
    panel: &Panel,
    sums: &mut [[f64; LANES]],
) -> f64 {
    let splat = |number| Lanes::splat(simd, number);
    let half = 0.5 * (panel.right - panel.left);
    let middle = panel.left + half;
    let weights = Lanes::load(simd, &WEIGHTS).times(splat(half));
    let mut factors: SmallVec<[Factors; INLINE_ARMS]> = SmallVec::new();
    let mut rest = 1.0;
    for side in [half, -half] {
        let points = splat(middle).plus(Lanes::load(simd, &NODES).times(splat(side)));
        let mut product = splat(1.0);
        factors.clear();
        for contender in contenders {
            let z = points
                .minus(splat(contender.mean))
                .times(splat(contender.inverse));
            let (density, below) = normal(simd, z);
            factors.push(Factors {
                density: density.array(),
                below: below.array(),
                before: product.array(),
            });
            product = product.times(below);
        }
        rest = product.array()[0];
        let mut after = weights;
        for (factors, sum) in factors.iter().zip(sums.iter_mut()).rev() {
            let others = Lanes::load(simd, &factors.before).times(after);
            let part = Lanes::load(simd, &factors.density).times(others);
            Lanes::load(simd, sum).plus(part).store(sum);
            after = after.times(Lanes::load(simd, &factors.below));
        }
    }
    rest
}

#[cfg(test)]
mod tests;

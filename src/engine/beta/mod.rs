//! The probability that each of several independent Beta-distributed rates is the largest.

mod contender;
mod panel;

use pulp::{Arch, Simd, WithSimd};
use smallvec::{SmallVec, smallvec};

use crate::engine::{Distribution, INLINE_ARMS};
use contender::Contender;
use panel::Panel;

/// What is believed about a rate between 0 and 1: the Beta distribution with these parameters,
/// each at least 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Beta {
    /// One more than the successes seen.
    pub alpha: f64,
    /// One more than the failures seen.
    pub beta: f64,
}

impl Beta {
    /// The expected rate.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.alpha / (self.alpha + self.beta)
    }

    /// The standard deviation of the rate.
    #[must_use]
    pub fn deviation(&self) -> f64 {
        let sum = self.alpha + self.beta;
        (self.alpha * self.beta / (sum + 1.0)).sqrt() / sum
    }
}

/// Where the largest rate lies with less than this probability, the integral ends.
const NEGLIGIBLE: f64 = 1e-11;

/// The chance of each arm to have the largest of independent rates:
///
/// ```text
/// P(a) = ∫ fₐ(z) ∏_{b≠a} F_b(z) dz
/// ```
///
/// over the log-odds `z`, in which all densities are smooth and fall off on both sides, within
/// 1e-9 up to 10⁸ observations for each arm. The integral runs down from where the first arm
/// begins to contend, in panels as long as the arms that contend there allow, with Gauss and
/// Legendre's rule on each; the same nodes give each arm's distribution function, as one less the
/// integral of its density above. It ends where no rate is likely to be the largest. Up to 24 arms
/// nothing is allocated, and all machines give the same bits.
#[must_use]
pub fn best_rate_probabilities(beliefs: &[Beta]) -> Distribution {
    let mut chances: SmallVec<[f64; INLINE_ARMS]> = smallvec![0.0; beliefs.len()];
    Arch::new().dispatch(Chances {
        beliefs,
        chances: &mut chances,
    });
    Distribution::proportional_to(chances)
}

struct Chances<'a> {
    beliefs: &'a [Beta],
    chances: &'a mut [f64],
}

impl WithSimd for Chances<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let all = self.beliefs.iter().enumerate();
        let mut contenders: SmallVec<[Contender; INLINE_ARMS]> = all
            .map(|(arm, belief)| Contender::new(arm, *belief))
            .collect();
        let lows = contenders.iter().map(|contender| contender.low);
        let low = lows.fold(f64::NEG_INFINITY, f64::max);
        contenders.retain(|contender| contender.high > low);
        contenders.sort_unstable_by(|a, b| b.high.total_cmp(&a.high).then(a.arm.cmp(&b.arm)));
        let mut right = contenders.first().map_or(low, |first| first.high);
        while right > low {
            let panel = Panel::new(&contenders, right, low);
            if panel.left >= right {
                break;
            }
            let active = &mut contenders[..panel.active];
            panel.integrate(simd, active);
            let below = active.iter().map(|contender| 1.0 - contender.above);
            if below.product::<f64>() < NEGLIGIBLE {
                break;
            }
            right = panel.left;
        }
        for contender in &contenders {
            self.chances[contender.arm] = contender.chance().max(0.0);
        }
    }
}

#[cfg(test)]
mod tests;

//! A stretch of the integral over log-odds.

use pulp::Simd;
use smallvec::SmallVec;

use super::contender::Contender;
use crate::engine::{
    INLINE_ARMS,
    exponential::{self, falling},
    lanes::{LANES, Lanes},
    legendre::{NODES, TAILS, WEIGHTS},
};

/// How long a panel is, in units of the scale on which the integrand varies.
const LENGTH: f64 = 6.0;

/// How long a panel is at most: all densities have poles where the odds are -1, at the distance π
/// from the line.
const LONGEST: f64 = 5.0;

/// A stretch of the integral: the contenders that matter there come first.
pub(super) struct Panel {
    pub(super) left: f64,
    right: f64,
    pub(super) active: usize,
}

/// What a contender's density, times what a step is long, and its distribution function are at
/// the nodes, and the product of the functions of those before it.
#[derive(Clone, Copy)]
struct Factors {
    density: [[f64; LANES]; 2],
    below: [[f64; LANES]; 2],
    before: [[f64; LANES]; 2],
}

/// How much the logarithms of a rate `x` and of `1 − x` grow from a panel's middle to each node.
struct Growth {
    won: [[f64; LANES]; 2],
    lost: [[f64; LANES]; 2],
}

/// `x (1 − x)` at the log-odds `z`: the curvature of a density's logarithm for each observation.
fn curvature(z: f64) -> f64 {
    let odds = libm::exp(-z.abs());
    odds / ((1.0 + odds) * (1.0 + odds))
}

/// How long a panel is that ends at `right`, with so many observations of the arm with most of
/// them, and of all arms as a multiple of these. What a density varies on is one over the root of
/// its curvature.
fn length(right: f64, at_right: f64, most: f64, crowd: f64) -> f64 {
    let scale = LENGTH / crowd.sqrt().sqrt();
    let of = |curvature: f64| (scale / (most * curvature).sqrt()).min(LONGEST);
    let length = of(at_right);
    // Towards even odds it becomes more curved.
    if right > 0.0 {
        of(curvature((right - length).max(0.0)))
    } else {
        length
    }
}

impl Panel {
    /// The panel that ends at `right`: as long as the contenders there allow. One that begins
    /// within it counts if the panel with it is longer than the panel that ends above it.
    pub(super) fn new(contenders: &[Contender], right: f64, low: f64) -> Self {
        let at_right = curvature(right);
        let (mut most, mut all) = (0.0_f64, 0.0);
        let mut panel = Self {
            left: low,
            right,
            active: 0,
        };
        for contender in contenders {
            if contender.high <= panel.left {
                break;
            }
            most = most.max(contender.count());
            all += contender.count();
            let with_it = right - length(right, at_right, most, all / most);
            if panel.active > 0 && with_it > contender.high {
                panel.left = panel.left.max(contender.high);
                break;
            }
            panel.left = panel.left.max(with_it);
            panel.active += 1;
        }
        panel
    }

    fn half(&self) -> f64 {
        0.5 * (self.right - self.left)
    }

    fn middle(&self) -> f64 {
        self.left + self.half()
    }

    fn growth(&self) -> Growth {
        let half = self.half();
        let lost = 1.0 / (1.0 + libm::exp(self.middle()));
        let mut growth = Growth {
            won: [[0.0; LANES]; 2],
            lost: [[0.0; LANES]; 2],
        };
        for (lane, node) in NODES.iter().enumerate() {
            let step = half * node;
            let up = libm::expm1(step);
            for (side, step, odds) in [(0, step, -up / (1.0 + up)), (1, -step, up)] {
                let won = -libm::log1p(lost * odds);
                growth.won[side][lane] = won;
                growth.lost[side][lane] = won - step;
            }
        }
        growth
    }

    /// Adds the panel's part to each contender's integral, and to what lies above it.
    #[inline(always)]
    pub(super) fn integrate<S: Simd>(&self, simd: S, contenders: &mut [Contender]) {
        let splat = |number| Lanes::splat(simd, number);
        let growth = self.growth();
        let weights = Lanes::load(simd, &WEIGHTS);
        let mut factors: SmallVec<[Factors; INLINE_ARMS]> = SmallVec::new();
        let mut products = [splat(1.0); 2];
        for contender in contenders.iter_mut() {
            let middle = (&*contender, contender.fall(self.middle()));
            let [won, lost] = [&growth.won, &growth.lost];
            let density = [
                self.density(simd, middle, &won[0], &lost[0]),
                self.density(simd, middle, &won[1], &lost[1]),
            ];
            let heights = [density[0].array(), density[1].array()];
            let below = below(simd, contender.above, &heights);
            factors.push(Factors {
                density: heights,
                below: [below[0].array(), below[1].array()],
                before: [products[0].array(), products[1].array()],
            });
            products = [products[0].times(below[0]), products[1].times(below[1])];
            contender.above += density[0].plus(density[1]).times(weights).sum();
        }
        for side in 0..2 {
            let mut after = weights;
            for (factors, contender) in factors.iter().zip(contenders.iter_mut()).rev() {
                let others = Lanes::load(simd, &factors.before[side]).times(after);
                let part = Lanes::load(simd, &factors.density[side]).times(others);
                let sums = Lanes::load(simd, &contender.sums).plus(part);
                sums.store(&mut contender.sums);
                after = after.times(Lanes::load(simd, &factors.below[side]));
            }
        }
    }

    /// A contender's density at the nodes of one side, times half the panel's length; the
    /// logarithm of the density lies `fall` below its peak in the middle.
    #[inline(always)]
    fn density<S: Simd>(
        &self,
        simd: S,
        (contender, fall): (&Contender, f64),
        won: &[f64; LANES],
        lost: &[f64; LANES],
    ) -> Lanes<S> {
        let splat = |number| Lanes::splat(simd, number);
        let won = Lanes::load(simd, won).times(splat(contender.belief.alpha));
        let lost = Lanes::load(simd, lost).times(splat(contender.belief.beta));
        let fall = splat(fall).minus(won.plus(lost)).times(splat(1.0 / 64.0));
        let value = falling(fall).times(splat(contender.peak * self.half()));
        let beyond = fall.minus(splat(exponential::REACH));
        beyond.by_sign(value, splat(0.0))
    }
}

/// A distribution function at the nodes: 1 less what lies above the panel, and less the integral
/// over the panel of the polynomial through the `density` at the nodes.
#[inline(always)]
fn below<S: Simd>(simd: S, above: f64, density: &[[f64; LANES]; 2]) -> [Lanes<S>; 2] {
    let mut left = [Lanes::splat(simd, 1.0 - above); 2];
    for (density, tails) in density.iter().zip(TAILS.as_chunks::<LANES>().0) {
        for (density, tail) in density.iter().zip(tails) {
            let here = Lanes::splat(simd, *density);
            let (sides, _) = tail.as_chunks::<LANES>();
            for (left, tail) in left.iter_mut().zip(sides) {
                *left = left.minus(Lanes::load(simd, tail).times(here));
            }
        }
    }
    left
}

//! The probability that each of several independent Beta-distributed rates is the largest.

use crate::engine::Distribution;

/// What is believed about a rate between 0 and 1: the Beta distribution with these parameters,
/// each at least 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Beta {
    /// One more than the successes seen.
    pub alpha: f64,
    /// One more than the failures seen.
    pub beta: f64,
}

/// Where an integrand of height 1 may still be wrong by this much between two rules, a panel is
/// halved. The finer of the two rules is then wrong by far less.
const TOLERANCE: f64 = 1e-9;

/// Where panels end, in deviations from each mean: the tails of a normal distribution are below
/// the tolerance beyond the second, those of an exponential one beyond the last.
const PANEL_ENDS: [f64; 7] = [-40.0, -12.0, -6.0, 0.0, 6.0, 12.0, 40.0];

/// How often a panel is halved at most.
const MOST_HALVINGS: u32 = 40;

/// Distribution functions are taken as 0 or 1 where what is missing is below this.
const NEGLIGIBLE: f64 = 1e-25;

/// Terms after which a continued fraction is taken as it is; it needs about the square root of
/// the larger parameter.
const MOST_TERMS: u32 = 20_000;

/// Nodes, weights, and weights of the embedded Gauss rule of the 15-point Gauss–Kronrod rule, from
/// the end to the middle (Piessens et al. 1983, QUADPACK).
const RULE: [[f64; 3]; 8] = [
    [0.991_455_371_120_812_6, 0.022_935_322_010_529_22, 0.0],
    [
        0.949_107_912_342_758_5,
        0.063_092_092_629_978_56,
        0.129_484_966_168_869_7,
    ],
    [0.864_864_423_359_769_1, 0.104_790_010_322_250_18, 0.0],
    [
        0.741_531_185_599_394_4,
        0.140_653_259_715_525_92,
        0.279_705_391_489_276_64,
    ],
    [0.586_087_235_467_691_1, 0.169_004_726_639_267_9, 0.0],
    [
        0.405_845_151_377_397_2,
        0.190_350_578_064_785_4,
        0.381_830_050_505_118_9,
    ],
    [0.207_784_955_007_898_47, 0.204_432_940_075_298_9, 0.0],
    [0.0, 0.209_482_141_084_727_82, 0.417_959_183_673_469_4],
];

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

    /// The logarithm of the Beta function.
    fn log_integral(&self) -> f64 {
        libm::lgamma(self.alpha) + libm::lgamma(self.beta) - libm::lgamma(self.alpha + self.beta)
    }

    /// The continued fraction of the incomplete Beta function (Abramowitz and Stegun 1964,
    /// 26.5.8, by Lentz's method); converges fast for `x` below the mean.
    fn fraction(&self, x: f64) -> f64 {
        let (a, b) = (self.alpha, self.beta);
        let bounded = |value: f64| {
            if value.abs() < NEGLIGIBLE {
                NEGLIGIBLE
            } else {
                value
            }
        };
        let mut c = 1.0;
        let mut d = 1.0 / bounded(1.0 - (a + b) * x / (a + 1.0));
        let mut value = d;
        for term in 1..MOST_TERMS {
            let m = f64::from(term);
            let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
            let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
            let mut factor = 1.0;
            for step in [even, odd] {
                d = 1.0 / bounded(1.0 + step * d);
                c = bounded(1.0 + step / c);
                factor = d * c;
                value *= factor;
            }
            if (factor - 1.0).abs() < 1e-15 {
                break;
            }
        }
        value
    }

    /// The density times `x (1 − x)`, and the distribution function, at `x` with `y = 1 − x`.
    fn at(&self, log_integral: f64, x: f64, y: f64) -> [f64; 2] {
        let log = self.alpha * libm::log(x) + self.beta * libm::log(y) - log_integral;
        let height = libm::exp(log);
        let is_left = x * (self.alpha + self.beta + 2.0) < self.alpha + 1.0;
        let below = match (is_left, height < NEGLIGIBLE) {
            (true, true) => 0.0,
            (false, true) => 1.0,
            (true, false) => height * self.fraction(x) / self.alpha,
            (false, false) => {
                let mirrored = Self {
                    alpha: self.beta,
                    beta: self.alpha,
                };
                1.0 - height * mirrored.fraction(y) / self.beta
            }
        };
        [height, below]
    }
}

/// The chance of each arm to have the largest of independent rates:
///
/// ```text
/// P(a) = ∫₀¹ fₐ(t) ∏_{b≠a} F_b(t) dt
/// ```
///
/// by an adaptive Gauss–Kronrod rule for all arms at once, in `s` with `t = s² (3 − 2s)`, which
/// smooths both ends. The first panels end at and round the means, so that no peak and no tail is
/// missed. The error is below 1e-9 up to 10⁵ observations for each arm; beyond, the rounding of
/// the Beta function adds 1e-14 for each.
#[must_use]
pub fn best_rate_probabilities(beliefs: &[Beta]) -> Distribution {
    let mut integrand = Integrand::of(beliefs);
    let mut ends: Vec<f64> = vec![0.0, 1.0];
    for belief in beliefs {
        for deviations in PANEL_ENDS {
            let point = belief.mean() + deviations * belief.deviation();
            // The inverse of t = s² (3 − 2s).
            let angle = libm::asin(1.0 - 2.0 * point.clamp(0.0, 1.0));
            ends.push((0.5 - libm::sin(angle / 3.0)).clamp(0.0, 1.0));
        }
    }
    ends.sort_by(f64::total_cmp);
    ends.dedup();
    let mut chances = vec![0.0; beliefs.len()];
    let pairs = ends.windows(2).map(|pair| (pair[0], pair[1], 0));
    let mut panels: Vec<(f64, f64, u32)> = pairs.collect();
    while let Some((low, high, halvings)) = panels.pop() {
        let difference = integrand.panel(low, high);
        if difference <= TOLERANCE || halvings == MOST_HALVINGS {
            for (chance, part) in chances.iter_mut().zip(&integrand.fine) {
                *chance += part;
            }
        } else {
            let middle = 0.5 * (low + high);
            panels.push((low, middle, halvings + 1));
            panels.push((middle, high, halvings + 1));
        }
    }
    Distribution::proportional_to(chances)
}

/// The integrands of all arms, with room for one panel.
struct Integrand<'a> {
    beliefs: &'a [Beta],
    log_integrals: Vec<f64>,
    heights: Vec<[f64; 2]>,
    /// The integral over the panel by the finer rule, and by the coarser one.
    fine: Vec<f64>,
    coarse: Vec<f64>,
}

impl<'a> Integrand<'a> {
    fn of(beliefs: &'a [Beta]) -> Self {
        let arms = beliefs.len();
        Self {
            beliefs,
            log_integrals: beliefs.iter().map(Beta::log_integral).collect(),
            heights: vec![[0.0; 2]; arms],
            fine: vec![0.0; arms],
            coarse: vec![0.0; arms],
        }
    }

    /// Integrates from `low` to `high`; returns by how much the two rules differ at most.
    fn panel(&mut self, low: f64, high: f64) -> f64 {
        let (middle, half) = (0.5 * (low + high), 0.5 * (high - low));
        self.fine.fill(0.0);
        self.coarse.fill(0.0);
        for [node, fine, coarse] in RULE {
            self.add(middle + half * node, half * fine, half * coarse);
            if node > 0.0 {
                self.add(middle - half * node, half * fine, half * coarse);
            }
        }
        let pairs = self.fine.iter().zip(&self.coarse);
        pairs
            .map(|(fine, coarse)| (fine - coarse).abs())
            .fold(0.0, f64::max)
    }

    fn add(&mut self, s: f64, fine: f64, coarse: f64) {
        let r = 1.0 - s;
        let (x, y) = (s * s * (3.0 - 2.0 * s), r * r * (3.0 - 2.0 * r));
        // dt/ds over the x (1 − x) that the heights carry.
        let slope = 6.0 * s * r / (x * y);
        if !slope.is_finite() {
            return;
        }
        let arms = self.beliefs.iter().zip(&self.log_integrals);
        for (height, (belief, log)) in self.heights.iter_mut().zip(arms) {
            *height = belief.at(*log, x, y);
        }
        let mut before = slope;
        for (arm, [height, below]) in self.heights.iter().enumerate() {
            let after: f64 = self.heights[arm + 1..]
                .iter()
                .map(|[_, below]| below)
                .product();
            let value = height * before * after;
            self.fine[arm] += fine * value;
            self.coarse[arm] += coarse * value;
            before *= below;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seed::Seed;
    use rand::{Rng, RngExt};

    fn beta(alpha: f64, beta: f64) -> Beta {
        Beta { alpha, beta }
    }

    /// P(first > second) for whole parameters, as a finite sum of Beta functions.
    fn closed_form(first: Beta, second: Beta) -> f64 {
        let terms = (0..first.alpha as u32).map(f64::from);
        let log = |a, b| beta(a, b).log_integral();
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
        let logs: Vec<f64> = beliefs.iter().map(Beta::log_integral).collect();
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
                *chance +=
                    step * heights[arm][1] * others.map(|other| middle[other]).product::<f64>();
            }
            for (below, [left, middle, right]) in below.iter_mut().zip(&heights) {
                *below += step * (left + 4.0 * middle + right) / 6.0;
            }
        }
        chances
    }

    #[test]
    fn skewed_and_narrow_arms_agree_with_a_fine_grid() {
        for beliefs in [
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
}

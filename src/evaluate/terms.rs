//! What estimators sum over rounds: terms, computed for one block of rounds at a time.

use std::ops::Range;

use super::{estimator::Estimator, rounds::Rounds};

/// Rounds of a block: its terms stay in the cache.
pub(super) const BLOCK: usize = 256;

/// From one term of a block to the next. Not a power of two, so that they do not compete for the
/// same places in the cache.
const STRIDE: usize = BLOCK + 8;

/// What becomes of a weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Shape {
    /// w
    Plain,
    /// min(w, L)
    Clipped(f64),
    /// w if it is at most L, else 0
    Switched(f64),
    /// L w / (w² + L)
    Optimistic(f64),
    /// w / (1 − L + L w)
    SubGaussian(f64),
}

/// A number of each round.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Term {
    /// 1
    Rounds,
    /// w
    Weight,
    /// r
    Logged,
    /// v
    Direct,
    /// f(w) r
    Reward(Shape),
    /// f(w) (r − q̂)
    Residual(Shape),
    /// Whether replay accepts the round.
    Accepted {
        /// Whether rounds of a policy that is not uniform count too.
        adaptive: bool,
    },
    /// The reward, if replay accepts the round.
    AcceptedReward {
        /// Whether rounds of a policy that is not uniform count too.
        adaptive: bool,
    },
}

/// An estimator as sums of terms: `Σ direct / n + Σ numerator / Σ denominator`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Form {
    pub direct: Option<Term>,
    pub numerator: Term,
    pub denominator: Term,
}

/// A form with the places of its terms in a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Places {
    direct: Option<usize>,
    numerator: usize,
    denominator: usize,
}

/// The terms that some estimators need, each once. The first three are [`Term::Rounds`],
/// [`Term::Weight`] and [`Term::Logged`].
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Plan {
    pub terms: Vec<Term>,
    pub estimators: Vec<Estimator>,
    pub places: Vec<Places>,
}

/// Where every plan has the number of rounds.
pub(super) const ROUNDS: usize = 0;

/// The mean weight: an estimate of 1.
pub(super) const MEAN_WEIGHT: Places = Places {
    direct: None,
    numerator: 1,
    denominator: ROUNDS,
};

/// The mean reward of the log.
pub(super) const LOGGED: Places = Places {
    direct: None,
    numerator: 2,
    denominator: ROUNDS,
};

impl Places {
    /// The estimate from the sums of all terms; `None` where a denominator is 0.
    pub(super) fn value(self, sums: &[f64]) -> Option<f64> {
        let ratio =
            |above: usize, below: usize| (sums[below] > 0.0).then(|| sums[above] / sums[below]);
        let corrected = ratio(self.numerator, self.denominator)?;
        let direct = match self.direct {
            Some(direct) => ratio(direct, ROUNDS)?,
            None => 0.0,
        };
        let value = direct + corrected;
        value.is_finite().then_some(value)
    }

    /// What a unit with the sums `own` adds to the linear approximation of the estimate around
    /// `sums`; together all units add 0.
    pub(super) fn influence(self, sums: &[f64], own: &[f64]) -> f64 {
        let part = |above: usize, below: usize| {
            (own[above] - sums[above] / sums[below] * own[below]) / sums[below]
        };
        let direct = self.direct.map_or(0.0, |direct| part(direct, ROUNDS));
        direct + part(self.numerator, self.denominator)
    }
}

impl Plan {
    pub(super) fn new(estimators: &[Estimator]) -> Self {
        let mut terms = vec![Term::Rounds, Term::Weight, Term::Logged];
        let mut place = |term: Term| {
            let known = terms.iter().position(|it| *it == term);
            known.unwrap_or_else(|| {
                terms.push(term);
                terms.len() - 1
            })
        };
        let places = estimators.iter().map(|estimator| {
            let form = estimator.form();
            Places {
                direct: form.direct.map(&mut place),
                numerator: place(form.numerator),
                denominator: place(form.denominator),
            }
        });
        Self {
            places: places.collect(),
            estimators: estimators.to_vec(),
            terms,
        }
    }
}

/// The terms of one block of rounds.
#[derive(Debug, Clone)]
pub(super) struct Block {
    pub weights: [f64; BLOCK],
    values: Vec<f64>,
    pub len: usize,
}

impl Block {
    /// Room for the terms of `plan`.
    pub(super) fn of(plan: &Plan) -> Self {
        Self {
            weights: [0.0; BLOCK],
            values: vec![0.0; plan.terms.len() * STRIDE],
            len: 0,
        }
    }

    /// Term `term` of each round, with zeros behind up to a whole block.
    #[inline(always)]
    pub(super) fn term(&self, term: usize) -> &[f64] {
        &self.values[term * STRIDE..][..BLOCK]
    }

    /// Adds every term of round `index` to `sums`.
    #[inline(always)]
    pub(super) fn add_to(&self, index: usize, sums: &mut [f64]) {
        let values = self.values[index..].iter().step_by(STRIDE);
        for (sum, value) in sums.iter_mut().zip(values) {
            *sum += value;
        }
    }

    /// Computes the terms of `rows`, at most [`BLOCK`] of them.
    #[inline(always)]
    pub(super) fn fill(&mut self, terms: &[Term], rounds: &Rounds, rows: Range<usize>) {
        let size = rows.len();
        // What is left of a longer block must not be counted again.
        if size < self.len {
            self.values.fill(0.0);
        }
        self.len = size;
        let (target, propensity) = (
            &rounds.target[rows.clone()],
            &rounds.propensity[rows.clone()],
        );
        for ((weight, target), propensity) in self.weights.iter_mut().zip(target).zip(propensity) {
            *weight = target / propensity;
        }
        let weights = &self.weights[..size];
        let reward = &rounds.reward[rows.clone()];
        let logged = &rounds.logged[rows.clone()];
        for (place, term) in terms.iter().enumerate() {
            let out = &mut self.values[place * STRIDE..][..size];
            match *term {
                Term::Rounds => out.fill(1.0),
                Term::Weight => out.copy_from_slice(weights),
                Term::Logged => out.copy_from_slice(reward),
                Term::Direct => out.copy_from_slice(&rounds.direct[rows.clone()]),
                Term::Reward(shape) => shaped(shape, weights, out, |at| reward[at]),
                Term::Residual(shape) => {
                    shaped(shape, weights, out, |at| reward[at] - logged[at]);
                }
                Term::Accepted { adaptive } => {
                    accepted(adaptive, rounds, rows.start, out, |_| 1.0);
                }
                Term::AcceptedReward { adaptive } => {
                    accepted(adaptive, rounds, rows.start, out, |at| reward[at]);
                }
            }
        }
    }
}

/// Writes `f(w) g` for each round.
#[inline(always)]
fn shaped(shape: Shape, weights: &[f64], out: &mut [f64], g: impl Fn(usize) -> f64 + Copy) {
    match shape {
        Shape::Plain => each(weights, out, g, |w| w),
        Shape::Clipped(limit) => each(weights, out, g, |w| if w < limit { w } else { limit }),
        Shape::Switched(limit) => each(weights, out, g, |w| if w <= limit { w } else { 0.0 }),
        // λ / (w + λ / w), which does not overflow where w² does.
        Shape::Optimistic(limit) => each(weights, out, g, |w| {
            if w > 0.0 {
                limit / (w + limit / w)
            } else {
                0.0
            }
        }),
        Shape::SubGaussian(limit) => each(weights, out, g, |w| w / (1.0 - limit + limit * w)),
    }
}

#[inline(always)]
fn each(weights: &[f64], out: &mut [f64], g: impl Fn(usize) -> f64, f: impl Fn(f64) -> f64) {
    for (at, (out, weight)) in out.iter_mut().zip(weights).enumerate() {
        *out = f(*weight) * g(at);
    }
}

#[inline(always)]
fn accepted(
    adaptive: bool,
    rounds: &Rounds,
    start: usize,
    out: &mut [f64],
    g: impl Fn(usize) -> f64,
) {
    for (at, out) in out.iter_mut().enumerate() {
        let row = start + at;
        let counts = rounds.agrees[row] && (adaptive || rounds.is_uniform[row]);
        *out = if counts { g(at) } else { 0.0 };
    }
}

/// The sums of all terms over `rounds`, in eight fixed lanes.
fn sums(plan: &Plan, rounds: &Rounds) -> Vec<f64> {
    const LANES: usize = 8;
    let mut block = Block::of(plan);
    let mut lanes = vec![[0.0; LANES]; plan.terms.len()];
    for rows in rounds.blocks(BLOCK) {
        block.fill(&plan.terms, rounds, rows);
        for (term, lanes) in lanes.iter_mut().enumerate() {
            let mut sums = *lanes;
            for eight in block.term(term).as_chunks::<LANES>().0 {
                for (sum, value) in sums.iter_mut().zip(eight) {
                    *sum += value;
                }
            }
            *lanes = sums;
        }
    }
    lanes.iter().map(|lanes| lanes.iter().sum()).collect()
}

/// What each of the `estimators` says, without intervals and without asking whether the log
/// supports it; `None` where nothing can be said.
#[must_use]
pub fn values(rounds: &Rounds, estimators: &[Estimator]) -> Vec<Option<f64>> {
    let plan = Plan::new(estimators);
    let sums = sums(&plan, rounds);
    let values = plan.places.iter().map(|places| places.value(&sums));
    values.collect()
}

//! The bootstrap by row, for logs whose rounds are all independent: each round counts as often
//! as a Poisson variable with mean 1 says, which needs one pass and no sampling with replacement
//! (Hanley and MacGibbon 2006; Chamandy, Muralidharan, Najmi and Naidu, *Estimating uncertainty
//! for massive data streams*, 2012). Estimates are computed anew from the sums of each resample,
//! so that the number of rounds, which varies, cancels.

use std::thread;

use pulp::{Arch, Simd, WithSimd};
use rand::Rng;

use super::{
    accumulator::{self, DifferentEstimators},
    bootstrap,
    counter::at,
    estimator::Estimator,
    rounds::Rounds,
    terms::{BLOCK, Block, LOGGED, Plan},
};
use crate::seed::Seed;

/// 65,536 times the distribution function of the Poisson distribution with mean 1, at 0 to 7.
/// Rounding moves its variance by less than 10⁻⁴.
const CUMULATIVE: [u16; 8] = [
    24_109, 48_219, 60_273, 64_292, 65_296, 65_497, 65_531, 65_535,
];

/// Counts that one random number of 64 bits gives.
const COUNTS: usize = 4;

/// How many sums run side by side, on every machine.
const LANES: usize = 16;

/// Sums of terms in resamples of rounds, taken batch by batch.
///
/// How often a round counts depends on the seed, on its batch's first row and on its place there,
/// so batches must be the same for the same bits; the number of threads does not matter.
#[derive(Debug, Clone)]
pub struct RowBootstrap {
    plan: Plan,
    key: u64,
    threads: usize,
    /// The sums of all terms for each resample, resample by resample.
    sums: Vec<f64>,
}

impl RowBootstrap {
    /// Nothing yet, of what `estimators` need.
    #[must_use]
    pub fn new(estimators: &[Estimator], resamples: usize, seed: Seed, threads: usize) -> Self {
        let plan = Plan::new(estimators);
        Self {
            key: seed.stream("bootstrap by row", &[]).next_u64(),
            threads: threads.max(1),
            sums: vec![0.0; resamples * plan.terms.len()],
            plan,
        }
    }

    /// Adds a batch.
    pub fn add(&mut self, rounds: &Rounds) {
        let terms = self.plan.terms.len();
        let resamples = self.sums.len() / terms;
        let share = resamples.div_ceil(self.threads).max(1);
        let (key, plan) = (at(self.key, rounds.first_row()), &self.plan);
        thread::scope(|scope| {
            for (part, sums) in self.sums.chunks_mut(share * terms).enumerate() {
                scope.spawn(move || {
                    let mut block = Block::of(plan);
                    for rows in rounds.blocks(BLOCK) {
                        let key = at(key, rows.start as u64);
                        block.fill(&plan.terms, rounds, rows);
                        Arch::new().dispatch(Resampling {
                            block: &block,
                            key,
                            first: (part * share) as u64,
                            terms,
                            sums,
                        });
                    }
                });
            }
        });
    }

    /// Adds what another one has taken, of other rows of the same log.
    ///
    /// # Errors
    /// If the two are for different estimators or numbers of resamples.
    pub fn merge(&mut self, other: &Self) -> Result<(), DifferentEstimators> {
        if self.plan != other.plan || self.sums.len() != other.sums.len() {
            return Err(DifferentEstimators);
        }
        accumulator::add(&mut self.sums, &other.sums);
        Ok(())
    }

    /// For each estimator, and then for the log itself, what it says in each of the resamples in which it has a value.
    #[must_use]
    pub fn estimates(&self) -> Vec<Vec<f64>> {
        let terms = self.plan.terms.len();
        let places = self.plan.places.iter().chain([&LOGGED]);
        places
            .map(|places| bootstrap::estimates(*places, &self.sums, terms))
            .collect()
    }
}

/// A block that is added to the resamples `first`, `first + 1` …, whose sums `sums` are.
struct Resampling<'a> {
    block: &'a Block,
    key: u64,
    first: u64,
    terms: usize,
    sums: &'a mut [f64],
}

impl WithSimd for Resampling<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let mut counts = [0.0; BLOCK];
        let resamples = self.sums.chunks_exact_mut(self.terms);
        for (sums, resample) in resamples.zip(self.first..) {
            draw(at(self.key, resample), &mut counts);
            for (term, sum) in sums.iter_mut().enumerate() {
                *sum += dot(simd, &counts, self.block.term(term));
            }
        }
    }
}

/// Draws Poisson variables with mean 1 by inverting their distribution function.
#[inline(always)]
fn draw(key: u64, counts: &mut [f64; BLOCK]) {
    const WORDS: usize = BLOCK / COUNTS;
    let mut levels = [0_u16; BLOCK];
    for word in 0..WORDS {
        let bits = at(key, word as u64);
        for part in 0..COUNTS {
            levels[part * WORDS + word] = (bits >> (16 * part)) as u16;
        }
    }
    let mut drawn = [0_u16; BLOCK];
    for bound in CUMULATIVE {
        for (count, level) in drawn.iter_mut().zip(&levels) {
            *count += u16::from(*level >= bound);
        }
    }
    for (count, drawn) in counts.iter_mut().zip(&drawn) {
        *count = f64::from(*drawn);
    }
}

/// The dot product, in fixed lanes.
#[inline(always)]
fn dot<S: Simd>(simd: S, counts: &[f64; BLOCK], values: &[f64]) -> f64 {
    let mut lanes = [simd.splat_f64s(0.0); LANES];
    let counts = counts.as_chunks::<LANES>().0;
    for (counts, values) in counts.iter().zip(values.as_chunks::<LANES>().0) {
        let (counts, _) = S::as_simd_f64s(counts);
        let (values, _) = S::as_simd_f64s(values);
        for vector in 0..LANES / S::F64_LANES {
            let product = simd.mul_f64s(counts[vector], values[vector]);
            lanes[vector] = simd.add_f64s(lanes[vector], product);
        }
    }
    let mut sums = [0.0; LANES];
    let (vectors, _) = S::as_mut_simd_f64s(&mut sums);
    let used = vectors.len();
    vectors.copy_from_slice(&lanes[..used]);
    sums.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::Round;

    fn resampling<'a>(block: &'a Block, terms: usize, sums: &'a mut [f64]) -> Resampling<'a> {
        Resampling {
            block,
            key: 5,
            first: 0,
            terms,
            sums,
        }
    }

    #[test]
    fn vectors_give_the_bits_that_scalars_give() {
        let estimators: Vec<Estimator> = Estimator::all().collect();
        let plan = Plan::new(&estimators);
        let mut rounds = Rounds::starting_at(0, Seed(1));
        for row in 0..200_u32 {
            let share = f64::from(row * 37 % 101) / 101.0;
            let round = Round {
                reward: share,
                propensity: 1.0 - 0.9 * share,
                target: 0.5 * share,
                prediction: None,
                unit: row,
                uncovered: None,
                is_uniform: true,
            };
            rounds.push(&round).unwrap();
        }
        let mut block = Block::of(&plan);
        block.fill(&plan.terms, &rounds, 0..200);
        let terms = plan.terms.len();
        let (mut scalar, mut vectors) = (vec![0.0; 9 * terms], vec![0.0; 9 * terms]);
        resampling(&block, terms, &mut scalar).with_simd(pulp::Scalar::new());
        Arch::new().dispatch(resampling(&block, terms, &mut vectors));
        assert_eq!(scalar, vectors);
        assert!(
            scalar
                .chunks(terms)
                .all(|sums| (100.0..300.0).contains(&sums[0]))
        );
    }

    #[test]
    fn counts_are_distributed_as_poisson_variables_with_mean_1() {
        let mut seen = [0_u32; 10];
        let mut counts = [0.0; BLOCK];
        let blocks = 2_000_u32;
        for key in 0..blocks {
            draw(at(3, u64::from(key)), &mut counts);
            for count in counts {
                seen[count as usize] += 1;
            }
        }
        let rows = f64::from(blocks) * BLOCK as f64;
        let mut expected = rows * libm::exp(-1.0);
        for (count, seen) in seen.into_iter().enumerate().take(7) {
            let noise = 4.0 * libm::sqrt(expected);
            assert!(
                (f64::from(seen) - expected).abs() < noise,
                "{count}: {seen} of {expected}"
            );
            expected /= (count + 1) as f64;
        }
    }
}

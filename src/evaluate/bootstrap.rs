//! The bootstrap by unit (Efron 1979; Davison and Hinkley, *Bootstrap methods and their
//! application*, 1997, on resampling clusters).
//!
//! Units are independent, the rounds of a unit are not, so whole units are drawn. Each resample
//! draws as many units as there are, with replacement, and computes every estimate anew from its
//! own sums, denominators included: a ratio whose denominator is kept from the original data gets
//! an interval that is too wide or too narrow by any factor.

use std::thread;

use rand::Rng;

use super::{counter, terms::Places};
use crate::seed::Seed;

/// What is resampled, and how often.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bootstrap<'a> {
    /// The sums of all terms of each group, group by group.
    pub by_group: &'a [f64],
    /// How many terms there are.
    pub terms: usize,
    pub resamples: usize,
    pub seed: Seed,
    /// What comes out does not depend on it.
    pub threads: usize,
}

impl Bootstrap<'_> {
    /// The sums of all terms in each resample, resample by resample.
    pub(super) fn sums(&self) -> Vec<f64> {
        let key = self.seed.stream("bootstrap by unit", &[]).next_u64();
        let mut sums = vec![0.0; self.resamples * self.terms];
        let share = self.resamples.div_ceil(self.threads.max(1)).max(1);
        thread::scope(|scope| {
            for (part, sums) in sums.chunks_mut(share * self.terms).enumerate() {
                scope.spawn(move || {
                    for (at, sums) in sums.chunks_exact_mut(self.terms).enumerate() {
                        self.draw(counter::at(key, (part * share + at) as u64), sums);
                    }
                });
            }
        });
        sums
    }

    /// Adds the sums of as many groups as there are, drawn with replacement, to `sums`.
    fn draw(&self, key: u64, sums: &mut [f64]) {
        let groups = self.by_group.len() / self.terms;
        for index in 0..groups {
            let drawn = counter::below(counter::at(key, index as u64), groups);
            let own = &self.by_group[drawn * self.terms..][..self.terms];
            super::accumulator::add(sums, own);
        }
    }
}

/// The estimate in each of the resamples in which it has a value.
pub(super) fn estimates(places: Places, sums: &[f64], terms: usize) -> Vec<f64> {
    let resamples = sums.chunks_exact(terms);
    resamples.filter_map(|sums| places.value(sums)).collect()
}

//! Sums of the terms of all rounds, by unit: all that estimates and intervals need.

use super::{
    estimator::Estimator,
    rounds::Rounds,
    terms::{BLOCK, Block, Plan},
    units::{Groups, hashed},
};

/// What is counted over all rounds alike.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Tally {
    pub rounds: u64,
    pub rewarded: u64,
    pub uniform: u64,
    pub accepted: u64,
    pub accepted_uniform: u64,
    pub without_prediction: u64,
    pub without_coverage: u64,
    pub uncovered: f64,
    pub squared_weights: f64,
    pub largest_weight: f64,
}

/// Takes rounds batch by batch, in memory that does not grow with their number: sums for at most
/// 65,536 groups of units, some 8 MB.
///
/// What comes out depends on the order of the rounds, and on how they were divided among
/// accumulators that were merged in order, by rounding only. The same division merged in the
/// same order gives the same bits, so threads may each fill one.
#[derive(Debug, Clone)]
pub struct Accumulator {
    pub(super) plan: Plan,
    pub(super) tally: Tally,
    groups: Groups,
    /// The sums of all terms for each group, group by group.
    sums: Vec<f64>,
    block: Block,
}

/// Accumulators of different estimators do not add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("sums for different estimators do not add up")]
pub struct DifferentEstimators;

impl Accumulator {
    /// Nothing yet, of what `estimators` need.
    #[must_use]
    pub fn new(estimators: &[Estimator]) -> Self {
        let plan = Plan::new(estimators);
        Self {
            block: Block::of(&plan),
            plan,
            tally: Tally::default(),
            groups: Groups::default(),
            sums: Vec::new(),
        }
    }

    /// Adds a batch.
    pub fn add(&mut self, rounds: &Rounds) {
        for rows in rounds.blocks(BLOCK) {
            self.block.fill(&self.plan.terms, rounds, rows.clone());
            for (index, unit) in rounds.unit[rows.clone()].iter().enumerate() {
                let place = self.place(*unit);
                let terms = self.plan.terms.len();
                let own = &mut self.sums[place * terms..][..terms];
                self.block.add_to(index, own);
            }
            let mut block = Tally::default();
            for weight in &self.block.weights[..rows.len()] {
                block.squared_weights += weight * weight;
                block.largest_weight = block.largest_weight.max(*weight);
            }
            for row in rows {
                let (uniform, agrees) = (rounds.is_uniform[row], rounds.agrees[row]);
                block.rewarded += u64::from(rounds.reward[row] > 0.0);
                block.uniform += u64::from(uniform);
                block.accepted += u64::from(agrees);
                block.accepted_uniform += u64::from(agrees && uniform);
                block.uncovered += rounds.uncovered[row];
            }
            self.tally.add(&block);
        }
        self.tally.rounds += rounds.len() as u64;
        self.tally.without_prediction += rounds.gaps.prediction;
        self.tally.without_coverage += rounds.gaps.coverage;
    }

    /// Adds what another accumulator has seen, as if it came behind what this one has seen.
    ///
    /// # Errors
    /// If the two are for different estimators.
    pub fn merge(&mut self, other: &Self) -> Result<(), DifferentEstimators> {
        if self.plan != other.plan {
            return Err(DifferentEstimators);
        }
        self.tally.add(&other.tally);
        let terms = self.plan.terms.len();
        if let Groups::Hashed = other.groups {
            self.coarsen();
        }
        for (place, theirs) in other.sums.chunks_exact(terms).enumerate() {
            let place = match &other.groups {
                Groups::Exact { units, .. } => self.place(units[place]),
                Groups::Hashed => place,
            };
            add(&mut self.sums[place * terms..][..terms], theirs);
        }
        Ok(())
    }

    /// The place of the sums of `unit`.
    #[inline]
    fn place(&mut self, unit: u32) -> usize {
        let place = self.groups.place(unit).unwrap_or_else(|| {
            self.coarsen();
            hashed(unit)
        });
        let needed = self.groups.len() * self.plan.terms.len();
        if self.sums.len() < needed {
            self.sums.resize(needed, 0.0);
        }
        place
    }

    /// Hashes units into groups from now on.
    #[cold]
    fn coarsen(&mut self) {
        let terms = self.plan.terms.len();
        if let Groups::Exact { units, .. } = &self.groups {
            let mut sums = vec![0.0; Groups::Hashed.len() * terms];
            for (unit, own) in units.iter().zip(self.sums.chunks_exact(terms)) {
                add(&mut sums[hashed(*unit) * terms..][..terms], own);
            }
            self.sums = sums;
            self.groups = Groups::Hashed;
        }
    }

    /// Whether units were hashed into groups, as there were too many.
    pub(super) fn is_grouped(&self) -> bool {
        matches!(self.groups, Groups::Hashed)
    }

    /// The sums of all terms of each group that has rounds, group by group.
    pub(super) fn by_group(&self) -> Vec<f64> {
        let groups = self.sums.chunks_exact(self.plan.terms.len());
        let used = groups.filter(|own| own[super::terms::ROUNDS] > 0.0);
        used.flatten().copied().collect()
    }
}

impl Tally {
    fn add(&mut self, other: &Self) {
        self.rounds += other.rounds;
        self.rewarded += other.rewarded;
        self.uniform += other.uniform;
        self.accepted += other.accepted;
        self.accepted_uniform += other.accepted_uniform;
        self.without_prediction += other.without_prediction;
        self.without_coverage += other.without_coverage;
        self.uncovered += other.uncovered;
        self.squared_weights += other.squared_weights;
        self.largest_weight = self.largest_weight.max(other.largest_weight);
    }
}

/// Adds `numbers` to `sums`, one by one.
pub(super) fn add(sums: &mut [f64], numbers: &[f64]) {
    for (sum, number) in sums.iter_mut().zip(numbers) {
        *sum += number;
    }
}

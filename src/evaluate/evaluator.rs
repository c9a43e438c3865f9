//! Takes the rounds of a log and gives an evaluation.

use super::{
    accumulator::{Accumulator, DifferentEstimators},
    estimator::Estimator,
    evaluation::Evaluation,
    rounds::Rounds,
    row_bootstrap::RowBootstrap,
};
use crate::seed::Seed;

/// How 95 % intervals are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Normal approximation with a variance between units; linear approximation for ratios.
    Normal,
    /// Percentiles of estimates over resampled units.
    BootstrapByUnit {
        /// How many resamples; at least 40 for an interval.
        resamples: usize,
    },
    /// Percentiles of estimates over resampled rows: only if all rounds are independent.
    BootstrapByRow {
        /// How many resamples; at least 40 for an interval.
        resamples: usize,
    },
}

impl Method {
    /// What it is called.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Normal => "normal, by unit",
            Self::BootstrapByUnit { .. } => "bootstrap, by unit",
            Self::BootstrapByRow { .. } => "bootstrap, by row",
        }
    }
}

/// What is asked, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// What is estimated with.
    pub estimators: Vec<Estimator>,
    /// How intervals are made.
    pub method: Method,
    /// Decides what resamples draw.
    pub seed: Seed,
    /// On how many threads resamples are drawn; results do not depend on it.
    pub threads: usize,
}

/// Takes rounds batch by batch and keeps sums only.
#[derive(Debug, Clone)]
pub struct Evaluator {
    settings: Settings,
    sums: Accumulator,
    rows: Option<RowBootstrap>,
}

impl Evaluator {
    /// Nothing yet.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        let rows = match settings.method {
            Method::BootstrapByRow { resamples } => Some(RowBootstrap::new(
                &settings.estimators,
                resamples,
                settings.seed,
                settings.threads,
            )),
            _ => None,
        };
        Self {
            sums: Accumulator::new(&settings.estimators),
            rows,
            settings,
        }
    }

    /// Adds a batch of rounds.
    pub fn add(&mut self, rounds: &Rounds) {
        self.sums.add(rounds);
        if let Some(rows) = &mut self.rows {
            rows.add(rounds);
        }
    }

    /// Adds what another evaluator with the same settings has taken, behind what this one has.
    ///
    /// # Errors
    /// If the two have different estimators.
    pub fn merge(&mut self, other: &Self) -> Result<(), DifferentEstimators> {
        self.sums.merge(&other.sums)?;
        match (&mut self.rows, &other.rows) {
            (Some(rows), Some(theirs)) => rows.merge(theirs),
            (None, None) => Ok(()),
            _ => Err(DifferentEstimators),
        }
    }

    /// What all rounds say together.
    #[must_use]
    pub fn finish(&self) -> Evaluation {
        Evaluation::of(&self.settings, &self.sums, self.rows.as_ref())
    }
}

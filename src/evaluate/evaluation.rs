//! What an evaluation gives.

use super::{
    accumulator::Accumulator,
    bootstrap::{self, Bootstrap},
    diagnostics::Diagnostics,
    estimator::Estimator,
    evaluator::{Method, Settings},
    interval::{self, Interval},
    row_bootstrap::RowBootstrap,
    support::{self, Doubt, Refusal, Verdict},
    terms::Places,
};

/// A number that was estimated, with how far off it may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The number; finite.
    pub value: f64,
    /// Its standard error, by unit or by row; `None` where there is no interval.
    pub standard_error: Option<f64>,
    /// The 95 % interval; `None` if there is one unit only, or no variation.
    pub interval: Option<Interval>,
    /// How many rounds it goes by.
    pub rounds: u64,
}

/// A smaller standard error is rounding: what is estimated does not vary.
const STILL: f64 = 1e-12;

impl Estimate {
    pub(super) fn normal(value: f64, error: Option<f64>, rounds: u64) -> Self {
        let error = error.filter(|error| *error > STILL);
        Self {
            value,
            standard_error: error,
            interval: error.map(|error| Interval::normal(value, error)),
            rounds,
        }
    }
}

/// What became of one estimator.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Which one.
    pub estimator: Estimator,
    /// What it says, or why it says nothing.
    pub estimate: Result<Estimate, Refusal>,
    /// What is doubtful about it, beyond what the verdict on the log says.
    pub doubts: Vec<Doubt>,
}

/// What a log says about a target.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation {
    /// What the log is worth for the question.
    pub verdict: Verdict,
    /// Numbers behind the verdict; `None` without rounds.
    pub diagnostics: Option<Diagnostics>,
    /// The mean reward of the log itself: what the policy that wrote it is worth.
    pub logged: Option<Estimate>,
    /// What each estimator says, in the order in which they were asked for.
    pub outcomes: Vec<Outcome>,
    /// How intervals were made.
    pub method: Method,
}

impl Evaluation {
    /// What became of `estimator`.
    #[must_use]
    pub fn outcome(&self, estimator: Estimator) -> Option<&Outcome> {
        self.outcomes.iter().find(|it| it.estimator == estimator)
    }

    pub(super) fn of(settings: &Settings, sums: &Accumulator, rows: Option<&RowBootstrap>) -> Self {
        let by_group = sums.by_group();
        let terms = sums.plan.terms.len();
        let totals = interval::totals(&by_group, terms);
        let log = Diagnostics::of(sums, &totals, &by_group);
        let verdict = Verdict::of(log.as_ref());
        let Some(log) = log else {
            let refused = |estimator: &Estimator| Outcome {
                estimator: *estimator,
                estimate: Err(Refusal::NoRounds),
                doubts: Vec::new(),
            };
            return Self {
                verdict,
                diagnostics: None,
                logged: None,
                outcomes: settings.estimators.iter().map(refused).collect(),
                method: settings.method,
            };
        };
        let resampled = Resampled::of(settings, &by_group, terms, rows);
        let one = |index: usize, places: Places, rounds| {
            let value = places.value(&totals)?;
            let error = interval::standard_error(places, &totals, &by_group);
            let normal = Estimate::normal(value, error, rounds);
            Some(resampled.estimate(index, places, normal))
        };
        let outcome = |index: usize| {
            let estimator = sums.plan.estimators[index];
            let rounds = match estimator {
                Estimator::Replay { adaptive } => support::accepted(&log, adaptive),
                _ => log.rounds,
            };
            let estimate = match support::refusal(estimator, &log, &verdict) {
                Some(refusal) => Err(refusal),
                None => one(index, sums.plan.places[index], rounds).ok_or(Refusal::Undefined),
            };
            let own = support::own_doubt(estimator, &log);
            let still = matches!(&estimate, Ok(it) if it.interval.is_none() && log.units > 1);
            let doubts = own.filter(|_| estimate.is_ok()).into_iter();
            Outcome {
                estimator,
                estimate,
                doubts: doubts.chain(still.then_some(Doubt::NoVariation)).collect(),
            }
        };
        let outcomes = (0..settings.estimators.len()).map(outcome).collect();
        let logged = one(settings.estimators.len(), super::terms::LOGGED, log.rounds);
        Self {
            verdict,
            diagnostics: Some(log),
            logged,
            outcomes,
            method: settings.method,
        }
    }
}

/// What resampling gave.
enum Resampled {
    Not,
    /// The sums of all terms in each resample.
    ByUnit(Vec<f64>, usize),
    /// The estimates of each estimator.
    ByRow(Vec<Vec<f64>>),
}

impl Resampled {
    fn of(
        settings: &Settings,
        by_group: &[f64],
        terms: usize,
        rows: Option<&RowBootstrap>,
    ) -> Self {
        match (settings.method, rows) {
            (Method::BootstrapByUnit { resamples }, _) if by_group.len() > terms => {
                let bootstrap = Bootstrap {
                    by_group,
                    terms,
                    resamples,
                    seed: settings.seed,
                    threads: settings.threads,
                };
                Self::ByUnit(bootstrap.sums(), terms)
            }
            (Method::BootstrapByRow { .. }, Some(rows)) => Self::ByRow(rows.estimates()),
            _ => Self::Not,
        }
    }

    /// `normal` with the interval of the resamples, of which nearly all must have a value.
    fn estimate(&self, index: usize, places: Places, normal: Estimate) -> Estimate {
        let none = Estimate {
            interval: None,
            standard_error: None,
            ..normal
        };
        let values = match self {
            Self::Not => return normal,
            Self::ByUnit(sums, terms) => bootstrap::estimates(places, sums, *terms),
            Self::ByRow(estimates) => match estimates.get(index) {
                Some(values) => values.clone(),
                None => return normal,
            },
        };
        let Some((_, error)) = interval::moments(&values).filter(|(_, error)| *error > STILL)
        else {
            return none;
        };
        Estimate {
            interval: Interval::percentile(&values),
            standard_error: Some(error),
            ..normal
        }
    }
}

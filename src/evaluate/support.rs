//! When an estimate is refused, and when it is doubted.

use super::{
    diagnostics::Diagnostics,
    estimator::{Basis, Estimator},
};

/// The largest share of the target's probability that the log may leave uncovered. With rewards
/// in [0, 1] an estimate is off by at most this share; a hundredth is what lifts are made of.
const MOST_UNCOVERED: f64 = 0.01;

/// The smallest effective sample size. Below it a standard error is itself off by more than 7 %
/// (1/√(2·100)), more still as weights are skewed, and so are the ends of the interval.
const FEWEST_EFFECTIVE: f64 = 100.0;

/// A smaller share of effective rounds is doubted: then a hundredth of the log carries the
/// answer, and heavier weights that did not happen to occur may be missing from it.
const SMALL_EFFECTIVE_SHARE: f64 = 0.01;

/// A larger share of all weight on one round is doubted.
const LARGE_SHARE: f64 = 0.05;

/// The fewest rounds that replay must accept.
const FEWEST_ACCEPTED: u64 = 100;

/// With fewer units the normal approximation of an interval is too narrow (Cameron and Miller,
/// *A practitioner's guide to cluster-robust inference*, 2015).
const FEW_UNITS: usize = 30;

/// With fewer rewarded rounds the number of them is too skewed for a normal approximation
/// (Brown, Cai and DasGupta, *Interval estimation for a binomial proportion*, 2001).
const FEW_REWARDS: u64 = 30;

/// So many standard errors between the mean weight and 1 are doubted; so many refused, if the
/// difference also matters.
const ODD_WEIGHT_ERRORS: f64 = 3.0;
const WRONG_WEIGHT_ERRORS: f64 = 5.0;
const WRONG_WEIGHT: f64 = 0.05;

/// Why an estimate is refused.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// There is nothing to estimate from.
    #[error("there are no rounds")]
    NoRounds,
    /// The log lacks what the target would do.
    #[error(
        "the log's policy never chooses {:.1} % of what the target would (1 % at most): nothing \
         is known about that part; log with a policy that explores it",
        100.0 * .share
    )]
    Uncovered {
        /// The uncovered share of the target's probability.
        share: f64,
    },
    /// Too few rounds carry the answer.
    #[error(
        "the effective sample size is {effective:.1} of {rounds} rounds (100 at least): a few \
         rounds with large weights decide everything; log more, or with a policy nearer to the \
         target"
    )]
    FewEffective {
        /// The effective sample size.
        effective: f64,
        /// The rounds.
        rounds: u64,
    },
    /// Propensities or target are wrong.
    #[error(
        "the mean weight is {mean:.4}, {errors:.0} standard errors from 1: the propensities or the \
         target's probabilities are wrong, or the log does not cover the target"
    )]
    WrongWeights {
        /// The mean weight.
        mean: f64,
        /// Its distance from 1 in standard errors.
        errors: f64,
    },
    /// Replay needs uniform rounds.
    #[error(
        "replay holds for rounds drawn uniformly, of which there are none; `replay{{adaptive}}` \
         takes all rounds and is biased towards what the log's policy preferred"
    )]
    NoUniformRounds,
    /// Replay agrees too rarely.
    #[error("replay accepted {accepted} rounds (100 at least)")]
    FewAccepted {
        /// The rounds that count.
        accepted: u64,
    },
    /// Rounds lack the predictions that are needed.
    #[error("{without} of {rounds} rounds have no prediction of a reward model")]
    NoModel {
        /// The rounds without.
        without: u64,
        /// All rounds.
        rounds: u64,
    },
    /// A ratio without a denominator.
    #[error("no round has any weight, so there is nothing to divide by")]
    Undefined,
}

/// Why an estimate that is printed may be wrong.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum Doubt {
    /// A little is uncovered.
    #[error("up to {:.2} % of the value is missing: the log's policy never chooses that share", 100.0 * .share)]
    Uncovered {
        /// The uncovered share of the target's probability.
        share: f64,
    },
    /// A small part of the log carries the answer.
    #[error("only {:.2} % of the rounds carry the answer: expect heavier tails than the interval says", 100.0 * .share)]
    FewEffective {
        /// Effective sample size by rounds.
        share: f64,
    },
    /// One round matters much.
    #[error("one round has {:.0} % of all weight", 100.0 * .share)]
    Dominated {
        /// Its share of all weight.
        share: f64,
    },
    /// The mean weight is a little odd.
    #[error(
        "the mean weight is {mean:.4}, {errors:.1} standard errors from 1: check the propensities and the target"
    )]
    OddWeights {
        /// The mean weight.
        mean: f64,
        /// Its distance from 1 in standard errors.
        errors: f64,
    },
    /// Rare rewards are not distributed as intervals take them to be.
    #[error("only {rounds} rounds have a reward: the interval is rough, and its lower end most")]
    FewRewards {
        /// The rounds with a reward above 0.
        rounds: u64,
    },
    /// Intervals need many independent units.
    #[error("there are only {units} units: the interval is too narrow")]
    FewUnits {
        /// The units.
        units: usize,
    },
    /// An interval needs more than one.
    #[error("all rounds are of one unit, so there is no interval by unit")]
    OneUnit,
    /// What does not vary has no interval.
    #[error("all units say the same, which says nothing about the error: no interval")]
    NoVariation,
    /// The model alone.
    #[error("only the reward model speaks here, and the interval knows nothing of its error")]
    ModelAlone,
    /// Replay of a log that was not drawn uniformly.
    #[error("replay of rounds that were not drawn uniformly is biased")]
    AdaptiveReplay,
    /// Replay of a part of the log.
    #[error("replay goes by the {uniform} of {rounds} rounds that were drawn uniformly")]
    PartlyUniform {
        /// The uniform rounds.
        uniform: u64,
        /// All rounds.
        rounds: u64,
    },
}

/// What the log is worth for the question.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// Nothing speaks against the estimates.
    Supported,
    /// Estimates are given, and may be wrong.
    Doubted(Vec<Doubt>),
    /// Estimates that rest on weights are refused.
    Refused(Vec<Refusal>),
}

impl Verdict {
    /// Of a log with these diagnostics.
    pub(super) fn of(log: Option<&Diagnostics>) -> Self {
        let Some(log) = log else {
            return Self::Refused(vec![Refusal::NoRounds]);
        };
        let refusals = refusals(log);
        let doubts = doubts(log);
        match (refusals.is_empty(), doubts.is_empty()) {
            (false, _) => Self::Refused(refusals),
            (true, false) => Self::Doubted(doubts),
            (true, true) => Self::Supported,
        }
    }

    /// Whether the log does not support the question.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        matches!(self, Self::Refused(_))
    }
}

fn refusals(log: &Diagnostics) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    if let Some(share) = log.uncovered.filter(|share| *share > MOST_UNCOVERED) {
        refusals.push(Refusal::Uncovered { share });
    }
    if log.effective < FEWEST_EFFECTIVE {
        refusals.push(Refusal::FewEffective {
            effective: log.effective,
            rounds: log.rounds,
        });
    }
    let (mean, errors) = oddness(log);
    if errors > WRONG_WEIGHT_ERRORS && libm::fabs(mean - 1.0) > WRONG_WEIGHT {
        refusals.push(Refusal::WrongWeights { mean, errors });
    }
    refusals
}

fn doubts(log: &Diagnostics) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    if let Some(share) = log.uncovered.filter(|share| *share > 0.0) {
        doubts.push(Doubt::Uncovered { share });
    }
    let share = log.effective / log.rounds as f64;
    if share < SMALL_EFFECTIVE_SHARE {
        doubts.push(Doubt::FewEffective { share });
    }
    if log.largest_share > LARGE_SHARE {
        let share = log.largest_share;
        doubts.push(Doubt::Dominated { share });
    }
    let (mean, errors) = oddness(log);
    if errors > ODD_WEIGHT_ERRORS {
        doubts.push(Doubt::OddWeights { mean, errors });
    }
    if log.rewarded < FEW_REWARDS {
        let rounds = log.rewarded;
        doubts.push(Doubt::FewRewards { rounds });
    }
    match log.units {
        0 | 1 => doubts.push(Doubt::OneUnit),
        units if units < FEW_UNITS => doubts.push(Doubt::FewUnits { units }),
        _ => {}
    }
    doubts
}

/// The mean weight and its distance, in standard errors, from 1 less what is known to be
/// uncovered. Without a standard error, or for a mean that is right to a millionth, it is 0.
fn oddness(log: &Diagnostics) -> (f64, f64) {
    let mean = log.mean_weight.value;
    let off = libm::fabs(mean - (1.0 - log.uncovered.unwrap_or(0.0)));
    let error = log.mean_weight.standard_error.unwrap_or(0.0);
    if off < 1e-6 || log.units < 2 {
        return (mean, 0.0);
    }
    // Equal weights have no error, and are wrong by as much as they are off.
    (mean, off / error.max(1e-9))
}

/// Why `estimator` is refused by a log with these diagnostics and this verdict, if it is.
pub(super) fn refusal(
    estimator: Estimator,
    log: &Diagnostics,
    verdict: &Verdict,
) -> Option<Refusal> {
    let needs_model = matches!(estimator.basis(), Basis::Model | Basis::WeightsAndModel);
    if needs_model && log.without_prediction > 0 {
        return Some(Refusal::NoModel {
            without: log.without_prediction,
            rounds: log.rounds,
        });
    }
    match (estimator, verdict) {
        (Estimator::Replay { adaptive }, _) => {
            let accepted = accepted(log, adaptive);
            if !adaptive && log.uniform == 0 {
                return Some(Refusal::NoUniformRounds);
            }
            (accepted < FEWEST_ACCEPTED).then_some(Refusal::FewAccepted { accepted })
        }
        (Estimator::Dm, _) => None,
        (_, Verdict::Refused(refusals)) => refusals.first().copied(),
        _ => None,
    }
}

/// The rounds that replay goes by.
pub(super) fn accepted(log: &Diagnostics, adaptive: bool) -> u64 {
    if adaptive {
        log.accepted
    } else {
        log.accepted_uniform
    }
}

/// What is doubtful about `estimator` beyond what the verdict says.
pub(super) fn own_doubt(estimator: Estimator, log: &Diagnostics) -> Option<Doubt> {
    let is_partly = log.uniform < log.rounds;
    match estimator {
        Estimator::Replay { adaptive: true } if is_partly => Some(Doubt::AdaptiveReplay),
        Estimator::Replay { adaptive: false } if is_partly => Some(Doubt::PartlyUniform {
            uniform: log.uniform,
            rounds: log.rounds,
        }),
        Estimator::Dm => Some(Doubt::ModelAlone),
        _ => None,
    }
}

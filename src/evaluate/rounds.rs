//! Logged rounds, column by column.

use std::ops::Range;

use super::counter;
use crate::seed::Seed;
use rand::Rng;

/// What a reward model says about one round.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prediction {
    /// The expected reward q̂(x, a) of the logged arm.
    pub logged: f64,
    /// The expected reward under the target policy, v(x) = Σₐ pₑ(a | x) q̂(x, a).
    pub direct: f64,
}

/// One logged decision, seen from a target policy.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Round {
    /// The reward r, in [0, 1].
    pub reward: f64,
    /// The probability p_b(a | x), in (0, 1], with which the log's policy chose the logged arm.
    pub propensity: f64,
    /// The probability pₑ(a | x), in [0, 1], with which the target would have chosen it.
    pub target: f64,
    /// What the reward model says, if there is one.
    pub prediction: Option<Prediction>,
    /// The number of the member or profile: rounds of different units are independent.
    pub unit: u32,
    /// The share, in [0, 1], of the target's probability on arms that the log's policy gave
    /// probability 0; `None` if the log does not tell.
    pub uncovered: Option<f64>,
    /// Whether the log's policy drew from all arms with equal probability.
    pub is_uniform: bool,
}

/// Why a round cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum RoundError {
    /// A reward that is no number or outside [0, 1].
    #[error("the reward is {0}; it must be a number from 0 to 1")]
    Reward(f64),
    /// A propensity that no logged arm can have.
    #[error(
        "the propensity is {0}; it must be above 0 (10⁻¹⁰⁰ at least) and at most 1, as the logged \
         arm was chosen with it"
    )]
    Propensity(f64),
    /// A target probability outside [0, 1].
    #[error("the target's probability is {0}; it must be a number from 0 to 1")]
    Target(f64),
    /// A prediction that is not finite, or a million times a reward.
    #[error("the reward model says {0}; rewards are from 0 to 1, so that cannot be")]
    Prediction(f64),
    /// A share outside [0, 1].
    #[error("the uncovered share is {0}; it must be a number from 0 to 1")]
    Uncovered(f64),
}

/// Squares of weights from smaller propensities could overflow when they are added.
const SMALLEST: f64 = 1e-100;

/// Predictions are no larger than this.
const LARGEST: f64 = 1e6;

impl Round {
    /// The weight w = pₑ(a | x) / p_b(a | x).
    #[must_use]
    pub fn weight(&self) -> f64 {
        self.target / self.propensity
    }

    /// Says what is wrong with the round, if anything is.
    ///
    /// # Errors
    /// The first number that is outside of its range.
    pub fn check(&self) -> Result<(), RoundError> {
        let is_share = |number: f64| (0.0..=1.0).contains(&number);
        if !is_share(self.reward) {
            return Err(RoundError::Reward(self.reward));
        }
        if !(SMALLEST..=1.0).contains(&self.propensity) {
            return Err(RoundError::Propensity(self.propensity));
        }
        if !is_share(self.target) {
            return Err(RoundError::Target(self.target));
        }
        if let Some(Prediction { logged, direct }) = self.prediction {
            let wrong = [logged, direct]
                .into_iter()
                .find(|it| !(-LARGEST..=LARGEST).contains(it));
            if let Some(wrong) = wrong {
                return Err(RoundError::Prediction(wrong));
            }
        }
        match self.uncovered {
            Some(share) if !is_share(share) => Err(RoundError::Uncovered(share)),
            _ => Ok(()),
        }
    }
}

/// How many rounds of a batch lack something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Gaps {
    /// Rounds without a prediction; their columns hold 0.
    pub prediction: u64,
    /// Rounds of which nobody knows what is uncovered; their column holds 0.
    pub coverage: u64,
}

/// A batch of rounds in columns of equal length.
#[derive(Debug, Clone, PartialEq)]
pub struct Rounds {
    first_row: u64,
    draws: u64,
    pub(super) reward: Vec<f64>,
    pub(super) propensity: Vec<f64>,
    pub(super) target: Vec<f64>,
    pub(super) logged: Vec<f64>,
    pub(super) direct: Vec<f64>,
    pub(super) uncovered: Vec<f64>,
    pub(super) unit: Vec<u32>,
    pub(super) is_uniform: Vec<bool>,
    pub(super) agrees: Vec<bool>,
    pub(super) gaps: Gaps,
}

impl Rounds {
    /// An empty batch that begins with row `first_row` of the log.
    ///
    /// Replay compares the logged arm with a draw of the target; the draw of a row depends on
    /// the seed and on its place in the log only, however the log is divided into batches.
    #[must_use]
    pub fn starting_at(first_row: u64, seed: Seed) -> Self {
        Self {
            first_row,
            draws: seed.stream("replay", &[]).next_u64(),
            reward: Vec::new(),
            propensity: Vec::new(),
            target: Vec::new(),
            logged: Vec::new(),
            direct: Vec::new(),
            uncovered: Vec::new(),
            unit: Vec::new(),
            is_uniform: Vec::new(),
            agrees: Vec::new(),
            gaps: Gaps::default(),
        }
    }

    /// How many rounds there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.reward.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.reward.is_empty()
    }

    /// The number of the first row in its log.
    #[must_use]
    pub fn first_row(&self) -> u64 {
        self.first_row
    }

    /// Adds a round.
    ///
    /// # Errors
    /// If a number is outside of its range; nothing is added then.
    pub fn push(&mut self, round: &Round) -> Result<(), RoundError> {
        round.check()?;
        let row = self.first_row.wrapping_add(self.len() as u64);
        let draw = counter::unit_interval(counter::at(self.draws, row));
        self.agrees.push(draw < round.target);
        self.reward.push(round.reward);
        self.propensity.push(round.propensity);
        self.target.push(round.target);
        let said = round.prediction;
        self.logged.push(said.map_or(0.0, |it| it.logged));
        self.direct.push(said.map_or(0.0, |it| it.direct));
        self.gaps.prediction += u64::from(said.is_none());
        self.uncovered.push(round.uncovered.unwrap_or(0.0));
        self.gaps.coverage += u64::from(round.uncovered.is_none());
        self.unit.push(round.unit);
        self.is_uniform.push(round.is_uniform);
        Ok(())
    }

    /// Empties the batch and lets it go on where it ended, with the memory that it has.
    pub fn advance(&mut self) {
        self.first_row = self.first_row.wrapping_add(self.len() as u64);
        for column in [
            &mut self.reward,
            &mut self.propensity,
            &mut self.target,
            &mut self.logged,
            &mut self.direct,
            &mut self.uncovered,
        ] {
            column.clear();
        }
        self.unit.clear();
        self.is_uniform.clear();
        self.agrees.clear();
        self.gaps = Gaps::default();
    }

    /// The rows in blocks of at most `size`.
    pub(super) fn blocks(&self, size: usize) -> impl Iterator<Item = Range<usize>> + use<> {
        let rows = self.len();
        (0..rows)
            .step_by(size)
            .map(move |start| start..rows.min(start + size))
    }
}

//! What a log tells: who watched, what was shown and with which propensity, and what followed.

use std::{fmt, sync::Arc};

use crate::{
    catalog::{ArtworkId, Canvas, TitleId, identifier},
    engine::Device,
    profiles::ProfileId,
    text::Text,
    time::{LocalTime, Timestamp},
};

identifier! {
    /// Names a session: one run of the program, and one segment of the log.
    SessionId
}

/// Numbers the impressions of a session, from 1. Together with the [`SessionId`] it names an
/// impression everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ImpressionId(pub u64);

impl fmt::Display for ImpressionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// One event with its place in the session.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Counts the records of a session, from 0, without a gap.
    pub sequence: u64,
    /// When it happened.
    pub at: Timestamp,
    /// What happened.
    pub event: Event,
}

/// Something that happened in a session.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The session began: always record 0, and no other.
    SessionStarted(SessionStart),
    /// Somebody said who is watching.
    ProfileSelected {
        /// Who.
        profile: ProfileId,
    },
    /// Artwork became visible.
    Impression(Box<Impression>),
    /// What followed from an impression became known.
    Outcome(OutcomeRecord),
    /// The session ended in order.
    SessionEnded,
}

/// What has to be known to read or to repeat a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionStart {
    /// Which session.
    pub session: SessionId,
    /// The seed that all its randomness comes from.
    pub seed: u64,
    /// Names the content of the catalog: its CRC-32 in hexadecimal digits.
    pub catalog_digest: String,
    /// Counts changes to how the engine chooses.
    pub engine_version: u32,
    /// Counts changes to what the features mean.
    pub feature_version: u32,
    /// The specification of the policy, such as `lin-ts`.
    pub policy: String,
}

/// A decision that became visible: the full distribution, and the arm that was drawn from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Impression {
    /// Unique in the session.
    pub id: ImpressionId,
    /// Who saw it.
    pub profile: ProfileId,
    /// The title whose artwork was chosen.
    pub title: TitleId,
    /// Where it was shown.
    pub slot: Slot,
    /// When and on what it was seen.
    pub moment: Moment,
    /// The policy that chose.
    pub policy: String,
    /// Counts the updates of the policy before this decision.
    pub model_version: u64,
    /// The version of the features of the arms.
    pub feature_version: u32,
    /// The action set in the order the policy saw it; never empty; the probabilities sum to 1
    /// within 1e-9.
    pub arms: Vec<Arm>,
    /// The place in `arms` of the artwork shown.
    pub chosen: usize,
    /// Counts the page visits of the session; artwork is logged once in a visit.
    pub visit: u64,
}

/// The place of artwork on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Slot {
    /// The kind of place.
    pub canvas: Canvas,
    /// The row on the page, from 0 at the top.
    pub row: u16,
    /// The position in the row, from 0 at its start.
    pub column: u16,
}

/// What of the time and the device the context knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Moment {
    /// The local hour, 0 to 23.
    pub hour: u8,
    /// The local weekday, 0 for Monday to 6 for Sunday.
    pub weekday: u8,
    /// The screen.
    pub device: Device,
}

impl Moment {
    /// The time of day and week.
    #[must_use]
    pub fn local_time(self) -> LocalTime {
        LocalTime {
            hour: self.hour,
            weekday: self.weekday,
        }
    }
}

/// One artwork that could have been shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Arm {
    /// Which artwork of the title.
    pub artwork: ArtworkId,
    /// How probable the policy made it, in [0, 1].
    pub probability: f64,
    /// The features that the policy saw; finite.
    pub features: Vec<f64>,
    /// By how much its score was lowered before the draw, in reward; at least 0.
    pub handicap: f64,
}

/// What followed from one impression, and what the policy learned from it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OutcomeRecord {
    /// The impression, of the same session.
    pub impression: ImpressionId,
    /// What followed.
    pub outcome: Outcome,
    /// The reward given to the policy, in [0, 1].
    pub reward: f64,
    /// How much the update counts, in [0, 1].
    pub weight: f64,
}

/// What followed from an impression. An impression without an outcome is pending, which is not
/// the same as [`Outcome::Expired`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Outcome {
    /// The title was played.
    Played {
        /// How much of what was left of it, without what was jumped over; in [0, 1].
        fraction: f64,
    },
    /// The title's page was opened.
    Opened,
    /// The viewer passed over it.
    Skipped,
    /// Nothing happened in the time allowed.
    Expired,
}

/// Why an event may not stand in a log.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum Flaw {
    /// The index of the artwork shown is beyond the action set.
    #[error("arm {chosen} is said to be chosen, but there are {arms}")]
    Chosen {
        /// The index.
        chosen: usize,
        /// The size of the action set.
        arms: usize,
    },
    /// The artwork shown has a probability outside (0, 1].
    #[error("the propensity is {0}, but must be above 0 and at most 1")]
    Propensity(f64),
    /// An arm has a probability outside [0, 1].
    #[error("a probability is {0}, but must be from 0 to 1")]
    Probability(f64),
    /// The probabilities of the arms do not sum to 1.
    #[error("the probabilities of the arms sum to {0}, but must sum to 1")]
    Sum(f64),
    /// A feature is infinite or not a number.
    #[error("a feature is {0}, but must be finite")]
    Feature(f64),
    /// A handicap is below 0, infinite or not a number.
    #[error("a handicap is {0}, but must be finite and at least 0")]
    Handicap(f64),
    /// The hour or the weekday does not exist.
    #[error("hour {hour} of weekday {weekday} does not exist (0 to 23, 0 to 6)")]
    Moment {
        /// The hour.
        hour: u8,
        /// The weekday.
        weekday: u8,
    },
    /// The fraction played is outside [0, 1].
    #[error("the fraction played is {0}, but must be from 0 to 1")]
    Fraction(f64),
    /// The reward is outside [0, 1].
    #[error("the reward is {0}, but must be from 0 to 1")]
    Reward(f64),
    /// The weight is outside [0, 1].
    #[error("the weight is {0}, but must be from 0 to 1")]
    Weight(f64),
    /// A session starts anywhere but in its first record, or does not start there.
    #[error("a session starts with its first record, and with no other")]
    Start,
}

/// How far from 1 the probabilities of an action set may sum, for the rounding of the sum.
pub(super) const SUM_TOLERANCE: f64 = 1e-9;

impl Event {
    /// What is wrong with the event in itself, if anything.
    ///
    /// # Errors
    /// The first [`Flaw`] found.
    pub fn check(&self) -> Result<(), Flaw> {
        match self {
            Self::Impression(impression) => impression.check(),
            Self::Outcome(outcome) => outcome.check(),
            Self::SessionStarted(_) | Self::ProfileSelected { .. } | Self::SessionEnded => Ok(()),
        }
    }
}

impl Impression {
    /// The artwork shown, as one of the arms; `None` only if [`Impression::check`] fails.
    #[must_use]
    pub fn chosen_arm(&self) -> Option<&Arm> {
        self.arms.get(self.chosen)
    }

    /// The probability with which the artwork shown was chosen; in (0, 1] for every impression
    /// that passed [`Impression::check`], as all that are read from a log have.
    #[must_use]
    pub fn propensity(&self) -> f64 {
        self.chosen_arm().map_or(0.0, |arm| arm.probability)
    }

    /// What is wrong with the impression in itself, if anything.
    ///
    /// # Errors
    /// The first [`Flaw`] found.
    pub fn check(&self) -> Result<(), Flaw> {
        let Moment { hour, weekday, .. } = self.moment;
        if hour > 23 || weekday > 6 {
            return Err(Flaw::Moment { hour, weekday });
        }
        let chosen = self.chosen_arm().ok_or(Flaw::Chosen {
            chosen: self.chosen,
            arms: self.arms.len(),
        })?;
        if !(chosen.probability > 0.0 && chosen.probability <= 1.0) {
            return Err(Flaw::Propensity(chosen.probability));
        }
        for arm in &self.arms {
            within_unit(arm.probability).map_err(Flaw::Probability)?;
            if let Some(feature) = arm.features.iter().find(|value| !value.is_finite()) {
                return Err(Flaw::Feature(*feature));
            }
            if !(arm.handicap.is_finite() && arm.handicap >= 0.0) {
                return Err(Flaw::Handicap(arm.handicap));
            }
        }
        let sum: f64 = self.arms.iter().map(|arm| arm.probability).sum();
        if (sum - 1.0).abs() > SUM_TOLERANCE {
            return Err(Flaw::Sum(sum));
        }
        Ok(())
    }
}

impl OutcomeRecord {
    /// Whether the title was played and not abandoned early: a reward above one half.
    #[must_use]
    pub fn is_quality_play(&self) -> bool {
        matches!(self.outcome, Outcome::Played { .. }) && self.reward > 0.5
    }

    /// What is wrong with the outcome in itself, if anything.
    ///
    /// # Errors
    /// The first [`Flaw`] found.
    pub fn check(&self) -> Result<(), Flaw> {
        if let Outcome::Played { fraction } = self.outcome {
            within_unit(fraction).map_err(Flaw::Fraction)?;
        }
        within_unit(self.reward).map_err(Flaw::Reward)?;
        within_unit(self.weight).map_err(Flaw::Weight)
    }
}

/// `value` again as an error unless it is in [0, 1].
fn within_unit(value: f64) -> Result<(), f64> {
    if (0.0..=1.0).contains(&value) {
        Ok(())
    } else {
        Err(value)
    }
}

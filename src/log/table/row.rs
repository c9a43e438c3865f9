//! One impression with what followed from it.

use crate::{
    log::{Moment, Outcome, Slot},
    time::Timestamp,
};

/// One impression and what followed from it. What has a name is a number into the names that its
/// table holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row<'a> {
    /// Who saw it.
    pub who: Who,
    /// When.
    pub at: Timestamp,
    /// What is known of the time and the device.
    pub moment: Moment,
    /// Where on the page.
    pub slot: Slot,
    /// What was shown, and out of what.
    pub choice: Choice<'a>,
    /// What followed; `None` while that is pending.
    pub followed: Option<Followed>,
}

/// Who saw an impression, and in which of their visits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Who {
    /// The experiment's cell that the profile is in.
    pub cell: u32,
    /// The profile.
    pub profile: u32,
    /// Tells the sessions of a profile apart; later ones have higher numbers.
    pub session: u64,
    /// Counts the page visits of the session.
    pub visit: u32,
}

/// A decision as it was logged.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice<'a> {
    /// The policy that chose.
    pub policy: u32,
    /// Counts the updates of the policy before.
    pub model_version: u64,
    /// The title.
    pub title: u32,
    /// The action set: which artwork of the title could be chosen, in the order of the policy.
    pub arms: u32,
    /// The probability of each arm, in [0, 1]; they sum to 1 within 1e-9.
    pub probabilities: &'a [f64],
    /// The features of all arms, one arm after the other; empty where they are computed anew from
    /// what the log and the catalog say.
    pub features: &'a [f64],
    /// The place of the artwork shown among the arms.
    pub chosen: u32,
}

/// What followed from an impression.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Followed {
    /// What.
    pub outcome: Outcome,
    /// How many milliseconds later it began: the start of a play; 0 for all else.
    pub after: i64,
    /// The reward given to the policy, in [0, 1].
    pub reward: f64,
    /// How much it counts, in [0, 1].
    pub weight: f64,
}

impl Choice<'_> {
    /// The probability with which the artwork shown was chosen; 0 if it is none of the arms.
    #[must_use]
    pub fn propensity(&self) -> f64 {
        let propensity = self.probabilities.get(self.chosen as usize);
        propensity.copied().unwrap_or(0.0)
    }
}

//! What an outcome is worth to the learner.

pub use crate::profiles::ABANDONED_BELOW;
use crate::{
    engine::Response,
    log::{Outcome, OutcomeRecord},
};

/// The reward of an outcome, in [0, 1]: 1 for a quality play and 0 for all else, so that a
/// picture that makes people open or start a title which they then leave earns nothing.
#[must_use]
pub fn reward(outcome: Outcome) -> f64 {
    match outcome {
        Outcome::Played { fraction } if fraction >= ABANDONED_BELOW => 1.0,
        Outcome::Played { .. } | Outcome::Opened | Outcome::Skipped | Outcome::Expired => 0.0,
    }
}

/// How much an outcome counts: about the probability that the viewer looked at the picture at
/// all, as in the position-based click model (Richardson, Dominowska and Ragno 2007). Who opened
/// or played a title saw it, who passed over it probably did, and of what merely lay on the page
/// little is known.
#[must_use]
pub fn weight(outcome: Outcome) -> f64 {
    match outcome {
        Outcome::Played { .. } | Outcome::Opened => 1.0,
        Outcome::Skipped => 0.5,
        Outcome::Expired => 0.05,
    }
}

/// What the viewer did, as the engine's records count it.
#[must_use]
pub fn response(record: &OutcomeRecord) -> Response {
    response_to(record.outcome, record.reward)
}

/// The same of an outcome that earned this reward.
#[must_use]
pub fn response_to(outcome: Outcome, reward: f64) -> Response {
    match outcome {
        Outcome::Played { .. } if reward > 0.5 => Response::Took,
        Outcome::Played { .. } | Outcome::Opened => Response::Tried,
        Outcome::Skipped => Response::Skipped,
        Outcome::Expired => Response::Ignored,
    }
}

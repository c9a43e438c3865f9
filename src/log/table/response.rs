//! What followed, or that nothing has yet.

use crate::log::Outcome;

/// The kind of an [`Outcome`], or that there is none yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Response {
    /// Not known yet.
    #[default]
    Pending,
    /// [`Outcome::Played`].
    Played,
    /// [`Outcome::Opened`].
    Opened,
    /// [`Outcome::Skipped`].
    Skipped,
    /// [`Outcome::Expired`].
    Expired,
}

impl Response {
    /// Every response, in the order of their declaration.
    pub(super) const ALL: [Self; 5] = [
        Self::Pending,
        Self::Played,
        Self::Opened,
        Self::Skipped,
        Self::Expired,
    ];

    /// The word in files; `None` while it is pending.
    #[must_use]
    pub fn word(self) -> Option<&'static str> {
        match self {
            Self::Pending => None,
            Self::Played => Some("played"),
            Self::Opened => Some("opened"),
            Self::Skipped => Some("skipped"),
            Self::Expired => Some("expired"),
        }
    }
}

impl From<Option<Outcome>> for Response {
    fn from(outcome: Option<Outcome>) -> Self {
        match outcome {
            None => Self::Pending,
            Some(Outcome::Played { .. }) => Self::Played,
            Some(Outcome::Opened) => Self::Opened,
            Some(Outcome::Skipped) => Self::Skipped,
            Some(Outcome::Expired) => Self::Expired,
        }
    }
}

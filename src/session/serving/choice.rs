//! What the dials leave of an action set.

use crate::session::Canvases;

/// Which of the eligible artwork may be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Choice {
    /// Any.
    Any,
    /// Only this one.
    Only(usize),
    /// Any but these.
    Except(Vec<usize>),
}

impl Choice {
    /// What is left where `frozen` must stay and the title shows `elsewhere` on other canvases.
    /// What must stay comes first, and never is nothing left of what `is_eligible`.
    pub(super) fn of(
        frozen: Option<usize>,
        elsewhere: Vec<usize>,
        canvases: Canvases,
        mut artwork: impl Iterator<Item = usize>,
        is_eligible: impl Fn(usize) -> bool,
    ) -> Self {
        if let Some(frozen) = frozen.filter(|artwork| is_eligible(*artwork)) {
            return Self::Only(frozen);
        }
        match canvases {
            Canvases::Free => Self::Any,
            Canvases::Consistent => {
                let mut shown = elsewhere.into_iter();
                let shown = shown.find(|artwork| is_eligible(*artwork));
                shown.map_or(Self::Any, Self::Only)
            }
            Canvases::Varied => {
                let is_new = |artwork| is_eligible(artwork) && !elsewhere.contains(&artwork);
                if artwork.any(is_new) {
                    Self::Except(elsewhere)
                } else {
                    Self::Any
                }
            }
        }
    }

    /// Whether the artwork at this place may be chosen.
    pub(super) fn allows(&self, artwork: usize) -> bool {
        match self {
            Self::Any => true,
            Self::Only(only) => artwork == *only,
            Self::Except(taken) => !taken.contains(&artwork),
        }
    }
}

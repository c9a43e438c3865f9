//! One impression, as far as an experiment looks at it.

use crate::{
    log::{
        Outcome,
        table::{Followed, Row},
    },
    time::Timestamp,
};

/// One impression with what followed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Observation {
    /// Who saw it: a number from 0, without large gaps.
    pub member: u32,
    /// The place of the member's cell.
    pub cell: u32,
    /// Tells the sessions of a member apart.
    pub session: u64,
    /// When it was seen.
    pub at: Timestamp,
    /// The title: a number from 0, without large gaps.
    pub title: u32,
    /// How long the title is, in minutes; finite, at least 0.
    pub runtime: f64,
    /// What followed; `None` while that is pending.
    pub followed: Option<Followed>,
}

/// What followed, as the metrics count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Played {
        is_quality: bool,
    },
    Opened,
    Ignored,
    /// Not known yet.
    Pending,
    /// It counts for nothing, as when somebody turned a dial.
    Withdrawn,
}

impl Observation {
    /// What an experiment looks at in `row`, whose title is `runtime` minutes long.
    #[must_use]
    pub fn of(row: &Row<'_>, runtime: f64) -> Self {
        Self {
            member: row.who.profile,
            cell: row.who.cell,
            session: row.who.session,
            at: row.at,
            title: row.choice.title,
            runtime,
            followed: row.followed,
        }
    }

    pub(super) fn kind(&self) -> Kind {
        match self.followed {
            None => Kind::Pending,
            Some(followed) if followed.weight <= 0.0 => Kind::Withdrawn,
            Some(followed) => match followed.outcome {
                Outcome::Played { .. } => Kind::Played {
                    is_quality: followed.reward > 0.5,
                },
                Outcome::Opened => Kind::Opened,
                Outcome::Skipped | Outcome::Expired => Kind::Ignored,
            },
        }
    }

    /// Minutes played; 0 for all else.
    #[must_use]
    pub fn minutes(&self) -> f64 {
        match self.followed.map(|it| it.outcome) {
            Some(Outcome::Played { fraction }) => fraction * self.runtime,
            _ => 0.0,
        }
    }

    /// Whether it counts: what followed is known, and was not withdrawn.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        !matches!(self.kind(), Kind::Pending | Kind::Withdrawn)
    }
}

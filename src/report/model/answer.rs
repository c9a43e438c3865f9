//! Numbers with their intervals, and why some cannot be told.

use serde::Serialize;

use crate::experiment::{Direction, Estimate, Unit, Unknown, Verdict};

/// A number with its interval; all finite.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Interval {
    /// The number.
    pub value: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// What can be told, or why it cannot.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Answer<T> {
    /// It can.
    Known(T),
    /// It cannot.
    Unknown {
        /// Why, in a sentence without a full stop.
        unknown: String,
    },
}

/// What a comparison comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Word {
    /// The cell is better than the baseline.
    Better,
    /// It is worse.
    Worse,
    /// No difference is shown.
    NotShown,
    /// It cannot be told.
    Unknown,
    /// The cells are treated alike, or there is one only.
    NothingToCompare,
    /// The cells do not have the members that they should have.
    Mismatch,
}

/// What a comparison shows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evidence {
    /// The cell's value − the baseline's, in the metric's unit.
    pub difference: Interval,
    /// The same as a share of the baseline's value.
    pub lift: Answer<Interval>,
    /// How often chance alone gives as much, in [0, 1].
    pub p: f64,
}

impl<T> Answer<T> {
    /// What is known.
    #[must_use]
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(known) => Some(known),
            Self::Unknown { .. } => None,
        }
    }

    /// Why it is not.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Known(_) => None,
            Self::Unknown { unknown } => Some(unknown),
        }
    }
}

impl<T, F: Into<T>> From<Result<F, Unknown>> for Answer<T> {
    fn from(result: Result<F, Unknown>) -> Self {
        match result {
            Ok(known) => Self::Known(known.into()),
            Err(unknown) => Self::Unknown {
                unknown: unknown.to_string(),
            },
        }
    }
}

impl From<Estimate> for Interval {
    fn from(estimate: Estimate) -> Self {
        let Estimate { value, low, high } = estimate;
        Self { value, low, high }
    }
}

impl From<Interval> for Estimate {
    fn from(interval: Interval) -> Self {
        let Interval { value, low, high } = interval;
        Self { value, low, high }
    }
}

impl From<crate::experiment::Evidence> for Evidence {
    fn from(evidence: crate::experiment::Evidence) -> Self {
        Self {
            difference: evidence.difference.into(),
            lift: evidence.lift.into(),
            p: evidence.p,
        }
    }
}

impl From<Verdict> for Word {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Better => Self::Better,
            Verdict::Worse => Self::Worse,
            Verdict::NotShown => Self::NotShown,
            Verdict::Unknown(_) => Self::Unknown,
        }
    }
}

/// The words of units and directions.
pub(in crate::report) fn words(unit: Unit, better: Direction) -> (&'static str, &'static str) {
    let unit = match unit {
        Unit::Share => "share",
        Unit::Minutes => "minutes",
        Unit::Seconds => "seconds",
        Unit::Items => "items",
        Unit::Number => "number",
    };
    let better = match better {
        Direction::More => "more",
        Direction::Less => "less",
    };
    (unit, better)
}

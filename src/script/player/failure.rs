//! Why a script ends before its last line.

use std::{fmt, io, ops::Range};

use super::snapshot::Difference;
use crate::{
    catalog::Unknown, log::LogError, runtime::opening::OpeningError, script::program::Located,
};

/// Why a step was not taken.
#[derive(Debug)]
pub enum Halt {
    /// Something is not as expected.
    Unmet(Box<Unmet>),
    /// The script asks for something that does not exist; a sentence without its full stop.
    Input(String),
    /// Reading or writing failed; a sentence without its full stop.
    Storage(String),
    /// Whoever watched has seen enough.
    Stopped,
}

/// Something that is not as expected.
#[derive(Debug, Clone, PartialEq)]
pub struct Unmet {
    /// What was expected.
    pub expected: String,
    /// What is so instead.
    pub actual: String,
    /// Where on the screen it shows.
    pub evidence: Evidence,
}

/// Where something shows that is not as expected.
#[derive(Debug, Clone, PartialEq)]
pub enum Evidence {
    /// Nowhere in particular.
    Screen,
    /// On these lines of the screen, from 0, and these bytes of them.
    Marks(Vec<(usize, Range<usize>)>),
    /// Where the screen differs from a stored one.
    Differences(Vec<Difference>),
}

/// A script that failed.
#[derive(Debug)]
pub struct Failure {
    /// The line.
    pub line: Located,
    /// What it says, with values in the place of names.
    pub said: String,
    /// What is not as expected.
    pub unmet: Box<Unmet>,
    /// The screen then.
    pub screen: String,
}

impl Halt {
    /// That `expected` is not so, but `actual`.
    pub(super) fn unmet(expected: impl Into<String>, actual: impl Into<String>) -> Self {
        Self::marked(expected, actual, Evidence::Screen)
    }

    /// The same, with where it shows.
    pub(super) fn marked(
        expected: impl Into<String>,
        actual: impl Into<String>,
        evidence: Evidence,
    ) -> Self {
        Self::Unmet(Box::new(Unmet {
            expected: expected.into(),
            actual: actual.into(),
            evidence,
        }))
    }
}

impl fmt::Display for Halt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unmet(unmet) => {
                write!(f, "expected {}, but {}", unmet.expected, unmet.actual)
            }
            Self::Input(message) | Self::Storage(message) => f.write_str(message),
            Self::Stopped => f.write_str("stopped"),
        }
    }
}

impl From<io::Error> for Halt {
    fn from(error: io::Error) -> Self {
        Self::Storage(error.to_string())
    }
}

impl From<LogError> for Halt {
    fn from(error: LogError) -> Self {
        Self::Storage(error.to_string())
    }
}

impl From<OpeningError> for Halt {
    fn from(error: OpeningError) -> Self {
        let message = error.to_string();
        match error {
            OpeningError::Log(LogError::Io { .. } | LogError::NotStored { .. }) => {
                Self::Storage(message)
            }
            _ => Self::Input(message),
        }
    }
}

impl From<Unknown> for Halt {
    fn from(error: Unknown) -> Self {
        Self::Input(error.to_string())
    }
}

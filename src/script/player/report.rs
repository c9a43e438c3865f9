//! What became of a script.

use std::{collections::BTreeSet, path::PathBuf};

use super::{Difference, Failure};
use crate::script::Problem;

/// What became of a script.
#[derive(Debug)]
pub struct Report {
    /// Lines that were played, each as often as it was.
    pub steps: u32,
    /// Those of them that expected something.
    pub expectations: u32,
    /// The snapshots that it looked at.
    pub snapshots: BTreeSet<PathBuf>,
    /// Those that were stored, with what changed in them.
    pub updated: Vec<(PathBuf, Vec<Difference>)>,
    /// How it ended.
    pub end: End,
}

/// How a script ended.
#[derive(Debug)]
pub enum End {
    /// Everything was as expected.
    Passed,
    /// An expectation was not met, or a step could not be taken.
    Failed(Box<Failure>),
    /// The script asks for something that does not exist.
    Wrong(Vec<Problem>),
    /// Reading or writing failed.
    Broken(String),
}

impl Report {
    pub(super) fn ended(end: End) -> Self {
        Self {
            steps: 0,
            expectations: 0,
            snapshots: BTreeSet::new(),
            updated: Vec::new(),
            end,
        }
    }

    /// Of a script that has these problems.
    #[must_use]
    pub fn unplayed(problems: Vec<Problem>) -> Self {
        Self::ended(End::Wrong(problems))
    }
}

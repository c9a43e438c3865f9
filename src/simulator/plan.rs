//! What a simulation runs: members, cells, and which policy serves them when.

use serde::{Deserialize, Serialize};

use crate::{
    engine::{PolicyName, PolicySpec},
    experiment::Assignment,
};

/// How many members share a file for each day and cell.
pub const BLOCK: u64 = 16_384;

/// How many members are simulated at a stretch, by one thread.
pub(super) const CHUNK: u64 = 512;

/// How many blocks so many members make.
pub(super) fn blocks(members: u64) -> u64 {
    members.div_ceil(BLOCK)
}

/// A policy that serves a cell from some day on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Phase {
    /// The first day.
    pub from: u32,
    /// Which policy.
    pub policy: PolicySpec,
    /// Whether it goes on learning while it serves. Before that it learns in any case.
    pub learns: bool,
}

/// A cell of the experiment, with the policies that serve it one after the other.
#[derive(Debug, Clone, PartialEq)]
pub struct CellPlan {
    /// Its name.
    pub name: String,
    /// At least one; the first begins on day 0, and later ones begin later.
    pub phases: Vec<Phase>,
}

/// Which members of a population are simulated here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// Which shard, from 1.
    pub number: u64,
    /// How many there are.
    pub of: u64,
}

/// When policies learn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Learning {
    /// Each night, from the day before.
    Daily,
    /// After each member's day. The members of a cell then follow one another.
    Online,
}

/// All that a run is made of, beside its world.
#[derive(Debug, Clone)]
pub struct Plan {
    /// How many members.
    pub members: u64,
    /// The cells, in the order of the assignment's.
    pub cells: Vec<CellPlan>,
    /// Which member is in which cell; `None` with a single cell.
    pub assignment: Option<Assignment>,
    /// Which of the members.
    pub shard: Shard,
    /// When policies learn.
    pub learning: Learning,
    /// How many threads; what comes out does not depend on it.
    pub threads: usize,
}

impl CellPlan {
    /// A cell that one policy serves from the first day to the last.
    #[must_use]
    pub fn of(name: &str, policy: PolicySpec) -> Self {
        let phase = Phase {
            from: 0,
            policy,
            learns: true,
        };
        Self {
            name: name.to_owned(),
            phases: vec![phase],
        }
    }

    /// Which phase a day belongs to.
    pub(super) fn phase(&self, day: u32) -> usize {
        let begun = self.phases.iter().filter(|phase| phase.from <= day).count();
        begun.saturating_sub(1)
    }

    /// Whether a policy of the cell ever looks at features.
    pub(super) fn is_contextual(&self) -> bool {
        let policies = self.phases.iter().map(|phase| phase.policy.build());
        policies.into_iter().any(|policy| policy.is_contextual())
    }

    /// Whether what a policy of the cell does depends on what was observed.
    pub(super) fn learns(&self) -> bool {
        let is_fixed =
            |policy: PolicySpec| matches!(policy.name(), PolicyName::Uniform | PolicyName::Fixed);
        !self.phases.iter().all(|phase| is_fixed(phase.policy))
    }
}

impl Plan {
    /// The cell that a member is in.
    #[must_use]
    pub fn cell_of(&self, member: u64) -> usize {
        let assignment = self.assignment.as_ref();
        assignment.map_or(0, |assignment| assignment.cell_of_number(member))
    }

    /// Whether the members of a block are simulated here.
    pub(super) fn is_own(&self, block: u64) -> bool {
        block % self.shard.of == self.shard.number - 1
    }
}

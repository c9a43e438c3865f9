//! Where a simulation keeps its log.

use crate::log::table::Table;

/// Names the impressions of one cell's members of one block on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// The day, from 0.
    pub day: u32,
    /// The cell.
    pub cell: usize,
    /// The block of members, from 0.
    pub block: u64,
}

/// Where impressions are stored.
pub trait Store: Sync {
    /// What can go wrong.
    type Error: Send;

    /// Whether a part is there, whole.
    fn has(&self, part: &Part) -> bool;

    /// Stores a part as a whole, in place of one that is there.
    ///
    /// # Errors
    /// If it cannot be stored; then it is not there.
    fn write(&self, part: &Part, table: &Table) -> Result<(), Self::Error>;

    /// Reads a part that is there, a few rows at a time, with names of their own.
    ///
    /// # Errors
    /// If it cannot be read.
    fn read(&self, part: &Part, each: &mut dyn FnMut(&Table)) -> Result<(), Self::Error>;

    /// Waits a while for a part that another shard makes.
    ///
    /// # Errors
    /// If nobody will make it.
    fn wait(&self, part: &Part) -> Result<(), Self::Error>;
}

//! Performs effects: storage, worker threads, clocks.

pub mod opening;
pub mod pictures;
pub mod storage;

//! Performs effects: storage, worker threads, clocks.

pub mod files;
pub mod opening;
pub mod pictures;
pub mod simulation;
pub mod storage;
pub mod verification;

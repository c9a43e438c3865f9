//! Performs effects: storage, worker threads, clocks.
pub mod pictures;

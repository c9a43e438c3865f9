//! Performs effects: storage, worker threads, clocks.

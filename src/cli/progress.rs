//! How far something is, on standard error.

use std::{
    io::{self, IsTerminal, Write},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use crate::time::{Clock, Timestamp};

/// Cells of a bar.
const CELLS: usize = 24;

/// Milliseconds from one picture of it to the next.
const INTERVAL: i64 = 100;

/// A line that says how far something is, if somebody looks. Any thread may show it.
pub(super) struct ProgressLine(Option<Mutex<State>>);

struct State {
    clock: Clock,
    start: Timestamp,
    /// When it was drawn.
    drawn: Timestamp,
}

impl ProgressLine {
    /// Nothing is shown before the first interval is over.
    pub(super) fn new() -> Self {
        let clock = Clock::start();
        let start = clock.now();
        let state = State {
            clock,
            start,
            drawn: start,
        };
        Self(io::stderr().is_terminal().then(|| Mutex::new(state)))
    }

    /// Shows what `line` says after so many milliseconds, unless something was shown a moment ago.
    pub(super) fn show(&self, line: impl FnOnce(i64) -> String) {
        // Whoever comes while somebody draws has nothing newer to show.
        let Some(Ok(mut state)) = self.0.as_ref().map(Mutex::try_lock) else {
            return;
        };
        let now = state.clock.now();
        if now.since(state.drawn) >= INTERVAL {
            state.drawn = now;
            let line = line(now.since(state.start));
            // Nobody needs it where it cannot be written.
            let _ = write!(io::stderr(), "\r{line}\u{1b}[K");
        }
    }

    /// Removes the line, so that something else can be printed there.
    pub(super) fn clear(&self) {
        if let Some(state) = &self.0 {
            drop(state.lock().unwrap_or_else(PoisonError::into_inner));
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}

/// A bar of which the share `share` is full.
pub(super) fn bar(share: f64) -> String {
    let full = (CELLS as f64 * share.clamp(0.0, 1.0)) as usize;
    "━".repeat(full) + &"─".repeat(CELLS - full)
}

/// How many seconds are left where the share `share` took so many milliseconds.
pub(super) fn seconds_left(share: f64, milliseconds: i64) -> f64 {
    milliseconds as f64 / 1_000.0 * (1.0 - share) / share.max(1e-9)
}

/// A bar for so many things.
pub(super) struct Progress {
    /// What there is so many of.
    what: &'static str,
    all: u64,
    done: AtomicU64,
    shown: ProgressLine,
}

impl Progress {
    pub(super) fn new(what: &'static str, all: u64) -> Self {
        Self {
            what,
            all,
            done: AtomicU64::new(0),
            shown: ProgressLine::new(),
        }
    }

    /// Counts what is done, and shows the bar.
    pub(super) fn advance(&self, by: u64) {
        let done = by + self.done.fetch_add(by, Ordering::Relaxed);
        self.shown
            .show(|milliseconds| self.line(done, milliseconds));
    }

    /// Removes the bar, so that something else can be printed there.
    pub(super) fn clear(&self) {
        self.shown.clear();
    }

    /// The bar after so many milliseconds.
    fn line(&self, done: u64, milliseconds: i64) -> String {
        let Self { what, all, .. } = self;
        let share = (done as f64 / (*all).max(1) as f64).min(1.0);
        let left = seconds_left(share, milliseconds);
        format!("{} {done} of {all} {what}  {left:.0} s left", bar(share))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_says_how_far_it_is_and_how_long_it_takes() {
        let progress = Progress::new("days", 8);
        let bar = "━".repeat(6) + &"─".repeat(18);
        assert_eq!(
            progress.line(2, 3_000),
            format!("{bar} 2 of 8 days  9 s left")
        );
        assert!(progress.line(8, 3_000).ends_with("8 of 8 days  0 s left"));
    }
}

//! How far a run is, on standard error.

use std::io::{self, IsTerminal, Write};

use super::{is_ci, report::FEW};
use crate::time::{Clock, Timestamp};

/// Cells of the bar.
const BAR: usize = 24;

/// Milliseconds from one picture of it to the next.
const INTERVAL: i64 = 100;

/// A bar that is there while scripts play, if somebody looks and there are many.
pub(super) struct Progress {
    state: Option<State>,
    count: Count,
}

struct State {
    clock: Clock,
    /// When it was drawn.
    drawn: Timestamp,
    start: Timestamp,
    is_drawn: bool,
}

/// How far it is.
#[derive(Debug, Clone, Copy)]
struct Count {
    done: usize,
    bad: usize,
    planned: usize,
}

impl Progress {
    /// Of so many scripts.
    pub(super) fn new(planned: usize) -> Self {
        let is_shown = planned > FEW && io::stderr().is_terminal() && !is_ci();
        let clock = Clock::start();
        let start = clock.now();
        Self {
            state: is_shown.then_some(State {
                clock,
                drawn: start,
                start,
                is_drawn: false,
            }),
            count: Count {
                done: 0,
                bad: 0,
                planned,
            },
        }
    }

    /// Counts a script and shows the bar, unless it was shown a moment ago.
    pub(super) fn show(&mut self, is_bad: bool) {
        self.count.done += 1;
        self.count.bad += usize::from(is_bad);
        let Some(state) = &mut self.state else {
            return;
        };
        let now = state.clock.now();
        if state.is_drawn && now.since(state.drawn) < INTERVAL {
            return;
        }
        (state.drawn, state.is_drawn) = (now, true);
        let line = self.count.line(now.since(state.start));
        // Nobody needs it where it cannot be written.
        let _ = write!(io::stderr(), "\r{line}\u{1b}[K");
    }

    /// Removes the bar, so that something else can be printed there.
    pub(super) fn clear(&mut self) {
        let Some(state) = &mut self.state else {
            return;
        };
        if std::mem::take(&mut state.is_drawn) {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}

impl Count {
    /// The bar after so many milliseconds.
    fn line(self, milliseconds: i64) -> String {
        let Self { done, bad, planned } = self;
        let full = BAR * done / planned.max(1);
        let bar = "━".repeat(full) + &"─".repeat(BAR - full);
        let seconds = milliseconds.max(1) as f64 / 1_000.0;
        let rate = done as f64 / seconds;
        let left = (planned - done) as f64 / rate.max(f64::MIN_POSITIVE);
        let bad = match bad {
            0 => String::new(),
            bad => format!("  {bad} failed"),
        };
        format!("{bar} {done} of {planned}{bad}  {rate:.0}/s  {left:.0} s left")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_says_how_far_it_is_and_how_long_it_takes() {
        let count = Count {
            done: 250,
            bad: 3,
            planned: 1_000,
        };
        let bar = "━".repeat(6) + &"─".repeat(18);
        assert_eq!(
            count.line(5_000),
            format!("{bar} 250 of 1000  3 failed  50/s  15 s left")
        );
        let all = Count {
            done: 1_000,
            bad: 0,
            ..count
        };
        assert!(all.line(0).ends_with("1000000/s  0 s left"));
    }
}

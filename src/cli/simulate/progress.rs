//! How far a simulation is, on standard error.

use std::{
    io::{self, IsTerminal, Write},
    sync::{Mutex, PoisonError},
};

use crate::{
    simulator::{Extent, Run},
    time::{Clock, Timestamp},
};

/// Cells of the bar.
const BAR: usize = 24;

/// Milliseconds from one picture of it to the next.
const INTERVAL: i64 = 100;

/// A bar that is there while members browse, if somebody looks.
pub(super) struct Progress {
    members: u64,
    days: u32,
    state: Option<Mutex<State>>,
}

struct State {
    clock: Clock,
    start: Timestamp,
    /// When it was drawn.
    drawn: Timestamp,
}

impl Progress {
    pub(super) fn new(run: &Run) -> Self {
        let clock = Clock::start();
        let start = clock.now();
        let state = State {
            clock,
            start,
            drawn: start,
        };
        Self {
            members: run.members,
            days: run.days,
            state: io::stderr().is_terminal().then(|| Mutex::new(state)),
        }
    }

    /// Shows the bar, unless it was shown a moment ago.
    pub(super) fn show(&self, extent: Extent) {
        // Whoever comes while somebody draws has nothing newer to show.
        let Some(Ok(mut state)) = self.state.as_ref().map(Mutex::try_lock) else {
            return;
        };
        let now = state.clock.now();
        if now.since(state.drawn) < INTERVAL {
            return;
        }
        state.drawn = now;
        let line = self.line(extent, now.since(state.start));
        // Nobody needs it where it cannot be written.
        let _ = write!(io::stderr(), "\r{line}\u{1b}[K");
    }

    /// Removes the bar, so that something else can be printed there.
    pub(super) fn clear(&self) {
        if let Some(state) = &self.state {
            drop(state.lock().unwrap_or_else(PoisonError::into_inner));
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }

    /// The bar after so many milliseconds.
    fn line(&self, extent: Extent, milliseconds: i64) -> String {
        let day = (extent.days + 1).min(self.days);
        let of_day = extent.members as f64 / self.members.max(1) as f64;
        let share = ((f64::from(extent.days) + of_day) / f64::from(self.days.max(1))).min(1.0);
        let full = (BAR as f64 * share) as usize;
        let bar = "━".repeat(full) + &"─".repeat(BAR - full);
        let seconds = milliseconds.max(1) as f64 / 1_000.0;
        let rate = extent.impressions as f64 / seconds;
        let left = seconds * (1.0 - share) / share.max(1e-9);
        let millions = extent.impressions as f64 / 1e6;
        format!(
            "{bar} day {day} of {}  {millions:.2} million impressions  {rate:.0}/s  {left:.0} s left",
            self.days
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_says_how_far_it_is_and_how_long_it_takes() {
        let progress = Progress {
            members: 1_000,
            days: 4,
            state: None,
        };
        let extent = Extent {
            days: 1,
            members: 500,
            impressions: 1_500_000,
        };
        let bar = "━".repeat(9) + &"─".repeat(15);
        assert_eq!(
            progress.line(extent, 3_000),
            format!("{bar} day 2 of 4  1.50 million impressions  500000/s  5 s left")
        );
        let all = Extent {
            days: 4,
            members: 0,
            impressions: 2_000_000,
        };
        assert!(
            progress
                .line(all, 8_000)
                .ends_with("day 4 of 4  2.00 million impressions  250000/s  0 s left")
        );
    }
}

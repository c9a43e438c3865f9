//! How far the reading of a log is, on standard error.

use std::io::{self, IsTerminal, Write};

use crate::time::{Clock, Timestamp};

/// Cells of the bar.
const BAR: usize = 24;

/// Milliseconds from one picture of it to the next; nothing is shown of what takes less.
const INTERVAL: i64 = 200;

/// A bar that is there while a log is read, if somebody looks.
pub(super) struct Progress {
    /// Rows of the log, once they are known.
    rows: Option<u64>,
    state: Option<(Clock, Timestamp)>,
}

impl Progress {
    pub(super) fn new() -> Self {
        let clock = Clock::start();
        Self {
            rows: None,
            state: io::stderr().is_terminal().then(|| (clock, clock.now())),
        }
    }

    /// Begins the second pass, over as many rows as the first.
    pub(super) fn again(&mut self, rows: u64) {
        self.rows = Some(rows);
    }

    /// Shows that `rows` rows of this pass were read, unless something was shown a moment ago.
    pub(super) fn show(&mut self, rows: u64) {
        let Some((clock, drawn)) = &mut self.state else {
            return;
        };
        let now = clock.now();
        if now.since(*drawn) < INTERVAL {
            return;
        }
        *drawn = now;
        // Nobody needs it where it cannot be written.
        let _ = write!(io::stderr(), "\r{}\u{1b}[K", line(rows, self.rows));
    }

    /// Removes the bar, so that something else can be printed there.
    pub(super) fn clear(&self) {
        if self.state.is_some() {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}

/// The bar: the first pass does not know yet how much there is.
fn line(rows: u64, of: Option<u64>) -> String {
    let millions = rows as f64 / 1e6;
    let Some(all) = of else {
        return format!("looking at what there is: {millions:.1} million impressions");
    };
    let share = (rows as f64 / all.max(1) as f64).min(1.0);
    let full = (BAR as f64 * share) as usize;
    let bar = "━".repeat(full) + &"─".repeat(BAR - full);
    format!(
        "{bar} {millions:.1} of {:.1} million impressions",
        all as f64 / 1e6
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_says_how_far_it_is() {
        assert_eq!(
            line(1_200_000, None),
            "looking at what there is: 1.2 million impressions"
        );
        let bar = "━".repeat(6) + &"─".repeat(18);
        assert_eq!(
            line(500_000, Some(2_000_000)),
            format!("{bar} 0.5 of 2.0 million impressions")
        );
        assert!(line(3, Some(2)).starts_with(&"━".repeat(24)));
    }
}

//! How far a simulation is, on standard error.

use crate::{
    cli::progress::{ProgressLine, bar, seconds_left},
    simulator::{Extent, Run},
};

/// A bar that is there while members browse.
pub(super) struct Progress {
    members: u64,
    days: u32,
    shown: ProgressLine,
}

impl Progress {
    pub(super) fn new(run: &Run) -> Self {
        Self {
            members: run.members,
            days: run.days,
            shown: ProgressLine::new(),
        }
    }

    /// Shows the bar.
    pub(super) fn show(&self, extent: Extent) {
        self.shown
            .show(|milliseconds| self.line(extent, milliseconds));
    }

    /// Removes the bar, so that something else can be printed there.
    pub(super) fn clear(&self) {
        self.shown.clear();
    }

    /// The bar after so many milliseconds.
    fn line(&self, extent: Extent, milliseconds: i64) -> String {
        let day = (extent.days + 1).min(self.days);
        let of_day = extent.members as f64 / self.members.max(1) as f64;
        let share = ((f64::from(extent.days) + of_day) / f64::from(self.days.max(1))).min(1.0);
        let rate = 1_000.0 * extent.impressions as f64 / milliseconds.max(1) as f64;
        format!(
            "{} day {day} of {}  {:.2} million impressions  {rate:.0}/s  {:.0} s left",
            bar(share),
            self.days,
            extent.impressions as f64 / 1e6,
            seconds_left(share, milliseconds)
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
            shown: ProgressLine::new(),
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

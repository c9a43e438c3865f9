//! How far the reading of a log is, on standard error.

use crate::cli::progress::{ProgressLine, bar};

/// A bar that is there while a log is read.
pub(super) struct Progress {
    /// Rows of the log, once they are known.
    rows: Option<u64>,
    shown: ProgressLine,
}

impl Progress {
    pub(super) fn new() -> Self {
        Self {
            rows: None,
            shown: ProgressLine::new(),
        }
    }

    /// Begins the second pass, over as many rows as the first.
    pub(super) fn again(&mut self, rows: u64) {
        self.rows = Some(rows);
    }

    /// Shows that `rows` rows of this pass were read.
    pub(super) fn show(&self, rows: u64) {
        self.shown.show(|_| line(rows, self.rows));
    }

    /// Removes the bar, so that something else can be printed there.
    pub(super) fn clear(&self) {
        self.shown.clear();
    }
}

/// The bar: the first pass does not know yet how much there is.
fn line(rows: u64, of: Option<u64>) -> String {
    let millions = rows as f64 / 1e6;
    let Some(all) = of else {
        return format!("looking at what there is: {millions:.1} million impressions");
    };
    let share = (rows as f64 / all.max(1) as f64).min(1.0);
    let all = all as f64 / 1e6;
    format!(
        "{} {millions:.1} of {all:.1} million impressions",
        bar(share)
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

//! When to stop: a rule that may be asked at any time, as often as one likes.

use super::{
    comparison::{Plan, z_score},
    estimate::{Estimate, Mean, Unknown},
    sequential,
};

/// What to do after a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Go on: nothing is shown yet.
    Continue,
    /// Stop: the cell has more than the baseline.
    StopMore,
    /// Stop: the cell has less than the baseline.
    StopLess,
    /// Stop: whatever the difference is, it is too small to matter.
    StopNegligible,
}

/// What a look says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    /// What to do.
    pub decision: Decision,
    /// The difference, with an interval that holds at all looks together.
    pub difference: Estimate,
    /// The least p-value of all looks so far; below α with probability α at most, if there is no
    /// difference.
    pub p: f64,
}

/// Watches one comparison from look to look. Once it says stop, it says so for ever.
#[derive(Debug, Clone, PartialEq)]
pub struct Monitor {
    plan: Plan,
    negligible: f64,
    p: f64,
    decision: Decision,
}

impl Monitor {
    /// A monitor that also stops when the difference is surely less than `negligible`, in the
    /// metric's unit; with 0 it never does.
    #[must_use]
    pub fn new(plan: Plan, negligible: f64) -> Self {
        Self {
            plan,
            negligible,
            p: 1.0,
            decision: Decision::Continue,
        }
    }

    /// Looks at the difference as it is now.
    ///
    /// # Errors
    /// The [`Unknown`] that the difference is; it counts as no look.
    pub fn look(&mut self, difference: Result<Mean, Unknown>) -> Result<Look, Unknown> {
        let difference = difference?;
        let Plan { level, tuning } = self.plan;
        let (members, variance) = (difference.members, difference.variance);
        let reach = sequential::reach(z_score(&difference), tuning, level, members, variance);
        let interval = difference.within(reach.multiplier);
        self.p = self.p.min(reach.p);
        if self.decision == Decision::Continue {
            self.decision = self.judge(interval);
        }
        Ok(Look {
            decision: self.decision,
            difference: interval,
            p: self.p,
        })
    }

    fn judge(&self, interval: Estimate) -> Decision {
        if interval.low > 0.0 {
            Decision::StopMore
        } else if interval.high < 0.0 {
            Decision::StopLess
        } else if interval.low > -self.negligible && interval.high < self.negligible {
            Decision::StopNegligible
        } else {
            Decision::Continue
        }
    }
}

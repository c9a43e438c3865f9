//! Numbers that a sample gives, how sure they are, and why some cannot be told.

use super::{
    covariate::Adjustment,
    moments::{DENOMINATOR, Moments, NUMERATOR},
};

/// Below so many members in a cell no mean is near enough to normal for any interval.
pub const LEAST_MEMBERS: u64 = 30;

/// Why a number cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum Unknown {
    /// Intervals would not hold what they promise.
    #[error(
        "{members} members who have what is counted are too few; it takes {LEAST_MEMBERS} in each cell"
    )]
    TooFewMembers {
        /// How many have a denominator above 0.
        members: u64,
    },
    /// There is nothing of what is counted.
    #[error("there is nothing to divide by: nobody did what this is a share or mean of")]
    NothingToDivideBy,
    /// All members are alike, so nothing says how far chance reaches.
    #[error("all members are alike, so chance cannot be told from effect")]
    NoVariance,
    /// A relative lift of nearly nothing has no bounds.
    #[error("the baseline is too near to 0 for a relative lift")]
    BaselineNearZero,
    /// A number went beyond what can be computed with.
    #[error("the numbers are too large to compute with")]
    TooLarge,
}

/// A value with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The value.
    pub value: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// A mean or ratio of what members did, with the variance that it has as a mean over members.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mean {
    /// The value, in the metric's unit.
    pub value: f64,
    /// The variance of the value; above 0.
    pub variance: f64,
    /// How many members it comes from.
    pub members: u64,
    /// Σ of the denominator: of how many impressions, plays, visits or members.
    pub of: f64,
}

impl Mean {
    /// Numerator ÷ denominator over the members of a cell, by the delta method: with
    /// L = (x − R·y) ÷ ȳ, the variance of R = x̄ ÷ ȳ is Var(L) ÷ n (Deng, Knoblich and Lu 2018,
    /// "Applying the delta method in metric analytics"). `adjustment` takes off what
    /// was known of the members beforehand.
    ///
    /// # Errors
    /// [`Unknown`] for too few members, a denominator or variance of 0, or overflow.
    pub fn of_ratio(moments: &Moments, adjustment: Option<Adjustment>) -> Result<Self, Unknown> {
        let members = moments.members();
        let active = moments.active();
        if active < LEAST_MEMBERS {
            return Err(Unknown::TooFewMembers { members: active });
        }
        let n = members as f64;
        let below = moments.mean(DENOMINATOR);
        if below <= 0.0 {
            return Err(Unknown::NothingToDivideBy);
        }
        let ratio = moments.mean(NUMERATOR) / below;
        let squares = moments.product(NUMERATOR, NUMERATOR)
            - 2.0 * ratio * moments.product(NUMERATOR, DENOMINATOR)
            + ratio * ratio * moments.product(DENOMINATOR, DENOMINATOR);
        let squares = squares / (below * below);
        let (shift, less) = adjustment.map_or((0.0, 0.0), |it| it.effect(moments));
        // What is left of a sum that cancels is rounding.
        let squares = if squares - less > 1e-12 * squares {
            squares - less
        } else {
            0.0
        };
        Self {
            value: ratio - shift,
            variance: squares / (n - 1.0) / n,
            members,
            of: below * n,
        }
        .checked()
    }

    /// This again.
    ///
    /// # Errors
    /// [`Unknown`] for a variance of 0 and for numbers that are not finite.
    pub fn checked(self) -> Result<Self, Unknown> {
        let is_finite = [self.value, self.variance, self.of]
            .iter()
            .all(|number| number.is_finite());
        if !is_finite {
            return Err(Unknown::TooLarge);
        }
        // A subnormal variance has lost its digits.
        if self.variance < f64::MIN_POSITIVE {
            return Err(Unknown::NoVariance);
        }
        Ok(self)
    }

    /// The value with an interval of `multiplier` standard errors to both sides.
    #[must_use]
    pub fn within(&self, multiplier: f64) -> Estimate {
        let reach = multiplier * self.variance.sqrt();
        Estimate {
            value: self.value,
            low: self.value - reach,
            high: self.value + reach,
        }
    }

    /// How much more this is than `baseline`, whose members are others.
    ///
    /// # Errors
    /// [`Unknown`] for numbers that are not finite.
    pub fn minus(&self, baseline: &Self) -> Result<Self, Unknown> {
        Self {
            value: self.value - baseline.value,
            variance: self.variance + baseline.variance,
            members: self.members + baseline.members,
            of: self.of + baseline.of,
        }
        .checked()
    }

    /// How much more this is than `baseline`, as a share of the baseline: ratio − 1 with the
    /// interval of Fieller (1954) for `multiplier` standard errors. It leaves 0 out exactly when
    /// the interval of the difference does.
    ///
    /// # Errors
    /// [`Unknown::BaselineNearZero`] if the baseline may be 0 or less; the interval has no bounds.
    pub fn lift_over(&self, baseline: &Self, multiplier: f64) -> Result<Estimate, Unknown> {
        // In units of the baseline, so that no square under- or overflows.
        let below = baseline.value;
        let square = multiplier * multiplier;
        let (mine, theirs) = (
            square * (self.variance / below / below),
            square * (baseline.variance / below / below),
        );
        let ratio = self.value / below;
        // `!(<)` holds for what is no number, too.
        if !(below > 0.0 && theirs < 1.0 && mine.is_finite() && ratio.is_finite()) {
            return Err(Unknown::BaselineNearZero);
        }
        let reach = (mine + theirs * ratio * ratio - mine * theirs)
            .max(0.0)
            .sqrt();
        let estimate = Estimate {
            value: ratio - 1.0,
            low: (ratio - reach) / (1.0 - theirs) - 1.0,
            high: (ratio + reach) / (1.0 - theirs) - 1.0,
        };
        let is_finite = estimate.low.is_finite() && estimate.high.is_finite();
        is_finite
            .then_some(estimate)
            .ok_or(Unknown::BaselineNearZero)
    }
}

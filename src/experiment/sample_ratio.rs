//! Whether the cells got the members that they were meant to get (sample-ratio mismatch, SRM).

use super::distributions::chi_square_tail;
use crate::text::counted;

/// Below this p the counts do not fit the weights. The check runs at every look, on every
/// experiment, so it must hardly ever cry wolf; and a broken experiment with many members gives
/// far less (Fabijan et al. 2019; Kohavi, Tang and Xu 2020, chapter 21).
pub const THRESHOLD: f64 = 0.001;

/// The χ² approximation wants at least so many members in each cell (Cochran 1954).
const LEAST_EXPECTED: f64 = 5.0;

/// What the counts of an experiment's cells say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum SampleRatio {
    /// Chance alone explains the counts.
    Holds(ChiSquare),
    /// Chance alone does not: no result of the experiment can be trusted.
    Mismatch(ChiSquare),
    /// Too few members to tell.
    TooFew {
        /// How many there are.
        members: u64,
        /// How many it takes.
        needed: u64,
    },
}

/// Pearson's test of counts against weights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChiSquare {
    /// Σ (observed − expected)² ÷ expected.
    pub statistic: f64,
    /// Cells − 1.
    pub degrees: u32,
    /// How often chance alone would give as much, in [0, 1].
    pub p: f64,
    /// The place of the cell that is furthest from what was expected.
    pub furthest: usize,
    /// Its share of the members, observed.
    pub observed: f64,
    /// Its share of the members, expected.
    pub expected: f64,
}

/// Why counts cannot be checked.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum RatioError {
    /// Nothing to compare.
    #[error("at least two cells have to be counted; {0} given")]
    TooFewCells(usize),
    /// Not one weight for each count.
    #[error("{counts} counts have {weights} weights; give one for each")]
    Weights {
        /// How many counts.
        counts: usize,
        /// How many weights.
        weights: usize,
    },
    /// A weight that no share follows from.
    #[error("weight {0} is not a number above 0")]
    Weight(f64),
}

/// Checks the `counts` of members in the cells against their `weights`.
///
/// # Errors
/// [`RatioError`] for fewer than two cells, and for weights that do not fit the counts.
pub fn check(counts: &[u64], weights: &[f64]) -> Result<SampleRatio, RatioError> {
    if counts.len() < 2 {
        return Err(RatioError::TooFewCells(counts.len()));
    }
    if counts.len() != weights.len() {
        let (counts, weights) = (counts.len(), weights.len());
        return Err(RatioError::Weights { counts, weights });
    }
    let is_weight = |weight: &f64| weight.is_finite() && *weight > 0.0;
    if let Some(wrong) = weights.iter().find(|weight| !is_weight(weight)) {
        return Err(RatioError::Weight(*wrong));
    }
    let members = counts.iter().fold(0_u64, |sum, it| sum.saturating_add(*it));
    // Divided first, so that the sum of great weights is finite.
    let greatest = weights.iter().fold(0.0_f64, |most, it| most.max(*it));
    let all: f64 = weights.iter().map(|it| it / greatest).sum();
    let shares = || weights.iter().map(|weight| weight / greatest / all);
    let smallest = shares().fold(1.0, f64::min);
    // As counts of 64 bits they could sum to more than that.
    let sum: f64 = counts.iter().map(|it| *it as f64).sum();
    if sum * smallest < LEAST_EXPECTED {
        let needed = (LEAST_EXPECTED / smallest).ceil() as u64;
        return Ok(SampleRatio::TooFew { members, needed });
    }
    let test = chi_square(counts, shares(), sum);
    Ok(if test.p < THRESHOLD {
        SampleRatio::Mismatch(test)
    } else {
        SampleRatio::Holds(test)
    })
}

fn chi_square(counts: &[u64], shares: impl Iterator<Item = f64>, members: f64) -> ChiSquare {
    let mut test = ChiSquare {
        statistic: 0.0,
        degrees: u32::try_from(counts.len() - 1).unwrap_or(u32::MAX),
        p: 1.0,
        furthest: 0,
        observed: 0.0,
        expected: 0.0,
    };
    let mut most = -1.0;
    for (place, (count, share)) in counts.iter().zip(shares).enumerate() {
        let expected = members * share;
        let part = (*count as f64 - expected) * (*count as f64 - expected) / expected;
        test.statistic += part;
        if part > most {
            most = part;
            test.furthest = place;
            test.observed = *count as f64 / members;
            test.expected = share;
        }
    }
    test.p = chi_square_tail(test.statistic, test.degrees);
    test
}

impl SampleRatio {
    /// What this means, in a sentence or two; `names` are those of the cells.
    #[must_use]
    pub fn sentence(&self, names: &[&str]) -> String {
        let percent = |share: f64| format!("{:.2} %", 100.0 * share);
        match self {
            Self::Holds(test) => format!(
                "The cells have the members that they should have (χ² = {:.2} with {} of \
                 freedom, p = {:.3}; a mismatch is called below {THRESHOLD}).",
                test.statistic,
                degrees(test),
                test.p
            ),
            Self::Mismatch(test) => format!(
                "Sample-ratio mismatch: {} has {} of the members and should have {}; chance alone \
                 gives such counts with p {} (χ² = {:.1} with {} of freedom). Trust \
                 no result of this experiment before the cause is found: members that are lost, \
                 counted twice or sent elsewhere in one cell only.",
                names.get(test.furthest).unwrap_or(&"a cell"),
                percent(test.observed),
                percent(test.expected),
                rare(test.p),
                test.statistic,
                degrees(test)
            ),
            Self::TooFew { members, needed } => format!(
                "Too few members to tell whether the cells have their shares: {members} of {needed}."
            ),
        }
    }
}

fn degrees(test: &ChiSquare) -> String {
    counted(test.degrees as usize, "degree")
}

/// ` = 1.2e-6`, or the least probability that a number can tell from 0.
fn rare(p: f64) -> String {
    if p < 1e-300 {
        return "below 1e-300".to_owned();
    }
    format!("= {p:.1e}")
}

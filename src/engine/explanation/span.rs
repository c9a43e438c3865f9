//! Where scores stand beside each other, to draw them.

use super::Candidate;

/// A scale on which all candidates' scores and their 95 % intervals have room.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    low: f64,
    high: f64,
}

/// The cells of one candidate on a [`Span`], counted from 0: `low <= mean <= high`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// Where its 95 % interval begins.
    pub low: usize,
    /// Where its score is.
    pub mean: usize,
    /// Where its 95 % interval ends.
    pub high: usize,
}

fn ends(candidate: &Candidate) -> Option<(f64, f64)> {
    let mean = candidate.entered()?;
    let (low, high) = candidate.interval.unwrap_or((mean, mean));
    (low.is_finite() && high.is_finite()).then_some((low, high))
}

impl Span {
    /// The scale of `candidates`; `None` if none of them has a score.
    #[must_use]
    pub fn of(candidates: &[Candidate]) -> Option<Self> {
        let ends = candidates.iter().filter_map(ends);
        let whole = ends.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)));
        whole.map(|(low, high)| Self { low, high })
    }

    /// The cells of a candidate where the scale has `width` cells, at least 1; `None` if it has no
    /// score.
    #[must_use]
    pub fn range(&self, candidate: &Candidate, width: usize) -> Option<Range> {
        let (low, high) = ends(candidate)?;
        Some(Range {
            low: self.cell(low, width),
            mean: self.cell(candidate.entered()?, width),
            high: self.cell(high, width),
        })
    }

    fn cell(&self, value: f64, width: usize) -> usize {
        let last = width.saturating_sub(1);
        let length = self.high - self.low;
        let share = if length > 0.0 {
            (value - self.low) / length
        } else {
            0.5
        };
        ((share * last as f64).round() as usize).min(last)
    }
}

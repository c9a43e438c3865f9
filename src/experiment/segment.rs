//! The same comparison for parts of the members: who benefits, and whether that is more than
//! chance among many looks.

use super::{
    comparison::Comparison,
    distributions::{binomial_tail, chi_square_tail},
    level::Level,
    multiplicity::holm,
};
use crate::text::Text;

/// A comparison among some of the members, or some of their impressions.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// What they have in common, such as `phone`.
    pub name: Text,
    /// The comparison among them.
    pub comparison: Comparison,
    /// The p-value that may be looked at any time, adjusted by Holm's method for the number of
    /// segments that can be told; `None` where it cannot.
    pub adjusted_p: Option<f64>,
    /// Whether a difference may be claimed.
    pub is_claimed: bool,
}

/// The segments of one kind, such as devices.
#[derive(Debug, Clone, PartialEq)]
pub struct Segments {
    /// Each of them.
    pub segments: Vec<Segment>,
    /// How often chance alone makes lifts differ between segments as much: Cochran's (1954) Q.
    /// `None` with fewer than two that can be told. Means something where no member is in two
    /// segments, and for a single look.
    pub unequal_p: Option<f64>,
}

impl Segments {
    /// Puts the comparisons of segments side by side; `level` is for all claims together.
    #[must_use]
    pub fn new(comparisons: Vec<(Text, Comparison)>, level: Level) -> Self {
        let known = |comparison: &Comparison| comparison.always.ok().map(|it| it.p);
        let p: Vec<f64> = comparisons.iter().filter_map(|it| known(&it.1)).collect();
        let mut adjusted = holm(&p).into_iter();
        let unequal_p = unequal_p(&comparisons);
        let segment = |(name, comparison): (Text, Comparison)| {
            let adjusted_p = known(&comparison).and_then(|_| adjusted.next());
            Segment {
                name,
                comparison,
                adjusted_p,
                is_claimed: adjusted_p.is_some_and(|p| p < level.alpha()),
            }
        };
        Self {
            segments: comparisons.into_iter().map(segment).collect(),
            unequal_p,
        }
    }
}

fn unequal_p(comparisons: &[(Text, Comparison)]) -> Option<f64> {
    let known = || comparisons.iter().filter_map(|it| it.1.difference.ok());
    let weights: f64 = known().map(|it| 1.0 / it.variance).sum();
    let mean: f64 = known().map(|it| it.value / it.variance).sum::<f64>() / weights;
    let apart = known().map(|it| (it.value - mean) * (it.value - mean) / it.variance);
    let (count, q) = apart.fold((0_u32, 0.0), |(count, sum), it| (count + 1, sum + it));
    (count >= 2 && q.is_finite()).then(|| chi_square_tail(q, count - 1))
}

/// What the comparisons of an A/A experiment say, whose cells are treated alike: every difference
/// is chance, so about α of single looks should claim one.
#[must_use]
pub fn alike_sentence(comparisons: &[Comparison]) -> String {
    let known: Vec<_> = comparisons
        .iter()
        .filter_map(|it| Some((it.once.ok()?.p, it.level)))
        .collect();
    let claims = known.iter().filter(|(p, level)| *p < level.alpha()).count();
    let level = known.first().map_or(Level::default(), |it| it.1);
    let count = u32::try_from(known.len()).unwrap_or(u32::MAX);
    if count == 0 {
        return "A/A: no comparison can be told yet.".to_owned();
    }
    let found = format!(
        "A/A: the cells are treated alike, and {claims} of {count} comparisons claim a difference \
         at a level of {} %",
        100.0 * level.alpha()
    );
    let claims = u32::try_from(claims).unwrap_or(u32::MAX);
    let tail = binomial_tail(claims, count, level.alpha());
    if tail < 0.01 {
        format!(
            "{found}: more than chance (p = {tail:.4} if they are independent). Look for a bug in \
             the assignment, the log or the metrics before trusting any result."
        )
    } else {
        format!("{found}, as chance alone would.")
    }
}

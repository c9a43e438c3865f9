//! Who benefits.

use super::Frame;
use crate::{
    experiment::{Comparison, Metric, Segments, Verdict, comparison::CellMean, sentence::grouped},
    report::{
        gather::{GROUPS, Group},
        model::{Answer, Counted, SegmentGroup, SegmentRow},
    },
    text::Text,
};

impl Frame<'_> {
    /// The take fraction by segment; nothing with a single cell.
    pub(super) fn segments(&self) -> Vec<SegmentGroup> {
        if self.names.len() < 2 {
            return Vec::new();
        }
        GROUPS.iter().map(|group| self.group(group)).collect()
    }

    fn group(&self, group: &Group) -> SegmentGroup {
        let tallies = self.gathering.tallies.members();
        let cells = self.names.len();
        let measure = Metric::TakeFraction.measure();
        // By segment, the members with impressions and the mean of each cell.
        let means: Vec<Vec<(u64, CellMean)>> = (0..group.segments.len())
            .map(|segment| {
                let place = group.start + segment;
                let moments = self.gathering.parts.moments(place, tallies, cells);
                let mean = |(cell, moments)| {
                    let mean: CellMean = self.mean(cell, moments);
                    (moments.active(), mean)
                };
                moments.iter().enumerate().map(mean).collect()
            })
            .collect();
        let mut rows = Vec::new();
        let mut sentences = Vec::new();
        for cell in 1..cells {
            let compared = |segment: usize| {
                let means = &means[segment];
                let (baseline, cell) = (means[0].1.clone(), means[cell].1.clone());
                let name = Text::new(group.segments[segment]);
                (name, Comparison::new(measure, baseline, cell, self.plan))
            };
            let comparisons = (0..group.segments.len()).map(compared).collect();
            let segments = Segments::new(comparisons, self.plan.level);
            sentences.push(self.sentence(cell, &segments));
            for (place, segment) in segments.segments.iter().enumerate() {
                let comparison = &segment.comparison;
                let n = |cell: usize| {
                    let (active, mean) = &means[place][cell];
                    Counted {
                        members: *active,
                        impressions: mean.of.round() as u64,
                    }
                };
                rows.push(SegmentRow {
                    segment: group.segments[place],
                    cell: self.name(cell),
                    n: n(cell),
                    baseline_n: n(0),
                    value: Answer::from(comparison.cell.value),
                    baseline: Answer::from(comparison.baseline.value),
                    lift: Answer::from(comparison.always.and_then(|it| it.lift)),
                    p: segment.adjusted_p,
                    is_claimed: segment.is_claimed,
                });
            }
        }
        SegmentGroup {
            key: group.key,
            name: group.name,
            meaning: group.meaning,
            rows,
            sentences,
        }
    }

    fn sentence(&self, cell: usize, segments: &Segments) -> String {
        let name = &self.names[cell];
        let claimed = |verdict: Verdict, word: &str| {
            let segments = segments.segments.iter();
            let names: Vec<&str> = segments
                .filter(|it| it.is_claimed && it.comparison.verdict() == verdict)
                .map(|it| it.name.as_str())
                .collect();
            (!names.is_empty()).then(|| format!("{word} for {}", names.join(", ")))
        };
        let better = claimed(Verdict::Better, "better");
        let claimed: Vec<String> = (better.into_iter())
            .chain(claimed(Verdict::Worse, "worse"))
            .collect();
        let told = segments
            .segments
            .iter()
            .filter(|it| it.adjusted_p.is_some());
        let told = told.count();
        let base = &self.names[0];
        if told == 0 {
            return format!("{name}: too few members to tell.");
        }
        let claims = if claimed.is_empty() {
            format!("no difference from {base} is shown in any segment")
        } else {
            format!("beside {base} it is {}", claimed.join("; "))
        };
        let told = grouped(told as u64);
        format!("{name}: {claims} (of {told} that can be told, after Holm).")
    }
}

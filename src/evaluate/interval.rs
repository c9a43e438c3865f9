//! How far off an estimate may be.

use super::terms::Places;

/// The 97.5 % quantile of the standard normal distribution.
pub const NORMAL_975: f64 = 1.959_963_984_540_054;

/// A 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Its lower end.
    pub lower: f64,
    /// Its upper end.
    pub upper: f64,
}

impl Interval {
    /// `value ± 1.96 standard errors`.
    #[must_use]
    pub fn normal(value: f64, standard_error: f64) -> Self {
        let half = NORMAL_975 * standard_error;
        Self {
            lower: value - half,
            upper: value + half,
        }
    }

    /// From the 2.5 % to the 97.5 % quantile of `values`, between which it interpolates; `None`
    /// if there are fewer than 40 of them, which say nothing about these quantiles.
    #[must_use]
    pub fn percentile(values: &[f64]) -> Option<Self> {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        let quantile = |share: f64| {
            let place = share * (sorted.len() - 1) as f64;
            let (below, above) = (place.floor(), place.ceil());
            let (low, high) = (sorted[below as usize], sorted[above as usize]);
            low + (high - low) * (place - below)
        };
        (sorted.len() >= 40).then(|| Self {
            lower: quantile(0.025),
            upper: quantile(0.975),
        })
    }

    /// Whether `value` lies in it.
    #[must_use]
    pub fn contains(&self, value: f64) -> bool {
        (self.lower..=self.upper).contains(&value)
    }
}

/// The standard error of an estimate whose rounds are independent between groups only; `None`
/// for fewer than two groups.
///
/// The estimate is replaced by its linear approximation around the sums of all groups, of which
/// group u then contributes eᵤ, with Σ eᵤ = 0; the variance is `G / (G − 1) Σ eᵤ²` for G groups.
/// For means of one round a group that is `s² / n`; for ratios it is the delta method. Liang and
/// Zeger, *Longitudinal data analysis using generalized linear models*, Biometrika 1986.
pub(super) fn standard_error(places: Places, sums: &[f64], by_group: &[f64]) -> Option<f64> {
    let groups = (by_group.len() / sums.len()) as f64;
    places.value(sums)?;
    let squares: f64 = by_group
        .chunks_exact(sums.len())
        .map(|own| {
            let influence = places.influence(sums, own);
            influence * influence
        })
        .sum();
    let variance = groups / (groups - 1.0) * squares;
    (groups > 1.0 && variance.is_finite()).then(|| libm::sqrt(variance))
}

/// The mean and the standard deviation of `values`; `None` for fewer than two.
pub(super) fn moments(values: &[f64]) -> Option<(f64, f64)> {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let squares: f64 = values.iter().map(|it| (it - mean) * (it - mean)).sum();
    (count > 1.0).then(|| (mean, libm::sqrt(squares / (count - 1.0))))
}

/// The sums over all groups.
pub(super) fn totals(by_group: &[f64], terms: usize) -> Vec<f64> {
    let mut sums = vec![0.0; terms];
    for own in by_group.chunks_exact(terms) {
        super::accumulator::add(&mut sums, own);
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_interpolate_and_need_enough_values() {
        let values: Vec<f64> = (0..=1000).rev().map(f64::from).collect();
        let interval = Interval::percentile(&values).unwrap();
        assert_eq!((interval.lower, interval.upper), (25.0, 975.0));
        let few: Vec<f64> = (0..40).map(f64::from).collect();
        let interval = Interval::percentile(&few).unwrap();
        assert!((interval.lower - 0.975).abs() < 1e-12 && (interval.upper - 38.025).abs() < 1e-12);
        assert_eq!(Interval::percentile(&few[1..]), None);
    }
}

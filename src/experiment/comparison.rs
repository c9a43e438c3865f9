//! A cell beside the baseline: what one metric says.

use super::{
    covariate::{Adjustment, Covariate},
    distributions::{normal_quantile, two_sided_p},
    estimate::{Estimate, Mean, Unknown},
    exposure::{Concentration, Exposure},
    level::Level,
    metric::{Direction, Measure, Metric},
    moments::{DENOMINATOR, Moments},
    sequential::{self, Tuning},
    tally::Tallies,
};
use crate::text::Text;

/// What is decided before the first look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plan {
    /// How often a comparison may claim a difference that is none.
    pub level: Level,
    /// Where the sequence that may be looked at any time is narrowest.
    pub tuning: Tuning,
}

/// What is known of one cell.
#[derive(Debug, Clone, PartialEq)]
pub struct CellValue {
    /// The cell's name.
    pub name: Text,
    /// How many members it is from.
    pub members: u64,
    /// How many impressions, plays or what else the measure is of.
    pub of: f64,
    /// The value with the interval of a single look.
    pub value: Result<Estimate, Unknown>,
}

/// A cell's name and what a measure gives for it.
#[derive(Debug, Clone, PartialEq)]
pub struct CellMean {
    /// The cell's name.
    pub name: Text,
    /// How many members there are.
    pub members: u64,
    /// How many impressions, plays or what else there are.
    pub of: f64,
    /// The value with its variance.
    pub mean: Result<Mean, Unknown>,
}

/// What a comparison shows, by one kind of inference.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    /// The cell's value − the baseline's.
    pub difference: Estimate,
    /// The same as a share of the baseline's value.
    pub lift: Result<Estimate, Unknown>,
    /// How often chance alone gives as much, in [0, 1].
    pub p: f64,
}

/// What a comparison comes to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Verdict {
    /// The cell is better than the baseline.
    Better,
    /// It is worse.
    Worse,
    /// Both may still be as good as each other.
    NotShown,
    /// It cannot be told.
    Unknown(Unknown),
}

/// One metric in one cell beside the same in the baseline cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// What is measured.
    pub measure: Measure,
    /// The level of the intervals: they hold in 1 − α of all experiments.
    pub level: Level,
    /// What the cell is compared with.
    pub baseline: CellValue,
    /// The cell.
    pub cell: CellValue,
    /// The cell's value − the baseline's, with its variance.
    pub difference: Result<Mean, Unknown>,
    /// For a single look, at a moment set beforehand.
    pub once: Result<Evidence, Unknown>,
    /// For as many looks as one likes.
    pub always: Result<Evidence, Unknown>,
    /// Whether what was known of the members beforehand is taken off.
    pub is_adjusted: bool,
}

impl Comparison {
    /// Compares `cell` with `baseline`, whose members are others.
    #[must_use]
    pub fn new(measure: Measure, baseline: CellMean, cell: CellMean, plan: Plan) -> Self {
        let both = baseline.mean.and_then(|below| Ok((below, cell.mean?)));
        let difference = both.and_then(|(below, above)| above.minus(&below));
        let evidence = |reach: &dyn Fn(&Mean) -> (f64, f64)| -> Result<Evidence, Unknown> {
            let (difference, (below, above)) = (difference?, both?);
            let (multiplier, p) = reach(&difference);
            Ok(Evidence {
                difference: difference.within(multiplier),
                lift: above.lift_over(&below, multiplier),
                p,
            })
        };
        let quantile = normal_quantile(1.0 - plan.level.alpha() / 2.0);
        let once = evidence(&|it| (quantile, two_sided_p(z_score(it))));
        let always = evidence(&|it| {
            let (members, variance) = (it.members, it.variance);
            let z = z_score(it);
            let reach = sequential::reach(z, plan.tuning, plan.level, members, variance);
            (reach.multiplier, reach.p)
        });
        Self {
            measure,
            level: plan.level,
            baseline: baseline.within(quantile),
            cell: cell.within(quantile),
            difference,
            once,
            always,
            is_adjusted: false,
        }
    }

    /// What the evidence that may be looked at any time comes to.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        Verdict::of(&self.always, self.measure.better)
    }
}

impl Verdict {
    /// What `evidence` comes to where `better` is better.
    #[must_use]
    pub fn of(evidence: &Result<Evidence, Unknown>, better: Direction) -> Self {
        let interval = match evidence {
            Ok(evidence) => evidence.difference,
            Err(unknown) => return Self::Unknown(*unknown),
        };
        let (more, less) = match better {
            Direction::More => (Self::Better, Self::Worse),
            Direction::Less => (Self::Worse, Self::Better),
        };
        if interval.low > 0.0 {
            more
        } else if interval.high < 0.0 {
            less
        } else {
            Self::NotShown
        }
    }
}

/// How many standard errors the difference is from 0.
pub(super) fn z_score(difference: &Mean) -> f64 {
    difference.value / difference.variance.sqrt()
}

impl CellMean {
    /// The ratio of `moments`, after `adjustment`.
    #[must_use]
    pub fn of(name: Text, moments: &Moments, adjustment: Option<Adjustment>) -> Self {
        let members = moments.members();
        Self {
            name,
            members,
            of: moments.mean(DENOMINATOR) * members as f64,
            mean: Mean::of_ratio(moments, adjustment),
        }
    }

    fn within(self, multiplier: f64) -> CellValue {
        CellValue {
            name: self.name,
            members: self.members,
            of: self.of,
            value: self.mean.map(|mean| mean.within(multiplier)),
        }
    }
}

/// Compares `metric` of every other cell with that of the cell at `baseline`; `names` are those
/// of all cells. With a covariate, what was known beforehand is taken off. Nothing if there is no
/// such baseline.
#[must_use]
pub fn compare(
    tallies: &Tallies,
    metric: Metric,
    names: &[Text],
    baseline: usize,
    covariate: Option<&Covariate>,
    plan: Plan,
) -> Vec<Comparison> {
    let moments = tallies.moments(metric, names.len(), covariate);
    let adjustment = covariate.and_then(|_| Adjustment::shared(&moments));
    let mean = |place: usize| CellMean::of(names[place].clone(), &moments[place], adjustment);
    let compared = |place| Comparison {
        is_adjusted: adjustment.is_some(),
        ..Comparison::new(metric.measure(), mean(baseline), mean(place), plan)
    };
    others(names, baseline).map(compared).collect()
}

/// Compares how evenly every other cell spreads things with how the cell at `baseline` does; of
/// each cell its name, how many members it has, and its exposure. Nothing if there is no such
/// baseline.
#[must_use]
pub fn compare_exposure(
    concentration: Concentration,
    cells: &[(Text, u64, &Exposure)],
    baseline: usize,
    plan: Plan,
) -> Vec<Comparison> {
    let mean = |place: usize| {
        let (name, members, exposure) = &cells[place];
        let mean = exposure.measure(concentration, *members);
        CellMean {
            name: name.clone(),
            members: *members,
            of: exposure.total(),
            mean,
        }
    };
    let measure = concentration.measure();
    let compared = |place| Comparison::new(measure, mean(baseline), mean(place), plan);
    others(cells, baseline).map(compared).collect()
}

/// The places of all cells but `baseline`; none if that does not exist.
fn others<T>(cells: &[T], baseline: usize) -> impl Iterator<Item = usize> + use<T> {
    let count = if baseline < cells.len() {
        cells.len()
    } else {
        0
    };
    (0..count).filter(move |place| *place != baseline)
}

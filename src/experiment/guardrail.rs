//! Metrics that a cell must not harm, whatever it gains elsewhere.

use super::{
    comparison::{Comparison, Evidence},
    estimate::Unknown,
    metric::Direction,
};

/// The greatest harm to a metric that is put up with (a non-inferiority margin).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Guardrail {
    /// As a share of the baseline: 0.01 allows 1 % of harm. Finite, above 0.
    pub margin: f64,
}

/// Where a cell stands with a guardrail.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Standing {
    /// The harm is surely less than the margin.
    Pass,
    /// The harm is surely more than the margin.
    Fail,
    /// It may be either.
    NotKnownYet,
    /// It cannot be told.
    Unknown(Unknown),
}

impl Guardrail {
    /// Where the cell of `comparison` stands, by what may be looked at any time.
    #[must_use]
    pub fn judge(self, comparison: &Comparison) -> Standing {
        self.judge_by(&comparison.always, comparison.measure.better)
    }

    /// Where a cell stands by `evidence`, where `better` is better.
    #[must_use]
    pub fn judge_by(self, evidence: &Result<Evidence, Unknown>, better: Direction) -> Standing {
        let lift = match evidence.and_then(|it| it.lift) {
            Ok(lift) => lift,
            Err(unknown) => return Standing::Unknown(unknown),
        };
        let (least, most) = match better {
            Direction::More => (-lift.high, -lift.low),
            Direction::Less => (lift.low, lift.high),
        };
        if most < self.margin {
            Standing::Pass
        } else if least > self.margin {
            Standing::Fail
        } else {
            Standing::NotKnownYet
        }
    }
}

impl Standing {
    /// What this means for the metric called `name`, in a sentence.
    #[must_use]
    pub fn sentence(&self, name: &str, guardrail: Guardrail) -> String {
        let margin = format!("{} %", 100.0 * guardrail.margin);
        match self {
            Self::Pass => format!("{name} is safe: it is harmed by less than {margin}."),
            Self::Fail => format!("{name} is harmed by more than {margin}: do not ship this."),
            Self::NotKnownYet => {
                format!("{name} may be harmed by more than {margin} or not: go on.")
            }
            Self::Unknown(unknown) => format!("{name} cannot be judged: {unknown}."),
        }
    }
}

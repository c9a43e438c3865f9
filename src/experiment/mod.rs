//! Experiments: who is in which cell, and what the difference between cells is worth.
//!
//! [`Assignment`] puts members into cells, [`sample_ratio`] checks that they arrived there.
//! [`Tallies`] and [`Exposure`] take in the rows of a log once, in any order, and keep sums for
//! each member, because members are what is independent. A [`Comparison`] says what a cell is
//! worth beside the baseline: once, at a time set beforehand, and so that it may be looked at any
//! time. A number that cannot be told is an [`Unknown`] with its reason, never NaN.

pub mod assignment;
pub mod comparison;
pub mod covariate;
pub mod distributions;
pub mod estimate;
pub mod exposure;
pub mod guardrail;
pub mod level;
pub mod metric;
pub mod moments;
pub mod monitor;
pub mod multiplicity;
pub mod observation;
pub mod peeking;
pub mod power;
pub mod sample_ratio;
pub mod segment;
pub mod sentence;
pub mod sequential;
pub mod tally;

pub use assignment::{Assignment, Cell};
pub use comparison::{CellValue, Comparison, Evidence, Plan, Verdict};
pub use covariate::{Adjustment, Covariate};
pub use estimate::{Estimate, Mean, Unknown};
pub use exposure::{Concentration, Exposure};
pub use guardrail::{Guardrail, Standing};
pub use level::Level;
pub use metric::{Direction, Measure, Metric, Unit};
pub use moments::Moments;
pub use monitor::{Decision, Monitor};
pub use observation::Observation;
pub use segment::{Segment, Segments};
pub use sequential::Tuning;
pub use tally::{Popularity, Tallies, Window};

//! What a policy would have been worth, estimated from the log of another one.
//!
//! A caller turns its log into batches of [`Rounds`] and gives them to an [`Evaluator`], which
//! keeps sums and no rounds; [`Evaluator::finish`] gives an [`Evaluation`]: what each
//! [`Estimator`] says, with its interval, how well the log supports the question, and whether an
//! answer is refused. `docs/ESTIMATORS.md` says which one to trust when.

mod accumulator;
mod bootstrap;
mod counter;
mod diagnostics;
mod estimator;
mod evaluation;
mod evaluator;
mod interval;
pub mod policies;
pub mod population;
mod presentation;
pub mod reward_model;
mod rounds;
mod row_bootstrap;
pub mod scoreboard;
mod support;
mod terms;
mod units;

pub use accumulator::{Accumulator, DifferentEstimators};
pub use diagnostics::Diagnostics;
pub use estimator::{Estimator, EstimatorError};
pub use evaluation::{Estimate, Evaluation, Outcome};
pub use evaluator::{Evaluator, Method, Settings};
pub use interval::{Interval, NORMAL_975};
pub use presentation::HEADINGS;
pub use rounds::{Prediction, Round, RoundError, Rounds};
pub use row_bootstrap::RowBootstrap;
pub use support::{Doubt, Refusal, Verdict};
pub use terms::values;

//! `keyart experiment`: what an experiment takes, and who is in which cell.

mod alike;
mod assign;
mod power;
mod ratio;

use std::io::Write;

use clap::Subcommand;

use super::{Failure, options::Options};
use crate::experiment::Level;

/// The subcommands of `keyart experiment`.
#[derive(Debug, Subcommand)]
pub(super) enum ExperimentCommand {
    /// Say how many members an experiment takes, what it finds, or how surely.
    Power(power::PowerOptions),
    /// Print which cell members are in.
    Assign(assign::AssignOptions),
    /// Check whether the cells have the members that they should have (sample-ratio mismatch).
    #[command(name = "srm")]
    Ratio(ratio::RatioOptions),
    /// Run experiments without any difference, and print how often tests claim one.
    #[command(name = "aa")]
    Alike(alike::AlikeOptions),
}

/// Runs a subcommand.
///
/// # Errors
/// [`Failure::Input`] for numbers out of range, [`Failure::Unmet`] for a sample-ratio mismatch,
/// [`Failure::Storage`] if reading or printing fails.
pub(super) fn run(
    command: &ExperimentCommand,
    options: &Options,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    match command {
        ExperimentCommand::Power(arguments) => power::run(arguments, out),
        ExperimentCommand::Assign(arguments) => assign::run(arguments, out),
        ExperimentCommand::Ratio(arguments) => ratio::run(arguments, out),
        ExperimentCommand::Alike(arguments) => alike::run(arguments, options, out),
    }
}

/// The level that `word` spells.
///
/// # Errors
/// A sentence that says what one is.
fn level(word: &str) -> Result<Level, String> {
    let level = word.parse().ok().and_then(Level::new);
    level.ok_or_else(|| "a number above 0 and at most 0.5 was expected, such as 0.05".to_owned())
}

/// A share in per cent, without digits that say nothing.
fn percent(share: f64) -> String {
    format!("{} %", (1e6 * share).round() / 1e4)
}

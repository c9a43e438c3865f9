//! `keyart script`: checking, formatting and looking up session scripts.

pub(super) mod check;
mod format;

use std::io::Write;

use clap::Subcommand;

use super::Failure;
use crate::script;

/// The subcommands of `keyart script`.
#[derive(Debug, Subcommand)]
pub(super) enum ScriptCommand {
    /// Find everything that is wrong with scripts, without running them.
    Check(check::CheckOptions),
    /// Write scripts in their usual form: capitals, blanks and indented blocks.
    Format(format::FormatOptions),
    /// Print the reference of the language.
    Doc,
}

/// Runs `command` and prints to `out`.
///
/// # Errors
/// If a script is wrong or cannot be read or written, or is not formatted where that was asked.
pub(super) fn run(command: &ScriptCommand, out: &mut dyn Write) -> Result<(), Failure> {
    match command {
        ScriptCommand::Check(options) => check::run(options, out),
        ScriptCommand::Format(options) => format::run(options, out),
        ScriptCommand::Doc => Ok(out.write_all(script::markdown().as_bytes())?),
    }
}

//! The command line: one file per subcommand.

pub mod artwork_compose;
mod failure;

use std::{ffi::OsString, process::ExitCode};

pub use failure::Failure;

/// Runs the program with the arguments of the process and returns its exit code.
pub fn run(_arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    ExitCode::SUCCESS
}

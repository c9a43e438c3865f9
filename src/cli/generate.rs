//! Shell completions and the manual page, made from the command line's own definition.

use std::io::Write;

use clap::Command;
use clap_complete::Shell;

use super::Failure;

/// Prints the completions of `command` for `shell`.
///
/// # Errors
/// [`Failure::Storage`] if printing fails.
pub(super) fn completions(
    shell: Shell,
    mut command: Command,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "keyart", &mut script);
    Ok(out.write_all(&script)?)
}

/// Prints the manual page of `command`, with one section for each subcommand.
///
/// # Errors
/// [`Failure::Storage`] if printing fails.
pub(super) fn manual(command: Command, out: &mut dyn Write) -> Result<(), Failure> {
    Ok(clap_mangen::Man::new(command).render(&mut *out)?)
}

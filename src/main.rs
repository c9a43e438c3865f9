//! The `keyart` program: a thin shell around the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    keyart::cli::run(std::env::args_os())
}

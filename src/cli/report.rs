//! `keyart report`: what an experiment showed.

#![expect(clippy::disallowed_methods, reason = "an edge: reads logs, writes a page")]

mod progress;
mod reading;

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use clap::Args;

use super::{Failure, options::Options, simulate::usual_folder};
use crate::report::{Report, data};

/// Options of `keyart report`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example: keyart report simulation --html report.html\n\
docs/EXPERIMENTS.md says what the numbers mean.")]
pub(super) struct ReportOptions {
    /// Folder of a simulation, or of Parquet files; without it, the simulation of the data folder.
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Write a page to this file: it needs nothing else, and opens in any browser.
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Print one JSON object.
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// Print a line of CSV for each number.
    #[arg(long)]
    csv: bool,
    /// The cell that the others are compared with; without it the one that chooses at random, or
    /// else the first.
    #[arg(long, value_name = "CELL")]
    baseline: Option<String>,
}

/// Reads a log and says what it shows.
///
/// # Errors
/// [`Failure::Input`] if there is no such log, it is damaged, or too little is in it;
/// [`Failure::Storage`] if reading or writing fails.
pub(super) fn run(
    arguments: &ReportOptions,
    options: &Options,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let folder = match &arguments.folder {
        Some(folder) => folder.clone(),
        None => usual_folder(options)?,
    };
    let report = reading::report(&folder, arguments.baseline.as_deref(), options)?;
    print(&report, arguments, &folder, out)
}

fn print(
    report: &Report,
    arguments: &ReportOptions,
    _folder: &Path,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    if arguments.csv {
        let csv = data::csv(report).map_err(|error| Failure::Storage(error.to_string()))?;
        out.write_all(csv.as_bytes())?;
    } else {
        writeln!(out, "{:#}", data::json(report))?;
    }
    Ok(())
}

//! `keyart log`: looks into the event log.

mod changes;
mod export;
mod replay;
mod stats;
mod tail;
mod verify;

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;

pub use self::export::{ExportOptions, Format};
use super::{Failure, Options, columns::print_columns};
use crate::{
    log::{LogError, Tail},
    text::Text,
};

/// What to do with the event log.
#[derive(Debug, Subcommand)]
pub enum LogCommand {
    /// Show the latest events.
    Tail(TailOptions),
    /// Count impressions, plays and the take fraction.
    Stats(StatsOptions),
    /// Show when artwork that a profile had seen gave way to another one.
    Changes(ChangesOptions),
    /// Compute every logged propensity anew from nothing but the log.
    Verify(VerifyOptions),
    /// Step through what was shown, and see what another policy would have shown.
    Replay(ReplayOptions),
    /// Write each impression with what followed as a row, for other programs.
    Export(ExportOptions),
    /// Print the folder of the log.
    Path,
}

/// Options of `keyart log tail`.
#[derive(Debug, Args)]
pub struct TailOptions {
    /// How many events.
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20)]
    pub lines: usize,
    /// Print one JSON object a line.
    #[arg(long)]
    pub json: bool,
}

/// Options of `keyart log stats`.
#[derive(Debug, Args)]
pub struct StatsOptions {
    /// Also count for each of these.
    #[arg(long, value_enum)]
    pub by: Option<Grouping>,
    /// Print one JSON object.
    #[arg(long)]
    pub json: bool,
}

/// Options of `keyart log changes`.
#[derive(Debug, Default, Args)]
pub struct ChangesOptions {
    /// Only of this profile: its name or id.
    #[arg(long, value_name = "PROFILE")]
    pub profile: Option<String>,
    /// Only of this title: its id.
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
    /// Print one JSON object a line.
    #[arg(long)]
    pub json: bool,
}

/// Options of `keyart log verify`.
#[derive(Debug, Args)]
pub struct VerifyOptions {
    /// Print one JSON object.
    #[arg(long)]
    pub json: bool,
}

/// Options of `keyart log replay`.
#[derive(Debug, Default, Args)]
#[command(after_help = "\
Example: keyart log replay --policy softmax\n\
Nothing is logged or stored. --policy names what to compare with.")]
pub struct ReplayOptions {
    /// A folder of data, a folder of a log, or one segment of a log; the own log without it.
    #[arg(value_name = "LOG")]
    pub log: Option<PathBuf>,
    /// Print how it was at this event, from 1; the last one without it, where there is no
    /// terminal.
    #[arg(long, value_name = "N")]
    pub at: Option<usize>,
    /// Print one JSON object.
    #[arg(long)]
    pub json: bool,
}

/// What impressions are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Grouping {
    /// The title shown.
    Title,
    /// The artwork shown.
    Artwork,
    /// The policy that chose.
    Policy,
}

/// Runs `command` on the log in `folder` and prints to `out`. `options` say what a replay shows it
/// with.
///
/// # Errors
/// [`Failure::Input`] if the log is damaged or too new, [`Failure::Unmet`] if a propensity is not
/// the one that the log leads to, [`Failure::Storage`] if reading it or
/// printing fails.
pub fn run(
    command: &LogCommand,
    folder: &Path,
    options: &Options,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    match command {
        LogCommand::Replay(arguments) => replay::run(arguments, folder, options, out),
        LogCommand::Tail(options) => tail::run(options, folder, out),
        LogCommand::Stats(options) => stats::run(options, folder, out),
        LogCommand::Changes(options) => changes::run(options, folder, out),
        LogCommand::Verify(options) => verify::run(options, folder, out),
        LogCommand::Export(options) => export::run(options, folder, out),
        LogCommand::Path => Ok(writeln!(out, "{}", printable(folder))?),
    }
}

impl From<LogError> for Failure {
    fn from(error: LogError) -> Self {
        match error {
            LogError::Damaged { .. } | LogError::Newer { .. } | LogError::Refused { .. } => {
                Self::Input(error.to_string())
            }
            LogError::Io { .. } | LogError::NotStored { .. } => Self::Storage(error.to_string()),
        }
    }
}

fn torn_json(tail: &Tail) -> serde_json::Value {
    json!({ "file": tail.file.as_str(), "bytes": tail.bytes })
}

fn print_tails(tails: &[Tail], out: &mut dyn Write) -> io::Result<()> {
    for tail in tails {
        writeln!(
            out,
            "note: {}: the last {} bytes are an unfinished batch, left by a crash; set aside",
            tail.file, tail.bytes
        )?;
    }
    Ok(())
}

fn print_empty(folder: &Path, out: &mut dyn Write) -> io::Result<()> {
    let folder = printable(folder);
    writeln!(out, "No log yet in {folder}: browse once with `keyart`.")
}

fn printable(path: &Path) -> Text {
    Text::new(&path.to_string_lossy())
}

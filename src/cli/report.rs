//! `keyart report`: what an experiment showed.

mod progress;
mod reading;

use std::{
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
    thread,
};

use clap::Args;

use super::{
    Failure,
    columns::print_columns,
    evaluate::policies::{Question, judge_simulation},
    options::Options,
    simulate::usual_folder,
};
use crate::{
    evaluate::{Estimator, Method, Settings, policies::Judgement},
    report::{Answer, Estimated, Interval, Report, data, html, text},
    runtime::{files, opening::log_folder},
    seed::Seed,
    text::Text,
    tui::terminal::Environment,
};

/// Options of `keyart report`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example: keyart report simulation --html report.html\n\
docs/EXPERIMENTS.md says what the numbers mean.")]
pub(super) struct ReportOptions {
    /// Folder of a simulation, or of Parquet files; without it, the simulation of the data folder.
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Report the interface's own log in this folder of data instead: one cell, so no comparison.
    #[arg(long, value_name = "DATA_DIR", conflicts_with = "folder")]
    log: Option<PathBuf>,
    /// Write a page to this file: it needs nothing else, and opens in any browser.
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Print one JSON object.
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// Print a line of CSV for each number.
    #[arg(long)]
    csv: bool,
    /// Say beside it what the log of the uniform cell (or the first one) alone would have told of
    /// the policies of the others, and what is true; for simulations.
    #[arg(long, conflicts_with = "log")]
    estimate: bool,
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
    let baseline = arguments.baseline.as_deref();
    let mut report = match (&arguments.log, &arguments.folder) {
        (Some(data), _) => reading::log_report(&log_folder(data), baseline, options)?,
        (None, Some(folder)) => reading::report(folder, baseline, options)?,
        (None, None) => reading::report(&usual_folder(options)?, baseline, options)?,
    };
    if arguments.estimate {
        let folder = arguments
            .folder
            .clone()
            .map_or_else(|| usual_folder(options), Ok)?;
        report.evaluations = estimates(&folder, options)?;
    }
    print(&report, arguments, out)
}

/// What estimators that may be trusted say of the policies of a simulation, and what is true.
fn estimates(folder: &Path, options: &Options) -> Result<Vec<Estimated>, Failure> {
    let settings = Settings {
        estimators: Estimator::USUAL.to_vec(),
        method: Method::Normal,
        seed: Seed(options.seed.unwrap_or_default()),
        threads: thread::available_parallelism().map_or(1, usize::from),
    };
    let question = Question {
        cell: None,
        policies: &[],
        training: 0.5,
        settings: &settings,
    };
    let judgements = judge_simulation(folder, &question, options)?.judgements;
    let of_one = |judgement: &Judgement| {
        let truth = judgement.truth.map_or_else(
            || unknown("nobody saw anything"),
            |value| {
                Answer::Known(Interval {
                    value,
                    low: value,
                    high: value,
                })
            },
        );
        let policy = judgement.policy.to_string();
        let outcomes = judgement.evaluation.outcomes.iter();
        let estimates = outcomes.map(|outcome| Estimated {
            policy: policy.clone(),
            estimator: outcome.estimator.to_string(),
            estimate: match &outcome.estimate {
                Err(refusal) => unknown(&refusal.to_string()),
                Ok(estimate) => estimate.interval.map_or_else(
                    || unknown("it does not vary"),
                    |interval| {
                        Answer::Known(Interval {
                            value: estimate.value,
                            low: interval.lower,
                            high: interval.upper,
                        })
                    },
                ),
            },
            truth: truth.clone(),
            n: outcome
                .estimate
                .as_ref()
                .map_or(0, |estimate| estimate.rounds),
        });
        estimates.collect::<Vec<_>>()
    };
    Ok(judgements.iter().flat_map(of_one).collect())
}

fn unknown(why: &str) -> Answer<Interval> {
    Answer::Unknown {
        unknown: why.to_owned(),
    }
}

fn print(report: &Report, arguments: &ReportOptions, out: &mut dyn Write) -> Result<(), Failure> {
    if let Some(file) = &arguments.html {
        let name = Text::new(&file.to_string_lossy());
        files::store(file, html::page(report).as_bytes())
            .map_err(|error| Failure::Storage(format!("{name}: cannot write it: {error}")))?;
        if !arguments.csv && !arguments.json {
            let title = Text::new(&report.headline.title);
            return Ok(writeln!(out, "{title}. The page is {name}.")?);
        }
    }
    if arguments.csv {
        let csv = data::csv(report).map_err(|error| Failure::Storage(error.to_string()))?;
        out.write_all(csv.as_bytes())?;
    } else if arguments.json {
        writeln!(out, "{:#}", data::json(report))?;
    } else {
        print_text(report, out)?;
    }
    Ok(())
}

fn print_text(report: &Report, out: &mut dyn Write) -> Result<(), Failure> {
    let environment = Environment::of_process();
    let is_bold = io::stdout().is_terminal() && !environment.no_colour;
    let (bold, plain) = if is_bold {
        ("\u{1b}[1m", "\u{1b}[0m")
    } else {
        ("", "")
    };
    for (place, section) in text::sections(report).into_iter().enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{bold}{}{plain}", section.heading)?;
        for line in &section.before {
            writeln!(out, "{line}")?;
        }
        print_columns(&section.rows, section.texts..usize::MAX, out)?;
        for line in &section.after {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

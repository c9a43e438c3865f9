//! `keyart script check`: everything that is wrong with scripts.

use std::{io::Write, path::PathBuf};

use clap::Args;
use serde_json::json;

use super::Failure;
use crate::{
    catalog::Severity,
    script::{Problem, files, read},
    text::counted,
};

/// Options of `keyart script check`.
#[derive(Debug, Args)]
pub(in crate::cli) struct CheckOptions {
    /// Scripts, and folders that hold scripts
    #[arg(required = true, value_name = "FILE|FOLDER")]
    paths: Vec<PathBuf>,
    /// Print one JSON object instead of lines
    #[arg(long)]
    json: bool,
}

pub(super) fn run(options: &CheckOptions, out: &mut dyn Write) -> Result<(), Failure> {
    let scripts = files::scripts(&options.paths).map_err(Failure::Input)?;
    let found = scripts
        .iter()
        .map(|path| read(path, &files::Disk).map_or_else(|errors| errors, |it| it.warnings));
    report(found, options.json, out)
}

/// Prints what was found in each of some scripts.
///
/// # Errors
/// [`Failure::Input`] if one of them is wrong.
pub(in crate::cli) fn report(
    found: impl IntoIterator<Item = Vec<Problem>>,
    is_json: bool,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let mut count = 0;
    let mut problems: Vec<Problem> = Vec::new();
    for found in found {
        count += 1;
        // Several scripts may include the same file.
        let before = problems.len();
        let new = |problem: &Problem| !problems[..before].contains(problem);
        let found: Vec<Problem> = found.into_iter().filter(new).collect();
        problems.extend(found);
    }
    let is_error = |problem: &&Problem| problem.what.severity == Severity::Error;
    let errors = problems.iter().filter(is_error).count();
    let warnings = problems.len() - errors;
    if is_json {
        let report = json!({
            "scripts": count,
            "errors": errors,
            "warnings": warnings,
            "problems": problems.iter().map(value).collect::<Vec<_>>(),
        });
        writeln!(out, "{report:#}")?;
    } else {
        for problem in &problems {
            writeln!(out, "{problem:#}")?;
        }
        let scripts = counted(count, "script");
        let errors = counted(errors, "error");
        let warnings = counted(warnings, "warning");
        writeln!(out, "{scripts}: {errors} and {warnings}")?;
    }
    match errors {
        0 => Ok(()),
        _ => Err(Failure::Input(format!(
            "{} in {}",
            counted(errors, "error"),
            counted(count, "script")
        ))),
    }
}

/// A problem for programs.
pub(in crate::cli) fn value(problem: &Problem) -> serde_json::Value {
    json!({
        "severity": problem.what.severity.to_string(),
        "file": problem.what.file.as_str(),
        "line": problem.what.line,
        "column": problem.what.column,
        "width": problem.width,
        "message": problem.what.message,
        "remedy": problem.what.remedy,
    })
}

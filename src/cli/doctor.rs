//! `keyart doctor`: what the terminal can do, and whether everything is in order.

use std::{io::Write, path::Path};

use clap::Args;
use serde_json::json;

use super::{Failure, Options};
use crate::{
    log, runtime::opening::log_folder, text, time::Timestamp, tui::terminal::Capabilities,
};

/// Options of `keyart doctor`.
#[derive(Debug, Args)]
pub(super) struct DoctorOptions {
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// One thing that was looked at.
struct Check {
    subject: &'static str,
    answer: String,
    is_sound: bool,
}

/// Prints every check; the closing line says whether all is well.
///
/// # Errors
/// [`Failure::Unmet`] if something is not in order.
pub(super) fn run(
    arguments: &DoctorOptions,
    options: &Options,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let checks: Vec<Check> = terminal(options)
        .into_iter()
        .chain(files(options))
        .collect();
    let failed = checks.iter().filter(|check| !check.is_sound).count();
    if arguments.json {
        let checks: Vec<_> = checks
            .iter()
            .map(|check| json!({ "subject": check.subject, "answer": check.answer, "ok": check.is_sound }))
            .collect();
        writeln!(out, "{:#}", json!({ "ok": failed == 0, "checks": checks }))?;
    } else {
        for check in &checks {
            let mark = if check.is_sound { "ok" } else { "!!" };
            writeln!(out, "{mark}  {:<20} {}", check.subject, check.answer)?;
        }
    }
    match failed {
        0 => Ok(()),
        failed => Err(Failure::Unmet(format!(
            "{failed} of {} checks failed",
            checks.len()
        ))),
    }
}

fn sound(subject: &'static str, answer: impl Into<String>) -> Check {
    Check {
        subject,
        answer: answer.into(),
        is_sound: true,
    }
}

fn terminal(options: &Options) -> Vec<Check> {
    let chosen = options.configured().ok().and_then(|config| config.protocol);
    let found = Capabilities::detect(chosen);
    let findings = found.report.iter();
    findings
        .map(|finding| sound(finding.subject, finding.answer.as_str()))
        .collect()
}

fn files(options: &Options) -> Vec<Check> {
    let shown = |path: &Path| text::neutral(&path.to_string_lossy());
    let checked = |subject, result: Result<String, String>| match result {
        Ok(answer) => sound(subject, answer),
        Err(answer) => Check {
            subject,
            answer,
            is_sound: false,
        },
    };
    let config = options.config_path().and_then(|(path, required)| {
        super::config::Config::load(&path, required)?;
        Ok(shown(&path))
    });
    let data = options.data();
    let opening = options
        .configured()
        .and_then(|config| options.opening(&config, Timestamp::now()));
    let catalog = opening
        .as_ref()
        .map_err(ToString::to_string)
        .and_then(|(opening, errors)| {
            let answer = format!("{} titles, {errors} errors", opening.catalog.titles().len());
            if *errors == 0 {
                Ok(answer)
            } else {
                Err(answer + "; `keyart catalog check` names them")
            }
        });
    let profiles = opening
        .as_ref()
        .map_err(ToString::to_string)
        .and_then(|(opening, _)| {
            let profiles = opening
                .look_at_profiles()
                .map_err(|error| error.to_string())?;
            Ok(format!("{} profiles", profiles.as_slice().len()))
        });
    let log = data
        .as_ref()
        .map_err(ToString::to_string)
        .and_then(|data| count_records(&log_folder(data)));
    vec![
        checked("configuration", config.map_err(|error| error.to_string())),
        checked(
            "data folder",
            data.as_ref()
                .map(|path| shown(path))
                .map_err(ToString::to_string),
        ),
        checked("catalog", catalog),
        checked("profiles", profiles),
        checked("log", log),
    ]
}

fn count_records(folder: &Path) -> Result<String, String> {
    let (mut segments, mut records, mut torn) = (0, 0, 0);
    for segment in log::read(folder).map_err(|error| error.to_string())? {
        let mut segment = segment.map_err(|error| error.to_string())?;
        segments += 1;
        for record in &mut segment {
            record.map_err(|error| error.to_string())?;
            records += 1;
        }
        torn += usize::from(segment.tail().is_some());
    }
    let torn = if torn == 0 {
        String::new()
    } else {
        format!(", {torn} with an unfinished end set aside")
    };
    Ok(format!("{records} records in {segments} sessions{torn}"))
}

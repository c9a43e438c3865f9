//! `keyart doctor`: what the terminal can do, and whether everything is in order.

use std::{io::Write, path::Path, time::Duration};

use clap::Args;
use serde_json::{Value, json};

use super::{Failure, Options};
use crate::{
    artwork::Protocol,
    log,
    runtime::opening::log_folder,
    text::{self, Text},
    time::Timestamp,
    tui::terminal::{Capabilities, Contact, Means},
};

/// Options of `keyart doctor`.
#[derive(Debug, Args)]
pub(super) struct DoctorOptions {
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// How many columns the report takes at most.
const COLUMNS: u16 = 80;
/// Columns of a question, of a choice and of a file that is checked.
const QUESTION: usize = 22;
/// Columns of how it was asked.
const MEANS: usize = 24;

/// One thing that was looked at.
struct Check {
    subject: &'static str,
    answer: String,
    is_sound: bool,
}

/// Prints what was asked, answered and chosen, and every check of the files.
///
/// # Errors
/// [`Failure::Unmet`] if something is not in order.
pub(super) fn run(
    arguments: &DoctorOptions,
    options: &Options,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let config = options.configured().ok();
    let protocol = config.as_ref().and_then(|config| config.protocol);
    let link = config.and_then(|config| config.link);
    let terminal = Capabilities::detect(protocol).with_link(link);
    let checks = files(options);
    let failed = checks.iter().filter(|check| !check.is_sound).count();
    if arguments.json {
        let report = json(&terminal, &checks);
        writeln!(out, "{report:#}")?;
    } else {
        print(&terminal, &checks, out)?;
    }
    match failed {
        0 => Ok(()),
        failed => Err(Failure::Unmet(format!(
            "{failed} of {} checks failed",
            checks.len()
        ))),
    }
}

/// What the program does in this terminal, each with a name.
fn choices(terminal: &Capabilities) -> Vec<(&'static str, String)> {
    let rendering = terminal.rendering();
    let yes = |is| if is { "yes" } else { "no" }.to_owned();
    let (width, height) = terminal.cell;
    let mut choices = vec![
        ("colours", terminal.colours.to_string()),
        ("cell", format!("{width}x{height} pixels")),
        ("link", terminal.link.to_string()),
        ("synchronized", yes(terminal.synchronized)),
    ];
    if rendering.protocol == Protocol::Kitty {
        choices.push(("transfer", rendering.transfer.to_string()));
    }
    if rendering.previews {
        choices.push(("symbols first", yes(true)));
    }
    choices
}

/// How the terminal took being asked, as a sentence.
fn contact(terminal: &Capabilities) -> String {
    match terminal.evidence.contact {
        Contact::None => "There is no terminal that could be asked.".to_owned(),
        Contact::Spared => "The terminal was not asked: it is known to print questions.".to_owned(),
        Contact::Silent => "The terminal did not answer to the end in time.".to_owned(),
        Contact::Answered(took) => {
            format!("The terminal answered in {:.1} ms.", milliseconds(took))
        }
    }
}

/// `time` in milliseconds, to a tenth.
fn milliseconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 10_000.0).round() / 10.0
}

/// Prints the report for a person.
fn print(terminal: &Capabilities, checks: &[Check], out: &mut dyn Write) -> Result<(), Failure> {
    writeln!(out, "{}\n", contact(terminal))?;
    writeln!(out, "  {:<QUESTION$} {:<MEANS$} ANSWERED", "ASKED", "BY")?;
    let rest = usize::from(COLUMNS) - QUESTION - MEANS - 4;
    for finding in terminal.findings() {
        let means = Text::new(means(&finding.means).1);
        let answer = finding.answer.unwrap_or_else(|| Text::new("-"));
        writeln!(
            out,
            "  {:<QUESTION$} {} {}",
            finding.question,
            means.padded(MEANS),
            answer.fit(rest)
        )?;
    }
    writeln!(out, "\n  CHOSEN")?;
    writeln!(out, "  {:<QUESTION$} {}", "pictures", terminal.protocol)?;
    for line in terminal.why_in(COLUMNS - QUESTION as u16 - 3) {
        writeln!(out, "  {:<QUESTION$} {line}", "")?;
    }
    for (name, value) in choices(terminal) {
        writeln!(out, "  {name:<QUESTION$} {value}")?;
    }
    writeln!(out, "\n  FILES")?;
    for check in checks {
        let mark = if check.is_sound { "ok" } else { "!!" };
        writeln!(
            out,
            "  {:<QUESTION$} {mark}  {}",
            check.subject, check.answer
        )?;
    }
    Ok(())
}

/// The kind of means, and what it is exactly.
fn means(means: &Means) -> (&'static str, &str) {
    match means {
        Means::Escape(escape) => ("escape", escape),
        Means::Variable(name) => ("variable", name),
        Means::System(call) => ("system", call),
        Means::Command(command) => ("command", command),
    }
}

/// The report for programs.
fn json(terminal: &Capabilities, checks: &[Check]) -> Value {
    let findings = terminal.findings();
    let asked: Vec<Value> = findings
        .iter()
        .map(|finding| {
            let (kind, exactly) = means(&finding.means);
            json!({ "question": finding.question, kind: exactly })
        })
        .collect();
    let answered: Vec<Value> = findings
        .iter()
        .map(|finding| {
            let answer = finding.answer.as_ref().map(Text::as_str);
            json!({ "question": finding.question, "answer": answer })
        })
        .collect();
    let took = match terminal.evidence.contact {
        Contact::Answered(took) => Some(milliseconds(took)),
        _ => None,
    };
    let files: Vec<Value> = checks
        .iter()
        .map(|check| {
            json!({ "subject": check.subject, "answer": check.answer, "ok": check.is_sound })
        })
        .collect();
    let rendering = terminal.rendering();
    json!({
        "ok": checks.iter().all(|check| check.is_sound),
        "contact": contact(terminal),
        "milliseconds": took,
        "asked": asked,
        "answered": answered,
        "chosen": {
            "protocol": rendering.protocol.as_str(),
            "why": terminal.why.as_str(),
            "colours": rendering.depth.as_str(),
            "cell": rendering.cell,
            "transfer": rendering.transfer.as_str(),
            "link": terminal.link.as_str(),
            "previews": rendering.previews,
            "synchronized": terminal.synchronized,
        },
        "checks": files,
    })
}

fn files(options: &Options) -> Vec<Check> {
    let checked = |subject, result: Result<String, String>| match result {
        Ok(answer) => Check {
            subject,
            answer,
            is_sound: true,
        },
        Err(answer) => Check {
            subject,
            answer,
            is_sound: false,
        },
    };
    let config = options.config_path().and_then(|(path, required)| {
        super::config::Config::load(&path, required)?;
        Ok(shown(&path, "not there: the defaults hold"))
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
                .map(|path| shown(path, "not there yet"))
                .map_err(ToString::to_string),
        ),
        checked("catalog", catalog),
        checked("profiles", profiles),
        checked("log", log),
    ]
}

/// The path, and what it means if nothing is there.
fn shown(path: &Path, without: &str) -> String {
    let shown = text::neutral(&path.to_string_lossy());
    if path.exists() {
        shown
    } else {
        format!("{shown} ({without})")
    }
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

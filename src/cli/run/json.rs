//! The results as JSON, one object a line.
//!
//! The help of the option says what the fields are.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::{
    Done, Summary,
    report::Printer,
    selection::{Selection, Task},
};
use crate::{
    cli::{Options, script::check::value},
    script::{
        Problem, Script,
        player::{Difference, End, Evidence, Failure as Unmet},
        statement::Setting,
    },
    text::{excerpt, neutral},
};

/// Columns of the longest sentence.
const SENTENCE: usize = 1_000;

/// The seed of scripts that say nothing of one.
const USUAL_SEED: u64 = 1;

/// Prints JSON.
pub(super) struct Json {
    seed: Option<u64>,
}

impl Json {
    /// Prints JSON; `options` may say what stands in the place of what scripts set.
    pub(super) fn new(options: &Options) -> Self {
        Self { seed: options.seed }
    }
}

impl Printer for Json {
    fn begin(&mut self, _: usize, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn tell(&mut self, done: &Done<'_>, out: &mut dyn Write) -> io::Result<()> {
        let mut object = of_task(done.task, self.seed);
        let report = &done.report;
        let mut set = |name: &str, value: Value| object.insert(name.to_owned(), value);
        set("result", json!(result(&report.end)));
        set("steps", json!(report.steps));
        set("expectations", json!(report.expectations));
        set("milliseconds", json!(done.milliseconds));
        match &report.end {
            End::Passed => None,
            End::Failed(unmet) => set("failure", failure(unmet)),
            End::Wrong(found) => set("problems", problems(found)),
            End::Broken(message) => set("message", json!(excerpt(message, SENTENCE))),
        };
        if !report.updated.is_empty() {
            let paths = report.updated.iter().map(|(path, _)| path);
            let paths: Vec<String> = paths.map(|path| neutral(&path.to_string_lossy())).collect();
            set("updated", json!(paths));
        }
        if !done.unused.is_empty() {
            set("unused", json!(done.unused));
        }
        if let Some(page) = &done.page {
            set("trace", json!(neutral(&page.to_string_lossy())));
        }
        line(&object.into(), out)
    }

    fn leave_out(&mut self, task: Task<'_>, out: &mut dyn Write) -> io::Result<()> {
        let mut object = of_task(task, self.seed);
        object.insert("result".to_owned(), json!("left_out"));
        line(&object.into(), out)
    }

    fn sum_up(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let object = json!({
            "type": "summary",
            "scripts": summary.planned,
            "passed": summary.passed,
            "failed": summary.failed,
            "wrong": summary.wrong,
            "broken": summary.broken,
            "left_out": summary.left_out(),
            "milliseconds": summary.milliseconds,
        });
        line(&object, out)
    }
}

/// Prints the scripts: of each `type`, `file`, `tags`, `seed`, and whether it `is_right`.
pub(super) fn list(
    selection: &Selection,
    seed: Option<u64>,
    out: &mut dyn Write,
) -> io::Result<()> {
    for entry in selection.entries() {
        let mut object = of_task(Task { entry, round: 1 }, seed);
        object.remove("round");
        object.remove("warnings");
        object.insert("is_right".to_owned(), json!(entry.script.is_ok()));
        line(&object.into(), out)?;
    }
    Ok(())
}

/// The seed that the script is played with.
pub(super) fn seed(script: Option<&Script>, instead: Option<u64>) -> u64 {
    let settings = script.map_or(&[][..], |script| &script.settings);
    let own = settings
        .iter()
        .rev()
        .find_map(|(setting, _)| match setting {
            Setting::Seed(seed) => Some(*seed),
            _ => None,
        });
    instead.or(own).unwrap_or(USUAL_SEED)
}

/// The word for an end.
pub(super) fn result(end: &End) -> &'static str {
    match end {
        End::Passed => "passed",
        End::Failed(_) => "failed",
        End::Wrong(_) => "wrong",
        End::Broken(_) => "broken",
    }
}

fn of_task(task: Task<'_>, instead: Option<u64>) -> Map<String, Value> {
    let script = task.entry.script.as_ref().ok();
    let tags = script.map_or(&[][..], |script| &script.tags);
    let tags: Vec<String> = tags.iter().map(|tag| neutral(tag)).collect();
    let warnings = script.map_or(&[][..], |script| &script.warnings);
    let mut object = Map::new();
    for (name, value) in [
        ("type", json!("script")),
        ("file", json!(task.entry.name)),
        ("round", json!(task.round)),
        ("tags", json!(tags)),
        ("seed", json!(seed(script, instead))),
        ("warnings", problems(warnings)),
    ] {
        object.insert(name.to_owned(), value);
    }
    object
}

fn failure(unmet: &Unmet) -> Value {
    let mut object = json!({
        "file": unmet.line.source.name.as_str(),
        "line": unmet.line.line.number,
        "said": excerpt(&unmet.said, SENTENCE),
        "expected": excerpt(&unmet.unmet.expected, SENTENCE),
        "actual": excerpt(&unmet.unmet.actual, SENTENCE),
        "screen": unmet.screen,
    });
    match &unmet.unmet.evidence {
        Evidence::Screen => {}
        Evidence::Marks(marks) => {
            let marks = marks.iter().map(|(row, it)| json!([row, it.start, it.end]));
            object["marks"] = marks.collect();
        }
        Evidence::Differences(lines) => {
            let told = lines.iter().map(|line| match line {
                Difference::Same(text) => format!("  {text}"),
                Difference::Expected(text) => format!("- {text}"),
                Difference::Actual(text) => format!("+ {text}"),
            });
            object["differences"] = told.collect();
        }
    }
    object
}

fn problems(found: &[Problem]) -> Value {
    found.iter().map(value).collect()
}

fn line(object: &Value, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{object}")
}

//! The results in the Test Anything Protocol, version 14 (testanything.org).

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{Done, Summary, report::Printer, selection::Task};
use crate::{
    script::player::{End, Evidence},
    text::excerpt,
};

/// Columns of the longest sentence.
const SENTENCE: usize = 400;

/// Prints test points.
#[derive(Debug, Default)]
pub(super) struct Tap {
    number: usize,
}

impl Tap {
    fn point(
        &mut self,
        is_ok: bool,
        task: Task<'_>,
        directive: &str,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        self.number += 1;
        let ok = if is_ok { "ok" } else { "not ok" };
        let description = escaped(&task.name());
        writeln!(out, "{ok} {} - {description}{directive}", self.number)
    }
}

impl Printer for Tap {
    fn begin(&mut self, planned: usize, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "TAP version 14\n1..{planned}")
    }

    fn tell(&mut self, done: &Done<'_>, out: &mut dyn Write) -> io::Result<()> {
        let end = &done.report.end;
        self.point(matches!(end, End::Passed), done.task, "", out)?;
        // JSON strings are YAML, whatever they hold.
        let mut lines: Vec<(&str, Value)> = Vec::new();
        match end {
            End::Passed => {}
            End::Failed(failure) => {
                let unmet = &failure.unmet;
                lines.push(("message", json!(excerpt(&failure.said, SENTENCE))));
                lines.push(("severity", json!("fail")));
                lines.push(("file", json!(failure.line.source.name.as_str())));
                lines.push(("line", json!(failure.line.line.number)));
                lines.push(("expected", json!(excerpt(&unmet.expected, SENTENCE))));
                lines.push(("actual", json!(excerpt(&unmet.actual, SENTENCE))));
                if let Evidence::Marks(marks) = &unmet.evidence {
                    let rows: Vec<usize> = marks.iter().map(|(row, _)| row + 1).collect();
                    lines.push(("marked", json!(rows)));
                }
                lines.push(("screen", failure.screen.lines().collect()));
            }
            End::Wrong(problems) => {
                let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
                lines.push(("message", json!("the script is wrong")));
                lines.push(("severity", json!("error")));
                lines.push(("problems", json!(told)));
            }
            End::Broken(message) => {
                lines.push(("message", json!(excerpt(message, SENTENCE))));
                lines.push(("severity", json!("error")));
            }
        }
        lines.push(("duration_ms", json!(done.milliseconds)));
        writeln!(out, "  ---")?;
        for (name, value) in lines {
            match value {
                Value::Array(items) if !items.is_empty() => {
                    writeln!(out, "  {name}:")?;
                    for item in items {
                        writeln!(out, "    - {item}")?;
                    }
                }
                value => writeln!(out, "  {name}: {value}")?,
            }
        }
        writeln!(out, "  ...")
    }

    fn leave_out(&mut self, task: Task<'_>, out: &mut dyn Write) -> io::Result<()> {
        let directive = " # SKIP a script before it did not pass";
        self.point(true, task, directive, out)
    }

    fn sum_up(&mut self, _: &Summary, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// A description in which nothing begins a directive.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('#', "\\#")
}

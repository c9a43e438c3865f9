//! What `keyart run` says to people.

use std::io::{self, Write};

use super::{
    Done, Summary, again, failure,
    paint::Paint,
    report::{FEW, Printer},
    selection::{Task, print_problems},
};
use crate::{
    cli::Options,
    script::player::End,
    text::{counted, excerpt, neutral},
};

/// So many scripts that did not pass are told of at length, all others in a line.
const AT_LENGTH: usize = 5;

/// Problems that are told of a script that is wrong, once others have been told at length.
const BRIEFLY: usize = 1;

/// So many of the slowest scripts are named.
const SLOWEST: usize = 5;

/// A run that takes less, in milliseconds, has no slow scripts.
const LONG: i64 = 5_000;

/// Columns of a sentence.
const SENTENCE: usize = 400;

/// Tells people.
pub(super) struct Plain<'o> {
    options: &'o Options,
    paint: Paint,
    /// Whether scripts that pass are told of.
    lists_all: bool,
    bad: usize,
    /// Milliseconds and names, the slowest first.
    slowest: Vec<(i64, String)>,
}

impl<'o> Plain<'o> {
    /// Tells people; also of each script that passes, if that `lists_all`.
    pub(super) fn new(options: &'o Options, lists_all: bool) -> Self {
        Self {
            options,
            paint: Paint::of_stdout(),
            lists_all,
            bad: 0,
            slowest: Vec::new(),
        }
    }

    fn remember(&mut self, done: &Done<'_>) {
        let time = done.milliseconds;
        let place = self.slowest.partition_point(|(other, _)| *other >= time);
        if place < SLOWEST {
            self.slowest.insert(place, (time, done.task.name()));
            self.slowest.truncate(SLOWEST);
        }
    }

    fn tell_end(&self, done: &Done<'_>, out: &mut dyn Write) -> io::Result<()> {
        let is_short = self.bad > AT_LENGTH;
        match &done.report.end {
            End::Passed => Ok(()),
            End::Failed(unmet) if is_short => {
                writeln!(out, "  {}", failure::headline(unmet))
            }
            End::Failed(unmet) => {
                failure::print(unmet, self.paint, out)?;
                let again = again::command(&done.task.entry.path, self.options);
                writeln!(out, "\n  {} {again}", self.paint.faint("again:"))?;
                self.tell_page(done, out)?;
                writeln!(out)
            }
            End::Wrong(problems) if is_short => {
                print_problems(&problems[..problems.len().min(BRIEFLY)], out)?;
                match problems.len().saturating_sub(BRIEFLY) {
                    0 => Ok(()),
                    more => writeln!(out, "  and {more} more"),
                }
            }
            End::Wrong(problems) => print_problems(problems, out),
            End::Broken(message) => writeln!(out, "  {}", excerpt(message, SENTENCE)),
        }
    }

    fn tell_page(&self, done: &Done<'_>, out: &mut dyn Write) -> io::Result<()> {
        let Some(page) = &done.page else {
            return Ok(());
        };
        let page = neutral(&page.to_string_lossy());
        writeln!(out, "  {} {page}", self.paint.faint("trace:"))
    }

    fn tell_snapshots(&self, done: &Done<'_>, out: &mut dyn Write) -> io::Result<()> {
        for (path, differences) in &done.report.updated {
            writeln!(out, "  stored {}", neutral(&path.to_string_lossy()))?;
            failure::print_differences(differences, self.paint, out)?;
        }
        for path in &done.unused {
            writeln!(
                out,
                "  note: {path} is not used by {}; delete it if nothing else needs it",
                done.task.entry.name
            )?;
        }
        Ok(())
    }
}

impl Printer for Plain<'_> {
    fn begin(&mut self, _: usize, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn tell(&mut self, done: &Done<'_>, out: &mut dyn Write) -> io::Result<()> {
        self.remember(done);
        let report = &done.report;
        let has_passed = matches!(report.end, End::Passed);
        self.bad += usize::from(!has_passed);
        let is_noted = !report.updated.is_empty() || !done.unused.is_empty();
        if !has_passed || self.lists_all || is_noted {
            let mark = match has_passed {
                true => self.paint.good("✓"),
                false => self.paint.bad("✗"),
            };
            let facts = format!(
                "{}, {}, {} ms",
                counted(report.steps as usize, "step"),
                counted(report.expectations as usize, "expectation"),
                done.milliseconds
            );
            let facts = self.paint.faint(&facts);
            writeln!(out, "{mark} {}  {facts}", done.task.name())?;
        }
        if let Ok(script) = &done.task.entry.script
            && done.task.round == 1
        {
            print_problems(&script.warnings, out)?;
        }
        self.tell_snapshots(done, out)?;
        self.tell_end(done, out)
    }

    fn leave_out(&mut self, _: Task<'_>, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn sum_up(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        if self.bad > AT_LENGTH {
            writeln!(
                out,
                "\nAfter the first {AT_LENGTH}, only what was expected is told: play a script by \
                 itself to see its screen."
            )?;
        }
        if summary.milliseconds >= LONG && summary.planned > FEW {
            writeln!(out, "\nThe slowest:")?;
            for (milliseconds, name) in &self.slowest {
                writeln!(out, "{milliseconds:>8} ms  {name}")?;
            }
            writeln!(out)?;
        }
        let counts = [
            (summary.passed, "passed"),
            (summary.failed, "failed"),
            (summary.wrong, "wrong"),
            (summary.broken, "broken"),
            (summary.left_out(), "left out"),
        ];
        let counts = counts.iter().filter(|(count, _)| *count > 0);
        let words: Vec<String> = counts
            .map(|(count, word)| {
                let words = format!("{count} {word}");
                match *word {
                    "passed" => self.paint.good(&words),
                    "left out" => words,
                    _ => self.paint.bad(&words),
                }
            })
            .collect();
        let seconds = summary.milliseconds as f64 / 1_000.0;
        writeln!(out, "{} in {seconds:.2} s", words.join(", "))
    }
}

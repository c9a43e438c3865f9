//! What `keyart run` says to people.

use std::io::{self, Write};

use super::{Done, Summary, selection::print_problems};
use crate::{
    cli::Failure,
    script::player::{Difference, End, Evidence, Failure as Unmet},
    text::{excerpt, neutral},
};

/// Lines of a stored screen that are shown round a difference.
const AROUND: usize = 2;

/// Columns of a sentence.
const SENTENCE: usize = 400;

/// Tells of a script that was played.
pub(super) fn tell(done: &Done<'_>, out: &mut dyn Write) -> Result<(), Failure> {
    let name = &done.task.entry.name;
    let round = match done.task.round {
        1 => String::new(),
        round => format!(" (time {round})"),
    };
    let report = &done.report;
    let mark = match report.end {
        End::Passed => "✓",
        _ => "✗",
    };
    writeln!(
        out,
        "{mark} {name}{round}  {} steps, {} expectations, {} ms",
        report.steps, report.expectations, done.milliseconds
    )?;
    if let Ok(script) = &done.task.entry.script
        && done.task.round == 1
    {
        print_problems(&script.warnings, out)?;
    }
    for (path, differences) in &report.updated {
        writeln!(out, "  stored {}", neutral(&path.to_string_lossy()))?;
        print_differences(differences, out)?;
    }
    match &report.end {
        End::Passed => {}
        End::Failed(failure) => print_failure(failure, done, out)?,
        End::Wrong(problems) => print_problems(problems, out)?,
        End::Broken(message) => writeln!(out, "  {}", excerpt(message, SENTENCE))?,
    }
    Ok(())
}

/// Says how all of them ended.
pub(super) fn sum_up(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let counts = [
        (summary.passed, "passed"),
        (summary.failed, "failed"),
        (summary.wrong, "wrong"),
        (summary.broken, "broken"),
        (summary.left_out(), "left out"),
    ];
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    let words: Vec<String> = counts
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    let seconds = summary.milliseconds as f64 / 1_000.0;
    writeln!(out, "{} in {seconds:.2} s", words.join(", "))
}

fn print_failure(failure: &Unmet, done: &Done<'_>, out: &mut dyn Write) -> io::Result<()> {
    let line = &failure.line;
    let place = format!("{}:{}", line.source.name, line.line.number);
    writeln!(out, "\n  {place}: {}", excerpt(&failure.said, SENTENCE))?;
    writeln!(
        out,
        "    expected  {}",
        excerpt(&failure.unmet.expected, SENTENCE)
    )?;
    writeln!(
        out,
        "    actually  {}\n",
        excerpt(&failure.unmet.actual, SENTENCE)
    )?;
    match &failure.unmet.evidence {
        Evidence::Differences(differences) => print_differences(differences, out)?,
        Evidence::Marks(marks) => print_screen(&failure.screen, marks, out)?,
        Evidence::Screen => print_screen(&failure.screen, &[], out)?,
    }
    writeln!(out, "\n  again: keyart run {}\n", done.task.entry.name)
}

fn print_screen(
    screen: &str,
    marks: &[(usize, std::ops::Range<usize>)],
    out: &mut dyn Write,
) -> io::Result<()> {
    for (row, text) in screen.lines().enumerate() {
        let marked = marks.iter().find(|(marked, _)| *marked == row);
        let sign = if marked.is_some() { '>' } else { '│' };
        writeln!(out, "  {sign} {text}")?;
        if let Some((_, range)) = marked {
            let width = |part: Option<&str>| part.map_or(0, unicode_width::UnicodeWidthStr::width);
            let before = " ".repeat(width(text.get(..range.start)));
            let under = "^".repeat(width(text.get(range.clone())).max(1));
            writeln!(out, "  │ {before}{under}")?;
        }
    }
    Ok(())
}

/// Prints what differs, with a few lines round it.
fn print_differences(differences: &[Difference], out: &mut dyn Write) -> io::Result<()> {
    let is_change = |line: &Difference| !matches!(line, Difference::Same(_));
    let mut was_left_out = false;
    for (place, line) in differences.iter().enumerate() {
        let near = place.saturating_sub(AROUND)..(place + AROUND + 1).min(differences.len());
        if !differences[near].iter().any(is_change) {
            was_left_out = true;
            continue;
        }
        if std::mem::take(&mut was_left_out) {
            writeln!(out, "    …")?;
        }
        match line {
            Difference::Same(text) => writeln!(out, "    {text}")?,
            Difference::Expected(text) => writeln!(out, "  - {text}")?,
            Difference::Actual(text) => writeln!(out, "  + {text}")?,
        }
    }
    Ok(())
}

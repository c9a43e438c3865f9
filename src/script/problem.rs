//! What is wrong with a script, where, and the line that it is about.

use std::fmt;

use super::{program::Source, token::Fault};
use crate::{
    catalog::{self, Severity},
    text::{Text, excerpt},
};

/// Problems that are told of one script.
const MOST: usize = 100;

/// Columns of the longest message or remedy.
const MESSAGE: usize = 400;

/// Columns of a line that are shown before its fault, of the fault, and behind it.
const SHOWN: [usize; 3] = [60, 60, 40];

/// Something wrong in a script; all its texts are neutral.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong, and where; the remedy is empty if the message says it.
    pub what: catalog::Problem,
    /// Characters that it is about; 0 for a place between two.
    pub width: usize,
    /// The line, unless it is about the whole file.
    pub quote: Option<Box<Quote>>,
}

/// A part of a line that fits on a screen, with the place that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The part; tabs are blanks.
    pub text: String,
    /// Columns before the place.
    pub before: usize,
    /// Columns of the place, at least 1.
    pub width: usize,
}

impl Quote {
    /// What stands round `fault` in `line`.
    fn of(line: &str, fault: &Fault) -> Self {
        let part = |range: std::ops::Range<usize>| line.get(range).unwrap_or_default();
        let (start, end) = (fault.span.start, fault.span.end);
        let [before, wrong, after] = [part(0..start), part(start..end), part(end..line.len())];
        let [most_before, most_wrong, most_after] = SHOWN;
        let mut kept = before.char_indices().rev();
        let before = match kept.nth(most_before) {
            Some((at, _)) => format!("…{}", shown(&before[at..], usize::MAX)),
            None => shown(before.trim_start(), usize::MAX),
        };
        let wrong = shown(wrong, most_wrong);
        let after = shown(after.trim_end(), most_after);
        let columns = |text: &str| Text::new(text).width();
        Self {
            before: columns(&before),
            width: columns(&wrong).max(1),
            text: before + &wrong + &after,
        }
    }
}

/// `text` on one line, with at most so many columns.
fn shown(text: &str, columns: usize) -> String {
    let readable: String = text.chars().take(columns.saturating_add(1)).collect();
    excerpt(&readable.replace('\t', " "), columns)
}

impl Problem {
    /// The fault of the line with this number.
    pub(super) fn of_line(source: &Source, line: usize, fault: &Fault) -> Self {
        let text = source.line(line);
        let before = text.get(..fault.span.start).unwrap_or(text);
        let wrong = text.get(fault.span.clone()).unwrap_or_default();
        let place = (line, before.chars().count() + 1);
        Self {
            width: wrong.chars().count(),
            quote: Some(Box::new(Quote::of(text, fault))),
            ..Self::of_file(&source.name, place, &fault.message, &fault.remedy)
        }
    }

    /// Something wrong with a file that cannot be read as text beyond this place.
    pub(super) fn of_file(file: &Text, place: (usize, usize), message: &str, remedy: &str) -> Self {
        let what = catalog::Problem {
            severity: Severity::Error,
            file: file.clone(),
            line: place.0,
            column: place.1,
            message: excerpt(message, MESSAGE),
            remedy: excerpt(remedy, MESSAGE),
        };
        Self {
            what,
            width: 0,
            quote: None,
        }
    }
}

/// One line, as [`catalog::Problem`] has it. With `{:#}` the line of the script follows, and below
/// it marks under what is wrong.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.what.fmt(f)?;
        match self.quote.as_deref() {
            Some(Quote {
                text,
                before,
                width,
            }) if f.alternate() => {
                let marks = "^".repeat(*width);
                write!(f, "\n    {text}\n    {:before$}{marks}", "")
            }
            _ => Ok(()),
        }
    }
}

/// The problems of a script: each once, and not too many.
#[derive(Debug, Default)]
pub(super) struct Problems {
    told: Vec<Problem>,
    /// That there are more.
    more: Option<Problem>,
}

impl Problems {
    pub(super) fn push(&mut self, problem: Problem) {
        if self.is_full() || self.told.contains(&problem) {
            return;
        }
        if self.told.len() < MOST {
            self.told.push(problem);
            return;
        }
        let what = catalog::Problem {
            message: format!("there are more problems than these {MOST}"),
            remedy: "mend these first".to_owned(),
            ..problem.what
        };
        self.more = Some(Problem { what, ..problem });
    }

    /// Whether more of them would not be told.
    pub(super) fn is_full(&self) -> bool {
        self.more.is_some()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.told.is_empty()
    }

    /// All of them, by the order of `files` and by their places there.
    pub(super) fn in_order(mut self, files: &[Text]) -> Vec<Problem> {
        self.told.sort_by_key(|problem| {
            let file = files.iter().position(|file| *file == problem.what.file);
            (file, problem.what.line, problem.what.column)
        });
        self.told.extend(self.more);
        self.told
    }
}

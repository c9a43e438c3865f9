//! What is wrong with a file, and where.

use std::fmt;

use super::spelling::nearest;
use crate::text::{Text, neutral};

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// What it concerns cannot be used.
    Error,
    /// It can be used, but probably not as meant.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// Something wrong in a file; all its texts are neutral.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// How much it matters.
    pub severity: Severity,
    /// The file, as the user named it.
    pub file: Text,
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to do about it, in one sentence without a full stop.
    pub remedy: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            severity,
            file,
            line,
            column,
            message,
            remedy,
        } = self;
        write!(f, "{file}:{line}:{column}: {severity}: {message}")?;
        if remedy.is_empty() {
            return Ok(());
        }
        write!(f, " ({remedy})")
    }
}

/// Problems that are kept of one file; the last one then counts the others.
const KEPT: usize = 10_000;
/// Problems for which a similar word is looked for.
const COMPARED: usize = 1_000;

struct Finding {
    severity: Severity,
    at: usize,
    /// Another place that the message is about, such as the first of two equal ids.
    other: Option<usize>,
    message: String,
    remedy: String,
}

/// The problems found so far in a file, by the byte where they are.
#[derive(Default)]
pub(crate) struct Findings {
    kept: Vec<Finding>,
    errors: usize,
    omitted: usize,
    gaps_excused: bool,
}

impl Findings {
    /// Adds an error at byte `at`.
    pub(crate) fn error(&mut self, at: usize, message: &str, remedy: &str) {
        self.add(Severity::Error, at, None, message, remedy);
    }

    /// Adds an error at byte `at`; the line of byte `other` is added to the message.
    pub(crate) fn conflict(&mut self, at: usize, other: usize, message: &str, remedy: &str) {
        self.add(Severity::Error, at, Some(other), message, remedy);
    }

    /// Adds a warning at byte `at`.
    pub(crate) fn warning(&mut self, at: usize, message: &str, remedy: &str) {
        self.add(Severity::Warning, at, None, message, remedy);
    }

    fn add(
        &mut self,
        severity: Severity,
        at: usize,
        other: Option<usize>,
        message: &str,
        remedy: &str,
    ) {
        if self.gaps_excused && at == 0 {
            // The parser puts a value there that it could not read, after reporting it.
            return;
        }
        self.errors += usize::from(severity == Severity::Error);
        if self.kept.len() == KEPT {
            self.omitted += 1;
            return;
        }
        self.kept.push(Finding {
            severity,
            at,
            other,
            message: neutral(message),
            remedy: neutral(remedy),
        });
    }

    /// The number of errors so far.
    pub(crate) fn errors(&self) -> usize {
        self.errors
    }

    /// The bytes where something was found, sorted.
    pub(crate) fn places(&self) -> Vec<usize> {
        let mut places: Vec<_> = self.kept.iter().map(|finding| finding.at).collect();
        places.sort_unstable();
        places
    }

    /// Whether from now on missing keys are no error, because a syntax error may have hidden them.
    pub(crate) fn excuse_gaps(&mut self, excuse: bool) {
        self.gaps_excused = excuse;
    }

    /// Adds an error about a missing key, unless gaps are excused.
    pub(crate) fn gap(&mut self, at: usize, message: &str, remedy: &str) {
        if !self.gaps_excused {
            self.error(at, message, remedy);
        }
    }

    /// The question whether `word` was meant to be the nearest of the `known` ones, if one is
    /// near.
    pub(crate) fn did_you_mean<'k>(
        &self,
        word: &str,
        known: impl IntoIterator<Item = &'k str>,
    ) -> Option<String> {
        if self.kept.len() >= COMPARED {
            return None;
        }
        nearest(word, known).map(|meant| format!("did you mean `{meant}`?"))
    }

    /// Whether further problems are only counted.
    pub(crate) fn is_full(&self) -> bool {
        self.kept.len() == KEPT
    }

    /// The problems in the order of the text `source`, which users know as `file`.
    pub(crate) fn into_problems(mut self, source: &str, file: &str) -> Vec<Problem> {
        let file = Text::new(&neutral(file));
        self.kept.sort_by_key(|finding| finding.at);
        let lines = LineStarts::of(source, &self.kept);
        let mut position = Position::start(source);
        let mut problems: Vec<_> = self
            .kept
            .into_iter()
            .map(|finding| {
                position.advance(finding.at);
                let first = finding.other.map_or_else(String::new, |other| {
                    format!(", first on line {}", lines.line(other))
                });
                Problem {
                    severity: finding.severity,
                    file: file.clone(),
                    line: position.line,
                    column: position.column,
                    message: finding.message + &first,
                    remedy: finding.remedy,
                }
            })
            .collect();
        let is_error = |problem: &&Problem| problem.severity == Severity::Error;
        let listed = problems.iter().filter(is_error).count();
        if self.omitted > 0 {
            problems.push(Problem {
                severity: if self.errors > listed {
                    Severity::Error
                } else {
                    Severity::Warning
                },
                file,
                line: position.line,
                column: position.column,
                message: format!("{} more problems are not listed", self.omitted),
                remedy: "correct those above first".to_owned(),
            });
        }
        problems
    }
}

/// Finds the lines of bytes in any order.
struct LineStarts(Vec<usize>);

impl LineStarts {
    /// The lines of `source`, if any of the `findings` asks for one.
    fn of(source: &str, findings: &[Finding]) -> Self {
        if findings.iter().all(|finding| finding.other.is_none()) {
            return Self(Vec::new());
        }
        let breaks = source
            .bytes()
            .enumerate()
            .filter(|(_, byte)| *byte == b'\n');
        Self(breaks.map(|(at, _)| at + 1).collect())
    }

    fn line(&self, at: usize) -> usize {
        self.0.partition_point(|start| *start <= at) + 1
    }
}

/// A place in a text that only moves forwards, so that all columns of a long line are counted
/// once.
pub(crate) struct Position<'a> {
    source: &'a str,
    at: usize,
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl<'a> Position<'a> {
    pub(crate) fn start(source: &'a str) -> Self {
        Self {
            source,
            at: 0,
            line: 1,
            column: 1,
        }
    }

    /// Moves to byte `to`; a place before the present one or inside a character stays behind it.
    pub(crate) fn advance(&mut self, to: usize) {
        let to = to.clamp(self.at, self.source.len());
        let passed = &self.source.as_bytes()[self.at..to];
        let begins_character = |byte: &&u8| **byte & 0xC0 != 0x80;
        match passed.iter().rposition(|byte| *byte == b'\n') {
            None => self.column += passed.iter().filter(begins_character).count(),
            Some(last) => {
                self.line += passed.iter().filter(|byte| **byte == b'\n').count();
                self.column = 1 + passed[last + 1..].iter().filter(begins_character).count();
            }
        }
        self.at = to;
    }
}

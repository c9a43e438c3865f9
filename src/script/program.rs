//! A script with its included files: read, checked, and ready to be run.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    problem::Problem,
    reader::Reader,
    statement::{Setting, Statement, Values},
    token::Line,
};
use crate::text::Text;

/// Bytes of the largest script.
pub const LARGEST: u64 = 1 << 20;

/// A file of a script.
#[derive(Debug)]
pub struct Source {
    /// The file, as the user named it.
    pub name: Text,
    /// Where it is.
    pub path: PathBuf,
    /// Its lines, without what ends them.
    pub lines: Vec<String>,
}

/// A line of a script, and where it stands.
#[derive(Debug, Clone)]
pub struct Located {
    /// The file.
    pub source: Arc<Source>,
    /// The line, with names in the place of their values.
    pub line: Line,
    /// What it says; `None` if that depends on a name.
    pub statement: Option<Statement>,
}

/// A step of a script.
#[derive(Debug, Clone)]
pub enum Node {
    /// A line.
    Step(Located),
    /// A name gets a value.
    Let(Located, String),
    /// A block, so many times; the count is in the line.
    Repeat(Located, Vec<Node>),
    /// A block for each value, which has this name; names still stand in the values.
    ForEach(Located, String, Values, Vec<Node>),
}

/// A whole script.
#[derive(Debug)]
pub struct Script {
    /// The file that it begins with.
    pub source: Arc<Source>,
    /// How the session begins.
    pub settings: Vec<(Setting, Located)>,
    /// What kind of script it is.
    pub tags: Vec<String>,
    /// What is done.
    pub body: Vec<Node>,
    /// What is odd about it.
    pub warnings: Vec<Problem>,
}

/// Reads files of scripts.
pub trait Files {
    /// The bytes of the file at `path`.
    ///
    /// # Errors
    /// Why not, in a sentence without its full stop.
    fn read(&self, path: &Path) -> Result<Vec<u8>, String>;
}

impl Source {
    /// The line with this number, from 1.
    #[must_use]
    pub fn line(&self, number: usize) -> &str {
        let place = number.checked_sub(1);
        place
            .and_then(|place| self.lines.get(place))
            .map_or("", String::as_str)
    }

    /// The lines of `bytes`: UTF-8, with or without a byte order mark, ended by LF or CRLF.
    ///
    /// # Errors
    /// A problem at the first byte that is not text.
    pub fn new(path: &Path, bytes: Vec<u8>) -> Result<Self, Problem> {
        let name = Text::new(&path.to_string_lossy());
        let wrong = |good: &[u8], message: &str| {
            let good = String::from_utf8_lossy(good);
            let last = good.rsplit('\n').next().unwrap_or_default();
            let place = (good.matches('\n').count() + 1, last.chars().count() + 1);
            let remedy = "a script is a text file in UTF-8";
            Problem::of_file(&name, place, message, remedy)
        };
        if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
            return Err(wrong(&bytes[..at], "this is no text: it holds a NUL"));
        }
        let text = String::from_utf8(bytes).map_err(|error| {
            let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            wrong(good, "this is not text in UTF-8")
        })?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        Ok(Self {
            lines: text.lines().map(str::to_owned).collect(),
            path: path.to_owned(),
            name,
        })
    }
}

impl Located {
    /// The line as it stands in the file.
    #[must_use]
    pub fn text(&self) -> &str {
        self.source.line(self.line.number).trim()
    }
}

/// Reads the script at `path`, with all that it includes, and checks all of it.
///
/// # Errors
/// Everything that is wrong with it: file by file in the order in which they are read, and line
/// by line; of more than 100 problems the first ones.
pub fn read(path: &Path, files: &dyn Files) -> Result<Script, Vec<Problem>> {
    Reader::read(path, files)
}

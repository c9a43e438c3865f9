//! A script with its included files: read, checked, and ready to be run.

use std::{
    path::{Component, Path, PathBuf},
    sync::Arc,
};

use super::{
    check,
    rules::statement,
    statement::{Setting, Statement, Structure, Values},
    token::{self, Fault, Line},
    variables::{Variables, is_variable_in},
};
use crate::{
    catalog::{Problem, Severity},
    text::{Text, excerpt, neutral},
};

/// Bytes of the largest script.
pub const LARGEST: u64 = 1 << 20;

/// How deep files can be included.
const DEEPEST: usize = 16;

/// How deep blocks can stand in each other.
const MOST_BLOCKS: usize = 32;

/// Problems that are told of one script.
const MOST_PROBLEMS: usize = 100;

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
    /// A block for each value, which has this name.
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
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
                let good = String::from_utf8_lossy(good);
                let last = good.rsplit('\n').next().unwrap_or_default();
                return Err(Problem {
                    severity: Severity::Error,
                    file: name,
                    line: good.matches('\n').count() + 1,
                    column: last.chars().count() + 1,
                    message: "this is not text in UTF-8".to_owned(),
                    remedy: "scripts are text files; store it as UTF-8".to_owned(),
                });
            }
        };
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        Ok(Self {
            name,
            path: path.to_owned(),
            lines: text.lines().map(str::to_owned).collect(),
        })
    }
}

impl Located {
    /// The fault as a problem of this line.
    #[must_use]
    pub fn problem(&self, fault: &Fault) -> Problem {
        problem(&self.source, self.line.number, fault)
    }

    /// The line as it stands in the file.
    #[must_use]
    pub fn text(&self) -> &str {
        self.source.line(self.line.number).trim()
    }
}

pub(super) fn problem(source: &Source, line: usize, fault: &Fault) -> Problem {
    let text = source.line(line);
    let before = text.get(..fault.span.start).unwrap_or(text);
    Problem {
        severity: Severity::Error,
        file: source.name.clone(),
        line,
        column: before.chars().count() + 1,
        message: excerpt(&fault.message, 400),
        remedy: excerpt(&fault.remedy, 400),
    }
}

/// Where `file`, named in the script at `path`, is; it must lie in or below the script's folder.
///
/// # Errors
/// What is wrong with it, in a sentence without its full stop.
pub fn beside(path: &Path, file: &str) -> Result<PathBuf, String> {
    let mut below = PathBuf::new();
    for part in Path::new(file).components() {
        match part {
            Component::Normal(name) => below.push(name),
            Component::CurDir => {}
            _ => {
                let file = neutral(file);
                return Err(format!("`{file}` leaves the folder of the script"));
            }
        }
    }
    if below.as_os_str().is_empty() {
        return Err("a file is missing".to_owned());
    }
    Ok(path.parent().unwrap_or(Path::new("")).join(below))
}

/// Where `file`, named in the script at `path`, is, wherever that may be.
#[must_use]
pub fn seen_from(path: &Path, file: &str) -> PathBuf {
    path.parent().unwrap_or(Path::new("")).join(file)
}

/// Reads the script at `path`, with all that it includes, and checks all of it.
///
/// # Errors
/// Everything that is wrong with it, in the order of the lines.
pub fn read(path: &Path, files: &dyn Files) -> Result<Script, Vec<Problem>> {
    let mut reader = Reader::new(files);
    let name = Text::new(&path.to_string_lossy());
    let source = match reader.open(path) {
        Ok(source) => source,
        Err(error) => return Err(vec![error.at(&name)]),
    };
    reader.file(&source);
    reader.finish(source)
}

/// Why a file cannot be read.
enum Unread {
    Closed(String),
    NoText(Problem),
}

impl Unread {
    fn at(self, name: &Text) -> Problem {
        match self {
            Self::NoText(problem) => problem,
            Self::Closed(message) => Problem {
                severity: Severity::Error,
                file: name.clone(),
                line: 1,
                column: 1,
                message,
                remedy: "name a script that can be read".to_owned(),
            },
        }
    }
}

/// A block that has not ended yet.
struct Open {
    /// What opened it; `None` for the script itself.
    by: Option<(Located, Option<(String, Values)>)>,
    nodes: Vec<Node>,
}

struct Reader<'f> {
    files: &'f dyn Files,
    /// The files that are being read, the innermost last.
    stack: Vec<PathBuf>,
    blocks: Vec<Open>,
    settings: Vec<(Setting, Located)>,
    tags: Vec<String>,
    problems: Vec<Problem>,
}

impl<'f> Reader<'f> {
    fn new(files: &'f dyn Files) -> Self {
        Self {
            files,
            stack: Vec::new(),
            blocks: vec![Open {
                by: None,
                nodes: Vec::new(),
            }],
            settings: Vec::new(),
            tags: Vec::new(),
            problems: Vec::new(),
        }
    }

    fn open(&self, path: &Path) -> Result<Arc<Source>, Unread> {
        let bytes = self.files.read(path).map_err(Unread::Closed)?;
        let source = Source::new(path, bytes).map_err(Unread::NoText)?;
        Ok(Arc::new(source))
    }

    fn file(&mut self, source: &Arc<Source>) {
        self.stack.push(source.path.clone());
        let depth = self.blocks.len();
        for (number, text) in (1..).zip(&source.lines) {
            if self.problems.len() >= MOST_PROBLEMS {
                break;
            }
            match token::line(number, text) {
                Ok(line) if line.tokens.is_empty() && line.delay.is_none() => {}
                Ok(line) => {
                    let located = Located {
                        source: source.clone(),
                        line,
                        statement: None,
                    };
                    if let Err(fault) = self.line(located.clone()) {
                        self.problems.push(located.problem(&fault));
                    }
                }
                Err(fault) => self.problems.push(problem(source, number, &fault)),
            }
        }
        while self.blocks.len() > depth {
            if let Some(Open {
                by: Some((opened, _)),
                ..
            }) = self.blocks.pop()
            {
                let span = first_span(&opened.line);
                let fault = Fault::new(
                    span,
                    "this block does not end",
                    "write `End` behind its last line",
                );
                self.problems.push(opened.problem(&fault));
            }
        }
        self.stack.pop();
    }

    /// Takes in a line.
    fn line(&mut self, mut located: Located) -> Result<(), Fault> {
        let line = &located.line;
        if let Some(delay) = &line.delay {
            super::value::duration(&delay.text).map_err(|wrong| {
                Fault::new(delay.span.clone(), &wrong, "for example: @0.25s Open")
            })?;
        }
        let has_names = line.tokens.iter().any(is_variable_in);
        let is_structure = line.tokens.first().is_some_and(|it| {
            ["Repeat", "ForEach", "End", "Let", "Include", "Tags"]
                .iter()
                .any(|word| it.is(word))
        });
        if has_names && !is_structure {
            self.push(Node::Step(located));
            return Ok(());
        }
        if has_names && line.tokens.first().is_some_and(|it| it.is("Repeat")) {
            return self.begin(located, None);
        }
        match statement(line)? {
            Statement::Structure(structure) => {
                if let Some(delay) = &line.delay {
                    let message = "this happens at no moment";
                    return Err(Fault::new(
                        delay.span.clone(),
                        message,
                        "leave the delay out",
                    ));
                }
                self.structure(structure, located)
            }
            Statement::Set(setting) => self.set(setting, located),
            statement => {
                located.statement = Some(statement);
                self.push(Node::Step(located));
                Ok(())
            }
        }
    }

    fn push(&mut self, node: Node) {
        if let Some(block) = self.blocks.last_mut() {
            block.nodes.push(node);
        }
    }

    fn begin(&mut self, located: Located, each: Option<(String, Values)>) -> Result<(), Fault> {
        if self.blocks.len() > MOST_BLOCKS {
            let message = format!("more than {MOST_BLOCKS} blocks in each other are too many");
            return Err(Fault::new(first_span(&located.line), &message, "use fewer"));
        }
        self.blocks.push(Open {
            by: Some((located, each)),
            nodes: Vec::new(),
        });
        Ok(())
    }

    fn set(&mut self, setting: Setting, located: Located) -> Result<(), Fault> {
        let is_first = self.blocks.len() == 1
            && self.blocks[0]
                .nodes
                .iter()
                .all(|node| matches!(node, Node::Let(..)));
        if !is_first {
            let message = "a setting stands behind a line that does something";
            let remedy = "settings come first, and in no block";
            return Err(Fault::new(first_span(&located.line), message, remedy));
        }
        self.settings.push((setting, located));
        Ok(())
    }

    fn structure(&mut self, structure: Structure, located: Located) -> Result<(), Fault> {
        let span = first_span(&located.line);
        match structure {
            Structure::Tags(tags) => self.tags.extend(tags),
            Structure::Let(name, _) => {
                self.push(Node::Let(located, name));
            }
            Structure::Repeat(_) => return self.begin(located, None),
            Structure::ForEach(name, values) => return self.begin(located, Some((name, values))),
            Structure::Include(file) => return self.include(&file, &located),
            Structure::End => {
                let block = self.blocks.pop_if(|block| block.by.is_some());
                let Some(Open {
                    by: Some((opened, each)),
                    nodes,
                }) = block
                else {
                    let message = "there is no block that could end here";
                    let remedy = "`Repeat` and `ForEach` open one";
                    return Err(Fault::new(span, message, remedy));
                };
                self.push(match each {
                    None => Node::Repeat(opened, nodes),
                    Some((name, values)) => Node::ForEach(opened, name, values, nodes),
                });
            }
        }
        Ok(())
    }

    fn include(&mut self, file: &str, located: &Located) -> Result<(), Fault> {
        let token = located.line.tokens.last();
        let span = token.map_or(0..0, |token| token.span.clone());
        let fault = |message: &str, remedy: &str| Fault::new(span.clone(), message, remedy);
        let path = seen_from(&located.source.path, file);
        let path = plain(&path);
        if self.stack.iter().any(|open| plain(open) == path) {
            let message = format!("`{}` includes itself", neutral(file));
            return Err(fault(&message, "take one of the two lines out"));
        }
        if self.stack.len() >= DEEPEST {
            let message = format!("more than {DEEPEST} files in each other are too many");
            return Err(fault(&message, "include fewer"));
        }
        match self.open(&path) {
            Ok(source) => self.file(&source),
            Err(Unread::NoText(problem)) => self.problems.push(problem),
            Err(Unread::Closed(message)) => {
                return Err(fault(
                    &message,
                    "name a script, seen from the folder of this one",
                ));
            }
        }
        Ok(())
    }

    fn finish(mut self, source: Arc<Source>) -> Result<Script, Vec<Problem>> {
        let body = self.blocks.pop().map_or_else(Vec::new, |block| block.nodes);
        let checked = check::check(&body, &mut Variables::default(), &mut self.problems);
        if self.problems.is_empty() && checked.steps == 0 {
            let fault = Fault::new(
                0..0,
                "the script does nothing",
                "for example: Profile \"Romy\"",
            );
            self.problems.push(problem(&source, 1, &fault));
        }
        if !self.problems.is_empty() {
            return Err(self.problems);
        }
        let mut warnings = Vec::new();
        if checked.expectations == 0 {
            let fault = Fault::new(
                0..0,
                "the script expects nothing, so it cannot fail",
                "for example: Expect place is page",
            );
            let warning = problem(&source, source.lines.len().max(1), &fault);
            warnings.push(Problem {
                severity: Severity::Warning,
                ..warning
            });
        }
        Ok(Script {
            source,
            settings: self.settings,
            tags: self.tags,
            body,
            warnings,
        })
    }
}

fn first_span(line: &Line) -> std::ops::Range<usize> {
    line.tokens.first().map_or(0..0, |token| token.span.clone())
}

/// `path` without `.` and with `..` resolved by name.
pub(super) fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir
                if plain
                    .components()
                    .next_back()
                    .is_some_and(|last| matches!(last, Component::Normal(_))) =>
            {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

//! Puts the lines of a script and of what it includes together.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    check::{self, Checker},
    place::{plain, seen_from},
    problem::{Problem, Problems},
    program::{Files, LARGEST, Located, Node, Script, Source},
    rules::{grammar, statement},
    statement::{Setting, Statement, Structure, Values},
    token::{self, Fault, Line},
    value::duration,
    variables::{Variables, is_variable_in},
};
use crate::{
    catalog::Severity,
    text::{Text, neutral},
};

/// How deep files can be included.
const DEEPEST: usize = 16;

/// Files that a script can include, each time anew.
const MOST_FILES: usize = 1_000;

/// Bytes of all files of a script.
const MOST_BYTES: u64 = 4 * LARGEST;

/// How deep blocks can stand in each other.
const MOST_BLOCKS: usize = 32;

/// The commands that say how lines belong together, and what names stand for.
const STRUCTURES: [&str; 6] = ["Repeat", "ForEach", "End", "Let", "Include", "Tags"];

/// Why a file cannot be read.
enum Unread {
    Closed(String),
    NoText(Problem),
}

/// A block that has not ended yet.
struct Open {
    by: Opener,
    nodes: Vec<Node>,
}

enum Opener {
    /// The script itself.
    Script,
    /// A line that says no block, though it meant to.
    Fault,
    Repeat(Located),
    ForEach(Located, String, Values),
}

pub(super) struct Reader<'f> {
    files: &'f dyn Files,
    /// The files that are being read, the innermost last.
    stack: Vec<PathBuf>,
    /// The names of all files that were read.
    names: Vec<Text>,
    bytes: u64,
    reads: usize,
    blocks: Vec<Open>,
    /// Blocks that stood open where the innermost file begins.
    floor: usize,
    /// The names that have one value wherever the script is at this line.
    variables: Variables,
    settings: Vec<(Setting, Located)>,
    tags: Vec<String>,
    problems: Problems,
    /// Whether it is unknown which lines belong together, and which names have values.
    is_torn: bool,
}

impl<'f> Reader<'f> {
    /// The script at `path`.
    pub(super) fn read(path: &Path, files: &'f dyn Files) -> Result<Script, Vec<Problem>> {
        let script = Open {
            by: Opener::Script,
            nodes: Vec::new(),
        };
        let mut reader = Reader {
            files,
            stack: Vec::new(),
            names: Vec::new(),
            bytes: 0,
            reads: 0,
            blocks: vec![script],
            floor: 1,
            variables: Variables::default(),
            settings: Vec::new(),
            tags: Vec::new(),
            problems: Problems::default(),
            is_torn: false,
        };
        let source = match reader.open(path) {
            Ok(source) => source,
            Err(Unread::NoText(problem)) => return Err(vec![problem]),
            Err(Unread::Closed(message)) => {
                let name = Text::new(&path.to_string_lossy());
                let remedy = "name a script that can be read";
                return Err(vec![Problem::of_file(&name, (1, 1), &message, remedy)]);
            }
        };
        reader.file(&source);
        reader.finish(source)
    }

    fn open(&mut self, path: &Path) -> Result<Arc<Source>, Unread> {
        self.reads += 1;
        if self.reads > MOST_FILES {
            let message = format!("more than {MOST_FILES} included files are too many");
            return Err(Unread::Closed(message));
        }
        let bytes = self.files.read(path).map_err(Unread::Closed)?;
        self.bytes += bytes.len() as u64;
        if self.bytes > MOST_BYTES {
            let most = MOST_BYTES >> 20;
            let message = format!("a script with all that it includes has at most {most} MiB");
            return Err(Unread::Closed(message));
        }
        let source = Source::new(path, bytes).map_err(Unread::NoText)?;
        if !self.names.contains(&source.name) {
            self.names.push(source.name.clone());
        }
        Ok(Arc::new(source))
    }

    fn file(&mut self, source: &Arc<Source>) {
        self.stack.push(source.path.clone());
        let floor = std::mem::replace(&mut self.floor, self.blocks.len());
        for (number, text) in (1..).zip(&source.lines) {
            if self.problems.is_full() {
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
                        self.fault(&located, &fault);
                    }
                }
                Err(fault) => {
                    self.tear(text.split_whitespace().next().unwrap_or_default());
                    self.problems.push(Problem::of_line(source, number, &fault));
                }
            }
        }
        while self.blocks.len() > self.floor {
            self.close_unended();
        }
        self.floor = floor;
        self.stack.pop();
    }

    fn fault(&mut self, located: &Located, fault: &Fault) {
        if let Some(first) = located.line.tokens.first() {
            self.tear(&first.text);
        }
        self.problems.push(located.problem(fault));
    }

    /// Goes on behind a faulty line that begins with this word.
    fn tear(&mut self, first: &str) {
        let is = |word: &str| first.eq_ignore_ascii_case(word);
        if is("Repeat") || is("ForEach") {
            // So that its `End` does not seem to be one too many.
            self.blocks.push(Open {
                by: Opener::Fault,
                nodes: Vec::new(),
            });
        }
        self.is_torn |= STRUCTURES.into_iter().any(is);
    }

    fn close_unended(&mut self) {
        let Some(Open {
            by: Opener::Repeat(opened) | Opener::ForEach(opened, ..),
            ..
        }) = self.blocks.pop()
        else {
            return;
        };
        let remedy = "write `End` behind its last line";
        let fault = Fault::new(first_span(&opened.line), "this block does not end", remedy);
        self.is_torn = true;
        self.problems.push(opened.problem(&fault));
    }

    /// Takes in a line.
    fn line(&mut self, mut located: Located) -> Result<(), Fault> {
        let line = &located.line;
        if let Some(delay) = &line.delay {
            duration(&delay.text).map_err(|wrong| {
                Fault::new(delay.span.clone(), &wrong, "for example: @0.25s Open")
            })?;
        }
        let first = line.tokens.first();
        let is = |word: &str| first.is_some_and(|it| it.is(word));
        let has_names = line.tokens.iter().any(is_variable_in);
        let said = match () {
            () if !has_names || is("Let") || is("ForEach") || is("Tags") => statement(line)?,
            () if is("Set") || is("Include") => statement(&self.variables.fill(line)?)?,
            () => {
                grammar().shape(line)?;
                if is("Repeat") {
                    check::moment(line, None)?;
                    return self.begin(Opener::Repeat(located));
                }
                self.push(Node::Step(located));
                return Ok(());
            }
        };
        check::moment(line, Some(&said))?;
        match said {
            Statement::Structure(structure) => self.structure(structure, located),
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

    fn begin(&mut self, by: Opener) -> Result<(), Fault> {
        if self.blocks.len() > MOST_BLOCKS {
            let message = format!("more than {MOST_BLOCKS} blocks in each other are too many");
            let span = match &by {
                Opener::Repeat(located) | Opener::ForEach(located, ..) => first_span(&located.line),
                Opener::Script | Opener::Fault => 0..0,
            };
            return Err(Fault::new(span, &message, "use fewer"));
        }
        self.blocks.push(Open {
            by,
            nodes: Vec::new(),
        });
        Ok(())
    }

    fn set(&mut self, setting: Setting, located: Located) -> Result<(), Fault> {
        let mut nodes = self.blocks.iter().flat_map(|block| &block.nodes);
        let is_first = self.blocks.len() == 1 && nodes.all(|node| matches!(node, Node::Let(..)));
        if !is_first {
            let message = "a setting stands behind a line that does something, or in a block";
            let remedy = "settings come first";
            return Err(Fault::new(first_span(&located.line), message, remedy));
        }
        self.settings.push((setting, located));
        Ok(())
    }

    fn structure(&mut self, structure: Structure, located: Located) -> Result<(), Fault> {
        match structure {
            Structure::Tags(tags) => self.tags.extend(tags),
            Structure::Let(name, _) => self.name(located, name),
            Structure::Repeat(_) => return self.begin(Opener::Repeat(located)),
            Structure::ForEach(name, values) => {
                self.variables.remove(&name);
                return self.begin(Opener::ForEach(located, name, values));
            }
            Structure::Include(file) => return self.include(&file, &located),
            Structure::End => return self.end(&located),
        }
        Ok(())
    }

    fn name(&mut self, located: Located, name: String) {
        // What a name says behind a loop depends on the loop.
        let is_certain = self.blocks.len() == 1;
        let line = self.variables.fill(&located.line).ok();
        match line.and_then(|line| statement(&line).ok()) {
            Some(Statement::Structure(Structure::Let(name, value))) if is_certain => {
                self.variables.set(&name, &value);
            }
            _ => self.variables.remove(&name),
        }
        self.push(Node::Let(located, name));
    }

    fn end(&mut self, located: &Located) -> Result<(), Fault> {
        let is_open = self.blocks.len() > self.floor;
        let Some(block) = self.blocks.pop_if(|_| is_open) else {
            let message = "there is no block that could end here";
            let remedy = "`Repeat` and `ForEach` open one, in the same file";
            return Err(Fault::new(first_span(&located.line), message, remedy));
        };
        match block.by {
            Opener::Repeat(opened) => self.push(Node::Repeat(opened, block.nodes)),
            Opener::ForEach(opened, name, values) => {
                self.push(Node::ForEach(opened, name, values, block.nodes));
            }
            Opener::Script | Opener::Fault => {}
        }
        Ok(())
    }

    fn include(&mut self, file: &str, located: &Located) -> Result<(), Fault> {
        let token = located.line.tokens.last();
        let span = token.map_or(0..0, |token| token.span.clone());
        let fault = |message: &str, remedy: &str| Fault::new(span.clone(), message, remedy);
        let path = plain(&seen_from(&located.source.path, file));
        if self.stack.iter().any(|open| plain(open) == path) {
            let from = located.source.name.as_str();
            let message = match self.stack.last() {
                Some(last) if plain(last) == path => format!("`{from}` includes itself"),
                _ => {
                    let again = neutral(&path.to_string_lossy());
                    format!("`{again}` leads to `{from}`, which includes it again")
                }
            };
            return Err(fault(&message, "take one of these lines out"));
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
        let checked = Checker::new(&mut self.problems, self.is_torn).check(&body);
        let whole = |message: &str, line: usize, remedy: &str| {
            Problem::of_file(&source.name, (line, 1), message, remedy)
        };
        if self.problems.is_empty() && checked.steps == 0 {
            let remedy = "write what is to be done, for example: Profile \"Romy\"";
            self.problems
                .push(whole("the script does nothing", 1, remedy));
        }
        if !self.problems.is_empty() {
            return Err(self.problems.in_order(&self.names));
        }
        let mut warnings = Vec::new();
        if checked.expectations == 0 {
            let message = "the script expects nothing, so it can hardly fail";
            let remedy = "for example: Expect place is page";
            let mut warning = whole(message, source.lines.len().max(1), remedy);
            warning.what.severity = Severity::Warning;
            warnings.push(warning);
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

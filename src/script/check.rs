//! Checks lines that depend on names, before anything is run.

use super::{
    problem::{Problem, Problems},
    program::{Located, Node},
    rules::statement,
    statement::{Statement, Structure, Values},
    token::{Fault, Line},
    variables::Variables,
};

/// Lines that are looked at with every value of their names; further ones with the first value.
const MOST_LINES: usize = 50_000;

/// What a script does.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Checked {
    /// Lines that do or expect something.
    pub(super) steps: usize,
    /// Lines that expect something.
    pub(super) expectations: usize,
}

/// Finds what is wrong with those lines that depend on names.
pub(super) struct Checker<'p> {
    names: Variables,
    problems: &'p mut Problems,
    /// Lines that remain of [`MOST_LINES`].
    spare: usize,
    /// Whether a name without a value may be the fault of another line, which is told already.
    is_torn: bool,
}

impl Checked {
    fn add(&mut self, other: Self) {
        self.steps += other.steps;
        self.expectations += other.expectations;
    }
}

impl Located {
    /// What the line says with these values of its names.
    ///
    /// # Errors
    /// A [`Fault`] at the first token that is wrong.
    pub fn filled(&self, names: &Variables) -> Result<Statement, Fault> {
        match &self.statement {
            Some(statement) => Ok(statement.clone()),
            None => statement(&names.fill(&self.line)?),
        }
    }

    /// The fault as a problem of this line.
    #[must_use]
    pub fn problem(&self, fault: &Fault) -> Problem {
        Problem::of_line(&self.source, self.line.number, fault)
    }
}

/// That the line has a delay only if it says something that happens at a moment.
pub(super) fn moment(line: &Line, statement: Option<&Statement>) -> Result<(), Fault> {
    match (&line.delay, statement) {
        (None, _) | (_, Some(Statement::Act(_) | Statement::Say(_) | Statement::Screenshot(_))) => {
            Ok(())
        }
        (Some(delay), _) => {
            let message = "only an action happens at a moment";
            let remedy = "leave the delay out";
            Err(Fault::new(delay.span.clone(), message, remedy))
        }
    }
}

impl<'p> Checker<'p> {
    pub(super) fn new(problems: &'p mut Problems, is_torn: bool) -> Self {
        Self {
            names: Variables::default(),
            problems,
            spare: MOST_LINES,
            is_torn,
        }
    }

    /// Counts what `nodes` do.
    pub(super) fn check(&mut self, nodes: &[Node]) -> Checked {
        let mut checked = Checked::default();
        for node in nodes {
            if self.problems.is_full() {
                break;
            }
            self.spare = self.spare.saturating_sub(1);
            let (located, body) = match node {
                Node::Step(located) | Node::Let(located, _) => (located, None),
                Node::Repeat(located, body) | Node::ForEach(located, _, _, body) => {
                    (located, Some(body))
                }
            };
            match self.statement(located) {
                Ok(statement) => checked.add(self.line(statement, body.map_or(&[], Vec::as_slice))),
                Err(fault) => {
                    let is_unknown = self.names.fill(&located.line).is_err();
                    if !(is_unknown && self.is_torn) {
                        self.problems.push(located.problem(&fault));
                    }
                    if let Node::Let(_, name) = node {
                        // It is not its fault that the value is unknown.
                        self.names.set(name, name);
                    }
                }
            }
        }
        checked
    }

    fn statement(&self, located: &Located) -> Result<Statement, Fault> {
        let statement = located.filled(&self.names)?;
        moment(&located.line, Some(&statement))?;
        self.names.expect_brackets(&located.line)?;
        Ok(statement)
    }

    fn line(&mut self, statement: Statement, body: &[Node]) -> Checked {
        let expectations = usize::from(matches!(statement, Statement::Expect(_)));
        match statement {
            Statement::Structure(Structure::Let(name, value)) => {
                self.names.set(&name, &value);
                Checked::default()
            }
            Statement::Structure(Structure::ForEach(name, values)) => {
                self.each(&name, values, body)
            }
            Statement::Structure(_) => self.check(body),
            _ => Checked {
                steps: 1,
                expectations,
            },
        }
    }

    fn each(&mut self, name: &str, values: Values, body: &[Node]) -> Checked {
        let values = match values {
            Values::Listed(values) => values,
            // Which ones there are is known when the script runs.
            Values::Profiles | Values::Titles => vec![name.to_owned()],
        };
        let outer = self.names.get(name).map(str::to_owned);
        let mut checked = Checked::default();
        for (place, value) in values.iter().enumerate() {
            if place > 0 && self.spare == 0 {
                break;
            }
            self.names.set(name, value);
            checked = self.check(body);
        }
        match outer {
            Some(value) => self.names.set(name, &value),
            None => self.names.remove(name),
        }
        checked
    }
}

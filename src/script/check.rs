//! Checks lines that depend on names, before anything is run.

use super::{
    program::{Located, Node},
    rules::statement,
    statement::{Statement, Structure, Values},
    token::Fault,
    variables::Variables,
};
use crate::catalog::Problem;

/// How many values of a list are tried.
const MOST_VALUES: usize = 20;

/// What a script does.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Checked {
    /// Lines that do or expect something.
    pub(super) steps: usize,
    /// Lines that expect something.
    pub(super) expectations: usize,
}

/// Counts what `nodes` do, and adds to `problems` what is wrong with those lines that depend on
/// names.
pub(super) fn check(nodes: &[Node], names: &mut Variables, problems: &mut Vec<Problem>) -> Checked {
    let mut checked = Checked::default();
    for node in nodes {
        let found = match node {
            Node::Step(located) => step(located, names),
            Node::Let(located, name) => define(located, name, names),
            Node::Repeat(located, body) => {
                let found = step(located, names);
                checked.add(check(body, names, problems));
                found
            }
            Node::ForEach(located, name, values, body) => {
                let found = located.filled(names).map(drop);
                if found.is_ok() {
                    checked.add(check_each(name, values, body, names, problems));
                }
                let found = found.map(|()| Checked::default());
                found.map_err(|fault| located.problem(&fault))
            }
        };
        match found {
            Ok(found) => checked.add(found),
            // A loop finds the same problem for each value.
            Err(problem) if problems.contains(&problem) => {}
            Err(problem) => problems.push(problem),
        }
    }
    checked
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
}

fn step(located: &Located, names: &Variables) -> Result<Checked, Problem> {
    let statement = located.filled(names);
    let statement = statement.map_err(|fault| located.problem(&fault))?;
    Ok(match statement {
        Statement::Expect(_) => Checked {
            steps: 1,
            expectations: 1,
        },
        Statement::Structure(_) => Checked::default(),
        _ => Checked {
            steps: 1,
            expectations: 0,
        },
    })
}

fn define(located: &Located, name: &str, names: &mut Variables) -> Result<Checked, Problem> {
    let statement = located.filled(names);
    let statement = statement.map_err(|fault| located.problem(&fault))?;
    if let Statement::Structure(Structure::Let(_, value)) = statement {
        names.set(name, &value);
    }
    Ok(Checked::default())
}

fn check_each(
    name: &str,
    values: &Values,
    body: &[Node],
    names: &mut Variables,
    problems: &mut Vec<Problem>,
) -> Checked {
    let placeholder = vec![name.to_owned()];
    let values = match values {
        Values::Listed(values) => values,
        // Which ones there are is known when the script runs.
        Values::Profiles | Values::Titles => &placeholder,
    };
    let mut checked = Checked::default();
    for value in values.iter().take(MOST_VALUES) {
        names.set(name, value);
        checked = check(body, names, problems);
    }
    names.remove(name);
    checked
}

//! The language of session scripts.

mod bounds;
mod editors;
mod formatting;
mod invalid;
mod language;
mod shell;
mod whole;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use keyart::script::{Files, Problem, Script, Statement, read, rules, token};

/// Files that are nowhere.
#[derive(Default)]
struct Memory(BTreeMap<PathBuf, Vec<u8>>);

impl Memory {
    fn of(files: &[(&str, &str)]) -> Self {
        let files = files.iter();
        let files = files.map(|(name, text)| (PathBuf::from(name), text.as_bytes().to_vec()));
        Self(files.collect())
    }

    fn script(&self, name: &str) -> Result<Script, Vec<Problem>> {
        read(Path::new(name), self)
    }
}

impl Files for Memory {
    fn read(&self, path: &Path) -> Result<Vec<u8>, String> {
        let found = self.0.get(path).cloned();
        found.ok_or_else(|| format!("there is no `{}`", path.display()))
    }
}

fn script(text: &str) -> Result<Script, Vec<Problem>> {
    Memory::of(&[("a.keyart", text)]).script("a.keyart")
}

/// What is wrong with a script: `line:column message (remedy)`.
fn problems(text: &str) -> Vec<String> {
    let problems = script(text).map_or_else(|problems| problems, |_| Vec::new());
    let listed = problems.iter().map(|it| {
        let (line, column) = (it.what.line, it.what.column);
        format!("{line}:{column} {} ({})", it.what.message, it.what.remedy)
    });
    listed.collect()
}

/// What a line says, with its delay.
fn said(text: &str) -> Result<(Option<String>, Statement), String> {
    let line = token::line(1, text).map_err(|fault| fault.message)?;
    let statement = rules::statement(&line).map_err(|fault| fault.message)?;
    Ok((line.delay.map(|delay| delay.text), statement))
}

/// Every rule of the language.
fn grammar_rules() -> impl Iterator<Item = &'static keyart::script::grammar::Rule<Statement>> {
    rules::grammar().rules()
}

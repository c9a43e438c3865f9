//! Every command of the language.

mod actions;
mod expectations;
mod settings;
mod structure;

use std::sync::LazyLock;

use super::{
    grammar::{Grammar, Match, Rule},
    statement::Statement,
    token::{Fault, Line},
    value,
};

/// A part of the language.
#[derive(Debug)]
pub struct Chapter {
    /// What it is about.
    pub heading: &'static str,
    /// How it works, in a few sentences.
    pub introduction: &'static str,
    /// Its commands; the forms of one stand together.
    pub rules: &'static [Rule<Statement>],
}

/// The whole language.
pub const CHAPTERS: [Chapter; 4] = [
    Chapter {
        heading: "Settings",
        introduction: "They stand before the first line that does or expects something, and in no \
                       block; of two that set the same the later one counts. No configuration file \
                       is read: what is not set is the same on every machine.",
        rules: settings::RULES,
    },
    Chapter {
        heading: "Actions",
        introduction: "Each happens a second (`Set Pace`) after the one before, or as long after it \
                       as `@0.25s` in front of it says. The next line runs when what follows from \
                       it is on the screen, so a script never waits. A `TITLE` or `PROFILE` is \
                       found by its name as it is shown, or by its id. Titles need not be on the \
                       screen: the focus goes where it is needed. `COUNT` does the same so many times.",
        rules: actions::RULES,
    },
    Chapter {
        heading: "Expectations",
        introduction: "They change nothing and take no time. The first one that is not met ends \
                       the script. Where `[not]` stands, the opposite can be expected.",
        rules: expectations::RULES,
    },
    Chapter {
        heading: "Structure",
        introduction: "Blocks can stand in each other, at most 32 of them, and end in the file in \
                       which they begin. Files can include files, at most 16 in each other.",
        rules: structure::RULES,
    },
];

static GRAMMAR: LazyLock<Grammar<Statement>> =
    LazyLock::new(|| Grammar::new(CHAPTERS.iter().flat_map(|chapter| chapter.rules)));

/// The grammar of the language.
#[must_use]
pub fn grammar() -> &'static Grammar<Statement> {
    &GRAMMAR
}

/// What `line` says.
///
/// # Errors
/// A [`Fault`] at the first token that is wrong.
pub fn statement(line: &Line) -> Result<Statement, Fault> {
    let (rule, found) = GRAMMAR.find(line)?;
    (rule.make)(&found).map_err(|fault| Fault {
        remedy: match &*fault.remedy {
            "" => format!("for example: {}", rule.example),
            _ => fault.remedy,
        },
        ..fault
    })
}

const fn rule(
    pattern: &'static str,
    example: &'static str,
    meaning: &'static str,
    make: fn(&Match<'_>) -> Result<Statement, Fault>,
) -> Rule<Statement> {
    Rule {
        pattern,
        example,
        meaning,
        make,
    }
}

/// The count that a line says, or 1.
fn times(found: &Match<'_>) -> Result<u32, Fault> {
    let count = found.option("COUNT", |word| value::count(word, super::slots::MOST))?;
    Ok(count.unwrap_or(1))
}

/// A word of a type of the field, in a slot that admits no other.
fn chosen<T>(found: &Match<'_>, slot: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T, Fault> {
    found.value(slot, |word| parse(word).ok_or("unknown word"))
}

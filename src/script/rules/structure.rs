//! How lines belong together.

use super::{rule, times};
use crate::script::{
    grammar::{Match, Rule},
    statement::{
        Statement,
        Structure::{self, *},
        Values,
    },
    token::{Fault, Token},
};

fn structure(structure: Structure) -> Result<Statement, Fault> {
    Ok(Statement::Structure(structure))
}

fn texts<'t>(tokens: impl Iterator<Item = &'t Token>) -> Vec<String> {
    tokens.map(|token| token.text.clone()).collect()
}

/// A name that `$` can stand before.
fn name(found: &Match<'_>) -> Result<String, Fault> {
    let is_first = |c: char| c.is_alphabetic() || c == '_';
    found.value("NAME", |word| match word.starts_with(is_first) {
        true => Ok(word.to_owned()),
        false => Err("a name of a value begins with a letter or `_`"),
    })
}

#[rustfmt::skip]
pub(super) const RULES: &[Rule<Statement>] = &[
    rule("Tags NAME...", "Tags smoke kids", "What kind of script it is, for `keyart run --tag`",
        |it| structure(Tags(texts(it.all("NAME"))))),
    rule("Include FILE", "Include \"shared/settings.keyart\"", "The lines of another script stand here",
        |it| structure(Include(it.text("FILE")))),
    rule("Let NAME = VALUE", "Let film = \"Neon Harbor\"", "Gives a text a name",
        |it| structure(Let(name(it)?, it.text("VALUE")))),
    rule("Repeat COUNT", "Repeat 3", "The lines up to `End`, so many times",
        |it| structure(Repeat(times(it)?))),
    rule("ForEach profile", "ForEach profile", "The lines up to `End` for each profile, whose name is `$profile`",
        |_| structure(ForEach("profile".to_owned(), Values::Profiles))),
    rule("ForEach title", "ForEach title", "The lines up to `End` for each title of the catalog, whose name is `$title`",
        |_| structure(ForEach("title".to_owned(), Values::Titles))),
    rule("ForEach NAME in VALUE...", "ForEach size in 80x24 120x36 200x60", "The lines up to `End` for each of the values, which has this name",
        |it| structure(ForEach(name(it)?, Values::Listed(texts(it.all("VALUE")))))),
    rule("End", "End", "Ends the innermost `Repeat` or `ForEach`",
        |_| structure(End)),
];

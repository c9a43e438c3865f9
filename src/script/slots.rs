//! What can stand at the places of a pattern that are written in capitals.

use super::{
    statement::{Counter, PLACES},
    token::{Kind, Token},
    value::{self, Pattern},
};
use crate::{
    artwork::Protocol,
    catalog::{Canvas, Maturity, Tone, nearest},
    engine::{Device, PolicySpec},
    session::{Attribution, Canvases, Command},
    time::Zone,
    tui::{ThemeName, keymap},
};

/// The most that one line can ask for.
pub(super) const MOST: u32 = 100_000;

/// Characters of the longest name: the name of a file is made of it.
const LONGEST_NAME: usize = 60;

/// A kind of value.
#[derive(Debug)]
pub struct Slot {
    /// How patterns name it.
    pub name: &'static str,
    /// What stands there, for the reference.
    pub meaning: &'static str,
    /// What can stand there.
    accepts: Accepts,
}

#[derive(Debug)]
enum Accepts {
    /// Any text.
    Text,
    /// A text that this takes; it says what was expected otherwise.
    Word(fn(&str) -> Result<(), String>),
    /// A text or a regular expression.
    Pattern,
    /// One of these words.
    OneOf(fn() -> Vec<&'static str>),
}

use Accepts::{OneOf, Word};

const fn slot(name: &'static str, meaning: &'static str, accepts: Accepts) -> Slot {
    Slot {
        name,
        meaning,
        accepts,
    }
}

/// Whether `parse` takes `word`.
fn takes<I: ?Sized, T, E: ToString>(
    word: &I,
    parse: impl FnOnce(&I) -> Result<T, E>,
) -> Result<(), String> {
    parse(word).map(drop).map_err(|error| error.to_string())
}

/// The words of a type of the field.
macro_rules! words_of {
    ($type:ty) => {
        OneOf(|| <$type>::ALL.iter().map(|value| value.as_str()).collect())
    };
}

/// Every kind of value.
#[rustfmt::skip]
pub const SLOTS: &[Slot] = &[
    slot("TITLE", "a title, by its name or id", Accepts::Text),
    slot("PROFILE", "a profile, by its name or id", Accepts::Text),
    slot("ARTWORK", "an artwork of the title, by its id", Accepts::Text),
    slot("TEXT", "any text, in quotes if it has blanks", Accepts::Text),
    slot("VALUE", "any text, in quotes if it has blanks", Accepts::Text),
    slot("NAME", "a name of your own: letters, digits, `-` and `_`", Word(name)),
    slot("FILE", "a file, seen from the folder of the script", Word(file)),
    slot("FOLDER", "a folder, seen from the folder of the script", Word(file)),
    slot("AVATAR", "an avatar, by its id or by what it shows", Accepts::Text),
    slot("PATTERN", "a text in quotes, or a regular expression: `/…/`, `/…/i` to ignore case", Accepts::Pattern),
    slot("COUNT", "a whole number from 1", Word(|it| takes(it, |it| value::count(it, MOST)))),
    slot("LINE", "a line of the screen, from 1 at the top", Word(|it| takes(it, |it| value::count(it, 1_000)))),
    slot("NUMBER", "a number", Word(|it| takes(it, value::number))),
    slot("SHARE", "a number from 0 to 1", Word(|it| takes(it, share))),
    slot("SEED", "a whole number from 0", Word(|it| takes(it, seed))),
    slot("OPERATOR", "`=`, `!=`, `<`, `<=`, `>` or `>=`", Word(|it| takes(it, value::operator))),
    slot("DURATION", "a duration: `300ms`, `1.5s`, `45m`, `2h`, `2d`", Word(|it| takes(it, value::duration))),
    slot("AMOUNT", "how much of a film: `45m` of its running time, or `80%`", Word(|it| takes(it, value::amount))),
    slot("SIZE", "columns and rows: `120x36`", Word(|it| takes(it, value::terminal))),
    slot("CELL", "column and row of a cell, from 0: `10,3`", Word(|it| takes(it, value::cell))),
    slot("TIME", "a moment: `2026-01-05T20:30`", Word(|it| takes(it, |it| Zone::utc().parse(it)))),
    slot("ZONE", "a time zone: `UTC`, `Europe/Berlin`", Word(|it| takes(it, Zone::named))),
    slot("KEY", "a key by its name or character: `Down`, `Enter`, `Ctrl-D`, `?`", Word(|it| takes(it, keymap::pressed))),
    slot("POLICY", "a policy, with its parameters if need be: `lin-ts{floor=0.1}`", Word(|it| takes(it, str::parse::<PolicySpec>))),
    slot("DIRECTION", "where to", OneOf(|| vec!["up", "down", "left", "right"])),
    slot("COMMAND", "what a key means", OneOf(|| Command::NAMES.iter().map(|(_, word)| *word).collect())),
    slot("CANVAS", "where artwork is shown", words_of!(Canvas)),
    slot("DEVICE", "a kind of screen", words_of!(Device)),
    slot("PROTOCOL", "how pictures are shown", OneOf(symbols)),
    slot("THEME", "colours", words_of!(ThemeName)),
    slot("MOTION", "how much moves by itself", OneOf(|| vec!["full", "reduced"])),
    slot("AGE", "the age that titles suit", words_of!(Maturity)),
    slot("MOOD", "a mood", words_of!(Tone)),
    slot("SHARING", "the same title on two canvases", words_of!(Canvases)),
    slot("CREDIT", "which impression gets a play", words_of!(Attribution)),
    slot("COUNTER", "what a log counts", words_of!(Counter)),
    slot("PLACE", "where one is", OneOf(|| PLACES.iter().map(|(_, word)| *word).collect())),
];

impl Slot {
    /// The words that can stand there, if there are only some.
    #[must_use]
    pub fn words(&self) -> Option<Vec<&'static str>> {
        match self.accepts {
            OneOf(words) => Some(words()),
            _ => None,
        }
    }

    /// Whether any text can stand there.
    pub(super) fn takes_any_text(&self) -> bool {
        matches!(self.accepts, Accepts::Text)
    }

    /// Whether `token` can stand there.
    ///
    /// # Errors
    /// What was expected, or what is wrong with it.
    pub fn check(&self, token: &Token) -> Result<(), String> {
        match (&self.accepts, token.kind) {
            (Accepts::Pattern, _) => takes(token, Pattern::of),
            (_, Kind::Regex { .. }) => Err("expected a text, not a regular expression".to_owned()),
            (Accepts::Text, _) => Ok(()),
            (Word(check), _) => check(&token.text),
            (OneOf(words), _) => one_of(&token.text, &words()),
        }
    }
}

/// The protocols that a script can use: pixels are for screenshots.
fn symbols() -> Vec<&'static str> {
    let all = Protocol::ALL.iter().filter(|it| !it.has_pixels());
    all.map(|it| it.as_str()).collect()
}

/// A seed.
///
/// # Errors
/// A sentence that says what was expected.
pub(super) fn seed(word: &str) -> Result<u64, String> {
    let seed = word.parse();
    seed.map_err(|_| "expected a whole number from 0".to_owned())
}

/// A number in [0, 1].
///
/// # Errors
/// A sentence that says what was expected.
pub(super) fn share(word: &str) -> Result<f64, String> {
    let number = value::number(word).ok();
    let share = number.filter(|it| (0.0..=1.0).contains(it));
    share.ok_or_else(|| "expected a number from 0 to 1".to_owned())
}

fn name(word: &str) -> Result<(), String> {
    let is_allowed = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let length = word.chars().count();
    if !(1..=LONGEST_NAME).contains(&length) || !word.chars().all(is_allowed) {
        return Err(format!(
            "expected a name of at most {LONGEST_NAME} letters, digits, `-` and `_`"
        ));
    }
    Ok(())
}

fn file(word: &str) -> Result<(), String> {
    match word {
        "" => Err("expected the name of a file or folder".to_owned()),
        _ => Ok(()),
    }
}

fn one_of(word: &str, words: &[&'static str]) -> Result<(), String> {
    if words.contains(&word) {
        return Ok(());
    }
    let all = words.join(", ");
    Err(match nearest(word, words.iter().copied()) {
        Some(nearest) => format!("did you mean `{nearest}`? Expected {all}"),
        None => format!("expected {all}"),
    })
}

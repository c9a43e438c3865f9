//! The grammar: patterns of commands, and how a line is matched with them.
//!
//! A pattern is written as the reference shows it: `Expect artwork of TITLE [on CANVAS] is
//! ARTWORK`. Words stand for themselves, capitals for a [`Slot`], brackets hold what may be left
//! out, and `SLOT...` takes the rest of the line.

use std::collections::BTreeSet;

use super::{
    slots::{SLOTS, Slot},
    token::{Fault, Line, Token},
    variables::is_variable_in,
};
use crate::{catalog::nearest, text::excerpt};

/// Columns of what a message quotes of a line.
const QUOTED: usize = 60;

/// What stands behind the last token.
const END: &str = "the end of the line";

/// A form of a command.
#[derive(Debug)]
pub struct Rule<S: 'static> {
    /// How it is written.
    pub pattern: &'static str,
    /// A line of a script.
    pub example: &'static str,
    /// What it does, as a sentence.
    pub meaning: &'static str,
    /// What a line says that matches.
    pub make: fn(&Match<'_>) -> Result<S, Fault>,
}

/// A part of a pattern.
#[derive(Debug, Clone, Copy)]
pub enum Part {
    /// A word that stands for itself.
    Word(&'static str),
    /// One token.
    Slot(&'static Slot),
    /// One token, which is not this word without quotes: the pattern has it before the slot.
    SlotBehind(&'static Slot, &'static str),
    /// The rest of the line, at least one token.
    Rest(&'static Slot),
}

/// A rule with what its pattern allows.
struct Form<S: 'static> {
    rule: &'static Rule<S>,
    /// Each way to write it, with what may be left out first.
    ways: Vec<Vec<Part>>,
}

/// All rules.
pub struct Grammar<S: 'static> {
    forms: Vec<Form<S>>,
}

/// The tokens of a line by the slots that they fill, and the words of the pattern that it says.
#[derive(Debug, Default, Clone)]
pub struct Match<'t> {
    slots: Vec<(&'static str, &'t Token)>,
    /// For each token, the word of the pattern that it is; `None` for what fills a slot.
    words: Vec<Option<&'static str>>,
}

impl<'t> Match<'t> {
    /// The token in `slot`, if the line has one.
    #[must_use]
    pub fn get(&self, slot: &str) -> Option<&'t Token> {
        let found = self.slots.iter().find(|(name, _)| *name == slot);
        found.map(|(_, token)| *token)
    }

    /// All tokens in `slot`.
    pub fn all(&self, slot: &str) -> impl Iterator<Item = &'t Token> {
        let filled = self.slots.iter().filter(move |(name, _)| *name == slot);
        filled.map(|(_, token)| *token)
    }

    /// Whether the line says `word`.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        self.words.contains(&Some(word))
    }

    /// The text in `slot`; empty if the line has none.
    #[must_use]
    pub fn text(&self, slot: &str) -> String {
        self.get(slot)
            .map_or_else(String::new, |it| it.text.clone())
    }

    /// What `parse` makes of the text in `slot`, if the line has one.
    ///
    /// # Errors
    /// A [`Fault`] at the token.
    pub fn option<T, E: ToString>(
        &self,
        slot: &str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Result<Option<T>, Fault> {
        let Some(token) = self.get(slot) else {
            return Ok(None);
        };
        let wrong = |error: E| Fault::new(token.span.clone(), &error.to_string(), "");
        parse(&token.text).map(Some).map_err(wrong)
    }

    /// What `parse` makes of the text in `slot`, which the pattern demands.
    ///
    /// # Errors
    /// A [`Fault`] at the token.
    pub fn value<T, E: ToString>(
        &self,
        slot: &str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Result<T, Fault> {
        let missing = || Fault::new(0..0, &format!("a {slot} is missing"), "");
        self.option(slot, parse)?.ok_or_else(missing)
    }

    /// For each token, the word of the pattern that it is; `None` for what fills a slot.
    #[must_use]
    pub fn words(&self) -> &[Option<&'static str>] {
        &self.words
    }
}

/// The ways to write `pattern`.
fn ways(pattern: &'static str) -> Vec<Vec<Part>> {
    let plain = |text: &'static str| text.split_whitespace().map(part);
    let Some((before, rest)) = pattern.split_once('[') else {
        return vec![plain(pattern).collect()];
    };
    let (group, rest) = rest.split_once(']').unwrap_or((rest, ""));
    let after = ways(rest);
    let with = after.iter().map(|rest| {
        let said = plain(before).chain(plain(group));
        said.chain(rest.iter().copied()).collect()
    });
    let without = after.iter().map(|rest| {
        let mut rest = rest.clone();
        if let (Some(Part::Word(word)), Some(Part::Slot(slot))) =
            (plain(group).next(), rest.first())
        {
            rest[0] = Part::SlotBehind(slot, word);
        }
        plain(before).chain(rest).collect()
    });
    with.chain(without).collect()
}

fn part(word: &'static str) -> Part {
    let name = word.strip_suffix("...");
    let slot = SLOTS.iter().find(|slot| slot.name == name.unwrap_or(word));
    match (slot, name) {
        (Some(slot), Some(_)) => Part::Rest(slot),
        (Some(slot), None) => Part::Slot(slot),
        (None, _) => Part::Word(word),
    }
}

/// How far a line agreed with the patterns tried so far, and what they expected there.
#[derive(Default)]
struct Progress {
    tokens: usize,
    expected: Vec<String>,
    /// What a value there was found to be instead, by the last pattern that took one.
    wrong: Option<String>,
    /// Whether the token before may be the beginning of a text that goes on here.
    is_behind_text: bool,
    examples: Vec<&'static str>,
}

impl Progress {
    fn stop(
        &mut self,
        tokens: usize,
        expected: &str,
        wrong: Option<String>,
        example: &'static str,
    ) {
        if tokens < self.tokens {
            return;
        }
        if tokens > self.tokens {
            *self = Self {
                tokens,
                ..Self::default()
            };
        }
        if !self.expected.iter().any(|known| known == expected) {
            self.expected.push(expected.to_owned());
        }
        if !self.examples.contains(&example) {
            self.examples.push(example);
        }
        self.wrong = wrong.or(self.wrong.take());
    }

    fn fault(self, line: &Line) -> Fault {
        let expected = listed(&self.expected);
        let end = line.tokens.last().map_or(0, |token| token.span.end);
        let example = self.examples.first().copied().unwrap_or_default();
        let remedy = format!("for example: {example}");
        let Some(token) = line.tokens.get(self.tokens) else {
            let message = format!("something is missing: expected {expected}");
            return Fault::new(end..end, &message, &remedy);
        };
        let said = excerpt(&token.written(), QUOTED);
        if let Some(wrong) = self.wrong {
            return Fault::new(token.span.clone(), &format!("`{said}`: {wrong}"), &remedy);
        }
        if expected == END {
            let message = format!("`{said}` is too much: the line ends before it");
            let remedy = match self.is_behind_text {
                true => format!("a text with blanks stands in quotes; {remedy}"),
                false => remedy,
            };
            return Fault::new(token.span.clone(), &message, &remedy);
        }
        let words = self.expected.iter().filter_map(|it| it.strip_prefix('`'));
        let words: Vec<&str> = words.filter_map(|it| it.strip_suffix('`')).collect();
        let remedy = match nearest(&said, words) {
            Some(nearest) => format!("did you mean `{nearest}`? For example: {example}"),
            None => remedy,
        };
        let message = format!("`{said}` was not expected here, but {expected}");
        Fault::new(token.span.clone(), &message, &remedy)
    }
}

/// What is expected, as a part of a sentence.
fn listed(expected: &[String]) -> String {
    match expected {
        [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
        expected => expected.concat(),
    }
}

/// Which tokens can fill a slot.
type Check = fn(&Slot, &Token) -> Result<(), String>;

/// What `tokens` say by this way of writing; otherwise how far they agree goes to `progress`.
fn follow<'t>(
    way: &[Part],
    tokens: &'t [Token],
    check: Check,
    example: &'static str,
    progress: &mut Progress,
) -> Option<Match<'t>> {
    let mut found = Match::default();
    let mut tokens = tokens.iter().enumerate().peekable();
    for part in way {
        let (slot, is_rest) = match part {
            Part::Word(word) => {
                let Some((_, _)) = tokens.next_if(|(_, token)| token.is(word)) else {
                    progress.stop(found.words.len(), &format!("`{word}`"), None, example);
                    return None;
                };
                found.words.push(Some(word));
                continue;
            }
            Part::SlotBehind(_, word) if tokens.peek().is_some_and(|it| it.1.is(word)) => {
                return None;
            }
            Part::Slot(slot) | Part::SlotBehind(slot, _) => (slot, false),
            Part::Rest(slot) => (slot, true),
        };
        let before = found.words.len();
        while let Some((place, token)) = tokens.peek().copied() {
            if let Err(wrong) = check(slot, token) {
                progress.stop(place, slot.name, Some(wrong), example);
                return None;
            }
            found.slots.push((slot.name, token));
            found.words.push(None);
            tokens.next();
            if !is_rest {
                break;
            }
        }
        if found.words.len() == before {
            progress.stop(before, slot.name, None, example);
            return None;
        }
    }
    if tokens.peek().is_some() {
        let place = found.words.len();
        progress.stop(place, END, None, example);
        if let (Some(Part::Slot(slot) | Part::SlotBehind(slot, _)), true) =
            (way.last(), progress.tokens == place)
        {
            progress.is_behind_text = slot.takes_any_text();
        }
        return None;
    }
    Some(found)
}

impl<S> Form<S> {
    /// The command's first word.
    fn command(&self) -> &'static str {
        let pattern = self.rule.pattern;
        pattern.split(' ').next().unwrap_or(pattern)
    }
}

impl<S> Grammar<S> {
    /// The grammar of `rules`, in which the forms of a command stand together.
    #[must_use]
    pub fn new(rules: impl IntoIterator<Item = &'static Rule<S>>) -> Self {
        let form = |rule: &'static Rule<S>| Form {
            rule,
            ways: ways(rule.pattern),
        };
        Self {
            forms: rules.into_iter().map(form).collect(),
        }
    }

    /// The rules in their order.
    pub fn rules(&self) -> impl Iterator<Item = &'static Rule<S>> {
        self.forms.iter().map(|form| form.rule)
    }

    /// The first words of all commands, each once.
    #[must_use]
    pub fn commands(&self) -> Vec<&'static str> {
        let mut commands: Vec<&'static str> = self.forms.iter().map(Form::command).collect();
        commands.dedup();
        commands
    }

    /// The words that stand for themselves behind a command, by the alphabet.
    #[must_use]
    pub fn words(&self) -> BTreeSet<&'static str> {
        let ways = self.forms.iter().flat_map(|form| &form.ways);
        let words = ways
            .flat_map(|way| &way[1..])
            .filter_map(|part| match part {
                Part::Word(word) => Some(*word),
                _ => None,
            });
        let is_word = |word: &&str| word.starts_with(char::is_alphabetic);
        words.filter(is_word).collect()
    }

    /// The rule that a line follows, and what fills its slots.
    ///
    /// # Errors
    /// A [`Fault`] at the first token that no rule allows.
    pub fn find<'t>(&self, line: &'t Line) -> Result<(&'static Rule<S>, Match<'t>), Fault> {
        self.follow(line, Slot::check)
    }

    /// Like [`Grammar::find`], where a name can stand for any value.
    ///
    /// # Errors
    /// A [`Fault`] at the first token that no rule allows.
    pub fn shape<'t>(&self, line: &'t Line) -> Result<(&'static Rule<S>, Match<'t>), Fault> {
        self.follow(line, |slot, token| match is_variable_in(token) {
            true => Ok(()),
            false => slot.check(token),
        })
    }

    fn follow<'t>(
        &self,
        line: &'t Line,
        check: Check,
    ) -> Result<(&'static Rule<S>, Match<'t>), Fault> {
        let Some(first) = line.tokens.first() else {
            let remedy = "write one behind the delay";
            let span = line.delay.as_ref().map_or(0..0, |delay| delay.span.clone());
            return Err(Fault::new(span, "a command is missing", remedy));
        };
        let mut progress = Progress::default();
        let mut is_known = false;
        for form in self.forms.iter().filter(|form| first.is(form.command())) {
            is_known = true;
            for way in &form.ways {
                let example = form.rule.example;
                if let Some(found) = follow(way, &line.tokens, check, example, &mut progress) {
                    return Ok((form.rule, found));
                }
            }
        }
        Err(if is_known {
            progress.fault(line)
        } else {
            self.unknown(first)
        })
    }

    fn unknown(&self, word: &Token) -> Fault {
        let is_wait = ["wait", "sleep", "pause"].iter().any(|it| word.is(it));
        let nearest = match is_wait {
            true => Some("Advance"),
            false => nearest(&word.text, self.commands()),
        };
        let remedy = match nearest {
            Some(nearest) => {
                let mut forms = self.forms.iter();
                let form = forms.find(|form| form.command() == nearest);
                let example = form.map_or("", |form| form.rule.example);
                format!("did you mean `{nearest}`? For example: {example}")
            }
            None => "`keyart script doc` lists the commands".to_owned(),
        };
        let message = format!("there is no command `{}`", excerpt(&word.written(), QUOTED));
        Fault::new(word.span.clone(), &message, &remedy)
    }
}

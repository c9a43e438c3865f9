//! The grammar: patterns of commands, and how a line is matched with them.
//!
//! A pattern is written as the reference shows it: `Expect artwork of TITLE [on CANVAS] is
//! ARTWORK`. Words stand for themselves, capitals for a [`Slot`], brackets hold what may be left
//! out, and `SLOT...` takes the rest of the line.

use super::{
    slots::{SLOTS, Slot},
    token::{Fault, Line, Token},
};
use crate::catalog::nearest;

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
    let Some(open) = pattern.find('[') else {
        return vec![pattern.split_whitespace().map(part).collect()];
    };
    let close = pattern.find(']').unwrap_or(pattern.len());
    let plain = |text: &'static str| text.split_whitespace().map(part);
    let (before, group) = (&pattern[..open], &pattern[open + 1..close]);
    let after = ways(pattern.get(close + 1..).unwrap_or_default());
    let with = after.iter().map(|rest| {
        plain(before)
            .chain(plain(group))
            .chain(rest.clone())
            .collect()
    });
    let without = after
        .iter()
        .map(|rest| plain(before).chain(rest.clone()).collect());
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
        let expected = self.expected.join(" or ");
        let end = line.tokens.last().map_or(0, |token| token.span.end);
        let example = self.examples.first().copied().unwrap_or_default();
        let remedy = format!("for example: {example}");
        let Some(token) = line.tokens.get(self.tokens) else {
            let message = format!("something is missing: expected {expected}");
            return Fault::new(end..end, &message, &remedy);
        };
        let said = token.written();
        if let Some(wrong) = self.wrong {
            return Fault::new(token.span.clone(), &format!("`{said}`: {wrong}"), &remedy);
        }
        let words = self.expected.iter().filter_map(|it| it.strip_prefix('`'));
        let words: Vec<&str> = words.filter_map(|it| it.strip_suffix('`')).collect();
        let remedy = match nearest(&said, words) {
            Some(nearest) => format!("did you mean `{nearest}`? {remedy}"),
            None => remedy,
        };
        let message = format!("`{said}` was not expected here, but {expected}");
        Fault::new(token.span.clone(), &message, &remedy)
    }
}

/// What `tokens` say by this way of writing; otherwise how far they agree goes to `progress`.
fn follow<'t>(
    way: &[Part],
    tokens: &'t [Token],
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
            Part::Slot(slot) => (slot, false),
            Part::Rest(slot) => (slot, true),
        };
        let before = found.words.len();
        while let Some((place, token)) = tokens.peek().copied() {
            if let Err(wrong) = slot.check(token) {
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
        progress.stop(found.words.len(), "the end of the line", None, example);
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

    /// The rule that a line follows, and what fills its slots.
    ///
    /// # Errors
    /// A [`Fault`] at the first token that no rule allows.
    pub fn find<'t>(&self, line: &'t Line) -> Result<(&'static Rule<S>, Match<'t>), Fault> {
        let Some(first) = line.tokens.first() else {
            let remedy = "write one behind the delay";
            return Err(Fault::new(0..0, "a command is missing", remedy));
        };
        let mut progress = Progress::default();
        let mut is_known = false;
        for form in self.forms.iter().filter(|form| first.is(form.command())) {
            is_known = true;
            for way in &form.ways {
                let example = form.rule.example;
                if let Some(found) = follow(way, &line.tokens, example, &mut progress) {
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
        let remedy = match nearest(&word.text, self.commands()) {
            Some(nearest) => {
                let mut forms = self.forms.iter();
                let form = forms.find(|form| form.command() == nearest);
                let example = form.map_or("", |form| form.rule.example);
                format!("did you mean `{nearest}`? For example: {example}")
            }
            None => "`keyart script doc` lists the commands".to_owned(),
        };
        let message = format!("there is no command `{}`", word.text);
        Fault::new(word.span.clone(), &message, &remedy)
    }
}

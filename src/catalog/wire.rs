//! Reading TOML so that every problem is found, each with its place.

use std::{fmt::Display, ops::RangeInclusive};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{model::Weights, problem::Findings, spelling::list_of};
use crate::text::{Text, excerpt};

/// Columns of a value that is quoted in a message.
const QUOTED: usize = 60;
/// The weights of genres and themes. The least one is far from where its square would be 0.
const WEIGHTS: RangeInclusive<f64> = 0.001..=1.0;

/// A type of value, and how to write one.
struct Expected {
    name: &'static str,
    remedy: &'static str,
}

const STRING: Expected = Expected {
    name: "a string",
    remedy: "put it between double quotes",
};
const WHOLE_NUMBER: Expected = Expected {
    name: "a whole number",
    remedy: "write it in digits without quotes, such as `90`",
};
const NUMBER: Expected = Expected {
    name: "a number",
    remedy: "write it in digits without quotes, such as `0.5`",
};
const LIST: Expected = Expected {
    name: "a list",
    remedy: "write it in square brackets, such as `[\"one\", \"two\"]`",
};
const TABLE: Expected = Expected {
    name: "a table",
    remedy: "write it in curly brackets, such as `{ one = 0.9 }`",
};
const TABLES: Expected = Expected {
    name: "a list of tables",
    remedy: "write each of them below a line with its name in double square brackets",
};

/// The table that `source` holds, as far as it can be read, with its syntax errors found.
pub(crate) fn document<'a>(source: &'a str, findings: &mut Findings) -> Spanned<DeTable<'a>> {
    document_part(source, 0, findings)
}

/// The same for the part of a file that begins at byte `base`.
pub(super) fn document_part<'a>(
    source: &'a str,
    base: usize,
    findings: &mut Findings,
) -> Spanned<DeTable<'a>> {
    let (table, errors) = DeTable::parse_recoverable(source);
    for error in errors {
        let at = base + error.span().map_or(0, |span| span.start);
        let message = format!("this is not valid TOML: {}", error.message());
        findings.error(at, &message, "correct the syntax");
    }
    table
}

/// A table of a file.
#[derive(Clone, Copy)]
pub(crate) struct Section<'a> {
    table: &'a DeTable<'a>,
    /// The byte of the file that stands for the whole table in problems.
    pub(crate) at: usize,
    /// The byte of the file where the text begins that the table was read from.
    base: usize,
}

impl<'a> Section<'a> {
    /// The outermost table of a file.
    pub(crate) fn new(table: &'a DeTable<'a>) -> Self {
        Self::part(table, 0)
    }

    /// The outermost table of the part of a file that begins at byte `base`.
    pub(crate) fn part(table: &'a DeTable<'a>, base: usize) -> Self {
        let at = base;
        Self { table, at, base }
    }

    /// How many keys it has.
    pub(crate) fn len(self) -> usize {
        self.table.len()
    }

    /// Finds all keys that are not in `known`.
    pub(crate) fn expect_only(self, known: &[&str], findings: &mut Findings) {
        for key in self.table.keys() {
            let name = key.get_ref().as_ref();
            if known.contains(&name) {
                continue;
            }
            let message = format!("unknown key {}", quoted(name));
            let remedy = findings
                .did_you_mean(name, known.iter().copied())
                .unwrap_or_else(|| format!("the keys here are {}", list_of(known)));
            findings.error(self.base + key.span().start, &message, &remedy);
        }
    }

    /// All keys with their values, in the order of the keys.
    pub(super) fn entries(self) -> impl Iterator<Item = (&'a str, Entry<'a>)> {
        let base = self.base;
        self.table.iter().map(move |(key, value)| {
            let key: &'a str = key.get_ref();
            (key, Entry { key, value, base })
        })
    }

    /// The value of `key`, which may be missing.
    pub(crate) fn optional(self, key: &'static str) -> Option<Entry<'a>> {
        let value = self.table.get(key)?;
        let base = self.base;
        Some(Entry { key, value, base })
    }

    /// The tables of the array of tables `key`; none if it is missing.
    pub(crate) fn tables(self, key: &'static str, findings: &mut Findings) -> Vec<Self> {
        let entry = self.optional(key);
        entry
            .and_then(|entry| entry.sections(findings))
            .unwrap_or_default()
    }

    /// The value of `key`; it is an error that it is missing from this `kind` of table, unless a
    /// syntax error hid it. `example` is a value that it could have.
    pub(crate) fn required(
        self,
        key: &'static str,
        kind: &str,
        example: &str,
        findings: &mut Findings,
    ) -> Option<Entry<'a>> {
        let entry = self.optional(key);
        if entry.is_none() {
            let message = format!("this {kind} has no `{key}`");
            findings.gap(self.at, &message, &format!("add `{key} = {example}`"));
        }
        entry
    }
}

/// A value of a file with the key that it belongs to.
#[derive(Clone, Copy)]
pub(crate) struct Entry<'a> {
    key: &'a str,
    value: &'a Spanned<DeValue<'a>>,
    /// The byte of the file where the text begins that the value was read from.
    base: usize,
}

impl<'a> Entry<'a> {
    /// The first byte of the value in the file.
    pub(crate) fn at(self) -> usize {
        self.base + self.value.span().start
    }

    fn mistyped<T>(self, expected: &Expected, findings: &mut Findings) -> Option<T> {
        let found = described(self.value.get_ref());
        let message = format!("`{}` must be {}, found {found}", self.key, expected.name);
        findings.error(self.at(), &message, expected.remedy);
        None
    }

    /// The string as written, if it is one.
    pub(crate) fn as_str(self) -> Option<&'a str> {
        self.value.get_ref().as_str()
    }

    /// A string as written.
    pub(crate) fn string(self, findings: &mut Findings) -> Option<&'a str> {
        match self.value.get_ref() {
            DeValue::String(string) => Some(string),
            _ => self.mistyped(&STRING, findings),
        }
    }

    /// A string made safe to print; losing characters for that is a warning, and an error is
    /// that nothing remains.
    pub(crate) fn text(self, findings: &mut Findings) -> Option<Text> {
        let raw = self.string(findings)?;
        let (text, lost) = Text::with_loss(raw);
        if text.trim().is_empty() {
            let message = format!("`{}` is empty", self.key);
            findings.error(self.at(), &message, "write some text between the quotes");
            return None;
        }
        if lost {
            warn_of_loss(self.key, raw, self.at(), findings);
        }
        Some(text)
    }

    /// One of the words `all`, which `parse` reads.
    pub(crate) fn word<T: Copy + Display>(
        self,
        parse: fn(&str) -> Option<T>,
        all: &[T],
        findings: &mut Findings,
    ) -> Option<T> {
        let raw = self.string(findings)?;
        let value = parse(raw);
        if value.is_none() {
            let words: Vec<_> = all.iter().map(T::to_string).collect();
            let words: Vec<_> = words.iter().map(String::as_str).collect();
            let message = format!("`{}` cannot be {}", self.key, quoted(raw));
            let remedy = findings
                .did_you_mean(raw, words.iter().copied())
                .unwrap_or_else(|| format!("choose one of {}", list_of(&words)));
            findings.error(self.at(), &message, &remedy);
        }
        value
    }

    /// A whole number in `range`.
    pub(crate) fn integer(
        self,
        range: RangeInclusive<u16>,
        findings: &mut Findings,
    ) -> Option<u16> {
        let DeValue::Integer(integer) = self.value.get_ref() else {
            return self.mistyped(&WHOLE_NUMBER, findings);
        };
        let value = u16::from_str_radix(integer.as_str(), integer.radix());
        match value {
            Ok(value) if range.contains(&value) => Some(value),
            _ => {
                let (least, most) = range.into_inner();
                let found = quoted(&integer.to_string());
                self.out_of_range(&found, &format!("from {least} to {most}"), findings)
            }
        }
    }

    /// A whole number of any size that an `i64` holds.
    pub(crate) fn long(self, findings: &mut Findings) -> Option<i64> {
        match self.value.get_ref() {
            DeValue::Integer(integer) => {
                let value = i64::from_str_radix(integer.as_str(), integer.radix()).ok();
                value.or_else(|| self.mistyped(&WHOLE_NUMBER, findings))
            }
            _ => self.mistyped(&WHOLE_NUMBER, findings),
        }
    }

    /// A number from 0 to 1.
    pub(crate) fn share(self, findings: &mut Findings) -> Option<f64> {
        self.within(0.0..=1.0, findings)
    }

    /// A number in `range`.
    pub(crate) fn within(self, range: RangeInclusive<f64>, findings: &mut Findings) -> Option<f64> {
        let value = self.number(findings)?;
        if range.contains(&value) {
            return Some(value);
        }
        let (least, most) = range.into_inner();
        let range = format!("from {least} to {most}");
        self.out_of_range(&quoted(&self.digits()), &range, findings)
    }

    /// A number as it was written.
    fn digits(self) -> String {
        match self.value.get_ref() {
            DeValue::Float(float) => float.as_str().to_owned(),
            DeValue::Integer(integer) => integer.to_string(),
            _ => String::new(),
        }
    }

    fn number(self, findings: &mut Findings) -> Option<f64> {
        let value = match self.value.get_ref() {
            DeValue::Float(float) => float.as_str().parse().ok(),
            DeValue::Integer(integer) => {
                let value = i64::from_str_radix(integer.as_str(), integer.radix()).ok();
                value
                    .and_then(|value| i32::try_from(value).ok())
                    .map(f64::from)
            }
            _ => None,
        };
        value.or_else(|| self.mistyped(&NUMBER, findings))
    }

    /// Finds that the value is not what it must be.
    pub(crate) fn refuse(self, message: &str, remedy: &str, findings: &mut Findings) {
        findings.error(self.at(), message, remedy);
    }

    fn out_of_range<T>(self, found: &str, range: &str, findings: &mut Findings) -> Option<T> {
        let message = format!("`{}` is {found}", self.key);
        findings.error(self.at(), &message, &format!("write a number {range}"));
        None
    }

    /// The elements of an array; each has the key of the array.
    pub(crate) fn elements(
        self,
        findings: &mut Findings,
    ) -> Option<impl ExactSizeIterator<Item = Self> + use<'a>> {
        let DeValue::Array(array) = self.value.get_ref() else {
            return self.mistyped(&LIST, findings);
        };
        Some(array.iter().map(move |value| Self { value, ..self }))
    }

    /// An array of strings, without the elements that are not.
    pub(crate) fn texts(self, findings: &mut Findings) -> Option<Vec<Text>> {
        let elements = self.elements(findings)?;
        Some(
            elements
                .filter_map(|element| element.text(findings))
                .collect(),
        )
    }

    /// The table that the value is.
    pub(crate) fn section(self, findings: &mut Findings) -> Option<Section<'a>> {
        match self.value.get_ref() {
            DeValue::Table(table) => Some(Section {
                table,
                at: self.at(),
                base: self.base,
            }),
            _ => self.mistyped(&TABLE, findings),
        }
    }

    /// The tables of an array of tables.
    pub(crate) fn sections(self, findings: &mut Findings) -> Option<Vec<Section<'a>>> {
        let DeValue::Array(array) = self.value.get_ref() else {
            return self.mistyped(&TABLES, findings);
        };
        let entries = array.iter().map(|value| Self { value, ..self });
        Some(
            entries
                .filter_map(|entry| entry.section(findings))
                .collect(),
        )
    }

    /// A table of weights in [0.001, 1], sorted by name; every name is given to `name` with its
    /// place.
    pub(crate) fn weights(
        self,
        findings: &mut Findings,
        mut name: impl FnMut(&'a str, usize),
    ) -> Option<Weights> {
        let section = self.section(findings)?;
        let mut weights = Weights::with_capacity(section.table.len());
        for (key, value) in section.table {
            let at = self.base + key.span().start;
            name(key.get_ref(), at);
            let (text, lost) = Text::with_loss(key.get_ref());
            if lost {
                warn_of_loss(self.key, key.get_ref(), at, findings);
            }
            let entry = Entry {
                key: key.get_ref(),
                value,
                base: self.base,
            };
            if let Some(weight) = entry.within(WEIGHTS, findings) {
                weights.push((text, weight));
            }
        }
        weights.sort_by(|(one, _), (other, _)| one.cmp(other));
        Some(weights)
    }
}

fn warn_of_loss(key: &str, raw: &str, at: usize, findings: &mut Findings) {
    let message = format!("`{key}` has characters that are not shown: {}", quoted(raw));
    findings.warning(at, &message, "remove them");
}

/// The start of `raw` in backticks, neutral.
pub(crate) fn quoted(raw: &str) -> String {
    format!("`{}`", excerpt(raw, QUOTED))
}

fn described(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(string) => format!("the string {}", quoted(string)),
        DeValue::Integer(integer) => format!("the whole number {}", quoted(&integer.to_string())),
        DeValue::Float(float) => format!("the number {}", quoted(float.as_str())),
        DeValue::Boolean(boolean) => format!("`{boolean}`"),
        DeValue::Datetime(_) => "a date or time".to_owned(),
        DeValue::Array(_) => "a list".to_owned(),
        DeValue::Table(_) => "a table".to_owned(),
    }
}

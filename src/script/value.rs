//! What words of a script can say: durations, sizes, comparisons, patterns.

use std::fmt;

use regex::{Regex, RegexBuilder};

use super::token::{Kind, Token};
use crate::session::Size;

/// The longest time that may pass at once, in days.
const LONGEST_DAYS: i64 = 3_660;

/// Milliseconds of each unit of time.
const UNITS: [(&str, i64); 5] = [
    ("ms", 1),
    ("s", 1_000),
    ("m", 60_000),
    ("h", 3_600_000),
    ("d", 86_400_000),
];

/// The largest screen that pictures are made of.
pub const LARGEST: Size = Size {
    columns: 500,
    rows: 200,
};

/// The largest terminal that a session knows.
const WIDEST: Size = Size {
    columns: 1_000,
    rows: 500,
};

/// What an expression begins with that ignores case.
const IGNORING_CASE: &str = "(?i)";

/// Bytes of the longest expression as it is written.
const LONGEST_REGEX: usize = 4_096;

/// Bytes of the largest compiled expression.
const LARGEST_REGEX: usize = 1 << 20;

/// The milliseconds that `word` spells, such as `1.5s`, `45m` or `2d`.
///
/// # Errors
/// A sentence that says what was expected.
pub fn duration(word: &str) -> Result<i64, String> {
    let expected = || "expected a duration such as 300ms, 1.5s, 45m, 2h or 2d".to_owned();
    let end = word.find(char::is_alphabetic).ok_or_else(expected)?;
    let (number, unit) = word.split_at(end);
    let (_, unit) = UNITS
        .iter()
        .find(|(name, _)| *name == unit)
        .ok_or_else(expected)?;
    let is_number = number.starts_with(|c: char| c.is_ascii_digit());
    let number: f64 = number.parse().map_err(|_| expected())?;
    let milliseconds = (number * *unit as f64).round();
    if !is_number {
        return Err(expected());
    }
    if milliseconds > (LONGEST_DAYS * 86_400_000) as f64 {
        return Err(format!("expected at most {LONGEST_DAYS}d"));
    }
    Ok(milliseconds as i64)
}

/// `milliseconds` as a script says them, exactly.
#[must_use]
pub fn written_duration(milliseconds: i64) -> String {
    let mut units = UNITS.iter().rev();
    let whole = units.find(|(_, unit)| milliseconds > 0 && milliseconds % unit == 0);
    match whole {
        Some((name, unit)) if *unit >= 1_000 => format!("{}{name}", milliseconds / unit),
        _ if milliseconds < 1_000 => format!("{milliseconds}ms"),
        _ => format!("{}.{:03}s", milliseconds / 1_000, milliseconds % 1_000),
    }
}

/// How much of a film is played.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Amount {
    /// Of its running time, in milliseconds.
    Time(i64),
    /// Of the whole film, in [0, 1].
    Fraction(f64),
}

/// The amount that `word` spells, such as `45m` or `80%`.
///
/// # Errors
/// A sentence that says what was expected.
pub fn amount(word: &str) -> Result<Amount, String> {
    let expected = "expected minutes of the film or a part of it, such as 45m or 80%";
    match word.strip_suffix('%') {
        None => match duration(word) {
            Ok(milliseconds) if milliseconds > 0 => Ok(Amount::Time(milliseconds)),
            _ => Err(expected.to_owned()),
        },
        Some(number) => match number.parse::<f64>() {
            Ok(percent) if percent > 0.0 && percent <= 100.0 => {
                Ok(Amount::Fraction(percent / 100.0))
            }
            _ => Err(expected.to_owned()),
        },
    }
}

/// Columns and rows of a screen, such as `120x36`.
///
/// # Errors
/// A sentence that says what was expected.
pub fn size(word: &str) -> Result<Size, String> {
    size_within(word, LARGEST)
}

/// Columns and rows of a terminal, which may be larger.
///
/// # Errors
/// A sentence that says what was expected.
pub fn terminal(word: &str) -> Result<Size, String> {
    size_within(word, WIDEST)
}

fn size_within(word: &str, most: Size) -> Result<Size, String> {
    let numbers = word.split_once(['x', '×']).and_then(|(columns, rows)| {
        Some(Size {
            columns: columns.parse().ok()?,
            rows: rows.parse().ok()?,
        })
    });
    let is_possible = |size: &Size| {
        (1..=most.columns).contains(&size.columns) && (1..=most.rows).contains(&size.rows)
    };
    numbers.filter(is_possible).ok_or_else(|| {
        let Size { columns, rows } = most;
        format!("expected columns and rows such as 120x36, at most {columns}x{rows}")
    })
}

/// Column and row of a cell, from 0, such as `10,3`.
///
/// # Errors
/// A sentence that says what was expected.
pub fn cell(word: &str) -> Result<(u16, u16), String> {
    word.split_once(',')
        .and_then(|(column, row)| Some((column.parse().ok()?, row.parse().ok()?)))
        .ok_or_else(|| "expected column and row from 0, such as 10,3".to_owned())
}

/// A whole number from 1 to `most`.
///
/// # Errors
/// A sentence that says what was expected.
pub fn count(word: &str, most: u32) -> Result<u32, String> {
    let number = word.parse().ok().filter(|it| (1..=most).contains(it));
    number.ok_or_else(|| format!("expected a whole number from 1 to {most}"))
}

/// A finite number.
///
/// # Errors
/// A sentence that says what was expected.
pub fn number(word: &str) -> Result<f64, String> {
    let number = word.parse().ok().filter(|it: &f64| it.is_finite());
    number.ok_or_else(|| "expected a number such as 3 or 0.25".to_owned())
}

/// How two numbers are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `=`
    Equal,
    /// `!=`
    Different,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

/// The operators as they are written.
pub const OPERATORS: [(&str, Operator); 6] = [
    ("=", Operator::Equal),
    ("!=", Operator::Different),
    ("<=", Operator::AtMost),
    (">=", Operator::AtLeast),
    ("<", Operator::Less),
    (">", Operator::More),
];

/// The operator that `word` names.
///
/// # Errors
/// A sentence that says what was expected.
pub fn operator(word: &str) -> Result<Operator, String> {
    let found = OPERATORS.iter().find(|(name, _)| *name == word);
    found
        .map(|(_, operator)| *operator)
        .ok_or_else(|| "expected =, !=, <, <=, > or >=".to_owned())
}

/// How far apart two equal numbers may be, for the rounding of sums.
const TOLERANCE: f64 = 1e-9;

/// What a number must be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Comparison {
    /// How it is compared.
    pub operator: Operator,
    /// With what.
    pub value: f64,
}

impl Comparison {
    /// Whether `actual` is what it must be; equality within 1e-9.
    #[must_use]
    pub fn holds(&self, actual: f64) -> bool {
        let is_equal = (actual - self.value).abs() <= TOLERANCE;
        match self.operator {
            Operator::Equal => is_equal,
            Operator::Different => !is_equal,
            Operator::Less => actual < self.value,
            Operator::AtMost => actual <= self.value || is_equal,
            Operator::More => actual > self.value,
            Operator::AtLeast => actual >= self.value || is_equal,
        }
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut names = OPERATORS.iter();
        let name = names.find(|(_, operator)| *operator == self.operator);
        write!(f, "{} {}", name.map_or("", |(name, _)| name), self.value)
    }
}

/// A text that no screen shows.
const UNLIKELY: &str = "\u{1}";

/// What a text must hold.
#[derive(Debug, Clone)]
pub enum Pattern {
    /// Exactly these characters.
    Text(String),
    /// Something that the expression matches; in linear time.
    Regex(Regex),
}

impl Pattern {
    /// The pattern that a token says.
    ///
    /// # Errors
    /// A sentence that says what is wrong with the expression.
    pub fn of(token: &Token) -> Result<Self, String> {
        let Kind::Regex { ignores_case } = token.kind else {
            return match token.text.is_empty() {
                true => Err("an empty text is everywhere, so nothing could be wrong".to_owned()),
                false => Ok(Self::Text(token.text.clone())),
            };
        };
        if token.text.len() > LONGEST_REGEX {
            return Err(format!(
                "expected a regular expression of at most {LONGEST_REGEX} bytes"
            ));
        }
        let flags = if ignores_case { IGNORING_CASE } else { "" };
        let regex = RegexBuilder::new(&format!("{flags}{}", token.text))
            .multi_line(true)
            .size_limit(LARGEST_REGEX)
            .build()
            .map_err(|error| format!("the regular expression is wrong: {}", reason(&error)))?;
        // An expression for empty lines is fine; one that finds nothing everywhere is not.
        if regex.find(UNLIKELY).is_some_and(|found| found.is_empty()) {
            return Err("the expression matches everywhere, so nothing could be wrong".to_owned());
        }
        Ok(Self::Regex(regex))
    }

    /// Whether the whole of `text` is what must be.
    #[must_use]
    pub fn is(&self, text: &str) -> bool {
        match self {
            Self::Text(expected) => expected == text,
            Self::Regex(regex) => regex.is_match(text),
        }
    }

    /// Where in `text` it is found first.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<std::ops::Range<usize>> {
        match self {
            Self::Text(expected) => {
                let start = text.find(&**expected)?;
                Some(start..start + expected.len())
            }
            Self::Regex(regex) => regex.find(text).map(|found| found.range()),
        }
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => write!(f, "{}", super::token::quoted(text)),
            Self::Regex(regex) => {
                let stripped = regex.as_str().strip_prefix(IGNORING_CASE);
                let kind = Kind::Regex {
                    ignores_case: stripped.is_some(),
                };
                let text = stripped.unwrap_or(regex.as_str());
                write!(f, "{}", Token::made(kind, text).written())
            }
        }
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.to_string() == other.to_string()
    }
}

/// What is wrong with an expression, on one line.
fn reason(error: &regex::Error) -> String {
    match error {
        regex::Error::CompiledTooBig(_) => "it would need too much memory".to_owned(),
        error => {
            let text = error.to_string();
            let last = text.lines().last().unwrap_or_default();
            last.trim_start_matches("error: ").to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_and_written_exactly() {
        for (word, milliseconds) in [
            ("300ms", 300),
            ("1.5s", 1_500),
            ("45m", 2_700_000),
            ("2d", 172_800_000),
            ("0s", 0),
        ] {
            assert_eq!(duration(word), Ok(milliseconds), "{word}");
        }
        for wrong in ["5", "s", "-1s", "1e9d", "1 s", "2w", "infs", "9999d"] {
            assert!(duration(wrong).is_err(), "{wrong}");
        }
        for milliseconds in [0, 1, 999, 1_000, 1_001, 61_000, 3_600_000, 90_061_001] {
            let word = written_duration(milliseconds);
            assert_eq!(duration(&word), Ok(milliseconds), "{word}");
        }
        assert_eq!(written_duration(7_200_000), "2h");
        assert_eq!(written_duration(5_403), "5.403s");
    }

    #[test]
    fn amounts_sizes_and_cells_say_what_they_expected() {
        assert_eq!(amount("80%"), Ok(Amount::Fraction(0.8)));
        assert_eq!(amount("45m"), Ok(Amount::Time(2_700_000)));
        assert!(amount("101%").unwrap_err().contains("80%"));
        assert_eq!(cell("10,3"), Ok((10, 3)));
        assert!(size("0x5").is_err() && size("501x9").is_err() && terminal("1000x501").is_err());
        assert!(terminal("1000x500").is_ok());
        assert_eq!(size("80×24").map(|size| size.rows), Ok(24));
    }

    #[test]
    fn comparisons_hold_within_rounding() {
        let compare = |word, value| Comparison {
            operator: operator(word).unwrap(),
            value,
        };
        assert!(compare("=", 0.3).holds(0.1 + 0.2));
        assert!(!compare("!=", 0.3).holds(0.1 + 0.2));
        assert!(compare(">=", 0.3).holds(0.3) && !compare(">", 0.3).holds(0.3));
        assert!(compare("<", 1.0).holds(0.0) && !compare("<", 1.0).holds(f64::NAN));
        assert!(operator("==").unwrap_err().contains(">="));
    }

    #[test]
    fn expressions_are_bounded_and_their_faults_are_one_line() {
        let regex = |text| {
            Pattern::of(&Token::made(
                Kind::Regex {
                    ignores_case: false,
                },
                text,
            ))
        };
        assert_eq!(regex("b+").unwrap().find("abbc"), Some(1..3));
        let unclosed = regex("(a").unwrap_err();
        assert!(unclosed.contains("unclosed group"), "{unclosed}");
        let large = regex(r"\w{1000}{1000}").unwrap_err();
        assert!(large.contains("memory"), "{large}");
    }
}

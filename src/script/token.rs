//! Lines of a script as tokens.

use std::ops::Range;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Characters without a blank.
    Word,
    /// Text in quotes.
    Quoted,
    /// A regular expression between slashes; whether it ignores case.
    Regex {
        /// `/…/i`.
        ignores_case: bool,
    },
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// What it says, without quotes and escapes.
    pub text: String,
    /// Its bytes in the line.
    pub span: Range<usize>,
}

/// A line that holds something.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// From 1.
    pub number: usize,
    /// `@1.5s`: the word behind the sign.
    pub delay: Option<Token>,
    /// What it says; empty for a line that is only a comment.
    pub tokens: Vec<Token>,
    /// What stands behind `#`, without blanks at the end.
    pub comment: Option<String>,
}

/// Something wrong at a place of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The bytes of the line that it is about.
    pub span: Range<usize>,
    /// What is wrong, in a sentence without its full stop.
    pub message: String,
    /// What to do about it, in a sentence without its full stop.
    pub remedy: String,
}

impl Fault {
    pub(super) fn new(span: Range<usize>, message: &str, remedy: &str) -> Self {
        Self {
            span,
            message: message.to_owned(),
            remedy: remedy.to_owned(),
        }
    }
}

impl Token {
    /// A token that stands nowhere.
    #[must_use]
    pub fn made(kind: Kind, text: &str) -> Self {
        Self {
            kind,
            text: text.to_owned(),
            span: 0..0,
        }
    }

    /// Whether it is the word `word`, in capitals or not.
    #[must_use]
    pub fn is(&self, word: &str) -> bool {
        self.kind == Kind::Word && self.text.eq_ignore_ascii_case(word)
    }

    /// How it is written in a script.
    #[must_use]
    pub fn written(&self) -> String {
        match self.kind {
            Kind::Word => self.text.clone(),
            Kind::Quoted => quoted(&self.text),
            Kind::Regex { ignores_case } => {
                let flag = if ignores_case { "i" } else { "" };
                format!("/{}/{flag}", self.text.replace('/', "\\/"))
            }
        }
    }
}

/// `text` in quotes.
#[must_use]
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The tokens of `source`, the line with this number.
///
/// # Errors
/// A [`Fault`] at a character that belongs to no token.
pub fn line(number: usize, source: &str) -> Result<Line, Fault> {
    let control = |c: char| c.is_control() && c != '\t';
    if let Some((at, found)) = source.char_indices().find(|(_, c)| control(*c)) {
        let message = "a control character cannot stand in a script";
        return Err(Fault::new(at..at + found.len_utf8(), message, "remove it"));
    }
    let mut line = Line {
        number,
        ..Line::default()
    };
    let mut at = 0;
    loop {
        let rest = &source[at..];
        at += rest.len() - rest.trim_start().len();
        let rest = &source[at..];
        let Some(first) = rest.chars().next() else {
            return Ok(line);
        };
        if first == '#' {
            line.comment = Some(rest[1..].trim_end().to_owned());
            return Ok(line);
        }
        let token = match first {
            '"' => string(source, at)?,
            '/' => regex(source, at)?,
            _ => word(source, at),
        };
        at = token.span.end;
        let is_first = line.tokens.is_empty() && line.delay.is_none();
        match token.text.strip_prefix('@') {
            Some(delay) if is_first && token.kind == Kind::Word => {
                let text = delay.to_owned();
                line.delay = Some(Token { text, ..token });
            }
            _ => line.tokens.push(token),
        }
    }
}

fn word(source: &str, start: usize) -> Token {
    let length = source[start..].find(char::is_whitespace);
    let end = length.map_or(source.len(), |length| start + length);
    Token {
        kind: Kind::Word,
        text: source[start..end].to_owned(),
        span: start..end,
    }
}

fn string(source: &str, start: usize) -> Result<Token, Fault> {
    let mut text = String::new();
    let mut characters = source[start + 1..].char_indices();
    while let Some((at, character)) = characters.next() {
        let at = start + 1 + at;
        match character {
            '"' => {
                let span = start..at + 1;
                let kind = Kind::Quoted;
                let token = Token { kind, text, span };
                return separate(source, token, "put a blank between the two");
            }
            '\\' => match characters.next() {
                Some((_, escaped @ ('"' | '\\'))) => text.push(escaped),
                _ => {
                    let message = "a backslash in quotes must stand before a quote or a backslash";
                    return Err(Fault::new(
                        at..at + 1,
                        message,
                        "write `\\\\` for a backslash",
                    ));
                }
            },
            other => text.push(other),
        }
    }
    let message = "a quoted text does not end";
    Err(Fault::new(
        start..source.len(),
        message,
        "close it with `\"`",
    ))
}

fn regex(source: &str, start: usize) -> Result<Token, Fault> {
    let mut text = String::new();
    let mut characters = source[start + 1..].char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        match character {
            '\\' if characters.next_if(|(_, next)| *next == '/').is_some() => text.push('/'),
            // Whatever is escaped is for the expression itself.
            '\\' => {
                text.push('\\');
                text.extend(characters.next().map(|(_, next)| next));
            }
            '/' => {
                let end = start + 1 + at + 1;
                let ignores_case = source[end..].starts_with('i');
                let span = start..end + usize::from(ignores_case);
                let kind = Kind::Regex { ignores_case };
                let token = Token { kind, text, span };
                return separate(
                    source,
                    token,
                    "a text that begins with `/` stands in quotes",
                );
            }
            other => text.push(other),
        }
    }
    let message = "a regular expression does not end";
    Err(Fault::new(
        start..source.len(),
        message,
        "close it with `/`; a text that begins with `/` stands in quotes",
    ))
}

/// The token, if a blank follows it.
fn separate(source: &str, token: Token, remedy: &str) -> Result<Token, Fault> {
    let end = token.span.end;
    match source[end..].chars().next() {
        Some(next) if !next.is_whitespace() => {
            let span = end..end + next.len_utf8();
            Err(Fault::new(span, "a blank is missing here", remedy))
        }
        _ => Ok(token),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_words_texts_expressions_a_delay_and_a_comment() {
        let line = line(7, r#"	@1.5s Expect  "a \"b\\" /x\/\d/i # why "#).unwrap();
        assert_eq!(line.delay.unwrap().text, "1.5s");
        let tokens: Vec<(Kind, &str)> = line
            .tokens
            .iter()
            .map(|token| (token.kind, &*token.text))
            .collect();
        let regex = Kind::Regex { ignores_case: true };
        assert_eq!(
            tokens,
            [
                (Kind::Word, "Expect"),
                (Kind::Quoted, "a \"b\\"),
                (regex, r"x/\d")
            ]
        );
        let written: Vec<String> = line.tokens.iter().map(Token::written).collect();
        assert_eq!(written, ["Expect", r#""a \"b\\""#, r"/x\/\d/i"]);
        assert_eq!(line.comment.as_deref(), Some(" why"));
    }

    #[test]
    fn what_does_not_end_or_cannot_be_told_apart_is_pointed_at() {
        for (source, at, part) in [
            ("Say \"a", 4, "does not end"),
            ("Say \"a\"b", 7, "blank is missing"),
            ("Say \"a\\nb\"", 6, "backslash"),
            ("Expect screen contains /a", 23, "does not end"),
            ("Say \u{1b}[2J", 4, "control character"),
        ] {
            let fault = line(1, source).unwrap_err();
            assert_eq!(fault.span.start, at, "{source}");
            assert!(fault.message.contains(part), "{fault:?}");
        }
    }
}

//! Names that stand for texts: `$name` as a word, `${name}` inside of texts.

use std::collections::HashMap;

use super::token::{Fault, Kind, Line, Token};
use crate::{catalog::nearest, text::excerpt};

/// Bytes of all values that stand in a line.
const MOST: usize = 1 << 16;

/// The values of the names.
#[derive(Debug, Clone, Default)]
pub struct Variables(HashMap<String, String>);

/// Whether a name stands in the token.
pub(super) fn is_variable_in(token: &Token) -> bool {
    find(token).is_some()
}

/// The first name in `token`: its bytes with the signs round it, and itself.
fn find(token: &Token) -> Option<(std::ops::Range<usize>, &str)> {
    find_from(token, 0)
}

fn find_from(token: &Token, from: usize) -> Option<(std::ops::Range<usize>, &str)> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let is_name = |name: &str| {
        let first = name.chars().next();
        first.is_some_and(|first| first.is_alphabetic() || first == '_')
            && name.chars().all(is_part)
    };
    let text = &token.text;
    if token.kind == Kind::Word
        && from == 0
        && let Some(name) = text.strip_prefix('$').filter(|name| is_name(name))
    {
        return Some((0..text.len(), name));
    }
    let mut start = from;
    while let Some(at) = text[start..].find("${") {
        let open = start + at;
        start = open + 2;
        let rest = &text[start..];
        let name = &rest[..rest.find(|c| !is_part(c)).unwrap_or(rest.len())];
        if rest[name.len()..].starts_with('}') && is_name(name) {
            return Some((open..start + name.len() + 1, name));
        }
    }
    None
}

impl Variables {
    /// Gives a name a value.
    pub fn set(&mut self, name: &str, value: &str) {
        self.0.insert(name.to_owned(), value.to_owned());
    }

    /// The value of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// Takes a name away.
    pub fn remove(&mut self, name: &str) {
        self.0.remove(name);
    }

    /// The line with values in the place of names. A value is a text, never a word of the
    /// language.
    ///
    /// # Errors
    /// A [`Fault`] at the first name that has no value, or whose value makes the line too long.
    pub fn fill(&self, line: &Line) -> Result<Line, Fault> {
        let mut spare = MOST;
        let tokens = line.tokens.iter();
        let tokens = tokens.map(|token| self.filled(token, &mut spare));
        Ok(Line {
            tokens: tokens.collect::<Result<_, _>>()?,
            ..line.clone()
        })
    }

    fn filled(&self, token: &Token, spare: &mut usize) -> Result<Token, Fault> {
        let (mut text, mut from) = (String::new(), 0);
        while let Some((place, name)) = find_from(token, from) {
            let value = self.0.get(name).ok_or_else(|| self.unknown(name, token))?;
            let value = match token.kind {
                Kind::Regex { .. } => regex::escape(value),
                Kind::Word | Kind::Quoted => value.clone(),
            };
            *spare = spare.checked_sub(value.len()).ok_or_else(|| {
                let message = format!("names in a line stand for at most {MOST} bytes");
                Fault::new(token.span.clone(), &message, "use shorter values")
            })?;
            text.push_str(&token.text[from..place.start]);
            text.push_str(&value);
            from = place.end;
        }
        if from == 0 {
            return Ok(token.clone());
        }
        text.push_str(&token.text[from..]);
        let kind = match token.kind {
            Kind::Word => Kind::Quoted,
            kind => kind,
        };
        Ok(Token {
            kind,
            text,
            span: token.span.clone(),
        })
    }

    /// What is wrong with a text or an expression that holds `$` and a known name, without the
    /// brackets that it needs there.
    ///
    /// # Errors
    /// A [`Fault`] at the first such token.
    pub(super) fn expect_brackets(&self, line: &Line) -> Result<(), Fault> {
        let texts = line.tokens.iter().filter(|token| token.kind != Kind::Word);
        for token in texts {
            let signs = token.text.match_indices('$');
            let names = signs.filter_map(|(at, _)| {
                let rest = &token.text[at + 1..];
                let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_')));
                let name = &rest[..end.unwrap_or(rest.len())];
                self.0.contains_key(name).then_some(name)
            });
            if let Some(name) = names.into_iter().next() {
                let message = format!("`${name}` stands for nothing inside of a text");
                let remedy = format!("write `${{{name}}}`");
                return Err(Fault::new(token.span.clone(), &message, &remedy));
            }
        }
        Ok(())
    }

    fn unknown(&self, name: &str, token: &Token) -> Fault {
        let known = self.0.keys().map(String::as_str);
        let remedy = match nearest(name, known) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => "for example: Let film = \"Neon Harbor\"".to_owned(),
        };
        let message = format!("`{}` has no value here", excerpt(name, 60));
        Fault::new(token.span.clone(), &message, &remedy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::token::line;

    #[test]
    fn names_are_filled_in_words_texts_and_expressions() {
        let mut names = Variables::default();
        names.set("film", "a.b $film ${film}");
        names.set("size", "80x24");
        let filled = names
            .fill(&line(1, r#"Resize $size "x ${film}" /^${film}$/ costs$5 ${2}"#).unwrap())
            .unwrap();
        let texts: Vec<&str> = filled.tokens.iter().map(|token| &*token.text).collect();
        let regex = r"^a\.b \$film \$\{film\}$";
        assert_eq!(
            texts,
            [
                "Resize",
                "80x24",
                "x a.b $film ${film}",
                regex,
                "costs$5",
                "${2}"
            ]
        );
        let fault = names.fill(&line(1, "Open $flim").unwrap()).unwrap_err();
        assert_eq!(
            (fault.span, &*fault.remedy),
            (5..10, "did you mean `film`?")
        );
    }
}

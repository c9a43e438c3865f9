//! Names that stand for texts: `$name` as a word, `${name}` inside of texts.

use std::collections::HashMap;

use super::token::{Fault, Kind, Line, Token};
use crate::catalog::nearest;

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
    let is_name = |name: &str| {
        let mut letters = name.chars();
        letters
            .next()
            .is_some_and(|first| first.is_alphabetic() || first == '_')
            && letters.all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
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
        let close = open + text[open..].find('}')?;
        let name = &text[open + 2..close];
        if is_name(name) {
            return Some((open..close + 1, name));
        }
        start = open + 2;
    }
    None
}

impl Variables {
    /// Gives a name a value.
    pub fn set(&mut self, name: &str, value: &str) {
        self.0.insert(name.to_owned(), value.to_owned());
    }

    /// Takes a name away.
    pub fn remove(&mut self, name: &str) {
        self.0.remove(name);
    }

    /// The line with values in the place of names.
    ///
    /// # Errors
    /// A [`Fault`] at the first name that has no value.
    pub fn fill(&self, line: &Line) -> Result<Line, Fault> {
        let tokens = line.tokens.iter().map(|token| self.filled(token));
        Ok(Line {
            tokens: tokens.collect::<Result<_, _>>()?,
            ..line.clone()
        })
    }

    fn filled(&self, token: &Token) -> Result<Token, Fault> {
        let mut token = token.clone();
        let mut from = 0;
        while let Some((place, name)) = find_from(&token, from) {
            let Some(value) = self.0.get(name) else {
                return Err(self.unknown(name, &token));
            };
            let value = match token.kind {
                Kind::Regex { .. } => regex::escape(value),
                Kind::Word | Kind::Quoted => value.clone(),
            };
            from = place.start + value.len();
            token.text.replace_range(place, &value);
            if token.kind == Kind::Word && from == token.text.len() {
                // A value is a text, never a word of the language.
                token.kind = Kind::Quoted;
            }
        }
        Ok(token)
    }

    fn unknown(&self, name: &str, token: &Token) -> Fault {
        let known = self.0.keys().map(String::as_str);
        let remedy = match nearest(name, known) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => format!("for example: Let {name} = \"Neon Harbor\""),
        };
        let message = format!("`{name}` has no value here");
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

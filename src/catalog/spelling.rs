//! What a mistyped word was probably meant to be.

use crate::text::Text;

/// Characters of the longest word that is compared.
const LONGEST: usize = 64;

/// The word among `known` that `word` was probably meant to be: the nearest one by Damerau and
/// Levenshtein, at most a third of the letters away.
pub(crate) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    if word.len() > LONGEST {
        return None;
    }
    let word = word.to_lowercase();
    known
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST)
        .map(|candidate| {
            (
                strsim::osa_distance(&word, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(distance, candidate)| *distance <= (candidate.chars().count() / 3).max(1))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// A name that nothing has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no {kind} `{name}`{}", hint(nearest.as_ref()))]
pub struct Unknown {
    /// What was looked for, such as `title`.
    pub kind: &'static str,
    /// The name.
    pub name: Text,
    /// The name that was probably meant.
    pub nearest: Option<Text>,
}

impl Unknown {
    /// That no `kind` among the `known` is called `name`.
    pub(crate) fn new<'k>(
        kind: &'static str,
        name: &str,
        known: impl IntoIterator<Item = &'k str>,
    ) -> Self {
        Self {
            kind,
            name: Text::new(name),
            nearest: nearest(name, known).map(Text::new),
        }
    }
}

fn hint(nearest: Option<&Text>) -> String {
    nearest.map_or_else(String::new, |nearest| {
        format!("; did you mean `{nearest}`?")
    })
}

/// The `words` as a list in a sentence.
pub(crate) fn list_of(words: &[&str]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    quoted.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_found_only_when_it_is_near() {
        let known = ["genres", "themes", "all", "7+"];
        assert_eq!(nearest("gneres", known), Some("genres"));
        assert_eq!(nearest("Themes", known), Some("themes"));
        assert_eq!(nearest("poster", known), None);
        assert_eq!(nearest(&"genres".repeat(100_000), known), None);
    }
}

//! What a mistyped word was probably meant to be.

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

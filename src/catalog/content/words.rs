//! The words of a text, as far as they say what it is about.

/// English words that say nothing about a story, sorted.
const STOP_WORDS: &[&str] = &[
    "a",
    "about",
    "above",
    "after",
    "again",
    "against",
    "all",
    "also",
    "although",
    "always",
    "am",
    "an",
    "and",
    "any",
    "are",
    "as",
    "at",
    "be",
    "because",
    "been",
    "before",
    "being",
    "below",
    "between",
    "both",
    "but",
    "by",
    "can",
    "cannot",
    "could",
    "did",
    "do",
    "does",
    "doing",
    "down",
    "during",
    "each",
    "else",
    "even",
    "ever",
    "every",
    "few",
    "for",
    "from",
    "further",
    "get",
    "gets",
    "had",
    "has",
    "have",
    "having",
    "he",
    "her",
    "here",
    "hers",
    "herself",
    "him",
    "himself",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "into",
    "is",
    "it",
    "its",
    "itself",
    "just",
    "less",
    "like",
    "many",
    "may",
    "me",
    "might",
    "more",
    "most",
    "much",
    "must",
    "my",
    "myself",
    "neither",
    "never",
    "no",
    "nobody",
    "nor",
    "not",
    "nothing",
    "now",
    "of",
    "off",
    "on",
    "once",
    "one",
    "only",
    "or",
    "other",
    "our",
    "ours",
    "out",
    "over",
    "own",
    "quite",
    "rather",
    "same",
    "shall",
    "she",
    "should",
    "since",
    "so",
    "some",
    "somebody",
    "something",
    "still",
    "such",
    "than",
    "that",
    "the",
    "their",
    "theirs",
    "them",
    "themselves",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "through",
    "to",
    "too",
    "under",
    "until",
    "up",
    "upon",
    "us",
    "very",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "why",
    "will",
    "with",
    "without",
    "would",
    "yet",
    "you",
    "your",
    "yours",
];

/// Gives to `each` the stem of every word of `text` that is no stop word, in order: letters only,
/// lower case, of two letters or more. What follows an apostrophe is a word of its own.
pub(super) fn stems(text: &str, mut each: impl FnMut(&str)) {
    let mut word = String::new();
    for run in text.split(|letter: char| !letter.is_alphabetic()) {
        word.clear();
        word.extend(run.chars().flat_map(char::to_lowercase));
        let is_long = word.chars().nth(1).is_some();
        if is_long && STOP_WORDS.binary_search(&word.as_str()).is_err() {
            stem(&mut word);
            each(&word);
        }
    }
}

/// Takes an English plural, `-ing`, `-ed` and a last `e` away, so that the forms of a word become
/// equal: the plural by Harman (1991), "How effective is suffixing?", table 1.
fn stem(word: &mut String) {
    if let Some(rest) = word.strip_suffix("ies")
        && rest.len() >= 2
        && !rest.ends_with(['a', 'e'])
    {
        word.truncate(word.len() - 3);
        word.push('y');
    } else if word.len() >= 4 && word.ends_with('s') && !ends_in(word, &["us", "ss", "is"]) {
        word.pop();
    }
    for suffix in ["ing", "ed"] {
        let Some(rest) = word.strip_suffix(suffix) else {
            continue;
        };
        if rest.len() >= 3 && rest.contains(['a', 'e', 'i', 'o', 'u', 'y']) && !rest.ends_with('e')
        {
            word.truncate(rest.len());
            undouble(word);
        }
    }
    if word.len() >= 4 && word.ends_with('e') {
        word.pop();
    }
}

fn ends_in(word: &str, suffixes: &[&str]) -> bool {
    suffixes.iter().any(|suffix| word.ends_with(suffix))
}

/// `runn` becomes `run`; `fall`, `miss` and `buzz` stay.
fn undouble(word: &mut String) {
    let mut letters = word.chars().rev();
    let last = letters.next();
    if last == letters.next() && !matches!(last, Some('l' | 's' | 'z')) {
        word.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        stems(text, |stem| found.push(stem.to_owned()));
        found
    }

    #[test]
    fn the_stop_words_are_sorted() {
        assert!(STOP_WORDS.is_sorted());
    }

    #[test]
    fn words_are_letters_in_lower_case_without_stop_words() {
        assert_eq!(
            all("The SEA, and a sea-dog's 2 ports!"),
            ["sea", "sea", "dog", "port"]
        );
        assert_eq!(all("Éclair 千と千尋 x"), ["éclair", "千と千尋"]);
        assert_eq!(all("— 12 a"), [""; 0]);
    }

    #[test]
    fn the_forms_of_a_word_have_one_stem() {
        for forms in [
            &["story", "stories"][..],
            &["race", "races", "racing", "raced"],
            &["love", "loves", "loving", "loved"],
            &["run", "runs", "running"],
            &["thief", "thiefs"],
            &["miss", "missing", "missed"],
            &["secret", "secrets"],
        ] {
            let stems: Vec<_> = forms.iter().flat_map(|form| all(form)).collect();
            assert!(stems.iter().all(|stem| *stem == stems[0]), "{stems:?}");
        }
        assert_eq!(
            all("glass bus ring bed need king"),
            ["glass", "bus", "ring", "bed", "need", "king"]
        );
    }
}

//! Search as you type.

use crate::{
    catalog::{Catalog, Title, TitleIndex},
    profiles::Profile,
};

/// How many results are kept.
const MOST: usize = 60;

/// A search and what it found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Search {
    /// What has been typed.
    pub query: String,
    /// What was found, the best first.
    pub results: Vec<TitleIndex>,
    /// The place of the result that has the focus.
    pub focus: usize,
}

impl Search {
    /// Searches again, for `query`, among the titles that `profile` may see.
    pub fn find(&mut self, query: String, catalog: &Catalog, profile: &Profile) {
        let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
        let titles = catalog
            .titles()
            .iter()
            .enumerate()
            .filter(|(_, title)| title.maturity <= profile.maturity);
        let mut found: Vec<(TitleIndex, u32, f64)> = titles
            .filter_map(|(index, title)| {
                Some((TitleIndex(index), rank(title, &words)?, title.popularity))
            })
            .collect();
        found.sort_by(|a, b| a.1.cmp(&b.1).then(b.2.total_cmp(&a.2)));
        found.truncate(MOST);
        self.results = found.into_iter().map(|(index, ..)| index).collect();
        self.focus = 0;
        self.query = query;
    }
}

/// How well a title answers all words, smaller is better; `None` if it does not. A word counts 0
/// where it begins a word of the name, 1 inside the name, 2 in genres, cast or keywords, and 3 in
/// the synopsis.
fn rank(title: &Title, words: &[String]) -> Option<u32> {
    let name = title.name.to_lowercase();
    let tags = title
        .genres
        .iter()
        .chain(&title.cast)
        .chain(&title.description.keywords);
    let tags: Vec<String> = tags.map(|tag| tag.to_lowercase()).collect();
    words.iter().try_fold(0, |sum, word| {
        let rank = if name.split(' ').any(|part| part.starts_with(word)) {
            0
        } else if name.contains(word) {
            1
        } else if tags.iter().any(|tag| tag.contains(word)) {
            2
        } else if word.len() > 2 && title.description.synopsis.to_lowercase().contains(word) {
            3
        } else {
            return None;
        };
        Some(sum + rank)
    })
}

//! The names of genres and themes that a catalog uses, to find those that are used by mistake.

use std::collections::BTreeMap;

use super::{problem::Findings, wire::quoted};

/// Names in a vocabulary that are compared with a suspected one.
const COMPARED: usize = 300;

struct Usage {
    first: usize,
    count: usize,
}

/// How often each name is used, and where first.
#[derive(Default)]
pub(super) struct Vocabulary {
    title_genres: BTreeMap<String, Usage>,
    artwork_genres: BTreeMap<String, Usage>,
    themes: BTreeMap<String, Usage>,
}

impl Vocabulary {
    /// A title lists the genre `name` at byte `at`.
    pub(super) fn title_genre(&mut self, name: &str, at: usize) {
        count(&mut self.title_genres, name, at);
    }

    /// An artwork weighs the genre `name` at byte `at`.
    pub(super) fn artwork_genre(&mut self, name: &str, at: usize) {
        count(&mut self.artwork_genres, name, at);
    }

    /// An artwork weighs the theme `name` at byte `at`.
    pub(super) fn theme(&mut self, name: &str, at: usize) {
        count(&mut self.themes, name, at);
    }

    /// Warns of genres that artwork weighs but no title lists, and of names that are used once
    /// and nearly equal one that is used more often.
    pub(super) fn find_suspects(&self, findings: &mut Findings) {
        for (name, usage) in &self.artwork_genres {
            if self.title_genres.contains_key(name) {
                continue;
            }
            let message = format!("no title lists the genre {}", quoted(name));
            let known = self.title_genres.keys().map(String::as_str).take(COMPARED);
            let remedy = findings.did_you_mean(name, known);
            let remedy = remedy
                .unwrap_or_else(|| "list it among the genres of a title, or remove it".to_owned());
            findings.warning(usage.first, &message, &remedy);
        }
        find_lonely("genre", &self.title_genres, findings);
        find_lonely("theme", &self.themes, findings);
    }
}

fn count(names: &mut BTreeMap<String, Usage>, name: &str, at: usize) {
    match names.get_mut(name) {
        Some(usage) => usage.count += 1,
        None => drop(names.insert(
            name.to_owned(),
            Usage {
                first: at,
                count: 1,
            },
        )),
    }
}

fn find_lonely(kind: &str, names: &BTreeMap<String, Usage>, findings: &mut Findings) {
    let mut common: Vec<_> = names
        .iter()
        .filter(|(_, usage)| usage.count > 1)
        .map(|(name, _)| name.as_str())
        .collect();
    common.sort_unstable();
    common.truncate(COMPARED);
    for (name, usage) in names.iter().filter(|(_, usage)| usage.count == 1) {
        if let Some(remedy) = findings.did_you_mean(name, common.iter().copied()) {
            let message = format!("the {kind} {} is used only here", quoted(name));
            findings.warning(usage.first, &message, &remedy);
        }
    }
}

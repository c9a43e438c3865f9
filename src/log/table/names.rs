//! Names by number, so that a table holds numbers only.

use std::{collections::HashMap, sync::Arc};

/// Names of one kind, numbered from 0 in the order in which they came.
#[derive(Debug, Clone, Default)]
pub struct NameList {
    names: Vec<Arc<str>>,
    numbers: HashMap<Arc<str>, u32>,
}

/// Action sets: a title and its artwork that could be chosen, in the order of the policy.
#[derive(Debug, Clone, Default)]
pub struct ActionSets {
    sets: Vec<ActionSet>,
    numbers: HashMap<(u32, Arc<[u32]>), u32>,
}

/// One action set; what has a name is a number into the [`Names`] that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionSet {
    /// The title.
    pub title: u32,
    /// The artwork of each arm.
    pub artwork: Arc<[u32]>,
    /// The ids of the artwork as a file holds them: joined by a space; a space or `%` within an
    /// id is written as `%20` or `%25`.
    pub joined: Arc<str>,
}

/// All names that the numbers of a table stand for. Each kind is shared by those that have the
/// same, such as the tables of a simulation the names of the catalog.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// The cells of the experiment.
    pub cells: Arc<NameList>,
    /// The policies.
    pub policies: Arc<NameList>,
    /// The profiles.
    pub profiles: Arc<NameList>,
    /// The titles.
    pub titles: Arc<NameList>,
    /// The artwork, whatever title it is of.
    pub artwork: Arc<NameList>,
    /// The action sets.
    pub action_sets: Arc<ActionSets>,
}

impl NameList {
    /// The number of `name`, which it gets now if it has none.
    pub fn intern(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = number(self.names.len());
        let name: Arc<str> = Arc::from(name);
        self.names.push(Arc::clone(&name));
        self.numbers.insert(name, number);
        number
    }

    /// The number of `name`, if it has one.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<u32> {
        self.numbers.get(name).copied()
    }

    /// The name with this number; empty if there is none.
    #[must_use]
    pub fn name(&self, number: u32) -> &str {
        self.names.get(number as usize).map_or("", |name| name)
    }

    /// How many names there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

impl<N: AsRef<str>> FromIterator<N> for NameList {
    /// The names, numbered from 0; one that comes again keeps its first number.
    fn from_iter<I: IntoIterator<Item = N>>(names: I) -> Self {
        let mut list = Self::default();
        for name in names {
            list.intern(name.as_ref());
        }
        list
    }
}

impl ActionSets {
    /// The set with this number.
    #[must_use]
    pub fn get(&self, number: u32) -> Option<&ActionSet> {
        self.sets.get(number as usize)
    }

    /// How many sets there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sets.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sets.is_empty()
    }

    /// The sets in the order of their numbers.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &ActionSet> {
        self.sets.iter()
    }

    /// The number of the set of `title` with this artwork, if it has one.
    #[must_use]
    pub fn number(&self, title: u32, artwork: &[u32]) -> Option<u32> {
        self.numbers.get(&(title, Arc::from(artwork))).copied()
    }

    fn intern(&mut self, title: u32, artwork: &[u32], names: &NameList) -> u32 {
        let key = (title, Arc::from(artwork));
        if let Some(number) = self.numbers.get(&key) {
            return *number;
        }
        let number = number(self.sets.len());
        let ids: Vec<String> = (artwork.iter())
            .map(|id| escaped(names.name(*id)))
            .collect();
        self.sets.push(ActionSet {
            title,
            artwork: Arc::clone(&key.1),
            joined: Arc::from(ids.join(" ")),
        });
        self.numbers.insert(key, number);
        number
    }
}

impl Names {
    /// The number of the action set of `title` and `artwork`, with numbers for their names; they
    /// get numbers now where they have none.
    pub fn intern_action_set<'a>(
        &mut self,
        title: &str,
        artwork: impl IntoIterator<Item = &'a str>,
    ) -> u32 {
        let title = Arc::make_mut(&mut self.titles).intern(title);
        let names = Arc::make_mut(&mut self.artwork);
        let artwork: Vec<u32> = artwork.into_iter().map(|id| names.intern(id)).collect();
        Arc::make_mut(&mut self.action_sets).intern(title, &artwork, &self.artwork)
    }

    /// The number of the action set of title `title` whose artwork is written as `joined`.
    pub(super) fn intern_joined(&mut self, title: u32, joined: &str) -> u32 {
        let names = Arc::make_mut(&mut self.artwork);
        let ids = joined.split(' ').filter(|id| !id.is_empty());
        let artwork: Vec<u32> = ids.map(|id| names.intern(&unescaped(id))).collect();
        Arc::make_mut(&mut self.action_sets).intern(title, &artwork, &self.artwork)
    }

    /// The id of the artwork in place `arm` of the action set `arms`; empty if there is none.
    #[must_use]
    pub fn artwork_of(&self, arms: u32, arm: u32) -> &str {
        let set = self.action_sets.get(arms);
        let number = set.and_then(|set| set.artwork.get(arm as usize));
        number.map_or("", |number| self.artwork.name(*number))
    }
}

/// `length` as the number of the next one. There are never 2^32 names in memory.
fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

fn escaped(id: &str) -> String {
    id.replace('%', "%25").replace(' ', "%20")
}

fn unescaped(id: &str) -> String {
    id.replace("%20", " ").replace("%25", "%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_their_numbers() {
        let mut names = Names::default();
        let first = names.intern_action_set("film", ["a b", "c%20d", "e"]);
        let second = names.intern_action_set("film", ["e"]);
        assert_ne!(first, second);
        assert_eq!(
            names.intern_action_set("film", ["a b", "c%20d", "e"]),
            first
        );
        let joined = names.action_sets.get(first).unwrap().joined.clone();
        assert_eq!(&*joined, "a%20b c%2520d e");
        assert_eq!(names.intern_joined(0, &joined), first);
        assert_eq!(names.artwork_of(first, 1), "c%20d");
        assert_eq!(names.artwork_of(second, 1), "");
    }
}

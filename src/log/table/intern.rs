//! Numbers for the names in files.

use std::{collections::HashMap, sync::Arc};

use super::{Column, NameList, Names, Response};
use crate::{
    catalog::Canvas,
    engine::Device,
    text::{Text, excerpt},
};

/// Columns of the longest name that a message quotes.
const QUOTED: usize = 40;
/// How many action sets are kept at hand.
const SLOTS: usize = 1 << 10;

/// Numbers for names, the same in all files that are read with it.
#[derive(Default)]
pub(super) struct Interner {
    /// What the numbers stand for.
    pub(super) names: Arc<Names>,
    /// The artwork column of the rows being read, as numbers.
    pub(super) artwork: Vec<u32>,
    /// The texts of action sets, whatever title they are of.
    joined: NameList,
    /// Action sets by title and text.
    sets: HashMap<(u32, u32), u32>,
    recent: Vec<(u32, u32, u32)>,
}

impl Interner {
    /// Goes on with `names`.
    pub(super) fn new(names: Arc<Names>) -> Self {
        Self {
            names,
            ..Self::default()
        }
    }

    /// The number of `word` in `column`.
    pub(super) fn number(&mut self, column: Column, word: &str) -> Result<u32, String> {
        let position = match column {
            Column::Device => Device::ALL.iter().position(|it| it.as_str() == word),
            Column::Canvas => Canvas::ALL.iter().position(|it| it.as_str() == word),
            Column::Outcome => Response::ALL.iter().position(|it| it.word() == Some(word)),
            Column::Arms => return Ok(self.joined.intern(Text::new(word).as_str())),
            _ => return Ok(self.name(column, word)),
        };
        position.map(|position| position as u32).ok_or_else(|| {
            let word = excerpt(word, QUOTED);
            format!("{} \"{word}\" does not exist", column.name())
        })
    }

    fn name(&mut self, column: Column, word: &str) -> u32 {
        let word = Text::new(word);
        let held = self.list(column).number(&word);
        held.unwrap_or_else(|| {
            let names = Arc::make_mut(&mut self.names);
            let list = match column {
                Column::Cell => &mut names.cells,
                Column::Profile => &mut names.profiles,
                Column::Policy => &mut names.policies,
                Column::Title => &mut names.titles,
                _ => &mut names.artwork,
            };
            Arc::make_mut(list).intern(&word)
        })
    }

    fn list(&self, column: Column) -> &NameList {
        match column {
            Column::Cell => &self.names.cells,
            Column::Profile => &self.names.profiles,
            Column::Policy => &self.names.policies,
            Column::Title => &self.names.titles,
            _ => &self.names.artwork,
        }
    }

    /// Makes action sets of `arms`, which are texts so far, with the titles beside them.
    pub(super) fn resolve_arms(&mut self, titles: &[u32], arms: &mut [u32]) {
        self.recent.resize(SLOTS, (u32::MAX, u32::MAX, 0));
        for (title, arms) in titles.iter().zip(arms) {
            let slot = (title.wrapping_mul(31) ^ *arms) as usize % SLOTS;
            let (recent_title, recent_arms, set) = self.recent[slot];
            if (recent_title, recent_arms) == (*title, *arms) {
                *arms = set;
                continue;
            }
            let set = self.set(*title, *arms);
            self.recent[slot] = (*title, *arms, set);
            *arms = set;
        }
    }

    fn set(&mut self, title: u32, joined: u32) -> u32 {
        if let Some(set) = self.sets.get(&(title, joined)) {
            return *set;
        }
        let text = self.joined.name(joined);
        let set = Arc::make_mut(&mut self.names).intern_joined(title, text);
        self.sets.insert((title, joined), set);
        set
    }
}

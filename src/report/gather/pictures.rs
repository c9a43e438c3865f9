//! What came of each artwork.

use std::collections::HashMap;

use crate::{
    experiment::{Observation, assignment::mixed},
    log::table::ActionSets,
};

/// Members are split into so many groups, to see how alike impressions of the same member are.
const GROUPS: usize = 16;

/// Quality plays and impressions of each artwork in each cell, by group of members.
#[derive(Debug)]
pub(in crate::report) struct Pictures {
    /// The title and artwork of each picture, by their numbers.
    pub(in crate::report) names: Vec<(u32, u32)>,
    /// The pictures of each action set.
    sets: Vec<Vec<u32>>,
    /// By cell, picture and group.
    counts: Vec<[[u32; 2]; GROUPS]>,
}

impl Pictures {
    /// Nothing yet of the artwork of `sets` in `cells` cells.
    pub(super) fn new(sets: &ActionSets, cells: usize) -> Self {
        let mut names = Vec::new();
        let mut numbers = HashMap::new();
        let mut picture = |name: (u32, u32)| {
            *numbers.entry(name).or_insert_with(|| {
                names.push(name);
                names.len() as u32 - 1
            })
        };
        let sets = sets.iter().map(|set| {
            let artwork = set.artwork.iter();
            artwork.map(|it| picture((set.title, *it))).collect()
        });
        let sets = sets.collect();
        let counts = vec![[[0; 2]; GROUPS]; names.len() * cells];
        Self {
            names,
            sets,
            counts,
        }
    }

    /// How many pictures there are.
    pub(in crate::report) fn len(&self) -> usize {
        self.names.len()
    }

    /// The picture in place `chosen` of the action set `arms`.
    pub(super) fn find(&self, arms: u32, chosen: u32) -> Option<usize> {
        let set = self.sets.get(arms as usize)?;
        set.get(chosen as usize).map(|it| *it as usize)
    }

    /// Counts an impression of `picture` in the cell at `place`.
    pub(super) fn observe(
        &mut self,
        place: usize,
        picture: usize,
        observation: &Observation,
        is_taken: bool,
    ) {
        let group = (mixed(u64::from(observation.member)) % GROUPS as u64) as usize;
        if let Some(counts) = self.counts.get_mut(place * self.names.len() + picture) {
            let [taken, impressions] = &mut counts[group];
            *taken = taken.saturating_add(u32::from(is_taken));
            *impressions = impressions.saturating_add(1);
        }
    }

    /// Quality plays and impressions of `picture` in the cell at `place`.
    pub(in crate::report) fn count(&self, place: usize, picture: usize) -> (u64, u64) {
        let counts = self.counts.get(place * self.names.len() + picture);
        let sum = |which: usize| {
            let groups = counts.into_iter().flatten();
            groups.map(|it| u64::from(it[which])).sum()
        };
        (sum(0), sum(1))
    }

    /// How many impressions in the cell at `place` are worth one independent one: the variance
    /// between groups of members over that of independent draws, over all artwork together (Kish
    /// 1965, section 8.2); at least 1.
    pub(in crate::report) fn design_effect(&self, place: usize) -> f64 {
        let (mut between, mut independent) = (0.0, 0.0);
        for picture in 0..self.names.len() {
            let (taken, impressions) = self.count(place, picture);
            if impressions == 0 {
                continue;
            }
            let rate = taken as f64 / impressions as f64;
            independent += rate * (1.0 - rate) * impressions as f64;
            for [taken, impressions] in self.counts[place * self.names.len() + picture] {
                let apart = f64::from(taken) - rate * f64::from(impressions);
                between += apart * apart;
            }
        }
        let groups = GROUPS as f64;
        let effect = between / independent * groups / (groups - 1.0);
        // Not a number where nothing was played.
        if effect > 1.0 { effect } else { 1.0 }
    }
}

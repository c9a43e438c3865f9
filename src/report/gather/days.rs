//! Take fractions by day.

use std::collections::BTreeMap;

use crate::{
    experiment::{Moments, Observation},
    time::DAY,
};

/// Quality plays and impressions of each member on the days that are not complete yet, and the
/// moments of those that are.
#[derive(Debug, Default)]
pub(in crate::report) struct Days {
    open: BTreeMap<i64, Vec<[u32; 2]>>,
    /// By day since 1970, for each cell.
    pub(in crate::report) settled: BTreeMap<i64, Vec<Day>>,
}

/// A day of a cell.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::report) struct Day {
    pub(in crate::report) moments: Moments,
    pub(in crate::report) impressions: u64,
}

impl Days {
    /// Counts an impression that is settled.
    pub(super) fn observe(&mut self, observation: &Observation, is_taken: bool) {
        let members = self
            .open
            .entry(observation.at.0.div_euclid(DAY))
            .or_default();
        let member = observation.member as usize;
        if members.len() <= member {
            members.resize(member + 1, [0, 0]);
        }
        members[member][0] += u32::from(is_taken);
        members[member][1] += 1;
    }

    /// Sums up the days so far for each of `cells` cells, where `cell` says whose they are.
    pub(super) fn settle(&mut self, cells: usize, cell: impl Fn(u32) -> Option<u32>) {
        for (day, members) in std::mem::take(&mut self.open) {
            let days = self.settled.entry(day).or_default();
            days.resize(cells, Day::default());
            for (member, [taken, impressions]) in members.into_iter().enumerate() {
                let place = cell(member as u32).and_then(|it| days.get_mut(it as usize));
                if let (Some(day), 1..) = (place, impressions) {
                    day.moments
                        .push([f64::from(taken), f64::from(impressions), 0.0]);
                    day.impressions += u64::from(impressions);
                }
            }
        }
    }
}

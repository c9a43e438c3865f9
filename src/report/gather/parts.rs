//! Parts of the impressions: by device, time of day, what was known, and how new a member was.

use std::collections::HashSet;

use crate::{
    experiment::{Moments, Observation, tally::Tally},
    log::Outcome,
};

/// Segments of one kind.
#[derive(Debug)]
pub(in crate::report) struct Group {
    pub(in crate::report) key: &'static str,
    pub(in crate::report) name: &'static str,
    pub(in crate::report) meaning: &'static str,
    /// The place of its first segment among all.
    pub(in crate::report) start: usize,
    pub(in crate::report) segments: &'static [&'static str],
}

/// The kinds of segments.
pub(in crate::report) const GROUPS: [Group; 4] = [
    Group {
        key: "familiarity",
        name: "New and familiar titles",
        meaning: "whether the member had opened or played the title before, in this log",
        start: 0,
        segments: &["new title", "familiar title"],
    },
    Group {
        key: "device",
        name: "Device",
        meaning: "the screen that the impression was on",
        start: 2,
        segments: &["tv", "desktop", "tablet", "phone"],
    },
    Group {
        key: "time_of_day",
        name: "Time of day",
        meaning: "the member's local hour",
        start: 6,
        segments: &[
            "night (0–5)",
            "morning (6–11)",
            "afternoon (12–17)",
            "evening (18–23)",
        ],
    },
    Group {
        key: "session",
        name: "New and regular members",
        meaning: "which of the member's sessions in this log it was",
        start: 10,
        segments: &["first session", "sessions 2 to 5", "session 6 and on"],
    },
];

/// How many segments there are.
pub(in crate::report) const SEGMENTS: usize = 13;

const FAMILIARITY: usize = 0;
const DEVICE: usize = 2;
const HOUR: usize = 6;
const SESSION: usize = 10;

/// Quality plays and impressions of each member in each segment.
#[derive(Debug)]
pub(in crate::report) struct Parts {
    members: Vec<[[u32; 2]; SEGMENTS]>,
    /// Of each member the present session and how many there were.
    sessions: Vec<(u64, u32)>,
    /// Members with titles that they opened or played.
    familiar: HashSet<(u32, u32)>,
}

/// An impression of which it is known what followed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sample {
    /// Whether that was a quality play.
    pub(super) is_taken: bool,
}

impl Parts {
    /// Nothing yet of `members` members.
    pub(super) fn new(members: usize) -> Self {
        Self {
            members: vec![[[0; 2]; SEGMENTS]; members],
            sessions: vec![(0, 0); members],
            familiar: HashSet::new(),
        }
    }

    /// Counts an impression; `None` if it does not count.
    pub(super) fn observe(
        &mut self,
        observation: &Observation,
        hour: u8,
        device: &str,
    ) -> Option<Sample> {
        let member = observation.member as usize;
        let session = self.sessions.get_mut(member)?;
        if session.1 == 0 || session.0 != observation.session {
            *session = (observation.session, session.1.saturating_add(1));
        }
        let count = session.1;
        let followed = observation.followed.filter(|_| observation.is_settled())?;
        let pair = (observation.member, observation.title);
        let is_familiar = self.familiar.contains(&pair);
        let is_play = matches!(followed.outcome, Outcome::Played { .. });
        if is_play || matches!(followed.outcome, Outcome::Opened) {
            self.familiar.insert(pair);
        }
        let is_taken = is_play && followed.reward > 0.5;
        let devices = GROUPS[1].segments;
        let device = devices.iter().position(|it| *it == device).unwrap_or(0);
        let segments = [
            FAMILIARITY + usize::from(is_familiar),
            DEVICE + device,
            HOUR + usize::from(hour / 6).min(3),
            SESSION + usize::from(count > 1) + usize::from(count > 5),
        ];
        for segment in segments {
            let [taken, impressions] = &mut self.members[member][segment];
            *taken = taken.saturating_add(u32::from(is_taken));
            *impressions = impressions.saturating_add(1);
        }
        Some(Sample { is_taken })
    }

    /// The moments of `segment` in each of `cells` cells, over all members that were seen.
    pub(in crate::report) fn moments(
        &self,
        segment: usize,
        tallies: &[Tally],
        cells: usize,
    ) -> Vec<Moments> {
        let mut moments = vec![Moments::default(); cells];
        for (tally, parts) in tallies.iter().zip(&self.members) {
            let cell = tally.cell().and_then(|it| moments.get_mut(it as usize));
            if let Some(cell) = cell {
                let [taken, impressions] = parts[segment].map(f64::from);
                cell.push([taken, impressions, 0.0]);
            }
        }
        moments
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_segments_of_the_groups_follow_each_other() {
        let mut next = 0;
        for group in &GROUPS {
            assert_eq!(group.start, next);
            next += group.segments.len();
        }
        assert_eq!(next, SEGMENTS);
        assert_eq!(
            [FAMILIARITY, DEVICE, HOUR, SESSION],
            GROUPS.map(|it| it.start)
        );
    }
}

//! What another policy would have done.

use super::{
    rebuilt::Rebuilt,
    timeline::{Seen, Timeline},
};
use crate::engine::{PolicySpec, best_arm};

/// From which difference on an arm counts as more probable than another.
const NOTICEABLE: f64 = 1e-12;

/// A policy that goes through the impressions of a log, as far as they are asked for.
///
/// It gives each arm a probability after the examples that the logged decision had learnt from,
/// and these stay, so that one can go back.
#[derive(Debug)]
pub(super) struct Comparison {
    spec: PolicySpec,
    name: String,
    policy: Rebuilt,
    /// The impressions by the number of examples before them.
    order: Vec<usize>,
    /// How many of these are done.
    done: usize,
    /// For the arms of all impressions; not a number where there is nothing to tell.
    probabilities: Vec<f64>,
    is_done: Vec<bool>,
    /// Of the first impressions, from none on.
    tallies: Vec<Tally>,
}

/// How a policy compares with the logged one over the first impressions of a log.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Tally {
    /// Impressions that could be compared.
    pub compared: u64,
    /// Those of which another picture is the most probable.
    pub others: u64,
    /// The sum of the probabilities of what was shown.
    sum: f64,
}

impl Tally {
    /// The average probability that the policy gives to what was shown; `None` where there is
    /// nothing to compare.
    #[must_use]
    pub fn average(&self) -> Option<f64> {
        (self.compared > 0).then(|| self.sum / self.compared as f64)
    }
}

impl Comparison {
    pub(super) fn new(spec: PolicySpec, timeline: &Timeline) -> Self {
        let mut order: Vec<usize> = (0..timeline.seen.len()).collect();
        order.sort_by_key(|seen| timeline.seen[*seen].learnt);
        let name = spec.to_string();
        Self {
            spec,
            policy: Rebuilt::new([name.clone()]),
            name,
            done: 0,
            probabilities: vec![f64::NAN; timeline.all_arms()],
            is_done: vec![false; order.len()],
            tallies: vec![Tally::default()],
            order,
        }
    }

    pub(super) fn spec(&self) -> PolicySpec {
        self.spec
    }

    /// Whether the first `impressions` are not all done yet.
    pub(super) fn is_behind(&self, impressions: usize) -> bool {
        self.tallies.len() <= impressions
    }

    /// Goes on until the first `impressions` are done, by at most `steps` examples and
    /// distributions.
    pub(super) fn advance(&mut self, timeline: &Timeline, impressions: usize, steps: usize) {
        for _ in 0..steps {
            if !self.is_behind(impressions) {
                return;
            }
            self.step(timeline);
        }
    }

    fn step(&mut self, timeline: &Timeline) {
        let Some(place) = self.order.get(self.done).copied() else {
            return;
        };
        let (seen, learnt) = (&timeline.seen[place], self.policy.version() as usize);
        if learnt < seen.learnt {
            let example = timeline.lessons.get(learnt).copied();
            match example.and_then(|lesson| timeline.example(lesson)) {
                Some(example) => self.policy.learn(&example),
                None => self.policy.skip(),
            }
            return;
        }
        let actions = timeline.actions(seen);
        let given = actions.and_then(|it| self.policy.distribution(&self.name, &it));
        if let Some(given) = given {
            self.probabilities[seen.arms.clone()].copy_from_slice(given.probabilities());
        }
        self.is_done[place] = true;
        self.done += 1;
        while let Some(seen) = timeline.seen.get(self.tallies.len() - 1)
            && self.is_done[self.tallies.len() - 1]
        {
            let last = self.tallies.last().copied().unwrap_or_default();
            self.tallies.push(self.counted(seen, last));
        }
    }

    fn counted(&self, seen: &Seen, before: Tally) -> Tally {
        let Some(given) = self.of(seen) else {
            return before;
        };
        Tally {
            compared: before.compared + 1,
            others: before.others + u64::from(most_probable(given, seen.chosen) != seen.chosen),
            sum: before.sum + given[seen.chosen],
        }
    }

    /// The probabilities of an impression's arms; `None` if they are not known yet or cannot be.
    fn of(&self, seen: &Seen) -> Option<&[f64]> {
        let given = &self.probabilities[seen.arms.clone()];
        given
            .first()
            .is_some_and(|it| !it.is_nan())
            .then_some(given)
    }

    /// The probabilities of the arms of the impression at this place; an error says why there are
    /// none.
    pub(super) fn given(&self, timeline: &Timeline, place: usize) -> Result<&[f64], Missing> {
        let seen = &timeline.seen[place];
        let is_done = self.is_done[place];
        let why = if is_done {
            Missing::Features
        } else {
            Missing::Pending
        };
        self.of(seen).ok_or(why)
    }

    /// The tally of the first `impressions`, if they are all done.
    pub(super) fn tally(&self, impressions: usize) -> Option<Tally> {
        self.tallies.get(impressions).copied()
    }

    /// How much of the first `impressions` is done, in [0, 1].
    pub(super) fn progress(&self, impressions: usize) -> f64 {
        let done = self.tallies.len() - 1;
        (done as f64 / impressions.max(1) as f64).min(1.0)
    }
}

/// Why a policy says nothing about an impression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// It is not computed yet.
    Pending,
    /// The impression's features are of another version than this program's.
    Features,
}

/// The arm with the largest probability: `shown` if no other one has noticeably more.
pub(super) fn most_probable(given: &[f64], shown: usize) -> usize {
    let best = best_arm(given.iter().copied());
    if given[best] - given[shown] > NOTICEABLE {
        best
    } else {
        shown
    }
}

//! The decisions of a log with what was known when they were made, in order of time.

use std::collections::HashMap;

use crate::{
    evaluate::{Round, RoundError},
    text::Text,
};

/// One logged decision.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Decision {
    pub time: f64,
    /// The number of the action among [`History::arms`].
    pub arm: u32,
    pub unit: u32,
    pub reward: f64,
    pub propensity: f64,
}

/// The decisions of a log.
#[derive(Debug, Default)]
pub(super) struct History {
    /// The names of the actions.
    pub arms: Vec<Text>,
    /// How many actions there are to choose from, if more than were ever chosen.
    pub most_arms: usize,
    places: HashMap<String, u32>,
    pub decisions: Vec<Decision>,
    /// For each decision, what was known.
    pub contexts: Vec<Context>,
    /// How many different features contexts have.
    pub facts: usize,
}

/// What was known when a decision was made.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Context {
    /// What holds: places among the features.
    pub facts: Vec<u32>,
    /// How much the person likes an action, by its name as a number, where that is not 0.
    pub affinities: Vec<(u32, f64)>,
}

impl Decision {
    /// The decision, seen from a target that takes its action with probability `target`.
    pub(super) fn round(&self, target: f64) -> Round {
        Round {
            reward: self.reward,
            propensity: self.propensity,
            target,
            prediction: None,
            unit: self.unit,
            uncovered: None,
            is_uniform: false,
        }
    }

    /// Says which number cannot be, if one cannot.
    pub(super) fn check(&self) -> Result<(), RoundError> {
        self.round(1.0).check()
    }
}

impl History {
    /// The number of the action called `name`.
    pub(super) fn arm(&mut self, name: &str) -> u32 {
        if let Some(place) = self.places.get(name) {
            return *place;
        }
        let place = self.arms.len() as u32;
        self.places.insert(name.to_owned(), place);
        self.arms.push(Text::new(name));
        place
    }

    /// How many actions there are to choose from.
    pub(super) fn arm_count(&self) -> usize {
        self.arms.len().max(self.most_arms)
    }

    /// Brings decisions into the order of their times; those of one moment stay as they are.
    pub(super) fn sort(&mut self) {
        let mut order: Vec<usize> = (0..self.decisions.len()).collect();
        order.sort_by(|left, right| {
            let time = |at: &usize| self.decisions[*at].time;
            time(left).total_cmp(&time(right))
        });
        self.decisions = order.iter().map(|at| self.decisions[*at]).collect();
        self.contexts = order
            .iter()
            .map(|at| std::mem::take(&mut self.contexts[*at]))
            .collect();
    }

    /// How many features an action has in a context: what holds, how much the person likes it,
    /// and which action it is.
    pub(super) fn dimension(&self) -> usize {
        self.facts + 1 + self.arms.len()
    }

    /// Writes the features of action `arm` in the context of decision `row`.
    pub(super) fn write_features(&self, row: usize, arm: u32, features: &mut [f64]) {
        features.fill(0.0);
        let context = &self.contexts[row];
        for fact in &context.facts {
            features[*fact as usize] = 1.0;
        }
        features[self.facts] = self.affinity(row, arm);
        if let Some(own) = features.get_mut(self.facts + 1 + arm as usize) {
            *own = 1.0;
        }
    }

    /// How much the person of decision `row` likes action `arm`.
    fn affinity(&self, row: usize, arm: u32) -> f64 {
        let affinities = &self.contexts[row].affinities;
        let own = affinities.iter().find(|(it, _)| *it == arm);
        own.map_or(0.0, |(_, affinity)| *affinity)
    }
}

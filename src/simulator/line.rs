//! What one cell's members did, brought into order: learnt from, and put together to parts.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    plan::CellPlan,
    recall::Recalled,
    service::{Impression, Recorder},
};
use crate::{
    catalog::{Catalog, TitleIndex},
    engine::{Example, Learner},
    log::table::{Names, Table},
};

/// What a few members did in one cell on one day.
#[derive(Debug)]
pub(super) struct Output {
    /// What is to be stored; nothing where that is stored already.
    pub(super) table: Option<Table>,
    pub(super) lessons: Lessons,
}

/// What is to be learnt, in the order in which it happened.
#[derive(Debug, Default)]
pub(super) struct Lessons {
    lessons: Vec<Lesson>,
    /// The features of the artwork shown, one after the other, where policies look at them.
    features: Vec<f64>,
}

#[derive(Debug, Clone, Copy)]
struct Lesson {
    title: u32,
    artwork: u32,
    reward: f64,
    weight: f64,
}

impl Lessons {
    /// Adds what came of an artwork with these features: its reward and how much that counts.
    pub(super) fn push(
        &mut self,
        (title, artwork): (TitleIndex, usize),
        (reward, weight): (f64, f64),
        features: &[f64],
    ) {
        self.features.extend_from_slice(features);
        self.lessons.push(Lesson {
            title: title.0 as u32,
            artwork: artwork as u32,
            reward,
            weight,
        });
    }

    /// Adds what a log says.
    pub(super) fn recall(&mut self, recalled: &Recalled<'_>) {
        let chosen = recalled.row.choice.chosen as usize;
        let features = recalled
            .actions
            .map_or(&[][..], |actions| actions.row(chosen));
        if let Some(followed) = recalled.row.followed {
            let shown = (recalled.title, recalled.artwork);
            self.push(shown, (followed.reward, followed.weight), features);
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.lessons.len()
    }

    /// Teaches what there is from the lesson at place `first` on.
    pub(super) fn teach(&self, first: usize, learners: &mut [Learner], catalog: &Catalog) {
        let width = self.features.len() / self.lessons.len().max(1);
        for (place, lesson) in self.lessons.iter().enumerate().skip(first) {
            let title = &catalog[TitleIndex(lesson.title as usize)];
            let example = Example {
                title: &title.id,
                artwork: &title.artwork[lesson.artwork as usize].id,
                features: &self.features[place * width..][..width],
                reward: lesson.reward,
                weight: lesson.weight,
            };
            if lesson.weight > 0.0 {
                for learner in &mut *learners {
                    learner.learn_from(&example);
                }
            }
        }
    }
}

impl Output {
    /// Nothing yet, that is to be stored.
    pub(super) fn new(names: &Arc<Names>) -> Self {
        Self {
            table: Some(Table::new(Arc::clone(names))),
            lessons: Lessons::default(),
        }
    }

    /// What is stored already and only to be learnt from.
    pub(super) fn recalled(lessons: Lessons) -> Self {
        Self {
            table: None,
            lessons,
        }
    }
}

impl Recorder for Output {
    fn followed(&mut self, impression: &Impression<'_, '_, '_>) {
        if let Some(table) = &mut self.table {
            table.push(&impression.row);
        }
        if let Some(followed) = impression.row.followed {
            let earned = (followed.reward, followed.weight);
            self.lessons
                .push(impression.artwork(), earned, impression.features);
        }
    }
}

/// The learners of a cell, one for each of its phases, and the part that is put together.
#[derive(Debug)]
pub(super) struct Line {
    plan: CellPlan,
    /// Those of phases that are to come learn as well.
    learners: Vec<Learner>,
    pub(super) table: Table,
}

impl Line {
    pub(super) fn new(plan: &CellPlan, names: &Arc<Names>) -> Self {
        let learners = plan.phases.iter().map(|phase| Learner::new(phase.policy));
        Self {
            learners: learners.collect(),
            plan: plan.clone(),
            table: Table::new(Arc::clone(names)),
        }
    }

    /// The learner that serves on a day.
    pub(super) fn learner(&self, day: u32) -> &Learner {
        &self.learners[self.plan.phase(day)]
    }

    /// Learns what happened on a day.
    pub(super) fn learn(&mut self, day: u32, lessons: &Lessons, catalog: &Catalog) {
        let phase = self.plan.phase(day);
        let first = phase + usize::from(!self.plan.phases[phase].learns);
        if self.plan.learns() {
            lessons.teach(0, &mut self.learners[first..], catalog);
        }
    }

    /// Whether the learner that serves on a day learns from it.
    pub(super) fn learns_on(&self, day: u32) -> bool {
        self.plan.learns() && self.plan.phases[self.plan.phase(day)].learns
    }
}

/// What waits for what comes before it.
#[derive(Debug, Default)]
pub(super) struct Queue {
    /// By chunks of members; nothing where another chunk brought it along.
    waiting: BTreeMap<u64, Option<Output>>,
    next: u64,
}

impl Queue {
    /// Puts what came of some chunks in its place: with the first of them.
    pub(super) fn put(&mut self, chunks: std::ops::Range<u64>, mut output: Option<Output>) {
        for chunk in chunks {
            self.waiting.insert(chunk, output.take());
        }
    }

    /// Whether the next in order is there.
    pub(super) fn is_ready(&self) -> bool {
        self.waiting.contains_key(&self.next)
    }

    /// The next in order, if it is there: its chunk and what came of it.
    pub(super) fn take(&mut self) -> Option<(u64, Option<Output>)> {
        let output = self.waiting.remove(&self.next)?;
        self.next += 1;
        Some((self.next - 1, output))
    }
}

//! Policies judged by the log of a simulation.

use std::collections::HashMap;

use super::{
    RoundError, Settings,
    policies::{Decided, Judgement, Training, Trial},
    reward_model::choose,
};
use crate::{
    engine::{ActionSet, Distribution, Example, PolicySpec},
    log::{Outcome, table::Table},
    simulator::{
        Browsing, Frozen, Memories, Memory, Part, Recall, Recalled, Run, Service, Store, Truth,
        Wanted, World,
    },
};

/// About how many impressions a member has on a day: how sparse the reward model's examples are
/// goes by it.
const USUAL: u64 = 8;

/// The log of a simulation, and how it is used to judge.
pub struct Judge<'j, 'a, S: Store> {
    /// What the simulation follows from.
    pub run: &'j Run,
    /// What is true in it.
    pub world: &'j World<'a>,
    /// Where its log is.
    pub store: &'j S,
    /// The cell whose log it is.
    pub cell: usize,
    /// The days that train what must be trained; the others are judged with.
    pub training: u32,
    /// What is estimated, and how.
    pub settings: Settings,
}

/// Why a log cannot be used to judge.
#[derive(Debug, thiserror::Error)]
pub enum JudgeError<E> {
    /// It cannot be read.
    #[error(transparent)]
    Store(E),
    /// A row cannot be used.
    #[error("day {day}, member {member}: {problem}")]
    Round {
        /// The day, from 1.
        day: u32,
        /// The member's number.
        member: u64,
        /// What is wrong.
        problem: RoundError,
    },
}

/// What the members of a cell remember.
struct OfCell<'w, 'a> {
    browsing: Browsing<'w, 'a>,
    members: u64,
    known: HashMap<u64, Memory>,
}

impl Memories for OfCell<'_, '_> {
    fn memory(&mut self, member: u64) -> Option<&mut Memory> {
        if member >= self.members {
            return None;
        }
        let browsing = &mut self.browsing;
        Some(
            self.known
                .entry(member)
                .or_insert_with(|| browsing.newcomer(member)),
        )
    }
}

impl<S: Store> Judge<'_, '_, S> {
    /// Trains `policy` on the first days of the log, and judges it with the others. `watch` is
    /// told after each day.
    ///
    /// # Errors
    /// If the log cannot be read, or a row cannot be used.
    pub fn judge(
        &self,
        policy: PolicySpec,
        watch: &(dyn Fn(u32) + Sync),
    ) -> Result<Judgement, JudgeError<S::Error>> {
        let mut memories = OfCell {
            browsing: Browsing::new(self.world, []),
            members: self.run.members,
            known: HashMap::new(),
        };
        let members = self.run.members / self.run.cells.len() as u64;
        let expected = members * u64::from(self.training) * USUAL;
        let mut training = Training::new(policy, expected);
        for day in 0..self.training {
            self.train(day, &mut training, &mut memories)?;
            watch(day);
        }
        let Training {
            learner,
            examples,
            seen,
            ..
        } = training;
        let frozen = Frozen::new(learner, self.world.catalog);
        let mut trial = Trial::new(choose(&examples), &self.settings);
        let mut truth = Value {
            places: self.places(),
            truth: Truth::new(self.world),
            sum: 0.0,
        };
        for day in self.training..self.run.days {
            self.try_day(day, &frozen, (&mut trial, &mut truth), &mut memories)?;
            watch(day);
        }
        let count = trial.rounds();
        let (model, evaluation) = trial.finish();
        Ok(Judgement {
            policy,
            trained: seen,
            model,
            evaluation,
            truth: (count > 0 && self.world.is_truth_known()).then(|| truth.sum / count as f64),
        })
    }

    /// For each title the number of its first artwork among all.
    fn places(&self) -> Vec<u32> {
        let titles = self.world.catalog.titles().iter();
        let starts = titles.scan(0, |next, title| {
            let first = *next;
            *next += title.artwork.len() as u32;
            Some(first)
        });
        starts.collect()
    }

    fn day(
        &self,
        day: u32,
        service: Service<'_>,
        memories: &mut OfCell<'_, '_>,
        each: &mut impl FnMut(&Recalled<'_>),
    ) -> Result<(), JudgeError<S::Error>> {
        let mut recall = Recall::new(self.world, service);
        for block in 0..self.run.blocks() {
            let part = Part {
                day,
                cell: self.cell,
                block,
            };
            let read = |table: &Table| recall.rows(table, memories, each);
            let mut read = read;
            self.store
                .read(&part, &mut read)
                .map_err(JudgeError::Store)?;
            recall.end(memories);
        }
        Ok(())
    }

    fn train(
        &self,
        day: u32,
        training: &mut Training,
        memories: &mut OfCell<'_, '_>,
    ) -> Result<(), JudgeError<S::Error>> {
        let frozen = Frozen::new(training.learner.clone(), self.world.catalog);
        let places = self.places();
        let service = self.service(&frozen, Wanted::Features);
        self.day(day, service, memories, &mut |recalled| {
            let (Some(actions), Some(followed)) = (recalled.actions, recalled.row.followed) else {
                return;
            };
            let title = &self.world.catalog[recalled.title];
            let example = Example {
                title: &title.id,
                artwork: &title.artwork[recalled.artwork].id,
                features: actions.row(recalled.row.choice.chosen as usize),
                reward: followed.reward,
                weight: followed.weight,
            };
            training.learn(&example, places[recalled.title.0] + recalled.artwork as u32);
        })
    }

    fn service<'f>(&self, frozen: &'f Frozen, wanted: Wanted) -> Service<'f> {
        Service {
            cell: self.cell as u32,
            policy: 0,
            frozen,
            wanted,
        }
    }

    fn try_day(
        &self,
        day: u32,
        frozen: &Frozen,
        (trial, value): (&mut Trial, &mut Value<'_, '_>),
        memories: &mut OfCell<'_, '_>,
    ) -> Result<(), JudgeError<S::Error>> {
        let service = self.service(frozen, Wanted::Distribution);
        let mut problem = None;
        self.day(day, service, memories, &mut |recalled| {
            let (Some(actions), Some(target)) = (recalled.actions, recalled.distribution) else {
                return;
            };
            let first = value.places[recalled.title.0];
            let (member, _) = recalled.member;
            let decided = Decided {
                choice: &recalled.row.choice,
                followed: recalled.row.followed,
                unit: member as u32,
                actions,
                target,
                arm: &|arm| first + actions.arms()[arm] as u32,
            };
            match trial.take(&decided) {
                Ok(false) => {}
                Ok(true) => value.take(day, recalled, (actions, target)),
                Err(error) => {
                    problem.get_or_insert((member, error));
                }
            }
        })?;
        match problem {
            None => Ok(()),
            Some((member, problem)) => Err(JudgeError::Round {
                day: day + 1,
                member,
                problem,
            }),
        }
    }
}

/// What a policy would have been worth.
struct Value<'w, 'a> {
    places: Vec<u32>,
    truth: Truth<'w, 'a>,
    sum: f64,
}

impl Value<'_, '_> {
    fn take(
        &mut self,
        day: u32,
        recalled: &Recalled<'_>,
        (actions, target): (&ActionSet, &Distribution),
    ) {
        let is_examined = recalled
            .row
            .followed
            .is_some_and(|it| it.outcome != Outcome::Expired);
        if is_examined {
            let (member, memory) = recalled.member;
            let chances = actions
                .arms()
                .iter()
                .copied()
                .zip(target.probabilities().iter().copied());
            self.sum += self
                .truth
                .take((member, day), memory, recalled.title, chances);
        }
    }
}

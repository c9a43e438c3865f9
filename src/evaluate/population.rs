//! Policies judged by the log of a simulation.

use std::collections::HashMap;

use super::{
    Evaluation, Evaluator, Prediction, Round, RoundError, Rounds, Settings,
    reward_model::{Choice, Examples, choose},
};
use crate::{
    catalog::TitleIndex,
    engine::{Example, FEATURES, Learner, PolicySpec},
    log::{Outcome, table::Table},
    simulator::{
        Browsing, Frozen, Memories, Memory, Part, Recall, Recalled, Run, Service, Store, Truth,
        Wanted, World,
    },
};

/// Rounds that are taken at a time.
const BATCH: usize = 65_536;

/// About how many rounds at most train the reward model.
const EXAMPLES: u64 = 200_000;

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
    /// Which members are in it.
    pub is_in_cell: &'j (dyn Fn(u64) -> bool + Sync),
    /// The days that train what must be trained; the others are judged with.
    pub training: u32,
    /// What is estimated, and how.
    pub settings: Settings,
}

/// What is said of one policy.
#[derive(Debug)]
pub struct Judgement {
    /// The policy, as it was after the training days.
    pub policy: PolicySpec,
    /// How many impressions trained it.
    pub trained: u64,
    /// The reward model, if the training days sufficed for one.
    pub model: Option<Choice>,
    /// What the other days say of it.
    pub evaluation: Evaluation,
    /// What it would have been worth on the impressions of those days: the mean probability of a
    /// quality play. `None` without impressions.
    pub truth: Option<f64>,
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

/// What a policy learns in the training days.
struct Training {
    learner: Learner,
    examples: Examples,
    /// One impression in so many is an example of the reward model.
    every: u64,
    seen: u64,
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
        let expected =
            self.run.members * u64::from(self.training) * 8 / self.run.cells.len() as u64;
        let mut training = Training {
            learner: Learner::new(policy),
            examples: Examples::new(FEATURES),
            every: (expected / EXAMPLES).max(1),
            seen: 0,
        };
        for day in 0..self.training {
            self.train(day, &mut training, &mut memories)?;
            watch(day);
        }
        let model = choose(&training.examples);
        let frozen = Frozen::new(training.learner, self.world.catalog);
        let mut trial = Trial {
            model: model.as_ref(),
            places: self.places(),
            truth: Truth::new(self.world),
            rounds: Rounds::starting_at(0, self.settings.seed),
            evaluator: Evaluator::new(self.settings.clone()),
            value: 0.0,
            count: 0,
            problem: None,
        };
        for day in self.training..self.run.days {
            self.try_day(day, &frozen, &mut trial, &mut memories)?;
            watch(day);
        }
        trial.evaluator.add(&trial.rounds);
        Ok(Judgement {
            policy,
            trained: training.seen,
            evaluation: trial.evaluator.finish(),
            truth: (trial.count > 0).then(|| trial.value / trial.count as f64),
            model,
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
            if followed.weight <= 0.0 {
                return;
            }
            let features = actions.row(recalled.row.choice.chosen as usize);
            let title = &self.world.catalog[recalled.title];
            training.learner.learn_from(&Example {
                title: &title.id,
                artwork: &title.artwork[recalled.artwork].id,
                features,
                reward: followed.reward,
                weight: followed.weight,
            });
            if training.seen % training.every == 0 {
                let arm = places[recalled.title.0] + recalled.artwork as u32;
                // What the log's reader let through is finite.
                let _ = training.examples.push(features, arm, followed.reward);
            }
            training.seen += 1;
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
        trial: &mut Trial<'_, '_, '_>,
        memories: &mut OfCell<'_, '_>,
    ) -> Result<(), JudgeError<S::Error>> {
        let service = self.service(frozen, Wanted::Distribution);
        self.day(day, service, memories, &mut |recalled| {
            trial.take(day, recalled)
        })?;
        match trial.problem.take() {
            None => Ok(()),
            Some((member, problem)) => Err(JudgeError::Round {
                day: day + 1,
                member,
                problem,
            }),
        }
    }
}

/// What the days after the training say.
struct Trial<'t, 'w, 'a> {
    model: Option<&'t Choice>,
    places: Vec<u32>,
    truth: Truth<'w, 'a>,
    rounds: Rounds,
    evaluator: Evaluator,
    /// The sum of what the policy would have been worth, and of how many impressions.
    value: f64,
    count: u64,
    problem: Option<(u64, RoundError)>,
}

impl Trial<'_, '_, '_> {
    fn take(&mut self, day: u32, recalled: &Recalled<'_>) {
        let (Some(actions), Some(target)) = (recalled.actions, recalled.distribution) else {
            return;
        };
        let choice = &recalled.row.choice;
        let Some(followed) = recalled.row.followed.filter(|it| it.weight > 0.0) else {
            return;
        };
        let (target, logged) = (target.probabilities(), choice.probabilities);
        if target.len() != logged.len() {
            return;
        }
        let (number, memory) = recalled.member;
        let chosen = choice.chosen as usize;
        let first = self.places[recalled.title.0];
        let prediction = self.model.map(|choice| {
            let predict = |arm: usize| {
                let place = first + actions.arms()[arm] as u32;
                choice.model.predict(actions.row(arm), place)
            };
            let direct = target
                .iter()
                .enumerate()
                .map(|(arm, chance)| chance * predict(arm));
            Prediction {
                logged: predict(chosen),
                direct: direct.sum(),
            }
        });
        let uncovered = target
            .iter()
            .zip(logged)
            .filter(|(_, logged)| **logged == 0.0);
        let round = Round {
            reward: followed.reward,
            propensity: choice.propensity(),
            target: target[chosen],
            prediction,
            unit: number as u32,
            uncovered: Some(uncovered.map(|(target, _)| target).sum::<f64>().min(1.0)),
            is_uniform: logged.iter().all(|chance| *chance == logged[0]),
        };
        if let Err(problem) = self.rounds.push(&round) {
            self.problem.get_or_insert((number, problem));
            return;
        }
        if self.rounds.len() >= BATCH {
            self.evaluator.add(&self.rounds);
            self.rounds.advance();
        }
        self.count += 1;
        if followed.outcome != Outcome::Expired {
            let chances = actions.arms().iter().copied().zip(target.iter().copied());
            self.value +=
                self.truth
                    .value((number, day), memory, TitleIndex(recalled.title.0), chances);
        }
    }
}

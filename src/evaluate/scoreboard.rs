//! What estimators say beside the truth, over and over again.

use std::{
    collections::VecDeque,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use super::{
    Estimator, Evaluation, Evaluator, Prediction, Round, Rounds, Settings,
    policies::Training,
    reward_model::{Choice, choose},
};
use crate::{
    engine::{Example, Learner, PolicySpec},
    session::Drawn,
    simulator::{Browsing, Frozen, Impression, Recorder, Service, Wanted, World},
};

/// What is repeated.
pub struct Scoreboard<'s, 'a> {
    /// The world that members come from; they are there on its first day.
    pub world: &'s World<'a>,
    /// The policy that writes the logs.
    pub behaviour: PolicySpec,
    /// The policy that is judged by them.
    pub target: PolicySpec,
    /// How many members train both policies and the reward model.
    pub training: u64,
    /// How many members tell the truth.
    pub reference: u64,
    /// How many logs there are.
    pub runs: u64,
    /// How many members each of them has.
    pub members: u64,
    /// What is estimated, and how.
    pub settings: Settings,
}

/// How an estimator did.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// Which one.
    pub estimator: Estimator,
    /// In how many runs it said something with an interval.
    pub runs: u64,
    /// In how many of them the interval held the truth.
    pub covered: u64,
    /// The mean of what it said less the truth.
    pub bias: f64,
    /// The root of the mean squared distance from the truth.
    pub error: f64,
    /// The mean width of its intervals.
    pub width: f64,
}

/// What came of it.
#[derive(Debug)]
pub struct Scores {
    /// The value of the target on what the behaviour policy's members meet: the mean probability
    /// of a quality play, over the members of the reference.
    pub truth: f64,
    /// The impressions that it is the mean of.
    pub reference: u64,
    /// What the logs themselves came to: their mean reward.
    pub logged: f64,
    /// How all estimators did.
    pub scores: Vec<Score>,
    /// The reward model.
    pub model: Option<Choice>,
}

/// Sums of one estimator over runs.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    runs: u64,
    covered: u64,
    apart: f64,
    squares: f64,
    width: f64,
}

impl Scoreboard<'_, '_> {
    /// Trains, tells the truth, and lets estimators guess it run by run. `watch` is told after
    /// each run. `None` if nobody saw anything.
    #[must_use]
    pub fn play(&self, watch: &(dyn Fn() + Sync)) -> Option<Scores> {
        let (service, target, model) = self.train();
        let mut reference = Referee::new(&target, None, &self.settings);
        self.browse(
            &service,
            self.training..self.training + self.reference,
            &mut reference,
        );
        let truth = reference.value / reference.count.max(1) as f64;
        let evaluations = self.repeat(&service, &target, model.as_ref(), watch);
        let mut sums = vec![Sums::default(); self.settings.estimators.len()];
        let (mut logged, mut logs) = (0.0, 0.0);
        for evaluation in &evaluations {
            if let Some(estimate) = evaluation.logged {
                logged += estimate.value;
                logs += 1.0;
            }
            for (sums, outcome) in sums.iter_mut().zip(&evaluation.outcomes) {
                if let Ok(estimate) = &outcome.estimate
                    && let Some(interval) = estimate.interval
                {
                    sums.runs += 1;
                    sums.covered += u64::from((interval.lower..=interval.upper).contains(&truth));
                    sums.apart += estimate.value - truth;
                    sums.squares += (estimate.value - truth) * (estimate.value - truth);
                    sums.width += interval.upper - interval.lower;
                }
            }
        }
        let estimators = self.settings.estimators.iter().zip(sums);
        let scores = estimators
            .filter(|(_, sums)| sums.runs > 0)
            .map(|(estimator, sums)| {
                let runs = sums.runs as f64;
                Score {
                    estimator: *estimator,
                    runs: sums.runs,
                    covered: sums.covered,
                    bias: sums.apart / runs,
                    error: (sums.squares / runs).sqrt(),
                    width: sums.width / runs,
                }
            });
        (reference.count > 0 && logs > 0.0).then(|| Scores {
            truth,
            reference: reference.count,
            logged: logged / logs,
            scores: scores.collect(),
            model,
        })
    }

    /// Both policies after the training, with the standings that both look at; and the reward
    /// model.
    fn train(&self) -> (Frozen, Learner, Option<Choice>) {
        let mut pupil = Pupil {
            behaviour: Learner::new(self.behaviour),
            target: Training::new(self.target, self.training * 20),
            world: self.world,
        };
        let teacher = PolicySpec::from(crate::engine::PolicyName::Uniform);
        let uniform = Frozen::new(Learner::new(teacher), self.world.catalog);
        self.browse(&uniform, 0..self.training, &mut pupil);
        let model = choose(&pupil.target.examples);
        let target = pupil.target.learner;
        let service = Frozen {
            standings: target.records().standings(self.world.catalog),
            learner: pupil.behaviour,
        };
        (service, target, model)
    }

    /// Lets members browse on the first day.
    fn browse(&self, frozen: &Frozen, members: std::ops::Range<u64>, recorder: &mut impl Recorder) {
        let mut browsing = Browsing::new(self.world, [Wanted::Features]);
        let service = Service {
            cell: 0,
            policy: 0,
            frozen,
            wanted: Wanted::Features,
        };
        for member in members {
            let mut memory = browsing.newcomer(member);
            browsing.day((member, 0), &mut memory, service, recorder);
        }
    }

    /// What each run says, in their order.
    fn repeat(
        &self,
        service: &Frozen,
        target: &Learner,
        model: Option<&Choice>,
        watch: &(dyn Fn() + Sync),
    ) -> Vec<Evaluation> {
        let next = AtomicU64::new(0);
        let said: Mutex<Vec<(u64, Evaluation)>> = Mutex::default();
        std::thread::scope(|scope| {
            for _ in 0..self.settings.threads.max(1) {
                scope.spawn(|| {
                    loop {
                        let run = next.fetch_add(1, Ordering::Relaxed);
                        if run >= self.runs {
                            return;
                        }
                        let first = self.training + self.reference + run * self.members;
                        let mut referee = Referee::new(target, model, &self.settings);
                        self.browse(service, first..first + self.members, &mut referee);
                        let mut evaluator = Evaluator::new(Settings {
                            threads: 1,
                            ..self.settings.clone()
                        });
                        evaluator.add(&referee.rounds);
                        let said = &mut *said.lock().unwrap_or_else(PoisonError::into_inner);
                        said.push((run, evaluator.finish()));
                        watch();
                    }
                });
            }
        });
        let mut said = said.into_inner().unwrap_or_else(PoisonError::into_inner);
        said.sort_by_key(|(run, _)| *run);
        said.into_iter().map(|(_, evaluation)| evaluation).collect()
    }
}

/// Learns from what is shown uniformly.
struct Pupil<'p, 'a> {
    behaviour: Learner,
    target: Training,
    world: &'p World<'a>,
}

impl Recorder for Pupil<'_, '_> {
    fn followed(&mut self, impression: &Impression<'_, '_, '_>) {
        let (title, artwork) = impression.artwork();
        let Some(followed) = impression.row.followed else {
            return;
        };
        let title = &self.world.catalog[title];
        let example = Example {
            title: &title.id,
            artwork: &title.artwork[artwork].id,
            features: impression.features,
            reward: followed.reward,
            weight: followed.weight,
        };
        self.target.learn(
            &example,
            artwork_number(impression.row.choice.arms, artwork),
        );
        if followed.weight > 0.0 {
            self.behaviour.learn_from(&example);
        }
    }
}

/// A number for an artwork of an action set, for models that know artwork by number.
fn artwork_number(arms: u32, artwork: usize) -> u32 {
    arms * 64 + artwork.min(63) as u32
}

/// Makes rounds of what is shown, and adds up what the target would have been worth.
struct Referee<'r> {
    target: &'r Learner,
    model: Option<&'r Choice>,
    rounds: Rounds,
    /// What waits for what follows: the round, and the chances of the artwork.
    decided: VecDeque<(Round, Vec<(usize, f64)>)>,
    value: f64,
    count: u64,
}

impl<'r> Referee<'r> {
    fn new(target: &'r Learner, model: Option<&'r Choice>, settings: &Settings) -> Self {
        Self {
            target,
            model,
            rounds: Rounds::starting_at(0, settings.seed),
            decided: VecDeque::new(),
            value: 0.0,
            count: 0,
        }
    }
}

impl Recorder for Referee<'_> {
    fn decided(&mut self, member: u64, arms: u32, drawn: &Drawn<'_>) {
        let (actions, logged) = (drawn.actions, drawn.distribution.probabilities());
        let target = self.target.policy().distribution(actions);
        let target = target.probabilities();
        let prediction = self.model.map(|choice| {
            let predict = |arm: usize| {
                let number = artwork_number(arms, actions.arms()[arm]);
                choice.model.predict(actions.row(arm), number)
            };
            let direct = target
                .iter()
                .enumerate()
                .map(|(arm, chance)| chance * predict(arm));
            Prediction {
                logged: predict(drawn.chosen),
                direct: direct.sum(),
            }
        });
        let uncovered = target
            .iter()
            .zip(logged)
            .filter(|(_, logged)| **logged == 0.0);
        let round = Round {
            reward: 0.0,
            propensity: logged[drawn.chosen],
            target: target[drawn.chosen].min(1.0),
            prediction,
            unit: member as u32,
            uncovered: Some(uncovered.map(|(target, _)| target).sum::<f64>().min(1.0)),
            is_uniform: logged.iter().all(|chance| *chance == logged[0]),
        };
        let chances = actions.arms().iter().copied().zip(target.iter().copied());
        self.decided.push_back((round, chances.collect()));
    }

    fn followed(&mut self, impression: &Impression<'_, '_, '_>) {
        let (Some((mut round, chances)), Some(followed)) =
            (self.decided.pop_front(), impression.row.followed)
        else {
            return;
        };
        round.reward = followed.reward;
        self.count += 1;
        self.value += impression.true_take(chances);
        // Simulated rounds have propensities and rewards in their ranges.
        let _ = self.rounds.push(&round);
    }
}

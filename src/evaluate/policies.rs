//! Policies of the engine, trained on the beginning of a log and judged by its end.

use super::{
    Evaluation, Evaluator, Prediction, Round, RoundError, Rounds, Settings,
    reward_model::{Choice as ModelChoice, Examples, choose},
};
use crate::{
    catalog::{ArtworkId, TitleId},
    engine::{ActionSet, Distribution, Example, FEATURES, Learner, PolicySpec},
    log::table::{Choice, Followed, Row, Table},
    time::Timestamp,
};

/// Rounds that are taken at a time.
const BATCH: usize = 65_536;

/// About how many impressions at most train the reward model.
const EXAMPLES: u64 = 200_000;

/// What is said of one policy.
#[derive(Debug)]
pub struct Judgement {
    /// The policy, as it was after the training.
    pub policy: PolicySpec,
    /// How many impressions trained it.
    pub trained: u64,
    /// The reward model, if the training sufficed for one.
    pub model: Option<ModelChoice>,
    /// What the other impressions say of it.
    pub evaluation: Evaluation,
    /// What it would have been worth on those: the mean probability of a quality play. `None`
    /// where nobody knows.
    pub truth: Option<f64>,
}

/// What a policy and a reward model learn before the policy is judged.
pub(super) struct Training {
    pub(super) learner: Learner,
    pub(super) examples: Examples,
    /// One impression in so many is an example of the reward model.
    every: u64,
    pub(super) seen: u64,
}

impl Training {
    /// Of a policy that learns from about `expected` impressions.
    pub(super) fn new(policy: PolicySpec, expected: u64) -> Self {
        Self {
            learner: Learner::new(policy),
            examples: Examples::new(FEATURES),
            every: (expected / EXAMPLES).max(1),
            seen: 0,
        }
    }

    /// Learns from an impression of the artwork numbered `arm`, unless it counts for nothing.
    pub(super) fn learn(&mut self, example: &Example<'_>, arm: u32) {
        if example.weight <= 0.0 {
            return;
        }
        self.learner.learn_from(example);
        if self.seen.is_multiple_of(self.every) {
            // Of other features than these the log's reader has told.
            let _ = self.examples.push(example.features, arm, example.reward);
        }
        self.seen += 1;
    }
}

/// A logged decision, and what the policy makes of it.
pub(super) struct Decided<'d> {
    pub(super) choice: &'d Choice<'d>,
    pub(super) followed: Option<Followed>,
    /// The number of who saw it.
    pub(super) unit: u32,
    pub(super) actions: &'d ActionSet,
    pub(super) target: &'d Distribution,
    /// The number of each arm's artwork among all artwork.
    pub(super) arm: &'d dyn Fn(usize) -> u32,
}

/// What impressions say of a policy that no longer learns.
pub(super) struct Trial {
    model: Option<ModelChoice>,
    rounds: Rounds,
    evaluator: Evaluator,
    count: u64,
}

impl Trial {
    pub(super) fn new(model: Option<ModelChoice>, settings: &Settings) -> Self {
        Self {
            model,
            rounds: Rounds::starting_at(0, settings.seed),
            evaluator: Evaluator::new(settings.clone()),
            count: 0,
        }
    }

    /// Takes in an impression; `false` if it counts for nothing: nobody knows what followed, it
    /// was withdrawn, or its arms are not those that the policy knows.
    pub(super) fn take(&mut self, decided: &Decided<'_>) -> Result<bool, RoundError> {
        let Decided {
            choice,
            actions,
            arm,
            ..
        } = decided;
        let (target, logged) = (decided.target.probabilities(), choice.probabilities);
        let followed = decided.followed.filter(|followed| followed.weight > 0.0);
        let (Some(followed), true) = (followed, target.len() == logged.len()) else {
            return Ok(false);
        };
        let chosen = choice.chosen as usize;
        let prediction = self.model.as_ref().map(|choice| {
            let predict = |place: usize| choice.model.predict(actions.row(place), arm(place));
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
        self.rounds.push(&Round {
            reward: followed.reward,
            propensity: choice.propensity(),
            target: target.get(chosen).copied().unwrap_or(0.0).min(1.0),
            prediction,
            unit: decided.unit,
            uncovered: Some(uncovered.map(|(target, _)| target).sum::<f64>().min(1.0)),
            is_uniform: logged.iter().all(|chance| *chance == logged[0]),
        })?;
        self.count += 1;
        if self.rounds.len() >= BATCH {
            self.evaluator.add(&self.rounds);
            self.rounds.advance();
        }
        Ok(true)
    }

    /// How many impressions counted.
    pub(super) fn rounds(&self) -> u64 {
        self.count
    }

    /// The reward model, and what all impressions say together.
    pub(super) fn finish(mut self) -> (Option<ModelChoice>, Evaluation) {
        self.evaluator.add(&self.rounds);
        (self.model, self.evaluator.finish())
    }
}

/// Goes through a log whose rows have features; `E` is what can go wrong.
pub trait Rows<E> {
    /// Tells `each` of all tables, in the order of time, and the same ones each time.
    ///
    /// # Errors
    /// If the log cannot be read.
    fn each(&mut self, each: &mut dyn FnMut(&Table)) -> Result<(), E>;
}

/// Trains `policy` on the first `share` of the impressions of a log that count for something, by
/// time, and judges it with those after. `Err` of a row says which one it is, from 1.
///
/// # Errors
/// If the log cannot be read.
pub fn judge_rows<E>(
    rows: &mut dyn Rows<E>,
    policy: PolicySpec,
    share: f64,
    settings: &Settings,
) -> Result<Result<Judgement, (u64, RoundError)>, E> {
    let split = split(rows, share)?;
    let mut training = Training::new(policy, split.before);
    rows.each(&mut |table| {
        for row in table.rows().filter(|row| row.at < split.at) {
            if let Some(actions) = logged_actions(table, &row)
                && let Some(followed) = row.followed
            {
                let chosen = row.choice.chosen as usize;
                let example = actions.example(chosen, followed.reward, followed.weight);
                training.learn(&example, artwork_number(table, &row, chosen));
            }
        }
    })?;
    let Training {
        learner,
        examples,
        seen,
        ..
    } = training;
    let mut trial = Trial::new(choose(&examples), settings);
    let (mut place, mut problem) = (0, None);
    rows.each(&mut |table| {
        for row in table.rows() {
            place += 1;
            let actions = logged_actions(table, &row).filter(|_| row.at >= split.at);
            let Some(actions) = actions else {
                continue;
            };
            let decided = Decided {
                choice: &row.choice,
                followed: row.followed,
                unit: row.who.profile,
                target: &learner.policy().distribution(&actions),
                actions: &actions,
                arm: &|arm| artwork_number(table, &row, arm),
            };
            if let Err(error) = trial.take(&decided) {
                problem.get_or_insert((place, error));
            }
        }
    })?;
    if let Some(problem) = problem {
        return Ok(Err(problem));
    }
    let (model, evaluation) = trial.finish();
    Ok(Ok(Judgement {
        policy,
        trained: seen,
        model,
        evaluation,
        truth: None,
    }))
}

/// Where a log is parted.
struct Split {
    /// The first moment of the second part.
    at: Timestamp,
    /// How many impressions that count for something come before.
    before: u64,
}

/// Parts a log after the first `share` of its impressions that count for something.
fn split<E>(rows: &mut dyn Rows<E>, share: f64) -> Result<Split, E> {
    let mut moments: Vec<Timestamp> = Vec::new();
    rows.each(&mut |table| {
        let counts = |row: &Row<'_>| row.followed.is_some_and(|followed| followed.weight > 0.0);
        moments.extend(table.rows().filter(counts).map(|row| row.at));
    })?;
    let before = (share * moments.len() as f64) as usize;
    moments.sort_unstable();
    let at = moments.get(before).copied().unwrap_or(Timestamp(i64::MAX));
    Ok(Split {
        at: if before == 0 { Timestamp(i64::MIN) } else { at },
        before: before as u64,
    })
}

/// The number of the artwork of an arm among all artwork.
fn artwork_number(table: &Table, row: &Row<'_>, arm: usize) -> u32 {
    let set = table.names().action_sets.get(row.choice.arms);
    set.and_then(|set| set.artwork.get(arm).copied())
        .unwrap_or_default()
}

/// The action set of a row as it was logged; `None` for rows with other features than this
/// program has.
fn logged_actions(table: &Table, row: &Row<'_>) -> Option<ActionSet> {
    let (names, choice) = (table.names(), &row.choice);
    let set = names.action_sets.get(choice.arms)?;
    if choice.features.len() != set.artwork.len() * FEATURES {
        return None;
    }
    let ids = set
        .artwork
        .iter()
        .map(|number| ArtworkId::new(names.artwork.name(*number)));
    let arms = ids.zip(choice.features.chunks_exact(FEATURES));
    let title = TitleId::new(names.titles.name(choice.title));
    /// What says in a row of features that the artwork is the default.
    const DEFAULT: &str = "default";
    let place = crate::engine::FEATURE_TABLE
        .iter()
        .position(|feature| feature.name == DEFAULT)?;
    let default = choice
        .features
        .chunks_exact(FEATURES)
        .position(|row| row[place] > 0.0);
    ActionSet::from_log(
        title,
        arms.map(|(id, row)| (id, row, 0.0)),
        default.unwrap_or(0),
    )
}

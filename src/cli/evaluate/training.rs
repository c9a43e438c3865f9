//! What the first part of a log, by time, teaches: the reward model, and the best action.

use serde_json::{Value, json};

use super::{BATCH, Target, history::History, mapped::is_uniform};
use crate::{
    evaluate::{
        Evaluator, Prediction, Round, Rounds,
        reward_model::{Candidate, Choice, Examples, RewardModel, choose},
    },
    seed::Seed,
    text::Text,
};

/// Fewer rows would judge nothing, or train nothing.
const FEWEST: usize = 4;

/// How strongly the means of actions are shrunken before the best one is taken.
const STRENGTH: f64 = 10.0;

/// The rows that train are the first ones.
#[derive(Debug)]
pub(super) struct Training {
    /// How many rows train; the others are judged with.
    rows: usize,
    judged: usize,
    /// The target's only action; `None` if it takes all alike.
    best: Option<(u32, Text)>,
    choice: Option<Choice>,
}

impl Training {
    /// Learns from the first `share` of the decisions.
    ///
    /// # Errors
    /// If that is too little for what must be learnt.
    pub(super) fn of(history: &History, target: Target, share: f64) -> Result<Self, String> {
        let all = history.decisions.len();
        let rows = (share * all as f64) as usize;
        let examples = examples(history, rows)?;
        let choice = choose(&examples);
        let best = match target {
            Target::Uniform => None,
            Target::BestItem => Some(best(history, &examples).ok_or_else(|| {
                format!(
                    "the best item is learnt from the first part of the rows, and --train {share} \
                     leaves {rows} of {all} for that; give at least {FEWEST}"
                )
            })?),
        };
        Ok(Self {
            rows,
            judged: all - rows,
            best,
            choice,
        })
    }

    /// Gives the other decisions to the evaluator.
    ///
    /// # Errors
    /// If one cannot be a round.
    pub(super) fn judge(
        &self,
        history: &History,
        seed: Seed,
        evaluator: &mut Evaluator,
    ) -> Result<(), String> {
        let mut rounds = Rounds::starting_at(self.rows as u64, seed);
        let mut features = vec![0.0; history.dimension()];
        let actions = history.arm_count() as f64;
        for (row, decision) in history.decisions.iter().enumerate().skip(self.rows) {
            let model = self.choice.as_ref().map(|it| &it.model);
            let prediction = model.map(|model| self.predict(model, history, row, &mut features));
            let target = match &self.best {
                None => 1.0 / actions,
                Some((best, _)) => f64::from(u8::from(decision.arm == *best)),
            };
            let round = Round {
                prediction,
                is_uniform: is_uniform(decision.propensity, actions),
                ..decision.round(target)
            };
            rounds.push(&round).map_err(|error| error.to_string())?;
            if rounds.len() == BATCH {
                evaluator.add(&rounds);
                rounds.advance();
            }
        }
        evaluator.add(&rounds);
        Ok(())
    }

    /// What `model` says about decision `row`.
    fn predict(
        &self,
        model: &RewardModel,
        history: &History,
        row: usize,
        features: &mut [f64],
    ) -> Prediction {
        let mut of = |arm: u32| {
            history.write_features(row, arm, features);
            model.predict(features, arm)
        };
        let direct = match &self.best {
            Some((best, _)) => of(*best),
            None => {
                let actions = history.arm_count() as u32;
                let sum: f64 = (0..actions).map(&mut of).sum();
                sum / f64::from(actions)
            }
        };
        Prediction {
            logged: of(history.decisions[row].arm),
            direct,
        }
    }

    /// The target, in words.
    pub(super) fn target_in_words(&self, history: &History) -> String {
        match &self.best {
            None => format!("uniform over {} items", history.arm_count()),
            Some((_, name)) => format!("always item {name}, the best of the rows that train"),
        }
    }

    /// What was learnt from what, one sentence a line.
    pub(super) fn in_words(&self) -> Vec<String> {
        let Self { rows, judged, .. } = self;
        let rows = format!("{judged} rows judge, behind {rows} earlier ones that train");
        let Some(choice) = &self.choice else {
            return vec![rows, "no reward model: too few rows train".to_owned()];
        };
        let least = choice
            .trials
            .iter()
            .find(|it| it.candidate == choice.candidate);
        let error = least.map_or(0.0, |it| it.squared_error);
        let model = format!(
            "reward model: {}, with the least squared error ({error:.6}) of {} candidates on the \
             last {} rows that train",
            choice.candidate,
            choice.trials.len(),
            choice.held_out,
        );
        vec![rows, model]
    }

    pub(super) fn json(&self) -> Value {
        let trial = |candidate: Candidate, error: f64| json!({ "model": candidate.to_string(), "squared_error": error });
        let model = self.choice.as_ref().map(|choice| {
            let trials = choice.trials.iter();
            let trials = trials.map(|it| trial(it.candidate, it.squared_error));
            json!({
                "chosen": choice.candidate.to_string(),
                "held_out": choice.held_out,
                "candidates": trials.collect::<Vec<_>>(),
            })
        });
        json!({ "rows": self.rows, "judged": self.judged, "reward_model": model })
    }
}

fn examples(history: &History, rows: usize) -> Result<Examples, String> {
    let mut examples = Examples::new(history.dimension());
    let mut features = vec![0.0; history.dimension()];
    for (row, decision) in history.decisions.iter().enumerate().take(rows) {
        history.write_features(row, decision.arm, &mut features);
        let pushed = examples.push(&features, decision.arm, decision.reward);
        pushed.map_err(|error| error.to_string())?;
    }
    Ok(examples)
}

/// The action with the largest shrunken mean reward, the first of them; `None` for too few rows.
fn best(history: &History, examples: &Examples) -> Option<(u32, Text)> {
    if examples.len() < FEWEST {
        return None;
    }
    let candidate = Candidate::Means { strength: STRENGTH };
    let model = candidate.train(examples, examples.len())?;
    let arms = history.arms.iter().zip(0..);
    let values = arms.map(|(name, arm)| (model.predict(&[], arm), arm, name));
    let best = values.reduce(|best, it| if it.0 > best.0 { it } else { best })?;
    Some((best.1, best.2.clone()))
}

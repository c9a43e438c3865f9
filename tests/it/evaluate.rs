//! Estimators of a policy's value: known answers, properties, coverage, refusals, and
//! `keyart evaluate`.

mod coverage;
mod known_answers;
mod program;
mod properties;
mod refusals;
mod streaming;

use keyart::{
    evaluate::Estimator,
    evaluate::{Evaluation, Evaluator, Method, Prediction, Round, Rounds, Settings},
    seed::Seed,
};

/// A round of unit `unit` without a model, drawn adaptively, with known and full coverage.
fn round(unit: u32, reward: f64, propensity: f64, target: f64) -> Round {
    Round {
        reward,
        propensity,
        target,
        prediction: None,
        unit,
        uncovered: Some(0.0),
        is_uniform: false,
    }
}

fn modelled(unit: u32, [reward, propensity, target, logged, direct]: [f64; 5]) -> Round {
    Round {
        prediction: Some(Prediction { logged, direct }),
        ..round(unit, reward, propensity, target)
    }
}

fn batch(rounds: &[Round]) -> Rounds {
    batch_from(0, rounds)
}

fn batch_from(first_row: u64, rounds: &[Round]) -> Rounds {
    let mut batch = Rounds::starting_at(first_row, Seed(1));
    rounds.iter().for_each(|round| batch.push(round).unwrap());
    batch
}

fn settings(estimators: &[Estimator], method: Method) -> Settings {
    Settings {
        estimators: estimators.to_vec(),
        method,
        seed: Seed(7),
        threads: 2,
    }
}

fn evaluation(rounds: &Rounds, estimators: &[Estimator], method: Method) -> Evaluation {
    let mut evaluator = Evaluator::new(settings(estimators, method));
    evaluator.add(rounds);
    evaluator.finish()
}

//! Values and intervals of an independent implementation on the same data.

use std::fs;

use keyart::{
    evaluate::{self, Estimate, Estimator, Method, NORMAL_975, Prediction, Round, Rounds},
    seed::Seed,
};
use serde_json::Value;

use super::evaluation;

/// Which reward model, or which target.
#[derive(Clone, Copy, PartialEq)]
enum View {
    Ridge,
    Truth,
    /// The target that always takes the best action; replay as if the log were uniform.
    Greedy,
}

fn fixture(name: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/ope/");
    fs::read_to_string(format!("{folder}{name}")).unwrap()
}

fn expected() -> Value {
    serde_json::from_str(&fixture("synthetic.json")).unwrap()
}

/// Every row is a unit of its own.
fn rounds(view: View) -> Rounds {
    let text = fixture("synthetic.csv");
    let mut batch = Rounds::starting_at(0, Seed(1));
    for (row, line) in text.lines().skip(1).enumerate() {
        let cells: Vec<f64> = line.split(',').map(|cell| cell.parse().unwrap()).collect();
        let model = if view == View::Ridge { 3 } else { 5 };
        let round = Round {
            reward: cells[0],
            propensity: cells[1],
            target: cells[if view == View::Greedy { 7 } else { 2 }],
            prediction: Some(Prediction {
                logged: cells[model],
                direct: cells[model + 1],
            }),
            unit: row as u32,
            uncovered: Some(0.0),
            is_uniform: view == View::Greedy,
        };
        batch.push(&round).unwrap();
    }
    batch
}

/// The estimator that is called `name` there, and its reward model.
fn estimator(name: &str) -> (Estimator, View) {
    let (name, view) = match name.split_once('[') {
        Some((name, "true]")) => (name, View::Truth),
        Some((name, _)) => (name, View::Ridge),
        None => (name, View::Ridge),
    };
    let (kind, number) = match name.rsplit_once('_') {
        Some((kind, number)) => (kind, number.parse().unwrap_or(0.0)),
        None => (name, 0.0),
    };
    let estimator = match kind {
        "ipw" => Estimator::Ips,
        "snipw" => Estimator::Snips,
        "ipw_clip" => Estimator::ClippedIps { limit: number },
        "sg_ipw" => Estimator::SubGaussianIps { lambda: number },
        "dm" => Estimator::Dm,
        "dr" => Estimator::Dr,
        "sndr" => Estimator::SnDr,
        "switch_dr" => Estimator::SwitchDr { limit: number },
        "dr_clip" => Estimator::ClippedDr { limit: number },
        "dr_os" => Estimator::DrOs { lambda: number },
        "sg_dr" => Estimator::SubGaussianDr { lambda: number },
        "replay" => return (Estimator::Replay { adaptive: false }, View::Greedy),
        other => panic!("what is {other}?"),
    };
    (estimator, view)
}

#[track_caller]
fn agree(said: f64, known: &Value, what: &str) {
    let known = known.as_f64().unwrap();
    let off = (said / known - 1.0).abs();
    assert!(off < 1e-9, "{what}: {said} is not {known}: {off:e}");
}

#[test]
fn every_estimate_agrees_with_an_independent_implementation_to_nine_digits() {
    let known = expected();
    let known = known["estimates"].as_object().unwrap();
    assert_eq!(known.len(), 48);
    for view in [View::Ridge, View::Truth] {
        let rounds = rounds(view);
        let asked: Vec<(&String, Estimator)> = (known.keys())
            .map(|name| (name, estimator(name)))
            .filter(|(_, (_, its))| *its == view)
            .map(|(name, (estimator, _))| (name, estimator))
            .collect();
        let estimators: Vec<Estimator> = asked.iter().map(|(_, it)| *it).collect();
        let values = evaluate::values(&rounds, &estimators);
        let evaluation = evaluation(&rounds, &estimators, Method::Normal);
        for (index, (name, _)) in asked.iter().enumerate() {
            agree(values[index].unwrap(), &known[*name], name);
            let estimate = evaluation.outcomes[index].estimate.unwrap();
            agree(estimate.value, &known[*name], name);
        }
        agree(
            evaluation.logged.unwrap().value,
            &expected()["log_mean_reward"],
            "log",
        );
    }
}

#[test]
fn replay_agrees_with_the_matches_of_a_greedy_target() {
    let known = expected();
    let known = &known["replay_greedy_true_q(lowest index wins ties)"];
    let replay = Estimator::Replay { adaptive: false };
    let outcome = evaluation(&rounds(View::Greedy), &[replay], Method::Normal);
    let estimate = outcome.outcomes[0].estimate.unwrap();
    agree(estimate.value, &known["value"], "replay");
    assert_eq!(estimate.rounds, known["matches"].as_u64().unwrap());
}

/// Each estimator with an interval there, what is known about it, and what we say.
fn intervals(method: Method) -> Vec<(String, Estimator, Value, Estimate)> {
    let known = expected();
    let known = known["intervals_obp_B2000"].as_object().unwrap();
    let mut found = Vec::new();
    for view in [View::Ridge, View::Truth, View::Greedy] {
        let rounds = rounds(view);
        let its = known.iter().filter(|(name, _)| estimator(name).1 == view);
        let its: Vec<_> = its.collect();
        let estimators: Vec<Estimator> = its.iter().map(|(name, _)| estimator(name).0).collect();
        let evaluation = evaluation(&rounds, &estimators, method);
        for ((name, known), outcome) in its.into_iter().zip(&evaluation.outcomes) {
            let estimate = outcome.estimate.unwrap();
            found.push((name.clone(), outcome.estimator, known.clone(), estimate));
        }
    }
    assert_eq!(found.len(), 12);
    found
}

fn is_ratio(estimator: Estimator) -> bool {
    matches!(
        estimator,
        Estimator::Snips | Estimator::SnDr | Estimator::Replay { .. }
    )
}

#[test]
fn normal_intervals_of_means_and_the_delta_method_are_exact() {
    for (name, estimator, known, said) in intervals(Method::Normal) {
        let error = said.standard_error.unwrap();
        let interval = said.interval.unwrap();
        agree(
            interval.upper - said.value,
            &(NORMAL_975 * error).into(),
            &name,
        );
        if !is_ratio(estimator) {
            agree(error * 100.0, &known["round_sd_ddof1"], &name);
            agree(interval.lower, &known["normal95"][0], &name);
            agree(interval.upper, &known["normal95"][1], &name);
        } else if estimator == Estimator::Snips {
            agree(error, &known["delta_method_se"], &name);
        } else if let Some(spread) = known["renormalised_bootstrap_B2000"]["boot_sd"].as_f64() {
            assert!(
                (error / spread - 1.0).abs() < 0.06,
                "{name}: {error} and {spread}"
            );
        }
    }
}

/// Compares with the ends there, where ratios are renormalised. With 2,000 to 10,000 resamples
/// there and `resamples` here an end is known to a few hundredths of a standard deviation: the
/// 2.5 % quantile of B normal values has a standard error of 2.67 / √B.
fn ends_agree(resamples: usize, found: Vec<(String, Estimator, Value, Estimate)>) {
    for (name, estimator, known, said) in found {
        let (key, theirs) = if is_ratio(estimator) {
            ("renormalised_bootstrap_B2000", 2_000.0)
        } else {
            ("obp_bootstrap_B10000", 10_000.0)
        };
        // Of one ratio only the ends that keep the denominator are known.
        let Some(spread) = known[key]["boot_sd"].as_f64() else {
            assert_eq!(name, "sndr[true]");
            continue;
        };
        let noise = 2.67 * spread * (1.0 / theirs + 1.0 / resamples as f64).sqrt();
        let interval = said.interval.unwrap();
        for (end, known) in [
            (interval.lower, &known[key]["lower"]),
            (interval.upper, &known[key]["upper"]),
        ] {
            let off = (end - known.as_f64().unwrap()).abs();
            assert!(
                off < 3.5 * noise,
                "{name}: {end} is not {known}: off by {off}, of {noise}"
            );
        }
        let error = said.standard_error.unwrap();
        assert!(
            (error / spread - 1.0).abs() < 3.5 / (2.0 * resamples as f64).sqrt(),
            "{name}: {error} and {spread}"
        );
    }
}

#[test]
fn the_bootstrap_by_unit_ends_where_the_known_ones_do() {
    let resamples = 200;
    ends_agree(resamples, intervals(Method::BootstrapByUnit { resamples }));
}

#[test]
fn the_bootstrap_by_row_ends_where_the_known_ones_do() {
    let resamples = 200;
    ends_agree(resamples, intervals(Method::BootstrapByRow { resamples }));
}

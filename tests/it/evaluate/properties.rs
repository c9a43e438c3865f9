//! What holds for any log.

use keyart::evaluate::{self, Estimator, Method, Round, Verdict};
use proptest::prelude::*;

use super::{batch, evaluation, modelled};

fn any_round() -> impl Strategy<Value = Round> {
    let share = 0.0..=1.0;
    let model = -0.5..1.5;
    let numbers = (share.clone(), 0.001..=1.0, share, model.clone(), model);
    (numbers, 0..20_u32, any::<bool>()).prop_map(|((r, p, t, q, v), unit, is_uniform)| Round {
        is_uniform,
        ..modelled(unit, [r, p, t, q, v])
    })
}

fn any_rounds() -> impl Strategy<Value = Vec<Round>> {
    prop::collection::vec(any_round(), 1..600)
}

fn value(rounds: &[Round], estimator: Estimator) -> Option<f64> {
    evaluate::values(&batch(rounds), &[estimator])[0]
}

fn near(left: Option<f64>, right: Option<f64>) -> bool {
    match (left, right) {
        (Some(left), Some(right)) => (left - right).abs() <= 1e-9 * left.abs().max(1.0),
        (left, right) => left.is_none() && right.is_none(),
    }
}

/// The equations again, one round after the other.
fn by_the_book(rounds: &[Round], estimator: Estimator) -> f64 {
    let n = rounds.len() as f64;
    let model = |round: &Round| round.prediction.unwrap();
    let weights: f64 = rounds.iter().map(Round::weight).sum();
    let direct = rounds.iter().map(|it| model(it).direct).sum::<f64>() / n;
    let weighted = |f: &dyn Fn(f64) -> f64| -> f64 {
        rounds.iter().map(|it| f(it.weight()) * it.reward).sum()
    };
    let residual = |f: &dyn Fn(f64) -> f64| -> f64 {
        let each = |it: &Round| f(it.weight()) * (it.reward - model(it).logged);
        rounds.iter().map(each).sum()
    };
    match estimator {
        Estimator::Ips => weighted(&|w| w) / n,
        Estimator::Snips => weighted(&|w| w) / weights,
        Estimator::ClippedIps { limit } => weighted(&|w| w.min(limit)) / n,
        Estimator::SubGaussianIps { lambda } => weighted(&|w| w / (1.0 - lambda + lambda * w)) / n,
        Estimator::Dm => direct,
        Estimator::Dr => direct + residual(&|w| w) / n,
        Estimator::SnDr => direct + residual(&|w| w) / weights,
        Estimator::SwitchDr { limit } => {
            direct + residual(&|w| if w > limit { 0.0 } else { w }) / n
        }
        Estimator::ClippedDr { limit } => direct + residual(&|w| w.min(limit)) / n,
        Estimator::DrOs { lambda } => direct + residual(&|w| lambda * w / (w * w + lambda)) / n,
        Estimator::SubGaussianDr { lambda } => {
            direct + residual(&|w| w / (1.0 - lambda + lambda * w)) / n
        }
        Estimator::Replay { .. } => unreachable!("replay has a test of its own"),
    }
}

proptest! {
    #[test]
    fn estimators_follow_their_equations(rounds in any_rounds()) {
        for estimator in Estimator::all().skip(1) {
            let said = value(&rounds, estimator);
            if rounds.iter().any(|it| it.target > 0.0) {
                let book = by_the_book(&rounds, estimator);
                prop_assert!(near(said, Some(book)), "{estimator}: {said:?}, {book}");
            }
        }
    }

    #[test]
    fn the_order_of_rounds_does_not_matter(rounds in any_rounds(), turn in 0..600_usize) {
        let mut turned = rounds.clone();
        turned.rotate_left(turn % rounds.len());
        turned.reverse();
        for estimator in Estimator::all().skip(1) {
            prop_assert!(near(value(&rounds, estimator), value(&turned, estimator)), "{estimator}");
        }
        let (one, other) = (batch(&rounds), batch(&turned));
        let estimators: Vec<Estimator> = Estimator::all().skip(1).collect();
        let one = evaluation(&one, &estimators, Method::Normal);
        let other = evaluation(&other, &estimators, Method::Normal);
        for (one, other) in one.outcomes.iter().zip(&other.outcomes) {
            prop_assert_eq!(one.estimate.is_ok(), other.estimate.is_ok());
            if let (Ok(one), Ok(other)) = (one.estimate, other.estimate) {
                prop_assert!(near(one.standard_error, other.standard_error));
            }
        }
    }

    #[test]
    fn judging_the_log_s_own_policy_gives_its_mean_reward(mut rounds in any_rounds()) {
        rounds.iter_mut().for_each(|it| it.target = it.propensity);
        let mean = rounds.iter().map(|it| it.reward).sum::<f64>() / rounds.len() as f64;
        for estimator in [Estimator::Ips, Estimator::Snips, Estimator::ClippedIps { limit: 1.0 }] {
            prop_assert!(near(value(&rounds, estimator), Some(mean)), "{estimator}");
        }
        let evaluation = evaluation(&batch(&rounds), &[Estimator::Ips], Method::Normal);
        prop_assert!(near(evaluation.logged.map(|it| it.value), Some(mean)));
        let log = evaluation.diagnostics.unwrap();
        prop_assert!((log.effective - rounds.len() as f64).abs() < 1e-6);
        prop_assert!((log.mean_weight.value - 1.0).abs() < 1e-12);
    }

    #[test]
    fn estimators_meet_where_their_parameters_end(rounds in any_rounds()) {
        let huge = 1e300;
        for (left, right) in [
            (Estimator::ClippedIps { limit: huge }, Estimator::Ips),
            (Estimator::SubGaussianIps { lambda: 0.0 }, Estimator::Ips),
            (Estimator::SwitchDr { limit: huge }, Estimator::Dr),
            (Estimator::ClippedDr { limit: huge }, Estimator::Dr),
            (Estimator::DrOs { lambda: huge }, Estimator::Dr),
            (Estimator::SubGaussianDr { lambda: 0.0 }, Estimator::Dr),
            (Estimator::SwitchDr { limit: 1e-300 }, Estimator::Dm),
        ] {
            let meet = near(value(&rounds, left), value(&rounds, right));
            prop_assert!(meet, "{left} and {right}");
        }
    }

    #[test]
    fn a_model_that_says_nothing_leaves_the_weights_alone(mut rounds in any_rounds()) {
        rounds.iter_mut().for_each(|it| *it = modelled(it.unit, [it.reward, it.propensity, it.target, 0.0, 0.0]));
        prop_assert!(near(value(&rounds, Estimator::Dr), value(&rounds, Estimator::Ips)));
        prop_assert!(near(value(&rounds, Estimator::SnDr), value(&rounds, Estimator::Snips)));
        let limit = 3.0;
        let (clipped, ips) = (Estimator::ClippedDr { limit }, Estimator::ClippedIps { limit });
        prop_assert!(near(value(&rounds, clipped), value(&rounds, ips)));
    }

    #[test]
    fn self_normalised_values_stay_within_the_rewards(rounds in any_rounds()) {
        if let Some(snips) = value(&rounds, Estimator::Snips) {
            prop_assert!((-1e-12..=1.0 + 1e-12).contains(&snips));
        }
    }

    #[test]
    fn a_deterministic_target_is_replayed_where_it_agrees(mut rounds in any_rounds()) {
        rounds.iter_mut().for_each(|it| it.target = it.target.round());
        let kept: Vec<f64> = rounds.iter()
            .filter(|it| it.is_uniform && it.target == 1.0)
            .map(|it| it.reward)
            .collect();
        let mean = (!kept.is_empty()).then(|| kept.iter().sum::<f64>() / kept.len() as f64);
        let said = value(&rounds, Estimator::Replay { adaptive: false });
        prop_assert!(near(said, mean), "{said:?} is not {mean:?}");
    }

    #[test]
    fn whatever_is_said_is_finite(rounds in any_rounds(), by_row in any::<bool>()) {
        let resamples = 50;
        let method = if by_row {
            Method::BootstrapByRow { resamples }
        } else {
            Method::BootstrapByUnit { resamples }
        };
        let estimators: Vec<Estimator> = Estimator::all().collect();
        for method in [Method::Normal, method] {
            let evaluation = evaluation(&batch(&rounds), &estimators, method);
            for outcome in &evaluation.outcomes {
                if let Ok(said) = outcome.estimate {
                    prop_assert!(said.value.is_finite());
                    prop_assert!(said.standard_error.is_none_or(f64::is_finite));
                    let is_ordered = said.interval.is_none_or(|it| it.lower <= it.upper);
                    prop_assert!(is_ordered);
                }
            }
            if rounds.len() < 100 {
                prop_assert!(matches!(evaluation.verdict, Verdict::Refused(_)));
            }
        }
    }
}

#[test]
fn replay_of_a_stochastic_target_draws_from_it() {
    let rounds: Vec<Round> = (0..40_000)
        .map(|row: u32| {
            let arm = row % 4;
            let target = [0.1, 0.2, 0.3, 0.4][arm as usize];
            Round {
                is_uniform: true,
                ..modelled(row, [f64::from(arm) / 3.0, 0.25, target, 0.0, 0.0])
            }
        })
        .collect();
    let replay = Estimator::Replay { adaptive: false };
    let evaluation = evaluation(&batch(&rounds), &[replay], Method::Normal);
    let said = evaluation.outcomes[0].estimate.unwrap();
    let truth = (0.2 + 0.6 + 1.2) / 3.0;
    assert!((said.value - truth).abs() < 4.0 * said.standard_error.unwrap());
    assert!(said.rounds.abs_diff(10_000) < 400);
}

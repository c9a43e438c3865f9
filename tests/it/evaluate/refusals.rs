//! What cannot be told is refused, with a reason.

use keyart::evaluate::{
    Doubt, Estimator, Evaluator, Method, Refusal, Round, RoundError, Rounds, Verdict,
};

use super::{batch, evaluation, modelled, round, settings};

const IPS: [Estimator; 1] = [Estimator::Ips];

fn many(count: u32, each: impl Fn(u32) -> Round) -> Rounds {
    batch(&(0..count).map(each).collect::<Vec<_>>())
}

fn refusals(rounds: &Rounds) -> Vec<Refusal> {
    match evaluation(rounds, &IPS, Method::Normal).verdict {
        Verdict::Refused(refusals) => refusals,
        other => panic!("{other:?}"),
    }
}

fn doubts(rounds: &Rounds) -> Vec<Doubt> {
    match evaluation(rounds, &IPS, Method::Normal).verdict {
        Verdict::Doubted(doubts) => doubts,
        other => panic!("{other:?}"),
    }
}

/// Half of the rewards are 1, and the weights are 1.
fn even(row: u32) -> Round {
    round(row, f64::from(row % 2), 0.5, 0.5)
}

#[test]
fn a_sound_log_is_supported() {
    let evaluation = evaluation(&many(400, even), &IPS, Method::Normal);
    assert_eq!(evaluation.verdict, Verdict::Supported);
    let said = evaluation.outcomes[0].estimate.unwrap();
    assert_eq!((said.value, said.rounds), (0.5, 400));
}

#[test]
fn nothing_is_said_about_an_empty_log() {
    for method in [
        Method::Normal,
        Method::BootstrapByUnit { resamples: 100 },
        Method::BootstrapByRow { resamples: 100 },
    ] {
        let evaluation = Evaluator::new(settings(&Estimator::USUAL, method)).finish();
        assert_eq!(
            evaluation.verdict,
            Verdict::Refused(vec![Refusal::NoRounds])
        );
        assert_eq!((evaluation.diagnostics, evaluation.logged), (None, None));
        for outcome in evaluation.outcomes {
            assert_eq!(outcome.estimate, Err(Refusal::NoRounds));
        }
    }
}

#[test]
fn what_the_log_does_not_cover_is_refused_above_one_percent_and_doubted_below() {
    let uncovered = |share: f64| {
        many(1000, move |row| Round {
            uncovered: Some(share),
            target: 0.5 * (1.0 - share),
            ..even(row)
        })
    };
    let said = refusals(&uncovered(0.02));
    assert!(matches!(said[..], [Refusal::Uncovered { share }] if (share - 0.02).abs() < 1e-12));
    assert!(said[0].to_string().contains("never chooses 2.0 %"));
    let said = doubts(&uncovered(0.005));
    assert!(matches!(said[..], [Doubt::Uncovered { share }] if (share - 0.005).abs() < 1e-12));
}

#[test]
fn a_small_effective_sample_is_refused_and_the_model_alone_still_speaks() {
    let rounds = many(10_000, |row| {
        let (propensity, target) = if row == 17 { (1e-4, 1.0) } else { (0.5, 0.01) };
        modelled(
            row,
            [
                f64::from(row % 2),
                propensity,
                target,
                0.5,
                f64::from(row % 3) / 4.0,
            ],
        )
    });
    let estimators = [Estimator::Dm, Estimator::Dr, Estimator::Snips];
    let evaluation = evaluation(&rounds, &estimators, Method::Normal);
    assert!(evaluation.verdict.is_refused());
    let reason = evaluation.outcomes[2].estimate.unwrap_err();
    assert!(matches!(reason, Refusal::FewEffective { effective, .. } if effective < 2.0));
    assert_eq!(evaluation.outcomes[1].estimate, Err(reason));
    assert!(evaluation.outcomes[0].estimate.is_ok());
    assert_eq!(evaluation.outcomes[0].doubts, [Doubt::ModelAlone]);
}

#[test]
fn propensities_that_cannot_be_are_refused() {
    // Rounded up: 0.5 in truth.
    let wrong = many(1000, |row| {
        round(row, 0.5, 0.7, if row % 2 == 0 { 0.6 } else { 0.4 })
    });
    assert!(matches!(refusals(&wrong)[..], [Refusal::WrongWeights { errors, .. }] if errors > 5.0));
    // All weights alike, and not 1.
    let alike = many(1000, |row| round(row, f64::from(row % 2), 0.5, 0.25));
    assert!(matches!(
        refusals(&alike)[..],
        [Refusal::WrongWeights { mean: 0.5, .. }]
    ));
}

#[test]
fn replay_is_refused_without_uniform_rounds_unless_told() {
    let estimators = [
        Estimator::Replay { adaptive: false },
        Estimator::Replay { adaptive: true },
    ];
    let evaluation = evaluation(&many(400, even), &estimators, Method::Normal);
    assert_eq!(
        evaluation.outcomes[0].estimate,
        Err(Refusal::NoUniformRounds)
    );
    assert!(evaluation.outcomes[1].estimate.is_ok());
    assert_eq!(evaluation.outcomes[1].doubts, [Doubt::AdaptiveReplay]);
}

#[test]
fn replay_is_refused_where_it_rarely_agrees() {
    let rounds = many(400, |row| Round {
        is_uniform: true,
        target: f64::from(u8::from(row < 50)),
        ..even(row)
    });
    let replay = Estimator::Replay { adaptive: false };
    let evaluation = evaluation(&rounds, &[replay], Method::Normal);
    let refusal = Refusal::FewAccepted { accepted: 50 };
    assert_eq!(evaluation.outcomes[0].estimate, Err(refusal));
}

#[test]
fn estimators_with_a_model_need_one() {
    let evaluation = evaluation(&many(400, even), &Estimator::USUAL, Method::Normal);
    for outcome in evaluation.outcomes {
        let needs = ["dm", "dr", "sndr", "switch-dr", "dros"].contains(&outcome.estimator.name());
        let lacks = matches!(
            outcome.estimate,
            Err(Refusal::NoModel {
                without: 400,
                rounds: 400
            })
        );
        assert_eq!(needs, lacks, "{}", outcome.estimator);
    }
}

#[test]
fn one_unit_has_no_interval_and_few_units_a_doubtful_one() {
    for method in [Method::Normal, Method::BootstrapByUnit { resamples: 100 }] {
        let one = many(400, |row| Round {
            unit: 9,
            ..even(row)
        });
        let evaluation = evaluation(&one, &IPS, method);
        assert_eq!(evaluation.verdict, Verdict::Doubted(vec![Doubt::OneUnit]));
        let said = evaluation.outcomes[0].estimate.unwrap();
        assert_eq!(
            (said.value, said.interval, said.standard_error),
            (0.5, None, None)
        );
    }
    let few = many(400, |row| Round {
        unit: row % 7,
        ..even(row)
    });
    assert_eq!(doubts(&few), [Doubt::FewUnits { units: 7 }]);
}

#[test]
fn rewards_that_never_vary_have_no_interval() {
    let evaluation = evaluation(
        &many(400, |row| round(row, 0.0, 0.5, 0.5)),
        &IPS,
        Method::Normal,
    );
    let outcome = &evaluation.outcomes[0];
    assert_eq!(outcome.estimate.unwrap().interval, None);
    assert_eq!(outcome.doubts, [Doubt::NoVariation]);
}

#[test]
fn one_heavy_round_is_doubted() {
    let rounds = many(2000, |row| match row {
        0 => round(row, 1.0, 0.001, 0.2),
        _ => even(row),
    });
    let said = doubts(&rounds);
    assert!(
        said.iter()
            .any(|it| matches!(it, Doubt::Dominated { share } if *share > 0.05)),
        "{said:?}"
    );
}

#[test]
fn numbers_outside_of_their_range_are_no_rounds() {
    let mut rounds = Rounds::starting_at(0, keyart::seed::Seed(1));
    let nan = f64::NAN;
    for (wrong, said) in [
        (round(0, nan, 0.5, 0.5), "the reward is NaN"),
        (
            round(0, 1.5, 0.5, 0.5),
            "the reward is 1.5; it must be a number from 0 to 1",
        ),
        (
            round(0, 1.0, 0.0, 0.5),
            "the propensity is 0; it must be above 0",
        ),
        (round(0, 1.0, 1.01, 0.5), "the propensity is 1.01"),
        (round(0, 1.0, 1e-120, 0.5), "the propensity is 0.0"),
        (round(0, 1.0, nan, 0.5), "the propensity is NaN"),
        (round(0, 1.0, 0.5, -0.1), "the target's probability is -0.1"),
        (
            modelled(0, [1.0, 0.5, 0.5, f64::INFINITY, 0.0]),
            "the reward model says inf",
        ),
    ] {
        let error: RoundError = rounds.push(&wrong).unwrap_err();
        assert!(error.to_string().starts_with(said), "{error}");
    }
    assert!(rounds.is_empty());
}

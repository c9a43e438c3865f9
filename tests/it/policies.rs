//! What must hold of every policy.

use keyart::{
    catalog::TitleIndex,
    engine::{ActionSet, FEATURES, Policy, PolicyName, PolicySpec, Records},
};
use proptest::prelude::*;

use crate::evening::evening;

fn any_row() -> impl Strategy<Value = Vec<f64>> {
    let value = prop_oneof![3 => Just(0.0), 1 => Just(1.0), 4 => -1.0..1.0];
    prop::collection::vec(value, FEATURES)
}

/// An action set, the arm that is shown, its reward and how much that counts.
type Round = (ActionSet, usize, f64, f64);

fn any_rounds() -> impl Strategy<Value = Vec<Round>> {
    let rows = prop::collection::vec(any_row(), 1..8);
    let reward = prop_oneof![Just(0.0), Just(1.0), 0.0..1.0];
    let round = (rows, any::<prop::sample::Index>(), reward, 0.05..=1.0).prop_map(
        |(rows, arm, reward, weight)| {
            let arm = arm.index(rows.len());
            let actions = ActionSet::from_rows(&rows.concat(), FEATURES, arm).unwrap();
            (actions, arm, reward, weight)
        },
    );
    prop::collection::vec(round, 1..30)
}

/// Any policy, with its parameters anywhere in their ranges.
fn any_spec() -> impl Strategy<Value = PolicySpec> {
    let places = prop::collection::vec(prop_oneof![Just(0.0), Just(1.0), 0.0..1.0], 15);
    (prop::sample::select(PolicyName::ALL), places).prop_map(|(name, places)| {
        let parameters = name.about().all_parameters().zip(places);
        let values = parameters.map(|(parameter, place): (_, f64)| {
            let span = if parameter.name == "memory" {
                0.0
            } else {
                parameter.high - parameter.low
            };
            let value = if parameter.words.is_empty() {
                parameter.low + place.powi(8) * span
            } else {
                (place * span).round()
            };
            format!("{}={}", parameter.name, parameter.spell(value))
        });
        let values: Vec<String> = values.collect();
        format!("{name}{{{}}}", values.join(",")).parse().unwrap()
    })
}

fn taught(spec: PolicySpec, rounds: &[Round]) -> Box<dyn Policy> {
    let mut policy = spec.build();
    for (actions, arm, reward, weight) in rounds {
        policy.update(&actions.example(*arm, *reward, *weight));
    }
    policy
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn a_distribution_sums_to_one_and_depends_on_nothing_but_what_was_learnt(
        spec in any_spec(),
        rounds in any_rounds(),
    ) {
        let (policy, again) = (taught(spec, &rounds), taught(spec, &rounds));
        let floor = spec.value("floor").unwrap();
        for (actions, ..) in &rounds {
            let distribution = policy.distribution(actions);
            let chances = distribution.probabilities();
            prop_assert_eq!(chances.len(), actions.len());
            prop_assert!((chances.iter().sum::<f64>() - 1.0).abs() < 1e-12, "{:?}", chances);
            let least = floor / chances.len() as f64 - 1e-15;
            prop_assert!(chances.iter().all(|chance| (least..=1.0 + 1e-12).contains(chance)), "{:?}", chances);
            prop_assert_eq!(&again.distribution(actions), &distribution);
        }
    }

    #[test]
    fn what_is_believed_of_an_arm_is_the_sum_of_its_contributions(
        spec in any_spec(),
        rounds in any_rounds(),
    ) {
        let policy = taught(spec, &rounds);
        for (actions, ..) in &rounds {
            let scores = policy.scores(actions);
            prop_assert_eq!(scores.is_some(), !spec.name().about().unit.is_empty());
            for (arm, score) in scores.unwrap_or_default().into_iter().enumerate() {
                prop_assert!(score.mean.is_finite() && score.deviation >= 0.0, "{:?}", score);
                let parts = policy.contributions(actions, arm);
                let sum = parts.map_or(score.mean, |parts| parts.iter().sum());
                prop_assert!((sum - score.mean).abs() <= 1e-9 * (1.0 + score.mean.abs()), "{:?}", score);
            }
        }
    }
}

#[test]
fn all_policies_that_learn_come_to_prefer_what_is_rewarded() {
    let mut rows = [[0.0; FEATURES]; 3];
    rows.iter_mut().for_each(|row| row[0] = 1.0);
    rows[0][4] = 1.0;
    rows[1][5] = 1.0;
    rows[2][6] = 1.0;
    let actions = ActionSet::from_rows(rows.as_flattened(), FEATURES, 0).unwrap();
    for name in PolicyName::ALL {
        let mut policy = PolicySpec::from(*name).build();
        let before = policy.distribution(&actions);
        for _ in 0..300 {
            for arm in 0..3 {
                policy.update(&actions.example(arm, f64::from(u8::from(arm == 2)), 1.0));
            }
        }
        let after = policy.distribution(&actions);
        match name {
            PolicyName::Uniform
            | PolicyName::Fixed
            | PolicyName::Content
            | PolicyName::Collaborative => {
                assert_eq!(before, after, "{name}");
            }
            _ => {
                let chance = after.probabilities()[2];
                assert!(chance > 0.85, "{name}: {after:?}");
                assert!(before.probabilities()[2] < 0.6, "{name}: {before:?}");
            }
        }
    }
}

#[test]
fn a_decision_allocates_nothing() {
    let rows: Vec<f64> = (0..9 * FEATURES).map(|it| (it % 7) as f64 / 7.0).collect();
    let actions = ActionSet::from_rows(&rows, FEATURES, 0).unwrap();
    // The integral over Beta distributions keeps its panels on the heap.
    let integrates =
        |name: &PolicyName| matches!(name, PolicyName::BestArtwork | PolicyName::Ensemble);
    let others = PolicyName::ALL.iter().filter(|name| !integrates(name));
    for name in others {
        for model in ["shared", "disjoint", "hybrid"] {
            let mut spec = PolicySpec::from(*name);
            if spec.value("model").is_some() && spec.set("model", model).is_err() {
                continue;
            }
            let mut policy = spec.build();
            (0..9).for_each(|arm| policy.update(&actions.example(arm, 1.0, 1.0)));
            let allocated = allocation_counter::measure(|| {
                std::hint::black_box(policy.distribution(&actions));
            });
            assert_eq!(allocated.count_total, 0, "{spec}");
        }
    }
}

#[test]
fn a_set_that_is_filled_again_is_as_new() {
    let catalog = keyart::catalog::demo();
    let taste = keyart::profiles::Taste::default();
    let neighbours = keyart::engine::Neighbours::default();
    let context = evening(&taste, &neighbours);
    let records = Records::default();
    let mut reused = ActionSet::empty();
    for title in (0..catalog.titles().len()).map(TitleIndex) {
        assert!(reused.fill(&context, &catalog, title, &records, |_| true));
        let new = ActionSet::new(&context, &catalog, title, &records, |_| true);
        assert_eq!(Some(&reused), new.as_ref());
        reused.handicap(|artwork| artwork as f64);
    }
}

#[test]
fn a_certain_choice_of_an_ensemble_has_a_propensity_of_at_most_one() {
    let actions = ActionSet::from_rows(&[0.0; FEATURES], FEATURES, 0).unwrap();
    for weights in [
        "lin-ts=2,collaborative=0.3,best-artwork=0.3",
        "lin-ts=0.7,uniform=0.1",
    ] {
        let spec: PolicySpec = format!("ensemble{{{weights}}}").parse().unwrap();
        assert_eq!(spec.build().distribution(&actions).probabilities(), [1.0]);
    }
}

//! What must hold of every policy.

use keyart::{
    catalog::TitleIndex,
    engine::{ActionSet, FEATURES, Policy, PolicyName, PolicySpec, Record, Records},
    seed::Seed,
};
use proptest::prelude::*;
use rand::RngExt;

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

/// Other features of as many arms, and the same artwork and handicaps.
fn with_other_features(actions: &ActionSet, random: &mut impl rand::Rng) -> ActionSet {
    let rows: Vec<f64> = (0..actions.rows().len())
        .map(|_| random.random_range(-1.0..1.0))
        .collect();
    let mut other = ActionSet::from_rows(&rows, FEATURES, actions.default_arm()).unwrap();
    other.handicap(|arm| actions.handicaps()[arm]);
    other
}

proptest! {
    #[test]
    fn features_change_nothing_where_a_policy_says_so(
        spec in any_spec().prop_filter("contextual", |spec| !spec.build().is_contextual()),
        rounds in any_rounds(),
        seed in any::<u64>(),
        handicap in 0.0..1.0,
    ) {
        let mut random = Seed(seed).stream("test", &[]);
        let policy = taught(spec, &rounds);
        prop_assert!(!policy.is_contextual());
        for (mut actions, ..) in rounds {
            actions.handicap(|arm| arm as f64 * handicap);
            let other = with_other_features(&actions, &mut random);
            prop_assert_eq!(policy.distribution(&actions), policy.distribution(&other));
        }
    }
}

#[test]
fn features_change_something_where_a_policy_says_so() {
    let mut random = Seed(5).stream("test", &[]);
    let rows: Vec<f64> = (0..4 * FEATURES)
        .map(|_| random.random_range(-1.0..1.0))
        .collect();
    let actions = ActionSet::from_rows(&rows, FEATURES, 0).unwrap();
    let mixtures = [
        "ensemble{uniform=1,ucb1=1}",
        "ensemble{uniform=1,softmax=1}",
        "ucb1{floor=0.1}",
    ];
    let specs = mixtures.map(|spec| spec.parse().unwrap());
    let defaults = PolicyName::ALL.iter().map(|name| PolicySpec::from(*name));
    for spec in defaults.chain(specs) {
        let mut policy = spec.build();
        for arm in [0, 1, 2, 3, 2, 2] {
            policy.update(&actions.example(arm, f64::from(u8::from(arm == 2)), 1.0));
        }
        let chances = policy.distribution(&actions);
        let differs = (0..50)
            .any(|_| policy.distribution(&with_other_features(&actions, &mut random)) != chances);
        assert_eq!(policy.is_contextual(), differs, "{spec}");
    }
}

#[test]
fn a_policy_in_a_box_can_be_copied_and_goes_its_own_way() {
    let rows: Vec<f64> = (0..3 * FEATURES).map(|it| (it % 5) as f64 / 5.0).collect();
    let actions = ActionSet::from_rows(&rows, FEATURES, 0).unwrap();
    for name in PolicyName::ALL {
        let mut policy = PolicySpec::from(*name).build();
        policy.update(&actions.example(1, 1.0, 1.0));
        let before = policy.distribution(&actions);
        let mut copy = policy.clone();
        assert_eq!(copy.distribution(&actions), before, "{name}");
        let learn = |policy: &mut Box<dyn Policy>| {
            (0..40).for_each(|_| policy.update(&actions.example(1, 0.0, 1.0)));
            policy.distribution(&actions)
        };
        let after = learn(&mut copy);
        assert_eq!(policy.distribution(&actions), before, "{name}");
        assert_eq!(learn(&mut policy), after, "{name}");
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
    for name in PolicyName::ALL {
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
        let nothing = |_| Record::default();
        assert!(reused.fill(&context, &catalog, title, nothing, |_| true));
        let new = ActionSet::new(&context, &catalog, title, &records, |_| true);
        assert_eq!(Some(&reused), new.as_ref());
        reused.handicap(|artwork| artwork as f64);
    }
    // Less of the last one's artwork, and all of it again.
    let last = TitleIndex(catalog.titles().len() - 1);
    for left in [1, 3, usize::MAX] {
        let is_left = |artwork| artwork != 0 && artwork <= left;
        let nothing = |_| Record::default();
        let is_filled = reused.fill(&context, &catalog, last, nothing, is_left);
        let new = ActionSet::new(&context, &catalog, last, &records, is_left);
        assert_eq!(is_filled.then_some(&reused), new.as_ref());
    }
}

#[test]
fn a_set_that_is_filled_for_the_same_title_allocates_nothing() {
    let catalog = keyart::catalog::demo();
    let taste = keyart::profiles::Taste::default();
    let neighbours = keyart::engine::Neighbours::default();
    let context = evening(&taste, &neighbours);
    let mut room = ActionSet::empty();
    let mut fill = || {
        room.fill(
            &context,
            &catalog,
            TitleIndex(3),
            |_| Record::default(),
            |_| true,
        )
    };
    assert!(fill());
    let allocated = allocation_counter::measure(|| {
        std::hint::black_box(fill());
    });
    assert_eq!(allocated.count_total, 0);
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

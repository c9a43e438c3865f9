//! What the log tells, against logs that are counted by hand.

use keyart::{
    catalog::{ArtworkId, Canvas, TitleId},
    engine::{Device, PolicyName},
    log::{
        Arm, Event, Impression, ImpressionId, Moment, Outcome, OutcomeRecord, SessionId,
        SessionStart, Slot,
    },
    profiles::ProfileId,
    seed::Seed,
    session::{Insights, Section, Serving, Size, reward, take_fraction, weight},
    time::Timestamp,
};
use proptest::prelude::*;

const AT: Timestamp = Timestamp(1_795_293_000_000);

fn start(session: &str) -> Event {
    Event::SessionStarted(SessionStart {
        session: SessionId::new(session),
        seed: 1,
        catalog_digest: String::new(),
        engine_version: 1,
        feature_version: 0,
        policy: "uniform".to_owned(),
    })
}

/// An impression of the artwork `chosen` of those with these probabilities, called a, b, c …
fn shown(
    id: u64,
    (profile, title, policy): (&str, &str, &str),
    arms: &[f64],
    chosen: usize,
) -> Event {
    let arm = |(name, probability): (u8, &f64)| Arm {
        artwork: ArtworkId::new(&char::from(name).to_string()),
        probability: *probability,
        features: Vec::new(),
        handicap: 0.0,
    };
    Event::Impression(Box::new(Impression {
        id: ImpressionId(id),
        profile: ProfileId::new(profile),
        title: TitleId::new(title),
        slot: Slot {
            canvas: Canvas::Tile,
            row: 1,
            column: 0,
        },
        moment: Moment {
            hour: 20,
            weekday: 5,
            device: Device::Tv,
        },
        policy: policy.to_owned(),
        model_version: 0,
        feature_version: 0,
        arms: (b'a'..).zip(arms).map(arm).collect(),
        chosen,
        visit: 1,
    }))
}

fn followed(id: u64, outcome: Outcome) -> Event {
    Event::Outcome(OutcomeRecord {
        impression: ImpressionId(id),
        outcome,
        reward: reward(outcome),
        weight: weight(outcome),
    })
}

fn played(id: u64, fraction: f64) -> Event {
    followed(id, Outcome::Played { fraction })
}

fn withdrawn(id: u64) -> Event {
    let Event::Outcome(record) = followed(id, Outcome::Skipped) else {
        unreachable!("an outcome");
    };
    Event::Outcome(OutcomeRecord {
        weight: 0.0,
        ..record
    })
}

fn recalled(events: &[Event]) -> Serving {
    let mut serving = Serving::new(Seed(1), SessionId::new("now"), PolicyName::Uniform);
    events.iter().for_each(|event| serving.recall(event, AT));
    serving
}

/// Two sessions: seven impressions, of which one was withdrawn and one is pending for ever.
fn two_sessions() -> Vec<Event> {
    let (ann, bob) = (("ann", "alpha", "uniform"), ("bob", "alpha", "lin-ts"));
    vec![
        start("one"),
        shown(1, ann, &[0.5, 0.5], 0),
        shown(2, ann, &[0.5, 0.5], 1),
        shown(3, bob, &[0.8, 0.2, 0.0], 0),
        shown(4, bob, &[0.25, 0.75], 1),
        played(1, 0.9),
        followed(2, Outcome::Skipped),
        played(3, 0.05),
        withdrawn(4),
        shown(5, ("bob", "beta", "lin-ts"), &[1.0], 0),
        start("two"),
        // The same numbers again, in another session.
        shown(1, ann, &[0.5, 0.5], 0),
        shown(2, bob, &[0.1, 0.9], 0),
        followed(1, Outcome::Expired),
        followed(2, Outcome::Opened),
        // Nobody knows of it.
        played(9, 1.0),
    ]
}

#[test]
fn a_small_log_is_counted_as_by_hand() {
    let serving = recalled(&two_sessions());
    let insights = serving.insights();
    let total = insights.total();
    assert_eq!(
        (total.impressions, total.pending, total.withdrawn),
        (6, 1, 1)
    );
    assert_eq!((total.plays, total.quality_plays), (2, 1));
    assert_eq!((total.opens, total.skips, total.expired), (1, 1, 1));
    // One of five; the score interval by Wilson's formula.
    let share = take_fraction(total).unwrap();
    assert_eq!((share.n, share.value), (5, 0.2));
    assert!((share.low - 0.036_224).abs() < 1e-6, "{share:?}");
    assert!((share.high - 0.624_465).abs() < 1e-6, "{share:?}");

    let of = |profile: &str| {
        let tally = &insights.by_profile()[&ProfileId::new(profile)];
        (tally.impressions, tally.quality_plays, tally.plays)
    };
    assert_eq!((of("ann"), of("bob")), ((3, 1, 1), (3, 0, 1)));
    let policies: Vec<_> = insights.by_policy().iter().collect();
    assert_eq!(policies.len(), 2);
    assert_eq!(
        (policies[0].0.as_str(), policies[0].1.impressions),
        ("uniform", 3)
    );
    assert_eq!(
        (policies[1].0.as_str(), policies[1].1.withdrawn),
        ("lin-ts", 1)
    );

    let alpha = insights.of_title(&TitleId::new("alpha"));
    let a = alpha.iter().find(|it| it.artwork.as_str() == "a").unwrap();
    assert_eq!(
        (a.tally.impressions, a.tally.quality_plays, a.tally.opens),
        (4, 1, 1)
    );
    assert_eq!(a.viewers[&ProfileId::new("ann")], 2);
    assert_eq!(a.viewers[&ProfileId::new("bob")], 2);
    let b = alpha.iter().find(|it| it.artwork.as_str() == "b").unwrap();
    assert_eq!((b.tally.impressions, b.tally.withdrawn), (1, 1));
    assert_eq!(insights.of_title(&TitleId::new("gamma")), []);
}

#[test]
fn the_effective_sample_is_that_of_the_weights_of_uniform_choices() {
    let serving = recalled(&two_sessions());
    let support = serving.insights().support();
    // Those with an outcome: 1/2 of 1/2 three times, 1/3 of 0.8, and 1/2 of 0.1.
    let weights = [1.0, 1.0, 1.0 / (3.0 * 0.8), 1.0, 5.0];
    let sum: f64 = weights.iter().sum();
    let squares: f64 = weights.iter().map(|weight| weight * weight).sum();
    let effective = support.effective().unwrap();
    assert!(
        (effective - sum * sum / squares).abs() < 1e-12,
        "{effective}"
    );
    assert_eq!(support.rounds, 5);
    // One arm of three could never have been chosen.
    assert!((support.uncovered - 1.0 / 3.0).abs() < 1e-15);
}

#[test]
fn an_empty_log_tells_nothing() {
    let serving = recalled(&[start("one")]);
    let insights = serving.insights();
    assert_eq!(take_fraction(insights.total()), None);
    assert_eq!(insights.support().effective(), None);
    assert!(insights.stretches().is_empty() && insights.by_profile().is_empty());
}

#[test]
fn a_propensity_of_nearly_nothing_leaves_all_numbers_finite() {
    let of = ("ann", "alpha", "uniform");
    let tiny = f64::MIN_POSITIVE;
    let log = [start("one"), shown(1, of, &[tiny, 1.0], 0), played(1, 1.0)];
    let effective = recalled(&log).insights().support().effective().unwrap();
    assert!((effective - 1.0).abs() < 1e-9, "{effective}");
}

#[test]
fn a_large_screen_has_all_but_the_list_on_one_page() {
    let size = |columns, rows| Size { columns, rows };
    assert_eq!(Section::of(size(80, 24)).len(), 4);
    assert_eq!(Section::of(size(120, 36)).len(), 2);
    assert_eq!(Section::of(size(200, 20)).len(), 4);
}

fn event() -> impl Strategy<Value = Event> {
    let who = (
        prop::sample::select(&["ann", "bob", "cid"][..]),
        prop::sample::select(&["alpha", "beta"][..]),
        prop::sample::select(&["uniform", "lin-ts"][..]),
    );
    let outcome = prop_oneof![
        (0.0..=1.0).prop_map(|fraction| Outcome::Played { fraction }),
        Just(Outcome::Opened),
        Just(Outcome::Skipped),
        Just(Outcome::Expired),
    ];
    prop_oneof![
        6 => (1_u64..40, who, 0_usize..3)
            .prop_map(|(id, who, chosen)| shown(id, who, &[0.2, 0.3, 0.5], chosen)),
        6 => (1_u64..40, outcome).prop_map(|(id, outcome)| followed(id, outcome)),
        1 => (1_u64..40).prop_map(withdrawn),
        1 => Just(start("again")),
    ]
}

/// All sums must be those of their parts.
fn check(insights: &Insights) {
    let total = insights.total();
    let parts = |tallies: Vec<[u64; 3]>| {
        tallies.into_iter().fold([0; 3], |sum, part| {
            std::array::from_fn(|place| sum[place] + part[place])
        })
    };
    let of = |tally: &keyart::log::statistics::Tally| {
        [tally.impressions, tally.quality_plays, tally.pending]
    };
    let profiles = insights.by_profile().values().map(of).collect();
    let policies = insights
        .by_policy()
        .iter()
        .map(|(_, tally)| of(tally))
        .collect();
    let titles = ["alpha", "beta"].map(TitleId::new);
    let artwork = titles.iter().flat_map(|title| insights.of_title(title));
    let artwork: Vec<_> = artwork.collect();
    assert_eq!(parts(profiles), of(total));
    assert_eq!(parts(policies), of(total));
    assert_eq!(
        parts(artwork.iter().map(|it| of(&it.tally)).collect()),
        of(total)
    );
    for hanging in artwork {
        let seen: u64 = hanging.viewers.values().sum();
        assert_eq!(seen, hanging.tally.impressions);
    }
    let known: u64 = insights.stretches().iter().map(|it| it.impressions).sum();
    let takes: u64 = insights.stretches().iter().map(|it| it.takes).sum();
    assert_eq!(
        (known, takes),
        (total.impressions - total.pending, total.quality_plays)
    );
    assert_eq!(insights.support().rounds, known);
}

proptest! {
    #[test]
    fn sums_agree_whatever_the_log_holds(log in prop::collection::vec(event(), 0..300)) {
        check(recalled(&log).insights());
    }
}

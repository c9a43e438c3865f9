//! Whether learning pays: policies among viewers whose likings are not what the prior expects.

use keyart::{
    catalog::{self, Catalog, TitleIndex},
    engine::{ActionSet, Learner, Neighbours, PolicySpec, Response},
    profiles::{self, Profile, Taste},
    seed::Seed,
    time::Timestamp,
};
use rand::RngExt;

use crate::evening::evening;

/// The chance that a viewer plays the title because of this artwork. Unlike the prior they care
/// little for genres, much for framing and mood, and they like what others like.
fn chance(row: &[f64], likeable: f64) -> f64 {
    (0.05 + 0.1 * row[1] + 0.5 * row[5] + 0.3 * row[4] + 0.2 * likeable).clamp(0.0, 1.0)
}

/// The share of impressions that led to a play, of the last half of `rounds`.
fn take_fraction(
    catalog: &Catalog,
    viewers: &[(Profile, Taste)],
    policy: &str,
    rounds: u32,
) -> f64 {
    let mut learner = Learner::new(policy.parse::<PolicySpec>().unwrap());
    let mut world = Seed(8).stream("world", &[]);
    let mut draws = Seed(8).stream("draws", &[]);
    let nobody = Neighbours::default();
    let mut plays = 0;
    for round in 0..rounds {
        let (profile, taste) = &viewers[world.random_range(0..viewers.len())];
        let index = TitleIndex(world.random_range(0..catalog.titles().len()));
        let context = evening(taste, &nobody);
        let actions =
            ActionSet::new(&context, catalog, index, learner.records(), |_| true).unwrap();
        let arm = learner.policy().distribution(&actions).sample(&mut draws);
        let likeable = f64::from(u8::from((actions.arms()[arm] + index.0).is_multiple_of(4)));
        let is_played = world.random::<f64>() < chance(actions.row(arm), likeable);
        let response = if is_played {
            Response::Took
        } else {
            Response::Skipped
        };
        let example = actions.example(arm, f64::from(u8::from(is_played)), 1.0);
        learner.learn(&example, &profile.id, response);
        plays += u32::from(is_played && round >= rounds / 2);
    }
    f64::from(plays) / f64::from(rounds / 2)
}

#[test]
fn whatever_learns_beats_fixed_artwork_even_where_the_prior_is_wrong() {
    let catalog = catalog::demo();
    let now = Timestamp(1_767_600_000_000);
    let profiles = profiles::demo(&catalog, now);
    let viewers: Vec<(Profile, Taste)> = profiles
        .as_slice()
        .iter()
        .map(|profile| (profile.clone(), Taste::of(profile, &catalog, now)))
        .collect();
    let of = |policy: &str| take_fraction(&catalog, &viewers, policy, 3_000);
    let fixed = of("fixed");
    for policy in [
        "lin-ts",
        "linucb{alpha=0.3}",
        "linucb{model=hybrid,alpha=0.3}",
        "logistic-ts",
        "squarecb",
        "epsilon-greedy",
        "softmax",
        "ensemble{lin-ts=0.9,uniform=0.1}",
    ] {
        let learnt = of(policy);
        // One deviation of a fraction of 1,500 is below 0.013.
        assert!(
            learnt > fixed + 0.1,
            "{policy}: {learnt:.3} against {fixed:.3}"
        );
    }
}

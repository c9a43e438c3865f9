//! Whether learning pays: policies among viewers whose likings are not what the prior expects.

use std::collections::HashMap;

use keyart::{
    catalog::{self, Catalog, TitleIndex},
    engine::{ActionSet, Learner, Neighbours, PolicyName, PolicySpec, Record, Response},
    profiles::{self, Profile, ProfileId, Taste},
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

#[test]
fn who_keeps_a_member_s_history_itself_gets_the_features_and_the_policy_that_a_profile_gets() {
    let catalog = catalog::demo();
    let (profile, taste) = (ProfileId::new("p1"), Taste::default());
    let mut with_profiles = Learner::new(PolicyName::LinTs);
    let mut without = Learner::new(PolicyName::LinTs);
    let mut world = Seed(4).stream("world", &[]);
    let nobody = Neighbours::default();
    // What the profile did with each artwork: takes, and skips since.
    let mut history: HashMap<(TitleIndex, usize), (u32, u32)> = HashMap::new();
    let mut room = ActionSet::empty();
    for round in 0..2_000 {
        let index = TitleIndex(world.random_range(0..catalog.titles().len()));
        let own = with_profiles.records().neighbours(&profile, |_| 0.0);
        let context = evening(&taste, if round % 2 == 0 { &own } else { &nobody });
        let standings = without.records().standings(&catalog);
        let record_of = |artwork| {
            let standing = Record::from(standings.of_title(index)[artwork]);
            match history.get(&(index, artwork)) {
                Some((takes, skips)) if round % 2 == 0 => standing.with_personal(*takes, *skips),
                _ => standing,
            }
        };
        assert!(room.fill(&context, &catalog, index, record_of, |_| true));
        let records = with_profiles.records();
        let actions = ActionSet::new(&context, &catalog, index, records, |_| true).unwrap();
        assert_eq!(room, actions);
        let chances = with_profiles.policy().distribution(&actions);
        assert_eq!(without.policy().distribution(&room), chances);
        let arm = chances.sample(&mut world);
        let response = [
            Response::Took,
            Response::Skipped,
            Response::Tried,
            Response::Ignored,
        ][world.random_range(0..4)];
        let reward = f64::from(u8::from(response == Response::Took));
        let example = actions.example(arm, reward, world.random_range(0.1..1.0));
        let is_profile = round % 3 == 0;
        let who = ProfileId::new(if is_profile { "p1" } else { "p2" });
        with_profiles.learn(&example, &who, response);
        without.learn_from(&example);
        let (takes, skips) = history.entry((index, actions.arms()[arm])).or_default();
        match response {
            Response::Took if is_profile => (*takes, *skips) = (*takes + 1, 0),
            Response::Skipped if is_profile => *skips += 1,
            _ => {}
        }
    }
    assert_eq!(with_profiles.version(), without.version());
}

#[test]
fn learning_about_known_artwork_allocates_nothing() {
    let catalog = catalog::demo();
    let (taste, nobody) = (Taste::default(), Neighbours::default());
    let context = evening(&taste, &nobody);
    for policy in PolicyName::ALL {
        let mut learner = Learner::new(*policy);
        let records = learner.records();
        let actions = ActionSet::new(&context, &catalog, TitleIndex(2), records, |_| true).unwrap();
        let learn = |learner: &mut Learner| learner.learn_from(&actions.example(1, 1.0, 0.5));
        learn(&mut learner);
        let allocated = allocation_counter::measure(|| learn(&mut learner));
        assert_eq!(allocated.count_total, 0, "{policy}");
    }
}

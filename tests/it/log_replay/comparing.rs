//! What other policies would have given.

use std::collections::HashMap;

use super::{DEMO, Evening, timeline};
use keyart::{
    engine::{PolicyName, PolicySpec},
    log::{Event, Impression, Record},
    session::{Missing, Replay},
};

fn compared(evening: &Evening, policy: PolicySpec) -> Replay {
    let mut replay = Replay::new(timeline(evening.records()), Some(policy)).unwrap();
    replay.go_to(usize::MAX);
    replay.finish();
    replay
}

fn impressions(evening: &Evening) -> Vec<&Impression> {
    fn impression(record: &Record) -> Option<&Impression> {
        match &record.event {
            Event::Impression(impression) => Some(impression),
            _ => None,
        }
    }
    evening.records().filter_map(impression).collect()
}

#[test]
fn the_policy_that_chose_gives_the_logged_probabilities() {
    for name in PolicyName::ALL {
        let evening = Evening::of(name.as_str());
        let replay = compared(&evening, PolicySpec::from(*name));
        let all = impressions(&evening);
        assert!(all.len() > 80, "{name}: {}", all.len());
        for (place, logged) in all.iter().enumerate() {
            let given = replay.given(place).unwrap().unwrap();
            assert!(given.is_same_past);
            assert_eq!(given.learnt as u64, logged.model_version);
            for (given, arm) in given.probabilities.iter().zip(&logged.arms) {
                assert!((given - arm.probability).abs() < 1e-9, "{name}");
            }
        }
        let propensities = all.iter().map(|it| it.propensity());
        let average = propensities.sum::<f64>() / all.len() as f64;
        let tally = replay.tally().unwrap().unwrap();
        assert_eq!(tally.compared, all.len() as u64);
        assert!((tally.average().unwrap() - average).abs() < 1e-9, "{name}");
    }
}

#[test]
fn the_default_and_the_lot_are_what_the_catalog_and_arithmetic_say() {
    let evening = Evening::usual();
    let all = impressions(&evening);
    let fixed = compared(&evening, PolicyName::Fixed.into());
    let uniform = compared(&evening, PolicyName::Uniform.into());
    let mut others = 0;
    for (place, logged) in all.iter().enumerate() {
        let title = &DEMO[DEMO.find(&logged.title).unwrap()];
        let default = &title.artwork[title.default_artwork].id;
        let default = logged
            .arms
            .iter()
            .position(|arm| arm.artwork == *default)
            .unwrap_or(0);
        let given = fixed.given(place).unwrap().unwrap();
        assert_eq!(given.likely, default);
        assert_eq!(given.probabilities[default], 1.0);
        others += u64::from(default != logged.chosen);
        let given = uniform.given(place).unwrap().unwrap();
        assert_eq!(
            given.likely, logged.chosen,
            "nothing has more than what was shown"
        );
        assert!((given.probabilities[0] - 1.0 / logged.arms.len() as f64).abs() < 1e-12);
    }
    let tally = fixed.tally().unwrap().unwrap();
    assert_eq!(tally.others, others);
    let same = (tally.compared - others) as f64 / tally.compared as f64;
    assert!(others > 0 && (tally.average().unwrap() - same).abs() < 1e-12);
    assert_eq!(uniform.tally().unwrap().unwrap().others, 0);
}

#[test]
fn a_policy_learns_from_nothing_but_the_past() {
    let whole = Evening::of("uniform");
    let policy: PolicySpec = "linucb".parse().unwrap();
    let all = compared(&whole, policy);
    // Without the events after some impression, that one is given the same.
    let records: Vec<&Record> = whole.records().collect();
    for end in [records.len() / 3, records.len() / 2, records.len() - 20] {
        let cut = timeline(records[..end].iter().copied());
        let mut cut = Replay::new(cut, Some(policy)).unwrap();
        cut.go_to(usize::MAX);
        cut.finish();
        let impressions = records[..end].iter();
        let count = impressions
            .filter(|it| matches!(it.event, Event::Impression(_)))
            .count();
        for place in 0..count {
            assert_eq!(cut.given(place), all.given(place));
        }
    }
    // And it does learn: what is given to the same action set changes.
    let learnt: Vec<usize> = (0..impressions(&whole).len())
        .map(|place| all.given(place).unwrap().unwrap().learnt)
        .collect();
    assert!(learnt.is_sorted() && learnt[0] == 0 && learnt[learnt.len() - 1] > 50);
}

#[test]
fn a_session_whose_past_is_missing_says_so_and_goes_by_what_there_is() {
    let mut evening = Evening::usual();
    evening.sessions.remove(0);
    let replay = compared(&evening, "lin-ts".parse().unwrap());
    let all = impressions(&evening);
    let base = all[0].model_version;
    assert!(base > 0);
    for (place, logged) in all.iter().enumerate() {
        let given = replay.given(place).unwrap().unwrap();
        assert!(!given.is_same_past);
        assert_eq!(given.learnt as u64, logged.model_version - base);
    }
}

#[test]
fn features_of_another_version_are_not_compared() {
    let mut evening = Evening::usual();
    for record in evening.sessions.iter_mut().flatten() {
        if let Event::Impression(impression) = &mut record.event {
            impression.feature_version += 1;
        }
    }
    let mut replay = compared(&evening, "lin-ts".parse().unwrap());
    let tally = replay.tally().unwrap().unwrap();
    assert_eq!((tally.compared, tally.average()), (0, None));
    assert_eq!(replay.given(0), Some(Err(Missing::Features)));
    replay.compare_next();
    replay.finish();
    assert_eq!(replay.given(0), Some(Err(Missing::Features)));
}

#[test]
fn one_compares_with_each_policy_in_turn_and_then_with_none() {
    let evening = Evening::of("uniform");
    let first: PolicySpec = "softmax{temperature=0.3}".parse().unwrap();
    let mut replay = Replay::new(timeline(evening.records()), Some(first)).unwrap();
    let mut met: HashMap<String, usize> = HashMap::new();
    for _ in 0..=PolicyName::ALL.len() {
        *met.entry(replay.policy().unwrap().to_string()).or_default() += 1;
        replay.compare_next();
    }
    assert_eq!(replay.policy(), None);
    assert!(replay.tally().is_none() && replay.given(0).is_none());
    assert_eq!(met.len(), PolicyName::ALL.len() + 1);
    replay.compare_next();
    assert_eq!(replay.policy(), Some(first));
}

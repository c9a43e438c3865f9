//! Tests that may be looked at any time claim no more than they may, however often one looks.

use std::num::NonZeroUsize;

use keyart::{
    experiment::{
        Decision, Level, Mean, Moments, Monitor, Plan, Tuning, Unknown,
        peeking::{Alike, Claims},
    },
    seed::Seed,
};
use rand::Rng;
use rand_distr::{Distribution, StandardNormal};

fn threads(count: usize) -> NonZeroUsize {
    NonZeroUsize::new(count).unwrap()
}

fn normal(stream: &mut impl Rng) -> f64 {
    StandardNormal.sample(stream)
}

fn plan(tuning: Tuning) -> Plan {
    Plan {
        level: Level::default(),
        tuning,
    }
}

#[test]
fn who_peeks_needs_the_test_that_may_be_looked_at_any_time() {
    let alike = Alike {
        runs: 2_000,
        peeks: 100,
        members: 30,
        level: Level::default(),
        seed: Seed(1),
    };
    let Claims {
        once,
        peeking,
        always,
        by_impression,
    } = alike.play(threads(2));
    // 5 % of 2,000 with three standard errors; 37 % is known of 100 looks (Armitage, McPherson
    // and Rowe 1969).
    assert!((71..=129).contains(&once), "{once}");
    assert!((660..=840).contains(&peeking), "{peeking}");
    assert!(always <= 100, "{always}");
    assert!(by_impression > 200, "{by_impression}");
}

#[test]
fn the_demonstration_is_the_same_on_any_number_of_threads() {
    let alike = Alike {
        runs: 17,
        peeks: 5,
        members: 30,
        level: Level::default(),
        seed: Seed(3),
    };
    let one = alike.play(threads(1));
    assert!(
        [2, 5, 40]
            .iter()
            .all(|count| alike.play(threads(*count)) == one)
    );
    assert_ne!(
        Alike {
            seed: Seed(4),
            ..alike
        }
        .play(threads(1)),
        one
    );
}

/// The difference of two cells whose members stay while days add up; each has a taste, so the
/// variance does not go to 0.
fn daily_differences(run: u32, days: u32, effect: f64) -> Vec<Result<Mean, Unknown>> {
    let mut stream = Seed(11).stream("days", &[&run.to_string()]);
    let tastes: Vec<f64> = (0..120).map(|_| normal(&mut stream)).collect();
    let mut sums = vec![0.0; tastes.len()];
    let day = |day: u32| {
        let mut cells = [Moments::default(); 2];
        for (member, taste) in tastes.iter().enumerate() {
            let effect = effect * (member % 2) as f64;
            sums[member] += 20.0 + effect + taste + 4.0 * normal(&mut stream);
            cells[member % 2].push([sums[member], f64::from(day), 0.0]);
        }
        let below = Mean::of_ratio(&cells[0], None)?;
        Mean::of_ratio(&cells[1], None)?.minus(&below)
    };
    (1..=days).map(day).collect()
}

#[test]
fn looking_every_day_at_members_who_stay_claims_no_more_than_it_may() {
    let tuning = Tuning::Variance(0.05);
    let claims = |effect| {
        let runs = 0..400;
        let stops = runs.filter(|run| {
            let mut monitor = Monitor::new(plan(tuning), 0.0);
            let looks = daily_differences(*run, 40, effect).into_iter();
            let last = looks.map(|it| monitor.look(it).unwrap()).last().unwrap();
            assert_eq!(last.p < 0.05, last.decision != Decision::Continue);
            last.decision == Decision::StopMore
                || (effect == 0.0 && last.decision != Decision::Continue)
        });
        stops.count()
    };
    // 5 % of 400 are 20, with two and a half standard errors 31.
    let none = claims(0.0);
    assert!(none <= 20, "{none}");
    // The effect is about five of the last day's standard errors.
    let some = claims(1.0);
    assert!(some > 320, "{some}");
}

#[test]
fn a_monitor_stops_for_good_and_for_what_is_too_small_to_matter() {
    let mean = |value: f64, error: f64| {
        Ok(Mean {
            value,
            variance: error * error,
            members: 1_000,
            of: 1_000.0,
        })
    };
    let tuning = Tuning::for_effect(0.02, Level::default(), 0.8);
    let mut monitor = Monitor::new(plan(tuning), 0.02);
    let unknown = Err(Unknown::TooFewMembers { members: 3 });
    assert_eq!(
        monitor.look(unknown),
        Err(Unknown::TooFewMembers { members: 3 })
    );
    assert_eq!(
        monitor.look(mean(0.01, 0.01)).unwrap().decision,
        Decision::Continue
    );
    let stop = monitor.look(mean(-0.05, 0.01)).unwrap();
    assert_eq!(stop.decision, Decision::StopLess);
    let later = monitor.look(mean(0.0, 0.01)).unwrap();
    assert_eq!((later.decision, later.p), (Decision::StopLess, stop.p));
    let mut monitor = Monitor::new(plan(tuning), 0.02);
    assert_eq!(
        monitor.look(mean(0.002, 0.003)).unwrap().decision,
        Decision::StopNegligible
    );
}

//! How often 95 % intervals hold the truth, where it is known.

use keyart::{
    evaluate::{Estimator, Method},
    seed::Seed,
};
use rand::{Rng, RngExt};

use super::{batch, evaluation, modelled};

const ARMS: usize = 4;
const CONTEXTS: usize = 3;

/// The expected reward of each arm in each context.
const REWARD: [[f64; ARMS]; CONTEXTS] = [
    [0.1, 0.3, 0.5, 0.2],
    [0.6, 0.2, 0.3, 0.4],
    [0.25, 0.45, 0.15, 0.7],
];
/// What a mediocre model says about it.
const MODEL: [f64; ARMS] = [0.3, 0.3, 0.35, 0.5];
const LOGGING: [[f64; ARMS]; CONTEXTS] = [
    [0.4, 0.3, 0.2, 0.1],
    [0.25, 0.25, 0.25, 0.25],
    [0.1, 0.2, 0.5, 0.2],
];
const TARGET: [[f64; ARMS]; CONTEXTS] = [
    [0.1, 0.2, 0.6, 0.1],
    [0.5, 0.1, 0.1, 0.3],
    [0.1, 0.3, 0.2, 0.4],
];

fn value(policy: &[[f64; ARMS]; CONTEXTS], reward: impl Fn(usize, usize) -> f64) -> f64 {
    let each = |context: usize, arm: usize| policy[context][arm] * reward(context, arm);
    let sum: f64 = (0..CONTEXTS)
        .flat_map(|context| (0..ARMS).map(move |arm| each(context, arm)))
        .sum();
    sum / CONTEXTS as f64
}

/// Draws from `shares`.
fn draw(shares: &[f64], rng: &mut impl Rng) -> usize {
    let mut left: f64 = rng.random();
    shares
        .iter()
        .position(|share| {
            left -= share;
            left < 0.0
        })
        .unwrap_or(shares.len() - 1)
}

/// One log: units have a few rounds each, always in the same context, so that their rounds are
/// far from independent.
fn log(units: u32, rng: &mut impl Rng) -> Vec<keyart::evaluate::Round> {
    let mut rounds = Vec::new();
    for unit in 0..units {
        let context = rng.random_range(0..CONTEXTS);
        for _ in 0..rng.random_range(1..=6) {
            let arm = draw(&LOGGING[context], rng);
            let reward = f64::from(u8::from(rng.random_bool(REWARD[context][arm])));
            let direct = (0..ARMS).map(|arm| TARGET[context][arm] * MODEL[arm]).sum();
            let numbers = [
                reward,
                LOGGING[context][arm],
                TARGET[context][arm],
                MODEL[arm],
                direct,
            ];
            rounds.push(modelled(unit, numbers));
        }
    }
    rounds
}

fn coverage(runs: u32, units: u32, method: Method) -> Vec<(Estimator, f64)> {
    let estimators = [
        Estimator::Ips,
        Estimator::Snips,
        Estimator::Dr,
        Estimator::SnDr,
    ];
    let truth = value(&TARGET, |context, arm| REWARD[context][arm]);
    let mut held = [0; 4];
    for run in 0..runs {
        let mut rng = Seed(42).stream("coverage", &[&run.to_string()]);
        let rounds = batch(&log(units, &mut rng));
        let evaluation = evaluation(&rounds, &estimators, method);
        for (held, outcome) in held.iter_mut().zip(&evaluation.outcomes) {
            let interval = outcome.estimate.unwrap().interval.unwrap();
            *held += u32::from(interval.contains(truth));
        }
    }
    let share = |held: u32| f64::from(held) / f64::from(runs);
    estimators.into_iter().zip(held.map(share)).collect()
}

#[test]
fn normal_intervals_by_unit_hold_the_truth_in_95_of_100_logs() {
    for (estimator, share) in coverage(1_000, 200, Method::Normal) {
        assert!((0.93..=0.97).contains(&share), "{estimator}: {share}");
    }
}

#[test]
fn bootstrap_intervals_by_unit_hold_the_truth_in_95_of_100_logs() {
    let resamples = 200;
    for (estimator, share) in coverage(400, 150, Method::BootstrapByUnit { resamples }) {
        assert!((0.92..=0.98).contains(&share), "{estimator}: {share}");
    }
}

#[test]
fn intervals_that_take_rounds_for_independent_are_too_narrow_where_they_are_not() {
    let mut rng = Seed(3).stream("twins", &[]);
    let rounds = log(300, &mut rng);
    // Every member's rounds twenty times over say nothing new.
    let copies = |unit_of: fn(u32, u32) -> u32| {
        let copied = (0..20).flat_map(|copy| {
            let rounds = rounds.iter().copied();
            rounds.map(move |mut round| {
                round.unit = unit_of(round.unit, copy);
                round
            })
        });
        let rounds: Vec<_> = copied.collect();
        let evaluation = evaluation(&batch(&rounds), &[Estimator::Ips], Method::Normal);
        evaluation.outcomes[0].estimate.unwrap()
    };
    let (by_unit, by_copy) = (
        copies(|unit, _| unit),
        copies(|unit, copy| unit + 1_000 * copy),
    );
    let once = evaluation(&batch(&rounds), &[Estimator::Ips], Method::Normal);
    let once = once.outcomes[0].estimate.unwrap().standard_error.unwrap();
    assert!((by_unit.standard_error.unwrap() / once - 1.0).abs() < 1e-9);
    let narrow = by_copy.standard_error.unwrap() / once;
    assert!((narrow - 1.0 / f64::sqrt(20.0)).abs() < 0.01, "{narrow}");
}

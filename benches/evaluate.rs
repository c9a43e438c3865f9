//! What estimates and intervals cost: `cargo bench --bench evaluate`.
//!
//! One million rounds of 10,000 units in columns. CPU time of all threads, the median of several
//! runs: resamples run on two threads, so they take half of it on two free cores. Beside it plain
//! code in the same run: one pass for each estimator over rounds as structures, and resamples
//! that draw rows, or the rows of units, and compute everything again. Plain resampling is timed
//! on a few resamples and scaled to as many.

use std::{
    error::Error,
    hint::black_box,
    io::{self, Write},
};

use keyart::{
    evaluate::{Estimator, Evaluator, Method, Prediction, Round, Rounds, Settings, values},
    seed::Seed,
};
use rand::{Rng, RngExt};
use rustix::time::{ClockId, clock_gettime};

const ROUNDS: usize = 1_000_000;
const UNITS: u32 = 10_000;
const RESAMPLES: usize = 1_000;
/// Resamples that plain code draws.
const PLAIN: usize = 4;
const RUNS: usize = 5;

const THREE: [Estimator; 3] = [Estimator::Ips, Estimator::Snips, Estimator::Dr];

fn main() -> Result<(), Box<dyn Error>> {
    let mut rng = Seed(1).stream("bench", &[]);
    let plain: Vec<Round> = (0..ROUNDS).map(|_| round(&mut rng)).collect();
    let mut rounds = Rounds::starting_at(0, Seed(1));
    plain.iter().try_for_each(|it| rounds.push(it))?;
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "{ROUNDS} rounds, {UNITS} units{:>33} {:>12} {:>7}",
        "ms", "plain ms", "ratio"
    )?;
    let mut print = |name: &str, time: f64, plain: f64| {
        let ratio = time / plain;
        writeln!(out, "{name:<50} {time:>10.1} {plain:>12.1} {ratio:>7.3}")
    };

    let naive = timed(|| passes(&plain));
    print(
        "IPS, SNIPS and DR",
        timed(|| values(&rounds, &THREE)),
        naive,
    )?;
    let normal = timed(|| evaluated(&rounds, &THREE, Method::Normal));
    print("the same, with intervals by unit", normal, naive)?;
    let usual = timed(|| evaluated(&rounds, &Estimator::USUAL, Method::Normal));
    print("the nine usual ones, with intervals by unit", usual, naive)?;

    let members = members(&plain);
    let naive = once(|| (0..PLAIN).map(|_| by_unit(&members, &mut rng)).sum::<f64>());
    let naive = naive * (RESAMPLES / PLAIN) as f64;
    let resamples = RESAMPLES;
    let method = Method::BootstrapByUnit { resamples };
    let time = timed(|| evaluated(&rounds, &THREE, method)) - normal;
    print("1,000 resamples by unit, of the three", time, naive)?;
    let time = timed(|| evaluated(&rounds, &Estimator::USUAL, method)) - usual;
    print("1,000 resamples by unit, of the nine", time, naive)?;

    let naive = once(|| (0..PLAIN).map(|_| by_row(&plain, &mut rng)).sum::<f64>());
    let naive = naive * (RESAMPLES / PLAIN) as f64;
    let method = Method::BootstrapByRow { resamples };
    let time = once(|| evaluated(&rounds, &THREE, method)) - normal;
    print("1,000 resamples by row, of the three", time, naive)?;
    let time = once(|| evaluated(&rounds, &Estimator::USUAL, method)) - usual;
    print("1,000 resamples by row, of the nine", time, naive)?;
    Ok(())
}

fn round(rng: &mut impl Rng) -> Round {
    let propensity = rng.random_range(0.05..0.6);
    let direct = rng.random_range(0.1..0.4);
    Round {
        reward: f64::from(u8::from(rng.random_bool(0.25))),
        propensity,
        target: propensity * rng.random_range(0.4..1.6),
        prediction: Some(Prediction {
            logged: rng.random_range(0.1..0.4),
            direct,
        }),
        unit: rng.random_range(0..UNITS),
        uncovered: Some(0.0),
        is_uniform: rng.random_bool(0.5),
    }
}

/// What all estimates add up to, for [`black_box`].
fn evaluated(rounds: &Rounds, estimators: &[Estimator], method: Method) -> f64 {
    let mut evaluator = Evaluator::new(Settings {
        estimators: estimators.to_vec(),
        method,
        seed: Seed(1),
        threads: 2,
    });
    evaluator.add(rounds);
    let evaluation = evaluator.finish();
    let said = evaluation.outcomes.iter().filter_map(|it| it.estimate.ok());
    said.map(|it| it.standard_error.unwrap_or_default()).sum()
}

/// IPS, SNIPS and DR, one pass after the other.
fn passes(rounds: &[Round]) -> [f64; 3] {
    let n = rounds.len() as f64;
    let ips = rounds.iter().map(|it| it.weight() * it.reward).sum::<f64>() / n;
    let weighted: f64 = rounds.iter().map(|it| it.weight() * it.reward).sum();
    let snips = weighted / rounds.iter().map(Round::weight).sum::<f64>();
    let corrected = |it: &Round| {
        let model = it.prediction.unwrap_or(Prediction {
            logged: 0.0,
            direct: 0.0,
        });
        model.direct + it.weight() * (it.reward - model.logged)
    };
    [ips, snips, rounds.iter().map(corrected).sum::<f64>() / n]
}

/// The rounds of each unit.
fn members(rounds: &[Round]) -> Vec<Vec<Round>> {
    let mut members = vec![Vec::new(); UNITS as usize];
    for round in rounds {
        members[round.unit as usize].push(*round);
    }
    members
}

/// One resample of units.
fn by_unit(members: &[Vec<Round>], rng: &mut impl Rng) -> f64 {
    let drawn = (0..members.len()).flat_map(|_| &members[rng.random_range(0..members.len())]);
    let drawn: Vec<Round> = drawn.copied().collect();
    passes(&drawn).iter().sum()
}

/// One resample of rows.
fn by_row(rounds: &[Round], rng: &mut impl Rng) -> f64 {
    let drawn = (0..rounds.len()).map(|_| rounds[rng.random_range(0..rounds.len())]);
    let drawn: Vec<Round> = drawn.collect();
    passes(&drawn).iter().sum()
}

/// The median time in milliseconds.
fn timed<T>(work: impl Fn() -> T) -> f64 {
    let mut times: Vec<f64> = (0..RUNS).map(|_| once(&work)).collect();
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
}

/// The CPU time of one call, on all threads, in milliseconds.
fn once<T>(work: impl FnOnce() -> T) -> f64 {
    let start = spent();
    black_box(work());
    spent() - start
}

/// The CPU time of the process so far, in milliseconds.
fn spent() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

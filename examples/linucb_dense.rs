//! Li, Chu, Langford and Schapire 2010, algorithm 1: 100,000 rounds of LinUCB with 32 features and
//! 9 arms, chosen by the engine's rank-1 updates and by inverting every matrix anew.
//!
//! `cargo run --release --example linucb_dense -- [ROUNDS]`
#![expect(clippy::print_stdout, reason = "it prints its table")]

use std::{env, error::Error, process::ExitCode};

use keyart::{
    engine::{ActionSet, PolicySpec, Space},
    seed::Seed,
};
use rand::RngExt;

const FEATURES: usize = 32;
const ARMS: usize = 9;
const ALPHA: f64 = 0.5;

type Vector = [f64; FEATURES];
type Matrix = [Vector; FEATURES];

/// Ridge regression by its definition: `A = I + Σ x xᵀ`, `b = Σ r x`, `θ = A⁻¹ b`.
struct Dense {
    a: Matrix,
    b: Vector,
    inverse: Matrix,
}

impl Dense {
    fn new() -> Self {
        let (a, b) = (identity(), [0.0; FEATURES]);
        Self { a, b, inverse: a }
    }

    fn bound(&self, x: &[f64]) -> f64 {
        let theta = self.inverse.each_ref().map(|row| dot(row, &self.b));
        let spread = self.inverse.each_ref().map(|row| dot(row, x));
        dot(&theta, x) + ALPHA * dot(&spread, x).sqrt()
    }

    fn update(&mut self, x: &[f64], reward: f64) {
        for (i, row) in self.a.iter_mut().enumerate() {
            self.b[i] += reward * x[i];
            for (entry, across) in row.iter_mut().zip(x) {
                *entry += x[i] * across;
            }
        }
        self.inverse = inverse(self.a);
    }
}

fn identity() -> Matrix {
    let mut matrix = [[0.0; FEATURES]; FEATURES];
    for (i, row) in matrix.iter_mut().enumerate() {
        row[i] = 1.0;
    }
    matrix
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// By Gauss–Jordan elimination; positive definite matrices need no pivoting.
fn inverse(mut a: Matrix) -> Matrix {
    let mut b = identity();
    for pivot in 0..FEATURES {
        let scale = a[pivot][pivot];
        a[pivot].iter_mut().for_each(|entry| *entry /= scale);
        b[pivot].iter_mut().for_each(|entry| *entry /= scale);
        let (above, beside) = (a[pivot], b[pivot]);
        for row in (0..FEATURES).filter(|row| *row != pivot) {
            let factor = a[row][pivot];
            for column in 0..FEATURES {
                a[row][column] -= factor * above[column];
                b[row][column] -= factor * beside[column];
            }
        }
    }
    b
}

/// What both implementations chose.
struct Outcome {
    rounds: u64,
    differing: u64,
    /// Rounds with arms that are exactly alike, one of which was the best.
    ties: u64,
    /// The smallest distance of the best two bounds that are not equal.
    closest: f64,
}

/// Lets both choose in every round. With `is_shared` all arms share one model.
fn compare(rounds: u64, is_shared: bool) -> Result<Outcome, Box<dyn Error>> {
    let model = if is_shared { "shared" } else { "disjoint" };
    let spec: PolicySpec = format!("linucb{{alpha={ALPHA},model={model}}}").parse()?;
    let mut policy = spec.build_for(&Space::plain(FEATURES));
    let mut models: Vec<Dense> = (0..ARMS).map(|_| Dense::new()).collect();
    let model_of = |arm: usize| if is_shared { 0 } else { arm };
    let mut random = Seed(32).stream("linucb-dense", &[model]);
    let truth: Vec<f64> = (0..FEATURES * ARMS)
        .map(|_| random.random_range(-0.2..0.2))
        .collect();
    let mut outcome = Outcome {
        rounds,
        differing: 0,
        ties: 0,
        closest: f64::INFINITY,
    };
    for round in 0..rounds {
        let mut rows: Vec<f64> = (0..FEATURES * ARMS)
            .map(|_| random.random_range(-1.0..1.0))
            .collect();
        if round % 3 == 0 {
            // Three arms that look alike.
            rows.copy_within(3 * FEATURES..4 * FEATURES, 5 * FEATURES);
            rows.copy_within(3 * FEATURES..4 * FEATURES, 8 * FEATURES);
        }
        let row = |arm: usize| &rows[arm * FEATURES..][..FEATURES];
        let mut chosen = 0;
        let bounds: Vec<f64> = (0..ARMS)
            .map(|arm| models[model_of(arm)].bound(row(arm)))
            .collect();
        for arm in 1..ARMS {
            if bounds[arm] > bounds[chosen] {
                chosen = arm;
            }
        }
        let others = (0..ARMS).filter(|arm| *arm != chosen);
        let gaps = others.map(|arm| bounds[chosen] - bounds[arm]);
        outcome.ties += u64::from(gaps.clone().any(|gap| gap == 0.0));
        outcome.closest = gaps
            .filter(|gap| *gap > 0.0)
            .fold(outcome.closest, f64::min);
        let actions = ActionSet::from_rows(&rows, FEATURES, 0).ok_or("no arms")?;
        let chances = policy.distribution(&actions);
        outcome.differing += u64::from(chances.probabilities()[chosen] < 1.0);
        let weights = &truth[model_of(chosen) * FEATURES..][..FEATURES];
        let chance = 0.5 + dot(weights, row(chosen));
        let reward = f64::from(u8::from(random.random::<f64>() < chance));
        policy.update(&actions.example(chosen, reward, 1.0));
        models[model_of(chosen)].update(row(chosen), reward);
    }
    Ok(outcome)
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let asked = env::args_os().nth(1);
    let rounds = asked
        .and_then(|it| it.to_str()?.parse().ok())
        .unwrap_or(100_000);
    println!(
        "LinUCB, {FEATURES} features, {ARMS} arms, alpha {ALPHA}: rank-1 updates against a dense inverse"
    );
    println!("model          rounds  other choices      ties  closest bounds");
    let mut differing = 0;
    for (name, is_shared) in [("shared", true), ("disjoint", false)] {
        let found = compare(rounds, is_shared)?;
        let Outcome {
            rounds,
            ties,
            closest,
            ..
        } = found;
        println!(
            "{name:<12}{rounds:>9}{:>15}{ties:>10}{closest:>16.1e}",
            found.differing
        );
        differing += found.differing;
    }
    Ok(ExitCode::from(u8::from(differing > 0)))
}

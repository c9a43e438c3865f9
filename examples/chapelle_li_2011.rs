//! Chapelle and Li 2011, "An Empirical Evaluation of Thompson Sampling", Table 1: the regret of
//! Thompson sampling and UCB when feedback comes late and arms are replaced.
//!
//! `cargo run --release --example chapelle_li_2011 -- [RUNS]`
#![expect(clippy::print_stdout, reason = "it prints its table")]

use std::{array, collections::VecDeque, env, thread};

use keyart::{
    engine::{Beta, Distribution, best_rate_probabilities},
    seed::Seed,
};
use rand::{Rng, RngExt};
use rand_distr::Distribution as _;

const ARMS: usize = 10;
const STEPS: usize = 1_000_000;
/// The chance at each step that one of the arms is replaced.
const CHURN: f64 = 1e-3;
const DELAYS: [usize; 5] = [1, 10, 100, 316, 1000];
const PUBLISHED: [(&str, [f64; 5]); 3] = [
    (
        "Thompson sampling",
        [9105.0, 9049.0, 11550.0, 21594.0, 59256.0],
    ),
    ("UCB", [24145.0, 25662.0, 37141.0, 77687.0, 226_220.0]),
    ("UCB / Thompson sampling", [2.65, 2.84, 3.22, 3.60, 3.82]),
];

#[derive(Clone, Copy, PartialEq)]
enum Rule {
    /// Thompson sampling as published: one draw from each arm's Beta distribution.
    Draws,
    /// Thompson sampling from the distribution that `best-artwork` computes.
    Exact,
    Ucb,
}

#[derive(Clone, Copy, PartialEq)]
enum Feedback {
    /// Every δ steps all rewards since then arrive, and only then are arms replaced.
    EveryDelay,
    /// Each reward arrives δ steps after its own step; arms are replaced at any time.
    EachLate,
}

/// One arm: what is true and what is known of it.
#[derive(Clone, Copy)]
struct Arm {
    rate: f64,
    won: f64,
    lost: f64,
    /// When it came.
    born: usize,
}

impl Arm {
    fn new(born: usize, random: &mut impl Rng) -> Self {
        let rate = draw(4.0, 4.0, random);
        let (won, lost) = (0.0, 0.0);
        Self {
            rate,
            won,
            lost,
            born,
        }
    }

    /// The paper's bound, with its δ = √(1/t) and t the steps since the arm came; infinite while
    /// nothing is known.
    fn bound(&self, step: usize) -> f64 {
        let tries = self.won + self.lost;
        let mean = self.won / tries;
        let log = 0.5 * ((step - self.born + 1) as f64).ln();
        let bound = mean + (2.0 * mean * log / tries).sqrt() + 2.0 * log / tries;
        if tries > 0.0 { bound } else { f64::INFINITY }
    }
}

fn draw(alpha: f64, beta: f64, random: &mut impl Rng) -> f64 {
    rand_distr::Beta::new(alpha, beta).map_or(0.5, |belief| belief.sample(random))
}

/// The lowest arm with the largest value.
fn best(arms: &[Arm; ARMS], mut value: impl FnMut(&Arm) -> f64) -> usize {
    let mut best = (0, f64::NEG_INFINITY);
    for (place, arm) in arms.iter().enumerate() {
        let value = value(arm);
        if value > best.1 {
            best = (place, value);
        }
    }
    best.0
}

fn exact(arms: &[Arm; ARMS]) -> Distribution {
    let belief = |arm: &Arm| Beta {
        alpha: 1.0 + arm.won,
        beta: 1.0 + arm.lost,
    };
    best_rate_probabilities(&arms.each_ref().map(belief))
}

/// The expected reward lost in one run.
fn regret(rule: Rule, feedback: Feedback, delay: usize, run: u64) -> f64 {
    let mut random = Seed(run).stream("chapelle-li-2011", &[]);
    let mut arms: [Arm; ARMS] = array::from_fn(|_| Arm::new(1, &mut random));
    let mut pending: VecDeque<(usize, usize, bool)> = VecDeque::new();
    let mut chances = exact(&arms);
    let mut regret = 0.0;
    for step in 1..=STEPS {
        let begins = (step - 1) % delay == 0;
        let chances_to_go = match feedback {
            Feedback::EachLate => 1,
            Feedback::EveryDelay if begins => delay,
            Feedback::EveryDelay => 0,
        };
        for _ in 0..chances_to_go {
            if random.random::<f64>() < CHURN {
                arms[random.random_range(0..ARMS)] = Arm::new(step, &mut random);
            }
        }
        if rule == Rule::Exact && begins {
            chances = exact(&arms);
        }
        let chosen = match rule {
            Rule::Draws => best(&arms, |arm| {
                draw(1.0 + arm.won, 1.0 + arm.lost, &mut random)
            }),
            Rule::Exact => chances.sample(&mut random),
            Rule::Ucb => best(&arms, |arm| arm.bound(step)),
        };
        let highest = arms.iter().map(|arm| arm.rate).fold(0.0, f64::max);
        regret += highest - arms[chosen].rate;
        let won = random.random::<f64>() < arms[chosen].rate;
        pending.push_back((chosen, arms[chosen].born, won));
        let arrived = match feedback {
            Feedback::EachLate => pending.len().saturating_sub(delay - 1),
            Feedback::EveryDelay if step % delay == 0 => pending.len(),
            Feedback::EveryDelay => 0,
        };
        for (place, born, won) in pending.drain(..arrived) {
            // A reward of an arm that is gone teaches nothing.
            if arms[place].born == born {
                let count = if won {
                    &mut arms[place].won
                } else {
                    &mut arms[place].lost
                };
                *count += 1.0;
            }
        }
    }
    regret
}

/// The mean over `runs` runs, and its standard error.
fn mean_regret(rule: Rule, feedback: Feedback, delay: usize, runs: u64) -> (f64, f64) {
    let threads = thread::available_parallelism().map_or(1, usize::from) as u64;
    let of_thread = |first: u64| {
        let own = (first..runs).step_by(threads as usize);
        own.map(|run| regret(rule, feedback, delay, run))
            .collect::<Vec<f64>>()
    };
    let all: Vec<f64> = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|first| scope.spawn(move || of_thread(first)))
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap_or_default())
            .collect()
    });
    let count = all.len() as f64;
    let mean = all.iter().sum::<f64>() / count;
    let squares: f64 = all.iter().map(|it| (it - mean) * (it - mean)).sum();
    (mean, (squares / (count - 1.0) / count).sqrt())
}

fn print_row(name: &str, cells: impl Iterator<Item = String>) {
    println!(
        "{name:<44}{}",
        cells.map(|cell| format!("{cell:>17}")).collect::<String>()
    );
}

fn main() {
    let runs = env::args_os()
        .nth(1)
        .and_then(|it| it.to_str()?.parse().ok())
        .unwrap_or(30)
        .max(2);
    println!("regret after {STEPS} steps, mean of {runs} runs ± its standard error\n");
    print_row("delay δ", DELAYS.iter().map(ToString::to_string));
    for (name, numbers) in PUBLISHED {
        print_row(
            &format!("published: {name}"),
            numbers.iter().map(ToString::to_string),
        );
    }
    let mut thompson = [0.0; 5];
    for (name, rule, feedback, smallest) in [
        (
            "every δ steps: Thompson sampling",
            Rule::Draws,
            Feedback::EveryDelay,
            1,
        ),
        (
            "every δ steps: the same, exact distribution",
            Rule::Exact,
            Feedback::EveryDelay,
            316,
        ),
        ("every δ steps: UCB", Rule::Ucb, Feedback::EveryDelay, 1),
        (
            "each δ late: Thompson sampling",
            Rule::Draws,
            Feedback::EachLate,
            1,
        ),
        ("each δ late: UCB", Rule::Ucb, Feedback::EachLate, 1),
    ] {
        let mut ratios = Vec::new();
        let cells: Vec<String> = DELAYS
            .iter()
            .enumerate()
            .map(|(place, delay)| {
                // More often, the integrals would take hours.
                if *delay < smallest {
                    return "-".to_owned();
                }
                let (mean, error) = mean_regret(rule, feedback, *delay, runs);
                match rule {
                    Rule::Draws => thompson[place] = mean,
                    Rule::Exact => {}
                    Rule::Ucb => ratios.push(format!("{:.2}", mean / thompson[place])),
                }
                format!("{mean:.0} ± {error:.0}")
            })
            .collect();
        print_row(name, cells.into_iter());
        if !ratios.is_empty() {
            print_row("               UCB / Thompson sampling", ratios.into_iter());
        }
    }
}

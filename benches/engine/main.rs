//! What a decision costs: `cargo bench --bench engine`.
//!
//! CPU time of one thread per call, the median of several runs, beside a plain implementation
//! with `ndarray` and `libm` in the same run, and how often a call allocates.

mod page;
mod plain;
mod population;

use std::{
    error::Error,
    hint::black_box,
    io::{self, Write},
    time::Duration,
};

use allocation_counter::measure;
use keyart::{
    engine::{LinearPosterior, Score, best_arm, best_arm_chances},
    seed::Seed,
};
use plain::Plain;
use rand::{Rng, RngExt};
use rustix::time::{ClockId, clock_gettime};

const ARMS: usize = 9;
const RUNS: usize = 21;
/// How many contexts each loop goes through.
const CONTEXTS: usize = 64;
const NOISE: f64 = 0.35;

/// The models of nine arms, and contexts to ask them about.
struct Setting {
    arms: Vec<LinearPosterior>,
    plain: Vec<Plain>,
    /// One vector for each context.
    contexts: Vec<Vec<f64>>,
    /// The rows of nine arms for each context.
    rows: Vec<Vec<f64>>,
}

struct Line {
    time: f64,
    plain: f64,
    allocations: u64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "{ARMS} arms{:>41} {:>9} {:>7} {:>12}",
        "µs", "plain µs", "ratio", "allocations"
    )?;
    let mut print = |name: &str, line: Line| -> io::Result<()> {
        let Line {
            time,
            plain,
            allocations,
        } = line;
        let ratio = time / plain;
        writeln!(
            out,
            "{name:<40} {time:>7.3} {plain:>9.3} {ratio:>7.3} {allocations:>12}"
        )
    };
    for dimension in [32, 64] {
        let mut setting = Setting::new(dimension);
        print(
            &format!("linucb, a model for each arm, d={dimension}"),
            decide(&setting),
        )?;
        print(
            &format!("linucb, one model, d={dimension}"),
            decide_shared(&setting),
        )?;
        print(
            &format!("  the first, and update, d={dimension}"),
            decide_and_update(&mut setting),
        )?;
    }
    let setting = Setting::new(32);
    print("lin-ts, scores and a sampled arm, d=32", sample(&setting))?;
    print("lin-ts, scores and exact chances, d=32", exact(&setting))?;
    print("exact chances alone", chances_alone(&setting))?;
    print("exact chances, deviations from 1 to 1e-4", wide_chances())?;
    draws(&mut out)?;
    page::print(&mut out)?;
    Ok(())
}

impl Setting {
    fn new(dimension: usize) -> Self {
        let mut random = Seed(1).stream("bench", &[]);
        let mut vector = |length: usize| -> Vec<f64> {
            (0..length)
                .map(|_| random.random_range(-1.0..1.0))
                .collect()
        };
        let contexts: Vec<_> = (0..CONTEXTS).map(|_| vector(dimension)).collect();
        let rows: Vec<_> = (0..CONTEXTS).map(|_| vector(ARMS * dimension)).collect();
        let mut arms = vec![LinearPosterior::new(&vec![(0.0, 1.0); dimension], NOISE); ARMS];
        let mut plain = vec![Plain::new(dimension, NOISE); ARMS];
        for (arms, plain) in arms.iter_mut().zip(&mut plain) {
            for _ in 0..2 * dimension {
                let x = vector(dimension);
                arms.update(&x, x[0].abs(), 1.0);
                plain.update(&x, x[0].abs(), 1.0);
            }
        }
        Self {
            arms,
            plain,
            contexts,
            rows,
        }
    }

    fn scores(&self, rows: &[f64]) -> [Score; ARMS] {
        let mut moments = [(0.0, 0.0); ARMS];
        self.arms[0].moments(rows, None, &mut moments);
        moments.map(|(mean, variance)| Score {
            mean,
            deviation: variance.max(0.0).sqrt(),
        })
    }

    fn plain_scores(&self, rows: &[f64]) -> Vec<Score> {
        let rows = rows.chunks(rows.len() / ARMS);
        rows.map(|row| self.plain[0].score(row)).collect()
    }
}

fn bound(score: Score) -> f64 {
    score.mean + score.deviation
}

fn decide(setting: &Setting) -> Line {
    let bounds = |x: &[f64]| {
        let mut bounds = [0.0; ARMS];
        for (bound, arm) in bounds.iter_mut().zip(&setting.arms) {
            let mut moments = [(0.0, 0.0)];
            arm.moments(x, None, &mut moments);
            let [(mean, variance)] = moments;
            *bound = mean + variance.max(0.0).sqrt();
        }
        best_arm(bounds)
    };
    let plain = |x: &[f64]| {
        let bounds: Vec<f64> = setting
            .plain
            .iter()
            .map(|arm| bound(arm.score(x)))
            .collect();
        best_arm(bounds)
    };
    line(&setting.contexts, bounds, plain)
}

fn decide_shared(setting: &Setting) -> Line {
    let ours = |rows: &[f64]| best_arm(setting.scores(rows).map(bound));
    let plain = |rows: &[f64]| {
        let bounds: Vec<f64> = setting.plain_scores(rows).into_iter().map(bound).collect();
        best_arm(bounds)
    };
    line(&setting.rows, ours, plain)
}

fn decide_and_update(setting: &mut Setting) -> Line {
    let Setting {
        arms,
        plain,
        contexts,
        ..
    } = setting;
    let ours = |x: &[f64]| {
        let mut bounds = [0.0; ARMS];
        for (bound, arm) in bounds.iter_mut().zip(arms.iter()) {
            let mut moments = [(0.0, 0.0)];
            arm.moments(x, None, &mut moments);
            let [(mean, variance)] = moments;
            *bound = mean + variance.max(0.0).sqrt();
        }
        let best = best_arm(bounds);
        arms[best].update(x, 0.5, 1.0);
        best
    };
    let plain = |x: &[f64]| {
        let bounds: Vec<f64> = plain.iter().map(|arm| bound(arm.score(x))).collect();
        let best = best_arm(bounds);
        plain[best].update(x, 0.5, 1.0);
        best
    };
    line(contexts, ours, plain)
}

/// Two standard normal numbers (Box and Muller 1958).
fn normal_pair(random: &mut impl Rng) -> [f64; 2] {
    let radius = (-2.0 * (1.0 - random.random::<f64>()).ln()).sqrt();
    let (sin, cos) = (std::f64::consts::TAU * random.random::<f64>()).sin_cos();
    [radius * cos, radius * sin]
}

fn sampled_arm(scores: &[Score], random: &mut impl Rng) -> usize {
    let mut best = (0, f64::NEG_INFINITY);
    for (pair, scores) in scores.chunks(2).enumerate() {
        for (index, (score, z)) in scores.iter().zip(normal_pair(random)).enumerate() {
            let drawn = score.mean + score.deviation * z;
            if drawn > best.1 {
                best = (2 * pair + index, drawn);
            }
        }
    }
    best.0
}

fn sample(setting: &Setting) -> Line {
    let mut random = Seed(2).stream("bench", &[]);
    let mut other = Seed(2).stream("bench", &[]);
    line(
        &setting.rows,
        |rows| sampled_arm(&setting.scores(rows), &mut random),
        |rows| sampled_arm(&setting.plain_scores(rows), &mut other),
    )
}

fn ours_exact(scores: &[Score]) -> usize {
    let mut chances = [0.0; ARMS];
    best_arm_chances(scores, &mut chances);
    best_arm(chances)
}

fn exact(setting: &Setting) -> Line {
    line(
        &setting.rows,
        |rows| ours_exact(&setting.scores(rows)),
        |rows| best_arm(plain::chances(&setting.plain_scores(rows))),
    )
}

fn chances_alone(setting: &Setting) -> Line {
    let scores: Vec<_> = setting
        .rows
        .iter()
        .map(|rows| setting.scores(rows))
        .collect();
    line(&scores, ours_exact, |scores| {
        best_arm(plain::chances(scores))
    })
}

fn wide_chances() -> Line {
    let deviation = |arm: usize| 1e4_f64.powf(-(arm as f64) / (ARMS - 1) as f64);
    let scores: [Score; ARMS] = std::array::from_fn(|arm| Score {
        mean: 0.0,
        deviation: deviation(arm),
    });
    line(&[scores], ours_exact, |scores| {
        best_arm(plain::chances(scores))
    })
}

/// Measures both on all `inputs`, and counts what the first allocates.
fn line<I: AsRef<[T]>, T>(
    inputs: &[I],
    mut ours: impl FnMut(&[T]) -> usize,
    mut plain: impl FnMut(&[T]) -> usize,
) -> Line {
    let time = median(inputs, &mut ours);
    let allocations = measure(|| {
        for input in inputs {
            black_box(ours(input.as_ref()));
        }
    });
    Line {
        time,
        plain: median(inputs, &mut plain),
        allocations: allocations.count_total,
    }
}

/// The median over the runs of the microseconds per call.
fn median<I: AsRef<[T]>, T>(inputs: &[I], mut call: impl FnMut(&[T]) -> usize) -> f64 {
    let mut run = |rounds: u32| {
        let start = cpu_time();
        for _ in 0..rounds {
            for input in inputs {
                black_box(call(black_box(input.as_ref())));
            }
        }
        (cpu_time() - start).as_secs_f64()
    };
    // As many rounds as take some 5 ms.
    let once = run(3) / 3.0;
    let rounds = (5e-3 / once).clamp(1.0, 1e6) as u32;
    let calls = f64::from(rounds) * inputs.len() as f64;
    let mut times: Vec<f64> = (0..RUNS).map(|_| run(rounds) / calls * 1e6).collect();
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
}

/// What this thread has used of the processor.
fn cpu_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec as u32)
}

/// The exact chances of nine arms against ten million draws.
fn draws(out: &mut impl Write) -> io::Result<()> {
    const DRAWS: u32 = 10_000_000;
    let scores: [Score; ARMS] = std::array::from_fn(|arm| Score {
        mean: 0.02 * (arm % 4) as f64,
        deviation: 0.03 + 0.02 * (arm % 3) as f64,
    });
    let mut chances = [0.0; ARMS];
    best_arm_chances(&scores, &mut chances);
    let mut random = Seed(3).stream("bench", &[]);
    let mut wins = [0_u32; ARMS];
    (0..DRAWS).for_each(|_| wins[sampled_arm(&scores, &mut random)] += 1);
    let standardised = chances.iter().zip(wins).map(|(chance, won)| {
        let deviation = (chance * (1.0 - chance) / f64::from(DRAWS)).sqrt();
        ((f64::from(won) / f64::from(DRAWS) - chance) / deviation).abs()
    });
    let worst = standardised.fold(0.0, f64::max);
    writeln!(
        out,
        "ten million draws: the farthest of {ARMS} shares is {worst:.2} deviations off"
    )
}

//! What looking again and again does to a test: A/A experiments without any difference.

use std::{num::NonZeroUsize, ops::AddAssign, thread};

use rand::Rng;

use super::{
    comparison::{Plan, z_score},
    distributions::two_sided_p,
    estimate::Mean,
    level::Level,
    moments::{DENOMINATOR, Moments, NUMERATOR},
    monitor::{Decision, Monitor},
    sequential::Tuning,
};
use crate::seed::Seed;

/// Experiments whose two cells are treated alike. Their members differ: some take a quarter of
/// what they are shown and some an eighth, and they see from 1 to 64 impressions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alike {
    /// How many experiments.
    pub runs: u32,
    /// How often each is looked at.
    pub peeks: u32,
    /// How many members join each cell before a look; at least
    /// [`LEAST_MEMBERS`](super::estimate::LEAST_MEMBERS).
    pub members: u32,
    /// The level of all tests.
    pub level: Level,
    /// What the members' behaviour comes from.
    pub seed: Seed,
}

/// In how many experiments a difference was claimed, though there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Claims {
    /// By the test for a single look, at the end.
    pub once: u32,
    /// By the same test at any of the looks.
    pub peeking: u32,
    /// By the test that may be looked at any time, at any of the looks.
    pub always: u32,
    /// At the end, by a test that takes impressions for independent.
    pub by_impression: u32,
}

impl AddAssign for Claims {
    fn add_assign(&mut self, other: Self) {
        self.once += other.once;
        self.peeking += other.peeking;
        self.always += other.always;
        self.by_impression += other.by_impression;
    }
}

impl Alike {
    /// Runs all experiments on `threads` threads; the result is the same for any number.
    #[must_use]
    pub fn play(&self, threads: NonZeroUsize) -> Claims {
        let share = self
            .runs
            .div_ceil(u32::try_from(threads.get()).unwrap_or(1))
            .max(1);
        let starts = (0..self.runs).step_by(share as usize);
        let mut claims = Claims::default();
        thread::scope(|scope| {
            let play = |start: u32| {
                let end = start.saturating_add(share).min(self.runs);
                scope.spawn(move || {
                    let mut claims = Claims::default();
                    (start..end).for_each(|run| claims += self.run(run));
                    claims
                })
            };
            let handles: Vec<_> = starts.map(play).collect();
            for handle in handles {
                match handle.join() {
                    Ok(part) => claims += part,
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
        });
        claims
    }

    /// One experiment: which tests claimed a difference.
    fn run(&self, run: u32) -> Claims {
        let mut stream = self.seed.stream("experiment-alike", &[&run.to_string()]);
        let level = self.level;
        let planned = 2 * u64::from(self.members) * u64::from(self.peeks);
        let tuning = Tuning::Members(planned);
        let mut monitor = Monitor::new(Plan { level, tuning }, 0.0);
        let mut cells = [Moments::default(); 2];
        let mut claims = Claims::default();
        for _ in 0..self.peeks {
            for cell in &mut cells {
                (0..self.members).for_each(|_| cell.push(member(&mut stream)));
            }
            let mean = |cell: &Moments| Mean::of_ratio(cell, None);
            let Ok(difference) = mean(&cells[0])
                .and_then(|below| mean(&cells[1]).and_then(|above| above.minus(&below)))
            else {
                continue;
            };
            claims.once = u32::from(two_sided_p(z_score(&difference)) < level.alpha());
            claims.peeking |= claims.once;
            let look = monitor.look(Ok(difference));
            let is_stopped = look.is_ok_and(|it| it.decision != Decision::Continue);
            claims.always |= u32::from(is_stopped);
        }
        claims.by_impression = u32::from(p_by_impression(&cells) < level.alpha());
        claims
    }
}

/// What a member did: quality plays, and impressions.
fn member(stream: &mut impl Rng) -> [f64; 3] {
    let kind = stream.next_u64();
    let impressions = 1 + (kind & 63);
    let shown = u64::MAX >> (64 - impressions);
    // Each bit of these is set with probability ¼, or ⅛ for the other half of the members.
    let taken = stream.next_u64() & stream.next_u64() & shown;
    let taken = if kind >> 63 == 0 {
        taken
    } else {
        taken & stream.next_u64()
    };
    [f64::from(taken.count_ones()), impressions as f64, 0.0]
}

/// The p-value of the textbook test for two shares, with each impression taken for a draw of its
/// own; 1 where there is no variance.
fn p_by_impression(cells: &[Moments; 2]) -> f64 {
    let share = |cell: &Moments| cell.mean(NUMERATOR) / cell.mean(DENOMINATOR);
    let impressions = |cell: &Moments| cell.mean(DENOMINATOR) * cell.members() as f64;
    let variance = |cell: &Moments| share(cell) * (1.0 - share(cell)) / impressions(cell);
    let variance = variance(&cells[0]) + variance(&cells[1]);
    if variance > 0.0 {
        two_sided_p((share(&cells[1]) - share(&cells[0])) / variance.sqrt())
    } else {
        1.0
    }
}

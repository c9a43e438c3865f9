//! Runs policies over classification sets, on several threads.

use std::{
    sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
};

use crate::{
    engine::{ClassificationSet, PolicySpec, Space, progressive_loss},
    seed::Seed,
};

/// What is played: every policy meets every set in every shuffle.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tournament<'a> {
    pub policies: &'a [PolicySpec],
    pub sets: &'a [&'a ClassificationSet],
    /// How many shuffles of each set.
    pub shuffles: u64,
    /// Where the policies' draws come from.
    pub seed: Seed,
}

/// How one policy did.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Standing {
    pub policy: PolicySpec,
    /// The losses on each set, one for each shuffle.
    pub losses: Vec<Vec<f64>>,
}

impl Tournament<'_> {
    /// How many runs there are.
    pub(super) fn runs(&self) -> usize {
        self.policies.len() * self.sets.len() * self.shuffles as usize
    }

    /// The loss of a run; runs are numbered by policy, then set, then shuffle.
    fn loss(&self, run: usize) -> f64 {
        let shuffles = self.shuffles as usize;
        let (pair, shuffle) = (run / shuffles, run % shuffles);
        let set = self.sets[pair % self.sets.len()];
        let space = Space::plain(set.dimension() + 1);
        let mut policy = self.policies[pair / self.sets.len()].build_for(&space);
        progressive_loss(&mut *policy, set, shuffle as u64, self.seed)
    }

    /// Plays all runs on so many threads, and says how many are done after each; the best policy
    /// comes first. The result is the same for any number of threads.
    pub(super) fn play(&self, threads: usize, mut done: impl FnMut(usize)) -> Vec<Standing> {
        let next = AtomicUsize::new(0);
        let mut losses = vec![0.0; self.runs()];
        let (sender, receiver) = mpsc::channel();
        thread::scope(|scope| {
            for _ in 0..threads.max(1) {
                let (sender, next) = (sender.clone(), &next);
                scope.spawn(move || {
                    loop {
                        let run = next.fetch_add(1, Ordering::Relaxed);
                        if run >= self.runs() || sender.send((run, self.loss(run))).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(sender);
            for (count, (run, loss)) in receiver.iter().enumerate() {
                losses[run] = loss;
                done(count + 1);
            }
        });
        let of_set = |losses: &[f64]| losses.to_vec();
        let of_policy = losses.chunks(self.sets.len() * self.shuffles as usize);
        let standings = self.policies.iter().zip(of_policy);
        let mut standings: Vec<Standing> = standings
            .map(|(policy, losses)| Standing {
                policy: *policy,
                losses: losses.chunks(self.shuffles as usize).map(of_set).collect(),
            })
            .collect();
        standings.sort_by(|a, b| a.mean().mean.total_cmp(&b.mean().mean));
        standings
    }
}

/// A mean over shuffles.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Estimate {
    pub mean: f64,
    /// The standard error of the mean; `None` from a single shuffle.
    pub error: Option<f64>,
}

impl Estimate {
    /// Of one value or more.
    pub(super) fn of(values: &[f64]) -> Self {
        let count = values.len() as f64;
        let mean = values.iter().sum::<f64>() / count;
        let squares = values.iter().map(|value| (value - mean) * (value - mean));
        let variance = squares.sum::<f64>() / (count - 1.0);
        Self {
            mean,
            error: (values.len() > 1).then(|| (variance / count).sqrt()),
        }
    }
}

impl Standing {
    /// The loss on each set.
    pub(super) fn of_sets(&self) -> impl Iterator<Item = Estimate> {
        self.losses.iter().map(|losses| Estimate::of(losses))
    }

    /// The mean loss over all sets.
    pub(super) fn mean(&self) -> Estimate {
        let shuffles = self.losses.first().map_or(0, Vec::len);
        let of_shuffle = |shuffle: usize| {
            let losses = self.losses.iter().map(|losses| losses[shuffle]);
            losses.sum::<f64>() / self.losses.len() as f64
        };
        let means: Vec<f64> = (0..shuffles).map(of_shuffle).collect();
        Estimate::of(&means)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(rows: usize, classes: usize) -> ClassificationSet {
        let labels: Vec<usize> = (0..rows).map(|row| row * 7 % classes).collect();
        let mut features = vec![0.0; rows * classes];
        for (row, label) in labels.iter().enumerate() {
            features[row * classes + label] = 1.0;
        }
        ClassificationSet::new(features, classes, labels).unwrap()
    }

    #[test]
    fn any_number_of_threads_gives_the_same_standings_and_the_best_policy_comes_first() {
        let (small, large) = (set(120, 3), set(200, 5));
        let policies = [
            "uniform",
            "linucb{model=disjoint}",
            "fixed",
            "lin-ts{model=disjoint}",
        ];
        let policies = policies.map(|policy| policy.parse().unwrap());
        let tournament = Tournament {
            policies: &policies,
            sets: &[&small, &large],
            shuffles: 3,
            seed: Seed(4),
        };
        let play = |threads| {
            let mut counted = 0;
            let standings = tournament.play(threads, |count| counted = count);
            assert_eq!(counted, 4 * 2 * 3);
            standings
        };
        let alone = play(1);
        for threads in [0, 2, 5, 40] {
            assert_eq!(play(threads), alone);
        }
        let means: Vec<f64> = alone.iter().map(|it| it.mean().mean).collect();
        assert!(means.is_sorted(), "{means:?}");
        assert!(means[0] < 0.1 && means[3] > 0.6, "{means:?}");
        // Class 0 is the first arm, and a third or a fifth of the rows.
        let fixed = alone.iter().find(|it| it.policy == policies[2]).unwrap();
        let losses = [vec![2.0 / 3.0; 3], vec![0.8; 3]];
        for (found, expected) in fixed.losses.iter().flatten().zip(losses.iter().flatten()) {
            assert!((found - expected).abs() < 1e-12);
        }
        assert!(fixed.mean().error.unwrap() < 1e-12);
    }

    #[test]
    fn an_estimate_by_hand() {
        let Estimate { mean, error } = Estimate::of(&[0.1, 0.2, 0.6]);
        // Deviations -0.2, -0.1 and 0.3: variance 0.07, of the mean 0.07/3.
        assert!((mean - 0.3).abs() < 1e-15);
        assert!((error.unwrap() - (0.07_f64 / 3.0).sqrt()).abs() < 1e-15);
        let one = Estimate::of(&[0.25]);
        assert_eq!((one.mean, one.error), (0.25, None));
    }
}

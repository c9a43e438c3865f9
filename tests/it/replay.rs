//! Replay (Li, Chu, Langford and Wang 2011, algorithm 2): a policy is run over a log that was
//! drawn uniformly, and keeps the rows at which it would have shown what was shown.

use keyart::{
    engine::{ActionSet, Distribution, Policy, PolicySpec, Space},
    seed::Seed,
};
use rand::{Rng, RngExt};

const ARMS: usize = 5;

/// The features of a viewer: one of the quarters of a square, and a constant.
type Viewer = [f64; 3];

fn viewer(random: &mut impl Rng) -> Viewer {
    [random.random(), random.random(), 1.0]
}

/// The best arm of the viewer; nobody likes the last one.
fn liked(viewer: &Viewer) -> usize {
    usize::from(viewer[0] > 0.5) + 2 * usize::from(viewer[1] > 0.5)
}

fn reward(viewer: &Viewer, arm: usize, random: &mut impl Rng) -> f64 {
    let chance = if arm == liked(viewer) { 0.6 } else { 0.1 };
    f64::from(u8::from(random.random::<f64>() < chance))
}

/// Knows what is liked, and never learns.
#[derive(Debug, Clone)]
struct Omniscient;

impl Policy for Omniscient {
    fn distribution(&self, actions: &ActionSet) -> Distribution {
        let row = actions.row(0);
        Distribution::certain(liked(&[row[0], row[1], row[2]]), ARMS)
    }
}

/// A policy in that world, and what it met.
struct Run<'a> {
    policy: &'a mut dyn Policy,
    actions: ActionSet,
    /// How many rows it learnt from, and the sum of their rewards.
    kept: usize,
    rewards: f64,
}

impl<'a> Run<'a> {
    fn new(policy: &'a mut dyn Policy) -> Self {
        let actions = ActionSet::from_rows(&[0.0; 3 * ARMS], 3, 0).unwrap();
        let (kept, rewards) = (0, 0.0);
        Self {
            policy,
            actions,
            kept,
            rewards,
        }
    }

    fn choice(&mut self, viewer: &Viewer, random: &mut impl Rng) -> usize {
        self.actions.share_row(viewer);
        self.policy.distribution(&self.actions).sample(random)
    }

    fn learn(&mut self, arm: usize, reward: f64) {
        self.policy.update(&self.actions.example(arm, reward, 1.0));
        self.kept += 1;
        self.rewards += reward;
    }

    /// Meets one row of a log whose arm was drawn uniformly.
    fn replay(&mut self, random: &mut impl Rng) {
        let viewer = viewer(random);
        let logged = random.random_range(0..ARMS);
        let reward = reward(&viewer, logged, random);
        if self.choice(&viewer, random) == logged {
            self.learn(logged, reward);
        }
    }

    /// Meets one viewer for real.
    fn serve(&mut self, random: &mut impl Rng) {
        let viewer = viewer(random);
        let arm = self.choice(&viewer, random);
        let reward = reward(&viewer, arm, random);
        self.learn(arm, reward);
    }
}

/// The mean and the variance.
fn moments(values: &[f64]) -> (f64, f64) {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let squares: f64 = values
        .iter()
        .map(|value| (value - mean) * (value - mean))
        .sum();
    (mean, squares / (count - 1.0))
}

#[test]
fn replay_keeps_one_row_in_as_many_as_there_are_arms_and_errs_like_that_many_draws() {
    const ROWS: usize = 1000;
    let (mut shares, mut estimates) = (Vec::new(), Vec::new());
    for log in 0..2000 {
        let mut random = Seed(log).stream("replay", &[]);
        let mut policy = Omniscient;
        let mut run = Run::new(&mut policy);
        (0..ROWS).for_each(|_| run.replay(&mut random));
        shares.push(run.kept as f64 / ROWS as f64);
        estimates.push(run.rewards / run.kept as f64);
    }
    let (share, spread) = moments(&shares);
    assert!(
        (share - 0.2).abs() < 4.0 * (spread / 2000.0).sqrt(),
        "{share}"
    );
    let binomial = 0.2 * 0.8 / ROWS as f64;
    assert!(
        (spread / binomial - 1.0).abs() < 0.15,
        "{spread} against {binomial}"
    );
    // The true value is 0.6; the error that of as many draws as rows were kept.
    let (value, spread) = moments(&estimates);
    assert!(
        (value - 0.6).abs() < 4.0 * (spread / 2000.0).sqrt(),
        "{value}"
    );
    let expected = 0.6 * 0.4 * ARMS as f64 / ROWS as f64;
    assert!(
        (spread / expected - 1.0).abs() < 0.15,
        "{spread} against {expected}"
    );
}

#[test]
fn a_policy_that_learns_earns_in_replay_what_it_earns_for_real() {
    const STEPS: usize = 150;
    const LOGS: u64 = 250;
    let spec: PolicySpec = "linucb{model=disjoint,alpha=0.5}".parse().unwrap();
    let (mut replayed, mut served, mut shares) = (Vec::new(), Vec::new(), Vec::new());
    for log in 0..LOGS {
        let mut policy = spec.build_for(&Space::plain(3));
        let mut run = Run::new(&mut *policy);
        let mut random = Seed(log).stream("replay-learning", &[]);
        let mut rows = 0;
        while run.kept < STEPS {
            run.replay(&mut random);
            rows += 1;
        }
        replayed.push(run.rewards / STEPS as f64);
        shares.push(STEPS as f64 / f64::from(rows));
        let mut policy = spec.build_for(&Space::plain(3));
        let mut run = Run::new(&mut *policy);
        let mut random = Seed(log).stream("replay-served", &[]);
        (0..STEPS).for_each(|_| run.serve(&mut random));
        served.push(run.rewards / STEPS as f64);
    }
    let ((replayed, spread), (served, other)) = (moments(&replayed), moments(&served));
    let error = ((spread + other) / LOGS as f64).sqrt();
    assert!(
        (replayed - served).abs() < 4.0 * error,
        "{replayed} against {served}"
    );
    // It learns: at random it would earn 0.2.
    assert!(replayed > 0.3, "{replayed}");
    let (share, _) = moments(&shares);
    assert!((share - 0.2).abs() < 0.01, "{share}");
}

use super::*;
use crate::seed::Seed;
use rand::{Rng, RngExt};

type Matrix = Vec<Vec<f64>>;

/// Solves `a x = b` by elimination with partial pivoting.
fn solve(mut a: Matrix, mut b: Vec<f64>) -> Vec<f64> {
    let size = b.len();
    for pivot in 0..size {
        let best = (pivot..size)
            .max_by(|&i, &j| a[i][pivot].abs().total_cmp(&a[j][pivot].abs()))
            .unwrap();
        a.swap(pivot, best);
        b.swap(pivot, best);
        for row in pivot + 1..size {
            let factor = a[row][pivot] / a[pivot][pivot];
            let (above, below) = a.split_at_mut(row);
            for (entry, above) in below[0].iter_mut().zip(&above[pivot]) {
                *entry -= factor * above;
            }
            b[row] -= factor * b[pivot];
        }
    }
    for row in (0..size).rev() {
        let rest: f64 = (row + 1..size)
            .map(|column| a[row][column] * b[column])
            .sum();
        b[row] = (b[row] - rest) / a[row][row];
    }
    b
}

fn product(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn vector(random: &mut impl Rng, dimension: usize) -> Vec<f64> {
    (0..dimension)
        .map(|_| random.random_range(-1.0..1.0))
        .collect()
}

fn prior(random: &mut impl Rng, dimension: usize) -> Vec<(f64, f64)> {
    let mut weight = || {
        (
            random.random_range(-0.5..0.5),
            random.random_range(0.1..1.0),
        )
    };
    (0..dimension).map(|_| weight()).collect()
}

/// `(x, reward, weight)`
fn observation(random: &mut impl Rng, dimension: usize) -> (Vec<f64>, f64, f64) {
    let x = vector(random, dimension);
    (
        x,
        f64::from(random.random_range(0..2)),
        random.random_range(0.05..1.0),
    )
}

#[test]
fn two_thousand_updates_agree_with_one_exact_refit() {
    let noise = 0.35;
    let mut random = Seed(3).stream("test", &[]);
    for dimension in [1, 6, 8, 13, 32] {
        let prior = prior(&mut random, dimension);
        let mut posterior = LinearPosterior::new(&prior, noise);
        let mut precision = vec![vec![0.0; dimension]; dimension];
        let mut pull = vec![0.0; dimension];
        for (index, (mean, deviation)) in prior.iter().enumerate() {
            precision[index][index] = 1.0 / (deviation * deviation);
            pull[index] = mean / (deviation * deviation);
        }
        for _ in 0..2_000 {
            let (x, reward, weight) = observation(&mut random, dimension);
            posterior.update(&x, reward, weight);
            for i in 0..dimension {
                pull[i] += weight * x[i] * reward / (noise * noise);
                for j in 0..dimension {
                    precision[i][j] += weight * x[i] * x[j] / (noise * noise);
                }
            }
        }
        assert_eq!(posterior.mean().len(), dimension);
        for (updated, exact) in posterior.mean().iter().zip(solve(precision.clone(), pull)) {
            assert!((updated - exact).abs() < 1e-8, "{updated} against {exact}");
        }
        let x = vector(&mut random, dimension);
        let exact = product(&solve(precision, x.clone()), &x);
        assert!((posterior.variance(&x) - exact).abs() < 1e-8);
    }
}

/// Regression on all rewards at once: weights that drift by `ρ` in each step have covariance
/// `ρ^|s−t| S₀` between the steps `s` and `t`, so the rewards are jointly normal.
#[test]
fn drifting_weights_have_the_posterior_of_the_whole_trajectory() {
    let (dimension, steps, noise, retention) = (11, 60, 0.4, 0.93_f64);
    let mut random = Seed(8).stream("test", &[]);
    let prior = prior(&mut random, dimension);
    let mut posterior = LinearPosterior::new(&prior, noise);
    let history: Vec<_> = (0..steps)
        .map(|_| observation(&mut random, dimension))
        .collect();
    for (x, reward, weight) in &history {
        posterior.relax(retention);
        posterior.update(x, *reward, *weight);
    }
    let mean = |x: &[f64]| -> f64 { prior.iter().zip(x).map(|(prior, x)| prior.0 * x).sum() };
    let covariance = |a: &[f64], b: &[f64], apart: usize| -> f64 {
        let terms = prior
            .iter()
            .zip(a)
            .zip(b)
            .map(|((prior, a), b)| prior.1 * prior.1 * a * b);
        terms.sum::<f64>() * retention.powi(apart as i32)
    };
    let mut joint = vec![vec![0.0; steps]; steps];
    for (s, (x, _, weight)) in history.iter().enumerate() {
        for (t, (other, ..)) in history.iter().enumerate() {
            joint[s][t] = covariance(x, other, s.abs_diff(t));
        }
        joint[s][s] += noise * noise / weight;
    }
    let surprises = history
        .iter()
        .map(|(x, reward, _)| reward - mean(x))
        .collect();
    let pull = solve(joint.clone(), surprises);
    for _ in 0..20 {
        let x = vector(&mut random, dimension);
        let with_history: Vec<f64> = history
            .iter()
            .enumerate()
            .map(|(s, (other, ..))| covariance(&x, other, steps - 1 - s))
            .collect();
        let exact = mean(&x) + product(&with_history, &pull);
        assert!((posterior.predict(&x) - exact).abs() < 1e-8);
        let explained = product(&with_history, &solve(joint.clone(), with_history.clone()));
        let exact = covariance(&x, &x, 0) - explained;
        assert!((posterior.variance(&x) - exact).abs() < 1e-8);
    }
}

#[test]
fn without_evidence_drift_leads_back_to_the_prior() {
    let mut random = Seed(4).stream("test", &[]);
    let fresh = LinearPosterior::new(&prior(&mut random, 13), 0.3);
    let mut posterior = fresh.clone();
    for _ in 0..50 {
        let (x, reward, weight) = observation(&mut random, 13);
        posterior.update(&x, reward, weight);
    }
    let x = vector(&mut random, 13);
    assert!(posterior.variance(&x) < 0.5 * fresh.variance(&x));
    let learnt = posterior.clone();
    posterior.relax(1.0);
    assert_eq!(posterior, learnt);
    (0..400).for_each(|_| posterior.relax(0.9));
    assert!((posterior.predict(&x) - fresh.predict(&x)).abs() < 1e-12);
    assert!((posterior.variance(&x) - fresh.variance(&x)).abs() < 1e-12);
}

#[test]
fn the_order_of_the_observations_does_not_matter() {
    let mut random = Seed(9).stream("test", &[]);
    let mut forth = LinearPosterior::new(&prior(&mut random, 21), 0.35);
    let mut back = forth.clone();
    let history: Vec<_> = (0..300).map(|_| observation(&mut random, 21)).collect();
    for (x, reward, weight) in &history {
        forth.update(x, *reward, *weight);
    }
    for (x, reward, weight) in history.iter().rev() {
        back.update(x, *reward, *weight);
    }
    for (forth, back) in forth.mean().iter().zip(back.mean()) {
        assert!((forth - back).abs() < 1e-10);
    }
    let x = vector(&mut random, 21);
    assert!((forth.variance(&x) - back.variance(&x)).abs() < 1e-10);
}

#[test]
fn the_covariance_stays_exactly_symmetric_and_positive() {
    let dimension = 19;
    let mut random = Seed(10).stream("test", &[]);
    let mut posterior = LinearPosterior::new(&vec![(0.0, 100.0); dimension], 0.01);
    // Nearly collinear observations, which leave one direction much wider than the others.
    let towards = vector(&mut random, dimension);
    for round in 0..5_000 {
        let mut x = towards.clone();
        x[round % dimension] += 1e-3 * random.random_range(-1.0..1.0);
        posterior.update(&x, 0.5, 1.0);
    }
    let entry = |row, column| posterior.covariance.entry(row, column);
    for row in 0..dimension {
        for column in 0..row {
            assert_eq!(entry(row, column).to_bits(), entry(column, row).to_bits());
        }
    }
    // Cholesky's factor exists.
    let mut factor = vec![vec![0.0; dimension]; dimension];
    for row in 0..dimension {
        for column in 0..=row {
            let known = product(&factor[row][..column], &factor[column][..column]);
            let rest = entry(row, column) - known;
            if row == column {
                assert!(rest > 0.0, "pivot {row} is {rest}");
                factor[row][row] = rest.sqrt();
            } else {
                factor[row][column] = rest / factor[column][column];
            }
        }
    }
}

#[test]
fn many_rows_at_once_give_the_bits_of_one_at_a_time() {
    let mut random = Seed(12).stream("test", &[]);
    for dimension in [1, 7, 8, 13, 32, 70] {
        let mut posterior = LinearPosterior::new(&prior(&mut random, dimension), 0.35);
        for _ in 0..30 {
            let (x, reward, weight) = observation(&mut random, dimension);
            posterior.update(&x, reward, weight);
        }
        let mut rows = vector(&mut random, 9 * dimension);
        // The last arm is the first one again: they tie.
        rows.copy_within(..dimension, 8 * dimension);
        let centre = vector(&mut random, dimension);
        let (mut plain, mut centred) = ([(0.0, 0.0); 9], [(0.0, 0.0); 9]);
        posterior.moments(&rows, None, &mut plain);
        posterior.moments(&rows, Some(&centre), &mut centred);
        assert_eq!(plain[0], plain[8]);
        assert_eq!(centred[0], centred[8]);
        for ((row, plain), centred) in rows.chunks(dimension).zip(plain).zip(centred) {
            assert_eq!(plain, (posterior.predict(row), posterior.variance(row)));
            let difference: Vec<f64> = row.iter().zip(&centre).map(|(x, c)| x - c).collect();
            assert_eq!(
                centred,
                (posterior.predict(row), posterior.variance(&difference))
            );
        }
    }
}

//! Batches, merging, threads, and more units than groups.

use keyart::{
    evaluate::{Estimator, Evaluation, Evaluator, Method, Round, Rounds, Verdict},
    seed::Seed,
};
use rand::RngExt;

use super::{batch, batch_from, evaluation, modelled, settings};

const METHODS: [Method; 3] = [
    Method::Normal,
    Method::BootstrapByUnit { resamples: 60 },
    Method::BootstrapByRow { resamples: 60 },
];

fn log(rows: u32, units: u32) -> Vec<Round> {
    let mut rng = Seed(11).stream("streaming", &[]);
    let row = |_| {
        let unit = rng.random_range(0..units).wrapping_mul(65_537);
        let propensity = rng.random_range(0.2..0.7);
        let target = propensity * rng.random_range(0.6..1.4);
        let reward = f64::from(u8::from(rng.random_bool(0.3)));
        modelled(
            unit,
            [reward, propensity, target, 0.25, rng.random_range(0.2..0.3)],
        )
    };
    (0..rows).map(row).collect()
}

/// Each part of the log by an evaluator of its own, merged in order.
fn merged(parts: &[Rounds], method: Method, threads: usize) -> Evaluation {
    let one = |part: &Rounds| {
        let mut settings = settings(&Estimator::USUAL, method);
        settings.threads = threads;
        let mut evaluator = Evaluator::new(settings);
        evaluator.add(part);
        evaluator
    };
    let evaluators: Vec<Evaluator> = std::thread::scope(|scope| {
        let each = |part| scope.spawn(move || one(part));
        let running: Vec<_> = parts.iter().map(each).collect();
        running.into_iter().map(|it| it.join().unwrap()).collect()
    });
    let mut all = one(&batch(&[]));
    evaluators.iter().for_each(|it| all.merge(it).unwrap());
    all.finish()
}

fn parts(rounds: &[Round], size: usize) -> Vec<Rounds> {
    let chunks = rounds.chunks(size).enumerate();
    chunks
        .map(|(part, chunk)| batch_from((part * size) as u64, chunk))
        .collect()
}

#[test]
fn merged_parts_give_the_same_bits_for_any_number_of_threads() {
    let parts = parts(&log(5_000, 300), 700);
    for method in METHODS {
        let reference = merged(&parts, method, 1);
        for threads in [2, 3, 16] {
            assert_eq!(merged(&parts, method, threads), reference);
        }
    }
}

fn near(left: f64, right: f64) -> bool {
    (left - right).abs() <= 1e-9 * left.abs().max(right.abs())
}

#[test]
fn batches_and_merging_say_what_one_batch_says() {
    let rounds = log(5_000, 300);
    let whole = evaluation(&batch(&rounds), &Estimator::USUAL, Method::Normal);
    assert_eq!(whole.verdict, Verdict::Supported);
    let mut evaluator = Evaluator::new(settings(&Estimator::USUAL, Method::Normal));
    let mut rest = Rounds::starting_at(0, Seed(1));
    for chunk in rounds.chunks(900) {
        chunk.iter().for_each(|round| rest.push(round).unwrap());
        evaluator.add(&rest);
        rest.advance();
    }
    for other in [
        evaluator.finish(),
        merged(&parts(&rounds, 900), Method::Normal, 2),
    ] {
        assert_eq!(other.verdict, Verdict::Supported);
        for (one, other) in whole.outcomes.iter().zip(&other.outcomes) {
            assert_eq!(one.doubts, other.doubts);
            match (one.estimate, other.estimate) {
                (Ok(one), Ok(other)) => {
                    assert!(near(one.value, other.value));
                    assert!(near(
                        one.standard_error.unwrap(),
                        other.standard_error.unwrap()
                    ));
                    assert_eq!(one.rounds, other.rounds);
                }
                (one, other) => assert_eq!(one, other),
            }
        }
    }
}

#[test]
fn more_units_than_groups_are_put_together_and_the_interval_stays() {
    let rounds = log(150_000, 90_000);
    let estimators = [Estimator::Ips, Estimator::Snips, Estimator::Dr];
    let rows: Vec<Round> = rounds.iter().take(60_000).copied().collect();
    let few = evaluation(&batch(&rows), &estimators, Method::Normal);
    assert!(!few.diagnostics.unwrap().is_grouped);
    let many = evaluation(&batch(&rounds), &estimators, Method::Normal);
    let log = many.diagnostics.unwrap();
    assert!(log.is_grouped && (40_000..=65_536).contains(&log.units));
    // Parts that are not grouped by themselves are when they are merged.
    let parts: Vec<Rounds> = parts(&rounds, 50_000);
    let mut all = Evaluator::new(settings(&estimators, Method::Normal));
    for part in &parts {
        let mut one = Evaluator::new(settings(&estimators, Method::Normal));
        one.add(part);
        assert!(!one.finish().diagnostics.unwrap().is_grouped);
        all.merge(&one).unwrap();
    }
    let all = all.finish();
    assert_eq!(all.diagnostics.unwrap().units, log.units);
    for (many, (merged, few)) in many
        .outcomes
        .iter()
        .zip(all.outcomes.iter().zip(&few.outcomes))
    {
        let [many, merged, few] = [many, merged, few].map(|it| it.estimate.unwrap());
        assert!(near(many.value, merged.value));
        let error = many.standard_error.unwrap();
        assert!(near(error, merged.standard_error.unwrap()));
        // 2.5 times the rounds, and √2.5 times the precision.
        let ratio = few.standard_error.unwrap() / error / f64::sqrt(2.5);
        assert!((ratio - 1.0).abs() < 0.03, "{ratio}");
    }
}

#[test]
fn different_questions_do_not_add_up() {
    let mut one = Evaluator::new(settings(&[Estimator::Ips], Method::Normal));
    let other = Evaluator::new(settings(&[Estimator::Dr], Method::Normal));
    assert!(one.merge(&other).is_err());
}

#[test]
fn memory_does_not_grow_with_the_log() {
    let peak = |batches: u32| {
        let measured = allocation_counter::measure(|| {
            let mut evaluator = Evaluator::new(settings(&Estimator::USUAL, Method::Normal));
            let mut rounds = Rounds::starting_at(0, Seed(1));
            for batch in 0..batches {
                for row in 0..8_192 {
                    let unit = batch * 8_192 + row;
                    let reward = f64::from(row % 2);
                    let round = modelled(unit, [reward, 0.5, 0.5, 0.5, 0.5]);
                    rounds.push(&round).unwrap();
                }
                evaluator.add(&rounds);
                rounds.advance();
            }
            let log = evaluator.finish().diagnostics.unwrap();
            assert_eq!(log.rounds, u64::from(batches) * 8_192);
        });
        measured.bytes_max
    };
    let (ten, thirty) = (peak(10), peak(30));
    assert!(
        thirty <= ten && ten < 64_000_000,
        "{ten} and {thirty} bytes"
    );
}

use rand::{Rng, RngExt};

use super::*;
use crate::seed::Seed;

/// Examples with two features whose rewards `reward` gives.
fn examples(rows: usize, reward: impl Fn([f64; 2], u32, &mut dyn Rng) -> f64) -> Examples {
    let mut rng = Seed(5).stream("examples", &[]);
    let mut examples = Examples::new(2);
    for row in 0..rows {
        let x = [
            rng.random_range(-1.0..1.0),
            f64::from(u8::from(rng.random_bool(0.5))),
        ];
        let arm = row as u32 % 5;
        let reward = reward(x, arm, &mut rng);
        examples.push(&x, arm, reward).unwrap();
    }
    examples
}

/// The gradient of what ridge regression minimises, from differences.
fn gradient(at: &[f64], loss: impl Fn(&[f64]) -> f64) -> Vec<f64> {
    let step = 1e-5;
    let moved = |place: usize, by: f64| {
        let mut moved = at.to_vec();
        moved[place] += by;
        loss(&moved)
    };
    (0..at.len())
        .map(|place| (moved(place, step) - moved(place, -step)) / (2.0 * step))
        .collect()
}

#[test]
fn ridge_and_logistic_regression_are_where_their_losses_are_smallest() {
    let examples = examples(300, |[a, b], _, rng| {
        f64::from(u8::from(rng.random_bool(0.3 + 0.2 * a + 0.3 * b)))
    });
    let rows = |loss: &dyn Fn(f64, f64) -> f64, c: &[f64]| -> f64 {
        let mut x = [0.0; 2];
        let each = |row| {
            examples.write_row(row, &mut x);
            loss(c[0] * x[0] + c[1] * x[1] + c[2], examples.reward(row))
        };
        (0..examples.len()).map(each).sum()
    };
    // Predictions at three points give the coefficients back.
    let coefficients = |score: &dyn Fn(&[f64]) -> f64| {
        let constant = score(&[0.0, 0.0]);
        vec![
            score(&[1.0, 0.0]) - constant,
            score(&[0.0, 1.0]) - constant,
            constant,
        ]
    };
    let ridge = Ridge::train(&examples, 300, 3.0).unwrap();
    let found = coefficients(&|x| ridge.predict(x));
    let slope = gradient(&found, |c| {
        rows(&|score, r| (r - score) * (r - score), c) + 3.0 * (c[0] * c[0] + c[1] * c[1])
    });
    assert!(slope.iter().all(|it| it.abs() < 1e-6), "{slope:?}");
    let logistic = Logistic::train(&examples, 300, 3.0).unwrap();
    let found = coefficients(&|x| {
        let share = logistic.predict(x);
        (share / (1.0 - share)).ln()
    });
    let slope = gradient(&found, |c| {
        let loss = |score: f64, r: f64| (1.0 + score.exp()).ln() - r * score;
        rows(&loss, c) + 1.5 * (c[0] * c[0] + c[1] * c[1])
    });
    assert!(slope.iter().all(|it| it.abs() < 1e-5), "{slope:?}");
}

#[test]
fn means_of_arms_are_shrunken_to_the_mean_of_all() {
    let mut examples = Examples::new(0);
    for (arm, reward) in [(1, 1.0), (1, 0.0), (2, 1.0), (1, 0.0)] {
        examples.push(&[], arm, reward).unwrap();
    }
    let means = Means::train(&examples, 4, 2.0).unwrap();
    assert_eq!(means.predict(1), (1.0 + 2.0 * 0.5) / 5.0);
    assert_eq!(means.predict(2), (1.0 + 2.0 * 0.5) / 3.0);
    assert_eq!(means.predict(3), 0.5);
    let early = Means::train(&examples, 1, 2.0).unwrap();
    assert_eq!((early.predict(1), early.predict(2)), (1.0, 1.0));
}

#[test]
fn the_model_that_fits_later_rounds_is_chosen_and_reported() {
    let chosen = |examples: &Examples| {
        let choice = choose(examples).unwrap();
        assert_eq!((choice.trained, choice.held_out), (1500, 500));
        let least = choice
            .trials
            .iter()
            .map(|it| it.squared_error)
            .fold(9.0, f64::min);
        let its = choice
            .trials
            .iter()
            .find(|it| it.candidate == choice.candidate);
        assert_eq!(its.unwrap().squared_error, least);
        choice.candidate
    };
    let coin = |share: f64, rng: &mut dyn Rng| f64::from(u8::from(rng.random_bool(share)));
    let linear = examples(2000, |[a, b], _, rng| {
        (0.4 + 0.3 * a + 0.2 * b + rng.random_range(-0.05..0.05)).clamp(0.0, 1.0)
    });
    assert!(matches!(chosen(&linear), Candidate::Ridge { .. }));
    let curved = examples(2000, |[a, b], _, rng| {
        coin(1.0 / (1.0 + (-6.0 * a - 3.0 * b).exp()), rng)
    });
    assert!(matches!(chosen(&curved), Candidate::Logistic { .. }));
    let arms = examples(2000, |_, arm, rng| coin(0.1 + 0.2 * f64::from(arm), rng));
    assert!(matches!(chosen(&arms), Candidate::Means { .. }));
}

#[test]
fn rewards_that_are_all_alike_are_predicted_and_too_few_examples_refused() {
    let nothing = examples(40, |_, _, _| 0.0);
    let choice = choose(&nothing).unwrap();
    assert_eq!(choice.candidate, Candidate::Mean);
    assert_eq!(choice.model.predict(&[0.3, 1.0], 2), 0.0);
    assert_eq!(choose(&examples(3, |_, _, _| 0.0)), None);
}

#[test]
fn examples_with_other_features_or_impossible_rewards_are_refused() {
    let mut examples = Examples::new(2);
    for (features, reward, said) in [
        (&[1.0][..], 0.5, "1 features, where the others have 2"),
        (&[1.0, f64::NAN], 0.5, "NaN is no feature"),
        (&[1.0, 2.0], 1.5, "1.5 is no feature or reward"),
    ] {
        let error = examples.push(features, 0, reward).unwrap_err();
        assert!(error.to_string().starts_with(said), "{error}");
    }
    assert!(examples.is_empty());
}

//! Logistic regression with a penalty.

use super::{Examples, cholesky::System, ridge::linear};

/// Steps of Newton's method, which needs about six.
const STEPS: usize = 30;

/// Halvings of a step that went too far.
const HALVINGS: usize = 20;

/// The logistic function of `a + b·x` with the smallest log loss `+ λ/2 |b|²`, by iteratively
/// reweighted least squares (Hosmer and Lemeshow). The constant a is not penalised. Rewards
/// between 0 and 1 count as that share of a success.
#[derive(Debug, Clone, PartialEq)]
pub struct Logistic {
    /// One for each feature, and the constant.
    coefficients: Vec<f64>,
}

impl Logistic {
    /// From the first `rows` examples; `None` without rows, if the penalty is not above 0, or if
    /// all rewards are 0 or all 1, for which no constant is best.
    #[must_use]
    pub fn train(examples: &Examples, rows: usize, penalty: f64) -> Option<Self> {
        let rewards = examples.rewards().get(..rows)?;
        let mean = rewards.iter().sum::<f64>() / rows as f64;
        if !(mean > 0.0 && mean < 1.0) || penalty.is_nan() || penalty <= 0.0 {
            return None;
        }
        let mut coefficients = vec![0.0; examples.dimension() + 1];
        coefficients[examples.dimension()] = libm::log(mean / (1.0 - mean));
        let mut loss = loss(examples, rows, penalty, &coefficients);
        for _ in 0..STEPS {
            let next = newton(examples, rows, penalty, &coefficients)?;
            let Some((better, less)) = shortened(
                &coefficients,
                next,
                |it| self::loss(examples, rows, penalty, it),
                loss,
            ) else {
                break;
            };
            let is_done = loss - less <= 1e-12 * loss;
            (coefficients, loss) = (better, less);
            if is_done {
                break;
            }
        }
        Some(Self { coefficients })
    }

    /// The expected reward where the features are `features`, in (0, 1).
    #[must_use]
    pub fn predict(&self, features: &[f64]) -> f64 {
        share(linear(&self.coefficients, features))
    }
}

/// The solution of the weighted least squares that approximate the loss at `coefficients`.
fn newton(
    examples: &Examples,
    rows: usize,
    penalty: f64,
    coefficients: &[f64],
) -> Option<Vec<f64>> {
    let mut system = System::new(examples.dimension(), penalty);
    for row in 0..rows {
        let score = score(examples, row, coefficients);
        let share = share(score);
        // No weight may vanish, or nothing holds the solution.
        let weight = (share * (1.0 - share)).max(1e-10);
        let working = score + (examples.reward(row) - share) / weight;
        system.add(examples.features(row), weight, working);
    }
    system.solve()
}

/// `next`, brought nearer to `from` until its loss is no more than `most`.
fn shortened(
    from: &[f64],
    mut next: Vec<f64>,
    loss: impl Fn(&[f64]) -> f64,
    most: f64,
) -> Option<(Vec<f64>, f64)> {
    for _ in 0..HALVINGS {
        let its = loss(&next);
        if its <= most {
            return Some((next, its));
        }
        for (next, from) in next.iter_mut().zip(from) {
            *next = 0.5 * (*next + from);
        }
    }
    None
}

/// The log loss with the penalty.
fn loss(examples: &Examples, rows: usize, penalty: f64, coefficients: &[f64]) -> f64 {
    let slopes = &coefficients[..examples.dimension()];
    let squares: f64 = slopes.iter().map(|it| it * it).sum();
    let losses = (0..rows).map(|row| {
        let score = score(examples, row, coefficients);
        // log(1 + exp(score)) − r score, without overflow.
        let soft = libm::log1p(libm::exp(-libm::fabs(score))) + score.max(0.0);
        soft - examples.reward(row) * score
    });
    losses.sum::<f64>() + 0.5 * penalty * squares
}

fn score(examples: &Examples, row: usize, coefficients: &[f64]) -> f64 {
    let products = examples
        .features(row)
        .map(|(place, x)| coefficients[place] * x);
    products.fold(coefficients[examples.dimension()], |sum, it| sum + it)
}

/// `1 / (1 + exp(−score))`
fn share(score: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-score))
}

//! Linear regression with a penalty.

use super::{Examples, cholesky::System};

/// The linear function of the features with the smallest `Σ (r − a − b·x)² + λ |b|²` (Hoerl and
/// Kennard 1970), from its normal equations. The constant a is not penalised. It may predict
/// less than 0 or more than 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Ridge {
    /// One for each feature, and the constant.
    coefficients: Vec<f64>,
}

impl Ridge {
    /// From the first `rows` examples; `None` without rows, or if the penalty is not above 0.
    #[must_use]
    pub fn train(examples: &Examples, rows: usize, penalty: f64) -> Option<Self> {
        if rows == 0 || rows > examples.len() || penalty.is_nan() || penalty <= 0.0 {
            return None;
        }
        let mut system = System::new(examples.dimension(), penalty);
        for row in 0..rows {
            system.add(examples.features(row), 1.0, examples.reward(row));
        }
        let coefficients = system.solve()?;
        Some(Self { coefficients })
    }

    /// The expected reward where the features are `features`.
    #[must_use]
    pub fn predict(&self, features: &[f64]) -> f64 {
        linear(&self.coefficients, features)
    }
}

/// `a + b·x`, for coefficients b with the constant a behind them.
pub(super) fn linear(coefficients: &[f64], features: &[f64]) -> f64 {
    let (constant, slopes) = match coefficients.split_last() {
        Some((constant, slopes)) => (*constant, slopes),
        None => (0.0, coefficients),
    };
    let products = slopes.iter().zip(features).map(|(b, x)| b * x);
    products.fold(constant, |sum, product| sum + product)
}

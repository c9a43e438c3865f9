//! Models of the expected reward of an arm in a context, for the estimators that need one.
//!
//! A model must be trained on other rounds than those it is judged with; by time, the earlier
//! ones. Among a few candidates [`choose`] takes the one whose squared error is smallest on the
//! last part of the training rounds, since the variance of a doubly robust estimate grows with
//! the squared residuals.

mod cholesky;
mod examples;
mod logistic;
mod means;
mod ridge;

pub use examples::{ExampleError, Examples};
pub use logistic::Logistic;
pub use means::Means;
pub use ridge::Ridge;

use std::fmt;

/// Of the training rounds, the last `1 / HELD_OUT` judge the candidates.
const HELD_OUT: usize = 4;

/// Candidates, from the simplest on: among equals the first is taken.
const CANDIDATES: [Candidate; 8] = [
    Candidate::Mean,
    Candidate::Means { strength: 100.0 },
    Candidate::Means { strength: 10.0 },
    Candidate::Ridge { penalty: 1000.0 },
    Candidate::Ridge { penalty: 100.0 },
    Candidate::Ridge { penalty: 10.0 },
    Candidate::Logistic { penalty: 100.0 },
    Candidate::Logistic { penalty: 10.0 },
];

/// A kind of model with its strength.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Candidate {
    /// The mean reward, whatever the arm.
    Mean,
    /// The mean reward of each arm, shrunken: [`Means`].
    Means {
        /// So many rounds of the mean of all arms are added to each arm.
        strength: f64,
    },
    /// Linear: [`Ridge`].
    Ridge {
        /// The weight of the squared coefficients.
        penalty: f64,
    },
    /// Logistic: [`Logistic`].
    Logistic {
        /// The weight of the squared coefficients.
        penalty: f64,
    },
}

/// A model that was trained.
#[derive(Debug, Clone, PartialEq)]
pub enum RewardModel {
    /// Means of arms, or of all.
    Means(Means),
    /// Linear in the features.
    Ridge(Ridge),
    /// A logistic function of what is linear in the features.
    Logistic(Logistic),
}

/// How a candidate did on the rounds that were held out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trial {
    /// Which one.
    pub candidate: Candidate,
    /// Its mean squared error.
    pub squared_error: f64,
}

/// The model that was chosen, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Trained on all examples.
    pub model: RewardModel,
    /// What it is.
    pub candidate: Candidate,
    /// How all candidates did, in their order.
    pub trials: Vec<Trial>,
    /// Rounds that the candidates were trained on while they were compared.
    pub trained: usize,
    /// Rounds that they were compared on.
    pub held_out: usize,
}

impl fmt::Display for Candidate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Mean => write!(f, "mean"),
            Self::Means { strength } => write!(f, "arm-means{{strength={strength}}}"),
            Self::Ridge { penalty } => write!(f, "ridge{{penalty={penalty}}}"),
            Self::Logistic { penalty } => write!(f, "logistic{{penalty={penalty}}}"),
        }
    }
}

impl Candidate {
    /// The model that the first `rows` examples lead to; `None` if it cannot be computed.
    #[must_use]
    pub fn train(self, examples: &Examples, rows: usize) -> Option<RewardModel> {
        match self {
            Self::Mean => Means::train(examples, rows, f64::INFINITY).map(RewardModel::Means),
            Self::Means { strength } => {
                Means::train(examples, rows, strength).map(RewardModel::Means)
            }
            Self::Ridge { penalty } => {
                Ridge::train(examples, rows, penalty).map(RewardModel::Ridge)
            }
            Self::Logistic { penalty } => {
                Logistic::train(examples, rows, penalty).map(RewardModel::Logistic)
            }
        }
    }
}

impl RewardModel {
    /// The expected reward of `arm` where its features are `features`, one for each dimension
    /// that the examples had; further ones are ignored.
    #[must_use]
    pub fn predict(&self, features: &[f64], arm: u32) -> f64 {
        match self {
            Self::Means(model) => model.predict(arm),
            Self::Ridge(model) => model.predict(features),
            Self::Logistic(model) => model.predict(features),
        }
    }

    /// The mean squared error on the examples from `first` on.
    fn squared_error(&self, examples: &Examples, first: usize) -> f64 {
        let mut features = vec![0.0; examples.dimension()];
        let rows = examples.len() - first;
        let errors = (first..examples.len()).map(|row| {
            examples.write_row(row, &mut features);
            let off = examples.reward(row) - self.predict(&features, examples.arm(row));
            off * off
        });
        errors.sum::<f64>() / rows as f64
    }
}

/// The candidate with the smallest squared error on the last quarter of `examples`, which are in
/// order of time, trained on all of them; `None` for fewer than four examples.
#[must_use]
pub fn choose(examples: &Examples) -> Option<Choice> {
    let held_out = examples.len() / HELD_OUT;
    let trained = examples.len() - held_out;
    if held_out == 0 {
        return None;
    }
    let trials: Vec<Trial> = CANDIDATES
        .into_iter()
        .filter_map(|candidate| {
            let model = candidate.train(examples, trained)?;
            let squared_error = model.squared_error(examples, trained);
            let trial = Trial {
                candidate,
                squared_error,
            };
            squared_error.is_finite().then_some(trial)
        })
        .collect();
    let best = trials
        .iter()
        .min_by(|left, right| left.squared_error.total_cmp(&right.squared_error))?;
    let candidate = best.candidate;
    Some(Choice {
        model: candidate.train(examples, examples.len())?,
        candidate,
        trials,
        trained,
        held_out,
    })
}

#[cfg(test)]
mod tests;

//! The estimators: what each one sums up.
//!
//! With rounds i = 1 … n, reward r, weight w = pₑ(a | x) / p_b(a | x), reward model q̂ and its
//! value v = Σₐ pₑ(a | x) q̂(x, a), each of them is
//!
//! ```text
//! Σ d / n  +  Σ c / Σ b
//! ```
//!
//! where d is v or nothing, c is a weighted reward or residual, and b is 1, w, or whether the
//! round was accepted. So one pass over the rounds serves all of them, and so does one linear
//! approximation for their intervals.

use std::{fmt, str::FromStr};

use super::terms::{Form, Shape, Term};

/// A way to tell what a policy is worth from the log of another one.
///
/// Parameters are positive and finite.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Estimator {
    /// The mean reward of the rounds in which the target, asked again, draws the logged arm.
    ///
    /// `Σ m r / Σ m`, where m is 1 if a draw from pₑ(· | x) equals the logged arm, else 0; the
    /// draw of a row is fixed by the seed. For a deterministic target m is pₑ(a | x). Only
    /// rounds that were drawn uniformly count, unless `adaptive` is set, which is biased towards
    /// what the log's policy preferred. Li, Chu, Langford and Wang, *Unbiased offline evaluation
    /// of contextual-bandit-based news article recommendation algorithms*, WSDM 2011.
    Replay {
        /// Whether rounds of a policy that is not uniform count too.
        adaptive: bool,
    },
    /// Inverse propensity scoring: `Σ w r / n`. Unbiased where the log covers the target.
    ///
    /// Horvitz and Thompson, *A generalization of sampling without replacement from a finite
    /// universe*, JASA 1952.
    Ips,
    /// Self-normalised IPS: `Σ w r / Σ w`. Stays within the range of the rewards.
    ///
    /// Swaminathan and Joachims, *The self-normalized estimator for counterfactual learning*,
    /// NIPS 2015.
    Snips,
    /// IPS with weights cut off at L: `Σ min(w, L) r / n`. Too low by what is cut off.
    ///
    /// Ionides, *Truncated importance sampling*, JCGS 2008; Bottou et al., *Counterfactual
    /// reasoning and learning systems*, JMLR 2013.
    ClippedIps {
        /// The largest weight L.
        limit: f64,
    },
    /// IPS with weights bent down smoothly: `Σ w / (1 − λ + λ w) r / n`.
    ///
    /// Metelli, Russo and Restelli, *Subgaussian and differentiable importance sampling for
    /// off-policy evaluation and learning*, NeurIPS 2021.
    SubGaussianIps {
        /// How much of the bend λ, in [0, 1]; 0 is IPS.
        lambda: f64,
    },
    /// The direct method: `Σ v / n`. As good as the reward model, and no better.
    ///
    /// Beygelzimer and Langford, *The offset tree for learning with partial labels*, KDD 2009.
    Dm,
    /// Doubly robust: `Σ v / n + Σ w (r − q̂) / n`. Unbiased if propensities or model are right.
    ///
    /// Dudík, Langford and Li, *Doubly robust policy evaluation and learning*, ICML 2011.
    Dr,
    /// Self-normalised DR: `Σ v / n + Σ w (r − q̂) / Σ w`.
    ///
    /// Thomas and Brunskill, *Data-efficient off-policy policy evaluation for reinforcement
    /// learning*, ICML 2016.
    SnDr,
    /// DR that leaves rounds with weights above τ to the model:
    /// `Σ v / n + Σ w [w ≤ τ] (r − q̂) / n`.
    ///
    /// Wang, Agarwal and Dudík, *Optimal and adaptive off-policy evaluation in contextual
    /// bandits*, ICML 2017.
    SwitchDr {
        /// The largest weight τ that is used.
        limit: f64,
    },
    /// DR with weights cut off at λ: `Σ v / n + Σ min(w, λ) (r − q̂) / n`, the pessimistic
    /// shrinkage of the paper named at [`Estimator::DrOs`].
    ClippedDr {
        /// The largest weight λ.
        limit: f64,
    },
    /// DR with optimistic shrinkage: `Σ v / n + Σ λ w / (w² + λ) (r − q̂) / n`.
    ///
    /// Su, Dimakopoulou, Krishnamurthy and Dudík, *Doubly robust off-policy evaluation with
    /// shrinkage*, ICML 2020.
    DrOs {
        /// How large weights may get: they are at most √λ / 2.
        lambda: f64,
    },
    /// DR with the weights of [`Estimator::SubGaussianIps`].
    SubGaussianDr {
        /// How much of the bend λ, in [0, 1]; 0 is DR.
        lambda: f64,
    },
}

/// What an estimator goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Basis {
    /// The rounds that replay accepts.
    Accepted,
    /// The weights.
    Weights,
    /// The weights and the reward model.
    WeightsAndModel,
    /// The reward model alone.
    Model,
}

impl Estimator {
    /// The estimators that are shown unless others are asked for, with their usual parameters.
    pub const USUAL: [Self; 9] = [
        Self::Replay { adaptive: false },
        Self::Ips,
        Self::Snips,
        Self::ClippedIps { limit: 10.0 },
        Self::Dm,
        Self::Dr,
        Self::SnDr,
        Self::SwitchDr { limit: 10.0 },
        Self::DrOs { lambda: 100.0 },
    ];

    /// Those that are not usual.
    const RARE: [Self; 3] = [
        Self::SubGaussianIps { lambda: 0.05 },
        Self::ClippedDr { limit: 10.0 },
        Self::SubGaussianDr { lambda: 0.05 },
    ];

    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Replay { .. } => "replay",
            Self::Ips => "ips",
            Self::Snips => "snips",
            Self::ClippedIps { .. } => "clipped-ips",
            Self::SubGaussianIps { .. } => "sg-ips",
            Self::Dm => "dm",
            Self::Dr => "dr",
            Self::SnDr => "sndr",
            Self::SwitchDr { .. } => "switch-dr",
            Self::ClippedDr { .. } => "clipped-dr",
            Self::DrOs { .. } => "dros",
            Self::SubGaussianDr { .. } => "sg-dr",
        }
    }

    /// Its parameter, if it has one: what it is called, and its value.
    #[must_use]
    pub fn parameter(self) -> Option<(&'static str, f64)> {
        match self {
            Self::ClippedIps { limit } | Self::SwitchDr { limit } | Self::ClippedDr { limit } => {
                Some(("limit", limit))
            }
            Self::SubGaussianIps { lambda }
            | Self::SubGaussianDr { lambda }
            | Self::DrOs { lambda } => Some(("lambda", lambda)),
            _ => None,
        }
    }

    /// The same estimator with another parameter; `None` if it has none or `value` is out of
    /// its range.
    #[must_use]
    pub fn with_parameter(self, value: f64) -> Option<Self> {
        let limit = (value > 0.0 && value.is_finite()).then_some(value);
        let bend = (0.0..=1.0).contains(&value).then_some(value);
        match self {
            Self::ClippedIps { .. } => limit.map(|limit| Self::ClippedIps { limit }),
            Self::SwitchDr { .. } => limit.map(|limit| Self::SwitchDr { limit }),
            Self::ClippedDr { .. } => limit.map(|limit| Self::ClippedDr { limit }),
            Self::DrOs { .. } => limit.map(|lambda| Self::DrOs { lambda }),
            Self::SubGaussianIps { .. } => bend.map(|lambda| Self::SubGaussianIps { lambda }),
            Self::SubGaussianDr { .. } => bend.map(|lambda| Self::SubGaussianDr { lambda }),
            _ => None,
        }
    }

    /// Every estimator, with its usual parameter.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::USUAL.into_iter().chain(Self::RARE)
    }

    pub(super) fn basis(self) -> Basis {
        match self {
            Self::Replay { .. } => Basis::Accepted,
            Self::Ips | Self::Snips | Self::ClippedIps { .. } | Self::SubGaussianIps { .. } => {
                Basis::Weights
            }
            Self::Dm => Basis::Model,
            _ => Basis::WeightsAndModel,
        }
    }

    pub(super) fn form(self) -> Form {
        let weighted = |shape| Form {
            direct: None,
            numerator: Term::Reward(shape),
            denominator: Term::Rounds,
        };
        let corrected = |shape| Form {
            direct: Some(Term::Direct),
            numerator: Term::Residual(shape),
            denominator: Term::Rounds,
        };
        let normalised = |form| Form {
            denominator: Term::Weight,
            ..form
        };
        match self {
            Self::Replay { adaptive } => Form {
                direct: None,
                numerator: Term::AcceptedReward { adaptive },
                denominator: Term::Accepted { adaptive },
            },
            Self::Ips => weighted(Shape::Plain),
            Self::Snips => normalised(weighted(Shape::Plain)),
            Self::ClippedIps { limit } => weighted(Shape::Clipped(limit)),
            Self::SubGaussianIps { lambda } => weighted(Shape::SubGaussian(lambda)),
            Self::Dm => Form {
                direct: None,
                numerator: Term::Direct,
                denominator: Term::Rounds,
            },
            Self::Dr => corrected(Shape::Plain),
            Self::SnDr => normalised(corrected(Shape::Plain)),
            Self::SwitchDr { limit } => corrected(Shape::Switched(limit)),
            Self::ClippedDr { limit } => corrected(Shape::Clipped(limit)),
            Self::DrOs { lambda } => corrected(Shape::Optimistic(lambda)),
            Self::SubGaussianDr { lambda } => corrected(Shape::SubGaussian(lambda)),
        }
    }
}

/// `switch-dr{limit=10}`, or the name alone.
impl fmt::Display for Estimator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let spec = match (self, self.parameter()) {
            (Self::Replay { adaptive: true }, _) => "replay{adaptive}".to_owned(),
            (_, Some((name, value))) => format!("{}{{{name}={value}}}", self.name()),
            (_, None) => self.name().to_owned(),
        };
        f.pad(&spec)
    }
}

/// An estimator that does not exist.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EstimatorError {
    /// A name that none has.
    #[error("there is no such estimator; there are {0}")]
    Name(String),
    /// A parameter that it does not have, or outside of its range.
    #[error("write `{0}`, with a number above 0 (at most 1 for `sg-ips` and `sg-dr`)")]
    Parameter(String),
}

impl FromStr for Estimator {
    type Err = EstimatorError;

    fn from_str(spec: &str) -> Result<Self, EstimatorError> {
        let (name, parameter) = match spec.strip_suffix('}').and_then(|it| it.split_once('{')) {
            Some((name, parameter)) => (name, Some(parameter)),
            None => (spec, None),
        };
        let Some(usual) = Self::all().find(|it| it.name() == name) else {
            let names: Vec<&str> = Self::all().map(Self::name).collect();
            return Err(EstimatorError::Name(names.join(", ")));
        };
        let Some(parameter) = parameter else {
            return Ok(usual);
        };
        if matches!(usual, Self::Replay { .. }) && parameter == "adaptive" {
            return Ok(Self::Replay { adaptive: true });
        }
        let value = parameter.split_once('=').and_then(|(key, value)| {
            let is_its = usual
                .parameter()
                .is_some_and(|(name, _)| name == key.trim());
            value.trim().parse().ok().filter(|_| is_its)
        });
        let read = value.and_then(|value| usual.with_parameter(value));
        read.ok_or_else(|| EstimatorError::Parameter(usual.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spec_reads_back_and_a_wrong_one_is_refused_with_what_is_right() {
        for estimator in Estimator::all() {
            assert_eq!(estimator.to_string().parse(), Ok(estimator));
            assert_eq!(estimator.name().parse(), Ok(estimator));
        }
        assert_eq!(
            "replay{adaptive}".parse(),
            Ok(Estimator::Replay { adaptive: true })
        );
        assert_eq!(
            "dros{lambda=2.5}".parse(),
            Ok(Estimator::DrOs { lambda: 2.5 })
        );
        let refusal = |spec: &str| spec.parse::<Estimator>().unwrap_err().to_string();
        assert!(refusal("ipps").contains("there are replay, ips, snips"));
        for spec in [
            "dros{lambda=0}",
            "dros{limit=2}",
            "dros{lambda=NaN}",
            "dros{}",
        ] {
            assert!(refusal(spec).contains("dros{lambda=100}"), "{spec}");
        }
        assert!(refusal("ips{limit=2}").contains("write `ips`"));
        assert!(refusal("sg-dr{lambda=2}").contains("at most 1"));
    }
}

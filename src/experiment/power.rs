//! How many members an experiment takes.

use super::{
    distributions::{normal_cdf, normal_quantile},
    level::Level,
    sequential::least_multiplier,
};

/// What the baseline's metric is like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Baseline {
    /// A share of observations, such as a take fraction; in (0, 1).
    Share(f64),
    /// A mean of observations with this standard deviation; above 0.
    Deviation(f64),
}

/// How observations (impressions) come in clusters (members), who are what is independent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Clusters {
    /// Observations of a member, on average; at least 1.
    pub per_member: f64,
    /// Their standard deviation ÷ their average: 0 if all members have as many.
    pub spread: f64,
    /// How alike the observations of a member are (intra-cluster correlation): 0 if as unlike as
    /// those of different members, 1 if all the same.
    pub correlation: f64,
}

impl Default for Clusters {
    /// One observation for each member.
    fn default() -> Self {
        Self {
            per_member: 1.0,
            spread: 0.0,
            correlation: 0.0,
        }
    }
}

impl Clusters {
    /// How many times more observations it takes than if they were independent:
    /// 1 + ((1 + spread²)·m − 1)·ρ (Kish 1965; Eldridge, Ashby and Kerry 2006 for unequal sizes).
    #[must_use]
    pub fn design_effect(&self) -> f64 {
        1.0 + ((1.0 + self.spread * self.spread) * self.per_member - 1.0) * self.correlation
    }
}

/// How the result will be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looks {
    /// Once, when all members are there.
    Once,
    /// As often as one likes; the size is for a decision by then, and it mostly comes earlier.
    AnyTime,
}

/// A comparison of one cell with the baseline cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Design {
    baseline: Baseline,
    level: Level,
    power: f64,
    ratio: f64,
    clusters: Clusters,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum PowerError {
    /// Not a share.
    #[error("the baseline is {0}, but must be above 0 and below 1")]
    Share(f64),
    /// Not a deviation.
    #[error("the standard deviation is {0}, but must be a number above 0")]
    Deviation(f64),
    /// Not a power that anybody wants.
    #[error("the power is {0}, but must be at least 0.5 and below 1")]
    Power(f64),
    /// Nobody in the cell, or in the baseline.
    #[error("the cell gets {0} members for each of the baseline, but that must be above 0")]
    Ratio(f64),
    /// Less than one observation, or a correlation that is none.
    #[error(
        "members are said to have {per_member} impressions each, spread {spread}, correlation \
         {correlation}; the first must be at least 1, the second at least 0, the third from 0 to 1"
    )]
    Clusters {
        /// Observations of a member.
        per_member: f64,
        /// Their standard deviation ÷ their average.
        spread: f64,
        /// Their correlation.
        correlation: f64,
    },
    /// Nothing to find, or a share beyond 0 and 1.
    #[error("an effect of {0} cannot be: it must not be 0, and shares stay between 0 and 1")]
    Effect(f64),
    /// More members than there are.
    #[error("that takes more than 10^15 members; look for a larger effect")]
    TooMany,
    /// Too few members for any effect that there can be.
    #[error("{0} members are too few for any effect that there can be")]
    TooFew(u64),
}

/// No experiment is larger.
const MOST: f64 = 1e15;

impl Design {
    /// A design; `ratio` is how many members the cell gets for each of the baseline.
    ///
    /// # Errors
    /// [`PowerError`] for what is out of range.
    pub fn new(
        baseline: Baseline,
        level: Level,
        power: f64,
        ratio: f64,
        clusters: Clusters,
    ) -> Result<Self, PowerError> {
        match baseline {
            Baseline::Share(share) if !(share > 0.0 && share < 1.0) => {
                return Err(PowerError::Share(share));
            }
            Baseline::Deviation(sd) if !(sd > 0.0 && sd.is_finite()) => {
                return Err(PowerError::Deviation(sd));
            }
            _ => {}
        }
        if !(0.5..1.0).contains(&power) {
            return Err(PowerError::Power(power));
        }
        if !(ratio > 0.0 && ratio.is_finite()) {
            return Err(PowerError::Ratio(ratio));
        }
        let Clusters {
            per_member,
            spread,
            correlation,
        } = clusters;
        let is_cluster = (1.0..=MOST).contains(&per_member)
            && (0.0..=MOST).contains(&spread)
            && (0.0..=1.0).contains(&correlation);
        if !is_cluster {
            return Err(PowerError::Clusters {
                per_member,
                spread,
                correlation,
            });
        }
        Ok(Self {
            baseline,
            level,
            power,
            ratio,
            clusters,
        })
    }

    /// The members that the baseline cell needs to find a difference of `effect` (which may be
    /// negative) with the design's power, by a two-sided test. Shares are compared with their
    /// pooled variance if there is no difference and with their own if there is (Fleiss, Levin
    /// and Paik 2003, chapter 4, without continuity correction).
    ///
    /// # Errors
    /// [`PowerError`] for an effect that cannot be, or that takes too many members.
    pub fn members(&self, effect: f64, looks: Looks) -> Result<u64, PowerError> {
        let (null, other) = self.deviations(effect)?;
        let sum = self.critical(looks) * null + normal_quantile(self.power) * other;
        let observations = (sum / effect) * (sum / effect);
        let members = observations * self.clusters.design_effect() / self.clusters.per_member;
        if members.is_nan() || members > MOST {
            return Err(PowerError::TooMany);
        }
        // What is a whole number but for rounding is not rounded up.
        Ok((members * (1.0 - 1e-12)).ceil().max(1.0) as u64)
    }

    /// The members that the other cell needs beside `baseline` ones.
    #[must_use]
    pub fn beside(&self, baseline: u64) -> u64 {
        (baseline as f64 * self.ratio * (1.0 - 1e-12))
            .ceil()
            .max(1.0) as u64
    }

    /// The probability of finding a difference of `effect`, in its direction, with `members`
    /// members in the baseline cell.
    ///
    /// # Errors
    /// [`PowerError::Effect`] for an effect that cannot be.
    pub fn power(&self, effect: f64, members: u64, looks: Looks) -> Result<f64, PowerError> {
        let (null, other) = self.deviations(effect)?;
        let observations = members as f64 * self.clusters.per_member;
        let root = (observations / self.clusters.design_effect()).sqrt();
        Ok(normal_cdf(
            (effect.abs() * root - self.critical(looks) * null) / other,
        ))
    }

    /// The least gain that is found with the design's power, with `members` members in the
    /// baseline cell.
    ///
    /// # Errors
    /// [`PowerError::TooFew`] if there is none.
    pub fn detectable(&self, members: u64, looks: Looks) -> Result<f64, PowerError> {
        let (mut low, mut high) = match self.baseline {
            Baseline::Share(share) => (0.0, 1.0 - share),
            Baseline::Deviation(sd) => (0.0, 1e6 * sd),
        };
        let is_found = |effect: f64| {
            self.power(effect, members, looks)
                .is_ok_and(|power| power >= self.power)
        };
        // Just below the greatest effect there can be, shares still have a variance.
        if !is_found(high * (1.0 - 1e-9)) {
            return Err(PowerError::TooFew(members));
        }
        for _ in 0..200 {
            let middle = 0.5 * (low + high);
            if is_found(middle) {
                high = middle;
            } else {
                low = middle;
            }
        }
        Ok(high)
    }

    /// How many times more observations it takes than if they were independent.
    #[must_use]
    pub fn design_effect(&self) -> f64 {
        self.clusters.design_effect()
    }

    /// The standard deviations of √n times the difference, without and with an effect; n counts
    /// the baseline cell's independent observations.
    fn deviations(&self, effect: f64) -> Result<(f64, f64), PowerError> {
        if effect == 0.0 || !effect.is_finite() {
            return Err(PowerError::Effect(effect));
        }
        let ratio = self.ratio;
        match self.baseline {
            Baseline::Deviation(sd) => {
                let both = sd * (1.0 + 1.0 / ratio).sqrt();
                Ok((both, both))
            }
            Baseline::Share(share) => {
                let other = share + effect;
                if !(other > 0.0 && other < 1.0) {
                    return Err(PowerError::Effect(effect));
                }
                let pooled = (share + ratio * other) / (1.0 + ratio);
                let null = pooled * (1.0 - pooled) * (1.0 + 1.0 / ratio);
                let apart = share * (1.0 - share) + other * (1.0 - other) / ratio;
                Ok((null.sqrt(), apart.sqrt()))
            }
        }
    }

    /// How many standard errors a difference must have to be claimed.
    fn critical(&self, looks: Looks) -> f64 {
        match looks {
            Looks::Once => normal_quantile(1.0 - self.level.alpha() / 2.0),
            Looks::AnyTime => least_multiplier(self.level),
        }
    }
}

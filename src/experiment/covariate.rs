//! What was known of members beforehand, to take it off what they did since (CUPED).

use super::moments::{COVARIATE, DENOMINATOR, Moments, NUMERATOR};

/// A number for each member from before the experiment, such as the same metric in the weeks
/// before; the experiment cannot have changed it.
#[derive(Debug, Clone, PartialEq)]
pub struct Covariate {
    values: Vec<Option<f64>>,
    mean: f64,
}

impl Covariate {
    /// The numbers by member; `None`, and what is not finite, is for who was not there before.
    #[must_use]
    pub fn new(mut values: Vec<Option<f64>>) -> Self {
        for value in &mut values {
            *value = value.filter(|it| it.is_finite());
        }
        let (mut mean, mut count) = (0.0, 0.0);
        for value in values.iter().flatten() {
            count += 1.0;
            mean += (value - mean) / count;
        }
        Self { values, mean }
    }

    /// The number of `member`; the mean of all for who was not there before, which neither helps
    /// nor harms (Deng, Xu, Kohavi and Walker 2013).
    #[must_use]
    pub fn of(&self, member: usize) -> f64 {
        let value = self.values.get(member).copied().flatten();
        value.unwrap_or(self.mean)
    }
}

/// How what was known beforehand is taken off: Y − θ(X − X̄), with
/// θ = Cov(Y, X) ÷ Var(X) inside the cells (Deng, Xu, Kohavi and Walker 2013, "Improving the
/// sensitivity of online controlled experiments by utilizing pre-experiment data"). Of a ratio it
/// is taken off the linear form L of the delta method.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Adjustment {
    theta: f64,
    mean: f64,
}

impl Adjustment {
    /// The adjustment that all of `cells` share; `None` if the covariate is the same for all.
    #[must_use]
    pub fn shared(cells: &[Moments]) -> Option<Self> {
        let (mut together, mut alone) = (0.0, 0.0);
        let mut all = Moments::default();
        for moments in cells {
            together += with_linear_form(moments)?;
            alone += moments.product(COVARIATE, COVARIATE);
            all.merge(moments);
        }
        let theta = together / alone;
        let mean = all.mean(COVARIATE);
        (alone > 0.0 && theta.is_finite()).then_some(Self { theta, mean })
    }

    /// What comes off the ratio of `moments`, and off the sum of the squares of its linear form.
    pub(super) fn effect(&self, moments: &Moments) -> (f64, f64) {
        let together = with_linear_form(moments).unwrap_or_default();
        let alone = moments.product(COVARIATE, COVARIATE);
        let shift = self.theta * (moments.mean(COVARIATE) - self.mean);
        (shift, self.theta * (2.0 * together - self.theta * alone))
    }
}

/// Σ (L − L̄)(c − c̄) over members; `None` if nothing is to be divided by.
fn with_linear_form(moments: &Moments) -> Option<f64> {
    let below = moments.mean(DENOMINATOR);
    if below <= 0.0 {
        return None;
    }
    let ratio = moments.mean(NUMERATOR) / below;
    let numerator = moments.product(NUMERATOR, COVARIATE);
    Some((numerator - ratio * moments.product(DENOMINATOR, COVARIATE)) / below)
}

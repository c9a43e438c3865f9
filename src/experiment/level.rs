//! How often a test may be wrong.

/// The significance level α: the share of experiments without any effect in which a test may
/// claim one; in (0, 0.5].
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Level(f64);

impl Level {
    /// The level `alpha`; `None` unless it is in [1e-12, 0.5].
    #[must_use]
    pub fn new(alpha: f64) -> Option<Self> {
        (1e-12..=0.5).contains(&alpha).then_some(Self(alpha))
    }

    /// The level as a number.
    #[must_use]
    pub fn alpha(self) -> f64 {
        self.0
    }

    /// The level of each of `claims` tests that together may be wrong as often as this one
    /// (Bonferroni).
    #[must_use]
    pub fn shared_by(self, claims: u32) -> Self {
        Self((self.0 / f64::from(claims.max(1))).max(1e-12))
    }
}

impl Default for Level {
    /// 5 %.
    fn default() -> Self {
        Self(0.05)
    }
}

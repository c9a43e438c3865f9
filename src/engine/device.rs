//! What a viewer looks at.

use crate::catalog::words;

/// The kind of screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Device {
    /// A television.
    Tv,
    /// A computer.
    Desktop,
    /// A tablet.
    Tablet,
    /// A phone.
    Phone,
}

words!(Device: Tv = "tv", Desktop = "desktop", Tablet = "tablet", Phone = "phone");

impl Device {
    /// Whether a picture is small on it.
    #[must_use]
    pub fn is_small(self) -> bool {
        matches!(self, Self::Tablet | Self::Phone)
    }
}

//! The screens that artwork is seen on.

use std::fmt;

use crate::catalog::words;

/// The screen that a viewer sits at, or holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Device {
    /// Across the room, with a remote control.
    Tv,
    /// A computer.
    Desktop,
    /// Held, large.
    Tablet,
    /// Held, small.
    Phone,
}

words!(Device: Tv = "tv", Desktop = "desktop", Tablet = "tablet", Phone = "phone");

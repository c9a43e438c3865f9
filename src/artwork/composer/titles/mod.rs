//! The demo titles: one file per title, with its character sheets and its variants.

mod neon_harbor;

use super::scene::Scene;

/// The variants of every title, in the order of the catalog.
pub(super) const ALL: [fn() -> Vec<Scene>; 1] = [neon_harbor::scenes];

//! One file per policy.

pub(super) mod fixed;
mod floored;
pub(super) mod lin_ts;
pub(super) mod uniform;

pub use fixed::Fixed;
pub use floored::Floored;
pub use lin_ts::LinTs;
pub use uniform::Uniform;

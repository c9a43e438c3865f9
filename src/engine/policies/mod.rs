//! One file per policy.

mod fixed;
mod lin_ts;
mod uniform;

pub use fixed::Fixed;
pub use lin_ts::LinTs;
pub use uniform::Uniform;

//! Chooses artwork: features, policies, propensities, learning and explanation.

mod device;

pub use device::Device;

//! Who watches: profiles with their avatars, histories and the tastes that follow from them.

mod demo;
mod model;
mod reading;
mod set;
mod store;
mod writing;

pub use demo::demo;
pub use model::{AvatarId, Profile, ProfileId, Thumb, Viewing};
pub use set::{ProfileError, Profiles};
pub use store::{Store, StoreError};

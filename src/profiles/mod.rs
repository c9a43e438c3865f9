//! Who watches: profiles with their avatars, histories and the tastes that follow from them.

mod model;

pub use model::{AvatarId, Profile, ProfileId, Thumb, Viewing};

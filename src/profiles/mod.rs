//! Who watches: profiles with their avatars, histories and the tastes that follow from them.

mod model;
mod taste;

pub use model::{AvatarId, Profile, ProfileId, Thumb, Viewing};
pub use taste::{Aspect, Content, Taste};

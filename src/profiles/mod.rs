//! Who watches: profiles with their avatars, histories and the tastes that follow from them.

mod list;
mod model;
mod taste;

pub use list::Profiles;
pub use model::{AvatarId, Profile, ProfileId, Thumb, Viewing};
pub use taste::{ABANDONED_BELOW, Aspect, Content, Taste};

//! Who watches: profiles with their avatars, histories and the tastes that follow from them.

mod demo;
mod history;
mod merging;
mod model;
mod reading;
mod set;
mod similarity;
mod store;
mod taste;
mod writing;

pub use demo::demo;
pub use history::{History, Watched};
pub use model::{AvatarId, Profile, ProfileId, Thumb, Viewing};
pub use set::{LONGEST_NAME, ProfileError, Profiles};
pub use similarity::similarity;
pub use store::{Store, StoreError};
pub use taste::{ABANDONED_BELOW, FINISHED, Matches, Taste};

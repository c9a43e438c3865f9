//! A profile and what it has watched.

use std::sync::Arc;

use crate::{
    catalog::{ArtworkId, Maturity, TitleId, identifier, words},
    text::Text,
    time::Timestamp,
};

identifier! {
    /// Names a profile; unique in a store, and never given to another profile.
    ProfileId
}
identifier! {
    /// Names one of the avatar pictures.
    AvatarId
}

/// An opinion that a profile gave on a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thumb {
    /// Liked.
    Up,
    /// Disliked.
    Down,
}

words!(Thumb: Up = "up", Down = "down");

/// One title that a profile has watched.
#[derive(Debug, Clone, PartialEq)]
pub struct Viewing {
    /// What was watched.
    pub title: TitleId,
    /// The artwork that it was opened from, where that is known.
    pub artwork: Option<ArtworkId>,
    /// When.
    pub at: Timestamp,
    /// How much of it, in [0, 1].
    pub fraction: f64,
}

/// Somebody who watches.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// Stays the same when the profile is renamed.
    pub id: ProfileId,
    /// What it is called on screen.
    pub name: Text,
    /// Its picture.
    pub avatar: AvatarId,
    /// The highest maturity it may see.
    pub maturity: Maturity,
    /// What it has watched, oldest first.
    pub history: Vec<Viewing>,
    /// Its opinions, at most one for a title.
    pub thumbs: Vec<(TitleId, Thumb)>,
    /// Titles it wants to see, the latest last.
    pub list: Vec<TitleId>,
}

impl Profile {
    /// Its opinion on `title`.
    #[must_use]
    pub fn thumb(&self, title: &TitleId) -> Option<Thumb> {
        let rated = self.thumbs.iter().find(|(rated, _)| rated == title);
        rated.map(|(_, thumb)| *thumb)
    }
}

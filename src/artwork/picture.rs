//! Names of pictures.

use std::sync::Arc;

use crate::catalog::TitleIndex;

/// A picture that the program can show.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PictureId {
    /// One image of a title.
    Artwork {
        /// The title.
        title: TitleIndex,
        /// The place in its artwork set.
        artwork: usize,
    },
    /// The picture of a profile, by the name of its avatar.
    Avatar(Arc<str>),
}

impl PictureId {
    /// The avatar called `name`.
    #[must_use]
    pub fn avatar(name: &str) -> Self {
        Self::Avatar(Arc::from(name))
    }
}

/// A picture at a size.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PictureKey {
    /// Which picture.
    pub picture: PictureId,
    /// Width in cells, at least 1.
    pub columns: u16,
    /// Height in cells, at least 1.
    pub rows: u16,
}

/// How soon a picture is needed; the first is the most urgent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Priority {
    /// It is on the screen.
    Visible,
    /// It is one key press away.
    Next,
    /// It may be needed later.
    Prefetch,
}

/// A picture that somebody wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Want {
    /// Which picture, at what size.
    pub key: PictureKey,
    /// How soon.
    pub priority: Priority,
}

//! "Who's watching?"

use crate::profiles::ProfileId;

/// The choice of a profile.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gate {
    /// The place of the profile that has the focus; one past the last is "Add profile".
    pub focus: usize,
    /// What is being changed.
    pub editor: Option<Editor>,
}

/// A change to the profiles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Editor {
    /// A name is being typed.
    Name {
        /// Whose; `None` for a new profile.
        profile: Option<ProfileId>,
        /// What has been typed so far.
        text: String,
    },
    /// An avatar is being chosen.
    Avatar {
        /// Whose.
        profile: ProfileId,
        /// The place of the avatar that has the focus.
        focus: usize,
    },
    /// Deletion waits for confirmation.
    Delete {
        /// Whose.
        profile: ProfileId,
    },
}

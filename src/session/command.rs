//! Everything that a person can ask for, by meaning. Keys are the terminal's business.

/// A command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Command {
    /// Move the focus up.
    Up,
    /// Move the focus down.
    Down,
    /// Move the focus left, or back by a tenth while playing.
    Left,
    /// Move the focus right, or ahead by a tenth while playing.
    Right,
    /// Move up by a screen.
    PageUp,
    /// Move down by a screen.
    PageDown,
    /// Move to the start of the row.
    RowStart,
    /// Move to the end of the row.
    RowEnd,
    /// Move to the first row.
    Top,
    /// Move to the last row.
    Bottom,
    /// Open, play, choose or accept what has the focus.
    Confirm,
    /// Leave the innermost thing that is open.
    Back,
    /// Search the catalog.
    Search,
    /// Show the keys.
    Help,
    /// Choose another profile.
    SwitchProfile,
    /// Take the profile at this place (from 0), staying where one is.
    Profile(u8),
    /// Mark what differs from the catalog's default artwork.
    Reveal,
    /// Explain why this artwork was chosen.
    Why,
    /// Show another profile's pictures beside one's own.
    Split,
    /// More variety among the pictures of a page.
    MoreVariety,
    /// Less variety among the pictures of a page.
    LessVariety,
    /// Take the next mood, and after the last one none.
    NextMood,
    /// Show the settings of how pictures are chosen.
    Tune,
    /// Show which pictures changed.
    Changes,
    /// Show what the log tells so far.
    Insights,
    /// Let the program browse by itself, or stop it.
    Autopilot,
    /// Let it browse faster.
    Faster,
    /// Let it browse more slowly.
    Slower,
    /// Compare what a log shows with the next policy, and after the last one with none.
    Compare,
    /// Like the title.
    ThumbUp,
    /// Dislike the title.
    ThumbDown,
    /// Put the title on one's list, or take it off.
    MyList,
    /// Add a profile.
    AddProfile,
    /// Rename the profile.
    RenameProfile,
    /// Change the profile's avatar.
    ChangeAvatar,
    /// Change the age that titles must be suitable for, to be seen by the profile.
    ChangeAge,
    /// Delete the profile.
    DeleteProfile,
    /// Stop the program until the shell continues it. The state has no part in it.
    Suspend,
    /// End the program.
    Quit,
}

impl Command {
    /// Every command with its name in scripts; of the profiles those that have a digit.
    pub const NAMES: [(Self, &'static str); 45] = [
        (Self::Up, "up"),
        (Self::Down, "down"),
        (Self::Left, "left"),
        (Self::Right, "right"),
        (Self::PageUp, "page-up"),
        (Self::PageDown, "page-down"),
        (Self::RowStart, "row-start"),
        (Self::RowEnd, "row-end"),
        (Self::Top, "top"),
        (Self::Bottom, "bottom"),
        (Self::Confirm, "confirm"),
        (Self::Back, "back"),
        (Self::Search, "search"),
        (Self::Help, "help"),
        (Self::SwitchProfile, "switch-profile"),
        (Self::Profile(0), "profile-1"),
        (Self::Profile(1), "profile-2"),
        (Self::Profile(2), "profile-3"),
        (Self::Profile(3), "profile-4"),
        (Self::Profile(4), "profile-5"),
        (Self::Profile(5), "profile-6"),
        (Self::Profile(6), "profile-7"),
        (Self::Profile(7), "profile-8"),
        (Self::Profile(8), "profile-9"),
        (Self::Reveal, "reveal"),
        (Self::Why, "why"),
        (Self::Split, "split"),
        (Self::MoreVariety, "more-variety"),
        (Self::LessVariety, "less-variety"),
        (Self::NextMood, "next-mood"),
        (Self::Tune, "tune"),
        (Self::Changes, "changes"),
        (Self::Insights, "insights"),
        (Self::Autopilot, "autopilot"),
        (Self::Faster, "faster"),
        (Self::Slower, "slower"),
        (Self::ThumbUp, "thumb-up"),
        (Self::ThumbDown, "thumb-down"),
        (Self::MyList, "my-list"),
        (Self::AddProfile, "add-profile"),
        (Self::RenameProfile, "rename-profile"),
        (Self::ChangeAvatar, "change-avatar"),
        (Self::ChangeAge, "change-age"),
        (Self::DeleteProfile, "delete-profile"),
        (Self::Quit, "quit"),
    ];

    /// The command's name in scripts, if it has one.
    #[must_use]
    pub fn as_str(self) -> Option<&'static str> {
        let found = Self::NAMES.iter().find(|(command, _)| *command == self);
        found.map(|(_, name)| *name)
    }

    /// The command that `word` names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let found = Self::NAMES.iter().find(|(_, name)| *name == word);
        found.map(|(command, _)| *command)
    }
}

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

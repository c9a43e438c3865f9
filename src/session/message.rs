//! What can happen to the application, and what it asks for.

use crate::{
    catalog::TitleIndex,
    log::Event,
    profiles::{ProfileId, Profiles},
    session::{Command, Size},
    text::Text,
    time::Timestamp,
};

/// Something that happened, and when.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// The moment; never earlier than that of the message before.
    pub at: Timestamp,
    /// What happened.
    pub input: Input,
}

/// What can happen.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// A key or click that means a command.
    Command(Command),
    /// A character typed while text is being entered.
    Character(char),
    /// The last character of the text being entered is deleted.
    Erase,
    /// A click with the left button on a cell.
    Click {
        /// From 0 at the left.
        column: u16,
        /// From 0 at the top.
        row: u16,
    },
    /// The wheel was turned.
    Wheel {
        /// Downwards.
        down: bool,
    },
    /// The terminal has a new size.
    Resize(Size),
    /// The screen shows the present state: what is visible now has been seen.
    Shown,
    /// Time passed; needed only when [`crate::session::State::next_tick`] says so.
    Tick,
    /// A picture cannot be shown.
    PictureBroken {
        /// The title.
        title: TitleIndex,
        /// The artwork's place in its set.
        artwork: usize,
        /// Why, in a sentence.
        reason: Text,
    },
    /// Writing failed, or works again.
    Storage {
        /// What is wrong, if anything is.
        trouble: Option<Text>,
    },
    /// This profile watches, without having been chosen at the gate.
    Watch(ProfileId),
    /// Something to tell the person.
    Note(Text),
    /// The program was asked to end from outside.
    Terminate,
}

impl Input {
    /// Whether somebody did something, as opposed to something that happened by itself.
    #[must_use]
    pub fn is_by_person(&self) -> bool {
        match self {
            Self::Command(_)
            | Self::Character(_)
            | Self::Erase
            | Self::Click { .. }
            | Self::Wheel { .. }
            | Self::Watch(_) => true,
            Self::Resize(_)
            | Self::Shown
            | Self::Tick
            | Self::PictureBroken { .. }
            | Self::Storage { .. }
            | Self::Note(_)
            | Self::Terminate => false,
        }
    }
}

/// What the application asks the runtime to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Append these events to the log, in this order.
    Log {
        /// When they happened.
        at: Timestamp,
        /// What happened.
        events: Vec<Event>,
    },
    /// Write the profiles to disk.
    SaveProfiles(Profiles),
    /// End the program.
    Quit,
}

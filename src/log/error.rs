//! What can go wrong with a log, in sentences for the person who owns it.

use std::{io, path::Path};

use super::{event::Flaw, wire::SCHEMA};
use crate::text::Text;

/// Why a log cannot be written or read.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// The operating system refused.
    #[error("{file}: cannot {action}: {source}")]
    Io {
        /// The file or folder.
        file: Text,
        /// What was tried, as a verb.
        action: &'static str,
        /// The system's reason.
        source: io::Error,
    },
    /// Records could not be stored. They are kept in memory and tried again.
    #[error(
        "{file}: {pending} records are not stored yet: {source}; make room, they are tried again"
    )]
    NotStored {
        /// The segment.
        file: Text,
        /// How many records wait.
        pending: usize,
        /// The system's reason.
        source: io::Error,
    },
    /// An event may not stand in a log. Nothing of its batch was taken.
    #[error("{file}: an event was refused: {flaw}")]
    Refused {
        /// The segment.
        file: Text,
        /// What is wrong with the event.
        flaw: Flaw,
    },
    /// A segment is damaged before its end, so that nothing after can be trusted.
    #[error("{file}:{line}: {problem}; move this file out of the log to go on without it")]
    Damaged {
        /// The segment.
        file: Text,
        /// The line, from 1.
        line: u64,
        /// What is wrong there, neutral.
        problem: String,
    },
    /// A segment was written by a newer program.
    #[error(
        "{file}: written by a newer keyart (log schema {found}, this one reads up to {SCHEMA}); update keyart to read it"
    )]
    Newer {
        /// The segment.
        file: Text,
        /// The schema version it has.
        found: u32,
    },
}

impl LogError {
    pub(super) fn io(path: &Path, action: &'static str) -> impl FnOnce(io::Error) -> Self {
        let file = display(path);
        move |source| Self::Io {
            file,
            action,
            source,
        }
    }
}

/// A path as it may be printed.
pub(super) fn display(path: &Path) -> Text {
    Text::new(&path.to_string_lossy())
}

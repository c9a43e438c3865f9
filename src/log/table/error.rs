//! What can go wrong with tables in files, in sentences for the person who owns them.

use std::{error::Error, io, path::Path};

use parquet::errors::ParquetError;

use crate::{
    log::error::display,
    text::{Text, excerpt},
};

use super::schema::TABLE_SCHEMA;

/// Columns of the longest reason that is quoted from the format's own errors.
const REASON: usize = 160;

/// Why a table cannot be written or read.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The operating system refused to write. Nothing of the file is there; files that were
    /// complete before are.
    #[error(
        "{file}: cannot {action}: {source}; nothing of it was kept, complete files are as they were: make room or choose another folder, and do it again"
    )]
    Write {
        /// The file or folder.
        file: Text,
        /// What was tried, as a verb.
        action: &'static str,
        /// The system's reason.
        source: io::Error,
    },
    /// The operating system refused to read.
    #[error("{file}: cannot {action}: {source}")]
    Read {
        /// The file or folder.
        file: Text,
        /// What was tried, as a verb.
        action: &'static str,
        /// The system's reason.
        source: io::Error,
    },
    /// The file is not what keyart writes, or damaged.
    #[error("{file}: {problem}")]
    Format {
        /// The file.
        file: Text,
        /// What is wrong, neutral.
        problem: String,
    },
    /// A row cannot be.
    #[error("{file}, row {row}: {problem}")]
    Row {
        /// The file.
        file: Text,
        /// The row, from 1.
        row: u64,
        /// What is wrong there, neutral.
        problem: String,
    },
    /// A row may not stand in a file. Nothing of its table was taken.
    #[error("{file}: a row was refused: {problem}")]
    Refused {
        /// The file.
        file: Text,
        /// What is wrong with the row.
        problem: String,
    },
    /// The file has another schema.
    #[error(
        "{file}: its rows have schema {found}, this keyart reads schema {TABLE_SCHEMA} alone; export or simulate it again with this one"
    )]
    Schema {
        /// The file.
        file: Text,
        /// The schema version it has.
        found: u32,
    },
}

impl TableError {
    pub(super) fn write(path: &Path, action: &'static str) -> impl FnOnce(io::Error) -> Self {
        let file = display(path);
        move |source| Self::Write {
            file,
            action,
            source,
        }
    }

    pub(super) fn read(path: &Path, action: &'static str) -> impl FnOnce(io::Error) -> Self {
        let file = display(path);
        move |source| Self::Read {
            file,
            action,
            source,
        }
    }

    pub(super) fn format(path: &Path, problem: impl Into<String>) -> Self {
        Self::Format {
            file: display(path),
            problem: problem.into(),
        }
    }

    /// What the format's own writer answered.
    pub(super) fn unwritten(path: &Path) -> impl FnOnce(ParquetError) -> Self {
        let write = Self::write(path, "write");
        move |error| write(into_io(error))
    }

    /// What the format's own reader answered.
    pub(super) fn unread(path: &Path, error: ParquetError) -> Self {
        let problem = match error {
            ParquetError::External(source) => match source.downcast::<io::Error>() {
                Ok(source) => return Self::read(path, "read it")(*source),
                Err(source) => source.to_string(),
            },
            other => other.to_string(),
        };
        let problem = problem.strip_prefix("Parquet error: ").unwrap_or(&problem);
        let problem = excerpt(problem, REASON);
        Self::format(path, format!("the file is damaged: {problem}"))
    }

    pub(super) fn row(path: &Path, row: u64, problem: impl Into<String>) -> Self {
        Self::Row {
            file: display(path),
            row,
            problem: problem.into(),
        }
    }

    /// Whether the file is at fault, rather than the system.
    #[must_use]
    pub fn is_input(&self) -> bool {
        match self {
            Self::Write { .. } | Self::Read { .. } => false,
            Self::Format { .. } | Self::Row { .. } | Self::Refused { .. } | Self::Schema { .. } => {
                true
            }
        }
    }
}

fn into_io(error: ParquetError) -> io::Error {
    let error: Box<dyn Error + Send + Sync> = match error {
        ParquetError::External(source) => source,
        other => Box::new(other),
    };
    match error.downcast::<io::Error>() {
        Ok(source) => *source,
        Err(other) => io::Error::other(other),
    }
}

//! Reading text files that a user names.

#![expect(clippy::disallowed_methods, reason = "an edge: reads text files")]

use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use crate::text::neutral;

/// Bytes of the largest file that is read: some 28,000 titles with six pictures each.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Why a file cannot be read as text.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file or its folder cannot be read.
    #[error("cannot read {}: {cause}", shown(.path))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// A folder, pipe, socket or device.
    #[error("{} is not a regular file; name a text file", shown(.path))]
    NotAFile {
        /// What is not a file.
        path: PathBuf,
    },
    /// More bytes than are read.
    #[error("{} is larger than 64 MiB; split it into several files", shown(.path))]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
    /// Bytes that are not UTF-8.
    #[error("{} is not UTF-8: line {line} has the byte 0x{byte:02x}; save the file as UTF-8", shown(.path))]
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// The line of the first wrong byte, from 1.
        line: usize,
        /// The first wrong byte.
        byte: u8,
    },
}

impl ReadError {
    /// Whether there is no such file.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Unreadable { cause, .. } if cause.kind() == io::ErrorKind::NotFound)
    }
}

/// The path as it may be printed.
pub(crate) fn shown(path: &Path) -> String {
    neutral(&path.to_string_lossy())
}

/// The text of the regular file at `path`.
///
/// # Errors
/// If it cannot be read, is not a regular file, is larger than 64 MiB or is not UTF-8.
pub fn read(path: &Path) -> Result<String, ReadError> {
    let unreadable = |cause| ReadError::Unreadable {
        path: path.to_owned(),
        cause,
    };
    let too_large = || ReadError::TooLarge {
        path: path.to_owned(),
    };
    // Opening a pipe would wait for somebody to write into it.
    let metadata = fs::metadata(path).map_err(unreadable)?;
    if !metadata.is_file() {
        let path = path.to_owned();
        return Err(ReadError::NotAFile { path });
    }
    if metadata.len() > LARGEST {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
        .map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST {
        return Err(too_large());
    }
    String::from_utf8(bytes).map_err(|error| {
        let wrong = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        ReadError::NotUtf8 {
            path: path.to_owned(),
            line: 1 + bytes[..wrong].iter().filter(|byte| **byte == b'\n').count(),
            byte: bytes[wrong],
        }
    })
}

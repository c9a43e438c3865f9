//! Opening catalog files.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use super::{
    model::{Catalog, Root},
    problem::{Problem, Severity},
};
use crate::text::neutral;

/// Bytes of the largest catalog file that is opened: some 50,000 titles.
const LARGEST: u64 = 64 * 1024 * 1024;
const DEMO: &str = include_str!("../../catalog.toml");
/// What users call the demo catalog.
pub const DEMO_NAME: &str = "demo catalog";

/// Why a file cannot be opened at all.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file or its folder cannot be read.
    #[error("cannot read {}: {cause}", shown(.path))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// A folder, pipe, socket or device.
    #[error("{} is not a regular file; name a catalog file such as catalog.toml", shown(.path))]
    NotAFile {
        /// What is not a file.
        path: PathBuf,
    },
    /// More bytes than are read.
    #[error("{} is larger than 64 MiB; split it into several catalogs", shown(.path))]
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
    /// No title is without an error.
    #[error("{} has no usable title{}", shown(.path), first_error(.problems))]
    Unusable {
        /// The file.
        path: PathBuf,
        /// Everything wrong with it, in the order of the file.
        problems: Vec<Problem>,
    },
}

fn shown(path: &Path) -> String {
    neutral(&path.to_string_lossy())
}

fn first_error(problems: &[Problem]) -> String {
    let mut errors = problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error);
    let first = errors.next().map(|problem| format!("; {problem}"));
    first.unwrap_or_default()
}

/// The catalog in the file at `path`, without the titles that have an error, and all problems
/// of the file. Artwork files are not touched: [`super::check_files`] does that.
///
/// # Errors
/// If the file cannot be read as text, or no title of it can be used.
pub fn load(path: &Path) -> Result<(Catalog, Vec<Problem>), LoadError> {
    let source = read(path)?;
    match Catalog::parse(&source, &path.to_string_lossy(), root(path)) {
        (Some(catalog), problems) => Ok((catalog, problems)),
        (None, problems) => Err(LoadError::Unusable {
            path: path.to_owned(),
            problems,
        }),
    }
}

/// The folder that artwork paths in the catalog file at `path` are below.
#[must_use]
pub fn root(path: &Path) -> Root {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    Root::Folder(folder.unwrap_or(Path::new(".")).to_owned())
}

/// The text of the regular file at `path`.
///
/// # Errors
/// If it cannot be read, is not a regular file, is larger than 64 MiB or is not UTF-8.
pub fn read(path: &Path) -> Result<String, LoadError> {
    let unreadable = |cause| LoadError::Unreadable {
        path: path.to_owned(),
        cause,
    };
    let too_large = || LoadError::TooLarge {
        path: path.to_owned(),
    };
    // Opening a pipe would wait for somebody to write into it.
    let metadata = fs::metadata(path).map_err(unreadable)?;
    if !metadata.is_file() {
        let path = path.to_owned();
        return Err(LoadError::NotAFile { path });
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
        LoadError::NotUtf8 {
            path: path.to_owned(),
            line: 1 + bytes[..wrong].iter().filter(|byte| **byte == b'\n').count(),
            byte: bytes[wrong],
        }
    })
}

/// The catalog inside the program. It is checked by a test, so that nothing in it is wrong.
#[must_use]
pub fn demo() -> Catalog {
    let (catalog, _) = Catalog::parse(DEMO, DEMO_NAME, Root::Embedded);
    catalog.unwrap_or_else(|| Catalog::new(Vec::new(), Root::Embedded, String::new()))
}

/// The file of the catalog inside the program.
#[must_use]
pub fn demo_source() -> &'static str {
    DEMO
}

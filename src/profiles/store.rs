//! Profiles on disk: one file in a data folder.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::{
    reading::{self, Clock},
    set::Profiles,
    writing,
};
use crate::catalog::{Problem, ReadError, read, shown};

const FILE: &str = "profiles.toml";

/// Why profiles could not be loaded or saved.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file is there but cannot be read as text.
    #[error(transparent)]
    File(#[from] ReadError),
    /// The file does not hold profiles; it is left as it is.
    #[error("the profiles are damaged: {}; correct the file or move it away", first(.0))]
    Damaged(Vec<Problem>),
    /// The folder or the file cannot be written.
    #[error("cannot save {}: {cause}", shown(.path))]
    Unwritable {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
}

fn first(problems: &[Problem]) -> String {
    let more = match problems.len() {
        0 | 1 => String::new(),
        all => format!(" and {} more", all - 1),
    };
    let first = problems.first().map(Problem::to_string);
    first.unwrap_or_default() + &more
}

/// A place for profiles whose present file, if there is one, was understood. Only such a place
/// can be saved to, so a damaged file is never overwritten.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
}

impl Store {
    /// The store in `folder` and the profiles in it; none if there is no file yet.
    ///
    /// Nothing is created. Titles in histories need not be in any catalog.
    ///
    /// # Errors
    /// If there is a file that cannot be read, or that has an error.
    pub fn open(folder: &Path) -> Result<(Self, Option<Profiles>), StoreError> {
        let path = folder.join(FILE);
        let store = Self {
            folder: folder.to_owned(),
        };
        let source = match read(&path) {
            Ok(source) => source,
            Err(error) if error.is_missing() => return Ok((store, None)),
            Err(error) => return Err(error.into()),
        };
        let profiles = reading::profiles(&source, &path.to_string_lossy(), Clock::Absolute);
        Ok((store, Some(profiles.map_err(StoreError::Damaged)?)))
    }

    /// The file that profiles are saved to.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.folder.join(FILE)
    }

    /// Replaces the file by one with `profiles`, whole or not at all, readable by its owner only.
    /// Creates the folder, for its owner only, where it is missing.
    ///
    /// # Errors
    /// If the folder or the file cannot be written; the old file then remains.
    pub fn save(&self, profiles: &Profiles) -> Result<(), StoreError> {
        self.replace(profiles)
            .map_err(|cause| StoreError::Unwritable {
                path: self.path(),
                cause,
            })
    }

    fn replace(&self, profiles: &Profiles) -> io::Result<()> {
        let text = writing::file(profiles).map_err(io::Error::other)?;
        create_private(&self.folder)?;
        let mut file = tempfile::Builder::new()
            .prefix(".profiles-")
            .tempfile_in(&self.folder)?;
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(self.path()).map_err(|error| error.error)?;
        // Only then has the new name reached the disk too.
        if cfg!(unix) {
            File::open(&self.folder)?.sync_all()?;
        }
        Ok(())
    }
}

fn create_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

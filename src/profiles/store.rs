//! Profiles on disk: one file in a data folder.

#![expect(
    clippy::disallowed_methods,
    reason = "an edge: reads and writes profiles"
)]

use std::{
    fs::{DirBuilder, File},
    io::{self, Write},
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
};

use super::{
    merging::merged,
    reading::{self, Clock},
    set::Profiles,
    writing,
};
use crate::{
    catalog::{Problem, ReadError, read, shown},
    text::Text,
};

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
    /// Another program has added or renamed a profile, so that one of ours has the same id or
    /// name.
    #[error("another keyart added a profile too; delete {name} here and add it with another name")]
    Clash {
        /// What our profile is called.
        name: Text,
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
/// can be saved to, so a damaged file is never overwritten. Several programs may use it at the
/// same time: each save keeps what the others have changed.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    /// The profiles as they were opened or last saved here.
    known: Profiles,
    is_volatile: bool,
}

impl Store {
    /// The store in `folder` and the profiles in it; none if there is no file yet.
    ///
    /// Nothing is created. Titles in histories need not be in any catalog.
    ///
    /// # Errors
    /// If there is a file that cannot be read, or that has an error.
    pub fn open(folder: &Path) -> Result<(Self, Option<Profiles>), StoreError> {
        let stored = stored(&folder.join(FILE))?;
        let store = Self {
            folder: folder.to_owned(),
            known: stored.clone().unwrap_or_default(),
            is_volatile: false,
        };
        Ok((store, stored))
    }

    /// The same without waiting for the disk: a power failure may cost what was saved.
    #[must_use]
    pub fn volatile(self) -> Self {
        Self {
            is_volatile: true,
            ..self
        }
    }

    /// The file that profiles are saved to.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.folder.join(FILE)
    }

    /// Brings the changes that were made to `profiles` since they were opened or last saved here
    /// into the file: replaces it whole or not at all, readable by its owner only. Creates the
    /// folder, for its owner only, where it is missing.
    ///
    /// # Errors
    /// If the folder or the file cannot be written, if the file was damaged meanwhile, or if
    /// another program gave the id or name of a new profile too; the old file then remains.
    pub fn save(&mut self, profiles: &Profiles) -> Result<(), StoreError> {
        let path = self.path();
        let unwritable = |cause| StoreError::Unwritable {
            path: path.clone(),
            cause,
        };
        let _lock = self.lock().map_err(unwritable)?;
        match stored(&path)? {
            None => self.replace(profiles),
            Some(theirs) => {
                let all = merged(&self.known, profiles, &theirs);
                let all = all.map_err(|ours| StoreError::Clash {
                    name: ours.name.clone(),
                })?;
                self.replace(&all)
            }
        }
        .map_err(unwritable)?;
        self.known.clone_from(profiles);
        Ok(())
    }

    /// Keeps other programs from saving as long as the folder, which is created if need be, is
    /// held. Some network file systems have no locks: there a change of theirs at the very same
    /// moment is lost.
    fn lock(&self) -> io::Result<File> {
        let mut builder = DirBuilder::new();
        builder.recursive(true).mode(0o700).create(&self.folder)?;
        let folder = File::open(&self.folder)?;
        match folder.lock() {
            Err(error) if error.kind() != io::ErrorKind::Unsupported => Err(error),
            _ => Ok(folder),
        }
    }

    fn replace(&self, profiles: &Profiles) -> io::Result<()> {
        let text = writing::file(profiles).map_err(io::Error::other)?;
        let mut file = tempfile::Builder::new()
            .prefix(".profiles-")
            .tempfile_in(&self.folder)?;
        file.write_all(text.as_bytes())?;
        if !self.is_volatile {
            file.as_file().sync_all()?;
        }
        file.persist(self.path()).map_err(|error| error.error)?;
        if self.is_volatile {
            return Ok(());
        }
        // Only then has the new name reached the disk too.
        File::open(&self.folder)?.sync_all()
    }
}

/// The profiles in the file at `path`, if there is one.
fn stored(path: &Path) -> Result<Option<Profiles>, StoreError> {
    let source = match read(path) {
        Ok(source) => source,
        Err(error) if error.is_missing() => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let profiles = reading::profiles(&source, &path.to_string_lossy(), Clock::Absolute);
    Ok(Some(profiles.map_err(StoreError::Damaged)?))
}

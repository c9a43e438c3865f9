//! The files of a recording: the script, the data that the session changes, and what they were at
//! the start.

#![expect(
    clippy::disallowed_methods,
    reason = "an edge: makes the script and copies the data that it begins with"
)]

use std::{
    cell::Cell,
    fs::{self, File},
    io::{self, Seek},
    path::{Component, Path, PathBuf},
};

use tempfile::TempDir;

use super::RecordOptions;
use crate::{
    cli::{Failure, Options},
    script::player::{Halt, data},
    text::neutral,
};

fn shown(path: &Path) -> String {
    neutral(&path.to_string_lossy())
}

fn unwritable(path: &Path, error: &io::Error) -> Failure {
    Failure::Input(format!("{}: {error}", shown(path)))
}

fn there_already(path: &Path) -> Failure {
    Failure::Input(format!(
        "{} is there already; --force writes over it",
        shown(path)
    ))
}

impl From<Halt> for Failure {
    fn from(halt: Halt) -> Self {
        match halt {
            Halt::Storage(message) => Self::Storage(message),
            other => Self::Input(other.to_string()),
        }
    }
}

/// A script that is about to be written. Until it is kept, the file that was there is as it was.
pub(super) struct NewFile<'p> {
    path: &'p Path,
    file: File,
    is_new: bool,
    is_kept: Cell<bool>,
}

impl<'p> NewFile<'p> {
    /// Opens the file at `path`, which may only be there already with `force`.
    ///
    /// # Errors
    /// [`Failure::Input`] if it is there, or cannot be written.
    pub(super) fn create(path: &'p Path, force: bool) -> Result<Self, Failure> {
        let is_new = fs::symlink_metadata(path).is_err();
        if !is_new && !force {
            return Err(there_already(path));
        }
        let mut options = File::options();
        let options = options.write(true).create_new(is_new);
        let file = options
            .open(path)
            .map_err(|error| unwritable(path, &error))?;
        Ok(Self {
            path,
            file,
            is_new,
            is_kept: Cell::new(false),
        })
    }

    /// The file, with nothing in it; from now on it stays, whatever happens.
    ///
    /// # Errors
    /// If it cannot be written.
    pub(super) fn emptied(&self) -> io::Result<File> {
        self.is_kept.set(true);
        let mut file = self.file.try_clone()?;
        file.set_len(0)?;
        file.rewind()?;
        Ok(file)
    }

    /// Takes the file away, if it was not there before and nothing stands in it.
    pub(super) fn discard(&self) {
        if self.is_new && !self.is_kept.get() {
            let _ = fs::remove_file(self.path);
        }
    }
}

/// Where the profiles and the log of the session are.
pub(super) enum Folder {
    /// Nowhere, once it has ended.
    Temporary(TempDir),
    Kept(PathBuf),
    /// They were there before.
    Given(PathBuf),
}

impl Folder {
    /// The folder that the command line asks for.
    ///
    /// # Errors
    /// [`Failure::Input`] for two folders, or one to be kept that holds profiles or a log;
    /// [`Failure::Storage`] if it cannot be made.
    pub(super) fn choose(arguments: &RecordOptions, options: &Options) -> Result<Self, Failure> {
        match (&options.data_dir, &arguments.keep) {
            (Some(_), Some(_)) => {
                let message = "--keep does not go with --data-dir, which is kept anyway";
                Err(Failure::Input(message.to_owned()))
            }
            (Some(given), None) => Ok(Self::Given(given.clone())),
            (None, Some(keep)) => {
                let is_used = ["profiles.toml", "log"]
                    .iter()
                    .any(|it| keep.join(it).exists());
                if is_used {
                    return Err(there_already(keep));
                }
                data::clear(keep)?;
                Ok(Self::Kept(keep.clone()))
            }
            (None, None) => Ok(Self::Temporary(tempfile::tempdir()?)),
        }
    }

    pub(super) fn path(&self) -> &Path {
        match self {
            Self::Temporary(folder) => folder.path(),
            Self::Kept(path) | Self::Given(path) => path,
        }
    }

    /// Copies what a folder that was there before holds to a place beside the `script`; the name
    /// of that, if it was.
    ///
    /// # Errors
    /// [`Failure::Input`] if something is there that may not be written over, or has no name that
    /// a script can say; [`Failure::Storage`] if copying fails.
    pub(super) fn snapshot(&self, script: &Path, force: bool) -> Result<Option<String>, Failure> {
        let Self::Given(given) = self else {
            return Ok(None);
        };
        let copy = script.with_extension("data");
        let is_same = match (given.canonicalize(), copy.canonicalize()) {
            (Ok(given), Ok(copy)) => given == copy,
            _ => false,
        };
        if is_same {
            let message = "the folder of --data-dir would lie where its copy beside the script \
                           must be; give the script another name";
            return Err(Failure::Input(message.to_owned()));
        }
        if copy.exists() && !force {
            return Err(there_already(&copy));
        }
        data::clear(&copy)?;
        if given.is_dir() {
            data::copy(given, &copy)?;
        }
        let name = copy.file_name().unwrap_or_default();
        Ok(Some(said(Path::new(name))?))
    }
}

/// A path as a script says it.
fn said(path: &Path) -> Result<String, Failure> {
    let text = path.to_str().map(str::to_owned);
    text.ok_or_else(|| Failure::Input(format!("{}: this is not UTF-8", shown(path))))
}

/// Where `file` is, as the folder of the `script` sees it.
///
/// # Errors
/// [`Failure::Input`] if one of them is not there, or if the path is not UTF-8.
pub(super) fn seen_from(script: &Path, file: &Path) -> Result<String, Failure> {
    let absolute = |path: &Path| {
        path.canonicalize()
            .map_err(|error| unwritable(path, &error))
    };
    let folder = script.parent().filter(|it| !it.as_os_str().is_empty());
    let folder = absolute(folder.unwrap_or(Path::new(".")))?;
    said(&between(&folder, &absolute(file)?))
}

/// The way from one absolute path to another.
fn between(from: &Path, to: &Path) -> PathBuf {
    let (from, to): (Vec<_>, Vec<_>) = (from.components().collect(), to.components().collect());
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from[shared..].iter().map(|_| Component::ParentDir);
    up.chain(to[shared..].iter().copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_leads_up_as_far_as_needed_and_down_again() {
        let way = |from, to| between(Path::new(from), Path::new(to));
        assert_eq!(way("/a/b", "/a/b/c.toml"), Path::new("c.toml"));
        assert_eq!(way("/a/b", "/a/c/d.toml"), Path::new("../c/d.toml"));
        assert_eq!(way("/", "/d.toml"), Path::new("d.toml"));
        assert_eq!(way("/a", "/d/e"), Path::new("../d/e"));
    }
}

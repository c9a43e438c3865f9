//! The folders of profiles and log that sessions begin with.

use std::{fs, io, path::Path};

use super::Halt;
use crate::{log, runtime::opening::log_folder, text::neutral, time::Timestamp};

/// Checks that what a session begins with does not lie where it goes to.
pub(super) fn expect_apart(keep: &Path, data: Option<&Path>) -> Result<(), Halt> {
    let real = |path: &Path| fs::canonicalize(path).ok();
    match (real(keep), data.and_then(real)) {
        (Some(keep), Some(data)) if data.starts_with(&keep) || keep.starts_with(&data) => {
            let shown = neutral(&keep.to_string_lossy());
            let message = format!("--keep would write over {shown}, which `Set Data` reads");
            Err(Halt::Input(message))
        }
        _ => Ok(()),
    }
}

/// The moment of the last record of the log in `folder`.
pub(super) fn end(folder: &Path) -> Result<Option<Timestamp>, Halt> {
    let mut end = None;
    for segment in log::read(&log_folder(folder))? {
        for record in segment? {
            end = end.max(Some(record?.at));
        }
    }
    Ok(end)
}

/// Makes the folder at `path` ready for a session: without profiles and a log.
///
/// # Errors
/// [`Halt::Storage`].
pub fn clear(path: &Path) -> Result<(), Halt> {
    for name in ["log", "profiles.toml"] {
        let old = path.join(name);
        let removed = if old.is_dir() {
            fs::remove_dir_all(&old)
        } else {
            fs::remove_file(&old)
        };
        match removed {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    fs::create_dir_all(path).map_err(|error| {
        let shown = neutral(&path.to_string_lossy());
        Halt::Storage(format!("{shown}: {error}"))
    })
}

/// Copies the profiles and the log of the folder `from` to `to`.
///
/// # Errors
/// [`Halt::Input`] if there is no such folder, [`Halt::Storage`].
pub fn copy(from: &Path, to: &Path) -> Result<(), Halt> {
    if !from.is_dir() {
        let shown = neutral(&from.to_string_lossy());
        return Err(Halt::Input(format!("{shown}: there is no such folder")));
    }
    let profiles = from.join("profiles.toml");
    if profiles.is_file() {
        fs::copy(&profiles, to.join("profiles.toml"))?;
    }
    let (log, target) = (log_folder(from), log_folder(to));
    if log.is_dir() {
        fs::create_dir_all(&target)?;
        for entry in fs::read_dir(&log)? {
            let entry = entry?;
            if entry.file_type()?.is_file() {
                fs::copy(entry.path(), target.join(entry.file_name()))?;
            }
        }
    }
    Ok(())
}

//! Where the files are that a script names.

use std::path::{Component, Path, PathBuf};

use crate::{text::neutral, tui::capture::Format};

/// Where `file`, which must lie in or below `folder`, is.
///
/// # Errors
/// What is wrong with it, in a sentence without its full stop.
pub fn below(folder: &Path, file: &str) -> Result<PathBuf, String> {
    let mut below = PathBuf::new();
    for part in Path::new(file).components() {
        match part {
            Component::Normal(name) => below.push(name),
            Component::CurDir => {}
            _ => {
                let file = neutral(file);
                return Err(format!("`{file}` leaves the folder of the script"));
            }
        }
    }
    if below.as_os_str().is_empty() {
        return Err("the name of a file is missing".to_owned());
    }
    Ok(folder.join(below))
}

/// Where `file`, named in the script at `path`, is, wherever that may be.
#[must_use]
pub fn seen_from(path: &Path, file: &str) -> PathBuf {
    folder(path).join(file)
}

/// The folder of the script at `path`.
pub(super) fn folder(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}

/// How a screenshot is written to `file`.
///
/// # Errors
/// What is wrong with it, in a sentence without its full stop.
pub(super) fn picture(file: &str) -> Result<Format, String> {
    let path = below(Path::new(""), file)?;
    Format::of(&path)
        .ok_or_else(|| "expected the name of a file that ends in .png, .txt or .ans".to_owned())
}

/// `path` without `.` and with `..` resolved by name.
pub(super) fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir
                if plain
                    .components()
                    .next_back()
                    .is_some_and(|last| matches!(last, Component::Normal(_))) =>
            {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

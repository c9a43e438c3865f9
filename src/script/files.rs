//! Real files: reading scripts, finding them in folders, and replacing them.

#![expect(clippy::disallowed_methods, reason = "an edge: reads scripts")]

use std::{
    collections::HashSet,
    ffi::OsStr,
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use super::{
    place::plain,
    program::{Files, LARGEST},
};
use crate::text::neutral;

/// What names of scripts end in.
pub const EXTENSION: &str = "keyart";

/// How deep folders are looked through.
const DEEPEST: usize = 32;

/// Scripts that are looked for.
const MOST: usize = 10_000;

/// The files of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path) -> Result<Vec<u8>, String> {
        let failed = |error: io::Error| unreadable(path, &error);
        // Opening a pipe would wait for somebody to write into it.
        let metadata = fs::metadata(path).map_err(failed)?;
        let name = shown(path);
        if metadata.is_dir() {
            return Err(format!("`{name}` is a folder"));
        }
        if !metadata.is_file() {
            return Err(format!("`{name}` is a pipe, socket or device, not a file"));
        }
        bounded(File::open(path).map_err(failed)?)
            .map_err(failed)?
            .ok_or_else(|| too_large(&name))
    }
}

/// The bytes of a script; `None` if there are more than a script can have.
///
/// # Errors
/// If reading fails.
pub fn bounded(from: impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    from.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= LARGEST).then_some(bytes))
}

/// That the file of this name is larger than a script can be.
#[must_use]
pub fn too_large(name: &str) -> String {
    format!("`{name}` is larger than {} MiB", LARGEST >> 20)
}

fn shown(path: &Path) -> String {
    neutral(&path.to_string_lossy())
}

fn unreadable(path: &Path, error: &io::Error) -> String {
    let name = shown(path);
    match error.kind() {
        io::ErrorKind::NotFound => format!("there is no `{name}`"),
        io::ErrorKind::PermissionDenied => format!("`{name}` may not be read"),
        _ => format!("`{name}` cannot be read: {error}"),
    }
}

/// The scripts that `named` leads to: each file as it is, and of each folder all that end in
/// `.keyart`, in it and below it, by name. Each file comes once. Hidden folders are left out, and
/// no link is followed that leads out of the folder.
///
/// # Errors
/// A folder that cannot be read or that holds no script, or more than 10,000 scripts.
pub fn scripts(named: &[PathBuf]) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    for path in named {
        if !path.is_dir() {
            found.push(path.clone());
            continue;
        }
        let root = fs::canonicalize(path).map_err(|error| unreadable(path, &error))?;
        let before = found.len();
        walk(path, &root, DEEPEST, &mut found)?;
        if found.len() == before {
            return Err(format!("`{}` holds no .{EXTENSION} file", shown(path)));
        }
    }
    let mut known = HashSet::new();
    found.retain(|path| known.insert(plain(path)));
    Ok(found)
}

fn walk(folder: &Path, root: &Path, depth: usize, found: &mut Vec<PathBuf>) -> Result<(), String> {
    let failed = |error: io::Error| unreadable(folder, &error);
    let entries = fs::read_dir(folder).map_err(failed)?;
    let mut entries = entries.collect::<Result<Vec<_>, _>>().map_err(failed)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let (path, kind) = (entry.path(), entry.file_type().map_err(failed)?);
        let is_hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        let is_script = path.extension() == Some(OsStr::new(EXTENSION));
        if kind.is_dir() && !is_hidden {
            if depth == 0 {
                return Err(format!("`{}` lies too deep", shown(&path)));
            }
            walk(&path, root, depth - 1, found)?;
        } else if is_script && (kind.is_file() || kind.is_symlink() && stays(&path, root)) {
            found.push(path);
        }
        if found.len() > MOST {
            return Err(format!("there are more than {MOST} scripts"));
        }
    }
    Ok(())
}

/// Whether the link leads to a file below `root`.
fn stays(link: &Path, root: &Path) -> bool {
    fs::canonicalize(link).is_ok_and(|target| target.starts_with(root) && target.is_file())
}

/// Puts `text` into the file at `path`, all of it or nothing. A link stays one, and permissions
/// stay as they are.
///
/// # Errors
/// If the file may not be written, or writing fails; the file is then as it was.
pub fn replace(path: &Path, text: &str) -> io::Result<()> {
    let target = fs::canonicalize(path)?;
    let permissions = fs::metadata(&target)?.permissions();
    if permissions.readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let folder = target.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().set_permissions(permissions)?;
    file.as_file().sync_all()?;
    file.persist(&target).map_err(|error| error.error)?;
    Ok(())
}

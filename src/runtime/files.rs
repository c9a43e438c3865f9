//! Files that are made anew, all at once.

use std::{
    fs::{self, Permissions},
    io::{self, Write},
    os::unix::fs::PermissionsExt,
    path::Path,
};

use crate::text;

/// Puts `bytes` in the place of the file at `path`, whose folder must be there.
///
/// # Errors
/// If the system does not let it; the file is then as it was.
pub fn store(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    let mut file = tempfile::Builder::new()
        .prefix(".keyart-")
        .permissions(Permissions::from_mode(0o666))
        .tempfile_in(folder.unwrap_or(Path::new(".")))
        // The name of the file that was tried says nothing to anybody.
        .map_err(|error| io::Error::from(error.kind()))?;
    file.write_all(bytes)?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Puts `bytes` in the place of the file at `path`, which must lie below `folder` also when links
/// are followed. Folders between the two are made.
///
/// # Errors
/// If it lies elsewhere, or the system does not let it; the file is then as it was.
pub fn store_below(folder: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let shown = || text::neutral(&path.to_string_lossy());
    let own = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", shown()));
    let parent = path.parent().unwrap_or(Path::new(""));
    let here = |path: &Path| match path.as_os_str().is_empty() {
        true => Path::new(".").to_owned(),
        false => path.to_owned(),
    };
    // The folder that is there already must not lead elsewhere.
    let mut known = parent;
    while !here(known).exists() && !known.as_os_str().is_empty() {
        known = known.parent().unwrap_or(Path::new(""));
    }
    let root = here(folder)
        .canonicalize()
        .or_else(|_| here(known).canonicalize());
    if !here(known)
        .canonicalize()
        .map_err(own)?
        .starts_with(root.map_err(own)?)
    {
        let message = format!("{}: a link leads out of the folder of the script", shown());
        return Err(io::Error::other(message));
    }
    fs::create_dir_all(here(parent)).map_err(own)?;
    store(path, bytes).map_err(own)
}

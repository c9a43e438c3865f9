//! Where the bytes of a picture come from: the demo inside the program, or a folder.

#![expect(clippy::disallowed_methods, reason = "an edge: reads pictures")]

use std::{
    borrow::Cow,
    fs::File,
    io::{self, Read},
    path::Path,
};

use rust_embed::RustEmbed;

use super::PictureError;
use crate::{
    catalog::{LARGEST_ARTWORK, Root},
    text::Text,
};

/// The artwork of the demo catalog, whose paths begin with this folder.
#[derive(RustEmbed)]
#[folder = "assets/artwork"]
struct EmbeddedArtwork;

/// The pictures of profiles.
#[derive(RustEmbed)]
#[folder = "assets/avatars"]
struct EmbeddedAvatars;

/// The bytes of the artwork `file`, a path with `/` between its parts, below `root`.
///
/// # Errors
/// If it is missing, unreadable, over [`LARGEST_ARTWORK`], no regular file, or outside of `root` once
/// symbolic links are followed. Nothing but a regular file is ever opened.
pub fn read(root: &Root, file: &str) -> Result<Cow<'static, [u8]>, PictureError> {
    match root {
        Root::Embedded => file
            .strip_prefix("assets/artwork/")
            .and_then(EmbeddedArtwork::get)
            .map(|embedded| embedded.data)
            .ok_or_else(|| PictureError::Missing {
                file: Text::new(file),
            }),
        Root::Folder(folder) => read_below(folder, file).map(Cow::Owned),
    }
}

/// The bytes of the avatar called `name`, as PNG.
///
/// # Errors
/// If the program holds no such avatar.
pub fn read_avatar(name: &str) -> Result<Cow<'static, [u8]>, PictureError> {
    let file = format!("{name}.png");
    EmbeddedAvatars::get(&file)
        .map(|embedded| embedded.data)
        .ok_or_else(|| PictureError::Missing {
            file: Text::new(&file),
        })
}

/// The bytes of a picture anywhere on disk, for previews of files that are in no catalog.
///
/// # Errors
/// As [`read`], but symbolic links may lead anywhere.
pub fn read_path(path: &Path) -> Result<Vec<u8>, PictureError> {
    let name = path.to_string_lossy();
    let target = path
        .canonicalize()
        .map_err(|error| unreadable(&name, &error))?;
    read_regular(&target, &name)
}

fn read_below(folder: &Path, file: &str) -> Result<Vec<u8>, PictureError> {
    let resolve = |path: &Path| {
        path.canonicalize()
            .map_err(|error| unreadable(file, &error))
    };
    let target = resolve(&folder.join(file))?;
    if !target.starts_with(resolve(folder)?) {
        return Err(PictureError::Outside {
            file: Text::new(file),
        });
    }
    read_regular(&target, file)
}

/// Reads `path`, in which no symbolic link is left. `stat` comes before `open`, because opening
/// a pipe waits for a writer.
fn read_regular(path: &Path, file: &str) -> Result<Vec<u8>, PictureError> {
    let failed = |error: io::Error| unreadable(file, &error);
    let metadata = path.symlink_metadata().map_err(failed)?;
    if !metadata.is_file() {
        return Err(PictureError::NotAFile {
            file: Text::new(file),
        });
    }
    refuse_heavy(metadata.len(), file)?;
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
    File::open(path)
        .map_err(failed)?
        .take(LARGEST_ARTWORK + 1)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    refuse_heavy(bytes.len() as u64, file)?;
    Ok(bytes)
}

fn refuse_heavy(length: u64, file: &str) -> Result<(), PictureError> {
    if length <= LARGEST_ARTWORK {
        return Ok(());
    }
    Err(PictureError::Heavy {
        file: Text::new(file),
        mebibytes: length.div_ceil(1 << 20),
    })
}

fn unreadable(file: &str, error: &io::Error) -> PictureError {
    let file = Text::new(file);
    match error.kind() {
        io::ErrorKind::NotFound => PictureError::Missing { file },
        _ => PictureError::Unreadable {
            file,
            reason: Text::new(&error.to_string()),
        },
    }
}

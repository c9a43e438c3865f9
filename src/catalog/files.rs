//! The artwork files that a catalog names, and whether they are there.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    model::{ArtworkId, TitleId},
    problem::{Findings, Position, Problem, Severity},
    wire::{Entry, Section, document, quoted},
};
use crate::text::{Text, neutral};

/// Bytes of the largest artwork file that is opened: 20 MiB.
pub const LARGEST_ARTWORK: u64 = 20 << 20;

/// A place in a catalog file that names an artwork file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileReference {
    /// The title that the artwork belongs to.
    pub title: TitleId,
    /// The artwork.
    pub artwork: ArtworkId,
    /// The path as written, below the catalog's folder.
    pub file: Arc<str>,
    /// The line of the path, from 1.
    pub line: usize,
    /// Its first character in the line, from 1.
    pub column: usize,
}

impl FileReference {
    /// A problem with the file, in the catalog that users call `catalog`.
    #[must_use]
    pub fn problem(&self, catalog: &str, message: &str, remedy: &str) -> Problem {
        Problem {
            severity: Severity::Error,
            file: Text::new(&neutral(catalog)),
            line: self.line,
            column: self.column,
            message: neutral(message),
            remedy: neutral(remedy),
        }
    }
}

/// Every artwork file that the catalog text `source` names, in the order of the text.
///
/// Titles and artwork without an id, and files that are not strings, are left out:
/// [`super::Catalog::parse`] reports those.
#[must_use]
pub fn file_references(source: &str) -> Vec<FileReference> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let mut ignored = Findings::default();
    let table = document(source, &mut ignored);
    let mut position = Position::start(source);
    let mut references = Vec::new();
    for title in Section::new(table.get_ref()).tables("title", &mut ignored) {
        for artwork in title.tables("artwork", &mut ignored) {
            let title = title.optional("id").and_then(Entry::as_str);
            let id = artwork.optional("id").and_then(Entry::as_str);
            let file = artwork.optional("file");
            let file = file.and_then(|entry| Some((entry.as_str()?, entry.at())));
            if let (Some(title), Some(id), Some((file, at))) = (title, id, file) {
                position.advance(at);
                references.push(FileReference {
                    title: TitleId::new(title),
                    artwork: ArtworkId::new(id),
                    file: Arc::from(file),
                    line: position.line,
                    column: position.column,
                });
            }
        }
    }
    references
}

/// What is wrong with the artwork files of the catalog text `source`, called `name`, whose files
/// lie below `folder`: missing, no regular file, larger than
/// [`LARGEST_ARTWORK`], or outside of the folder
/// through a symbolic link.
///
/// Paths that [`super::Catalog::parse`] refuses are passed over. Files are not decoded.
#[must_use]
pub fn check_files(source: &str, name: &str, folder: &Path) -> Vec<Problem> {
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let references = file_references(source);
    let wrong = references.iter().filter_map(|reference| {
        let (message, remedy) = complaint(&folder, &reference.file)?;
        Some(reference.problem(name, &message, remedy))
    });
    wrong.collect()
}

/// Whether `file` may be the path of an artwork below a catalog's folder; otherwise, what is
/// wrong with it, as the end of a sentence.
pub(super) fn expect_inside(file: &str) -> Result<(), &'static str> {
    let has_drive = file.as_bytes().get(1) == Some(&b':');
    if file.is_empty() {
        Err("is empty")
    } else if file.starts_with('/') || has_drive {
        Err("is an absolute path")
    } else if file.contains('\\') {
        Err("has a backslash")
    } else if file.split('/').any(|part| matches!(part, "" | "." | "..")) {
        Err("has a part that is `..`, `.` or empty")
    } else if Text::new(file).as_str() != file {
        Err("has characters that are not shown")
    } else {
        Ok(())
    }
}

/// What is wrong with `file` below the canonical `folder`, and what to do about it.
fn complaint(folder: &Path, file: &str) -> Option<(String, &'static str)> {
    expect_inside(file).ok()?;
    let path: PathBuf = folder.join(file);
    let shown = quoted(file);
    let real = match path.canonicalize() {
        Ok(real) => real,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let message = format!("the file {shown} does not exist");
            return Some((message, "add it, or correct the path"));
        }
        Err(error) => {
            let message = format!("the file {shown} cannot be read: {error}");
            return Some((message, "make it readable"));
        }
    };
    if !real.starts_with(folder) {
        let message = format!("the file {shown} is a link out of the catalog's folder");
        return Some((message, "copy the picture into the folder"));
    }
    let metadata = fs::metadata(&real).ok()?;
    if !metadata.is_file() {
        let message = format!("{shown} is not a regular file");
        return Some((message, "name a picture"));
    }
    (metadata.len() > LARGEST_ARTWORK).then(|| {
        let message = format!(
            "the file {shown} is larger than {} MiB",
            LARGEST_ARTWORK >> 20
        );
        (message, "save it smaller; 1280 pixels across are enough")
    })
}

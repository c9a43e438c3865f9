//! Stored screens that no script looks at any more.

use std::{collections::BTreeSet, fs, path::Path};

use crate::{script::player::Snapshots, text::neutral};

/// How deep folders of snapshots are looked through.
const DEEPEST: usize = 4;

/// The files among the snapshots of the script at `script` that are not among those it has
/// `seen`; by name, neutral.
pub(super) fn unused(script: &Path, seen: &BTreeSet<std::path::PathBuf>) -> Vec<String> {
    let mut found = Vec::new();
    walk(&Snapshots::folder(script), DEEPEST, &mut |path| {
        if path.extension().is_some_and(|it| it == "txt") && !seen.contains(path) {
            found.push(neutral(&path.to_string_lossy()));
        }
    });
    found.sort();
    found
}

fn walk(folder: &Path, depth: usize, found: &mut impl FnMut(&Path)) {
    // Where nothing can be read, nothing was stored.
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && depth > 0 => walk(&entry.path(), depth - 1, found),
            Ok(kind) if kind.is_file() => found(&entry.path()),
            _ => {}
        }
    }
}

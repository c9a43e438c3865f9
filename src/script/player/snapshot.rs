//! Screens that were stored, and how others differ from them.

#![expect(
    clippy::disallowed_methods,
    reason = "an edge: snapshots lie beside the script"
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use similar::{ChangeTag, TextDiff};

use super::{Evidence, Halt};
use crate::{
    runtime::files,
    script::place,
    text::{Text, neutral},
};

/// A line of two texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// In both.
    Same(String),
    /// Only in what was expected.
    Expected(String),
    /// Only in what is there.
    Actual(String),
}

/// The snapshots of a script.
#[derive(Debug)]
pub struct Snapshots {
    /// That of the script, which they must not leave.
    root: PathBuf,
    folder: PathBuf,
    update: bool,
    /// Those that were looked at, with the screens that they are.
    seen: BTreeMap<PathBuf, String>,
    updated: Vec<(PathBuf, Vec<Difference>)>,
}

/// The lines of both texts, in order.
#[must_use]
pub fn differences(expected: &str, actual: &str) -> Vec<Difference> {
    let diff = TextDiff::from_lines(expected, actual);
    let line = |change: similar::Change<&str>| {
        let text = Text::new(change.value().trim_end_matches('\n')).to_string();
        match change.tag() {
            ChangeTag::Equal => Difference::Same(text),
            ChangeTag::Delete => Difference::Expected(text),
            ChangeTag::Insert => Difference::Actual(text),
        }
    };
    diff.iter_all_changes().map(line).collect()
}

/// A stored screen whatever ends its lines on other systems.
fn plain(stored: &str) -> String {
    stored
        .lines()
        .map(|line| format!("{}\n", line.trim_end()))
        .collect()
}

impl Snapshots {
    /// Where those of the script at `path` lie: in `snapshots/SCRIPT` beside it.
    #[must_use]
    pub fn folder(path: &Path) -> PathBuf {
        let name = path.file_stem().unwrap_or_default();
        place::folder(path).join("snapshots").join(name)
    }

    /// Those of the script at `path`.
    #[must_use]
    pub(super) fn new(path: &Path, update: bool) -> Self {
        Self {
            root: place::folder(path).to_owned(),
            folder: Self::folder(path),
            update,
            seen: BTreeMap::new(),
            updated: Vec::new(),
        }
    }

    /// Whether `screen` is the one stored under `name`; stores it if that is wanted.
    pub(super) fn compare(&mut self, name: &str, screen: &str) -> Result<(), Halt> {
        let path = self.folder.join(name).with_extension("txt");
        let shown = neutral(&path.to_string_lossy());
        let before = self.seen.insert(path.clone(), screen.to_owned());
        if let Some(before) = before.filter(|before| before != screen) {
            return Err(Halt::marked(
                format!("one screen in {shown}"),
                "this is another one than the script looked at before; give it a name of its own",
                Evidence::Differences(differences(&before, screen)),
            ));
        }
        let stored = match fs::read_to_string(&path) {
            Ok(stored) => Some(plain(&stored)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => {
                return Err(Halt::Storage(format!("{shown}: {error}")));
            }
        };
        if stored.as_deref() == Some(screen) {
            return Ok(());
        }
        let differences = differences(stored.as_deref().unwrap_or_default(), screen);
        if self.update {
            files::store_below(&self.root, &path, screen.as_bytes())?;
            self.updated.push((path, differences));
            return Ok(());
        }
        if stored.is_none() {
            let actual = "there is no such file; `--update` stores the screen as it is";
            return Err(Halt::unmet(format!("the screen stored in {shown}"), actual));
        }
        let count = |is_meant: fn(&Difference) -> bool| {
            differences.iter().filter(|line| is_meant(line)).count()
        };
        let changed = count(|line| matches!(line, Difference::Expected(_)))
            .max(count(|line| matches!(line, Difference::Actual(_))));
        Err(Halt::marked(
            format!("the screen stored in {shown}"),
            format!("{changed} lines differ; `--update` stores the screen as it is"),
            Evidence::Differences(differences),
        ))
    }

    /// The files that were looked at, and those that were stored with what changed in them.
    pub(super) fn into_parts(self) -> (BTreeSet<PathBuf>, Vec<(PathBuf, Vec<Difference>)>) {
        (self.seen.into_keys().collect(), self.updated)
    }
}

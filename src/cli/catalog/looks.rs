//! Whether what was measured of a catalog's pictures is still true.

use std::{collections::BTreeSet, path::Path};

use crate::{
    artwork::source,
    catalog::{
        FileReference, Looks, Problem, Root, Severity, demo_looks, file_references, load_looks,
        looks_path,
    },
    text::{Text, neutral},
};

const REMEDY: &str = "run `keyart catalog measure` on the catalog";

/// What was measured of a catalog's pictures, and what is wrong with the file that says so.
pub(super) struct Measured {
    looks: Looks,
    name: Text,
    problems: Vec<Problem>,
}

impl Measured {
    /// What was measured of the catalog at `path`; `None` if nothing was.
    pub(super) fn of(path: &Path) -> Option<Self> {
        let (looks, problems) = load_looks(path);
        Some(Self {
            looks: looks?,
            name: Text::new(&neutral(&looks_path(path).to_string_lossy())),
            problems,
        })
    }

    /// What was measured of the demo.
    pub(super) fn of_demo() -> Self {
        Self {
            looks: demo_looks(),
            name: Text::new("looks of the demo"),
            problems: Vec::new(),
        }
    }

    /// What is wrong with the file, and where it is stale for the catalog text `source`, called
    /// `catalog`: pictures that it lacks and that the catalog lacks; and those that have changed,
    /// where they lie below `root`, if that is given.
    pub(super) fn problems(self, source: &str, catalog: &str, root: Option<&Root>) -> Vec<Problem> {
        if !self.problems.is_empty() {
            return self.problems;
        }
        let references = file_references(source);
        let known = references.iter();
        let known: BTreeSet<(&str, &str)> = known
            .map(|one| (one.title.as_str(), one.artwork.as_str()))
            .collect();
        let stale = references.iter().filter_map(|reference| {
            let (title, artwork) = (reference.title.as_str(), reference.artwork.as_str());
            let Some(measured) = self.looks.get(title, artwork) else {
                let file = &reference.file;
                let message = format!("the picture `{file}` is not measured");
                return Some(Problem {
                    severity: Severity::Warning,
                    ..reference.problem(catalog, &message, REMEDY)
                });
            };
            let changed = root.is_some_and(|root| has_changed(reference, measured.crc, root));
            changed.then(|| self.stale(measured.line, &format!("{title}/{artwork} has changed")))
        });
        let mut problems: Vec<Problem> = stale.collect();
        for (title, artwork, measured) in self.looks.iter() {
            if !known.contains(&(title, artwork)) {
                let message = format!("the catalog has no picture {title}/{artwork}");
                problems.push(self.stale(measured.line, &message));
            }
        }
        problems
    }

    fn stale(&self, line: usize, message: &str) -> Problem {
        Problem {
            severity: Severity::Warning,
            file: self.name.clone(),
            line,
            column: 1,
            message: neutral(message),
            remedy: REMEDY.to_owned(),
        }
    }
}

/// Whether the picture's file has another checksum than `crc`; those that cannot be read are
/// somebody else's problem.
fn has_changed(reference: &FileReference, crc: u32, root: &Root) -> bool {
    let bytes = source::read(root, &reference.file);
    bytes.is_ok_and(|bytes| crc32fast::hash(&bytes) != crc)
}

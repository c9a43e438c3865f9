//! Whether the pictures of a catalog can be shown.

use std::{
    collections::BTreeSet,
    panic::resume_unwind,
    thread::{self, ScopedJoinHandle},
};

use crate::{
    artwork::{PictureError, decode, source},
    catalog::{FileReference, Problem, Root, file_references},
};

/// How many pictures are decoded at the same time.
const WORKERS: usize = 2;

/// What is wrong with the pictures that the catalog text `source`, called `name`, names below
/// `root`. Those are passed over that the problems `known` are about.
pub(super) fn broken(source: &str, name: &str, root: &Root, known: &[Problem]) -> Vec<Problem> {
    let known: BTreeSet<_> = known.iter().map(|one| (one.line, one.column)).collect();
    let references: Vec<_> = file_references(source)
        .into_iter()
        .filter(|reference| !known.contains(&(reference.line, reference.column)))
        .collect();
    let share = references.len().div_ceil(WORKERS).max(1);
    let look = |share: &[FileReference]| -> Vec<Problem> {
        let faults = share.iter().filter_map(|one| fault(one, name, root));
        faults.collect()
    };
    thread::scope(|scope| {
        let workers: Vec<_> = references
            .chunks(share)
            .map(|share| scope.spawn(move || look(share)))
            .collect();
        let found = workers.into_iter().map(ScopedJoinHandle::join);
        found
            .flat_map(|found| found.unwrap_or_else(|cause| resume_unwind(cause)))
            .collect()
    })
}

fn fault(reference: &FileReference, name: &str, root: &Root) -> Option<Problem> {
    let sentence = look_at(root, &reference.file).err()?.to_string();
    let (message, remedy) = sentence
        .rsplit_once("; ")
        .unwrap_or((&sentence, "replace it"));
    Some(reference.problem(name, message, remedy))
}

fn look_at(root: &Root, file: &str) -> Result<(), PictureError> {
    let bytes = source::read(root, file)?;
    decode(file, &bytes).map(drop)
}

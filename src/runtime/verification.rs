//! Computes the propensities of a stored log anew.

use std::{collections::BTreeSet, path::Path};

use crate::{
    log::{self, Event, LogError, Tail},
    session::{Verification, Verifier},
};

/// What comes of computing every distribution of the log in `folder` anew, and its unfinished
/// ends.
///
/// # Errors
/// If the log cannot be read.
pub fn verify(folder: &Path) -> Result<(Verification, Vec<Tail>), LogError> {
    let mut verifier = Verifier::new(policies(folder)?);
    let mut tails = Vec::new();
    for segment in log::read(folder)? {
        let mut segment = segment?;
        if let Some(start) = segment.session().cloned() {
            let events = (&mut segment).map(|record| record.map(|record| record.event));
            verifier.session(&start, events)?;
        }
        tails.extend(segment.tail().cloned());
    }
    Ok((verifier.result(), tails))
}

/// Every policy that an impression names.
fn policies(folder: &Path) -> Result<BTreeSet<String>, LogError> {
    let mut policies = BTreeSet::new();
    for segment in log::read(folder)? {
        for record in segment? {
            if let Event::Impression(impression) = record?.event
                && !policies.contains(&impression.policy)
            {
                policies.insert(impression.policy);
            }
        }
    }
    Ok(policies)
}

//! `keyart log verify`: every propensity, computed anew.

use std::{io::Write, path::Path};

use serde_json::json;

use super::{Failure, VerifyOptions, print_empty, print_tails, torn_json};
use crate::{
    log::Tail,
    runtime::verification::verify,
    session::{TOLERANCE, Verification},
};

/// Prints how many of the distributions in the log could be computed anew.
pub(super) fn run(
    options: &VerifyOptions,
    folder: &Path,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let (result, tails) = verify(folder)?;
    if options.json {
        print_json(&result, &tails, out)?;
    } else {
        print(&result, folder, out)?;
        print_tails(&tails, out)?;
    }
    match result.different.len() {
        0 if result.recomputed == 0 && result.distributions > 0 => Err(Failure::Unmet(format!(
            "none of {} distributions could be recomputed",
            result.distributions
        ))),
        0 => Ok(()),
        wrong => Err(Failure::Unmet(format!(
            "{wrong} of {} distributions are not what the log leads to",
            result.distributions
        ))),
    }
}

fn print(result: &Verification, folder: &Path, out: &mut dyn Write) -> Result<(), Failure> {
    if result.distributions == 0 {
        return Ok(print_empty(folder, out)?);
    }
    writeln!(
        out,
        "{} of {} distributions recomputed, largest difference {}",
        result.recomputed, result.distributions, result.largest
    )?;
    for it in &result.different {
        writeln!(
            out,
            "session {}, impression {}: a probability is off by {}, more than {TOLERANCE}",
            it.session, it.impression, it.by
        )?;
    }
    for (sessions, why) in left_out(result) {
        if sessions > 0 {
            writeln!(out, "note: {sessions} sessions left out: {why}")?;
        }
    }
    Ok(())
}

/// Why sessions were left out, wholly or in part, and how many.
fn left_out(result: &Verification) -> [(u64, &'static str); 3] {
    [
        (
            result.unknown_versions,
            "this keyart does not know the version of their engine or features",
        ),
        (
            result.unknown_policies,
            "this keyart does not know their policy",
        ),
        (
            result.unknown_pasts,
            "they learnt from other records than those before them, because another session ran \
             beside them or a file was taken out of the log",
        ),
    ]
}

fn print_json(result: &Verification, tails: &[Tail], out: &mut dyn Write) -> Result<(), Failure> {
    let different = result.different.iter().map(|it| {
        json!({
            "session": it.session.as_str(),
            "impression": it.impression.0,
            // JSON knows no infinity.
            "by": it.by.is_finite().then_some(it.by),
        })
    });
    let document = json!({
        "distributions": result.distributions,
        "recomputed": result.recomputed,
        "largest_difference": result.largest.is_finite().then_some(result.largest),
        "different": different.collect::<Vec<_>>(),
        "sessions_left_out": {
            "unknown_versions": result.unknown_versions,
            "unknown_policies": result.unknown_policies,
            "unknown_pasts": result.unknown_pasts,
        },
        "torn": tails.iter().map(torn_json).collect::<Vec<_>>(),
    });
    Ok(writeln!(out, "{document}")?)
}

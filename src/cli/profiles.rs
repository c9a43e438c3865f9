//! `keyart profiles`: who watches.

use std::io::Write;

use clap::Args;
use serde_json::{Value, json};

use super::{Failure, Options};
use crate::{catalog::Aspect, profiles::Taste, time::Timestamp};

/// Options of `keyart profiles`.
#[derive(Debug, Args)]
pub(super) struct ProfilesOptions {
    /// Print a JSON array.
    #[arg(long)]
    json: bool,
}

/// Prints every profile with what it likes most.
///
/// # Errors
/// [`Failure::Input`] if the profiles cannot be read; [`Failure::Storage`] if printing fails.
pub(super) fn run(
    arguments: &ProfilesOptions,
    options: &Options,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let at = Timestamp::now();
    let (opening, _) = options.opening(&options.configured()?, at)?;
    let profiles = opening.look_at_profiles()?;
    let mut values = Vec::new();
    for profile in profiles.as_slice() {
        let taste = Taste::of(profile, &opening.catalog, at);
        let likes: Vec<&str> = taste
            .strongest(Aspect::Genre)
            .iter()
            .take(3)
            .map(|(genre, _)| genre.as_str())
            .collect();
        if arguments.json {
            values.push(json!({
                "id": profile.id.as_str(),
                "name": profile.name.as_str(),
                "avatar": profile.avatar.as_str(),
                "maturity": profile.maturity.as_str(),
                "viewings": profile.history.len(),
                "likes": likes,
            }));
        } else {
            let likes = if likes.is_empty() {
                "nothing watched yet".to_owned()
            } else {
                likes.join(", ")
            };
            let name = profile.name.fit(24);
            let padding =
                " ".repeat(24_usize.saturating_sub(unicode_width::UnicodeWidthStr::width(&*name)));
            writeln!(
                out,
                "{:<4} {name}{padding} {:<4} {likes}",
                profile.id.as_str(),
                profile.maturity.as_str()
            )?;
        }
    }
    if arguments.json {
        writeln!(out, "{:#}", Value::Array(values))?;
    }
    Ok(())
}

//! The page of a profile as plain text: where there is no terminal to draw on.

use std::io::Write;

use super::Failure;
use crate::{catalog::Canvas, session::State};

/// Prints the page that `state` browses: one line for each title, without escape sequences.
///
/// # Errors
/// [`Failure::Storage`] if printing fails.
pub(super) fn print(state: &mut State, out: &mut dyn Write) -> Result<(), Failure> {
    state.decide_page();
    let (Some(profile), Some(browse)) = (state.active(), &state.browse) else {
        return Ok(());
    };
    writeln!(out, "keyart: the page of {}", profile.name)?;
    for row in &browse.page.rows {
        writeln!(out, "\n{}", row.heading.label(&state.catalog))?;
        for index in &row.titles {
            let title = &state.catalog[*index];
            let artwork = &title.artwork[state.artwork(&browse.profile, *index, Canvas::Tile)];
            writeln!(
                out,
                "  {} ({}) shown as {}",
                title.name, title.year, artwork.id
            )?;
        }
    }
    Ok(writeln!(
        out,
        "\nkeyart select --profile NAME --title TITLE --explain says why."
    )?)
}

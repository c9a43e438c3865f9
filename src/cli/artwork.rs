//! `keyart artwork`: look at and make pictures.

use std::io::Write;

use clap::Subcommand;

use super::{Failure, Options, artwork_compose, artwork_preview, artwork_sheet};

/// What to do with artwork.
#[derive(Debug, Subcommand)]
pub enum ArtworkCommand {
    /// Show pictures in the terminal: a file, or the artwork set of a title.
    Preview(artwork_preview::PreviewArgs),
    /// Draw the demo catalog's artwork.
    Compose(artwork_compose::ComposeArgs),
    /// Put a catalog's artwork side by side in one picture.
    Sheet(artwork_sheet::SheetArgs),
}

/// Runs the command.
///
/// # Errors
/// As the command says.
pub fn run(command: &ArtworkCommand, options: &Options, out: &mut dyn Write) -> Result<(), Failure> {
    match command {
        ArtworkCommand::Preview(arguments) => artwork_preview::run(arguments, options, out),
        ArtworkCommand::Compose(arguments) => artwork_compose::run(arguments, out),
        ArtworkCommand::Sheet(arguments) => artwork_sheet::run(arguments, options, out),
    }
}

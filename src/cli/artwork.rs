//! `keyart artwork`: look at and make pictures.

use std::{
    io::{Stdout, Write},
    path::Path,
};

use clap::Subcommand;

use super::{
    Failure, Options,
    artwork_compose::{self, ComposeArgs},
    artwork_preview::{self, PreviewArgs},
    artwork_sheet::{self, SheetArgs},
};
use crate::{
    artwork::{PictureError, decode, source},
    catalog::{ArtworkId, nearest},
    text::Text,
    time::Timestamp,
    tui::terminal::Capabilities,
};

/// What to do with artwork.
#[derive(Debug, Subcommand)]
pub(super) enum ArtworkCommand {
    /// Show pictures in the terminal: a file, or the artwork set of a title.
    Preview(PreviewArgs),
    /// Render the demo catalog's artwork, or check that it is up to date.
    Compose(ComposeArgs),
    /// Put artwork sets side by side in one picture.
    Sheet(SheetArgs),
}

/// Runs the command.
///
/// # Errors
/// As the command says.
pub(super) fn run(command: &ArtworkCommand, options: &Options) -> Result<(), Failure> {
    match command {
        ArtworkCommand::Preview(arguments) => preview(arguments, options, &mut std::io::stdout()),
        ArtworkCommand::Compose(arguments) => {
            artwork_compose::run(arguments, &mut std::io::stdout())
        }
        ArtworkCommand::Sheet(arguments) => {
            artwork_sheet::run(arguments, options, &mut std::io::stdout())
        }
    }
}

impl From<PictureError> for Failure {
    fn from(error: PictureError) -> Self {
        Self::Input(error.to_string())
    }
}

fn preview(arguments: &PreviewArgs, options: &Options, out: &mut Stdout) -> Result<(), Failure> {
    let config = options.configured()?;
    let capabilities = Capabilities::detect(config.protocol);
    let columns = arguments.columns();
    let path = Path::new(&arguments.target);
    if path.exists() {
        let image = decode(&path.to_string_lossy(), &source::read_path(path)?)?;
        return artwork_preview::preview(&image, &capabilities, columns, out);
    }
    let (opening, _) = options.opening(&config, Timestamp::now())?;
    let catalog = &*opening.catalog;
    let title = &catalog[catalog.named(&arguments.target.to_string_lossy())?];
    let wanted = arguments.artwork.as_deref().map(ArtworkId::new);
    let mut chosen = title
        .artwork
        .iter()
        .filter(|it| wanted.as_ref().is_none_or(|id| it.id == *id))
        .peekable();
    if let (None, Some(id)) = (chosen.peek(), &wanted) {
        let known = title.artwork.iter().map(|artwork| artwork.id.as_str());
        let hint = nearest(id.as_str(), known)
            .map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        return Err(Failure::Input(format!(
            "{} has no artwork `{id}`{hint}",
            title.name
        )));
    }
    for artwork in chosen {
        let image = decode(&artwork.file, &source::read(catalog.root(), &artwork.file)?)?;
        artwork_preview::preview(&image, &capabilities, columns, out)?;
        let facts = format!(
            "{} · {} · {} · {}",
            title.name, artwork.id, artwork.shot, artwork.tone
        );
        writeln!(out, "{}", Text::new(&facts))?;
    }
    Ok(())
}

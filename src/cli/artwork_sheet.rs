//! `keyart artwork sheet`: artwork sets side by side in one picture.

#![expect(clippy::disallowed_methods, reason = "an edge: stores a picture")]

use std::{fs, io::Write, path::PathBuf};

use clap::Args;
use image::{DynamicImage, ImageFormat};

use super::{Failure, Options};
use crate::{
    artwork::{
        contact_sheet::{Layout, Print, contact_sheet},
        decode, source,
    },
    catalog::{Catalog, Title},
    text,
    time::Timestamp,
};

/// Options of `keyart artwork sheet`.
#[derive(Debug, Args)]
pub(super) struct SheetArgs {
    /// Names or ids of titles; all of the catalog if left out
    #[arg(value_name = "TITLE")]
    titles: Vec<String>,

    /// The PNG file to write
    #[arg(long, short, value_name = "FILE", default_value = "sheet.png")]
    out: PathBuf,

    /// Print each picture as a tile of half blocks shows it: 32 by 18 pixels, enlarged
    #[arg(long)]
    small: bool,
}

/// Writes the sheet.
///
/// # Errors
/// [`Failure::Input`] for unknown titles and pictures that cannot be decoded,
/// [`Failure::Storage`] if the file cannot be written.
pub(super) fn run(
    arguments: &SheetArgs,
    options: &Options,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let (opening, _) = options.opening(&options.configured()?, Timestamp::now())?;
    let catalog = &*opening.catalog;
    let mut prints = Vec::new();
    if arguments.titles.is_empty() {
        for title in catalog.titles() {
            prints.extend(prints_of(title, catalog)?);
        }
    }
    for name in &arguments.titles {
        prints.extend(prints_of(&catalog[catalog.named(name)?], catalog)?);
    }
    let layout = if arguments.small {
        Layout::HALF_BLOCKS
    } else {
        Layout::TILES
    };
    let sheet =
        contact_sheet(&prints, layout).map_err(|error| Failure::Input(error.to_string()))?;
    let mut png = std::io::Cursor::new(Vec::new());
    DynamicImage::ImageRgba8(sheet)
        .write_to(&mut png, ImageFormat::Png)
        .map_err(|error| Failure::Storage(error.to_string()))?;
    let shown = text::neutral(&arguments.out.to_string_lossy());
    fs::write(&arguments.out, png.into_inner())
        .map_err(|error| Failure::Storage(format!("{shown}: {error}")))?;
    Ok(writeln!(out, "{} pictures on {shown}", prints.len())?)
}

fn prints_of(title: &Title, catalog: &Catalog) -> Result<Vec<Print>, Failure> {
    let print = |artwork: &crate::catalog::Artwork| {
        let picture = decode(&artwork.file, &source::read(catalog.root(), &artwork.file)?)?;
        let picture = DynamicImage::ImageRgb8(picture).into_rgba8();
        Ok(Print {
            label: format!("{} · {}", title.name, artwork.id),
            picture,
        })
    };
    title.artwork.iter().map(print).collect()
}

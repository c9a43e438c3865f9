//! Prints one picture into the scrollback.

use std::io::{IsTerminal, Write};

use image::{DynamicImage, RgbImage};

use super::Failure;
use crate::{
    artwork::{
        ColourDepth, Crop, Encoded, Frame, Protocol, Rendering, Thumbnail, Transfer,
        kitty::ImageIds, symbols,
    },
    text::Text,
    tui::{app::terminal_size, terminal::Capabilities},
};

/// The width of a preview, in columns, where none is asked for.
const USUAL_WIDTH: u16 = 60;
/// The widest preview.
const WIDEST: u16 = 240;

/// The most rows of characters.
const TALLEST: u16 = 400;

/// Shows a picture in the terminal, as it would look in the catalog.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct PreviewArgs {
    /// A picture file, or the id of a title
    #[arg(value_name = "FILE|TITLE")]
    pub target: std::ffi::OsString,

    /// Which artwork of the title; all of them if left out
    #[arg(long, value_name = "ID")]
    pub artwork: Option<String>,

    /// Width in columns
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(1..=i64::from(WIDEST)))]
    pub width: Option<u16>,
}

impl PreviewArgs {
    /// Width in columns, at least 1.
    #[must_use]
    pub(super) fn columns(&self) -> u16 {
        self.width.unwrap_or(USUAL_WIDTH).clamp(1, WIDEST)
    }
}

/// Prints `image`, whole and `columns` wide: as pixels where `out` is a terminal that has them (kitty's
/// and half-blocks through viuer), as symbols in other terminals, and as signs without any escapes
/// in files and pipes.
///
/// `out` must be the standard output if it is a terminal, since viuer writes there.
///
/// # Errors
/// If writing fails.
pub(super) fn preview(
    image: &RgbImage,
    capabilities: &Capabilities,
    columns: u16,
    out: &mut (impl Write + IsTerminal),
) -> Result<(), Failure> {
    let mut rendering = capabilities.rendering();
    if out.is_terminal() {
        // viuer writes there too; and it does not wrap its commands for tmux.
        out.flush()?;
        let direct = rendering.transfer != Transfer::Tmux;
        match rendering.protocol {
            Protocol::Sixel | Protocol::Iterm2 => {
                if let Some(pixels) = pixels(image, rendering, columns) {
                    out.write_all(&pixels)?;
                    return Ok(());
                }
            }
            Protocol::Kitty if direct => return print_by_viuer(image, capabilities, columns),
            Protocol::Half if rendering.depth >= ColourDepth::Indexed => {
                return print_by_viuer(image, capabilities, columns);
            }
            _ => {}
        }
    }
    if !out.is_terminal() && rendering.protocol != Protocol::Off {
        rendering.protocol = Protocol::Ascii;
    }
    out.write_all(characters(image, rendering, columns).as_bytes())?;
    Ok(())
}

/// viuer's own questions to the terminal have no time limit: it may only ask a terminal that has
/// answered ours.
fn print_by_viuer(
    image: &RgbImage,
    capabilities: &Capabilities,
    columns: u16,
) -> Result<(), Failure> {
    let config = viuer::Config {
        absolute_offset: false,
        width: Some(u32::from(columns)),
        truecolor: capabilities.colours == ColourDepth::True,
        use_kitty: capabilities.protocol == Protocol::Kitty,
        use_iterm: false,
        ..viuer::Config::default()
    };
    viuer::print(&DynamicImage::ImageRgb8(image.clone()), &config)
        .map(|_| ())
        .map_err(|error| Failure::Storage(Text::new(&error.to_string()).to_string()))
}

/// What paints `image` below the cursor and leaves the cursor below it; `None` if it is higher than
/// the screen.
fn pixels(image: &RgbImage, rendering: Rendering, columns: u16) -> Option<Vec<u8>> {
    let rows = rows(image, rendering, columns);
    if rows >= terminal_size().rows {
        return None;
    }
    let frame = Frame {
        columns,
        rows,
        focal: [0.5, 0.5],
    };
    let Encoded::Pixels(picture) = Encoded::of(image, frame, rendering, &ImageIds::salted(0))
    else {
        return None;
    };
    // Room is made first, so that nothing scrolls while the picture is painted.
    let mut bytes = "\n".repeat(usize::from(rows)).into_bytes();
    bytes.extend(format!("\x1b[{rows}A\x1b7").bytes());
    picture.paint(picture.whole(), &mut bytes);
    bytes.extend(format!("\x1b8\x1b[{rows}B\r").bytes());
    Some(bytes)
}

/// The rows that a picture takes if it is `columns` wide.
fn rows(image: &RgbImage, rendering: Rendering, columns: u16) -> u16 {
    let (width, height) = (f64::from(image.width()), f64::from(image.height()));
    let (cell_width, cell_height) = rendering.cell;
    let rows = height / width * f64::from(columns) * f64::from(cell_width) / f64::from(cell_height);
    (rows.round() as u16).clamp(1, TALLEST)
}

/// `image` as lines of characters; [`Protocol::Off`] gives none.
#[must_use]
pub(super) fn characters(image: &RgbImage, rendering: Rendering, columns: u16) -> String {
    let rows = rows(image, rendering, columns);
    let whole = Crop::whole(image.width(), image.height());
    let (across, down) = symbols::subcells(rendering.protocol, rendering.depth);
    let thumbnail = Thumbnail::of(
        image,
        whole,
        u32::from(columns) * across,
        u32::from(rows) * down,
    );
    let size = (columns, rows);
    symbols::Grid::of(&thumbnail, size, rendering.protocol, rendering.depth).to_ansi()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_gets_the_whole_picture_in_its_proportions_and_no_escapes() {
        let image = RgbImage::from_fn(160, 90, |x, _| {
            image::Rgb(if x < 80 { [0; 3] } else { [255; 3] })
        });
        let mut file = tempfile::tempfile().unwrap();
        let colourful = Capabilities {
            protocol: Protocol::Kitty,
            colours: ColourDepth::True,
            ..Capabilities::plain()
        };
        preview(&image, &colourful, 16, &mut file).unwrap();
        std::io::Seek::rewind(&mut file).unwrap();
        let text = std::io::read_to_string(file).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 5);
        assert!(lines.iter().all(|line| line.len() == 16), "{text}");
        assert!(
            lines[2].starts_with("      ") && lines[2].ends_with("@@@@@@"),
            "{text}"
        );
    }
}

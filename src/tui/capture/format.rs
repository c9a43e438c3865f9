//! Captures as files.

use std::{
    io::{self, Cursor},
    path::Path,
};

use image::{
    ExtendedColorType, ImageEncoder,
    codecs::png::{CompressionType, FilterType, PngEncoder},
};

use super::{CELL, Capture};
use crate::{
    artwork::{ColourDepth, Protocol, Rendering, Transfer},
    catalog::words,
    tui::Theme,
};

/// How a screen is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A PNG picture.
    Png,
    /// Characters.
    Txt,
    /// Characters with the escapes for their colours.
    Ans,
}

words!(Format: Png = "png", Txt = "txt", Ans = "ans");

impl Format {
    /// The format that a file's ending asks for.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        Self::parse(&ending)
    }

    /// How pictures suit it, at this scale: as pixels, letters or blocks.
    #[must_use]
    pub fn protocol(self) -> Protocol {
        match self {
            Self::Png => Protocol::Kitty,
            Self::Txt => Protocol::Ascii,
            Self::Ans => Protocol::Quadrant,
        }
    }
}

/// How pictures are made for a capture in this `protocol`, whose cells are [`CELL`] times `scale`.
#[must_use]
pub fn rendering(protocol: Protocol, scale: u16) -> Rendering {
    Rendering {
        protocol,
        depth: ColourDepth::True,
        cell: (CELL.0 * scale, CELL.1 * scale),
        transfer: Transfer::SharedMemory,
        previews: false,
    }
}

impl Capture {
    /// The bytes of a file with this screen.
    ///
    /// # Errors
    /// If the picture cannot be encoded.
    pub fn encoded(&self, format: Format, theme: &Theme, scale: u16) -> io::Result<Vec<u8>> {
        match format {
            Format::Txt => Ok(self.text().into_bytes()),
            Format::Ans => Ok(self.ansi().into_bytes()),
            Format::Png => {
                let image = self.image(theme, scale);
                let mut png = Cursor::new(Vec::new());
                let (quality, filter) = (CompressionType::Default, FilterType::Adaptive);
                PngEncoder::new_with_quality(&mut png, quality, filter)
                    .write_image(
                        image.as_raw(),
                        image.width(),
                        image.height(),
                        ExtendedColorType::Rgb8,
                    )
                    .map_err(io::Error::other)?;
                Ok(png.into_inner())
            }
        }
    }
}

//! Pictures of a screen without a terminal: the cells of a frame as text, with colour escapes, or
//! as pixels.

mod canvas;
mod characters;
mod colours;
mod font;
mod places;
mod shapes;

use image::RgbImage;
use ratatui::buffer::Buffer;

use crate::{artwork::PixelPicture, tui::Theme};

/// Width and height of a cell in pixels, at scale 1.
pub const CELL: (u16, u16) = (10, 20);

/// A frame as it was drawn.
#[derive(Debug, Clone)]
pub struct Capture {
    /// The cells.
    pub buffer: Buffer,
    /// The pictures that placeholders among the cells stand for; those without raw pixels are
    /// drawn as the ground of the page.
    pub pictures: Vec<PixelPicture>,
}

impl Capture {
    /// The characters, one line for each row, without trailing blanks.
    #[must_use]
    pub fn text(&self) -> String {
        characters::text(&self.buffer)
    }

    /// The characters with the escapes that select their colours and attributes (SGR, and no
    /// others). Each line ends without any attribute.
    #[must_use]
    pub fn ansi(&self) -> String {
        characters::ansi(&self.buffer)
    }

    /// The pixels: [`CELL`] times `scale` for each cell. `theme` says what the colours are that
    /// cells leave to the terminal.
    #[must_use]
    pub fn image(&self, theme: &Theme, scale: u16) -> RgbImage {
        canvas::paint(self, theme, scale.max(1))
    }
}

//! A picture ready to be put on the screen.

use std::sync::Arc;

use image::RgbImage;

use super::{
    Crop, PictureError, Protocol, Rendering, Thumbnail, Transfer,
    kitty::{self, ImageId, ImageIds},
    symbols::{Grid, subcells},
};

/// The most columns at which a picture counts as small, so that a dark one is lifted.
const SMALL: u16 = 48;

/// How far a picture is squeezed to its frame before anything is cut off: nobody sees an eighth,
/// but everybody sees a title without its first letter.
const MOST_SQUEEZED: f64 = 1.125;

/// What the terminal needs to show one picture at one size.
#[derive(Debug, Clone)]
pub enum Encoded {
    /// Characters and colours.
    Symbols(Grid),
    /// Pixels, which cells name by an id and a place.
    Pixels(PixelPicture),
    /// The picture cannot be shown; a sentence says why.
    Broken(String),
}

/// A picture of pixels, as large as its cells.
#[derive(Debug, Clone)]
pub struct PixelPicture {
    /// Names it: no two pictures of a program have the same.
    pub id: ImageId,
    /// Width in cells.
    pub columns: u16,
    /// Height in cells.
    pub rows: u16,
    /// What the terminal is given.
    pub form: Form,
}

/// In what form a terminal is given pixels.
#[derive(Debug, Clone)]
pub enum Form {
    /// The commands of the kitty protocol that send the picture.
    Commands(Arc<[u8]>),
    /// The pixels themselves.
    Raw(Arc<Thumbnail>),
}

/// A place on the screen and what must stay visible in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Width in cells, at least 1.
    pub columns: u16,
    /// Height in cells, at least 1.
    pub rows: u16,
    /// x and y in [0, 1] from the picture's top left corner.
    pub focal: [f64; 2],
}

impl Encoded {
    /// `image` cropped and shrunk to `frame`, as `rendering` asks.
    #[must_use]
    pub fn of(image: &RgbImage, frame: Frame, rendering: Rendering, ids: &ImageIds) -> Self {
        let Frame { columns, rows, .. } = frame;
        let crop = frame.crop(image, rendering.cell);
        let fits = columns.max(rows) <= kitty::MOST_CELLS;
        if rendering.protocol == Protocol::Kitty && fits {
            let (width, height) = frame.pixels(crop, rendering.cell);
            let thumbnail = Thumbnail::of(image, crop, width, height);
            let id = ids.next();
            let form = match rendering.transfer {
                Transfer::SharedMemory => Form::Raw(thumbnail.into()),
                Transfer::Direct | Transfer::Tmux => {
                    Form::Commands(kitty::transmission(&thumbnail, id, columns, rows).into())
                }
            };
            return Self::Pixels(PixelPicture {
                id,
                columns,
                rows,
                form,
            });
        }
        let (across, down) = subcells(rendering.protocol, rendering.depth);
        let (width, height) = (u32::from(columns) * across, u32::from(rows) * down);
        let mut thumbnail = Thumbnail::of(image, crop, width, height);
        if columns <= SMALL {
            thumbnail = thumbnail.lifted();
        }
        Self::Symbols(Grid::of(
            &thumbnail,
            (columns, rows),
            rendering.protocol,
            rendering.depth,
        ))
    }

    /// The memory that it takes, in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        size_of::<Self>()
            + match self {
                Self::Symbols(grid) => grid.bytes(),
                Self::Pixels(picture) => picture.form.bytes(),
                Self::Broken(sentence) => sentence.len(),
            }
    }
}

impl Form {
    /// The memory that it takes, in bytes.
    fn bytes(&self) -> usize {
        match self {
            Self::Commands(commands) => commands.len(),
            Self::Raw(thumbnail) => thumbnail.pixels.len(),
        }
    }
}

impl From<PictureError> for Encoded {
    fn from(error: PictureError) -> Self {
        Self::Broken(error.to_string())
    }
}

impl Frame {
    fn crop(self, image: &RgbImage, cell: (u16, u16)) -> Crop {
        let width = f64::from(self.columns.max(1)) * f64::from(cell.0.max(1));
        let height = f64::from(self.rows.max(1)) * f64::from(cell.1.max(1));
        let frame = width / height;
        let own = f64::from(image.width()) / f64::from(image.height());
        let aspect = own.clamp(frame / MOST_SQUEEZED, frame * MOST_SQUEEZED);
        Crop::round(image.width(), image.height(), aspect, self.focal)
    }

    /// The frame's size in pixels; no more than the picture has, since the terminal enlarges as
    /// well as we do and is sent less.
    fn pixels(self, crop: Crop, cell: (u16, u16)) -> (u32, u32) {
        let width = f64::from(self.columns) * f64::from(cell.0);
        let height = f64::from(self.rows) * f64::from(cell.1);
        let scale = (crop.width / width).min(1.0);
        let whole = |length: f64| (length * scale).round().max(1.0) as u32;
        (whole(width), whole(height))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::artwork::ColourDepth;

    fn encode(protocol: Protocol, columns: u16, rows: u16) -> Encoded {
        let image = RgbImage::from_pixel(640, 360, image::Rgb([10, 120, 200]));
        let rendering = Rendering {
            protocol,
            depth: ColourDepth::True,
            cell: (10, 20),
            transfer: Transfer::Direct,
            previews: false,
        };
        let frame = Frame {
            columns,
            rows,
            focal: [0.5, 0.5],
        };
        Encoded::of(&image, frame, rendering, &ImageIds::salted(1))
    }

    #[test]
    fn the_protocol_decides_what_a_picture_becomes() {
        let Encoded::Pixels(picture) = encode(Protocol::Kitty, 28, 8) else {
            panic!("no pixels");
        };
        assert_eq!((picture.columns, picture.rows), (28, 8));
        let Encoded::Symbols(grid) = encode(Protocol::Quadrant, 28, 8) else {
            panic!("no symbols");
        };
        assert_eq!(grid.size(), (28, 8));
        assert!(matches!(
            encode(Protocol::Kitty, 298, 8),
            Encoded::Symbols(_)
        ));
    }
}

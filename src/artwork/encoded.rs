//! A picture ready to be put on the screen.

use std::sync::Arc;

use image::RgbImage;

use super::{
    Crop, PictureError, Protocol, Rendering, Thumbnail, Transfer,
    iterm2::Iterm2Picture,
    kitty::{self, ImageId, ImageIds},
    sixel::{Area, SixelPicture},
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
    /// Width and height in pixels of what the terminal is given.
    pub size: (u32, u32),
    /// What the terminal is given.
    pub form: Form,
    /// The same in symbols, if [`Rendering::previews`] asked for it.
    pub preview: Option<Arc<Grid>>,
}

/// In what form a terminal is given pixels.
#[derive(Debug, Clone)]
pub enum Form {
    /// The commands of the kitty protocol that send the picture.
    Commands(Arc<[u8]>),
    /// The pixels themselves, for a kitty terminal that shares memory.
    Raw(Arc<Thumbnail>),
    /// For a terminal with sixels; whole cells are whole pixels.
    Sixel(Arc<SixelPicture>),
    /// For a terminal with inline images; whole cells are whole pixels.
    Iterm2(Arc<Iterm2Picture>),
}

/// Some cells of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// The picture's columns left of it.
    pub column: u16,
    /// The picture's rows above it.
    pub row: u16,
    /// Width in cells.
    pub columns: u16,
    /// Height in cells.
    pub rows: u16,
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
        let crop = frame.crop(image, rendering.cell);
        let fits = frame.columns.max(frame.rows) <= kitty::MOST_CELLS;
        if rendering.protocol.has_pixels() && fits {
            let picture = PixelPicture::of(image, crop, frame, rendering, ids.next());
            return Self::Pixels(picture);
        }
        let mut thumbnail = frame.subcells(image, crop, rendering);
        if frame.columns <= SMALL {
            thumbnail = thumbnail.lifted();
        }
        Self::Symbols(Grid::of(
            &thumbnail,
            (frame.columns, frame.rows),
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
                Self::Pixels(picture) => picture.bytes(),
                Self::Broken(sentence) => sentence.len(),
            }
    }
}

impl PixelPicture {
    fn of(image: &RgbImage, crop: Crop, frame: Frame, rendering: Rendering, id: ImageId) -> Self {
        let Frame { columns, rows, .. } = frame;
        let (width, height) = match rendering.protocol {
            Protocol::Kitty => frame.pixels(crop, rendering.cell),
            _ => frame.whole_cells(rendering.cell),
        };
        let thumbnail = Thumbnail::of(image, crop, width, height);
        let size = (thumbnail.width, thumbnail.height);
        let form = match (rendering.protocol, rendering.transfer) {
            (Protocol::Sixel, _) => Form::Sixel(SixelPicture::of(&thumbnail).into()),
            (Protocol::Iterm2, _) => {
                Form::Iterm2(Iterm2Picture::of(thumbnail, columns, rows).into())
            }
            (_, Transfer::SharedMemory) => Form::Raw(thumbnail.into()),
            (_, transfer @ (Transfer::Direct | Transfer::Tmux)) => Form::Commands(
                transfer
                    .wrapped(kitty::transmission(&thumbnail, id, columns, rows))
                    .into(),
            ),
        };
        // Not lifted, as the pixels are not: their coming must not change how bright it is.
        let preview = rendering.previews.then(|| {
            let subcells = frame.subcells(image, crop, rendering);
            let cells = (columns, rows);
            Grid::of(&subcells, cells, rendering.protocol, rendering.depth).into()
        });
        Self {
            id,
            columns,
            rows,
            size,
            form,
            preview,
        }
    }

    /// All of its cells.
    #[must_use]
    pub fn whole(&self) -> Part {
        Part {
            column: 0,
            row: 0,
            columns: self.columns,
            rows: self.rows,
        }
    }

    /// Appends the escape that paints the cells of `part`, the cursor being where the first of
    /// them belongs. It is ready if they are all of the picture's, and made now otherwise.
    ///
    /// Cells that the picture does not have are left out. Nothing is appended for
    /// [`Form::Commands`] and [`Form::Raw`], which are painted by placeholders. Where the cursor
    /// is afterwards depends on the terminal.
    pub fn paint(&self, part: Part, out: &mut Vec<u8>) {
        let part = part.clamped(self);
        if part.columns == 0 || part.rows == 0 {
            return;
        }
        match &self.form {
            Form::Commands(_) | Form::Raw(_) => {}
            Form::Sixel(picture) => picture.paint(part.area(self), out),
            Form::Iterm2(picture) => {
                if part == self.whole() {
                    out.extend_from_slice(picture.whole());
                } else {
                    picture.paint(part.area(self), (part.columns, part.rows), out);
                }
            }
        }
    }

    /// The memory that it takes, in bytes.
    fn bytes(&self) -> usize {
        let preview = self.preview.as_deref().map_or(0, Grid::bytes);
        preview
            + match &self.form {
                Form::Commands(commands) => commands.len(),
                Form::Raw(thumbnail) => thumbnail.pixels.len(),
                Form::Sixel(picture) => picture.bytes(),
                Form::Iterm2(picture) => picture.bytes(),
            }
    }
}

impl Part {
    /// What of it `picture` has.
    fn clamped(self, picture: &PixelPicture) -> Self {
        let column = self.column.min(picture.columns);
        let row = self.row.min(picture.rows);
        Self {
            column,
            row,
            columns: self.columns.min(picture.columns - column),
            rows: self.rows.min(picture.rows - row),
        }
    }

    /// Its pixels in `picture`, whose cells are whole pixels.
    fn area(self, picture: &PixelPicture) -> Area {
        let cell = (
            picture.size.0 as usize / usize::from(picture.columns).max(1),
            picture.size.1 as usize / usize::from(picture.rows).max(1),
        );
        Area {
            left: usize::from(self.column) * cell.0,
            top: usize::from(self.row) * cell.1,
            width: usize::from(self.columns) * cell.0,
            height: usize::from(self.rows) * cell.1,
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

    /// The frame's size in pixels, however few the picture has.
    fn whole_cells(self, cell: (u16, u16)) -> (u32, u32) {
        (
            u32::from(self.columns) * u32::from(cell.0),
            u32::from(self.rows) * u32::from(cell.1),
        )
    }

    /// `crop` of `image` in as many pixels as symbols can show.
    fn subcells(self, image: &RgbImage, crop: Crop, rendering: Rendering) -> Thumbnail {
        let (across, down) = subcells(rendering.protocol, rendering.depth);
        let (width, height) = (
            u32::from(self.columns) * across,
            u32::from(self.rows) * down,
        );
        Thumbnail::of(image, crop, width, height)
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

    /// A picture whose cells all differ.
    fn varied(protocol: Protocol, previews: bool) -> PixelPicture {
        let image = RgbImage::from_fn(64, 36, |x, y| image::Rgb([x as u8 * 4, y as u8 * 7, 80]));
        let rendering = Rendering {
            protocol,
            depth: ColourDepth::True,
            cell: (9, 19),
            transfer: Transfer::Direct,
            previews,
        };
        let frame = Frame {
            columns: 8,
            rows: 3,
            focal: [0.5, 0.5],
        };
        match Encoded::of(&image, frame, rendering, &ImageIds::salted(1)) {
            Encoded::Pixels(picture) => picture,
            other => panic!("{other:?}"),
        }
    }

    fn painted(picture: &PixelPicture, column: u16, row: u16, columns: u16, rows: u16) -> Vec<u8> {
        let mut out = Vec::new();
        let part = Part {
            column,
            row,
            columns,
            rows,
        };
        picture.paint(part, &mut out);
        out
    }

    #[test]
    fn cells_of_sixels_and_inline_images_are_whole_pixels() {
        let sixel = varied(Protocol::Sixel, false);
        assert_eq!(sixel.size, (72, 57));
        let starts = |bytes: Vec<u8>, start: &str| {
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.starts_with(start), "{text}");
        };
        starts(painted(&sixel, 0, 0, 8, 3), "\x1bP0;1q\"1;1;72;57#");
        starts(painted(&sixel, 3, 1, 2, 1), "\x1bP0;1q\"1;1;18;19#");
        let inline = varied(Protocol::Iterm2, false);
        assert_eq!(inline.size, (72, 57));
        let start = "\x1b]1337;File=inline=1;width=2;height=1;preserveAspectRatio=0;";
        starts(painted(&inline, 3, 1, 2, 1), start);
    }

    #[test]
    fn a_part_is_what_the_picture_has_of_it() {
        for protocol in [Protocol::Sixel, Protocol::Iterm2] {
            let picture = varied(protocol, false);
            let whole = painted(&picture, 0, 0, 8, 3);
            assert_eq!(painted(&picture, 0, 0, 99, u16::MAX), whole);
            assert_eq!(painted(&picture, 6, 1, 9, 9), painted(&picture, 6, 1, 2, 2));
            assert_ne!(painted(&picture, 0, 0, 2, 2), painted(&picture, 2, 1, 2, 2));
            for (column, row) in [(8, 0), (0, 3), (u16::MAX, u16::MAX)] {
                assert_eq!(painted(&picture, column, row, 1, 1), b"");
            }
        }
        assert_eq!(painted(&varied(Protocol::Kitty, false), 0, 0, 8, 3), b"");
    }

    #[test]
    fn a_preview_shows_the_picture_in_symbols_and_counts() {
        for protocol in [Protocol::Kitty, Protocol::Sixel, Protocol::Iterm2] {
            let with = varied(protocol, true);
            let preview = with.preview.clone().unwrap();
            assert_eq!(preview.size(), (8, 3));
            let without = varied(protocol, false);
            assert!(without.preview.is_none());
            assert_eq!(with.bytes(), without.bytes() + preview.bytes());
        }
    }
}

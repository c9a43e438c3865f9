//! Pictures in iTerm2's escapes.
//!
//! (iTerm2's documentation, "Inline images protocol".)

use base64::{Engine, engine::general_purpose::STANDARD};
use image::{ExtendedColorType, codecs::jpeg::JpegEncoder};

use super::{Thumbnail, sixel::Area};

/// The quality of the JPEG files that are sent, of 100.
const QUALITY: u8 = 85;

/// A picture, kept in pixels too so that its parts can be drawn again.
#[derive(Debug)]
pub struct Iterm2Picture {
    thumbnail: Thumbnail,
    whole: Vec<u8>,
}

impl Iterm2Picture {
    /// `thumbnail`, encoded to be shown in `columns` × `rows` cells.
    #[must_use]
    pub fn of(thumbnail: Thumbnail, columns: u16, rows: u16) -> Self {
        let mut whole = Vec::new();
        let Thumbnail {
            width,
            height,
            ref pixels,
        } = thumbnail;
        write(pixels, (width, height), (columns, rows), &mut whole);
        Self { thumbnail, whole }
    }

    /// Width and height in pixels.
    #[must_use]
    pub fn size(&self) -> (u32, u32) {
        (self.thumbnail.width, self.thumbnail.height)
    }

    /// The escape that draws all of it.
    #[must_use]
    pub fn whole(&self) -> &[u8] {
        &self.whole
    }

    /// The memory that it takes, in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.whole.len() + self.thumbnail.pixels.len()
    }

    /// Appends the escape that draws `area`, which lies inside of the picture, in `columns` ×
    /// `rows` cells.
    pub(super) fn paint(&self, area: Area, (columns, rows): (u16, u16), out: &mut Vec<u8>) {
        let stride = self.thumbnail.width as usize * 3;
        let mut pixels = Vec::with_capacity(area.width * area.height * 3);
        for row in self
            .thumbnail
            .pixels
            .chunks_exact(stride)
            .skip(area.top)
            .take(area.height)
        {
            pixels.extend_from_slice(&row[area.left * 3..(area.left + area.width) * 3]);
        }
        let size = (area.width as u32, area.height as u32);
        write(&pixels, size, (columns, rows), out);
    }
}

/// Appends the escape that draws `pixels`; nothing if there are none.
fn write(
    pixels: &[u8],
    (width, height): (u32, u32),
    (columns, rows): (u16, u16),
    out: &mut Vec<u8>,
) {
    let mut file = Vec::with_capacity(pixels.len() / 8);
    let mut encoder = JpegEncoder::new_with_quality(&mut file, QUALITY);
    if encoder
        .encode(pixels, width, height, ExtendedColorType::Rgb8)
        .is_err()
    {
        return;
    }
    out.extend_from_slice(
        format!(
            "\x1b]1337;File=inline=1;width={columns};height={rows};preserveAspectRatio=0;\
             doNotMoveCursor=1;size={}:",
            file.len()
        )
        .as_bytes(),
    );
    let start = out.len();
    out.resize(start + file.len().div_ceil(3) * 4, 0);
    let written = STANDARD.encode_slice(&file, &mut out[start..]);
    out.truncate(start + written.unwrap_or_default());
    out.push(b'\x07');
}

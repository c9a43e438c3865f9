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

#[cfg(test)]
mod tests {
    use super::*;

    /// The cells and the picture of an escape.
    fn decoded(escape: &[u8]) -> (String, image::RgbImage) {
        let text = std::str::from_utf8(escape).unwrap();
        let body = text.strip_prefix("\x1b]1337;File=inline=1;").unwrap();
        let (keys, payload) = body.strip_suffix('\x07').unwrap().split_once(':').unwrap();
        let (keys, size) = keys.rsplit_once(";size=").unwrap();
        let file = STANDARD.decode(payload).unwrap();
        assert_eq!(size, file.len().to_string());
        let image = image::load_from_memory(&file).unwrap().into_rgb8();
        (keys.to_owned(), image)
    }

    #[test]
    fn the_whole_and_a_part_show_the_pixels_that_belong_there() {
        let (width, height) = (80, 60);
        let colour = |x: u32, y: u32| [x as u8 * 3, y as u8 * 4, 90];
        let pixels = (0..height)
            .flat_map(|y| (0..width).flat_map(move |x| colour(x, y)))
            .collect();
        let thumbnail = Thumbnail {
            width,
            height,
            pixels,
        };
        let picture = Iterm2Picture::of(thumbnail, 8, 3);
        let area = Area {
            left: 20,
            top: 40,
            width: 30,
            height: 20,
        };
        let mut part = Vec::new();
        picture.paint(area, (3, 1), &mut part);
        for (escape, cells, size, from) in [
            (picture.whole(), "width=8;height=3", (80, 60), (0, 0)),
            (&part, "width=3;height=1", (30, 20), (20, 40)),
        ] {
            let (keys, image) = decoded(escape);
            assert_eq!(
                keys,
                format!("{cells};preserveAspectRatio=0;doNotMoveCursor=1")
            );
            assert_eq!(image.dimensions(), size);
            for (x, y, pixel) in image.enumerate_pixels() {
                for (channel, wanted) in pixel.0.iter().zip(colour(from.0 + x, from.1 + y)) {
                    assert!(channel.abs_diff(wanted) <= 12, "{x} {y}: {pixel:?}");
                }
            }
        }
    }
}

//! Turns the bytes of a picture into pixels, and refuses what would cost too much.

use std::io::Cursor;

use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, RgbImage,
    metadata::Orientation,
};

use super::PictureError;
use crate::text::Text;

/// The longest side that is decoded.
pub const MOST_PIXELS_A_SIDE: u32 = 12_000;
/// The most pixels that are decoded.
pub const MOST_PIXELS: u64 = 40_000_000;
/// The most memory that a decoder may ask for, in bytes.
const MOST_MEMORY: u64 = 256_000_000;

/// The first frame of the picture in `bytes`, upright, with transparent pixels on black.
///
/// The content tells the format; `file` is only what errors call it.
///
/// # Errors
/// If the content is not PNG, JPEG, WebP or GIF, is damaged, or has more than
/// [`MOST_PIXELS_A_SIDE`] or [`MOST_PIXELS`].
pub fn decode(file: &str, bytes: &[u8]) -> Result<RgbImage, PictureError> {
    decode_over(file, bytes, [0; 3])
}

/// The same with transparent pixels on `ground`.
///
/// # Errors
/// As [`decode`].
pub fn decode_over(file: &str, bytes: &[u8], ground: [u8; 3]) -> Result<RgbImage, PictureError> {
    let format = format_of(file, bytes)?;
    if format == ImageFormat::Jpeg && !jpeg_is_whole(bytes) {
        return Err(PictureError::Damaged {
            file: Text::new(file),
            reason: Text::new("the end is missing"),
        });
    }
    // Some decoders allocate before they look at their limits, and abort the process: so the
    // header's dimensions are judged before a decoder may read on.
    let (width, height) = reader(bytes, format)
        .into_dimensions()
        .map_err(|error| refusal(file, (0, 0), &error))?;
    let pixels = u64::from(width) * u64::from(height);
    if width.max(height) > MOST_PIXELS_A_SIDE || pixels > MOST_PIXELS {
        return Err(PictureError::Large {
            file: Text::new(file),
            width,
            height,
        });
    }
    let refused = |error: ImageError| refusal(file, (width, height), &error);
    let mut decoder = reader(bytes, format).into_decoder().map_err(refused)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).map_err(refused)?;
    image.apply_orientation(orientation);
    Ok(over(image, ground))
}

fn format_of(file: &str, bytes: &[u8]) -> Result<ImageFormat, PictureError> {
    let content = match image::guess_format(bytes) {
        Ok(
            format @ (ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP | ImageFormat::Gif),
        ) => return Ok(format),
        Ok(_) => "its format is not read",
        Err(_) if bytes.is_empty() => "the file is empty",
        Err(_) if is_markup(bytes) => "it is an SVG drawing or a web page, not pixels",
        Err(_) => "its content is no known picture format",
    };
    Err(PictureError::Format {
        file: Text::new(file),
        content,
    })
}

fn is_markup(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    text.trim_ascii_start().starts_with(b"<")
}

/// Whether a JPEG has the marker of its end, after the segments before its pixels (which may hold
/// a whole JPEG of their own). The decoder paints what is missing grey, and says nothing.
fn jpeg_is_whole(bytes: &[u8]) -> bool {
    const START_OF_SCAN: u8 = 0xDA;
    let mut rest = bytes.get(2..).unwrap_or_default();
    while let [0xFF, kind, high, low, ..] = *rest {
        if kind == START_OF_SCAN {
            return rest.windows(2).any(|pair| pair == [0xFF, 0xD9]);
        }
        let padding = kind == 0xFF;
        let length = if padding {
            1
        } else {
            2 + usize::from(u16::from_be_bytes([high, low]))
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    // Laid out in another way than expected: the decoder will say what is wrong.
    rest.len() >= 4
}

fn reader(bytes: &[u8], format: ImageFormat) -> ImageReader<Cursor<&[u8]>> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    reader
}

fn refusal(file: &str, (width, height): (u32, u32), error: &ImageError) -> PictureError {
    let file = Text::new(file);
    match error {
        ImageError::Limits(_) if width > 0 => PictureError::Large {
            file,
            width,
            height,
        },
        error => PictureError::Damaged {
            file,
            reason: Text::new(&error.to_string()),
        },
    }
}

fn over(image: DynamicImage, ground: [u8; 3]) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let image = image.into_rgba8();
    RgbImage::from_fn(image.width(), image.height(), |x, y| {
        let [red, green, blue, alpha] = image.get_pixel(x, y).0;
        let alpha = u32::from(alpha);
        let mix = |above: u8, below: u8| {
            ((u32::from(above) * alpha + u32::from(below) * (255 - alpha)) / 255) as u8
        };
        image::Rgb([
            mix(red, ground[0]),
            mix(green, ground[1]),
            mix(blue, ground[2]),
        ])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transparent_pixels_lie_on_black_or_on_the_ground_that_is_asked_for() {
        let mut image = image::RgbaImage::from_pixel(2, 1, image::Rgba([200, 100, 50, 255]));
        image.put_pixel(1, 0, image::Rgba([200, 100, 50, 0]));
        let mut bytes = Vec::new();
        image
            .write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png)
            .unwrap();
        let decoded = decode("two.png", &bytes).unwrap();
        assert_eq!(decoded.get_pixel(0, 0).0, [200, 100, 50]);
        assert_eq!(decoded.get_pixel(1, 0).0, [0, 0, 0]);
        let decoded = decode_over("two.png", &bytes, [1, 2, 3]).unwrap();
        assert_eq!(decoded.get_pixel(0, 0).0, [200, 100, 50]);
        assert_eq!(decoded.get_pixel(1, 0).0, [1, 2, 3]);
    }
}

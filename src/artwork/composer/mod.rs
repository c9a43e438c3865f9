//! Renders key art and avatars as vector scenes.
//!
//! A scene is an SVG document of 640 by 360 units, built from grounds, figures and lettering.
//! It is rendered with the fonts of this program only, so that every machine gives the same
//! bytes.

pub mod avatars;
mod creature;
mod figure;
mod ground;
mod lettering;
pub mod objects;
pub mod palette;
mod scene;
mod titles;
pub mod worlds;

use std::sync::{Arc, LazyLock};

use image::{RgbImage, RgbaImage, codecs::jpeg::JpegEncoder};
use resvg::{tiny_skia, usvg};
pub use scene::Scene;

/// Width and height of a scene in its own units, and of a poster in pixels.
pub const SIZE: (u32, u32) = (640, 360);

/// The quality of the JPEG files that are shipped, from 1 to 100.
const QUALITY: u8 = 90;

/// Why a scene could not become a picture.
#[derive(Debug, thiserror::Error)]
pub enum ComposeError {
    /// The drawing is not valid SVG.
    #[error("The drawing is not valid SVG: {0}.")]
    Drawing(#[from] usvg::Error),
    /// The size asked for is zero or too large.
    #[error("A picture of {0} x {1} pixels cannot be rendered; choose from 1 to 16384.")]
    Size(u32, u32),
    /// The encoder refused the picture.
    #[error("The picture could not be encoded: {0}.")]
    Encoding(#[from] image::ImageError),
}

/// Every composed picture of the demo catalog, title by title.
pub fn artwork() -> impl Iterator<Item = Scene> {
    titles::ALL.iter().flat_map(|scenes| scenes())
}

/// Renders `svg` to `width` by `height` pixels, stretched to fill them.
///
/// # Errors
/// When `svg` is not valid, or the size is outside 1 to 16384.
pub fn render(svg: &str, width: u32, height: u32) -> Result<RgbaImage, ComposeError> {
    let bad_size = || ComposeError::Size(width, height);
    if width > 16_384 || height > 16_384 {
        return Err(bad_size());
    }
    let mut pixmap = tiny_skia::Pixmap::new(width, height).ok_or_else(bad_size)?;
    let options = usvg::Options {
        fontdb: Arc::clone(&FONTS),
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(svg, &options)?;
    let stretch = tiny_skia::Transform::from_scale(
        width as f32 / tree.size().width(),
        height as f32 / tree.size().height(),
    );
    resvg::render(&tree, stretch, &mut pixmap.as_mut());
    let pixels = pixmap
        .pixels()
        .iter()
        .flat_map(|pixel| {
            let colour = pixel.demultiply();
            [colour.red(), colour.green(), colour.blue(), colour.alpha()]
        })
        .collect();
    RgbaImage::from_raw(width, height, pixels).ok_or_else(bad_size)
}

/// Encodes an opaque picture as JPEG; transparency is dropped.
///
/// # Errors
/// When the picture is larger than JPEG allows.
pub fn encode(picture: &RgbaImage) -> Result<Vec<u8>, ComposeError> {
    let opaque = RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let [red, green, blue, _] = picture.get_pixel(x, y).0;
        image::Rgb([red, green, blue])
    });
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(&opaque)?;
    Ok(bytes)
}

/// The fonts of this program, and none of the machine's.
static FONTS: LazyLock<Arc<usvg::fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = usvg::fontdb::Database::new();
    for file in lettering::FONT_FILES {
        fonts.load_font_data(file.to_vec());
    }
    Arc::new(fonts)
});

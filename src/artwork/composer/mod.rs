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

#[cfg(test)]
mod tests {
    use std::{collections::HashSet, thread};

    use super::*;
    use crate::catalog::{Catalog, Root};

    /// What a tile of 32 by 9 cells shows of each scene of a title.
    fn thumbnails(scenes: &[Scene]) -> Vec<RgbaImage> {
        scenes
            .iter()
            .map(|scene| {
                let picture = render(&scene.svg(), 160, 90);
                let picture = picture.unwrap_or_else(|error| panic!("{scene:?}: {error}"));
                image::imageops::thumbnail(&picture, 32, 18)
            })
            .collect()
    }

    /// The mean difference of two pictures of equal size per channel, from 0 to 255.
    fn difference(one: &RgbaImage, other: &RgbaImage) -> f64 {
        let channels = one.as_raw().iter().zip(other.as_raw());
        let total: u64 = channels
            .map(|(a, b)| u64::from(a.abs_diff(*b)))
            .sum::<u64>();
        total as f64 / f64::from(one.width() * one.height() * 3)
    }

    #[test]
    fn variants_of_a_title_can_be_told_apart_in_half_blocks() {
        let check = |scenes: Vec<Scene>| {
            let small = thumbnails(&scenes);
            for (at, one) in small.iter().enumerate() {
                assert!(one.pixels().all(|pixel| pixel.0[3] == 255));
                for (other_at, other) in small.iter().enumerate().skip(at + 1) {
                    let far = difference(one, other);
                    let (one, other) = (scenes[at].artwork, scenes[other_at].artwork);
                    assert!(far > 30.0, "{}: {one} and {other}: {far}", scenes[at].title);
                }
            }
        };
        thread::scope(|scope| {
            for titles in titles::ALL.chunks(4) {
                scope.spawn(move || titles.iter().for_each(|scenes| check(scenes())));
            }
        });
    }

    #[test]
    fn the_demo_catalog_lists_every_composed_artwork() {
        let source = include_str!("../../../catalog.toml");
        let (catalog, problems) = Catalog::parse(source, "catalog.toml", Root::Embedded);
        assert!(problems.is_empty(), "{problems:?}");
        let catalog = catalog.unwrap();
        let listed: HashSet<String> = catalog
            .titles()
            .iter()
            .filter(|title| title.id.as_str() != "big-buck-bunny")
            .flat_map(|title| &title.artwork)
            .map(|artwork| artwork.file.to_string())
            .collect();
        let composed: HashSet<String> = artwork()
            .map(|scene| format!("assets/artwork/{}/{}.jpg", scene.title, scene.artwork))
            .collect();
        assert_eq!(listed, composed);
    }

    #[test]
    fn the_same_scene_gives_the_same_bytes_and_a_small_file() {
        let scene = artwork().next().unwrap();
        let bytes = || encode(&render(&scene.svg(), SIZE.0, SIZE.1).unwrap()).unwrap();
        let once = bytes();
        assert_eq!(once, bytes());
        assert!(once.len() < 96 * 1024, "{}", once.len());
        let decoded = image::load_from_memory(&once).unwrap();
        assert_eq!((decoded.width(), decoded.height()), SIZE);
    }

    #[test]
    fn a_size_or_drawing_that_cannot_be_rendered_is_refused() {
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>";
        for (width, height) in [(0, 9), (9, 0), (20_000, 9), (9, 20_000)] {
            let refused = render(svg, width, height).unwrap_err().to_string();
            assert!(
                refused.contains(&format!("{width} x {height}")),
                "{refused}"
            );
        }
        assert!(matches!(
            render("<svg", 9, 9),
            Err(ComposeError::Drawing(_))
        ));
    }
}

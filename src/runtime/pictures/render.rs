//! Makes one picture: bytes, pixels, thumbnail, encoding.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use image::RgbImage;
use lru::LruCache;

use super::{PictureId, PictureKey, Rendered};
use crate::{
    artwork::{
        Crop, Encoded, Frame, PictureError, Rendering, Thumbnail, decode_over, kitty::ImageIds,
        source,
    },
    catalog::Catalog,
    text::Text,
};

/// The most bytes of decoded pictures that are kept, because the same one is shown as a tile, as
/// a billboard and in detail.
const MOST_DECODED_BYTES: usize = 64_000_000;

/// The longest side of a decoded picture that is kept; larger ones are shrunk at once.
const LONGEST_SIDE: u32 = 1920;

/// The middle of a picture.
const CENTRE: [f64; 2] = [0.5, 0.5];

/// Makes the pictures of one catalog for one terminal.
#[derive(Debug)]
pub struct Renderer {
    catalog: Arc<Catalog>,
    rendering: Mutex<Rendering>,
    ids: ImageIds,
    /// What shows through transparent pixels.
    ground: [u8; 3],
    decoded: Mutex<Decoded>,
}

impl Renderer {
    /// Makes pictures of `catalog` as `rendering` asks. No two renderers that use one terminal
    /// at a time may share `ids`.
    #[must_use]
    pub fn new(catalog: Arc<Catalog>, rendering: Rendering, ids: ImageIds) -> Self {
        Self {
            catalog,
            rendering: Mutex::new(rendering),
            ids,
            ground: [0; 3],
            decoded: Mutex::new(Decoded::default()),
        }
    }

    /// The same with transparent pixels on `ground` in place of black.
    #[must_use]
    pub fn over(self, ground: [u8; 3]) -> Self {
        Self { ground, ..self }
    }

    /// How pictures are made at present.
    #[must_use]
    pub fn rendering(&self) -> Rendering {
        *self.lock_rendering()
    }

    /// Makes the pictures from now on for cells of this size, in pixels.
    pub fn resize_cells(&self, cell: (u16, u16)) {
        self.lock_rendering().cell = cell;
    }

    fn lock_rendering(&self) -> MutexGuard<'_, Rendering> {
        self.rendering
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// The picture that `key` names.
    #[must_use]
    pub fn render(&self, key: &PictureKey) -> Rendered {
        match self.decode(&key.picture) {
            Ok(source) => {
                let frame = Frame {
                    columns: key.columns,
                    rows: key.rows,
                    focal: self.focal(&key.picture),
                };
                let encoded = Encoded::of(&source.image, frame, self.rendering(), &self.ids);
                (encoded, Some(source.tint))
            }
            Err(error) => (error.into(), None),
        }
    }

    fn focal(&self, picture: &PictureId) -> [f64; 2] {
        match picture {
            PictureId::Artwork { title, artwork } => self
                .catalog
                .titles()
                .get(title.0)
                .and_then(|title| title.artwork.get(*artwork))
                .map_or(CENTRE, |artwork| artwork.focal),
            PictureId::Avatar(_) => CENTRE,
        }
    }

    fn decode(&self, picture: &PictureId) -> Result<Arc<Source>, PictureError> {
        let lock = || self.decoded.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(source) = lock().pictures.get(picture) {
            return Ok(Arc::clone(source));
        }
        let source = Arc::new(Source::of(shrunk(self.read(picture)?)));
        lock().keep(picture.clone(), &source);
        Ok(source)
    }

    fn read(&self, picture: &PictureId) -> Result<RgbImage, PictureError> {
        match picture {
            PictureId::Artwork { title, artwork } => {
                let artwork = self
                    .catalog
                    .titles()
                    .get(title.0)
                    .and_then(|title| title.artwork.get(*artwork))
                    .ok_or_else(|| PictureError::Missing {
                        file: Text::new("of an unknown title"),
                    })?;
                let bytes = source::read(self.catalog.root(), &artwork.file)?;
                decode_over(&artwork.file, &bytes, self.ground)
            }
            PictureId::Avatar(name) => decode_over(name, &source::read_avatar(name)?, self.ground),
        }
    }
}

/// A decoded picture.
#[derive(Debug)]
struct Source {
    image: RgbImage,
    tint: [u8; 3],
}

impl Source {
    fn of(image: RgbImage) -> Self {
        let whole = Crop::whole(image.width(), image.height());
        let tint = Thumbnail::of(&image, whole, 32, 18).dominant();
        Self { image, tint }
    }
}

/// Decoded pictures, the longest unused of which give way.
#[derive(Debug)]
struct Decoded {
    pictures: LruCache<PictureId, Arc<Source>>,
    bytes: usize,
}

impl Default for Decoded {
    fn default() -> Self {
        Self {
            pictures: LruCache::unbounded(),
            bytes: 0,
        }
    }
}

impl Decoded {
    fn keep(&mut self, picture: PictureId, source: &Arc<Source>) {
        self.bytes += source.image.len();
        if let Some(replaced) = self.pictures.put(picture, Arc::clone(source)) {
            self.bytes -= replaced.image.len();
        }
        while self.bytes > MOST_DECODED_BYTES {
            let Some((_, gone)) = self.pictures.pop_lru() else {
                break;
            };
            self.bytes -= gone.image.len();
        }
    }
}

/// `image` with no side longer than [`LONGEST_SIDE`].
fn shrunk(image: RgbImage) -> RgbImage {
    let (width, height) = image.dimensions();
    let longest = width.max(height);
    if longest <= LONGEST_SIDE {
        return image;
    }
    let scale = f64::from(LONGEST_SIDE) / f64::from(longest);
    let side = |length: u32| (f64::from(length) * scale).round() as u32;
    let whole = Crop::whole(width, height);
    let Thumbnail {
        width,
        height,
        pixels,
    } = Thumbnail::of(&image, whole, side(width), side(height));
    RgbImage::from_raw(width, height, pixels).unwrap_or(image)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_pictures_are_kept_small_in_their_proportions() {
        let small = shrunk(RgbImage::new(3840, 20));
        assert_eq!(small.dimensions(), (1920, 10));
        assert_eq!(shrunk(RgbImage::new(640, 360)).dimensions(), (640, 360));
    }
}

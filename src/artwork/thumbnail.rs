//! Small versions of a picture, cropped round what must stay visible.

use fast_image_resize::{
    FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer,
    images::{Image, ImageRef},
};
use image::RgbImage;

/// Pixels of a picture made small, row by row from the top left, three bytes each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thumbnail {
    /// Pixels in a row, at least 1.
    pub width: u32,
    /// Rows, at least 1.
    pub height: u32,
    /// Red, green and blue of each pixel: `width * height * 3` bytes.
    pub pixels: Vec<u8>,
}

/// A part of a picture, in pixels from its top left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Crop {
    /// The left edge.
    pub left: f64,
    /// The upper edge.
    pub top: f64,
    /// From the left to the right edge.
    pub width: f64,
    /// From the upper to the lower edge.
    pub height: f64,
}

impl Crop {
    /// The largest part of a `width` × `height` picture that is `aspect` times as wide as high,
    /// with `focal` (x and y in [0, 1]) as near to its middle as the edges allow.
    #[must_use]
    pub fn round(width: u32, height: u32, aspect: f64, focal: [f64; 2]) -> Self {
        let (whole_width, whole_height) = (f64::from(width), f64::from(height));
        let width = exact(whole_width.min(whole_height * aspect).max(1.0));
        let height = exact(whole_height.min(whole_width / aspect).max(1.0));
        let place = |focal: f64, whole: f64, part: f64| {
            exact((focal * whole - part / 2.0).clamp(0.0, (whole - part).max(0.0)))
        };
        Self {
            left: place(focal[0], whole_width, width),
            top: place(focal[1], whole_height, height),
            width,
            height,
        }
    }

    /// All of a `width` × `height` picture.
    #[must_use]
    pub fn whole(width: u32, height: u32) -> Self {
        Self {
            left: 0.0,
            top: 0.0,
            width: f64::from(width),
            height: f64::from(height),
        }
    }
}

/// `length` in whole 64ths of a pixel, so that adding two of them never rounds past an edge.
fn exact(length: f64) -> f64 {
    (length * 64.0).floor() / 64.0
}

impl Thumbnail {
    /// The part `crop` of `image` in `width` × `height` pixels, by a cubic filter: at this size as
    /// good as a Lanczos filter, and a fifth cheaper.
    ///
    /// A crop that is not inside `image` gives one black pixel.
    #[must_use]
    pub fn of(image: &RgbImage, crop: Crop, width: u32, height: u32) -> Self {
        Self::resized(image, crop, width.max(1), height.max(1)).unwrap_or_else(|| Self {
            width: 1,
            height: 1,
            pixels: vec![0; 3],
        })
    }

    fn resized(image: &RgbImage, crop: Crop, width: u32, height: u32) -> Option<Self> {
        let source = ImageRef::new(
            image.width(),
            image.height(),
            image.as_raw(),
            PixelType::U8x3,
        )
        .ok()?;
        let mut target = Image::new(width, height, PixelType::U8x3);
        let options = ResizeOptions::new()
            .resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom))
            .crop(crop.left, crop.top, crop.width, crop.height);
        Resizer::new().resize(&source, &mut target, &options).ok()?;
        Some(Self {
            width,
            height,
            pixels: target.into_vec(),
        })
    }

    /// All pixels, row by row.
    pub fn colours(&self) -> impl Iterator<Item = [u8; 3]> + '_ {
        self.pixels.as_chunks::<3>().0.iter().copied()
    }

    /// Mean luminance (Rec. 709 weights on the encoded values) in [0, 1].
    #[must_use]
    pub fn luminance(&self) -> f64 {
        let total: f64 = self.colours().map(luminance).sum();
        total / f64::from(self.width * self.height)
    }

    /// The most frequent kind of colour, where vivid ones count more: what stands in for the
    /// picture until it is there.
    #[must_use]
    pub fn dominant(&self) -> [u8; 3] {
        let mut kinds = vec![(0_u64, [0_u64; 3], 0_u64); 512];
        for colour in self.colours() {
            let kind = colour
                .iter()
                .fold(0, |kind, channel| kind * 8 + usize::from(channel / 32));
            let vividness = colour.iter().max().unwrap_or(&0) - colour.iter().min().unwrap_or(&0);
            let (weight, sums, count) = &mut kinds[kind];
            *weight += 64 + u64::from(vividness);
            *count += 1;
            for (sum, channel) in sums.iter_mut().zip(colour) {
                *sum += u64::from(channel);
            }
        }
        kinds
            .into_iter()
            .max_by_key(|(weight, ..)| *weight)
            .map_or([0; 3], |(_, sums, count)| {
                sums.map(|sum| (sum / count.max(1)) as u8)
            })
    }

    /// The thumbnail with its shadows opened if it is dark: at the size of a tile a dark still is
    /// mud otherwise. Bright pictures stay as they are.
    ///
    /// The darker the picture, the more; in it, the darker a colour, the more, but none by more
    /// than is left of its strongest channel, so that every colour keeps its hue and black stays
    /// black.
    #[must_use]
    pub fn lifted(mut self) -> Self {
        /// The mean luminance from which on a picture is not dark.
        const DARK: f64 = 0.35;
        /// How much of the way there the mean is taken.
        const OPENED: f64 = 0.5;
        const LEAST_EXPONENT: f64 = 0.55;
        /// More would show the noise of what was meant to be black.
        const MOST_GAIN: f64 = 2.2;
        let mean = self.luminance();
        if mean >= DARK {
            return self;
        }
        let wanted = mean + OPENED * (DARK - mean);
        let exponent = (wanted.ln() / mean.ln()).clamp(LEAST_EXPONENT, 1.0);
        let gains: [f64; 256] =
            std::array::from_fn(|level| (level as f64 / 255.0).powf(exponent - 1.0).min(MOST_GAIN));
        for colour in self.pixels.as_chunks_mut::<3>().0 {
            let strongest = colour.iter().copied().max().unwrap_or_default();
            let room = 255.0 / f64::from(strongest.max(1));
            let gain = gains[(255.0 * luminance(*colour)).round() as usize].min(room);
            *colour = colour.map(|channel| (f64::from(channel) * gain).round() as u8);
        }
        self
    }
}

/// How bright `colour` looks, in [0, 1].
#[must_use]
pub fn luminance([red, green, blue]: [u8; 3]) -> f64 {
    (0.2126 * f64::from(red) + 0.7152 * f64::from(green) + 0.0722 * f64::from(blue)) / 255.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Left half red, right half blue.
    fn two_halves() -> RgbImage {
        RgbImage::from_fn(400, 100, |x, _| {
            image::Rgb(if x < 200 { [200, 0, 0] } else { [0, 0, 200] })
        })
    }

    #[test]
    fn the_crop_follows_the_focal_point_and_stays_inside() {
        let crop = |x| Crop::round(400, 100, 1.0, [x, 0.5]).left;
        assert_eq!(crop(0.0), 0.0);
        assert_eq!(crop(0.5), 150.0);
        assert_eq!(crop(1.0), 300.0);
        let tall = Crop::round(100, 400, 2.0, [0.5, 0.0]);
        assert_eq!((tall.top, tall.width, tall.height), (0.0, 100.0, 50.0));
    }

    #[test]
    fn a_thumbnail_shows_what_its_crop_holds() {
        let image = two_halves();
        let at = |x| {
            let crop = Crop::round(400, 100, 1.0, [x, 0.5]);
            Thumbnail::of(&image, crop, 10, 10).dominant()
        };
        assert_eq!(at(0.0), [200, 0, 0]);
        assert_eq!(at(1.0), [0, 0, 200]);
    }

    proptest! {
        #[test]
        fn no_crop_reaches_over_an_edge(
            (width, height) in (1_u32..80, 1_u32..80),
            (aspect, x, y) in (0.05..20.0_f64, 0.0..=1.0_f64, 0.0..=1.0_f64),
        ) {
            let white = RgbImage::from_pixel(width, height, image::Rgb([255; 3]));
            let crop = Crop::round(width, height, aspect, [x, y]);
            let thumbnail = Thumbnail::of(&white, crop, 3, 2);
            prop_assert_eq!(thumbnail.pixels, vec![255; 3 * 2 * 3]);
        }
    }

    fn plain(colour: [u8; 3]) -> Thumbnail {
        Thumbnail {
            width: 1,
            height: 1,
            pixels: colour.to_vec(),
        }
    }

    #[test]
    fn only_dark_pictures_are_lifted() {
        assert_eq!(plain([128; 3]).lifted(), plain([128; 3]));
        let lifted = plain([30; 3]).lifted().pixels[0];
        assert!((40..70).contains(&lifted), "{lifted}");
        assert_eq!(plain([0; 3]).lifted(), plain([0; 3]));
    }

    #[test]
    fn a_lifted_colour_keeps_its_hue() {
        let pixels = plain([90, 30, 6]).lifted().pixels;
        let [red, green, blue] = [0, 1, 2].map(|channel| f64::from(pixels[channel]));
        assert!(red > 120.0, "{red}");
        assert!((red / green - 3.0).abs() < 0.05, "{red} {green}");
        assert!((red / blue - 15.0).abs() < 0.8, "{red} {blue}");
    }

    proptest! {
        #[test]
        fn nothing_gets_darker_when_lifted(pixels in prop::collection::vec(0_u8..120, 3 * 12)) {
            let dark = Thumbnail { width: 4, height: 3, pixels };
            let lifted = dark.clone().lifted();
            for (after, before) in lifted.pixels.iter().zip(&dark.pixels) {
                prop_assert!(after >= before);
            }
        }
    }
}

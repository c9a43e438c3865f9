//! Measures what the pixels of a picture look like.

use std::sync::LazyLock;

use image::RgbImage;

use crate::catalog::{Appearance, Colour};

/// Rows and columns of pixels that are looked at, at most.
const GRID: u32 = 256;

/// Lightness below this is dark, and of hardly any colour that can be told.
const DARK: f64 = 18.0;
/// Lightness above this is light, where the chroma is below [`TINTED`].
const LIGHT: f64 = 85.0;
const TINTED: f64 = 25.0;
/// Chroma below this is grey.
const GREY: f64 = 12.0;

/// Where the hues of CIELAB end, in degrees; from the last one on all is red again.
const HUES: [(f64, Colour); 7] = [
    (50.0, Colour::Red),
    (83.0, Colour::Orange),
    (115.0, Colour::Yellow),
    (170.0, Colour::Green),
    (225.0, Colour::Teal),
    (312.0, Colour::Blue),
    (345.0, Colour::Purple),
];

/// The colourfulness that Hasler and Süsstrunk (2003) call extreme.
const EXTREME: f64 = 109.0;

/// The light that each value of an sRGB channel stands for, in [0, 1] (IEC 61966-2-1).
static LINEAR: LazyLock<[f64; 256]> = LazyLock::new(|| {
    std::array::from_fn(|value| {
        let value = value as f64 / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            libm::pow((value + 0.055) / 1.055, 2.4)
        }
    })
});

/// What `picture` looks like, judged by the pixels of an even grid of at most 256 by 256.
///
/// The same on every machine. A picture without pixels is black.
#[must_use]
pub fn appearance(picture: &RgbImage) -> Appearance {
    let [across, down] = [picture.width(), picture.height()].map(|side| side.div_ceil(GRID).max(1));
    let (mut lightness, mut colour) = (Moments::default(), [Moments::default(); 2]);
    let mut counts = [0_u32; Colour::ALL.len()];
    for y in (0..picture.height()).step_by(down as usize) {
        for x in (0..picture.width()).step_by(across as usize) {
            let pixel = picture.get_pixel(x, y).0;
            let lab = lab(pixel);
            let [red, green, blue] = pixel.map(f64::from);
            lightness.add(lab[0] / 100.0);
            colour[0].add(red - green);
            colour[1].add(0.5 * (red + green) - blue);
            counts[named(lab) as usize] += 1;
        }
    }
    let root = |squares: [f64; 2]| (squares[0] + squares[1]).sqrt();
    let colourfulness = root(colour.map(Moments::variance))
        + 0.3 * root(colour.map(|moments| moments.mean() * moments.mean()));
    let total = f64::from(counts.iter().sum::<u32>()).max(1.0);
    let count = |colours: &[Colour]| -> f64 {
        colours
            .iter()
            .map(|one| f64::from(counts[*one as usize]))
            .sum()
    };
    let coloured = count(&HUES.map(|(_, colour)| colour));
    let warm = count(&[Colour::Red, Colour::Orange, Colour::Yellow]);
    Appearance {
        brightness: lightness.mean().clamp(0.0, 1.0),
        contrast: (2.0 * lightness.variance().sqrt()).min(1.0),
        colourfulness: (colourfulness / EXTREME).min(1.0),
        warmth: warm / coloured.max(1.0),
        shares: counts.map(|count| f64::from(count) / total),
    }
}

/// Sums of numbers and of their squares.
#[derive(Default, Clone, Copy)]
struct Moments {
    count: f64,
    sum: f64,
    squares: f64,
}

impl Moments {
    fn add(&mut self, value: f64) {
        self.count += 1.0;
        self.sum += value;
        self.squares += value * value;
    }

    fn mean(self) -> f64 {
        self.sum / self.count.max(1.0)
    }

    fn variance(self) -> f64 {
        (self.squares / self.count.max(1.0) - self.mean() * self.mean()).max(0.0)
    }
}

/// The pixel in CIELAB under D65: L* in [0, 100], a* and b*.
fn lab(pixel: [u8; 3]) -> [f64; 3] {
    let [red, green, blue] = pixel.map(|value| LINEAR[usize::from(value)]);
    let x = (0.412_456_4 * red + 0.357_576_1 * green + 0.180_437_5 * blue) / 0.950_47;
    let y = 0.212_672_9 * red + 0.715_152_2 * green + 0.072_175_0 * blue;
    let z = (0.019_333_9 * red + 0.119_192_0 * green + 0.950_304_1 * blue) / 1.088_83;
    let [x, y, z] = [x, y, z].map(|value| {
        if value > 216.0 / 24_389.0 {
            libm::cbrt(value)
        } else {
            (24_389.0 / 27.0 * value + 16.0) / 116.0
        }
    });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// What people would call the colour.
fn named([lightness, a, b]: [f64; 3]) -> Colour {
    let chroma = (a * a + b * b).sqrt();
    if lightness < DARK {
        return Colour::Dark;
    }
    if lightness > LIGHT && chroma < TINTED {
        return Colour::Light;
    }
    if chroma < GREY {
        return Colour::Grey;
    }
    let degrees = libm::atan2(b, a).to_degrees();
    let hue = if degrees < 0.0 {
        degrees + 360.0
    } else {
        degrees
    };
    let found = HUES.iter().find(|(end, _)| hue < *end);
    found.map_or(Colour::Red, |(_, colour)| *colour)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;

    fn plain(colour: [u8; 3]) -> Appearance {
        appearance(&RgbImage::from_pixel(7, 5, Rgb(colour)))
    }

    fn share(appearance: &Appearance, colour: Colour) -> f64 {
        appearance.shares[colour as usize]
    }

    #[test]
    fn a_plain_red_picture_is_red_warm_and_colourful_without_contrast() {
        let red = plain([255, 0, 0]);
        // L* of sRGB's red is 53.24; rg = 255 and yb = 127.5 do not vary, so M is 0.3 times
        // the length of their means, 285.1.
        assert!((red.brightness - 0.5324).abs() < 1e-4, "{}", red.brightness);
        assert!((red.colourfulness - 0.3 * 285.0986 / 109.0).abs() < 1e-6);
        assert!(red.contrast < 1e-6);
        assert_eq!((red.warmth, share(&red, Colour::Red)), (1.0, 1.0));
    }

    #[test]
    fn half_black_and_half_white_is_all_contrast_and_no_colour() {
        let half = RgbImage::from_fn(10, 4, |x, _| Rgb([if x < 5 { 0 } else { 255 }; 3]));
        let half = appearance(&half);
        assert!((half.brightness - 0.5).abs() < 1e-6);
        assert!((half.contrast - 1.0).abs() < 1e-6);
        assert_eq!((half.colourfulness, half.warmth), (0.0, 0.0));
        assert_eq!(
            (share(&half, Colour::Dark), share(&half, Colour::Light)),
            (0.5, 0.5)
        );
    }

    #[test]
    fn half_red_and_half_blue_has_the_colourfulness_of_the_paper() {
        let half = RgbImage::from_fn(4, 2, |x, _| {
            Rgb(if x < 2 { [255, 0, 0] } else { [0, 0, 255] })
        });
        let half = appearance(&half);
        // rg: 255 and 0, mean and deviation 127.5; yb: 127.5 and -255, mean -63.75, deviation
        // 191.25. M = |(127.5, 191.25)| + 0.3 |(127.5, -63.75)| = 229.853 + 42.765 > 109.
        assert_eq!(half.colourfulness, 1.0);
        assert_eq!(half.warmth, 0.5);
        let faint = RgbImage::from_fn(4, 2, |x, _| {
            Rgb(if x < 2 { [25, 0, 0] } else { [0, 0, 25] })
        });
        let expected = (229.8528 + 42.7637) * 25.0 / 255.0 / 109.0;
        assert!((appearance(&faint).colourfulness - expected).abs() < 1e-4);
    }

    #[test]
    fn colours_have_the_names_that_people_give_them() {
        for (rgb, name) in [
            ([255, 0, 0], Colour::Red),
            ([255, 192, 203], Colour::Red),
            ([255, 165, 0], Colour::Orange),
            ([139, 69, 19], Colour::Orange),
            ([255, 215, 0], Colour::Yellow),
            ([255, 255, 0], Colour::Yellow),
            ([34, 139, 34], Colour::Green),
            ([0, 128, 128], Colour::Teal),
            ([70, 130, 180], Colour::Blue),
            ([0, 0, 255], Colour::Blue),
            ([128, 0, 128], Colour::Purple),
            ([128, 128, 128], Colour::Grey),
            ([20, 10, 30], Colour::Dark),
            ([250, 248, 240], Colour::Light),
        ] {
            let plain = plain(rgb);
            assert_eq!(share(&plain, name), 1.0, "{rgb:?} {:?}", plain.shares);
        }
    }

    #[test]
    fn a_large_picture_is_judged_like_a_small_one() {
        let stripes = |side: u32| {
            RgbImage::from_fn(side, side, |x, _| {
                Rgb(if x < side / 4 {
                    [200, 30, 30]
                } else {
                    [30, 30, 200]
                })
            })
        };
        let [small, large] = [40, 4000].map(|side| appearance(&stripes(side)));
        assert_eq!(share(&small, Colour::Red), 0.25);
        assert!((share(&large, Colour::Red) - 0.25).abs() < 0.005);
        assert!((small.brightness - large.brightness).abs() < 0.005);
    }
}

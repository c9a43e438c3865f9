//! Pictures in sixels, read back by a decoder that knows nothing of how they were written.

use proptest::prelude::*;

use super::{Area, SixelPicture, quantiser::level};
use crate::artwork::Thumbnail;

/// What a terminal shows after a sixel escape.
struct Canvas {
    width: usize,
    height: usize,
    /// `None` where nothing was painted.
    pixels: Vec<Option<[u8; 3]>>,
}

/// The number at the start of `text`.
fn number(text: &mut &[u8]) -> usize {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (number, rest) = text.split_at(digits);
    *text = rest;
    std::str::from_utf8(number).unwrap().parse().unwrap()
}

/// Numbers with semicolons between them.
fn numbers(text: &mut &[u8]) -> Vec<usize> {
    let mut numbers = vec![number(text)];
    while let Some(rest) = text.strip_prefix(b";") {
        *text = rest;
        numbers.push(number(text));
    }
    numbers
}

/// Colours are left in percent.
fn decode(escape: &[u8]) -> Canvas {
    let body = escape.strip_prefix(b"\x1bP0;1q\"").unwrap();
    let mut text = body.strip_suffix(b"\x1b\\").unwrap();
    let raster = numbers(&mut text);
    let [1, 1, width, height] = raster[..] else {
        panic!("{raster:?}");
    };
    let mut canvas = Canvas {
        width,
        height,
        pixels: vec![None; width * height],
    };
    let mut registers = [None; 256];
    let (mut colour, mut x, mut y) = (None, 0, 0);
    while let Some((first, rest)) = text.split_first() {
        text = rest;
        let mut draw = |sixel: u8, count: usize, x: &mut usize| {
            for _ in 0..count {
                let bits = sixel.checked_sub(b'?').unwrap();
                assert!(bits < 64, "{sixel}");
                for line in (0..6).filter(|line| bits >> line & 1 == 1) {
                    assert!(*x < width && y + line < height, "painted outside");
                    let pixel = &mut canvas.pixels[(y + line) * width + *x];
                    assert_eq!(*pixel, None, "painted twice");
                    *pixel = Some(colour.unwrap());
                }
                *x += 1;
            }
        };
        match first {
            b'#' => match numbers(&mut text)[..] {
                [register] => colour = registers[register],
                [register, 2, red, green, blue] => {
                    assert!(red.max(green).max(blue) <= 100);
                    registers[register] = Some([red as u8, green as u8, blue as u8]);
                }
                ref other => panic!("{other:?}"),
            },
            b'!' => {
                let count = number(&mut text);
                let (sixel, rest) = text.split_first().unwrap();
                text = rest;
                draw(*sixel, count, &mut x);
            }
            b'$' => x = 0,
            b'-' => (x, y) = (0, y + 6),
            sixel => draw(*sixel, 1, &mut x),
        }
    }
    canvas
}

/// What `area` of `picture` should look like.
fn expected(picture: &SixelPicture, area: Area) -> Vec<Option<[u8; 3]>> {
    (area.top..area.top + area.height)
        .flat_map(|y| (area.left..area.left + area.width).map(move |x| y * picture.width + x))
        .map(|place| Some(picture.palette[usize::from(picture.indices[place])]))
        .collect()
}

fn smooth(width: u32, height: u32) -> Thumbnail {
    let pixels = (0..height)
        .flat_map(|y| (0..width).map(move |x| (x, y)))
        .flat_map(|(x, y)| [(x * 255 / width) as u8, (y * 255 / height) as u8, 90])
        .collect();
    Thumbnail {
        width,
        height,
        pixels,
    }
}

/// A picture and the edges of a part of it.
fn picture_and_part() -> impl Strategy<Value = (Thumbnail, Area)> {
    (1_usize..60, 1_usize..40, 1_u8..=255).prop_flat_map(|(width, height, colours)| {
        let pixels = prop::collection::vec(0..colours, width * height).prop_map(|places| {
            places
                .into_iter()
                .flat_map(|place| [place, place.wrapping_mul(37), place.wrapping_mul(91)])
                .collect()
        });
        let thumbnail = pixels.prop_map(move |pixels| Thumbnail {
            width: width as u32,
            height: height as u32,
            pixels,
        });
        let area = (0..width, 0..height).prop_flat_map(move |(left, top)| {
            (1..=width - left, 1..=height - top).prop_map(move |(width, height)| Area {
                left,
                top,
                width,
                height,
            })
        });
        (thumbnail, area)
    })
}

proptest! {
    #[test]
    fn a_terminal_shows_exactly_the_pixels_of_each_part((thumbnail, area) in picture_and_part()) {
        let picture = SixelPicture::of(&thumbnail);
        for area in [area, picture.area()] {
            let mut escape = Vec::new();
            picture.paint(area, &mut escape);
            let canvas = decode(&escape);
            prop_assert_eq!((canvas.width, canvas.height), (area.width, area.height));
            prop_assert_eq!(canvas.pixels, expected(&picture, area));
        }
    }
}

#[test]
fn few_colours_hardly_change() {
    let colours: Vec<[u8; 3]> = (0..100_u8).map(|i| [i * 2, 255 - i * 2, i]).collect();
    let thumbnail = Thumbnail {
        width: 100,
        height: 7,
        pixels: colours.concat().repeat(7),
    };
    let picture = SixelPicture::of(&thumbnail);
    for (colour, index) in colours.iter().zip(&picture.indices) {
        let shown = picture.palette[usize::from(*index)].map(level);
        for (channel, wanted) in shown.iter().zip(colour) {
            assert!(channel.abs_diff(*wanted) <= 5, "{shown:?} for {colour:?}");
        }
    }
}

#[test]
fn a_smooth_picture_keeps_its_look_with_few_colours() {
    let thumbnail = smooth(280, 160);
    let picture = SixelPicture::of(&thumbnail);
    assert!(picture.palette.len() <= 128);
    let error: u64 = thumbnail
        .colours()
        .zip(&picture.indices)
        .map(|(colour, index)| {
            let shown = picture.palette[usize::from(*index)].map(level);
            let square = |(a, b): (u8, u8)| u64::from(a.abs_diff(b)).pow(2);
            colour.into_iter().zip(shown).map(square).sum::<u64>()
        })
        .sum();
    // The best that 128 squares can do with a plane of 255 × 255 is (255² / 128) / 6 a pixel.
    let per_pixel = error as f64 / (280.0 * 160.0);
    assert!(
        per_pixel < 1.5 * (255.0 * 255.0 / 128.0 / 6.0),
        "{per_pixel}"
    );
}

#[test]
fn only_colours_that_occur_are_defined() {
    let picture = SixelPicture::of(&smooth(60, 60));
    let corner = Area {
        left: 0,
        top: 0,
        width: 2,
        height: 2,
    };
    let mut escape = Vec::new();
    picture.paint(corner, &mut escape);
    let definitions = escape.windows(3).filter(|bytes| *bytes == b";2;").count();
    assert!((1..=4).contains(&definitions), "{definitions}");
}

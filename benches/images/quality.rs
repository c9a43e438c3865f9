//! How near symbols come to the picture that they stand for.

use std::fmt;

use image::RgbImage;
use keyart::artwork::{
    symbols::{Grid, Ink},
    thumbnail::luminance,
};

use super::{CELLS, PIXELS, shapes::Shapes, thumbnail};

/// The standard deviations, in pixels, of the blurs that stand for two viewing distances.
const DISTANCES: [f64; 2] = [2.0, 4.0];
/// The standard deviation, in pixels, of the window of SSIM.
const WINDOW: f64 = 1.5;

/// One cell: its glyph, the glyph's colour and the colour behind it.
pub(crate) type Drawn = (char, [u8; 3], [u8; 3]);

/// Draws symbols and compares them with a Lanczos thumbnail.
pub(crate) struct Judge(Shapes);

impl Judge {
    pub(crate) fn new() -> Self {
        Self(Shapes::of_unicode())
    }

    /// SSIM of the luminance of `image` and of `cells` drawn in its place: as they are, and both
    /// blurred for each of the distances. `None` if a glyph has no known shape.
    pub(crate) fn ssim(&self, image: &RgbImage, cells: &[Drawn]) -> Option<[f64; 3]> {
        let wanted: Vec<f64> = thumbnail(image, PIXELS).colours().map(luminance).collect();
        let drawn = self.luminances(cells)?;
        let [near, far] = DISTANCES.map(|far| ssim(&blurred(&wanted, far), &blurred(&drawn, far)));
        Some([ssim(&wanted, &drawn), near, far])
    }

    fn luminances(&self, cells: &[Drawn]) -> Option<Vec<f64>> {
        let (columns, rows) = (u32::from(CELLS.0), u32::from(CELLS.1));
        let (width, height) = (PIXELS.0 / columns, PIXELS.1 / rows);
        let middle = |place: u32, length: u32| (f64::from(place) + 0.5) / f64::from(length);
        (0..PIXELS.0 * PIXELS.1)
            .map(|pixel| {
                let (x, y) = (pixel % PIXELS.0, pixel / PIXELS.0);
                let cell = cells.get((y / height * columns + x / width) as usize)?;
                let (glyph, foreground, background) = *cell;
                let is_filled =
                    self.0
                        .fills(glyph, middle(x % width, width), middle(y % height, height))?;
                Some(luminance(if is_filled { foreground } else { background }))
            })
            .collect()
    }
}

/// The cells of `grid`; those without 24-bit colour as xterm would show them.
pub(crate) fn of_grid(grid: &Grid) -> Vec<Drawn> {
    grid.rows()
        .flatten()
        .map(|cell| (cell.glyph, rgb(cell.foreground), rgb(cell.background)))
        .collect()
}

/// The colour of an entry of the xterm palette from 16 on; others are black.
fn rgb(ink: Ink) -> [u8; 3] {
    let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
    match ink {
        Ink::Rgb(colour) => colour,
        Ink::Index(entry @ 16..=231) => {
            let cube = entry - 16;
            [level(cube / 36), level(cube / 6 % 6), level(cube % 6)]
        }
        Ink::Index(entry @ 232..) => [8 + 10 * (entry - 232); 3],
        Ink::Index(_) | Ink::Terminal => [0; 3],
    }
}

/// Mean SSIM of two pictures with values in [0, 1] (Wang et al. 2004, equation 13).
fn ssim(a: &[f64], b: &[f64]) -> f64 {
    const C1: f64 = 0.01 * 0.01;
    const C2: f64 = 0.03 * 0.03;
    let product =
        |a: &[f64], b: &[f64]| -> Vec<f64> { a.iter().zip(b).map(|(a, b)| a * b).collect() };
    let mean = |values: &[f64]| blurred(values, WINDOW);
    let (mean_a, mean_b) = (mean(a), mean(b));
    let (square_a, square_b) = (mean(&product(a, a)), mean(&product(b, b)));
    let mixed = mean(&product(a, b));
    let total: f64 = (0..a.len())
        .map(|at| {
            let (ma, mb) = (mean_a[at], mean_b[at]);
            let spread = square_a[at] - ma * ma + square_b[at] - mb * mb;
            let common = mixed[at] - ma * mb;
            (2.0 * ma * mb + C1) * (2.0 * common + C2) / ((ma * ma + mb * mb + C1) * (spread + C2))
        })
        .sum();
    total / a.len() as f64
}

/// A picture of [`PIXELS`] blurred by a Gaussian; beyond the edges it goes on as it ends.
fn blurred(values: &[f64], deviation: f64) -> Vec<f64> {
    let (width, height) = (PIXELS.0 as usize, PIXELS.1 as usize);
    let radius = (3.0 * deviation).ceil() as usize;
    let weight = |distance: usize| (-0.5 * (distance as f64 / deviation).powi(2)).exp();
    let kernel: Vec<f64> = (0..=2 * radius)
        .map(|at| weight(at.abs_diff(radius)))
        .collect();
    let sum: f64 = kernel.iter().sum();
    let pass = |values: &[f64], length: usize, step: usize, at: usize| -> f64 {
        let place = at / step % length;
        let start = at - place * step;
        let weighted = kernel.iter().enumerate().map(|(index, weight)| {
            let near = (place + index).saturating_sub(radius).min(length - 1);
            weight * values[start + near * step]
        });
        weighted.sum::<f64>() / sum
    };
    let across: Vec<f64> = (0..values.len())
        .map(|at| pass(values, width, 1, at))
        .collect();
    (0..values.len())
        .map(|at| pass(&across, height, width, at))
        .collect()
}

/// The mean of SSIM as it is and blurred.
#[derive(Default)]
pub(crate) struct Mean {
    sums: [f64; 3],
    count: usize,
}

impl FromIterator<[f64; 3]> for Mean {
    fn from_iter<T: IntoIterator<Item = [f64; 3]>>(values: T) -> Self {
        let mut mean = Self::default();
        for value in values {
            for (sum, ssim) in mean.sums.iter_mut().zip(value) {
                *sum += ssim;
            }
            mean.count += 1;
        }
        mean
    }
}

impl fmt::Display for Mean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [plain, near, far] = self.sums.map(|sum| sum / self.count.max(1) as f64);
        write!(f, "{plain:.3}  {near:.3}  {far:.3}")
    }
}

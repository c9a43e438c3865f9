//! The best quadrant block and pair of colours for a cell, by trying all of them.

use super::{Cell, Ink};

/// The glyphs whose lower right quarter is background, by the quarters that are foreground:
/// 1 upper left, 2 upper right, 4 lower left. The other eight are these with colours exchanged.
const GLYPHS: [char; 8] = [' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛'];

/// The two-colour cell with the least squared error to the colours of its quarters: upper left,
/// upper right, lower left, lower right.
pub(super) fn cell(quarters: [[u8; 3]; 4]) -> Cell {
    // The squared error of a split is Σ|c|² − |S₁|²/n₁ − |S₂|²/n₂, where S is the sum and n the
    // number of the colours on a side; so the best split has the largest |S₁|²/n₁ + |S₂|²/n₂.
    // Twelve is divided by every n, which keeps the comparison in whole numbers.
    let mut best = (0, 0);
    for split in 0..GLYPHS.len() {
        let (front, back) = sums(&quarters, split);
        let fit = energy(front) + energy(back);
        if fit > best.0 {
            best = (fit, split);
        }
    }
    let (front, back) = sums(&quarters, best.1);
    let background = Ink::Rgb(mean(back));
    Cell {
        glyph: GLYPHS[best.1],
        foreground: if front.1 == 0 {
            background
        } else {
            Ink::Rgb(mean(front))
        },
        background,
    }
}

/// The sum of some colours, and how many they are.
type Sum = ([u32; 3], u32);

fn sums(quarters: &[[u8; 3]; 4], split: usize) -> (Sum, Sum) {
    let (mut front, mut back) = (([0; 3], 0), ([0; 3], 0));
    for (quarter, colour) in quarters.iter().enumerate() {
        let side: &mut Sum = if split >> quarter & 1 == 1 {
            &mut front
        } else {
            &mut back
        };
        for (sum, channel) in side.0.iter_mut().zip(colour) {
            *sum += u32::from(*channel);
        }
        side.1 += 1;
    }
    (front, back)
}

/// Twelve times the squared length of the sum over the number of colours in it.
fn energy((sum, count): Sum) -> u32 {
    let square: u32 = sum.iter().map(|channel| channel * channel).sum();
    (12 / count.max(1)) * square
}

fn mean((sum, count): Sum) -> [u8; 3] {
    let count = count.max(1);
    sum.map(|channel| ((channel + count / 2) / count) as u8)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RED: [u8; 3] = [200, 20, 10];
    const SKY: [u8; 3] = [90, 160, 250];

    fn drawn(cell: Cell) -> [[u8; 3]; 4] {
        let split = GLYPHS
            .iter()
            .position(|glyph| *glyph == cell.glyph)
            .unwrap();
        let rgb = |ink| match ink {
            Ink::Rgb(rgb) => rgb,
            ink => panic!("{ink:?}"),
        };
        std::array::from_fn(|quarter| {
            rgb(if split >> quarter & 1 == 1 {
                cell.foreground
            } else {
                cell.background
            })
        })
    }

    fn error(drawn: &[[u8; 3]; 4], wanted: &[[u8; 3]; 4]) -> u32 {
        let pairs = drawn.iter().flatten().zip(wanted.iter().flatten());
        pairs.map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2)).sum()
    }

    #[test]
    fn a_cell_of_two_colours_is_drawn_exactly_whatever_its_split() {
        for split in 0..16 {
            let quarters =
                std::array::from_fn(|quarter| if split >> quarter & 1 == 1 { RED } else { SKY });
            assert_eq!(drawn(cell(quarters)), quarters, "split {split:04b}");
        }
    }

    #[test]
    fn a_diagonal_is_a_diagonal_and_one_colour_is_a_blank() {
        let diagonal = cell([SKY, RED, RED, SKY]);
        assert_eq!(diagonal.glyph, '▞');
        assert_eq!(diagonal.foreground, Ink::Rgb(RED));
        assert_eq!(diagonal.background, Ink::Rgb(SKY));
        let plain = cell([SKY; 4]);
        assert_eq!((plain.glyph, plain.background), (' ', Ink::Rgb(SKY)));
    }

    proptest! {
        #[test]
        fn no_split_of_the_cell_would_be_nearer(quarters: [[u8; 3]; 4]) {
            // A mean rounded to whole numbers is off by a half at most in each of 12 values.
            let rounding = 12.0 / 4.0;
            let found = f64::from(error(&drawn(cell(quarters)), &quarters));
            for split in 0..16_usize {
                let least: f64 = (0..3)
                    .flat_map(|channel| [(split, channel), (!split, channel)])
                    .map(|(side, channel)| {
                        let values: Vec<f64> = (0..4)
                            .filter(|quarter| side >> quarter & 1 == 1)
                            .map(|quarter| f64::from(quarters[quarter][channel]))
                            .collect();
                        let mean = values.iter().sum::<f64>() / values.len().max(1) as f64;
                        values.iter().map(|value| (value - mean).powi(2)).sum::<f64>()
                    })
                    .sum();
                prop_assert!(found <= least + rounding, "split {split:04b}: {found} > {least}");
            }
        }
    }
}

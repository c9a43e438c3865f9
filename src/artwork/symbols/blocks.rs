//! The best block character and pair of colours for a cell, by trying all of them.

use super::{Cell, Ink};

/// A block character and the parts of the cell that it fills, a bit for each part: the lowest is
/// the upper left one, then from left to right and from top to bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) glyph: char,
    pub(super) parts: u8,
}

/// The blocks of a kind which splits a cell in `PARTS` parts, and the order of the search.
pub(super) struct Blocks<const PARTS: usize, const SPLITS: usize> {
    /// By the parts that are on another side than the last part, which is never in the number:
    /// either those parts are filled, or all others with the colours exchanged.
    blocks: [Block; SPLITS],
    /// A walk over all splits on which each step moves one part to the other side.
    walk: [Step; SPLITS],
}

/// One step of a walk over all splits of a cell.
#[derive(Clone, Copy)]
struct Step {
    /// The part that changes sides.
    part: usize,
    /// The split that is reached.
    split: usize,
    /// What makes its fit comparable with that of others.
    weight: u64,
}

/// The least common multiple of the products n·(N−n) for N = 4, 6 and 8 parts.
const COMMON: u64 = 5040;

impl<const PARTS: usize, const SPLITS: usize> Blocks<PARTS, SPLITS> {
    /// `blocks` for the splits in the order of their numbers.
    pub(super) const fn new(blocks: [Block; SPLITS]) -> Self {
        assert!(SPLITS == 1 << (PARTS - 1));
        let start = Step {
            part: 0,
            split: 0,
            weight: 0,
        };
        let mut walk = [start; SPLITS];
        let mut place = 1_usize;
        while place < SPLITS {
            // The binary reflected Gray code.
            let split = place ^ (place >> 1);
            let front = split.count_ones() as u64;
            walk[place] = Step {
                part: place.trailing_zeros() as usize,
                split,
                weight: COMMON / (front * (PARTS as u64 - front)),
            };
            place += 1;
        }
        Self { blocks, walk }
    }

    /// The cell of two colours with the least squared error to `colours`, those of its parts.
    pub(super) fn cell(&self, colours: [[u8; 3]; PARTS]) -> Cell {
        let Block { glyph, parts } = self.blocks[self.best_split(&colours)];
        let background = Ink::Rgb(mean_where(&colours, !parts));
        Cell {
            glyph,
            foreground: if parts == 0 {
                background
            } else {
                Ink::Rgb(mean_where(&colours, parts))
            },
            background,
        }
    }

    /// The split whose two sides differ least from their means.
    ///
    /// With n of N colours on one side, S their sum and T that of all, a split takes
    /// |N·S − n·T|² / (N·n·(N−n)) off the squared error of a single colour. Multiplied by N and
    /// by [`COMMON`], this is a whole number.
    fn best_split(&self, colours: &[[u8; 3]; PARTS]) -> usize {
        let mut total = [0_i32; 3];
        for colour in colours {
            for (sum, channel) in total.iter_mut().zip(colour) {
                *sum += i32::from(*channel);
            }
        }
        // What a part adds to N·S − n·T when it comes to the front; negated once it is there.
        let mut moves = colours.map(|colour| {
            std::array::from_fn::<_, 3, _>(|channel| {
                PARTS as i32 * i32::from(colour[channel]) - total[channel]
            })
        });
        let mut front = [0_i32; 3];
        let mut best = (0, 0);
        for step in &self.walk[1..] {
            let change = &mut moves[step.part];
            for (sum, channel) in front.iter_mut().zip(change) {
                *sum += *channel;
                *channel = -*channel;
            }
            let square: i32 = front.iter().map(|channel| channel * channel).sum();
            let fit = u64::from(square.unsigned_abs()) * step.weight;
            if fit > best.0 {
                best = (fit, step.split);
            }
        }
        best.1
    }
}

/// The mean of the colours whose parts are set in `parts`; black if none is.
fn mean_where(colours: &[[u8; 3]], parts: u8) -> [u8; 3] {
    let mut sums = [0_u32; 3];
    let mut count = 0;
    for (part, colour) in colours.iter().enumerate() {
        if parts >> part & 1 == 1 {
            for (sum, channel) in sums.iter_mut().zip(colour) {
                *sum += u32::from(*channel);
            }
            count += 1;
        }
    }
    let count = count.max(1);
    sums.map(|sum| ((sum + count / 2) / count) as u8)
}

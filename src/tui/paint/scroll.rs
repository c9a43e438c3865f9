//! Finds lines that only moved, so that the terminal can move them itself.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    io::Write,
};

use ratatui::{
    buffer::{Buffer, Cell},
    style::Color,
};

use super::is_placeholder;

/// What it costs to write a cell, roughly in bytes. A blank costs next to nothing, and looks like
/// any other.
const BLANK: u64 = 1;
const TEXT: u64 = 2;
const COLOURED: u64 = 20;
const PAINTED: u64 = 200;

/// A frame that costs less than this is written as it is.
const CHEAP: u64 = 2_000;

/// Lines of the screen that move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scroll {
    /// The first line of the region.
    top: usize,
    /// The line after its last.
    bottom: usize,
    /// How many lines they move up; down if negative.
    by: isize,
}

/// Looks for lines that moved, with memory of its own.
#[derive(Debug)]
pub(super) struct Scroller {
    paints_pixels: bool,
    before: Vec<u64>,
    after: Vec<u64>,
    costs: Vec<u64>,
}

impl Scroller {
    pub(super) fn new(paints_pixels: bool) -> Self {
        Self {
            paints_pixels,
            before: Vec::new(),
            after: Vec::new(),
            costs: Vec::new(),
        }
    }

    /// The movement that saves most when `next` follows `shown`, which has the same size; `None`
    /// where none saves at least a half.
    pub(super) fn find(&mut self, shown: &Buffer, next: &Buffer) -> Option<Scroll> {
        if self.whole(shown, next) < CHEAP {
            return None;
        }
        let width = usize::from(next.area().width);
        self.read(shown, next);
        let row = |y: usize| y * width..(y + 1) * width;
        let cost = |from: usize, to: usize| self.cost(&self.before[row(from)], row(to));
        let rows = usize::from(next.area().height);
        let still: Vec<u64> = (0..rows).map(|y| cost(y, y)).collect();
        let whole: u64 = still.iter().sum();
        let top = still.iter().position(|cost| *cost > 0)?;
        let bottom = still.iter().rposition(|cost| *cost > 0)? + 1;
        let blank = vec![key(&Cell::EMPTY); width];
        let most = (bottom - top).cast_signed();
        let (mut least, mut best) = (whole / 2, None);
        for by in (1 - most..most).filter(|by| *by != 0) {
            let mut lines = (top..bottom).map(|y| match y.checked_add_signed(by) {
                Some(from) if (top..bottom).contains(&from) => cost(from, y),
                _ => self.cost(&blank, row(y)),
            });
            // Given up as soon as it costs more than the best so far.
            let moved = lines.try_fold(0, |sum, cost| Some(sum + cost).filter(|sum| *sum < least));
            if let Some(moved) = moved {
                (least, best) = (moved, Some(Scroll { top, bottom, by }));
            }
        }
        best
    }

    fn read(&mut self, shown: &Buffer, next: &Buffer) {
        let keys = |buffer: &Buffer, into: &mut Vec<u64>| {
            into.clear();
            into.extend(buffer.content().iter().map(key));
        };
        keys(shown, &mut self.before);
        keys(next, &mut self.after);
        let paints_pixels = self.paints_pixels;
        self.costs.clear();
        self.costs
            .extend(next.content().iter().map(|cell| price(cell, paints_pixels)));
    }

    /// What it costs to write `next` where no line moves.
    fn whole(&self, shown: &Buffer, next: &Buffer) -> u64 {
        let cells = shown.content().iter().zip(next.content());
        cells
            .filter(|(before, after)| before != after)
            .map(|(_, after)| price(after, self.paints_pixels))
            .sum()
    }

    /// What it costs to turn cells with the keys `before` into those of the next frame at
    /// `place`.
    fn cost(&self, before: &[u64], place: std::ops::Range<usize>) -> u64 {
        let after = &self.after[place.clone()];
        let cells = before.iter().zip(after).zip(&self.costs[place]);
        cells
            .map(|((before, after), cost)| if before == after { 0 } else { *cost })
            .sum()
    }
}

/// What it costs to write `cell`.
fn price(cell: &Cell, paints_pixels: bool) -> u64 {
    match (cell.fg, cell.bg) {
        _ if cell.symbol() == " " => BLANK,
        _ if paints_pixels && is_placeholder(cell) => PAINTED,
        (Color::Rgb(..), _) | (_, Color::Rgb(..)) => COLOURED,
        _ => TEXT,
    }
}

/// Tells cells apart that look different.
fn key(cell: &Cell) -> u64 {
    let mut hasher = DefaultHasher::new();
    (cell.symbol(), cell.fg, cell.bg, cell.modifier).hash(&mut hasher);
    hasher.finish()
}

impl Scroll {
    /// Appends the commands that move the lines. The freed ones have the terminal's own ground.
    pub(super) fn write(self, out: &mut Vec<u8>) {
        let Self { top, bottom, by } = self;
        let direction = if by > 0 { 'S' } else { 'T' };
        let by = by.unsigned_abs();
        // Writing to memory does not fail.
        let _ = write!(
            out,
            "\x1b[0m\x1b[{};{bottom}r\x1b[{by}{direction}\x1b[r",
            top + 1
        );
    }

    /// The line of the region that is next to what left it.
    pub(super) fn edge(self) -> u16 {
        let line = if self.by > 0 {
            self.top
        } else {
            self.bottom - 1
        };
        line as u16
    }

    /// Does the same to `frame`.
    pub(super) fn apply(self, frame: &mut Buffer) {
        let width = usize::from(frame.area().width);
        let cells = &mut frame.content[self.top * width..self.bottom * width];
        let by = self.by.unsigned_abs() * width;
        let kept = cells.len() - by;
        let freed = if self.by > 0 {
            cells.rotate_left(by);
            kept..cells.len()
        } else {
            cells.rotate_right(by);
            0..by
        };
        cells[freed].fill(Cell::EMPTY);
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;

    /// Lines of letters on colours, each different; `first` is the first of them.
    fn page(first: usize) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 20));
        for y in 1..19 {
            for x in 0..40 {
                let line = first + usize::from(y);
                buffer[(x, y)]
                    .set_char(char::from(b'a' + ((line * 7 + usize::from(x)) % 26) as u8))
                    .set_bg(Color::Rgb(line as u8, x as u8, 9));
            }
        }
        buffer
    }

    #[test]
    fn lines_that_move_are_found_and_the_frame_of_the_page_is_left_alone() {
        let mut scroller = Scroller::new(false);
        for (from, to) in [(0, 5), (5, 0), (3, 4)] {
            let scroll = scroller.find(&page(from), &page(to)).unwrap();
            let by = to.cast_signed() - from.cast_signed();
            assert_eq!((scroll.top, scroll.bottom, scroll.by), (1, 19, by));
            let mut shown = page(from);
            scroll.apply(&mut shown);
            assert!(shown.diff(&page(to)).len() <= 40 * by.unsigned_abs());
        }
    }

    #[test]
    fn another_page_is_not_mistaken_for_a_moved_one() {
        let mut scroller = Scroller::new(false);
        assert_eq!(scroller.find(&page(0), &page(0)), None);
        assert_eq!(scroller.find(&page(0), &page(100)), None);
    }
}

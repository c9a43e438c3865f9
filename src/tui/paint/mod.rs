//! Brings the terminal from the frame that it shows to the next, in as few bytes as that takes.
//!
//! What the terminal shows is known cell by cell. A cell of a picture is a placeholder that names
//! the picture and the place in it, whatever the protocol, so what differs between two frames
//! is also the ledger of what must be painted: a picture that was covered is painted again where
//! it was covered and nowhere else.

mod pixels;
mod scroll;

use std::ops::Range;

use ratatui::{
    backend::{Backend, CrosstermBackend},
    buffer::{Buffer, Cell, CellWidth},
    layout::Rect,
};

use crate::artwork::{PixelPicture, Protocol, kitty, kitty::ImageId};
use pixels::Patches;
use scroll::Scroller;

/// Clears the screen in the terminal's own colours.
const CLEAR: &[u8] = b"\x1b[0m\x1b[2J";

/// Stands for a cell that is to be drawn although it is known; no frame has it.
const UNKNOWN: &str = "\u{FFFF}";

/// Knows what a terminal shows, and what to write so that it shows something else.
#[derive(Debug)]
pub struct Painter {
    shown: Buffer,
    /// Whether `shown` is what the terminal shows.
    is_known: bool,
    /// Whether pictures are painted after the text, and not by the cells themselves.
    paints_pixels: bool,
    scroller: Option<Scroller>,
    patches: Patches,
    /// Words with cells that change, and the cell on either side; empty between frames.
    words: Vec<Range<usize>>,
}

impl Painter {
    /// A painter for a terminal of which nothing is known. `can_scroll` says whether it moves
    /// the lines of a region on demand (`CSI S` and `CSI T`).
    #[must_use]
    pub fn new(protocol: Protocol, can_scroll: bool) -> Self {
        let paints_pixels = protocol.is_painted();
        Self {
            shown: Buffer::default(),
            is_known: false,
            paints_pixels,
            scroller: can_scroll.then(|| Scroller::new(paints_pixels)),
            patches: Patches::default(),
            words: Vec::new(),
        }
    }

    /// Draws everything again with the next frame, because the terminal may show anything.
    pub fn forget(&mut self) {
        self.is_known = false;
    }

    /// The frame that the terminal shows.
    #[must_use]
    pub fn shown(&self) -> &Buffer {
        &self.shown
    }

    /// Appends to `out` what makes the terminal show `next`, and takes it as shown; gives the
    /// frame before, whose memory can be used again. `picture` finds what a placeholder names;
    /// the last row of the screen shows no pixels, because some terminals scroll after them.
    pub fn paint<'a>(
        &mut self,
        mut next: Buffer,
        picture: impl Fn(ImageId) -> Option<&'a PixelPicture>,
        out: &mut Vec<u8>,
    ) -> Buffer {
        let area = *next.area();
        split_covered(&mut next);
        if self.paints_pixels {
            blank_last_row(&mut next);
        }
        if !self.is_known || *self.shown.area() != area {
            out.extend_from_slice(CLEAR);
            self.shown.reset();
            self.shown.resize(area);
            self.is_known = true;
        } else if let Some(scroller) = &mut self.scroller
            && let Some(scroll) = scroller.find(&self.shown, &next)
        {
            scroll.write(out);
            scroll.apply(&mut self.shown);
            if self.paints_pixels {
                self.patches.repaint(&mut self.shown, scroll.edge());
            }
        }
        self.redraw_words(&next);
        self.patches.clear();
        let (patches, paints_pixels) = (&mut self.patches, self.paints_pixels);
        let mut text = self
            .shown
            .diff_iter(&next)
            .filter(|(x, y, cell)| !(paints_pixels && patches.take(*x, *y, cell)))
            .peekable();
        if text.peek().is_some() {
            // Writing to memory does not fail.
            let _ = CrosstermBackend::new(&mut *out).draw(text);
        } else {
            drop(text);
        }
        self.patches.write(picture, out);
        std::mem::replace(&mut self.shown, next)
    }

    /// Draws the letters again that stand in one word or line with a cell that changes, and the
    /// cell before and after it: the edges of letters reach a little into the cells beside them,
    /// and are lost, left or doubled when one is drawn alone.
    fn redraw_words(&mut self, next: &Buffer) {
        let width = usize::from(next.area().width);
        let cells = next.content();
        // Cells before this one belong to a word that is drawn already, or to another row.
        let mut done = 0;
        for (x, y, _) in self.shown.diff_iter(next) {
            let row = usize::from(y) * width;
            let place = row + usize::from(x);
            done = done.max(row);
            // The last cell of a word is what follows it: only that may begin another.
            if place + 1 < done {
                continue;
            }
            let is_end = |cell: &Cell| !is_letter(cell);
            let start = cells[done.min(place)..place].iter().rposition(is_end);
            let end = cells[place + 1..row + width].iter().position(is_end);
            let word = done.min(place) + start.unwrap_or(0)
                ..end.map_or(row + width, |length| place + length + 2);
            done = word.end;
            self.words.push(word);
        }
        for place in self.words.drain(..).flatten() {
            // The second half of a wide character is drawn with the first.
            let is_half = place % width > 0 && cells[place - 1].cell_width() > 1;
            if !is_half && !is_placeholder(&cells[place]) {
                self.shown.content[place].set_symbol(UNKNOWN);
            }
        }
    }
}

/// Whether the cell has a letter or a line, whose edges may reach beyond it; not a block.
fn is_letter(cell: &Cell) -> bool {
    let first = cell.symbol().chars().next();
    first.is_some_and(|c| c != ' ' && !matches!(c, '\u{2580}'..='\u{259F}' | '\u{1CD00}'..))
}

/// Blanks each wide character of which something covers the second half: no terminal shows one
/// half of it.
fn split_covered(frame: &mut Buffer) {
    let width = usize::from(frame.area().width).max(1);
    for row in frame.content.chunks_mut(width) {
        for place in 1..row.len() {
            let (before, after) = row.split_at_mut(place);
            if let (Some(wide), Some(half)) = (before.last_mut(), after.first())
                && half.symbol() != " "
                && wide.symbol().len() > 2
                && !is_placeholder(wide)
                && wide.cell_width() > 1
            {
                wide.set_symbol(" ");
            }
        }
    }
}

/// Takes the pixels from the last row.
fn blank_last_row(frame: &mut Buffer) {
    let area = *frame.area();
    let last = Rect {
        y: area.bottom().saturating_sub(1),
        height: area.height.min(1),
        ..area
    };
    for position in last.positions() {
        let cell = &mut frame[position];
        if is_placeholder(cell) {
            cell.reset();
        }
    }
}

fn is_placeholder(cell: &Cell) -> bool {
    kitty::place_of(cell.symbol()).is_some()
}

//! Pictures made of block characters: no more than two colours and one glyph in a cell.

mod ascii;
mod palette;
mod quadrant;

use std::fmt::Write;

use super::{ColourDepth, Protocol, Thumbnail};

/// A colour as a terminal is told it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ink {
    /// Red, green and blue.
    Rgb([u8; 3]),
    /// An entry of the xterm palette; below 16, one of the terminal's own colours.
    Index(u8),
    /// Whatever the terminal writes with, or on.
    Terminal,
}

impl Ink {
    /// `colour`, or the nearest that a terminal of this `depth` has.
    #[must_use]
    pub fn nearest(colour: [u8; 3], depth: ColourDepth) -> Self {
        match depth {
            ColourDepth::True => Self::Rgb(colour),
            ColourDepth::Indexed => Self::Index(palette::indexed(colour)),
            ColourDepth::Sixteen => Self::Index(palette::basic(colour)),
            ColourDepth::Monochrome => Self::Terminal,
        }
    }
}

/// What one cell of the terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Cell {
    /// A block, or a sign that is one column wide.
    pub glyph: char,
    /// The colour of the glyph.
    pub foreground: Ink,
    /// The colour behind it.
    pub background: Ink,
}

/// A picture made of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    columns: u16,
    cells: Vec<Cell>,
}

/// Pixels of a thumbnail in one cell: across and down.
pub const SUBCELLS: (u32, u32) = (2, 2);

impl Grid {
    /// `thumbnail` in `columns` × `rows` cells, as `protocol` draws it with `depth` colours.
    ///
    /// Quadrants need 24-bit colour and become half-blocks below; without colour all become
    /// signs. [`Protocol::Kitty`] falls back to quadrants, [`Protocol::Off`] gives no cells. The
    /// thumbnail may have any size; one of [`SUBCELLS`] pixels a cell is taken as it is.
    #[must_use]
    pub fn of(
        thumbnail: &Thumbnail,
        (columns, rows): (u16, u16),
        protocol: Protocol,
        depth: ColourDepth,
    ) -> Self {
        let draw: fn([[u8; 3]; 4], ColourDepth) -> Cell = match (protocol, depth) {
            (Protocol::Off, _) => return Self::blank(),
            (Protocol::Ascii, _) | (_, ColourDepth::Monochrome) => |cell, _| ascii::cell(cell),
            (Protocol::Half, _) => half,
            (_, ColourDepth::True) => |cell, _| quadrant::cell(cell),
            _ => half,
        };
        let means = Means::of(thumbnail, columns, rows);
        let cells = (0..rows)
            .flat_map(|row| (0..columns).map(move |column| (column, row)))
            .map(|(column, row)| draw(means.cell(column, row), depth))
            .collect();
        Self { columns, cells }
    }

    fn blank() -> Self {
        Self {
            columns: 0,
            cells: Vec::new(),
        }
    }

    /// Columns and rows.
    #[must_use]
    pub fn size(&self) -> (u16, u16) {
        let rows = self.cells.len() / usize::from(self.columns).max(1);
        (self.columns, u16::try_from(rows).unwrap_or(u16::MAX))
    }

    /// The rows, from the top.
    pub fn rows(&self) -> impl Iterator<Item = &[Cell]> {
        self.cells.chunks_exact(usize::from(self.columns).max(1))
    }

    /// The memory that the cells take, in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.cells.len() * size_of::<Cell>()
    }

    /// The picture as lines of text with colour escapes, for a terminal's scrollback.
    #[must_use]
    pub fn to_ansi(&self) -> String {
        let mut text = String::new();
        for row in self.rows() {
            let mut colours = (Ink::Terminal, Ink::Terminal);
            for cell in row {
                let wanted = (cell.foreground, cell.background);
                if wanted != colours {
                    text.push_str(&escape(cell.foreground, 3));
                    text.push_str(&escape(cell.background, 4));
                    colours = wanted;
                }
                text.push(cell.glyph);
            }
            if colours != (Ink::Terminal, Ink::Terminal) {
                text.push_str("\x1b[0m");
            }
            text.push('\n');
        }
        text
    }
}

/// The escape that selects `ink`; `plane` is 3 for the foreground and 4 for the background.
fn escape(ink: Ink, plane: u8) -> String {
    let mut text = String::new();
    let _ = match ink {
        Ink::Rgb([red, green, blue]) => write!(text, "\x1b[{plane}8;2;{red};{green};{blue}m"),
        Ink::Index(index) => write!(text, "\x1b[{plane}8;5;{index}m"),
        Ink::Terminal => write!(text, "\x1b[{plane}9m"),
    };
    text
}

/// Upper over lower half of a cell.
fn half(cell: [[u8; 3]; 4], depth: ColourDepth) -> Cell {
    let [upper_left, upper_right, lower_left, lower_right] = cell;
    let ink = |a, b| Ink::nearest(mean(&[a, b]), depth);
    Cell {
        glyph: '▀',
        foreground: ink(upper_left, upper_right),
        background: ink(lower_left, lower_right),
    }
}

fn mean(colours: &[[u8; 3]]) -> [u8; 3] {
    let count = colours.len().max(1);
    std::array::from_fn(|channel| {
        let sum: usize = colours.iter().map(|c| usize::from(c[channel])).sum();
        ((sum + count / 2) / count) as u8
    })
}

/// The mean colours of the subcells of a thumbnail.
struct Means {
    across: usize,
    colours: Vec<[u8; 3]>,
}

impl Means {
    fn of(thumbnail: &Thumbnail, columns: u16, rows: u16) -> Self {
        let (across, down) = (
            u32::from(columns) * SUBCELLS.0,
            u32::from(rows) * SUBCELLS.1,
        );
        let colours = if (thumbnail.width, thumbnail.height) == (across, down) {
            thumbnail.colours().collect()
        } else {
            (0..down)
                .flat_map(|y| (0..across).map(move |x| (x, y)))
                .map(|(x, y)| {
                    let (left, right) = span(x, across, thumbnail.width);
                    let (top, bottom) = span(y, down, thumbnail.height);
                    box_mean(thumbnail, left..right, top..bottom)
                })
                .collect()
        };
        Self {
            across: across as usize,
            colours,
        }
    }

    /// Upper left, upper right, lower left and lower right colour of a cell.
    fn cell(&self, column: u16, row: u16) -> [[u8; 3]; 4] {
        let at = usize::from(row) * 2 * self.across + usize::from(column) * 2;
        let below = at + self.across;
        [at, at + 1, below, below + 1].map(|place| self.colours[place])
    }
}

/// The pixels of `length` that part `index` of `parts` covers; at least one.
fn span(index: u32, parts: u32, length: u32) -> (usize, usize) {
    let edge = |index: u32| (u64::from(index) * u64::from(length) / u64::from(parts)) as usize;
    let start = edge(index).min(length as usize - 1);
    (start, edge(index + 1).max(start + 1))
}

fn box_mean(
    thumbnail: &Thumbnail,
    columns: std::ops::Range<usize>,
    rows: std::ops::Range<usize>,
) -> [u8; 3] {
    let (pixels, _) = thumbnail.pixels.as_chunks::<3>();
    let mut sums = [0_usize; 3];
    let count = columns.len() * rows.len();
    for row in rows {
        let start = row * thumbnail.width as usize;
        for colour in &pixels[start + columns.start..start + columns.end] {
            for (sum, channel) in sums.iter_mut().zip(colour) {
                *sum += usize::from(*channel);
            }
        }
    }
    sums.map(|sum| ((sum + count / 2) / count) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stripes() -> Thumbnail {
        let pixels = [[0, 0, 0], [255, 255, 255]];
        Thumbnail {
            width: 4,
            height: 2,
            pixels: [0, 1, 0, 1, 0, 1, 0, 1]
                .map(|at: usize| pixels[at])
                .concat(),
        }
    }

    #[test]
    fn colours_decide_which_symbols_are_used() {
        let glyphs = |protocol, depth| {
            let grid = Grid::of(&stripes(), (2, 1), protocol, depth);
            grid.rows().flatten().map(|c| c.glyph).collect::<String>()
        };
        assert_eq!(glyphs(Protocol::Quadrant, ColourDepth::True), "▌▌");
        assert_eq!(glyphs(Protocol::Quadrant, ColourDepth::Indexed), "▀▀");
        assert_eq!(glyphs(Protocol::Half, ColourDepth::True), "▀▀");
        assert!(glyphs(Protocol::Half, ColourDepth::Monochrome).is_ascii());
        assert_eq!(glyphs(Protocol::Off, ColourDepth::True), "");
    }

    #[test]
    fn a_thumbnail_of_any_size_fills_the_cells() {
        let large = Thumbnail {
            width: 7,
            height: 5,
            pixels: vec![80; 7 * 5 * 3],
        };
        let grid = Grid::of(&large, (3, 4), Protocol::Quadrant, ColourDepth::True);
        assert_eq!(grid.size(), (3, 4));
        assert!(
            grid.rows()
                .flatten()
                .all(|cell| cell.background == Ink::Rgb([80; 3]))
        );
    }

    #[test]
    fn text_names_a_colour_once_and_ends_each_line_plain() {
        let grid = Grid::of(&stripes(), (2, 1), Protocol::Half, ColourDepth::Sixteen);
        assert_eq!(grid.to_ansi(), "\x1b[38;5;8m\x1b[48;5;8m▀▀\x1b[0m\n");
        let signs = Grid::of(&stripes(), (2, 1), Protocol::Ascii, ColourDepth::True).to_ansi();
        assert!(!signs.contains('\x1b'));
    }
}

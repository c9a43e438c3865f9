//! Pictures made of block characters: no more than two colours and one glyph in a cell.

mod ascii;
mod blocks;
mod glyphs;
mod palette;

use std::{borrow::Cow, fmt::Write};

pub use palette::palette;

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

/// What a cell can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Octant,
    Sextant,
    Quadrant,
    Half,
    Sign,
}

impl Kind {
    /// What `protocol` uses with `depth` colours; `None` for no pictures.
    fn of(protocol: Protocol, depth: ColourDepth) -> Option<Self> {
        Some(match (protocol, depth) {
            (Protocol::Off, _) => return None,
            (Protocol::Ascii, _) | (_, ColourDepth::Monochrome) => Self::Sign,
            (Protocol::Half, _) | (_, ColourDepth::Sixteen | ColourDepth::Indexed) => Self::Half,
            (Protocol::Octant, _) => Self::Octant,
            (Protocol::Sextant, _) => Self::Sextant,
            _ => Self::Quadrant,
        })
    }

    /// Columns and rows of the parts of a cell.
    fn parts(self) -> (u32, u32) {
        match self {
            Self::Octant => (2, 4),
            Self::Sextant => (2, 3),
            Self::Quadrant => (2, 2),
            Self::Half => (1, 2),
            Self::Sign => (1, 1),
        }
    }
}

/// Pixels of a thumbnail in one cell, across and down, that [`Grid::of`] takes as they are; both
/// at least 1.
#[must_use]
pub fn subcells(protocol: Protocol, depth: ColourDepth) -> (u32, u32) {
    Kind::of(protocol, depth).map_or((1, 1), Kind::parts)
}

impl Grid {
    /// `thumbnail` in `columns` × `rows` cells, as `protocol` draws it with `depth` colours.
    ///
    /// Octants, sextants and quadrants need 24-bit colour and become half-blocks below; without
    /// colour all become signs. Protocols of pixels fall back to quadrants, [`Protocol::Off`]
    /// gives no cells. The thumbnail may have any size; one of [`subcells`] pixels a cell is taken
    /// as it is.
    #[must_use]
    pub fn of(
        thumbnail: &Thumbnail,
        size: (u16, u16),
        protocol: Protocol,
        depth: ColourDepth,
    ) -> Self {
        let Some(kind) = Kind::of(protocol, depth) else {
            return Self::blank();
        };
        let means = Means::of(thumbnail, size, kind.parts());
        let cells = match kind {
            Kind::Octant => means.cells(|parts| glyphs::OCTANTS.cell(parts)),
            Kind::Sextant => means.cells(|parts| glyphs::SEXTANTS.cell(parts)),
            Kind::Quadrant => means.cells(|parts| glyphs::QUADRANTS.cell(parts)),
            Kind::Half => means.cells(|parts| half(parts, depth)),
            Kind::Sign => means.cells(|[colour]| ascii::cell(colour)),
        };
        Self {
            columns: size.0,
            cells,
        }
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
fn half([upper, lower]: [[u8; 3]; 2], depth: ColourDepth) -> Cell {
    Cell {
        glyph: '▀',
        foreground: Ink::nearest(upper, depth),
        background: Ink::nearest(lower, depth),
    }
}

/// The mean colours of the parts of cells.
struct Means<'a> {
    /// Columns and rows of cells.
    size: (u16, u16),
    /// Columns and rows of parts in a cell.
    parts: (u32, u32),
    /// Row by row over the whole picture.
    colours: Cow<'a, [[u8; 3]]>,
}

impl<'a> Means<'a> {
    fn of(thumbnail: &'a Thumbnail, size: (u16, u16), parts: (u32, u32)) -> Self {
        let (across, down) = (u32::from(size.0) * parts.0, u32::from(size.1) * parts.1);
        let colours = if (thumbnail.width, thumbnail.height) == (across, down) {
            Cow::Borrowed(thumbnail.pixels.as_chunks().0)
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
            size,
            parts,
            colours,
        }
    }

    /// Each cell as `draw` makes it of the colours of its `PARTS` parts, row by row.
    fn cells<const PARTS: usize>(&self, draw: impl Fn([[u8; 3]; PARTS]) -> Cell) -> Vec<Cell> {
        let (columns, rows) = (usize::from(self.size.0), usize::from(self.size.1));
        let (across, down) = (self.parts.0 as usize, self.parts.1 as usize);
        let mut cells = Vec::with_capacity(columns * rows);
        for row in 0..rows {
            for column in 0..columns {
                cells.push(draw(std::array::from_fn(|part| {
                    let (x, y) = (part % across, part / across);
                    let line = (row * down + y) * columns * across;
                    self.colours[line + column * across + x]
                })));
            }
        }
        cells
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

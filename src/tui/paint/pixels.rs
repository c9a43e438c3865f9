//! The cells of pictures that must be painted, gathered to rectangles.

use std::io::Write;

use ratatui::{
    buffer::{Buffer, Cell},
    style::Color,
};

use super::UNKNOWN;
use crate::artwork::{Part, PixelPicture, kitty, kitty::ImageId};

/// The longest side that is painted at once, in pixels: xterm shows nothing of a sixel picture that
/// is larger (its resource `maxGraphicSize`).
const MOST_PIXELS: u32 = 1000;

/// A picture at a place: its id, and the column and row of the screen where its upper left corner
/// is, or would be.
type Place = (ImageId, i32, i32);

/// A cell to paint: the picture at its place, and the row and column in it.
type Spot = (Place, u16, u16);

/// What is to be painted in one frame.
#[derive(Debug, Default)]
pub(super) struct Patches {
    spots: Vec<Spot>,
    parts: Vec<Part>,
}

impl Patches {
    pub(super) fn clear(&mut self) {
        self.spots.clear();
    }

    /// Takes the cell at `x` and `y` of the screen if it is a picture's.
    pub(super) fn take(&mut self, x: u16, y: u16, cell: &Cell) -> bool {
        let spot = spot(x, y, cell);
        self.spots.extend(spot);
        spot.is_some()
    }

    /// Has the pictures of a line of `shown` painted again, all of them, unless they begin there:
    /// some terminals drop a picture of which a part is scrolled away.
    pub(super) fn repaint(&mut self, shown: &mut Buffer, line: u16) {
        let width = shown.area().width;
        self.spots.clear();
        let spots = (0..width).filter_map(|x| spot(x, line, &shown[(x, line)]));
        self.spots.extend(spots.filter(|(_, row, _)| *row > 0));
        self.spots.dedup_by_key(|(place, ..)| *place);
        for position in shown.area().positions() {
            let cell = &mut shown[position];
            if let Some((place, ..)) = spot(position.x, position.y, cell)
                && self.spots.iter().any(|(cut, ..)| *cut == place)
            {
                cell.set_symbol(UNKNOWN);
            }
        }
    }

    /// Appends what paints the cells.
    pub(super) fn write<'a>(
        &mut self,
        picture: impl Fn(ImageId) -> Option<&'a PixelPicture>,
        out: &mut Vec<u8>,
    ) {
        self.spots.sort_unstable();
        for spots in self.spots.chunk_by(|a, b| a.0 == b.0) {
            let (id, left, top) = spots[0].0;
            let Some(picture) = picture(id) else {
                continue;
            };
            gather(spots, &mut self.parts);
            let most = most_cells(picture);
            for part in self.parts.iter().flat_map(|part| tiles(*part, most)) {
                let line = top + i32::from(part.row) + 1;
                let column = left + i32::from(part.column) + 1;
                // Writing to memory does not fail.
                let _ = write!(out, "\x1b[{line};{column}H");
                picture.paint(part, out);
            }
        }
    }
}

/// What the cell at `x` and `y` of the screen is to a picture, if it is one's.
fn spot(x: u16, y: u16, cell: &Cell) -> Option<Spot> {
    let (column, row) = kitty::place_of(cell.symbol())?;
    let Color::Rgb(red, green, blue) = cell.fg else {
        return None;
    };
    let id = ImageId::of_colour([red, green, blue])?;
    let left = i32::from(x) - i32::from(column);
    let top = i32::from(y) - i32::from(row);
    Some(((id, left, top), row, column))
}

/// Columns and rows of a picture that every terminal takes at once.
fn most_cells(picture: &PixelPicture) -> (u16, u16) {
    let cells = |pixels: u32, cells: u16| {
        let cell = (pixels / u32::from(cells.max(1))).max(1);
        (MOST_PIXELS / cell).clamp(1, u32::from(u16::MAX)) as u16
    };
    (
        cells(picture.size.0, picture.columns),
        cells(picture.size.1, picture.rows),
    )
}

/// `part` in pieces of at most so many columns and rows.
fn tiles(part: Part, (columns, rows): (u16, u16)) -> impl Iterator<Item = Part> {
    let end = (part.column + part.columns, part.row + part.rows);
    (part.row..end.1).step_by(rows.into()).flat_map(move |row| {
        (part.column..end.0)
            .step_by(columns.into())
            .map(move |column| Part {
                column,
                row,
                columns: columns.min(end.0 - column),
                rows: rows.min(end.1 - row),
            })
    })
}

/// The rectangles that cover exactly `spots` of one picture, which are sorted.
fn gather(spots: &[Spot], parts: &mut Vec<Part>) {
    parts.clear();
    let beside = |a: &Spot, b: &Spot| a.1 == b.1 && a.2 + 1 == b.2;
    for run in spots.chunk_by(beside) {
        let (_, row, column) = run[0];
        let columns = run.len() as u16;
        let above = parts.iter_mut().find(|part| {
            part.column == column && part.columns == columns && part.row + part.rows == row
        });
        match above {
            Some(part) => part.rows += 1,
            None => parts.push(Part {
                column,
                row,
                columns,
                rows: 1,
            }),
        }
    }
}

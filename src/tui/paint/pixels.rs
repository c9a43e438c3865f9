//! The cells of pictures that must be painted, gathered to rectangles.

use std::io::Write;

use ratatui::{buffer::Cell, style::Color};

use crate::artwork::{Part, PixelPicture, kitty, kitty::ImageId};

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
        let (Some((column, row)), Color::Rgb(red, green, blue)) =
            (kitty::place_of(cell.symbol()), cell.fg)
        else {
            return false;
        };
        let Some(id) = ImageId::of_colour([red, green, blue]) else {
            return false;
        };
        let left = i32::from(x) - i32::from(column);
        let top = i32::from(y) - i32::from(row);
        self.spots.push(((id, left, top), row, column));
        true
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
            for part in &self.parts {
                let line = top + i32::from(part.row) + 1;
                let column = left + i32::from(part.column) + 1;
                // Writing to memory does not fail.
                let _ = write!(out, "\x1b[{line};{column}H");
                picture.paint(*part, out);
            }
        }
    }
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

//! Pictures in DEC's sixel escapes: bands of six rows, drawn colour by colour.
//!
//! (VT330/VT340 Programmer Reference Manual, volume 2, chapter 14, "Graphics programming".)

mod quantiser;
mod writer;

#[cfg(test)]
mod tests;

use quantiser::Quantised;
use writer::write;

use super::Thumbnail;

/// A picture of at most 128 colours, kept in pixels too so that its parts can be drawn again.
#[derive(Debug)]
pub struct SixelPicture {
    width: usize,
    height: usize,
    palette: Vec<[u8; 3]>,
    indices: Vec<u8>,
    whole: Vec<u8>,
}

/// Pixels of a picture: where they start and how many there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    /// Pixels left of it.
    pub(super) left: usize,
    /// Pixels above it.
    pub(super) top: usize,
    /// Pixels in a row.
    pub(super) width: usize,
    /// Rows.
    pub(super) height: usize,
}

impl SixelPicture {
    /// `thumbnail` with its colours reduced, and encoded.
    #[must_use]
    pub fn of(thumbnail: &Thumbnail) -> Self {
        let Quantised { palette, indices } = Quantised::of(thumbnail);
        let mut picture = Self {
            width: thumbnail.width as usize,
            height: thumbnail.height as usize,
            palette,
            indices,
            whole: Vec::new(),
        };
        let mut whole = Vec::with_capacity(picture.indices.len() + 4096);
        picture.write(picture.area(), &mut whole);
        whole.shrink_to_fit();
        picture.whole = whole;
        picture
    }

    /// The escape that draws all of it.
    #[must_use]
    pub fn whole(&self) -> &[u8] {
        &self.whole
    }

    /// The memory that it takes, in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.whole.len() + self.indices.len() + size_of_val(self.palette.as_slice())
    }

    /// Appends the escape that draws `area`, which lies inside of the picture.
    pub(super) fn paint(&self, area: Area, out: &mut Vec<u8>) {
        if area == self.area() {
            out.extend_from_slice(&self.whole);
        } else {
            self.write(area, out);
        }
    }

    fn area(&self) -> Area {
        Area {
            left: 0,
            top: 0,
            width: self.width,
            height: self.height,
        }
    }

    fn write(&self, area: Area, out: &mut Vec<u8>) {
        let rows = self
            .indices
            .chunks_exact(self.width.max(1))
            .skip(area.top)
            .take(area.height)
            .map(|row| &row[area.left..area.left + area.width]);
        write(rows, (area.width, area.height), &self.palette, out);
    }
}

//! Cells as pixels.

use std::collections::HashMap;

use image::RgbImage;
use ratatui::{
    buffer::{Buffer, Cell},
    style::Modifier,
};
use unicode_width::UnicodeWidthStr;

use super::{
    CELL, Capture,
    colours::{self, Defaults, mixed},
    font::Font,
    shapes,
};
use crate::{
    artwork::{Crop, Form, PixelPicture, Thumbnail, kitty},
    tui::Theme,
};

/// The pixels of `capture`.
pub(super) fn paint(capture: &Capture, theme: &Theme, scale: u16) -> RgbImage {
    let area = capture.buffer.area;
    let scale = usize::from(scale);
    let cell = (usize::from(CELL.0) * scale, usize::from(CELL.1) * scale);
    let width = usize::from(area.width) * cell.0;
    let height = usize::from(area.height) * cell.1;
    let pictures = capture.pictures.iter();
    let mut canvas = Canvas {
        pixels: Pixels {
            width,
            colours: vec![[0; 3]; width * height],
        },
        cell,
        defaults: Defaults::of(theme),
        glyphs: Glyphs {
            font: Font::new(cell),
            known: HashMap::new(),
        },
        pictures: pictures
            .filter_map(|picture| Some((picture.id.colour(), enlarged(picture, cell)?)))
            .collect(),
    };
    for row in 0..area.height {
        canvas.paint_row(&capture.buffer, row);
    }
    let bytes = canvas.pixels.colours.into_flattened();
    RgbImage::from_raw(width as u32, height as u32, bytes).unwrap_or_default()
}

/// A picture in the size of its cells.
fn enlarged(picture: &PixelPicture, (width, height): (usize, usize)) -> Option<Pixels> {
    let Form::Raw(thumbnail) = &picture.form else {
        return None;
    };
    let width = u32::from(picture.columns) * width as u32;
    let height = u32::from(picture.rows) * height as u32;
    if (thumbnail.width, thumbnail.height) == (width, height) {
        return Some(Pixels::of(thumbnail));
    }
    let pixels = thumbnail.pixels.clone();
    let own = RgbImage::from_raw(thumbnail.width, thumbnail.height, pixels)?;
    let whole = Crop::whole(own.width(), own.height());
    Some(Pixels::of(&Thumbnail::of(&own, whole, width, height)))
}

/// Pixels row by row.
struct Pixels {
    width: usize,
    colours: Vec<[u8; 3]>,
}

impl Pixels {
    fn of(thumbnail: &Thumbnail) -> Self {
        Self {
            width: thumbnail.width as usize,
            colours: thumbnail.colours().collect(),
        }
    }

    /// The first of `width` pixels from `x` and `y` on, and the one after them.
    fn line(&self, (x, y): (usize, usize), width: usize) -> std::ops::Range<usize> {
        let start = y * self.width + x;
        start..start + width
    }
}

/// A rectangle of pixels.
#[derive(Clone, Copy)]
struct Span {
    /// From the left and from the top.
    corner: (usize, usize),
    /// Width and height.
    size: (usize, usize),
}

struct Canvas {
    pixels: Pixels,
    /// Width and height of a cell in pixels.
    cell: (usize, usize),
    defaults: Defaults,
    glyphs: Glyphs,
    pictures: HashMap<[u8; 3], Pixels>,
}

impl Canvas {
    fn paint_row(&mut self, buffer: &Buffer, row: u16) {
        let area = buffer.area;
        let mut column = 0;
        while column < area.width {
            let cell = &buffer[(area.x + column, area.y + row)];
            let left = usize::from(area.width - column);
            let columns = cell.symbol().width().clamp(1, left);
            let (x, y) = (usize::from(column), usize::from(row));
            let span = Span {
                corner: (x * self.cell.0, y * self.cell.1),
                size: (columns * self.cell.0, self.cell.1),
            };
            match kitty::place_of(cell.symbol()) {
                Some(place) => self.paint_picture(colours::rgb(cell.fg, [0; 3]), place, span),
                None => self.paint_symbol(cell, span),
            }
            column += columns as u16;
        }
    }

    fn paint_symbol(&mut self, cell: &Cell, span: Span) {
        let inks = self.defaults.inks(cell);
        let bold = cell.modifier.contains(Modifier::BOLD);
        let glyph = self.glyphs.get(cell.symbol(), bold, span.size, self.cell);
        let shares = glyph.chunks_exact(span.size.0);
        for (line, shares) in shares.enumerate() {
            let place = (span.corner.0, span.corner.1 + line);
            let line = self.pixels.line(place, span.size.0);
            for (pixel, share) in self.pixels.colours[line].iter_mut().zip(shares) {
                *pixel = mixed(inks.background, inks.foreground, *share);
            }
        }
        for (modifier, height) in [
            (Modifier::UNDERLINED, self.cell.1 * 9 / 10),
            (Modifier::CROSSED_OUT, self.cell.1 * 11 / 20),
        ] {
            if cell.modifier.contains(modifier) {
                for line in height..height + (self.cell.1 / 20).max(1) {
                    let place = (span.corner.0, span.corner.1 + line);
                    let line = self.pixels.line(place, span.size.0);
                    self.pixels.colours[line].fill(inks.foreground);
                }
            }
        }
    }

    /// Copies the part of a picture that belongs into one cell; the ground of the page if there
    /// is no such picture.
    fn paint_picture(&mut self, name: [u8; 3], place: (u16, u16), span: Span) {
        let (width, height) = span.size;
        let picture = self.pictures.get(&name);
        for line in 0..height {
            let x = usize::from(place.0) * width;
            let y = usize::from(place.1) * height + line;
            let part = picture.and_then(|it| it.colours.get(it.line((x, y), width)));
            let corner = (span.corner.0, span.corner.1 + line);
            let line = self.pixels.line(corner, width);
            let target = &mut self.pixels.colours[line];
            match part {
                Some(part) => target.copy_from_slice(part),
                None => target.fill(self.defaults.background),
            }
        }
    }
}

/// What symbols cover, each made once.
struct Glyphs {
    font: Font,
    known: HashMap<(String, bool), Vec<u8>>,
}

impl Glyphs {
    /// How much of each pixel `symbol` covers in an area of `size` pixels that consists of cells
    /// of `cell` pixels.
    fn get(
        &mut self,
        symbol: &str,
        bold: bool,
        size: (usize, usize),
        cell: (usize, usize),
    ) -> &[u8] {
        let font = &self.font;
        self.known
            .entry((symbol.to_owned(), bold))
            .or_insert_with(|| {
                let shape = (size == cell)
                    .then(|| shapes::coverage(symbol, size))
                    .flatten();
                shape
                    .or_else(|| font.coverage(symbol, bold, size))
                    .unwrap_or_else(|| hollow_box(size))
            })
    }
}

/// Stands in for a character that the font lacks.
fn hollow_box((width, height): (usize, usize)) -> Vec<u8> {
    let stroke = (height / 20).max(1);
    let (side, top) = (height / 10, height / 5);
    let mut coverage = vec![0; width * height];
    for y in top..height - top {
        for x in side..width - side {
            let inner_x = (side + stroke..width - side - stroke).contains(&x);
            let inner_y = (top + stroke..height - top - stroke).contains(&y);
            if !(inner_x && inner_y) {
                coverage[y * width + x] = 255;
            }
        }
    }
    coverage
}

//! Puts encoded pictures among the cells of a frame.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Color, Style},
};

use crate::artwork::{
    Encoded, PixelPicture, kitty,
    symbols::{Grid, Ink},
};

/// Draws `encoded` from the top left corner of `area`; what does not fit is left out.
///
/// A picture that is broken has no cells: it draws nothing. Pixels appear if the terminal has
/// been sent them (see [`kitty::Ledger`]).
pub fn draw(buffer: &mut Buffer, area: Rect, encoded: &Encoded) {
    let area = area.intersection(buffer.area);
    match encoded {
        Encoded::Symbols(grid) => draw_symbols(buffer, area, grid),
        Encoded::Pixels(picture) => draw_placeholders(buffer, area, picture),
        Encoded::Broken(_) => {}
    }
}

fn draw_symbols(buffer: &mut Buffer, area: Rect, grid: &Grid) {
    for (y, row) in area.rows().zip(grid.rows()) {
        for (position, cell) in y.columns().zip(row) {
            buffer[(position.x, position.y)]
                .set_char(cell.glyph)
                .set_style(
                    Style::reset()
                        .fg(colour(cell.foreground))
                        .bg(colour(cell.background)),
                );
        }
    }
}

fn draw_placeholders(buffer: &mut Buffer, area: Rect, picture: &PixelPicture) {
    let [red, green, blue] = picture.id.colour();
    let style = Style::reset().fg(Color::Rgb(red, green, blue));
    for (row, line) in (0..picture.rows).zip(area.rows()) {
        for (column, position) in (0..picture.columns).zip(line.columns()) {
            // Row and column stand in every cell: a terminal that must guess them from the
            // neighbour loses the picture right of whatever covers a part of it.
            if let Some(symbol) = kitty::placeholder(column, row) {
                buffer[(position.x, position.y)]
                    .set_symbol(symbol.as_str())
                    .set_style(style);
            }
        }
    }
}

fn colour(ink: Ink) -> Color {
    match ink {
        Ink::Rgb([red, green, blue]) => Color::Rgb(red, green, blue),
        Ink::Index(index) => Color::Indexed(index),
        Ink::Terminal => Color::Reset,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::artwork::{ColourDepth, Form, Protocol, Thumbnail, kitty::ImageIds};

    fn pixels(columns: u16, rows: u16) -> Encoded {
        Encoded::Pixels(PixelPicture {
            id: ImageIds::salted(5).next(),
            columns,
            rows,
            size: (1, 1),
            form: Form::Commands(Arc::from([])),
            preview: None,
        })
    }

    #[test]
    fn every_visible_cell_of_pixels_says_where_it_is_and_whose() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 3));
        draw(&mut buffer, Rect::new(2, 1, 8, 5), &pixels(8, 5));
        let Encoded::Pixels(picture) = pixels(8, 5) else {
            unreachable!()
        };
        let [red, green, blue] = picture.id.colour();
        for position in buffer.area.positions() {
            let cell = &buffer[position];
            if position.x >= 2 && position.y >= 1 {
                let wanted = kitty::placeholder(position.x - 2, position.y - 1);
                assert_eq!(cell.symbol(), wanted.unwrap().as_str());
                assert_eq!(cell.fg, Color::Rgb(red, green, blue));
            } else {
                assert_eq!(cell.symbol(), " ");
            }
        }
    }

    #[test]
    fn symbols_bring_their_colours_and_clear_what_was_there() {
        let thumbnail = Thumbnail {
            width: 2,
            height: 2,
            pixels: [[9, 9, 9], [200, 0, 0], [9, 9, 9], [200, 0, 0]].concat(),
        };
        let grid = Grid::of(&thumbnail, (1, 1), Protocol::Quadrant, ColourDepth::True);
        let mut buffer = Buffer::filled(
            Rect::new(0, 0, 1, 1),
            ratatui::buffer::Cell::new("x")
                .set_style(Style::new().underlined())
                .clone(),
        );
        draw(&mut buffer, Rect::new(0, 0, 1, 1), &Encoded::Symbols(grid));
        let cell = &buffer[(0, 0)];
        assert_eq!(cell.symbol(), "▌");
        assert_eq!(
            (cell.fg, cell.bg),
            (Color::Rgb(9, 9, 9), Color::Rgb(200, 0, 0))
        );
        assert!(cell.modifier.is_empty());
    }
}

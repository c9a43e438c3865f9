//! Pictures of a screen without a terminal: the cells of a frame as text, with colour escapes, or
//! as pixels.

mod canvas;
mod characters;
mod colours;
mod font;
mod format;
mod shapes;

pub use colours::{Defaults, Inks};
pub use format::{Format, rendering};
use image::RgbImage;
use ratatui::buffer::Buffer;

use crate::{artwork::PixelPicture, tui::Theme};

/// Width and height of a cell in pixels, at scale 1.
pub const CELL: (u16, u16) = (10, 20);

/// A frame as it was drawn.
#[derive(Debug, Clone)]
pub struct Capture {
    /// The cells.
    pub buffer: Buffer,
    /// The pictures that placeholders among the cells stand for; those without raw pixels are
    /// drawn as the ground of the page.
    pub pictures: Vec<PixelPicture>,
}

impl Capture {
    /// The characters, one line for each row, without trailing blanks.
    #[must_use]
    pub fn text(&self) -> String {
        characters::text(&self.buffer)
    }

    /// The characters with the escapes that select their colours and attributes (SGR, and no
    /// others). Each line ends without any attribute.
    #[must_use]
    pub fn ansi(&self) -> String {
        characters::ansi(&self.buffer)
    }

    /// The pixels: [`CELL`] times `scale` for each cell. `theme` says what the colours are that
    /// cells leave to the terminal.
    #[must_use]
    pub fn image(&self, theme: &Theme, scale: u16) -> RgbImage {
        canvas::paint(self, theme, scale.max(1))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::{
        layout::Rect,
        style::{Color, Modifier, Style},
    };

    use super::*;
    use crate::{artwork::ColourDepth, tui::ThemeName};

    fn theme() -> Theme {
        Theme::new(ThemeName::Dark, ColourDepth::True)
    }

    fn capture(columns: u16, write: impl FnOnce(&mut Buffer)) -> Capture {
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, 1));
        write(&mut buffer);
        Capture {
            buffer,
            pictures: Vec::new(),
        }
    }

    /// The pixels of each cell of the only row.
    fn cells(capture: &Capture) -> Vec<Vec<[u8; 3]>> {
        let image = capture.image(&theme(), 1);
        let (width, height) = (u32::from(CELL.0), u32::from(CELL.1));
        let cell = |column: u32| {
            let places = (0..height).flat_map(move |y| (0..width).map(move |x| (x, y)));
            places
                .map(|(x, y)| image.get_pixel(column * width + x, y).0)
                .collect()
        };
        (0..image.width() / width).map(cell).collect()
    }

    const INK: [u8; 3] = [250, 10, 20];
    const PAPER: [u8; 3] = [0, 40, 90];

    fn style() -> Style {
        Style::new()
            .fg(Color::Rgb(INK[0], INK[1], INK[2]))
            .bg(Color::Rgb(PAPER[0], PAPER[1], PAPER[2]))
    }

    /// Pixels of the foreground colour in each cell that `text` fills.
    fn inked(text: &str, columns: u16, style: Style) -> Vec<usize> {
        let capture = capture(columns, |buffer| {
            buffer.set_string(0, 0, text, style);
        });
        let count = |cell: &Vec<[u8; 3]>| cell.iter().filter(|colour| **colour == INK).count();
        cells(&capture).iter().map(count).collect()
    }

    #[test]
    fn attributes_change_how_a_character_looks() {
        let of = |modifier| inked("e", 1, style().add_modifier(modifier))[0];
        let plain = of(Modifier::empty());
        assert!(plain > 10, "{plain}");
        assert!(of(Modifier::BOLD) > plain);
        assert_eq!(of(Modifier::DIM), 0);
        assert!(of(Modifier::UNDERLINED) > plain);
        assert!(of(Modifier::REVERSED) > 100);
        assert_eq!(inked(" ", 1, style()), [0]);
        assert_eq!(inked("█", 1, style()), [200]);
    }

    #[test]
    fn letters_of_several_scripts_and_all_signs_of_the_screens_are_in_the_font() {
        let pixels = |text: &str| {
            cells(&capture(1, |buffer| {
                buffer.set_string(0, 0, text, style());
            }))
        };
        let hollow = pixels("\u{E000}");
        assert_ne!(hollow, pixels(" "));
        for sign in "aÉžßЖщΩλ0·×±–…“”‹›←↑→↓▶▲▼◆●○◖◗✓✗≠".chars()
        {
            let drawn = pixels(&sign.to_string());
            assert!(drawn != hollow && drawn != pixels(" "), "{sign}");
        }
    }

    #[test]
    fn a_wide_character_takes_two_cells_and_the_next_one_keeps_its_place() {
        let narrow = inked("e", 1, style())[0];
        let [left, right, after] = inked("日e", 3, style())[..] else {
            panic!("three cells");
        };
        assert!(left > 0 && right > 0);
        assert_eq!(after, narrow);
        let capture = capture(4, |buffer| {
            buffer.set_string(0, 0, "日e", style());
        });
        assert_eq!(capture.text(), "日e\n");
    }

    #[test]
    fn colours_left_to_the_terminal_are_those_of_the_theme() {
        let blank = capture(1, |_| {});
        for name in [ThemeName::Dark, ThemeName::Light] {
            let theme = Theme::new(name, ColourDepth::True);
            let page = theme.style(crate::tui::Role::Page).bg;
            let [red, green, blue] = blank.image(&theme, 1).get_pixel(0, 0).0;
            assert_eq!(page, Some(Color::Rgb(red, green, blue)));
        }
    }

    fn any_style() -> impl Strategy<Value = Style> {
        let colour = || {
            prop_oneof![
                Just(Color::Reset),
                any::<u8>().prop_map(Color::Indexed),
                any::<[u8; 3]>().prop_map(|[r, g, b]| Color::Rgb(r, g, b)),
                Just(Color::LightCyan),
                Just(Color::Black),
            ]
        };
        (colour(), colour(), any::<u16>()).prop_map(|(fg, bg, bits)| {
            let modifier = Modifier::from_bits_truncate(bits) - Modifier::HIDDEN;
            Style::new().fg(fg).bg(bg).add_modifier(modifier)
        })
    }

    proptest! {
        #[test]
        fn any_cells_have_a_picture_and_a_terminal_shows_their_escapes(
            rows in proptest::collection::vec(("\\PC{0,12}", any_style()), 1..6),
            columns in 1_u16..14,
        ) {
            let height = rows.len() as u16;
            let mut buffer = Buffer::empty(Rect::new(3, 2, columns, height));
            for (y, (text, style)) in (2..).zip(&rows) {
                buffer.set_stringn(3, y, text, usize::from(columns), *style);
            }
            let capture = Capture { buffer, pictures: Vec::new() };
            let image = capture.image(&theme(), 1);
            prop_assert_eq!(
                image.dimensions(),
                (u32::from(columns * CELL.0), u32::from(height * CELL.1))
            );
            let ansi = capture.ansi();
            let mut stripped = String::new();
            for (place, part) in ansi.split("\x1b[").enumerate() {
                let (parameters, text) = part.split_once('m').filter(|_| place > 0).unwrap_or(("", part));
                prop_assert!(parameters.chars().all(|c| c.is_ascii_digit() || c == ';'));
                stripped.push_str(text);
            }
            let lines: Vec<&str> = stripped.lines().map(str::trim_end).collect();
            let text = capture.text();
            prop_assert_eq!(text.lines().collect::<Vec<_>>(), lines);
        }
    }
}

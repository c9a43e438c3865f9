//! The kitty graphics protocol with Unicode placeholders.
//!
//! A picture is sent once, under an id. After that, cells that hold U+10EEEE show its parts: two
//! combining marks say which row and column, and the foreground colour says which picture. So
//! pictures scroll, are covered and uncovered like text. (kitty's documentation, "The terminal
//! graphics protocol", sections "Transferring pixel data" and "Unicode placeholders".)

mod diacritics;
mod ledger;
mod shared_memory;
mod tmux;

use std::{
    io::Cursor,
    sync::atomic::{AtomicU32, Ordering},
};

use base64::{Engine, engine::general_purpose::STANDARD};
use image::{
    ExtendedColorType, ImageEncoder,
    codecs::png::{CompressionType, FilterType, PngEncoder},
};

pub use ledger::Ledger;
pub use shared_memory::{Probe, shared_memory_probe};

use super::Thumbnail;

/// The character of a cell that shows a part of a picture.
const PLACEHOLDER: char = '\u{10EEEE}';

/// The most base64 characters in one command.
const CHUNK: usize = 4096;

/// The most columns or rows that a picture can have: as many as there are marks to count them.
pub const MOST_CELLS: u16 = diacritics::DIACRITICS.len() as u16;

/// Names a picture in the terminal: 24 bits, because it is written as a foreground colour;
/// never 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ImageId(u32);

impl ImageId {
    /// The foreground colour that names the picture.
    #[must_use]
    pub fn colour(self) -> [u8; 3] {
        let [_, red, green, blue] = self.0.to_be_bytes();
        [red, green, blue]
    }

    /// The picture that the foreground colour of a placeholder names; `None` for black.
    #[must_use]
    pub fn of_colour([red, green, blue]: [u8; 3]) -> Option<Self> {
        let id = u32::from_be_bytes([0, red, green, blue]);
        (id != 0).then_some(Self(id))
    }

    /// The command that removes the picture from the terminal and frees its memory.
    #[must_use]
    pub fn deletion(self) -> String {
        format!("\x1b_Ga=d,d=I,i={},q=2\x1b\\", self.0)
    }
}

/// Gives out ids, to any thread.
#[derive(Debug)]
pub struct ImageIds(AtomicU32);

impl ImageIds {
    /// Ids from a place that depends on `salt`, such as the process id, so that two programs in
    /// one terminal hardly ever use the same.
    #[must_use]
    pub fn salted(salt: u32) -> Self {
        Self(AtomicU32::new(salt.wrapping_mul(0x9E37_79B9)))
    }

    /// The next id; the same one comes again after 16 million others.
    pub fn next(&self) -> ImageId {
        let id = self.0.fetch_add(1, Ordering::Relaxed) & 0xFF_FFFF;
        if id == 0 { self.next() } else { ImageId(id) }
    }
}

/// The text of a cell that shows a part of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placeholder {
    text: [u8; 12],
    length: usize,
}

impl Placeholder {
    /// The text: three characters in one column.
    #[must_use]
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.text[..self.length]).unwrap_or_default()
    }
}

/// The text of the cell at `column` and `row` of a picture; `None` from [`MOST_CELLS`] on.
#[must_use]
pub fn placeholder(column: u16, row: u16) -> Option<Placeholder> {
    let mark = |index: u16| diacritics::DIACRITICS.get(usize::from(index));
    let (mut text, mut length) = ([0; 12], 0);
    for part in [PLACEHOLDER, *mark(row)?, *mark(column)?] {
        length += part.encode_utf8(&mut text[length..]).len();
    }
    Some(Placeholder { text, length })
}

/// The column and row that `symbol`, the text of a cell, shows of a picture; `None` if it is not
/// the text of a [`placeholder`].
#[must_use]
pub fn place_of(symbol: &str) -> Option<(u16, u16)> {
    let mut marks = symbol.strip_prefix(PLACEHOLDER)?.chars();
    let mut count = || {
        let place = diacritics::DIACRITICS.binary_search(&marks.next()?).ok()?;
        u16::try_from(place).ok()
    };
    let (row, column) = (count()?, count()?);
    marks.next().is_none().then_some((column, row))
}

/// The commands that send `thumbnail` under `id`, to be shown in `columns` × `rows` cells.
///
/// The terminal is asked not to answer.
#[must_use]
pub fn transmission(thumbnail: &Thumbnail, id: ImageId, columns: u16, rows: u16) -> Vec<u8> {
    let (format, payload) = payload(thumbnail);
    let encoded = STANDARD.encode(payload);
    let mut bytes = Vec::with_capacity(encoded.len() + encoded.len() / CHUNK * 20 + 100);
    let mut chunks = encoded.as_bytes().chunks(CHUNK).peekable();
    let mut keys = format!("a=T,U=1,q=2,t=d,i={},c={columns},r={rows},{format}", id.0);
    while let Some(chunk) = chunks.next() {
        let more = u8::from(chunks.peek().is_some());
        bytes.extend_from_slice(format!("\x1b_G{keys},m={more};").as_bytes());
        bytes.extend_from_slice(chunk);
        bytes.extend_from_slice(b"\x1b\\");
        "q=2".clone_into(&mut keys);
    }
    bytes
}

/// The pixels as PNG, which takes a quarter less than compressing them as they are, in the same
/// time; as they are should that fail. With it, the keys that say which.
///
/// Adaptive filters and higher levels save 7 % at most, for two to ten times the work.
fn payload(thumbnail: &Thumbnail) -> (String, Vec<u8>) {
    let Thumbnail {
        width,
        height,
        pixels,
    } = thumbnail;
    let mut png = Vec::with_capacity(pixels.len() / 2);
    let encoder = PngEncoder::new_with_quality(
        Cursor::new(&mut png),
        CompressionType::Level(1),
        FilterType::Paeth,
    );
    match encoder.write_image(pixels, *width, *height, ExtendedColorType::Rgb8) {
        Ok(()) => ("f=100".to_owned(), png),
        Err(_) => (format!("f=24,s={width},v={height}"), pixels.clone()),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    /// Pixels that do not compress.
    fn noise(width: u32, height: u32) -> Thumbnail {
        let mut state = 1_u32;
        let mut byte = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        Thumbnail {
            width,
            height,
            pixels: (0..width * height * 3).map(|_| byte()).collect(),
        }
    }

    /// The keys and payloads of the commands in `bytes`.
    fn commands(bytes: &[u8]) -> Vec<(String, String)> {
        let text = std::str::from_utf8(bytes).unwrap();
        text.split_terminator("\x1b\\")
            .map(|command| {
                let body = command.strip_prefix("\x1b_G").unwrap();
                let (keys, payload) = body.split_once(';').unwrap();
                (keys.to_owned(), payload.to_owned())
            })
            .collect()
    }

    #[test]
    fn a_picture_is_sent_in_chunks_and_comes_out_as_it_was() {
        let thumbnail = noise(80, 60);
        let commands = commands(&transmission(&thumbnail, ImageId(0x0A_0B_0C), 8, 3));
        let (first, rest) = commands.split_first().unwrap();
        assert_eq!(first.0, "a=T,U=1,q=2,t=d,i=658188,c=8,r=3,f=100,m=1");
        let (last, middle) = rest.split_last().unwrap();
        assert!(middle.iter().all(|(keys, _)| keys == "q=2,m=1"));
        assert!(middle.iter().all(|(_, payload)| payload.len() == CHUNK));
        assert_eq!(last.0, "q=2,m=0");
        assert!(last.1.len() <= CHUNK);
        let payload: String = commands.into_iter().map(|(_, payload)| payload).collect();
        let png = STANDARD.decode(payload).unwrap();
        let image = image::load_from_memory(&png).unwrap().into_rgb8();
        assert_eq!(image.into_raw(), thumbnail.pixels);
    }

    #[test]
    fn a_small_picture_is_one_command() {
        let commands = commands(&transmission(&noise(2, 2), ImageId(7), 1, 1));
        assert_eq!(commands.len(), 1);
        assert!(commands[0].0.ends_with(",m=0"), "{}", commands[0].0);
    }

    #[test]
    fn each_cell_names_its_row_and_its_column() {
        let cells: HashSet<String> = (0..MOST_CELLS)
            .flat_map(|row| (0..40).filter_map(move |column| placeholder(column, row)))
            .map(|cell| cell.as_str().to_owned())
            .collect();
        assert_eq!(cells.len(), usize::from(MOST_CELLS) * 40);
        assert!(cells.iter().all(|cell| cell.chars().count() == 3));
        assert_eq!(
            placeholder(1, 0).unwrap().as_str(),
            "\u{10EEEE}\u{305}\u{30D}"
        );
        assert_eq!(placeholder(MOST_CELLS, 0), None);
    }

    #[test]
    fn ids_are_distinct_and_never_zero() {
        let ids = ImageIds(AtomicU32::new(0xFF_FFFE));
        let given: Vec<u32> = (0..4).map(|_| ids.next().0).collect();
        assert_eq!(given, [0xFF_FFFE, 0xFF_FFFF, 1, 2]);
        assert_eq!(ImageId(0x01_02_03).colour(), [1, 2, 3]);
    }

    #[test]
    fn a_placeholder_tells_its_place_and_other_text_has_none() {
        for row in [0, 1, 17, MOST_CELLS - 1] {
            for column in 0..MOST_CELLS {
                let cell = placeholder(column, row).unwrap();
                assert_eq!(place_of(cell.as_str()), Some((column, row)));
            }
        }
        let others = [
            "",
            "a",
            "\u{10EEEE}",
            "\u{10EEEE}\u{305}",
            "\u{10EEEE}\u{305}\u{301}",
            "\u{10EEEE}\u{305}\u{305}\u{305}",
            "e\u{305}\u{305}",
        ];
        for other in others {
            assert_eq!(place_of(other), None, "{other:?}");
        }
    }

    #[test]
    fn the_colour_of_a_placeholder_names_its_picture() {
        let id = ImageId(0x01_02_FF);
        assert_eq!(ImageId::of_colour(id.colour()), Some(id));
        assert_eq!(ImageId::of_colour([0; 3]), None);
    }
}

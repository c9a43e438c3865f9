//! Screens of many steps, with what they share stored once.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use base64::{Engine, engine::general_purpose::STANDARD};
use image::{ExtendedColorType, ImageEncoder, codecs::jpeg::JpegEncoder};
use ratatui::{
    buffer::{Buffer, Cell},
    style::{Color, Modifier},
};
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::html;
use crate::{
    artwork::{Form, PixelPicture, Thumbnail, kitty},
    tui::{
        Theme,
        capture::{Capture, Defaults, Inks},
    },
};

/// How good pictures are, of 100.
const QUALITY: u8 = 82;

/// A row as JSON: an array of runs, each an array. Of text: the number of its look, the text,
/// and its columns if it does not have one for each character. Of a picture: `-1` minus its
/// number, its row and first column that are shown, and how many columns.
type Row = Arc<str>;

/// A screen: its width, its ground and its rows.
pub(super) struct Screen {
    columns: u16,
    ground: [u8; 3],
    rows: Vec<Row>,
}

/// How text looks.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Look {
    foreground: [u8; 3],
    /// `None` for the ground of the screen.
    background: Option<[u8; 3]>,
    modifier: Modifier,
}

/// A picture, and the cells that it was made for.
struct Picture {
    pixels: Arc<Thumbnail>,
    columns: u16,
    rows: u16,
}

/// What screens consist of.
#[derive(Default)]
pub(super) struct Screens {
    rows: HashSet<Row>,
    looks: HashMap<Look, usize>,
    pictures: Vec<Picture>,
    /// The numbers of pictures by what cells name them with.
    known: HashMap<[u8; 3], usize>,
    /// Rows that were there when it was tidied last.
    tidied: usize,
}

impl Screens {
    /// Takes a screen in.
    pub(super) fn add(&mut self, capture: &Capture, theme: &Theme) -> Screen {
        for picture in &capture.pictures {
            self.learn(picture);
        }
        let defaults = Defaults::of(theme);
        let buffer = &capture.buffer;
        let ground = defaults.inks(&Cell::EMPTY).background;
        let rows = (buffer.area.top()..buffer.area.bottom()).map(|y| {
            let row = self.row(buffer, y, defaults, ground);
            let text = Value::Array(row).to_string();
            match self.rows.get(&*text) {
                Some(known) => known.clone(),
                None => {
                    let row: Row = text.into();
                    self.rows.insert(row.clone());
                    row
                }
            }
        });
        Screen {
            columns: buffer.area.width,
            ground,
            rows: rows.collect(),
        }
    }

    /// Forgets rows of screens that are no longer there.
    pub(super) fn tidy(&mut self) {
        if self.rows.len() > self.tidied * 2 + 1_000 {
            self.rows.retain(|row| Arc::strong_count(row) > 1);
            self.tidied = self.rows.len();
        }
    }

    fn learn(&mut self, picture: &PixelPicture) {
        let Form::Raw(pixels) = &picture.form else {
            return;
        };
        let name = picture.id.colour();
        if self.known.contains_key(&name) {
            return;
        }
        let size = (picture.columns, picture.rows);
        let same = |it: &Picture| (it.columns, it.rows) == size && it.pixels == *pixels;
        let place = self.pictures.iter().position(same).unwrap_or_else(|| {
            self.pictures.push(Picture {
                pixels: pixels.clone(),
                columns: picture.columns,
                rows: picture.rows,
            });
            self.pictures.len() - 1
        });
        self.known.insert(name, place);
    }

    fn row(&mut self, buffer: &Buffer, y: u16, defaults: Defaults, ground: [u8; 3]) -> Vec<Value> {
        let mut row = RowRuns::default();
        let mut x = buffer.area.left();
        while x < buffer.area.right() {
            let cell = &buffer[(x, y)];
            let left = usize::from(buffer.area.right() - x);
            let width = cell.symbol().width().clamp(1, left);
            match self.part(cell) {
                Some(part) => row.picture(part),
                None => {
                    let look = Look::of(defaults.inks(cell), cell.modifier, ground);
                    let count = self.looks.len();
                    let look = *self.looks.entry(look).or_insert(count);
                    row.text(look, cell.symbol(), width);
                }
            }
            x += width as u16;
        }
        row.finish()
    }

    /// The picture's number and the column and row of it that the cell shows.
    fn part(&self, cell: &Cell) -> Option<(usize, u16, u16)> {
        let (column, row) = kitty::place_of(cell.symbol())?;
        let Color::Rgb(red, green, blue) = cell.fg else {
            return None;
        };
        let picture = self.known.get(&[red, green, blue])?;
        Some((*picture, column, row))
    }

    /// The rules for looks and pictures, in CSS: `.lN` and `.pN`.
    pub(super) fn css(&self) -> String {
        let mut looks: Vec<_> = self.looks.iter().collect();
        looks.sort_by_key(|(_, number)| **number);
        let mut css: String = looks
            .into_iter()
            .map(|(look, number)| format!(".l{number}{{{}}}\n", look.css()))
            .collect();
        for (number, picture) in self.pictures.iter().enumerate() {
            if let Some(jpeg) = jpeg(&picture.pixels) {
                let (width, height) = (picture.columns, picture.rows);
                let data = STANDARD.encode(jpeg);
                css.push_str(&format!(
                    ".p{number}{{background-size:{}px {}px;\
                     background-image:url(data:image/jpeg;base64,{data})}}\n",
                    width * 10,
                    height * 20
                ));
            }
        }
        css
    }
}

/// The screens as JSON: `rows`, and `steps`: of each, columns, ground and the numbers of the rows
/// that differ from the screen before, by their places.
pub(super) fn json<'s>(screens: impl Iterator<Item = &'s Screen>) -> String {
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut rows: Vec<&str> = Vec::new();
    let mut steps = Vec::new();
    let mut before: &[Row] = &[];
    for screen in screens {
        let mut changed = Vec::new();
        for (place, row) in screen.rows.iter().enumerate() {
            if before.get(place) != Some(row) {
                let number = *numbers.entry(row).or_insert_with(|| {
                    rows.push(row);
                    rows.len() - 1
                });
                changed.extend([place, number]);
            }
        }
        before = &screen.rows;
        let ground = html::colour(screen.ground);
        steps.push(json!([screen.columns, screen.rows.len(), ground, changed]));
    }
    let steps = Value::Array(steps);
    format!("{{\"rows\":[{}],\"steps\":{steps}}}", rows.join(","))
}

fn jpeg(pixels: &Thumbnail) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
    let (width, height) = (pixels.width, pixels.height);
    encoder
        .write_image(&pixels.pixels, width, height, ExtendedColorType::Rgb8)
        .ok()?;
    Some(bytes)
}

impl Look {
    fn of(inks: Inks, modifier: Modifier, ground: [u8; 3]) -> Self {
        Self {
            foreground: inks.foreground,
            background: (inks.background != ground).then_some(inks.background),
            // What the colours say already.
            modifier: modifier - Modifier::DIM - Modifier::REVERSED,
        }
    }

    fn css(self) -> String {
        let mut css = format!("color:{}", html::colour(self.foreground));
        if let Some(background) = self.background {
            css.push_str(&format!(";background-color:{}", html::colour(background)));
        }
        for (modifier, rule) in [
            (Modifier::BOLD, ";font-weight:700"),
            (Modifier::ITALIC, ";font-style:italic"),
            (Modifier::UNDERLINED, ";text-decoration:underline"),
            (Modifier::CROSSED_OUT, ";text-decoration:line-through"),
        ] {
            if self.modifier.contains(modifier) {
                css.push_str(rule);
            }
        }
        css
    }
}

/// The runs of a row so far.
#[derive(Default)]
struct RowRuns {
    runs: Vec<Value>,
    open: Option<Open>,
}

/// A run that may go on.
enum Open {
    Text(usize, String),
    /// Number, row, first column and columns.
    Picture(usize, u16, u16, u16),
}

impl RowRuns {
    fn text(&mut self, look: usize, symbol: &str, width: usize) {
        // Only what any font has in one column may stand in one run with others.
        let is_plain = width == 1
            && symbol.chars().count() == 1
            && symbol
                .chars()
                .all(|c| matches!(c, ' '..='~' | '\u{a0}'..='\u{17f}' | '\u{2500}'..='\u{259f}'));
        if !is_plain {
            self.close();
            self.runs.push(json!([look, symbol, width]));
            return;
        }
        match &mut self.open {
            Some(Open::Text(open, text)) if *open == look => text.push_str(symbol),
            _ => {
                self.close();
                self.open = Some(Open::Text(look, symbol.to_owned()));
            }
        }
    }

    fn picture(&mut self, (number, column, row): (usize, u16, u16)) {
        match &mut self.open {
            Some(Open::Picture(open, at, first, columns))
                if (*open, *at, *first + *columns) == (number, row, column) =>
            {
                *columns += 1;
            }
            _ => {
                self.close();
                self.open = Some(Open::Picture(number, row, column, 1));
            }
        }
    }

    fn close(&mut self) {
        self.runs.extend(self.open.take().map(|open| match open {
            Open::Text(look, text) => json!([look, text]),
            Open::Picture(number, row, column, columns) => {
                json!([-1 - number as i64, row, column, columns])
            }
        }));
    }

    fn finish(mut self) -> Vec<Value> {
        self.close();
        self.runs
    }
}

//! Random pages, popups and scrolls: whatever came before, the terminal shows the frame.

use std::{collections::HashMap, sync::Arc};

use base64::{Engine, engine::general_purpose::STANDARD};
use image::{Rgb, RgbImage};
use keyart::{
    artwork::{
        ColourDepth, Encoded, Frame, PixelPicture, Protocol, Rendering, Transfer,
        kitty::{self, ImageId, ImageIds},
    },
    tui::{paint::Painter, picture},
};
use proptest::prelude::*;
use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Color, Style},
};
use vte::{Params, Parser, Perform};

const COLUMNS: u16 = 40;
const ROWS: u16 = 24;
/// Columns and rows of a tile, and of a tile with what is around it.
const TILE: (u16, u16) = (8, 3);
const STEP: (u16, u16) = (10, 5);
/// Pixels of a cell.
const CELL: (u16, u16) = (8, 16);

/// The colour of a cell of a picture: one of 27, far apart.
fn colour(picture: usize, column: u16, row: u16) -> [u8; 3] {
    let number = picture * 5 + usize::from(column) * 7 + usize::from(row) * 11;
    [1, 3, 9].map(|part| [30, 125, 220][number / part % 3])
}

/// The colour of [`colour`] that is nearest.
fn level(pixel: Rgb<u8>) -> [u8; 3] {
    pixel.0.map(|value| {
        *[30, 125, 220_u8]
            .iter()
            .min_by_key(|it| it.abs_diff(value))
            .unwrap()
    })
}

fn pictures(protocol: Protocol) -> Vec<PixelPicture> {
    let ids = ImageIds::salted(3);
    let size = |cells: u16, pixels: u16| u32::from(cells) * u32::from(pixels);
    let rendering = Rendering {
        protocol,
        depth: ColourDepth::True,
        cell: CELL,
        transfer: Transfer::Direct,
        previews: false,
    };
    let frame = Frame {
        columns: TILE.0,
        rows: TILE.1,
        focal: [0.5, 0.5],
    };
    let picture = |number| {
        let image = RgbImage::from_fn(size(TILE.0, CELL.0), size(TILE.1, CELL.1), |x, y| {
            let (column, row) = (x / u32::from(CELL.0), y / u32::from(CELL.1));
            Rgb(colour(number, column as u16, row as u16))
        });
        match Encoded::of(&image, frame, rendering, &ids) {
            Encoded::Pixels(picture) => picture,
            other => panic!("{other:?}"),
        }
    };
    (0..12).map(picture).collect()
}

/// What one frame shows.
#[derive(Debug, Clone)]
struct View {
    /// The first line of the page that is on the screen.
    scroll: u16,
    /// Which picture the first tile shows.
    first: usize,
    popup: Option<Rect>,
}

fn views() -> impl Strategy<Value = Vec<View>> {
    let popup = (0..COLUMNS - 4, 0..ROWS - 4, 1..30_u16, 1..15_u16);
    let popup = popup.prop_map(|(x, y, width, height)| {
        Rect::new(x, y, width, height).intersection(Rect::new(0, 0, COLUMNS, ROWS))
    });
    let view = (0..20_u16, 0..3_usize, proptest::option::of(popup));
    let view = view.prop_map(|(scroll, first, popup)| View {
        scroll,
        first,
        popup,
    });
    proptest::collection::vec(view, 1..8)
}

fn draw(view: &View, pictures: &[PixelPicture]) -> Buffer {
    let mut frame = Buffer::empty(Rect::new(0, 0, COLUMNS, ROWS));
    frame.set_string(0, 0, "the top bar", Style::new());
    let body = Rect::new(0, 1, COLUMNS, ROWS - 1);
    for line in 0..12 {
        let top = i32::from(line * STEP.1) - i32::from(view.scroll) + 1;
        for across in 0..COLUMNS / STEP.0 {
            let Ok(y) = u16::try_from(top) else { continue };
            let number = (view.first + usize::from(line * 4 + across)) % pictures.len();
            let area = Rect::new(across * STEP.0, y, TILE.0, TILE.1).intersection(body);
            picture::draw_placeholders(&mut frame, area, &pictures[number]);
            if y + TILE.1 < ROWS {
                let name = format!("title {line}");
                frame.set_string(
                    area.x,
                    y + TILE.1,
                    name,
                    Style::new().bg(Color::Rgb(line as u8, 7, 9)),
                );
            }
        }
    }
    if let Some(popup) = view.popup {
        let ground = Style::new().bg(Color::Indexed(4)).fg(Color::Rgb(9, 200, 9));
        for position in popup.positions() {
            let cell = &mut frame[position];
            cell.reset();
            cell.set_char('p').set_style(ground);
        }
    }
    frame
}

/// What a cell of the model shows.
#[derive(Debug, Clone, PartialEq)]
enum Shown {
    Text(String),
    Pixels([u8; 3]),
}

/// A terminal that knows moving the cursor, regions, scrolling, clearing, and inline images.
struct Model {
    cells: Vec<Vec<Shown>>,
    cursor: (usize, usize),
    region: (usize, usize),
}

impl Model {
    fn new() -> Self {
        let blank = Shown::Text("?".to_owned());
        Self {
            cells: vec![vec![blank; COLUMNS.into()]; ROWS.into()],
            cursor: (0, 0),
            region: (0, ROWS.into()),
        }
    }

    fn blank_line() -> Vec<Shown> {
        vec![Shown::Text(" ".to_owned()); COLUMNS.into()]
    }

    fn scroll(&mut self, by: usize, up: bool) {
        for _ in 0..by {
            let (top, bottom) = self.region;
            let (gone, freed) = if up {
                (top, bottom - 1)
            } else {
                (bottom - 1, top)
            };
            self.cells.remove(gone);
            self.cells.insert(freed, Self::blank_line());
        }
    }
}

impl Perform for Model {
    fn print(&mut self, c: char) {
        let (x, y) = self.cursor;
        self.cells[y][x] = Shown::Text(c.to_string());
        self.cursor.0 += 1;
    }

    fn csi_dispatch(&mut self, params: &Params, _: &[u8], _: bool, action: char) {
        let numbers: Vec<usize> = params.iter().map(|it| it[0].into()).collect();
        match (action, &numbers[..]) {
            ('H', [line, column]) => self.cursor = (column - 1, line - 1),
            ('r', [top, bottom]) => self.region = (top - 1, *bottom),
            ('r', _) => self.region = (0, ROWS.into()),
            ('S', [by]) => self.scroll(*by, true),
            ('T', [by]) => self.scroll(*by, false),
            ('J', [2]) => self.cells.fill_with(Self::blank_line),
            ('m', _) => {}
            other => panic!("unknown: {other:?}"),
        }
    }

    fn osc_dispatch(&mut self, params: &[&[u8]], _: bool) {
        let text: Vec<&str> = params
            .iter()
            .map(|it| std::str::from_utf8(it).unwrap())
            .collect();
        assert_eq!(text[0], "1337");
        let (last, payload) = text.last().unwrap().split_once(':').unwrap();
        let keys: HashMap<&str, &str> = text[1..text.len() - 1]
            .iter()
            .chain([&last])
            .map(|it| it.trim_start_matches("File=").split_once('=').unwrap())
            .collect();
        let number = |key: &str| keys[key].parse::<u32>().unwrap();
        let image = image::load_from_memory(&STANDARD.decode(payload).unwrap()).unwrap();
        let image = image.into_rgb8();
        let (columns, rows) = (number("width"), number("height"));
        for (row, column) in (0..rows).flat_map(|row| (0..columns).map(move |it| (row, it))) {
            let x = (column * 2 + 1) * image.width() / columns / 2;
            let y = (row * 2 + 1) * image.height() / rows / 2;
            let place =
                &mut self.cells[self.cursor.1 + row as usize][self.cursor.0 + column as usize];
            *place = Shown::Pixels(level(*image.get_pixel(x, y)));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn pixels_are_where_the_frame_has_them_whatever_lay_over_them(views in views()) {
        let pictures = pictures(Protocol::Iterm2);
        let by_id: HashMap<ImageId, usize> =
            pictures.iter().enumerate().map(|(number, it)| (it.id, number)).collect();
        let mut painter = Painter::new(Protocol::Iterm2, true);
        let (mut model, mut parser) = (Model::new(), Parser::new());
        for view in &views {
            let frame = draw(view, &pictures);
            let mut out = Vec::new();
            painter.paint(frame.clone(), |id| by_id.get(&id).map(|it| &pictures[*it]), &mut out);
            parser.advance(&mut model, &out);
            for position in frame.area.positions() {
                let cell = &frame[position];
                let place = kitty::place_of(cell.symbol());
                let wanted = match (place, cell.fg) {
                    (Some(_), _) if position.y == ROWS - 1 => Shown::Text(" ".to_owned()),
                    (Some((column, row)), Color::Rgb(red, green, blue)) => {
                        let number = by_id[&ImageId::of_colour([red, green, blue]).unwrap()];
                        Shown::Pixels(colour(number, column, row))
                    }
                    _ => Shown::Text(cell.symbol().to_owned()),
                };
                let shown = &model.cells[usize::from(position.y)][usize::from(position.x)];
                prop_assert_eq!(shown, &wanted, "{:?} of {:?}", position, view);
            }
        }
    }

    #[test]
    fn characters_and_colours_are_where_the_frame_has_them(views in views()) {
        let pictures = pictures(Protocol::Kitty);
        let mut painter = Painter::new(Protocol::Kitty, true);
        let mut terminal = vt100::Parser::new(ROWS.try_into().unwrap(), COLUMNS.try_into().unwrap(), 0);
        for view in &views {
            let frame = draw(view, &pictures);
            let mut out = Vec::new();
            painter.paint(frame.clone(), |_| None, &mut out);
            terminal.process(&out);
            for position in frame.area.positions() {
                let cell = &frame[position];
                let shown = terminal.screen().cell(position.y, position.x).unwrap();
                let text = if shown.contents().is_empty() { " " } else { shown.contents() };
                prop_assert_eq!(text, cell.symbol(), "{:?} of {:?}", position, view);
                prop_assert_eq!(shown.bgcolor(), vt(cell.bg));
                if text != " " {
                    prop_assert_eq!(shown.fgcolor(), vt(cell.fg));
                }
            }
        }
    }
}

fn vt(colour: Color) -> vt100::Color {
    match colour {
        Color::Rgb(red, green, blue) => vt100::Color::Rgb(red, green, blue),
        Color::Indexed(index) => vt100::Color::Idx(index),
        _ => vt100::Color::Default,
    }
}

/// What it takes to get from `before` to `after`.
fn bytes(before: &View, after: &View, protocol: Protocol) -> usize {
    let pictures = pictures(protocol);
    let mut painter = Painter::new(protocol, true);
    let find = |id| pictures.iter().find(|it| it.id == id);
    let mut out = Vec::new();
    painter.paint(draw(before, &pictures), find, &mut out);
    out.clear();
    painter.paint(draw(after, &pictures), find, &mut out);
    out.len()
}

#[test]
fn a_picture_that_is_too_large_for_some_terminals_is_painted_in_pieces() {
    let image = RgbImage::from_pixel(1_280, 720, Rgb([9, 99, 199]));
    let rendering = Rendering {
        protocol: Protocol::Sixel,
        depth: ColourDepth::True,
        cell: (10, 20),
        transfer: Transfer::Direct,
        previews: false,
    };
    let frame = Frame {
        columns: 110,
        rows: 30,
        focal: [0.5, 0.5],
    };
    let Encoded::Pixels(picture) = Encoded::of(&image, frame, rendering, &ImageIds::salted(1))
    else {
        panic!("no pixels")
    };
    let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 36));
    picture::draw_placeholders(&mut buffer, Rect::new(4, 2, 110, 30), &picture);
    let mut out = Vec::new();
    Painter::new(Protocol::Sixel, true).paint(buffer, |_| Some(&picture), &mut out);
    let text = String::from_utf8(out).unwrap();
    // The raster attributes of a sixel picture are its aspect, width and height.
    let size = |it: &str| {
        it.split(['#', ';'])
            .skip(2)
            .take(2)
            .map(str::to_owned)
            .collect()
    };
    let sizes: Vec<Vec<String>> = text
        .split("\"1;1;")
        .skip(1)
        .map(|it| size(&format!("1;1;{it}")))
        .collect();
    assert_eq!(sizes, [["1000", "600"], ["100", "600"]]);
}

#[test]
fn a_frame_like_the_last_takes_no_bytes_and_a_popup_only_what_it_covered() {
    let view = |scroll, popup| View {
        scroll,
        first: 0,
        popup,
    };
    let popup = Some(Rect::new(3, 3, 6, 3));
    for protocol in [Protocol::Kitty, Protocol::Sixel, Protocol::Iterm2] {
        assert_eq!(bytes(&view(0, None), &view(0, None), protocol), 0);
    }
    let count = |before: &View, after: &View| {
        let pictures = Arc::new(pictures(Protocol::Iterm2));
        let mut painter = Painter::new(Protocol::Iterm2, true);
        let find = |id| pictures.iter().find(|it| it.id == id);
        let mut out = Vec::new();
        painter.paint(draw(before, &pictures), find, &mut out);
        out.clear();
        painter.paint(draw(after, &pictures), find, &mut out);
        String::from_utf8(out).unwrap().matches("1337").count()
    };
    // Over the right part of one tile, and nothing of the next but its name.
    assert_eq!(count(&view(0, popup), &view(0, None)), 1);
    // A line of four tiles comes into sight; the other three lines only move.
    assert_eq!(count(&view(0, None), &view(5, None)), 4 + 4);
}

//! What a picture costs on its way to the screen, per thumbnail of 28 × 8 cells.
//!
//! `cargo bench --bench images` prints a table; each line is the median over the demo's stills,
//! with the decoder alone as the unit of the last column.

#![expect(
    clippy::disallowed_methods,
    reason = "a bench reads its own files and measures passing time"
)]

use std::{
    fs,
    hint::black_box,
    io::{self, Write},
    path::Path,
    time::{Duration, Instant},
};

use image::RgbImage;
use keyart::artwork::{
    ColourDepth, Crop, Encoded, Frame, Protocol, Rendering, Thumbnail, Transfer, decode,
    kitty::{self, ImageIds},
    symbols::{Grid, subcells},
};

/// Columns and rows of a thumbnail.
const CELLS: (u16, u16) = (28, 8);
/// Width and height of a cell in pixels.
const CELL: (u16, u16) = (10, 20);
/// How often each step is done with each still.
const ROUNDS: usize = 20;

/// A still of the demo: its bytes and pixels.
type Still = (Vec<u8>, RgbImage);

fn main() -> io::Result<()> {
    let stills = stills()?;
    let table = Table::new(median(&stills, |(bytes, _)| {
        black_box(image::load_from_memory(bytes).is_ok());
    }));
    table.row("decoder alone", table.unit)?;
    decoding(&table, &stills)?;
    encoding(&table, &stills)?;
    whole_way(&table, &stills)
}

fn crop(image: &RgbImage) -> Crop {
    Crop::round(image.width(), image.height(), 1.75, [0.5, 0.4])
}

fn decoding(table: &Table, stills: &[Still]) -> io::Result<()> {
    let decoded = |(bytes, _): &Still| {
        black_box(decode("still", bytes).is_ok());
    };
    let resized = |width, height| {
        move |(_, image): &Still| {
            black_box(Thumbnail::of(image, crop(image), width, height));
        }
    };
    table.row("decode, with limits", median(stills, decoded))?;
    table.row("resize to 280x160", median(stills, resized(280, 160)))?;
    table.row("resize to subcells", median(stills, resized(56, 16)))
}

fn encoding(table: &Table, stills: &[Still]) -> io::Result<()> {
    let thumbnails = |width, height| -> Vec<Thumbnail> {
        stills
            .iter()
            .map(|(_, image)| Thumbnail::of(image, crop(image), width, height))
            .collect()
    };
    let (across, down) = subcells(Protocol::Quadrant, ColourDepth::True);
    let whole = thumbnails(280, 160);
    let small = thumbnails(u32::from(CELLS.0) * across, u32::from(CELLS.1) * down);
    let grid = |protocol, depth| {
        move |thumbnail: &Thumbnail| {
            black_box(Grid::of(thumbnail, CELLS, protocol, depth));
        }
    };
    let quadrants = grid(Protocol::Quadrant, ColourDepth::True);
    table.row("quadrants, of 280x160", median(&whole, quadrants))?;
    table.row("quadrants, of subcells", median(&small, quadrants))?;
    let halves = |depth| median(&small, grid(Protocol::Half, depth));
    table.row("half-blocks, of subcells", halves(ColourDepth::True))?;
    table.row("256 colours, of subcells", halves(ColourDepth::Indexed))?;

    let ids = ImageIds::salted(1);
    let sent = |thumbnail: &Thumbnail| kitty::transmission(thumbnail, ids.next(), CELLS.0, CELLS.1);
    let transmitted = |thumbnail: &Thumbnail| {
        black_box(sent(thumbnail));
    };
    table.row("kitty transmission", median(&whole, transmitted))?;
    let bytes: usize = whole.iter().map(|thumbnail| sent(thumbnail).len()).sum();
    writeln!(
        io::stdout(),
        "kitty: {} KB sent for each thumbnail",
        bytes / whole.len() / 1000
    )
}

fn whole_way(table: &Table, stills: &[Still]) -> io::Result<()> {
    let ids = ImageIds::salted(2);
    let (columns, rows) = CELLS;
    let frame = Frame {
        columns,
        rows,
        focal: [0.5, 0.4],
    };
    let encoded = |protocol| {
        let ids = &ids;
        let rendering = Rendering {
            protocol,
            depth: ColourDepth::True,
            cell: CELL,
            transfer: Transfer::Direct,
            previews: false,
        };
        move |(_, image): &Still| {
            black_box(Encoded::of(image, frame, rendering, ids));
        }
    };
    table.row(
        "pixels to kitty, whole",
        median(stills, encoded(Protocol::Kitty)),
    )?;
    table.row(
        "pixels to quadrants, whole",
        median(stills, encoded(Protocol::Quadrant)),
    )
}

/// The demo's stills: their bytes and pixels.
fn stills() -> io::Result<Vec<Still>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/artwork/big-buck-bunny");
    let mut stills = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "jpg") {
            let bytes = fs::read(&path)?;
            let image = decode(&path.to_string_lossy(), &bytes).map_err(io::Error::other)?;
            stills.push((bytes, image));
        }
    }
    Ok(stills)
}

/// The median time of `step` over all `items`.
fn median<T>(items: &[T], step: impl Fn(&T)) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .flat_map(|_| items)
        .map(|item| {
            let start = Instant::now();
            step(item);
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[times.len() / 2]
}

/// Prints times beside a unit.
struct Table {
    unit: Duration,
}

impl Table {
    fn new(unit: Duration) -> Self {
        Self { unit }
    }

    fn row(&self, step: &str, time: Duration) -> io::Result<()> {
        let milliseconds = time.as_secs_f64() * 1000.0;
        let ratio = time.as_secs_f64() / self.unit.as_secs_f64();
        writeln!(
            io::stdout(),
            "{step:<28} {milliseconds:>8.3} ms  {ratio:>6.3} decodes"
        )
    }
}

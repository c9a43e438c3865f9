//! What a picture costs on its way to the screen, per thumbnail of 28 × 8 cells.
//!
//! `cargo bench --bench images` prints a table; each line is the median over the demo's stills,
//! with the decoder alone as the unit of the last column.

use std::{
    fs,
    hint::black_box,
    io::{self, Write},
    path::Path,
    time::{Duration, Instant},
};

use image::RgbImage;
use keyart::artwork::{
    ColourDepth, Crop, Encoded, Frame, Protocol, Rendering, Thumbnail, decode,
    kitty::{self, ImageIds},
    symbols::{Grid, SUBCELLS},
};

/// Columns and rows of a thumbnail.
const CELLS: (u16, u16) = (28, 8);
/// Width and height of a cell in pixels.
const CELL: (u16, u16) = (10, 20);
/// How often each step is done with each still.
const ROUNDS: usize = 20;

fn main() -> io::Result<()> {
    let stills = stills()?;
    let images = || stills.iter().map(|(_, image)| image);
    let crop = |image: &RgbImage| Crop::round(image.width(), image.height(), 1.75, [0.5, 0.4]);
    let whole: Vec<Thumbnail> = images()
        .map(|image| Thumbnail::of(image, crop(image), 280, 160))
        .collect();
    let small: Vec<Thumbnail> = images()
        .map(|image| {
            let (across, down) = SUBCELLS;
            let (columns, rows) = (u32::from(CELLS.0) * across, u32::from(CELLS.1) * down);
            Thumbnail::of(image, crop(image), columns, rows)
        })
        .collect();
    let grid = |thumbnail: &Thumbnail, protocol, depth| {
        black_box(Grid::of(thumbnail, CELLS, protocol, depth));
    };
    let ids = ImageIds::salted(1);
    let encoded = |image: &RgbImage, protocol| {
        let frame = Frame {
            columns: CELLS.0,
            rows: CELLS.1,
            focal: [0.5, 0.4],
        };
        let rendering = Rendering {
            protocol,
            depth: ColourDepth::True,
            cell: CELL,
        };
        black_box(Encoded::of(image, frame, rendering, &ids));
    };

    let table = Table::new(median(&stills, |(bytes, _)| {
        black_box(image::load_from_memory(bytes).is_ok());
    }));
    table.row("decoder alone", table.unit)?;
    table.row(
        "decode, with limits",
        median(&stills, |(bytes, _)| {
            black_box(decode("still", bytes).is_ok());
        }),
    )?;
    table.row(
        "resize to 280x160",
        median(&stills, |(_, image)| {
            black_box(Thumbnail::of(image, crop(image), 280, 160));
        }),
    )?;
    table.row(
        "resize to subcells",
        median(&stills, |(_, image)| {
            black_box(Thumbnail::of(image, crop(image), 56, 16));
        }),
    )?;
    let truly = ColourDepth::True;
    let quadrant = |thumbnail: &Thumbnail| grid(thumbnail, Protocol::Quadrant, truly);
    table.row("quadrants, of 280x160", median(&whole, quadrant))?;
    table.row("quadrants, of subcells", median(&small, quadrant))?;
    table.row(
        "half-blocks, of subcells",
        median(&small, |thumbnail| grid(thumbnail, Protocol::Half, truly)),
    )?;
    table.row(
        "256 colours, of subcells",
        median(&small, |thumbnail| {
            grid(thumbnail, Protocol::Half, ColourDepth::Indexed);
        }),
    )?;
    table.row(
        "kitty transmission",
        median(&whole, |thumbnail| {
            black_box(kitty::transmission(thumbnail, ids.next(), CELLS.0, CELLS.1));
        }),
    )?;
    table.row(
        "pixels to kitty, whole",
        median(&stills, |(_, image)| encoded(image, Protocol::Kitty)),
    )?;
    table.row(
        "pixels to quadrants, whole",
        median(&stills, |(_, image)| encoded(image, Protocol::Quadrant)),
    )?;
    let sent = whole
        .iter()
        .map(|thumbnail| kitty::transmission(thumbnail, ids.next(), CELLS.0, CELLS.1).len());
    let sent = sent.sum::<usize>() / whole.len() / 1000;
    writeln!(io::stdout(), "kitty: {sent} KB sent for each thumbnail")
}

/// The demo's stills: their bytes and pixels.
fn stills() -> io::Result<Vec<(Vec<u8>, RgbImage)>> {
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
#[expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]
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

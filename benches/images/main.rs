//! What a picture costs on its way to the screen, and how much of it is left there, per thumbnail
//! of 28 × 8 cells.
//!
//! `cargo bench --bench images` prints a table. Times are medians over the demo's stills, of one
//! thread; beside them stands what they should not exceed, or what else does the same work.

#![expect(
    clippy::disallowed_methods,
    reason = "a bench reads its own files and measures passing time"
)]

mod chafa;
mod quality;
#[path = "../../tests/it/symbols/shapes.rs"]
mod shapes;

use std::{
    error::Error,
    fs,
    hint::black_box,
    io::{self, Write},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use image::RgbImage;
use keyart::artwork::{
    ColourDepth, Crop, Encoded, Frame, Part, PixelPicture, Protocol, Rendering, Thumbnail,
    Transfer, decode,
    kitty::{self, ImageIds},
    symbols::{Grid, subcells},
};
use quality::{Judge, Mean};

/// Columns and rows of a thumbnail.
const CELLS: (u16, u16) = (28, 8);
/// Width and height of a cell in pixels.
const CELL: (u16, u16) = (10, 20);
/// The size of a thumbnail in pixels.
const PIXELS: (u32, u32) = (280, 160);
/// How often each step is done with each still.
const ROUNDS: usize = 20;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// A still of the demo.
struct Still {
    path: PathBuf,
    bytes: Vec<u8>,
    image: RgbImage,
}

fn main() -> Outcome<()> {
    let stills = stills()?;
    files(&stills)?;
    symbols(&stills)?;
    pixels(&stills)
}

fn files(stills: &[Still]) -> Outcome<()> {
    heading("files of the demo, cached by the system", "time", "")?;
    let alone = |still: &Still| {
        black_box(image::load_from_memory(&still.bytes).is_ok());
    };
    let limited = |still: &Still| {
        black_box(decode("still", &still.bytes).is_ok());
    };
    let resize = |still: &Still| {
        black_box(thumbnail(&still.image, PIXELS));
    };
    let whole = |still: &Still| {
        let bytes = fs::read(&still.path).unwrap_or_default();
        black_box(decode("still", &bytes).map(|image| thumbnail(&image, PIXELS))).ok();
    };
    let [alone, limited, resize, whole] = medians(stills, [&alone, &limited, &resize, &whole]);
    row("decoder alone", alone, "")?;
    row("decoder with our limits", limited, &ratio(limited, alone))?;
    row("resize to 280x160", resize, &ratio(resize, alone))?;
    let note = format!("{} (goal: 1.5 and 3 ms)", ratio(whole, alone));
    row("file to thumbnail of 280x160", whole, &note)
}

/// A way to draw with symbols, and what is asked of it.
struct Way {
    name: &'static str,
    protocol: Protocol,
    depth: ColourDepth,
    /// What chafa calls the same symbols.
    chafa: Option<&'static str>,
    goal: &'static str,
}

const WAYS: [Way; 5] = [
    Way {
        name: "half-blocks, 256 colours",
        protocol: Protocol::Half,
        depth: ColourDepth::Indexed,
        chafa: None,
        goal: "",
    },
    Way {
        name: "half-blocks",
        protocol: Protocol::Half,
        depth: ColourDepth::True,
        chafa: Some("space+solid+hhalf"),
        goal: "",
    },
    Way {
        name: "quadrants",
        protocol: Protocol::Quadrant,
        depth: ColourDepth::True,
        chafa: Some("space+solid+quad"),
        goal: "(goal: 0.10 ms, .870)",
    },
    Way {
        name: "sextants",
        protocol: Protocol::Sextant,
        depth: ColourDepth::True,
        chafa: Some("space+solid+half+sextant"),
        goal: "(goal: 0.15 ms, .900)",
    },
    Way {
        name: "octants",
        protocol: Protocol::Octant,
        depth: ColourDepth::True,
        chafa: Some("space+solid+octant"),
        goal: "(goal: 0.35 ms, .920)",
    },
];

fn symbols(stills: &[Still]) -> Outcome<()> {
    let note = "SSIM   2 px   4 px of blur";
    heading("thumbnail to 28x8 cells of symbols", "time", note)?;
    let judge = Judge::new();
    for way in &WAYS {
        let small: Vec<Thumbnail> = stills
            .iter()
            .map(|still| way.shrunk(&still.image))
            .collect();
        let time = median(&small, |thumbnail| {
            black_box(way.grid(thumbnail));
        });
        let quality = stills
            .iter()
            .zip(&small)
            .map(|(still, small)| judge.ssim(&still.image, &quality::of_grid(&way.grid(small))));
        let quality: Mean = quality
            .collect::<Option<_>>()
            .ok_or("a symbol of no shape")?;
        row(way.name, time, &format!("{quality}  {}", way.goal))?;
    }
    heading("file to 28x8 cells of symbols", "time", note)?;
    for way in WAYS.iter().filter(|way| way.depth == ColourDepth::True) {
        let time = median(stills, |still| {
            let image = decode("still", &still.bytes);
            black_box(image.map(|image| way.grid(&way.shrunk(&image)))).ok();
        });
        row(way.name, time, "")?;
        if let Some(symbols) = way.chafa {
            chafa(symbols, stills, &judge, time)?;
        }
    }
    Ok(())
}

/// What chafa makes of the same files on one thread, without the start of its process. Both
/// decode, shrink and choose symbols; chafa writes them to nowhere, too.
fn chafa(symbols: &str, stills: &[Still], judge: &Judge, ours: Duration) -> Outcome<()> {
    let name = format!("  chafa {symbols}");
    let Some(pictures) = chafa::pictures(symbols, stills)? else {
        return Ok(writeln!(
            io::stdout(),
            "{name:<40} not installed, or without them"
        )?);
    };
    let time = chafa::time(symbols, stills)?;
    let quality = stills
        .iter()
        .zip(&pictures)
        .map(|(still, picture)| judge.ssim(&still.image, picture));
    let quality = quality
        .collect::<Option<Mean>>()
        .map_or_else(|| "not drawn".to_owned(), |mean| mean.to_string());
    let note = format!("{quality}  {} of ours", times(time, ours));
    row(&name, time, &note)
}

impl Way {
    /// As many pixels as the cells have parts.
    fn shrunk(&self, image: &RgbImage) -> Thumbnail {
        let (across, down) = subcells(self.protocol, self.depth);
        let size = (u32::from(CELLS.0) * across, u32::from(CELLS.1) * down);
        thumbnail(image, size)
    }

    fn grid(&self, thumbnail: &Thumbnail) -> Grid {
        Grid::of(thumbnail, CELLS, self.protocol, self.depth)
    }
}

/// What terminals with pixels are sent: one function for each protocol.
fn pixels(stills: &[Still]) -> Outcome<()> {
    heading("thumbnail of 280x160 to what is sent", "time", "bytes")?;
    let thumbnails: Vec<Thumbnail> = stills
        .iter()
        .map(|still| thumbnail(&still.image, PIXELS))
        .collect();
    kitty(&thumbnails)?;
    painted("sixel, 128 colours", &thumbnails, Protocol::Sixel)?;
    painted("iTerm2, JPEG", &thumbnails, Protocol::Iterm2)
}

/// Pictures that are painted where they stand: the whole, made by a worker, and a half of it, made
/// when something covered the other.
fn painted(name: &str, thumbnails: &[Thumbnail], protocol: Protocol) -> Outcome<()> {
    let ids = ImageIds::salted(1);
    let rendering = Rendering {
        protocol,
        depth: ColourDepth::True,
        cell: CELL,
        transfer: Transfer::Direct,
        previews: false,
    };
    let frame = Frame {
        columns: CELLS.0,
        rows: CELLS.1,
        focal: [0.5, 0.5],
    };
    let encode = |thumbnail: &Thumbnail| {
        let (width, height) = PIXELS;
        let image = RgbImage::from_raw(width, height, thumbnail.pixels.clone())?;
        match Encoded::of(&image, frame, rendering, &ids) {
            Encoded::Pixels(picture) => Some(picture),
            Encoded::Symbols(_) | Encoded::Broken(_) => None,
        }
    };
    let bytes = |picture: &PixelPicture, part: Part| {
        let mut bytes = Vec::new();
        picture.paint(part, &mut bytes);
        bytes
    };
    transmission(name, thumbnails, |thumbnail| {
        encode(thumbnail).map_or_else(Vec::new, |picture| bytes(&picture, picture.whole()))
    })?;
    let pictures: Vec<PixelPicture> = thumbnails.iter().filter_map(encode).collect();
    let half = Part {
        columns: CELLS.0 / 2,
        ..pictures[0].whole()
    };
    let time = median(&pictures, |picture| {
        black_box(bytes(picture, half));
    });
    row("  its left half, when asked for", time, "")
}

fn kitty(thumbnails: &[Thumbnail]) -> Outcome<()> {
    let ids = ImageIds::salted(1);
    let sent = |thumbnail: &Thumbnail| kitty::transmission(thumbnail, ids.next(), CELLS.0, CELLS.1);
    transmission("kitty, among the output", thumbnails, sent)
}

/// One line on a protocol of pixels: the time and the bytes of `encode`.
fn transmission(
    name: &str,
    thumbnails: &[Thumbnail],
    encode: impl Fn(&Thumbnail) -> Vec<u8>,
) -> Outcome<()> {
    let time = median(thumbnails, |thumbnail| {
        black_box(encode(thumbnail));
    });
    let bytes: usize = thumbnails
        .iter()
        .map(|thumbnail| encode(thumbnail).len())
        .sum();
    let raw: usize = thumbnails
        .iter()
        .map(|thumbnail| thumbnail.pixels.len())
        .sum();
    let note = format!(
        "{} KB, {:.2} of the pixels",
        bytes / thumbnails.len() / 1000,
        bytes as f64 / raw as f64
    );
    row(name, time, &note)
}

fn thumbnail(image: &RgbImage, (width, height): (u32, u32)) -> Thumbnail {
    Thumbnail::of(
        image,
        Crop::whole(image.width(), image.height()),
        width,
        height,
    )
}

fn stills() -> Outcome<Vec<Still>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/artwork/big-buck-bunny");
    let mut stills = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "jpg") {
            let bytes = fs::read(&path)?;
            let image = decode(&path.to_string_lossy(), &bytes)?;
            stills.push(Still { path, bytes, image });
        }
    }
    stills.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok(stills)
}

/// The median time of `step` over all `items`.
fn median<T>(items: &[T], step: impl Fn(&T)) -> Duration {
    let [time] = medians(items, [&step]);
    time
}

/// The median times of `steps` over all `items`. The steps take turns, so that what else the
/// machine does slows all of them alike.
fn medians<T, const STEPS: usize>(items: &[T], steps: [&dyn Fn(&T); STEPS]) -> [Duration; STEPS] {
    let mut times = [const { Vec::new() }; STEPS];
    for item in (0..ROUNDS).flat_map(|_| items) {
        for (step, times) in steps.iter().zip(&mut times) {
            let start = Instant::now();
            step(item);
            times.push(start.elapsed());
        }
    }
    times.map(|mut times| {
        times.sort_unstable();
        times[times.len() / 2]
    })
}

fn heading(what: &str, time: &str, note: &str) -> Outcome<()> {
    Ok(writeln!(io::stdout(), "\n{what:<40} {time:>11}   {note}")?)
}

fn row(step: &str, time: Duration, note: &str) -> Outcome<()> {
    let milliseconds = time.as_secs_f64() * 1000.0;
    Ok(writeln!(
        io::stdout(),
        "{step:<40} {milliseconds:>8.3} ms   {note}"
    )?)
}

fn times(time: Duration, unit: Duration) -> String {
    format!("{:.2} times", time.as_secs_f64() / unit.as_secs_f64())
}

fn ratio(time: Duration, decoder: Duration) -> String {
    format!("{} the decoder", times(time, decoder))
}

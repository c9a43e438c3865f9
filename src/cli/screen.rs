//! `keyart screen`: a picture of a screen, without a terminal.

use std::{
    ffi::OsStr,
    fs::Permissions,
    io::{self, Cursor, IsTerminal, Write},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use clap::{Args, ValueEnum};
use image::{
    ExtendedColorType, ImageEncoder,
    codecs::png::{CompressionType, FilterType, PngEncoder},
};

use super::{Failure, Options, browse, config::Config, select::find_profile};
use crate::{
    artwork::{ColourDepth, Protocol, Rendering, Transfer},
    session::{Input, Message, Size, State},
    text,
    time::{Timestamp, Zone},
    tui::{
        Theme,
        app::headless::Headless,
        capture::{CELL, Capture},
        keymap::{self, Step},
    },
};

/// The largest screen.
const LARGEST: Size = Size {
    columns: 500,
    rows: 200,
};

/// The most pixels of a picture: about 300 MB of them.
const MOST_PIXELS: u64 = 100_000_000;

/// Options of `keyart screen`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example: keyart screen --profile Romy --keys \"Down Right w\" --out why.png\n\
Nothing is logged or stored.")]
pub(super) struct ScreenOptions {
    /// Who watches: name or id of a profile; without it the screen asks.
    #[arg(long, value_name = "PROFILE")]
    profile: Option<String>,
    /// Columns and rows of the screen.
    #[arg(long, value_name = "COLUMNSxROWS", default_value = "120x36", value_parser = size)]
    size: Size,
    /// Keys to press first, each a second after the one before: names (Down, Enter, Esc, Space,
    /// Ctrl-C) and characters (r, ?, 2), parted by blanks; Down*3 for three, type:some_text, and
    /// wait:30s to let time pass.
    #[arg(
        long,
        value_name = "KEYS",
        default_value = "",
        hide_default_value = true
    )]
    keys: String,
    /// The moment it begins at, such as 2026-01-05T20:30; now without it.
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// The file to write, whose ending (.png, .txt or .ans) says how; - for the standard output.
    #[arg(long, short, value_name = "FILE", default_value = "-")]
    out: PathBuf,
    /// What to write, whatever the file is called; text on the standard output.
    #[arg(long, value_name = "NAME")]
    format: Option<Format>,
    /// Enlarges the picture: a cell is 10 × 20 pixels times this.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=4))]
    scale: u16,
}

/// How a screen is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A PNG picture.
    Png,
    /// Characters.
    Txt,
    /// Characters with the escapes for their colours.
    Ans,
}

/// Columns and rows.
///
/// # Errors
/// A sentence that says what was expected.
fn size(word: &str) -> Result<Size, String> {
    let numbers = word.split_once(['x', '×']).and_then(|(columns, rows)| {
        Some(Size {
            columns: columns.parse().ok()?,
            rows: rows.parse().ok()?,
        })
    });
    let is_possible = |size: &Size| {
        (1..=LARGEST.columns).contains(&size.columns) && (1..=LARGEST.rows).contains(&size.rows)
    };
    numbers.filter(is_possible).ok_or_else(|| {
        let Size { columns, rows } = LARGEST;
        format!("expected columns and rows such as 120x36, at most {columns}x{rows}")
    })
}

/// Writes the screen.
///
/// # Errors
/// [`Failure::Input`] for unknown profiles, keys and formats, and for keys that end the program;
/// [`Failure::Storage`] if the picture cannot be written.
pub(super) fn run(
    arguments: &ScreenOptions,
    options: &Options,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let format = arguments.format()?;
    let config = options.configured()?;
    let chosen = options.protocol.and_then(|choice| choice.0);
    let rendering = arguments.rendering(format, chosen)?;
    let steps = keymap::steps(&arguments.keys)
        .map_err(|problem| Failure::Input(format!("--keys: {problem}")))?;
    let theme = Theme::new(config.theme.suited_to(None), ColourDepth::True);
    let state = arguments.state(options, &config)?;
    let mut screen = Headless::open(state, Some(rendering), theme.clone(), Box::new(drop));
    press(&mut screen, &steps)?;
    let bytes = encoded(&screen.frame(), format, &theme, arguments.scale)?;
    if arguments.is_stdout() {
        return Ok(out.write_all(&bytes)?);
    }
    store(&arguments.out, &bytes)
}

impl ScreenOptions {
    fn is_stdout(&self) -> bool {
        self.out.as_os_str() == "-"
    }

    fn format(&self) -> Result<Format, Failure> {
        let shown = text::neutral(&self.out.to_string_lossy());
        let ending = self.out.extension().map(OsStr::to_ascii_lowercase);
        let format = match (self.format, ending.as_ref().and_then(|it| it.to_str())) {
            (Some(format), _) => format,
            (None, _) if self.is_stdout() => Format::Txt,
            (None, Some("png")) => Format::Png,
            (None, Some("txt")) => Format::Txt,
            (None, Some("ans")) => Format::Ans,
            (None, _) => {
                return Err(Failure::Input(format!(
                    "--out {shown}: expected a name that ends in .png, .txt or .ans, or --format"
                )));
            }
        };
        if format == Format::Png && self.is_stdout() && io::stdout().is_terminal() {
            let message = "a terminal cannot show PNG; give a file with --out";
            return Err(Failure::Input(message.to_owned()));
        }
        let cell = u64::from(CELL.0) * u64::from(CELL.1);
        let cells = u64::from(self.size.columns) * u64::from(self.size.rows);
        let pixels = cells * cell * u64::from(self.scale).pow(2);
        if format == Format::Png && pixels > MOST_PIXELS {
            let message = format!("a picture of {pixels} pixels is too large; lower --scale");
            return Err(Failure::Input(message));
        }
        Ok(format)
    }

    /// How pictures are made: pixels for pixels, and what suits the format otherwise.
    fn rendering(&self, format: Format, chosen: Option<Protocol>) -> Result<Rendering, Failure> {
        let usual = match format {
            Format::Png => Protocol::Kitty,
            Format::Txt => Protocol::Ascii,
            Format::Ans => Protocol::Quadrant,
        };
        let protocol = match chosen.unwrap_or(usual) {
            pixels if pixels.has_pixels() && format == Format::Png => Protocol::Kitty,
            pixels if pixels.has_pixels() => {
                return Err(Failure::Input(format!(
                    "--protocol {}: text has no pixels; use octant, sextant, quad, half, ascii or \
                     off",
                    pixels.as_str()
                )));
            }
            symbols => symbols,
        };
        Ok(Rendering {
            protocol,
            depth: ColourDepth::True,
            cell: (CELL.0 * self.scale, CELL.1 * self.scale),
            transfer: Transfer::SharedMemory,
            previews: false,
        })
    }

    /// What the interface would begin with; nothing is stored.
    fn state(&self, options: &Options, config: &Config) -> Result<State, Failure> {
        let at = match &self.at {
            Some(text) => Zone::system()
                .parse(text)
                .map_err(|problem| Failure::Input(format!("--at: {problem}")))?,
            None => Timestamp::now(),
        };
        let (opening, errors) = options.opening(config, at)?;
        let profiles = opening.look_at_profiles()?;
        let serving = opening.serving()?;
        let profile = self.profile.as_deref();
        let first = profile
            .map(|name| find_profile(&profiles, name).map(|it| Input::Watch(it.id.clone())))
            .transpose()?;
        let settings = browse::settings(&browse::BrowseOptions::default(), config);
        let mut state = State::new(opening.catalog, profiles, settings, serving, self.size, at);
        for input in first.into_iter().chain(browse::catalog_note(errors)) {
            let _ = state.update(Message { at, input });
        }
        Ok(state)
    }
}

/// Presses the keys.
///
/// # Errors
/// [`Failure::Input`] if one of them ends the program.
fn press(screen: &mut Headless, steps: &[(&str, Step)]) -> Result<(), Failure> {
    for (place, (word, step)) in steps.iter().enumerate() {
        screen.perform(*step);
        if screen.is_over() {
            let word = text::neutral(word);
            let message = format!(
                "--keys: key {} (`{word}`) ends the program, so there is no screen to show",
                place + 1
            );
            return Err(Failure::Input(message));
        }
    }
    Ok(())
}

fn encoded(
    capture: &Capture,
    format: Format,
    theme: &Theme,
    scale: u16,
) -> Result<Vec<u8>, Failure> {
    match format {
        Format::Txt => Ok(capture.text().into_bytes()),
        Format::Ans => Ok(capture.ansi().into_bytes()),
        Format::Png => {
            let image = capture.image(theme, scale);
            let mut png = Cursor::new(Vec::new());
            PngEncoder::new_with_quality(&mut png, CompressionType::Default, FilterType::Adaptive)
                .write_image(
                    image.as_raw(),
                    image.width(),
                    image.height(),
                    ExtendedColorType::Rgb8,
                )
                .map_err(|error| Failure::Storage(error.to_string()))?;
            Ok(png.into_inner())
        }
    }
}

/// Puts `bytes` in the place of the file at `path`, all at once.
fn store(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    let write = || -> io::Result<()> {
        let mut file = tempfile::Builder::new()
            .prefix(".keyart-screen-")
            .permissions(Permissions::from_mode(0o666))
            .tempfile_in(folder.unwrap_or(Path::new(".")))?;
        file.write_all(bytes)?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    };
    let shown = text::neutral(&path.to_string_lossy());
    write().map_err(|error| Failure::Storage(format!("{shown}: {error}")))
}

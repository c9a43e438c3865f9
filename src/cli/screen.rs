//! `keyart screen`: a picture of a screen, without a terminal.

use std::{
    io::{self, IsTerminal, Write},
    path::PathBuf,
};

use clap::{
    Args,
    builder::{PossibleValuesParser, TypedValueParser},
};

use super::{Failure, Options, browse, config::Config};
use crate::{
    artwork::{ColourDepth, Protocol, Rendering},
    runtime::files,
    script::value::size,
    session::{Input, Message, Size, State},
    text,
    time::{Timestamp, Zone},
    tui::{
        Theme,
        app::headless::Headless,
        capture::{CELL, Format, rendering},
        keymap::{self, Step},
    },
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
    #[arg(long, value_name = "NAME", value_parser =
        PossibleValuesParser::new(Format::ALL.iter().map(|format| format.as_str()))
            .try_map(|word| Format::parse(&word).ok_or("unknown word")))]
    format: Option<Format>,
    /// Enlarges the picture: a cell is 10 × 20 pixels times this.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=4))]
    scale: u16,
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
    let bytes = screen.frame().encoded(format, &theme, arguments.scale)?;
    if arguments.is_stdout() {
        return Ok(out.write_all(&bytes)?);
    }
    let shown = text::neutral(&arguments.out.to_string_lossy());
    files::store(&arguments.out, &bytes)
        .map_err(|error| Failure::Storage(format!("{shown}: {error}")))
}

impl ScreenOptions {
    fn is_stdout(&self) -> bool {
        self.out.as_os_str() == "-"
    }

    fn format(&self) -> Result<Format, Failure> {
        let shown = text::neutral(&self.out.to_string_lossy());
        let usual = self.is_stdout().then_some(Format::Txt);
        let format = self.format.or(usual).or_else(|| Format::of(&self.out));
        let format = format.ok_or_else(|| {
            Failure::Input(format!(
                "--out {shown}: expected a name that ends in .png, .txt or .ans, or --format"
            ))
        })?;
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
        let protocol = match chosen.unwrap_or(format.protocol()) {
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
        Ok(rendering(protocol, self.scale))
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
            .map(|name| profiles.named(name).map(|it| Input::Watch(it.id.clone())))
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

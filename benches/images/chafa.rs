//! chafa, which draws with symbols too, beside us.

use std::{
    io,
    num::NonZeroU16,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use vt100::{Color, Parser};

use super::{CELLS, Outcome, Still, quality::Drawn};

/// How often the larger batch has all stills.
const COPIES: u32 = 5;
/// How often each batch is timed.
const ROUNDS: usize = 5;

/// The stills as chafa draws them; `None` if it is not installed or has no such symbols.
pub(crate) fn pictures(symbols: &str, stills: &[Still]) -> Outcome<Option<Vec<Vec<Drawn>>>> {
    let mut pictures = Vec::new();
    for still in stills {
        let output = match command(symbols).arg(&still.path).output() {
            Ok(output) if output.status.success() => output.stdout,
            Ok(_) => return Ok(None),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let mut parser = Parser::new(one_more(CELLS.1), one_more(CELLS.0), 0);
        // What a terminal driver does at the end of a line.
        parser.process(
            &String::from_utf8(output)?
                .replace('\n', "\r\n")
                .into_bytes(),
        );
        pictures.push(cells(&parser));
    }
    Ok(Some(pictures))
}

/// A terminal of just the size would scroll and wrap.
fn one_more(length: u16) -> NonZeroU16 {
    NonZeroU16::MIN.saturating_add(length)
}

fn cells(parser: &Parser) -> Vec<Drawn> {
    let rgb = |colour| match colour {
        Color::Rgb(red, green, blue) => [red, green, blue],
        Color::Default | Color::Idx(_) => [0; 3],
    };
    let places = (0..CELLS.1).flat_map(|row| (0..CELLS.0).map(move |column| (row, column)));
    let cells = places.filter_map(|(row, column)| parser.screen().cell(row, column));
    cells
        .map(|cell| {
            let glyph = cell.contents().chars().next().unwrap_or(' ');
            let (front, back) = (rgb(cell.fgcolor()), rgb(cell.bgcolor()));
            if cell.inverse() {
                (glyph, back, front)
            } else {
                (glyph, front, back)
            }
        })
        .collect()
}

/// The time for one still: what a large batch takes longer than a small one, so that the start of
/// the process does not count.
pub(crate) fn time(symbols: &str, stills: &[Still]) -> Outcome<Duration> {
    let batch = |copies: u32| -> Outcome<Duration> {
        let paths = (0..copies).flat_map(|_| stills.iter().map(|still| &still.path));
        let mut command = command(symbols);
        command.args(paths).stdout(Stdio::null());
        let mut times = Vec::new();
        for _ in 0..ROUNDS {
            let start = Instant::now();
            command.status()?;
            times.push(start.elapsed());
        }
        times.sort_unstable();
        Ok(times[times.len() / 2])
    };
    let longer = batch(COPIES)?.saturating_sub(batch(1)?);
    Ok(longer / (COPIES - 1) / u32::try_from(stills.len())?)
}

fn command(symbols: &str) -> Command {
    let mut command = Command::new("chafa");
    command
        .args(["--format", "symbols", "--colors", "full", "--threads", "1"])
        .args(["--symbols", symbols, "--stretch"])
        .arg(format!("--size={}x{}", CELLS.0, CELLS.1))
        .stderr(Stdio::null());
    command
}

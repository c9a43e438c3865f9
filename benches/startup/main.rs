//! How soon the program shows its first frame and answers a key, how much it writes when nothing
//! happens, and what a catalog of 10,000 titles costs it: `cargo bench --bench startup`.

#![expect(
    clippy::disallowed_methods,
    reason = "a bench makes its own files and measures passing time"
)]

mod session;

use std::{
    fmt::Write as _,
    fs,
    io::{self, Write},
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

use session::{KEYART, KITTY, Outcome, QUIET, Session, now};

const ROUNDS: usize = 15;
/// Columns and rows.
const SIZE: (u16, u16) = (200, 60);
const TITLES: usize = 10_000;
const ARTWORKS: usize = 6;

fn main() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let data = |name: &str| folder.path().join(name);
    let version = median(|_| run_to_end("--version"))?;
    let table = Table { unit: version };
    table.row("keyart --version", version)?;
    let first = |name: &str, answers: &'static [u8], arguments: &[&str]| {
        median(|round| {
            let data = data(&format!("{name}-{round}"));
            Ok(Session::open(SIZE, &data, answers, arguments)?.1)
        })
    };
    table.row("gate, answered at once", first("gate", KITTY, &[])?)?;
    let page = ["--profile", "Romy"];
    table.row("page, answered at once", first("page", KITTY, &page)?)?;
    table.row("gate, never answered", first("mute", b"", &[])?)?;

    let (mut session, _) = Session::open(SIZE, &data("keys"), KITTY, &page)?;
    table.row("key while pictures load", slowest_key(&mut session)?)?;
    let pictures = session.quiet()?;
    table.row("key when all is there", slowest_key(&mut session)?)?;
    session.quiet()?;
    table.row("profile switch, warm", slowest_switch(&mut session)?)?;
    session.quiet()?;
    let idle = session.quiet()?;
    let mut out = io::stdout();
    writeln!(
        out,
        "bytes: {pictures} until all pictures were there, then {idle} in {QUIET:?}"
    )?;
    writeln!(
        out,
        "peak memory of the demo: {} kB",
        session.peak_memory()?
    )?;
    drop(session);

    large(folder.path())
}

/// What a catalog of many titles costs.
fn large(folder: &Path) -> Outcome<()> {
    let mut out = io::stdout();
    let catalog = folder.join("catalog.toml");
    let source = source()?;
    fs::write(&catalog, &source)?;
    let start = now();
    source.parse::<toml::Table>()?;
    let table = Table {
        unit: start.elapsed(),
    };
    writeln!(
        out,
        "\n{TITLES} titles with {ARTWORKS} artworks each, {} bytes",
        source.len()
    )?;
    table.row("TOML alone", table.unit)?;
    let catalog = catalog.to_string_lossy();
    let arguments = ["--profile", "Romy", "--catalog", &*catalog];
    let (mut session, first) = Session::open(SIZE, &folder.join("large"), KITTY, &arguments)?;
    table.row("page, answered at once", first)?;
    table.row("key", slowest_key(&mut session)?)?;
    table.row("another profile", reaction(&mut session, "2", "2 Cole")?)?;
    reaction(&mut session, "/", "Search")?;
    table.row(
        "search",
        reaction(&mut session, "number 77", "Title Number 77")?,
    )?;
    writeln!(out, "peak memory: {} kB", session.peak_memory()?)?;
    Ok(())
}

/// Opens and closes the help some times; gives the longest time until a frame showed it.
fn slowest_key(session: &mut Session) -> Outcome<Duration> {
    let mut slowest = Duration::ZERO;
    for _ in 0..ROUNDS {
        for is_open in [true, false] {
            let start = now();
            session.type_keys("?")?;
            let shown = session.wait(|screen| screen.contents().contains("─ Keys ─") == is_open)?;
            slowest = slowest.max(shown - start);
        }
    }
    Ok(slowest)
}

/// Goes to another profile and back some times, whose pictures are known after the first; gives
/// the longest time until a frame showed it.
fn slowest_switch(session: &mut Session) -> Outcome<Duration> {
    for (keys, text) in [("2", "2 Cole"), ("1", "1 Romy")] {
        reaction(session, keys, text)?;
        session.quiet()?;
    }
    let mut slowest = Duration::ZERO;
    for _ in 0..ROUNDS {
        slowest = slowest.max(reaction(session, "2", "2 Cole")?);
        slowest = slowest.max(reaction(session, "1", "1 Romy")?);
    }
    Ok(slowest)
}

/// Types `keys`, and gives the time until the screen shows `text`.
fn reaction(session: &mut Session, keys: &str, text: &str) -> Outcome<Duration> {
    let start = now();
    session.type_keys(keys)?;
    Ok(session.wait(|screen| screen.contents().contains(text))? - start)
}

fn run_to_end(argument: &str) -> Outcome<Duration> {
    let start = now();
    Command::new(KEYART)
        .arg(argument)
        .stdout(Stdio::null())
        .status()?;
    Ok(start.elapsed())
}

fn median(measure: impl Fn(usize) -> Outcome<Duration>) -> Outcome<Duration> {
    let mut times = (0..ROUNDS).map(measure).collect::<Outcome<Vec<_>>>()?;
    times.sort_unstable();
    Ok(times[times.len() / 2])
}

/// Prints times beside a unit.
struct Table {
    unit: Duration,
}

impl Table {
    fn row(&self, step: &str, time: Duration) -> io::Result<()> {
        let milliseconds = time.as_secs_f64() * 1000.0;
        let ratio = time.as_secs_f64() / self.unit.as_secs_f64();
        writeln!(
            io::stdout(),
            "{step:<24} {milliseconds:>8.1} ms {ratio:>8.2}×"
        )
    }
}

/// A catalog whose pictures are missing.
fn source() -> Result<String, std::fmt::Error> {
    let mut source = String::from("schema = 1\n");
    for title in 0..TITLES {
        write!(
            source,
            "\n[[title]]\nid = \"title-{title}\"\nname = \"Title Number {title}\"\nyear = {}\n\
             runtime = 112\nmaturity = \"13+\"\ngenres = [\"romance\", \"thriller\"]\n\
             cast = [\"Mara Quist\", \"Ilya Sand\"]\nkeywords = [\"port\", \"rain\"]\n\
             synopsis = \"Two strangers share a night ferry, and only one remembers it.\"\n\
             popularity = 0.8\ndefault_artwork = \"variant-0\"\n",
            1930 + title % 95
        )?;
        for artwork in 0..ARTWORKS {
            write!(
                source,
                "\n[[title.artwork]]\nid = \"variant-{artwork}\"\n\
                 file = \"artwork/title-{title}/variant-{artwork}.jpg\"\n\
                 lineage = \"still-{artwork}\"\ncanvases = [\"tile\", \"billboard\", \"detail\"]\n\
                 genres = {{ romance = 0.9, thriller = 0.2 }}\n\
                 themes = {{ love = 0.9, city = 0.3, rain = 0.4 }}\n\
                 cast = [\"Mara Quist\", \"Ilya Sand\"]\nshot = \"medium\"\ntone = \"warm\"\n\
                 focal = [0.5, 0.45]\n"
            )?;
        }
    }
    Ok(source)
}

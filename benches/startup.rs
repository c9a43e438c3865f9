//! How soon the program shows its first frame and answers a key, how much it writes when nothing
//! happens, and what a catalog of 10,000 titles costs it: `cargo bench --bench startup`.

#![expect(
    clippy::disallowed_methods,
    reason = "a bench makes its own files and measures passing time"
)]

use std::{
    error::Error,
    fmt::Write as _,
    fs,
    io::{self, Read, Write},
    num::NonZeroU16,
    path::Path,
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
    time::{Duration, Instant},
};

use pty_process::{Size, blocking};
use vt100::{Parser, Screen};

const KEYART: &str = env!("CARGO_BIN_EXE_keyart");
const ROUNDS: usize = 15;
const COLUMNS: u16 = 200;
const ROWS: u16 = 60;
const TITLES: usize = 10_000;
const ARTWORKS: usize = 6;
/// How long the program may take to do anything.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long nothing must be written for the program to count as idle.
const QUIET: Duration = Duration::from_secs(2);
/// The answers of kitty 0.41 with a cell of 10×20 pixels.
const KITTY: &[u8] =
    b"\x1b_Gi=31;OK\x1b\\\x1bP>|kitty(0.41.1)\x1b\\\x1b[6;20;10t\x1b[?2026;2$y\x1b]11;rgb:1e1e/2020/2020\x1b\\\x1b[?62;52;c";

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let data = |name: &str| folder.path().join(name);
    let version = median(|_| run_to_end("--version"))?;
    let table = Table { unit: version };
    table.row("keyart --version", version)?;
    let first = |name: &str, answers: &'static [u8], arguments: &[&str]| {
        median(|round| {
            let data = data(&format!("{name}-{round}"));
            Ok(Session::open(&data, answers, arguments)?.1)
        })
    };
    table.row("gate, answered at once", first("gate", KITTY, &[])?)?;
    let page = ["--profile", "Romy"];
    table.row("page, answered at once", first("page", KITTY, &page)?)?;
    table.row("gate, never answered", first("mute", b"", &[])?)?;

    let (mut session, _) = Session::open(&data("keys"), KITTY, &page)?;
    table.row("key while pictures load", session.slowest_key()?)?;
    let pictures = session.quiet()?;
    table.row("key when all is there", session.slowest_key()?)?;
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

    let catalog = data("catalog.toml");
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
    let (mut session, first) = Session::open(&data("large"), KITTY, &arguments)?;
    table.row("page, answered at once", first)?;
    table.row("key", session.slowest_key()?)?;
    table.row("another profile", session.reaction("2", "2 Cole")?)?;
    session.reaction("/", "Search")?;
    table.row("search", session.reaction("number 77", "Title Number 77")?)?;
    writeln!(out, "peak memory: {} kB", session.peak_memory()?)?;
    Ok(())
}

/// The program in a terminal.
struct Session {
    child: Child,
    pty: Arc<blocking::Pty>,
    arrivals: Receiver<(Instant, Vec<u8>)>,
    parser: Parser,
}

impl Session {
    /// Starts the program, and gives the time until its first frame.
    fn open(data: &Path, answers: &'static [u8], arguments: &[&str]) -> Outcome<(Self, Duration)> {
        let (pty, pts) = blocking::open()?;
        let pty = Arc::new(pty);
        pty.resize(Size::new_with_pixel(ROWS, COLUMNS, COLUMNS * 10, ROWS * 20))?;
        let (sender, arrivals) = channel();
        let reading = Arc::clone(&pty);
        let command = blocking::Command::new(KEYART)
            .args(arguments)
            .env_clear()
            .env("HOME", data)
            .env("TERM", "xterm-256color")
            .env("TZ", "UTC");
        let start = now();
        let child = command.spawn(pts)?;
        thread::spawn(move || read(&reading, answers, &sender));
        let cells = |count: u16| NonZeroU16::new(count).unwrap_or(NonZeroU16::MIN);
        let parser = Parser::new(cells(ROWS), cells(COLUMNS), 0);
        let mut session = Self {
            child,
            pty,
            arrivals,
            parser,
        };
        let shown = session.wait(|screen| {
            let text = screen.contents();
            text.contains("watching?") || text.contains("r reveal")
        })?;
        Ok((session, shown - start))
    }

    /// Waits until the screen is as wanted; gives the moment when it was.
    fn wait(&mut self, is_reached: impl Fn(&Screen) -> bool) -> Outcome<Instant> {
        loop {
            let (at, bytes) = self.arrivals.recv_timeout(PATIENCE)?;
            self.parser.process(&bytes);
            if is_reached(self.parser.screen()) {
                return Ok(at);
            }
        }
    }

    /// Opens and closes the help some times; gives the longest time until a frame showed it.
    fn slowest_key(&mut self) -> Outcome<Duration> {
        let mut slowest = Duration::ZERO;
        for _ in 0..ROUNDS {
            for is_open in [true, false] {
                let start = now();
                (&*self.pty).write_all(b"?")?;
                let shown =
                    self.wait(|screen| screen.contents().contains("─ Keys ─") == is_open)?;
                slowest = slowest.max(shown - start);
            }
        }
        Ok(slowest)
    }

    /// Types `keys`, and gives the time until the screen shows `text`.
    fn reaction(&mut self, keys: &str, text: &str) -> Outcome<Duration> {
        let start = now();
        (&*self.pty).write_all(keys.as_bytes())?;
        Ok(self.wait(|screen| screen.contents().contains(text))? - start)
    }

    /// Waits until nothing is written for a while; gives the bytes until then.
    fn quiet(&mut self) -> Outcome<usize> {
        let mut count = 0;
        while let Ok((_, bytes)) = self.arrivals.recv_timeout(QUIET) {
            self.parser.process(&bytes);
            count += bytes.len();
        }
        Ok(count)
    }

    /// The most memory that the program has had, in kilobytes.
    fn peak_memory(&self) -> Outcome<String> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let number = peak.and_then(|line| line.trim().strip_suffix(" kB"));
        Ok(number.unwrap_or("unknown").to_owned())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends on what the program writes and when, and answers its questions, until it ends.
fn read(mut pty: &blocking::Pty, answers: &[u8], sender: &Sender<(Instant, Vec<u8>)>) {
    let mut is_answered = false;
    let mut chunk = [0; 1 << 16];
    while let Ok(count @ 1..) = pty.read(&mut chunk) {
        let at = now();
        let bytes = chunk[..count].to_vec();
        if !is_answered && bytes.ends_with(b"\x1b[c") {
            is_answered = pty.write_all(answers).is_ok();
        }
        if sender.send((at, bytes)).is_err() {
            return;
        }
    }
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

fn now() -> Instant {
    Instant::now()
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

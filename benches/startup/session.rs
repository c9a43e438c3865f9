//! The program in a terminal that a bench can type at and listen to.

use std::{
    error::Error,
    fs,
    io::{Read, Write},
    num::NonZeroU16,
    path::Path,
    process::Child,
    sync::{
        Arc,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
    time::{Duration, Instant},
};

use pty_process::{Size, blocking};
use vt100::{Parser, Screen};

pub(crate) const KEYART: &str = env!("CARGO_BIN_EXE_keyart");
/// How long the program may take to do anything.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long nothing must be written for the program to count as idle.
pub(crate) const QUIET: Duration = Duration::from_secs(2);
/// The answers of kitty 0.41 with a cell of 10×20 pixels.
pub(crate) const KITTY: &[u8] =
    b"\x1b_Gi=31;OK\x1b\\\x1bP>|kitty(0.41.1)\x1b\\\x1b[6;20;10t\x1b[?2026;2$y\x1b]11;rgb:1e1e/2020/2020\x1b\\\x1b[?62;52;c";

pub(crate) type Outcome<T> = Result<T, Box<dyn Error>>;

/// The program in a terminal.
pub(crate) struct Session {
    child: Child,
    pty: Arc<blocking::Pty>,
    arrivals: Receiver<(Instant, Vec<u8>)>,
    parser: Parser,
}

impl Session {
    /// Starts the program, and gives the time until its first frame.
    pub(crate) fn open(
        (columns, rows): (u16, u16),
        data: &Path,
        answers: &'static [u8],
        arguments: &[&str],
    ) -> Outcome<(Self, Duration)> {
        let (pty, pts) = blocking::open()?;
        let pty = Arc::new(pty);
        pty.resize(Size::new_with_pixel(rows, columns, columns * 10, rows * 20))?;
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
        let parser = Parser::new(cells(rows), cells(columns), 0);
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
    pub(crate) fn wait(&mut self, is_reached: impl Fn(&Screen) -> bool) -> Outcome<Instant> {
        loop {
            let (at, bytes) = self.arrivals.recv_timeout(PATIENCE)?;
            self.parser.process(&bytes);
            if is_reached(self.parser.screen()) {
                return Ok(at);
            }
        }
    }

    pub(crate) fn type_keys(&self, keys: &str) -> Outcome<()> {
        Ok((&*self.pty).write_all(keys.as_bytes())?)
    }

    /// Waits until nothing is written for a while; gives the bytes until then.
    pub(crate) fn quiet(&mut self) -> Outcome<usize> {
        self.quiet_for(QUIET)
    }

    /// Waits until nothing is written for `patience`; gives the bytes until then.
    pub(crate) fn quiet_for(&mut self, patience: Duration) -> Outcome<usize> {
        let mut count = 0;
        while let Ok((_, bytes)) = self.arrivals.recv_timeout(patience) {
            self.parser.process(&bytes);
            count += bytes.len();
        }
        Ok(count)
    }

    /// The most memory that the program has had, in kilobytes.
    pub(crate) fn peak_memory(&self) -> Outcome<String> {
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

pub(crate) fn now() -> Instant {
    Instant::now()
}

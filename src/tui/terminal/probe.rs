//! Asks the terminal, and waits a little for what it answers.

use std::{
    fs::{File, OpenOptions},
    io::{self, IsTerminal, Write},
    os::fd::{AsFd, BorrowedFd},
    time::{Duration, Instant},
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    termios::{OptionalActions, Termios, tcgetattr, tcgetwinsize, tcsetattr},
};

use super::replies::{QUESTIONS, complete, ends_inside};

/// How much longer the rest of an answer that has begun is waited for.
const REST: Duration = Duration::from_millis(100);

/// Columns, rows, and width and height in pixels; 0 where unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Window {
    /// Cells in a row.
    pub columns: u16,
    /// Rows of cells.
    pub rows: u16,
    /// Pixels in a row.
    pub width: u16,
    /// Rows of pixels.
    pub height: u16,
}

/// The terminal of this process.
pub(super) struct Tty {
    /// Polling `/dev/tty` fails on some systems, so standard input is read where it can be.
    input: Option<File>,
    output: File,
}

impl Tty {
    /// The controlling terminal, if there is one.
    #[expect(clippy::disallowed_methods, reason = "an edge: a terminal is a file")]
    pub(super) fn open() -> io::Result<Self> {
        let open = || OpenOptions::new().read(true).write(true).open("/dev/tty");
        let input = if io::stdin().is_terminal() {
            None
        } else {
            Some(open()?)
        };
        Ok(Self {
            input,
            output: open()?,
        })
    }

    /// Its size; zeros where the system does not know.
    pub(super) fn window(&self) -> Window {
        tcgetwinsize(&self.output).map_or_else(
            |_| Window::default(),
            |size| Window {
                columns: size.ws_col,
                rows: size.ws_row,
                width: size.ws_xpixel,
                height: size.ws_ypixel,
            },
        )
    }

    /// Asks all questions and reads until the last is answered, for at most `patience`: answers,
    /// and whatever was typed meanwhile.
    #[expect(
        clippy::disallowed_methods,
        reason = "a terminal that does not answer is given up after a real time"
    )]
    pub(super) fn ask(&self, patience: Duration) -> io::Result<Vec<u8>> {
        let stdin = io::stdin();
        let input = self
            .input
            .as_ref()
            .map_or_else(|| stdin.as_fd(), AsFd::as_fd);
        let _raw = Raw::set(input)?;
        (&self.output).write_all(QUESTIONS)?;
        let mut end = Instant::now() + patience;
        let mut extended = false;
        let mut bytes = Vec::new();
        loop {
            let left = end.saturating_duration_since(Instant::now());
            if readable(input, left)? {
                if read(input, &mut bytes)? == 0 {
                    break;
                }
            } else if !extended && ends_inside(&bytes) {
                end += REST;
                extended = true;
            } else {
                break;
            }
            if complete(&bytes) && !ends_inside(&bytes) {
                break;
            }
        }
        Ok(bytes)
    }
}

/// Whether `input` has bytes, or its end has come, within `patience`.
fn readable(input: BorrowedFd<'_>, patience: Duration) -> io::Result<bool> {
    let timeout = Timespec::try_from(patience).map_err(io::Error::other)?;
    let mut descriptors = [PollFd::new(&input, PollFlags::IN)];
    match poll(&mut descriptors, Some(&timeout)) {
        Ok(ready) => Ok(ready > 0),
        Err(rustix::io::Errno::INTR) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

fn read(input: BorrowedFd<'_>, bytes: &mut Vec<u8>) -> io::Result<usize> {
    let mut chunk = [0; 1024];
    let count = rustix::io::read(input, &mut chunk)?;
    bytes.extend_from_slice(&chunk[..count]);
    Ok(count)
}

/// Raw mode while it lives; then whatever was before.
struct Raw<'a> {
    input: BorrowedFd<'a>,
    before: Termios,
}

impl<'a> Raw<'a> {
    fn set(input: BorrowedFd<'a>) -> io::Result<Self> {
        let before = tcgetattr(input)?;
        let mut raw = before.clone();
        raw.make_raw();
        // What was typed before stays to be read, so nothing is flushed.
        tcsetattr(input, OptionalActions::Now, &raw)?;
        Ok(Self { input, before })
    }
}

impl Drop for Raw<'_> {
    fn drop(&mut self) {
        let _ = tcsetattr(self.input, OptionalActions::Now, &self.before);
    }
}

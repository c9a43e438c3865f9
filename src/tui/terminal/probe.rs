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

use super::replies::{LAST_QUESTION, Replies, SECOND_QUESTION, burst, complete, ends_inside};

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

/// What came of asking.
#[derive(Debug, Default)]
pub(super) struct Answer {
    /// Answers, and whatever was typed meanwhile.
    pub(super) bytes: Vec<u8>,
    /// How long the answers took, if all came.
    pub(super) took: Option<Duration>,
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

    /// Asks all questions, those about `graphics` first, and waits for the answers for at most
    /// `patience`; a terminal that answers and does not tell its name is asked once more.
    pub(super) fn ask(&self, graphics: &[u8], patience: Duration) -> io::Result<Answer> {
        let stdin = io::stdin();
        let input = self
            .input
            .as_ref()
            .map_or_else(|| stdin.as_fd(), AsFd::as_fd);
        let _raw = Raw::set(input)?;
        let mut answer = Answer::default();
        answer.took = self.exchange(&burst(graphics), input, &mut answer.bytes, patience)?;
        if answer.took.is_some() && Replies::parse(&answer.bytes).0.version.is_none() {
            let again = [SECOND_QUESTION.1, LAST_QUESTION.1].concat();
            let mut more = Vec::new();
            self.exchange(again.as_bytes(), input, &mut more, patience)?;
            answer.bytes.append(&mut more);
        }
        Ok(answer)
    }

    /// Writes `questions` and reads `input` into `bytes` until the last one is answered, for at
    /// most `patience`; how long that took.
    #[expect(
        clippy::disallowed_methods,
        reason = "a terminal that does not answer is given up after a real time"
    )]
    fn exchange(
        &self,
        questions: &[u8],
        input: BorrowedFd<'_>,
        bytes: &mut Vec<u8>,
        patience: Duration,
    ) -> io::Result<Option<Duration>> {
        let start = Instant::now();
        (&self.output).write_all(questions)?;
        let mut end = start + patience;
        let mut extended = false;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            if readable(input, left)? {
                if read(input, bytes)? == 0 {
                    return Ok(None);
                }
            } else if !extended && ends_inside(bytes) {
                end += REST;
                extended = true;
            } else {
                return Ok(complete(bytes).then(|| start.elapsed()));
            }
            if complete(bytes) && !ends_inside(bytes) {
                return Ok(Some(start.elapsed()));
            }
        }
    }
}

/// Whether `input` has bytes, or its end has come, within `patience`.
pub(super) fn readable(input: BorrowedFd<'_>, patience: Duration) -> io::Result<bool> {
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

//! The program in a terminal of its own, whose screen a test can read.

use std::{
    fmt::Debug,
    io::{PipeReader, PipeWriter, Read, Write, pipe},
    num::NonZeroU16,
    process::{Child, ExitStatus},
    sync::{
        Arc,
        mpsc::{Receiver, Sender, channel},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use pty_process::{
    Size,
    blocking::{Command, Pty, open},
};
use rustix::{
    event::{PollFd, PollFlags, poll},
    process::{Pid, Signal, WaitOptions, kill_process, waitpid},
    termios::{Termios, tcgetattr},
};
use vt100::{MouseProtocolMode, Parser, Screen};

use crate::sandbox::{KEYART, PATIENCE, Sandbox};

/// What the program asks last, and every terminal answers.
const LAST_QUESTION: &[u8] = b"\x1b[c";

/// Longer than it takes to write the rest of a frame.
const MOMENT: Duration = Duration::from_millis(40);

/// Pixels of a cell.
const CELL: (u16, u16) = (10, 20);

/// How a terminal behaves when it is asked about itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    /// It answers nothing.
    Mute,
    /// It answers as XTerm does, which shows no pictures.
    Xterm,
    /// It answers as foot does, which shows sixels.
    Foot,
    /// It answers as WezTerm does, which shows the inline images of iTerm2.
    Wezterm,
    /// It answers as kitty 0.41 does.
    Kitty,
    /// It answers as tmux 3.3a does.
    Tmux,
    /// It answers as kitty does, and somebody presses Enter among the answers.
    TypedInto,
}

impl Manner {
    pub(crate) fn answers(self) -> &'static [u8] {
        match self {
            Self::Mute => b"",
            Self::Xterm => b"\x1bP>|XTerm(379)\x1b\\\x1b[6;20;10t\x1b[?2026;0$y\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?64;1;2c",
            Self::Foot => b"\x1bP>|foot(1.13.1)\x1b\\\x1b[6;20;10t\x1b[?2026;2$y\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?62;4;22c",
            Self::Wezterm => b"\x1bP>|WezTerm 20240203-110809\x1b\\\x1b[6;20;10t\x1b[?2026;2$y\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?65;4;6;18;22c",
            Self::Kitty => b"\x1b_Gi=31;OK\x1b\\\x1bP>|kitty(0.41.1)\x1b\\\x1b[6;20;10t\x1b[?2026;2$y\x1b]11;rgb:1e1e/2020/2020\x1b\\\x1b[?62;52;c",
            Self::Tmux => b"\x1bP>|tmux 3.3a\x1b\\\x1b[?1;2;c",
            Self::TypedInto => b"\x1b_Gi=31;OK\x1b\\\x1bP>|kitty(0.41.1)\x1b\\\r\x1b[6;20;10t\x1b[?62;52;c",
        }
    }
}

/// A terminal in which the program runs.
pub(crate) struct Terminal {
    child: Child,
    /// None once it is closed.
    pty: Option<Arc<Pty>>,
    /// Ends when it is dropped.
    reading: Option<(PipeWriter, JoinHandle<()>)>,
    before: Termios,
    arrivals: Receiver<Vec<u8>>,
    parser: Parser,
    /// Everything that the program has written.
    pub(crate) stream: Vec<u8>,
}

impl Terminal {
    /// Starts the program with `arguments` in 120 columns and 36 rows.
    pub(crate) fn start(sandbox: &Sandbox, manner: Manner, arguments: &[&str]) -> Self {
        let variables = sandbox.variables();
        let command = Command::new(KEYART).env_clear().envs(variables);
        Self::run(command.args(arguments), manner)
    }

    pub(crate) fn run(command: Command, manner: Manner) -> Self {
        let (pty, pts) = open().unwrap();
        let pty = Arc::new(pty);
        pty.resize(size(120, 36)).unwrap();
        let before = tcgetattr(&*pty).unwrap();
        let child = command.spawn(pts).unwrap();
        let (sender, arrivals) = channel();
        let (stopped, stop) = pipe().unwrap();
        let shared = Arc::clone(&pty);
        let reader = thread::spawn(move || read(&shared, manner, &stopped, &sender));
        Self {
            child,
            pty: Some(pty),
            reading: Some((stop, reader)),
            before,
            arrivals,
            parser: Parser::new(cells(36), cells(120), 0),
            stream: Vec::new(),
        }
    }

    fn pty(&self) -> &Pty {
        self.pty.as_deref().unwrap()
    }

    /// Closes the terminal, as a person closes its window.
    pub(crate) fn hang_up(&mut self) {
        let (stop, reader) = self.reading.take().unwrap();
        drop(stop);
        reader.join().unwrap();
        self.pty = None;
    }

    pub(crate) fn screen(&self) -> &Screen {
        self.parser.screen()
    }

    pub(crate) fn text(&self) -> String {
        self.screen().contents()
    }

    pub(crate) fn type_keys(&mut self, keys: impl AsRef<[u8]>) {
        self.pty().write_all(keys.as_ref()).unwrap();
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.parser.set_size(cells(rows), cells(columns));
        self.pty().resize(size(columns, rows)).unwrap();
    }

    /// Takes in what the program writes, until the screen is as wanted and nothing follows at once:
    /// a part of a frame may look like what is wanted.
    pub(crate) fn wait(&mut self, wanted: impl Debug, is_reached: impl Fn(&Screen) -> bool) {
        let end = now() + PATIENCE;
        loop {
            let is_there = is_reached(self.screen());
            let left = end.saturating_duration_since(now());
            let arrived = self.receive(if is_there { MOMENT.min(left) } else { left });
            if is_there && !arrived {
                return;
            }
            assert!(arrived, "{wanted:?} does not come:\n{}", self.text());
        }
    }

    /// Waits until the screen shows `text`.
    pub(crate) fn shows(&mut self, text: &str) {
        self.wait(text, |screen| screen.contents().contains(text));
    }

    /// Waits until the screen no longer shows `text`.
    pub(crate) fn hides(&mut self, text: &str) {
        self.wait(("no", text), |screen| !screen.contents().contains(text));
    }

    /// Waits until the program writes nothing for a second; gives the bytes until then.
    pub(crate) fn settle(&mut self) -> usize {
        let (end, before) = (now() + PATIENCE, self.stream.len());
        while self.receive(Duration::from_secs(1)) {
            assert!(now() < end, "it never stops writing:\n{}", self.text());
        }
        self.stream.len() - before
    }

    /// Takes in the next bytes, if they come in time.
    fn receive(&mut self, patience: Duration) -> bool {
        let Ok(bytes) = self.arrivals.recv_timeout(patience) else {
            return false;
        };
        self.parser.process(&bytes);
        self.stream.extend(bytes);
        true
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }

    /// Waits until the program has been stopped.
    pub(crate) fn is_stopped(&mut self) {
        let pid = Pid::from_child(&self.child);
        let (_, status) = waitpid(Some(pid), WaitOptions::UNTRACED).unwrap().unwrap();
        assert!(status.stopped(), "{status:?}");
        self.wait("the cursor", |screen| !screen.hide_cursor());
    }

    /// Waits for the end of the program.
    pub(crate) fn end(&mut self) -> ExitStatus {
        let end = now() + PATIENCE;
        while self.receive(end.saturating_duration_since(now())) {}
        assert!(now() < end, "it does not end:\n{}", self.text());
        self.child.wait().unwrap()
    }

    /// Checks that the terminal is as it was before the program.
    pub(crate) fn is_given_back(&self) {
        let screen = self.screen();
        assert!(!screen.alternate_screen() && !screen.hide_cursor());
        assert_eq!(screen.mouse_protocol_mode(), MouseProtocolMode::None);
        let after = tcgetattr(self.pty()).unwrap();
        let modes = |it: &Termios| {
            (
                it.input_modes,
                it.output_modes,
                it.control_modes,
                it.local_modes,
            )
        };
        assert_eq!(modes(&after), modes(&self.before));
    }
}

impl Drop for Terminal {
    /// A failed test leaves no program behind.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends on all that the program writes, and answers its questions, until it ends or `stopped`
/// is closed.
fn read(mut pty: &Pty, manner: Manner, stopped: &PipeReader, sender: &Sender<Vec<u8>>) {
    let mut asked: Vec<u8> = Vec::new();
    let mut is_answered = false;
    let mut chunk = [0; 1 << 16];
    // The end of the last process in a terminal is an error to its reader.
    while !is_closed(pty, stopped)
        && let Ok(count @ 1..) = pty.read(&mut chunk)
    {
        if !is_answered {
            asked.extend(&chunk[..count]);
            is_answered = asked
                .windows(LAST_QUESTION.len())
                .any(|it| it == LAST_QUESTION);
            if is_answered {
                pty.write_all(manner.answers()).unwrap();
            }
        }
        if sender.send(chunk[..count].to_vec()).is_err() {
            return;
        }
    }
}

/// Waits until one of both has something to say; whether it is `stopped`.
fn is_closed(pty: &Pty, stopped: &PipeReader) -> bool {
    let mut sources = [
        PollFd::new(pty, PollFlags::IN),
        PollFd::new(stopped, PollFlags::IN),
    ];
    poll(&mut sources, None).unwrap();
    !sources[1].revents().is_empty()
}

/// Looks until what is found is as wanted.
pub(crate) fn eventually(look: impl Fn() -> String, is_wanted: impl Fn(&str) -> bool) -> String {
    let end = now() + PATIENCE;
    loop {
        let found = look();
        if is_wanted(&found) {
            return found;
        }
        assert!(now() < end, "it never comes to that:\n{found}");
    }
}

fn size(columns: u16, rows: u16) -> Size {
    Size::new_with_pixel(rows, columns, columns * CELL.0, rows * CELL.1)
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

#[expect(
    clippy::disallowed_methods,
    reason = "a program that hangs is given up after a real time"
)]
fn now() -> Instant {
    Instant::now()
}

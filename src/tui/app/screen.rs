//! The terminal while it is ours: taken over, drawn on and given back as it was.

use std::{
    io::{self, Stdout, Write},
    mem::ManuallyDrop,
    panic,
    sync::Once,
};

use crossterm::{
    cursor::Show,
    event::{DisableMouseCapture, EnableMouseCapture},
    execute,
    terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode},
};
use ratatui::{Terminal, backend::CrosstermBackend, buffer::Buffer};

use crate::runtime::pictures::is_worker_thread;

/// Tells a kitty terminal to forget all pictures that the alternate screen shows.
const DELETE_SHOWN: &[u8] = b"\x1b_Ga=d,d=A,q=2\x1b\\";

/// A frame of fewer bytes than this is not worth a synchronized update.
const SMALL_FRAME: usize = 64;

/// The terminal, in raw mode on the alternate screen, until this is dropped.
pub(super) struct Screen {
    /// Never dropped: its own way of giving the terminal back panics where that is gone.
    terminal: ManuallyDrop<Terminal<CrosstermBackend<FrameWriter>>>,
    /// Whether what the terminal shows is not known, so that all of it is drawn again.
    pub(super) is_stale: bool,
}

impl Screen {
    /// Takes the terminal over. A panic gives it back before it is reported.
    pub(super) fn open(is_synchronized: bool) -> io::Result<Self> {
        static HOOK: Once = Once::new();
        HOOK.call_once(|| {
            let previous = panic::take_hook();
            panic::set_hook(Box::new(move |info| {
                if !is_worker_thread() {
                    give_back();
                }
                previous(info);
            }));
        });
        enable_raw_mode()?;
        let writer = FrameWriter {
            frame: Vec::new(),
            out: io::stdout(),
            is_synchronized,
        };
        let opened = execute!(io::stdout(), EnterAlternateScreen, EnableMouseCapture)
            .and_then(|()| Terminal::new(CrosstermBackend::new(writer)));
        match opened {
            Ok(terminal) => Ok(Self {
                terminal: ManuallyDrop::new(terminal),
                is_stale: false,
            }),
            Err(error) => {
                give_back();
                Err(error)
            }
        }
    }

    /// Writes `bytes` at once.
    pub(super) fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        let writer = self.terminal.backend_mut();
        writer.write_all(bytes)?;
        Write::flush(writer)
    }

    /// Writes `before` and then what differs between the last frame and the one that `view`
    /// draws, all at once.
    pub(super) fn draw<T>(
        &mut self,
        before: &[u8],
        view: impl FnOnce(&mut Buffer) -> T,
    ) -> io::Result<T> {
        if std::mem::take(&mut self.is_stale) {
            // Not `Terminal::clear`: it asks where the cursor is, and the thread that waits for
            // keys keeps the answer from it.
            let size = self.terminal.size()?;
            self.terminal.resize(size.into())?;
        }
        self.terminal.backend_mut().write_all(before)?;
        let mut view = Some(view);
        let mut result = None;
        self.terminal.draw(|frame| {
            result = view.take().map(|view| view(frame.buffer_mut()));
        })?;
        result.ok_or_else(|| io::Error::other("the terminal drew nothing"))
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

/// Leaves the terminal as it was; of what fails, the rest is tried all the same.
fn give_back() {
    let mut out = io::stdout();
    let _ = out.write_all(DELETE_SHOWN);
    let _ = execute!(out, DisableMouseCapture, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
}

/// Gathers a frame and writes it at once.
struct FrameWriter {
    frame: Vec<u8>,
    out: Stdout,
    is_synchronized: bool,
}

impl Write for FrameWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.frame.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.is_synchronized && self.frame.len() >= SMALL_FRAME {
            self.frame.splice(0..0, *b"\x1b[?2026h");
            self.frame.extend_from_slice(b"\x1b[?2026l");
        }
        let written = self.out.write_all(&self.frame);
        self.frame.clear();
        written.and_then(|()| self.out.flush())
    }
}

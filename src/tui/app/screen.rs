//! The terminal while it is ours: taken over, drawn on and given back as it was.

use std::{
    io::{self, Write},
    panic,
    sync::Once,
};

use crossterm::{
    cursor::{Hide, Show},
    event::{DisableMouseCapture, EnableMouseCapture},
    execute,
    terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode},
};
use ratatui::{buffer::Buffer, layout::Rect};

use super::terminal_size;
use crate::{
    artwork::{PixelPicture, Protocol, kitty::ImageId},
    runtime::pictures::is_worker_thread,
    tui::paint::Painter,
};

/// A frame of fewer bytes than this is not worth a synchronized update.
const SMALL_FRAME: usize = 64;

const BEGIN_SYNCHRONIZED: &[u8] = b"\x1b[?2026h";
const END_SYNCHRONIZED: &[u8] = b"\x1b[?2026l";

/// The terminal, in raw mode on the alternate screen, until this is dropped.
pub(super) struct Screen {
    pub(super) painter: Painter,
    /// The bytes of a frame; empty between frames.
    bytes: Vec<u8>,
    /// The cells of the frame before the last, to be drawn on again.
    spare: Buffer,
    is_synchronized: bool,
}

impl Screen {
    /// Takes the terminal over. A panic gives it back before it is reported.
    pub(super) fn open(
        protocol: Protocol,
        can_scroll: bool,
        is_synchronized: bool,
    ) -> io::Result<Self> {
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
        let screen = Self {
            painter: Painter::new(protocol, can_scroll),
            bytes: Vec::new(),
            spare: Buffer::default(),
            is_synchronized,
        };
        // From here on dropping it gives the terminal back.
        take()?;
        Ok(screen)
    }

    /// Takes the terminal again after [`Screen::lend`]. All of it is drawn with the next frame.
    pub(super) fn retake(&mut self) -> io::Result<()> {
        self.painter.forget();
        take()
    }

    /// Gives the terminal back for a while; `last` is written before.
    pub(super) fn lend(&mut self, last: &[u8]) -> io::Result<()> {
        let written = send(last);
        give_back();
        written
    }

    /// An empty frame of the terminal's size.
    pub(super) fn blank(&mut self) -> Buffer {
        let size = terminal_size();
        let mut frame = std::mem::take(&mut self.spare);
        frame.reset();
        frame.resize(Rect::new(0, 0, size.columns, size.rows));
        frame
    }

    /// Shows `frame`: writes what was `prepared` for it, and what differs from the last frame, at
    /// once.
    pub(super) fn show<'a>(
        &mut self,
        frame: Buffer,
        prepared: &[u8],
        picture: impl Fn(ImageId) -> Option<&'a PixelPicture>,
    ) -> io::Result<()> {
        self.bytes.extend_from_slice(BEGIN_SYNCHRONIZED);
        self.bytes.extend_from_slice(prepared);
        self.spare = self.painter.paint(frame, picture, &mut self.bytes);
        let begin = BEGIN_SYNCHRONIZED.len();
        let written = if self.is_synchronized && self.bytes.len() >= SMALL_FRAME {
            self.bytes.extend_from_slice(END_SYNCHRONIZED);
            send(&self.bytes)
        } else {
            send(&self.bytes[begin..])
        };
        self.bytes.clear();
        written
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

/// Writes `bytes` at once.
pub(super) fn send(bytes: &[u8]) -> io::Result<()> {
    if bytes.is_empty() {
        return Ok(());
    }
    let mut out = io::stdout();
    out.write_all(bytes)?;
    out.flush()
}

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, EnableMouseCapture, Hide)
}

/// Leaves the terminal as it was; of what fails, the rest is tried all the same.
fn give_back() {
    let _ = execute!(
        io::stdout(),
        DisableMouseCapture,
        LeaveAlternateScreen,
        Show
    );
    let _ = disable_raw_mode();
}

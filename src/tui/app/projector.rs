//! Shows a session that runs by itself on the terminal, at a speed that a person can follow.

use std::{
    fmt, io,
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    time::Duration,
};

use crossterm::event::{Event, KeyEventKind};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};
use signal_hook::{consts::SIGTSTP, low_level::emulate_default_handler};

use super::{
    Arrival, Audience, TerminalSetup,
    gallery::Gallery,
    open_pictures, open_screen,
    pace::Pace,
    screen::{Screen, send},
    watch::{watch_signals, watch_terminal},
};
use crate::{
    artwork::PictureCache,
    catalog::Catalog,
    session::{Input, State},
    text::Text,
    tui::{Role, Scene, Theme, view, widgets::Caption},
};

/// The longest wait for what comes next, in milliseconds at the session's own speed.
const LONGEST: i64 = 2_000;

/// How long nothing must happen before pixels are sent over a slow link.
const IDLE: Duration = Duration::from_millis(400);

/// What a person can do.
const KEYS: &str = "Space halt  n next  + - speed  q stop";

/// The terminal of this process, on which a session is shown until somebody has seen enough.
///
/// Space halts and goes on, Right or n goes to the next step at once, + and - change the speed, and
/// q, Esc or Ctrl-C stop.
pub struct Projector {
    screen: Screen,
    setup: TerminalSetup,
    sender: Sender<Arrival>,
    arrivals: Receiver<Arrival>,
    /// The pictures of the catalog that was shown last.
    shown: Option<(Arc<Catalog>, Gallery)>,
    /// How many catalogs have been shown.
    catalogs: u32,
    /// The step that is being made, as long as there are steps.
    step: Option<Text>,
    pace: Pace,
}

impl fmt::Debug for Projector {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut fields = formatter.debug_struct("Projector");
        fields.field("pace", &self.pace).finish_non_exhaustive()
    }
}

impl Projector {
    /// Takes the terminal until this is dropped. A `speed` of 2 lets time pass twice as fast; it
    /// goes from 1/8 to 64.
    ///
    /// # Errors
    /// If the terminal cannot be used.
    pub fn open(mut setup: TerminalSetup, speed: f64) -> io::Result<Self> {
        let (sender, arrivals) = channel();
        for key in std::mem::take(&mut setup.capabilities.typed) {
            let _ = sender.send(Arrival::Terminal(Event::Key(key)));
        }
        watch_signals(sender.clone())?;
        let screen = open_screen(&setup.capabilities)?;
        watch_terminal(sender.clone())?;
        Ok(Self {
            screen,
            setup,
            sender,
            arrivals,
            shown: None,
            catalogs: 0,
            step: None,
            pace: Pace::new(speed),
        })
    }

    /// The pictures of the state's catalog.
    fn gallery(&mut self, state: &State) -> io::Result<&mut Gallery> {
        let shown = match self.shown.take() {
            Some(shown) if Arc::ptr_eq(&shown.0, &state.catalog) => shown,
            other => {
                let salt = std::process::id().wrapping_add(self.catalogs);
                self.catalogs += 1;
                let catalog = state.catalog.clone();
                let look = self.setup.look();
                let (pictures, renderer) =
                    open_pictures(catalog.clone(), look, salt, &self.sender)?;
                let gallery = match other {
                    Some((_, mut gallery)) => {
                        gallery.move_to(pictures, renderer);
                        gallery
                    }
                    None => Gallery::new(pictures, renderer),
                };
                (catalog, gallery)
            }
        };
        Ok(&mut self.shown.insert(shown).1)
    }

    fn draw(&mut self, state: &State, caption: Option<&str>) -> io::Result<()> {
        let mut frame = self.screen.blank();
        let remark = self.pace.remark();
        let theme = self.setup.theme.clone();
        let step = self.step.clone();
        let gallery = self.gallery(state)?;
        let wants = match place(&mut frame, state) {
            Some(mut page) => {
                let wants = view(state, &gallery.cache, &theme, &mut page);
                write_caption(&mut page, caption.unwrap_or_default(), &remark, &theme);
                if let Some(step) = step {
                    write_step(&mut page, &step, state, &theme);
                }
                copy(&page, &mut frame);
                wants
            }
            None => Vec::new(),
        };
        let mut commands = Vec::new();
        gallery.show(wants, &mut commands);
        if let Some((_, gallery)) = &self.shown {
            self.screen
                .show(frame, &commands, |id| gallery.pixels(id))?;
        }
        Ok(())
    }

    /// Takes in what arrived; whether the audience stays.
    fn take(&mut self, arrival: Arrival) -> io::Result<bool> {
        match arrival {
            Arrival::Terminal(Event::Key(key)) => {
                let is_pressed = key.kind != KeyEventKind::Release;
                if self.setup.capabilities.late.admits(&key) && is_pressed {
                    return Ok(self.pace.press(&key));
                }
            }
            Arrival::Terminal(Event::Resize(..)) => self.fit_window(),
            Arrival::Picture(ready) => {
                if let Some((_, gallery)) = &mut self.shown {
                    // The session has its own opinion of which pictures are broken.
                    let _ = gallery.hang(*ready);
                }
            }
            Arrival::Input(Input::Terminate) => return Ok(false),
            Arrival::Suspend => {
                let deletions = self.clear_terminal();
                self.screen.lend(&deletions)?;
                emulate_default_handler(SIGTSTP)?;
                self.resume()?;
            }
            Arrival::Resumed => self.resume()?,
            Arrival::Terminal(_) | Arrival::Input(_) => {}
        }
        Ok(true)
    }

    fn resume(&mut self) -> io::Result<()> {
        self.screen.retake()?;
        send(&self.clear_terminal())?;
        self.fit_window();
        Ok(())
    }

    fn fit_window(&mut self) {
        self.screen.painter.forget();
        if let Some(cell) = self.setup.capabilities.cell_after_resize()
            && let Some((_, gallery)) = &mut self.shown
        {
            gallery.resize_cells(cell);
        }
    }

    fn clear_terminal(&mut self) -> Vec<u8> {
        let gallery = self.shown.as_mut().map(|(_, gallery)| gallery);
        gallery.map_or_else(Vec::new, Gallery::clear_terminal)
    }

    /// Whether characters are shown where pixels are ready.
    fn has_unrefined(&self) -> bool {
        self.shown
            .as_ref()
            .is_some_and(|(_, gallery)| gallery.has_unrefined())
    }

    /// Waits for what arrives next, for `left` milliseconds of the session's time at most.
    fn wait(&self, left: i64) -> Result<Arrival, RecvTimeoutError> {
        let wait = match (self.pace.wait(left), self.has_unrefined()) {
            (Some(wait), true) => Some(wait.min(IDLE)),
            (None, true) => Some(IDLE),
            (wait, false) => wait,
        };
        match wait {
            Some(wait) => self.arrivals.recv_timeout(wait),
            None => self
                .arrivals
                .recv()
                .map_err(|_| RecvTimeoutError::Disconnected),
        }
    }
}

impl Audience for Projector {
    fn announce(&mut self, step: &str) {
        self.step = Some(Text::new(step));
    }

    fn watch(&mut self, state: &State, caption: Option<&str>, pause: i64) -> io::Result<bool> {
        let mut since = self.setup.clock.now();
        self.draw(state, caption)?;
        let mut left = pause.min(LONGEST);
        self.pace.begin(pause);
        loop {
            let arrival = self.wait(left);
            let now = self.setup.clock.now();
            left = left.saturating_sub(self.pace.passed(now.since(since)));
            since = now;
            match arrival {
                Ok(arrival) => {
                    if !self.take(arrival)? {
                        return Ok(false);
                    }
                }
                Err(RecvTimeoutError::Timeout) if self.pace.wait(left) == Some(Duration::ZERO) => {
                    return Ok(true);
                }
                Err(RecvTimeoutError::Timeout) => {
                    if let Some((_, gallery)) = &mut self.shown {
                        gallery.refine(1);
                    }
                }
                Err(RecvTimeoutError::Disconnected) => return Ok(false),
            }
            self.draw(state, caption)?;
        }
    }
}

impl Drop for Projector {
    fn drop(&mut self) {
        // The terminal is given back whatever becomes of its pictures.
        let _ = send(&self.clear_terminal());
    }
}

/// An empty page of the state's size; where it does not fit, `frame` says so instead.
fn place(frame: &mut Buffer, state: &State) -> Option<Buffer> {
    let (there, size) = (frame.area, state.size);
    if there.width >= size.columns && there.height >= size.rows {
        return Some(Buffer::empty(Rect::new(0, 0, size.columns, size.rows)));
    }
    let message = format!(
        "{}×{} cells are needed, {}×{} are there: make the terminal larger.",
        size.columns, size.rows, there.width, there.height
    );
    frame.set_stringn(0, 0, message, usize::from(there.width), Style::new());
    None
}

/// Puts the caption over the lowest lines of `page` except for the last one.
fn write_caption(page: &mut Buffer, text: &str, remark: &str, theme: &Theme) {
    let area = page.area;
    let caption = Caption::new(text, remark, area.width);
    let rows = caption.rows().min(area.height.saturating_sub(1));
    if rows == 0 {
        return;
    }
    let top = area.height - 1 - rows;
    let mut band = Buffer::empty(Rect::new(0, top, area.width, rows));
    let pictures = PictureCache::new(0);
    caption.draw(&mut Scene::new(&mut band, &pictures, theme));
    copy(&band, page);
}

/// Puts the step into the last line of `page`, left of the message that stands there, in the place
/// of keys that only a person has.
fn write_step(page: &mut Buffer, step: &Text, state: &State, theme: &Theme) {
    let area = page.area;
    let toast = state
        .toast
        .as_ref()
        .map_or(0, |toast| toast.text.width() + 4);
    let width = area
        .width
        .saturating_sub(u16::try_from(toast).unwrap_or(u16::MAX));
    if area.height == 0 {
        return;
    }
    let line = Rect::new(0, area.height - 1, width, 1);
    let mut band = Buffer::empty(line);
    let pictures = PictureCache::new(0);
    let mut scene = Scene::new(&mut band, &pictures, theme);
    scene.fill(line, Role::Page);
    let text = |x: u16| Rect {
        x,
        width: width.saturating_sub(x + 2),
        ..line
    };
    let used = scene.line_right(text(0), &[(KEYS.to_owned(), Role::Muted)]);
    let room = width.saturating_sub(used + 6);
    scene.write(text(2), "▸", Role::Accent);
    scene.write(text(4), &step.fit(usize::from(room)), Role::Text);
    copy(&band, page);
}

/// Copies all cells of `from` to their places in `to`, which has them.
fn copy(from: &Buffer, to: &mut Buffer) {
    for position in from.area.positions() {
        to[position].clone_from(&from[position]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_that_is_too_small_is_told_so_and_a_larger_one_has_the_page_in_its_corner() {
        let state = crate::tui::app::tests::demo();
        let frame = |columns, rows| {
            let mut frame = Buffer::empty(Rect::new(0, 0, columns, rows));
            let page = place(&mut frame, &state);
            if let Some(mut page) = page.clone() {
                write_caption(&mut page, "Look here", "", &crate::tui::app::tests::theme());
                copy(&page, &mut frame);
            }
            let capture = crate::tui::capture::Capture {
                buffer: frame,
                pictures: Vec::new(),
            };
            (page.is_some(), capture.text())
        };
        let (fits, text) = frame(100, 30);
        assert!(!fits);
        assert_eq!(
            text.trim_end(),
            "120×36 cells are needed, 100×30 are there: make the terminal larger."
        );
        let (fits, text) = frame(140, 40);
        assert!(fits);
        let at = text.lines().position(|line| line.contains("Look here"));
        assert_eq!(at, Some(34), "above the last line of the page");
        assert!(!frame(120, 35).0 && frame(120, 36).0);
    }
}

//! The terminal as a board that somebody else draws on while something else goes on.

use std::{
    fmt, io,
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    time::Duration,
};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use signal_hook::{consts::SIGTSTP, low_level::emulate_default_handler};

use super::{
    Arrival, TerminalSetup, open_screen,
    screen::Screen,
    watch::{watch_signals, watch_terminal},
};
use crate::{artwork::PictureCache, session::Input, tui::Scene};

/// The terminal of this process, until this is dropped.
pub struct Board {
    screen: Screen,
    setup: TerminalSetup,
    arrivals: Receiver<Arrival>,
}

impl fmt::Debug for Board {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Board").finish_non_exhaustive()
    }
}

impl Board {
    /// Takes the terminal.
    ///
    /// # Errors
    /// If it cannot be used.
    pub fn open(setup: TerminalSetup) -> io::Result<Self> {
        let (sender, arrivals) = channel();
        watch_signals(sender.clone())?;
        let screen = open_screen(&setup.capabilities)?;
        watch_terminal(sender)?;
        Ok(Self {
            screen,
            setup,
            arrivals,
        })
    }

    /// Shows what `draw` draws.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub fn show(&mut self, draw: impl FnOnce(&mut Scene<'_>)) -> io::Result<()> {
        let mut frame = self.screen.blank();
        let pictures = PictureCache::new(0);
        draw(&mut Scene::new(&mut frame, &pictures, &self.setup.theme));
        self.screen.show(frame, &[], |_| None)
    }

    /// Waits for so long, or until there is something new to draw for; whether somebody still
    /// looks, who leaves with q, Esc, Ctrl-C or a signal.
    ///
    /// # Errors
    /// If the terminal cannot be taken again after a stop.
    pub fn wait(&mut self, pause: Duration) -> io::Result<bool> {
        match self.arrivals.recv_timeout(pause) {
            Ok(arrival) => self.take(&arrival),
            Err(RecvTimeoutError::Timeout) => Ok(true),
            Err(RecvTimeoutError::Disconnected) => Ok(false),
        }
    }

    fn take(&mut self, arrival: &Arrival) -> io::Result<bool> {
        match arrival {
            Arrival::Terminal(Event::Key(key)) => {
                let is_admitted = self.setup.capabilities.late.admits(key);
                return Ok(!(is_admitted && leaves(key)));
            }
            Arrival::Terminal(Event::Resize(..)) => self.screen.painter.forget(),
            Arrival::Input(Input::Terminate) => return Ok(false),
            Arrival::Suspend => {
                self.screen.lend(&[])?;
                emulate_default_handler(SIGTSTP)?;
                self.screen.retake()?;
            }
            Arrival::Resumed => self.screen.retake()?,
            Arrival::Terminal(_) | Arrival::Input(_) | Arrival::Picture(_) => {}
        }
        Ok(true)
    }
}

/// Whether the key ends it.
fn leaves(key: &KeyEvent) -> bool {
    let is_control = key.modifiers.contains(KeyModifiers::CONTROL);
    let is_end = match key.code {
        KeyCode::Char('c') => is_control,
        KeyCode::Char('q') | KeyCode::Esc => true,
        _ => false,
    };
    is_end && key.kind != KeyEventKind::Release
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn q_escape_and_control_c_leave_and_nothing_else_does() {
        let key = |code, modifiers| leaves(&KeyEvent::new(code, modifiers));
        assert!(key(KeyCode::Char('q'), KeyModifiers::NONE));
        assert!(key(KeyCode::Esc, KeyModifiers::NONE));
        assert!(key(KeyCode::Char('c'), KeyModifiers::CONTROL));
        assert!(!key(KeyCode::Char('c'), KeyModifiers::NONE));
        assert!(!key(KeyCode::Char('x'), KeyModifiers::NONE));
    }
}

//! What the event loop does with what arrives.

use std::{
    io,
    sync::mpsc::{Receiver, RecvTimeoutError},
};

use crossterm::event::{Event, MouseEvent, MouseEventKind};
use signal_hook::{consts::SIGTSTP, low_level::emulate_default_handler};

use super::{
    Arrival, TerminalSetup, badge,
    dispatcher::Dispatcher,
    gallery::Gallery,
    motion::{self, Motion},
    screen::{Screen, send},
    terminal_size,
};
use crate::{
    session::{Command, Input, Mode, State},
    time::{Clock, Timestamp},
    tui::{
        Theme,
        keymap::{self, Meaning},
        terminal::{Capabilities, Link},
        view,
    },
};

/// The interface on a terminal.
pub(super) struct App {
    screen: Screen,
    theme: Theme,
    gallery: Gallery,
    capabilities: Capabilities,
    clock: Clock,
    motion: Motion,
    /// What the header says besides what the state has.
    badge: Option<&'static str>,
    /// Whether something happened since the last frame.
    is_stale: bool,
    /// Whether the terminal was taken again after a stop that has not been reported as over yet.
    knows_of_going_on: bool,
}

impl App {
    /// Shows things on `screen`, which is the terminal that `setup` describes.
    pub(super) fn new(
        screen: Screen,
        setup: TerminalSetup,
        gallery: Gallery,
        is_calm: bool,
    ) -> Self {
        let capabilities = setup.capabilities;
        let is_fast = capabilities.link == Link::Fast && !capabilities.protocol.is_painted();
        Self {
            screen,
            theme: setup.theme,
            gallery,
            capabilities,
            clock: setup.clock,
            motion: Motion::new(is_fast && !is_calm),
            badge: None,
            is_stale: true,
            knows_of_going_on: false,
        }
    }

    /// The same with `badge` in the header.
    pub(super) fn with_badge(self, badge: Option<&'static str>) -> Self {
        Self { badge, ..self }
    }

    /// Goes on until the session is over.
    pub(super) fn run(
        &mut self,
        dispatcher: &mut Dispatcher<'_>,
        first: Vec<Input>,
        arrivals: &Receiver<Arrival>,
    ) -> io::Result<()> {
        let begun = dispatcher.state().now;
        for input in first {
            self.arrive(dispatcher, begun, input)?;
        }
        // The terminal may have changed its size while it was asked what it can do.
        self.fit_state(dispatcher)?;
        for key in std::mem::take(&mut self.capabilities.typed) {
            self.take(dispatcher, Arrival::Terminal(Event::Key(key)))?;
        }
        while !dispatcher.is_over() {
            if self.is_stale {
                self.frame(dispatcher)?;
            }
            match self.wait(dispatcher, arrivals) {
                Ok(arrival) => self.take(dispatcher, arrival)?,
                Err(RecvTimeoutError::Timeout) => self.tick(dispatcher)?,
                Err(RecvTimeoutError::Disconnected) => {
                    self.arrive(dispatcher, self.clock.now(), Input::Terminate)?;
                }
            }
            // Whatever arrived while drawing is taken in before the next frame, so that held keys
            // never queue up behind drawing.
            while !dispatcher.is_over()
                && let Ok(arrival) = arrivals.try_recv()
            {
                self.take(dispatcher, arrival)?;
            }
        }
        Ok(())
    }

    /// Waits until something arrives, or something moves by itself.
    fn wait(
        &mut self,
        dispatcher: &Dispatcher<'_>,
        arrivals: &Receiver<Arrival>,
    ) -> Result<Arrival, RecvTimeoutError> {
        let motion = self.motion.next_tick(self.clock.now());
        match dispatcher.next_tick().into_iter().chain(motion).min() {
            Some(tick) => arrivals.recv_timeout(self.clock.until(tick)),
            None => {
                let arrival = arrivals.recv();
                self.clock.catch_up();
                arrival.map_err(|_| RecvTimeoutError::Disconnected)
            }
        }
    }

    fn tick(&mut self, dispatcher: &mut Dispatcher<'_>) -> io::Result<()> {
        let now = self.clock.now();
        let is_due = |at: Option<Timestamp>| at.is_some_and(|at| at <= now);
        if is_due(self.motion.refine_at) {
            // One at a time, so that a key waits for no more than one.
            self.gallery.refine(1);
            self.motion.refine_at = self.gallery.has_unrefined().then_some(now);
            self.is_stale = true;
        }
        if is_due(self.motion.repaint_at) {
            self.motion.repaint_at = None;
            self.screen.painter.forget();
            self.is_stale = true;
        }
        self.is_stale |= self.motion.wipe.is_some();
        dispatcher.tick_until(now, &mut |dispatcher| self.frame(dispatcher))
    }

    /// Draws the state; what it shows has been seen, unless an old page still lies over it.
    fn frame(&mut self, dispatcher: &mut Dispatcher<'_>) -> io::Result<()> {
        self.is_stale = false;
        self.draw(dispatcher.state())?;
        if self.motion.wipe.is_none() {
            dispatcher.shown();
        }
        Ok(())
    }

    fn draw(&mut self, state: &State) -> io::Result<()> {
        let now = self.clock.now();
        let page_of = (state.mode() == Mode::Browse)
            .then(|| state.active())
            .flatten()
            .map(|profile| profile.id.clone());
        self.motion
            .turn_to(page_of, self.screen.painter.shown(), now);
        let mut frame = self.screen.blank();
        let wants = view(state, &self.gallery.cache, &self.theme, &mut frame);
        if let Some(badge) = self.badge {
            badge::stamp(&mut frame, badge, &self.theme);
        }
        let mut commands = Vec::new();
        let is_ready = self.gallery.show(wants, &mut commands);
        if let Some(wipe) = &mut self.motion.wipe
            && !wipe.cover(&mut frame, is_ready, now)
        {
            self.motion.wipe = None;
        }
        if self.motion.refine_at.is_none() && self.gallery.has_unrefined() {
            self.refine_later();
        }
        let gallery = &self.gallery;
        self.screen.show(frame, &commands, |id| gallery.pixels(id))
    }

    fn take(&mut self, dispatcher: &mut Dispatcher<'_>, arrival: Arrival) -> io::Result<()> {
        self.is_stale = true;
        let now = self.clock.now();
        match arrival {
            Arrival::Terminal(Event::Key(key)) if !self.capabilities.late.admits(&key) => Ok(()),
            Arrival::Terminal(event) => self.take_event(dispatcher, &event),
            Arrival::Picture(ready) => match self.gallery.hang(*ready) {
                Some(input) => self.arrive(dispatcher, now, input),
                None => Ok(()),
            },
            Arrival::Input(input) => self.arrive(dispatcher, now, input),
            Arrival::Suspend => self.suspend(dispatcher),
            Arrival::Resumed => match std::mem::take(&mut self.knows_of_going_on) {
                true => Ok(()),
                false => self.resume(dispatcher),
            },
        }
    }

    fn take_event(&mut self, dispatcher: &mut Dispatcher<'_>, event: &Event) -> io::Result<()> {
        match event {
            Event::Resize(..) => {
                self.fit_window();
                // What was painted while the window still changed may stand anywhere.
                let paints = self.capabilities.protocol.is_painted();
                self.motion.repaint_at = paints.then(|| motion::settled(self.clock.now()));
            }
            Event::Key(_)
            | Event::Mouse(MouseEvent {
                kind:
                    MouseEventKind::Down(_) | MouseEventKind::ScrollUp | MouseEventKind::ScrollDown,
                ..
            }) => {
                self.motion.wipe = None;
                self.gallery.refine(0);
                self.refine_later();
            }
            _ => {}
        }
        let input = match keymap::meaning(dispatcher.state(), event) {
            Meaning::Input(Input::Command(Command::Suspend)) => return self.suspend(dispatcher),
            Meaning::Input(input) => input,
            Meaning::Unbound(sentence) => Input::Note(sentence),
            Meaning::Nothing => return Ok(()),
        };
        self.arrive(dispatcher, self.clock.now(), input)
    }

    /// Tells what comes from outside, `at` this moment, after all that was due before.
    fn arrive(
        &mut self,
        dispatcher: &mut Dispatcher<'_>,
        at: Timestamp,
        input: Input,
    ) -> io::Result<()> {
        dispatcher.arrive(at, input, &mut |dispatcher| self.frame(dispatcher))?;
        // Otherwise it has had its frame.
        self.is_stale |= !dispatcher.is_observed();
        Ok(())
    }

    /// Tells how large the terminal is, if it has another size than before.
    fn fit_state(&mut self, dispatcher: &mut Dispatcher<'_>) -> io::Result<()> {
        self.arrive(dispatcher, self.clock.now(), Input::Resize(terminal_size()))
    }

    /// Where pixels take long to send, they are sent when nothing has happened for a while.
    fn refine_later(&mut self) {
        if self.gallery.has_previews() {
            self.motion.refine_at = Some(motion::idle(self.clock.now()));
        }
    }

    /// Gives the terminal back, stops this process until somebody continues it, and goes on.
    fn suspend(&mut self, dispatcher: &mut Dispatcher<'_>) -> io::Result<()> {
        // Nobody sees what it would do meanwhile.
        if dispatcher.state().autopilot().is_some() {
            let now = self.clock.now();
            self.arrive(dispatcher, now, Input::Command(Command::Autopilot))?;
        }
        let deletions = self.gallery.clear_terminal();
        self.screen.lend(&deletions)?;
        emulate_default_handler(SIGTSTP)?;
        self.knows_of_going_on = true;
        self.resume(dispatcher)
    }

    /// Takes the terminal after somebody else had it.
    fn resume(&mut self, dispatcher: &mut Dispatcher<'_>) -> io::Result<()> {
        self.screen.retake()?;
        // Whoever stopped the program from outside left the terminal with its pictures.
        send(&self.gallery.clear_terminal())?;
        self.clock.catch_up();
        // A stopped program in the background is not told that the window changes.
        self.fit_window();
        self.fit_state(dispatcher)
    }

    /// Draws everything again, and the pictures anew if the letters have another size.
    fn fit_window(&mut self) {
        self.screen.painter.forget();
        self.motion.wipe = None;
        if let Some(cell) = self.capabilities.cell_after_resize() {
            self.gallery.resize_cells(cell);
        }
    }

    /// Deletes the pictures that the terminal holds.
    pub(super) fn clear_terminal(&mut self) -> io::Result<()> {
        send(&self.gallery.clear_terminal())
    }
}

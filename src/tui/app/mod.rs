//! The event loop: the one place where terminal, pictures, storage and state meet.

mod gallery;
pub mod headless;
mod motion;
mod screen;
mod watch;
mod wipe;

use std::{
    io,
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
};

use crossterm::event::{Event, MouseEvent, MouseEventKind};
use signal_hook::{consts::SIGTSTP, low_level::emulate_default_handler};

use crate::{
    artwork::kitty::ImageIds,
    log::LogWriter,
    profiles::Store,
    runtime::{
        pictures::{Pictures, Ready, Renderer},
        storage::Storage,
    },
    session::{Command, Effect, Input, Message, Mode, Size, State},
    time::{Clock, Timestamp},
    tui::{
        Theme,
        keymap::{self, Meaning},
        terminal::{Capabilities, Link},
        view,
    },
};
use gallery::Gallery;
use motion::Motion;
use screen::{Screen, send};
use watch::{watch_signals, watch_terminal};

/// What the event loop waits for.
enum Arrival {
    Terminal(Event),
    Picture(Box<Ready>),
    Input(Input),
    /// The process is asked to stop for a while.
    Suspend,
    /// The process goes on after it was stopped.
    Resumed,
}

/// The terminal, as the event loop finds it.
pub struct TerminalSetup {
    /// What it can do.
    pub capabilities: Capabilities,
    /// The colours.
    pub theme: Theme,
    /// What tells the time.
    pub clock: Clock,
}

/// What the event loop needs besides the state.
pub struct Setup {
    /// Where the state is shown.
    pub terminal: TerminalSetup,
    /// The session's segment of the log.
    pub writer: LogWriter,
    /// The store of the profiles.
    pub store: Store,
}

/// Runs the interface until the person leaves it. `effects` are those of the messages that
/// `state` has had already.
///
/// # Errors
/// If the terminal cannot be used, or something could not be stored.
pub fn run(mut state: State, effects: Vec<Effect>, setup: Setup) -> io::Result<()> {
    let (sender, arrivals) = channel();
    let answer = |sender: &Sender<Arrival>| {
        let sender = sender.clone();
        move |input| drop(sender.send(Arrival::Input(input)))
    };
    let renderer = Renderer::new(
        state.catalog.clone(),
        setup.terminal.capabilities.rendering(),
        ImageIds::salted(std::process::id()),
    );
    let renderer = Arc::new(renderer.over(setup.terminal.theme.page()));
    let (ready, render) = (sender.clone(), Arc::clone(&renderer));
    let pictures = Pictures::start(
        move |key| render.render(key),
        move |picture| drop(ready.send(Arrival::Picture(Box::new(picture)))),
    )?;
    let gallery = Gallery::new(pictures, renderer);
    let storage = Storage::start(setup.writer, setup.store, answer(&sender))?;
    effects
        .into_iter()
        .for_each(|effect| storage.perform(effect));
    let inbox = Inbox {
        sender: sender.clone(),
        arrivals,
    };
    let shown = show(&mut state, &storage, setup.terminal, gallery, &inbox);
    // However the terminal went, the session ends in the log.
    let at = state.now;
    let end = state.update(Message {
        at,
        input: Input::Terminate,
    });
    end.into_iter().for_each(|effect| storage.perform(effect));
    let stored = storage
        .finish()
        .map_err(|trouble| io::Error::other(trouble.to_string()));
    shown.and(stored)
}

/// Where everything arrives that the event loop waits for.
struct Inbox {
    sender: Sender<Arrival>,
    arrivals: Receiver<Arrival>,
}

/// Takes the terminal, shows `state` on it until the person leaves, and gives it back.
fn show(
    state: &mut State,
    storage: &Storage,
    setup: TerminalSetup,
    gallery: Gallery,
    inbox: &Inbox,
) -> io::Result<()> {
    let mut capabilities = setup.capabilities;
    watch_signals(inbox.sender.clone())?;
    let paints = capabilities.protocol.is_painted();
    let environment = &capabilities.evidence.environment;
    // A multiplexer moves pictures outside of the region too, or drops them.
    let can_scroll = environment.scrolls() && !(paints && environment.is_inside());
    let screen = Screen::open(capabilities.protocol, can_scroll, capabilities.synchronized)?;
    watch_terminal(inbox.sender.clone())?;
    let typed = std::mem::take(&mut capabilities.typed);
    let is_fast = capabilities.link == Link::Fast;
    let mut app = App {
        screen,
        theme: setup.theme,
        storage,
        gallery,
        capabilities,
        clock: setup.clock,
        motion: Motion::new(is_fast && !paints && !state.settings.reduced_motion),
        knows_of_going_on: false,
        is_over: false,
    };
    // The terminal may have changed its size while it was asked what it can do.
    app.tell(state, Input::Resize(terminal_size()));
    for key in typed {
        app.take(state, Arrival::Terminal(Event::Key(key)))?;
    }
    let shown = app.run(state, &inbox.arrivals);
    let deletions = app.gallery.clear_terminal();
    shown.and(send(&deletions))
}

struct App<'a> {
    screen: Screen,
    theme: Theme,
    storage: &'a Storage,
    gallery: Gallery,
    capabilities: Capabilities,
    clock: Clock,
    motion: Motion,
    /// Whether the terminal was taken again after a stop that has not been reported as over yet.
    knows_of_going_on: bool,
    is_over: bool,
}

impl App<'_> {
    fn run(&mut self, state: &mut State, arrivals: &Receiver<Arrival>) -> io::Result<()> {
        while !self.is_over {
            self.draw(state)?;
            if self.motion.wipe.is_none() {
                self.tell(state, Input::Shown);
            }
            match self.wait(state, arrivals) {
                Ok(arrival) => self.take(state, arrival)?,
                Err(RecvTimeoutError::Timeout) => self.tick(state),
                Err(RecvTimeoutError::Disconnected) => self.tell(state, Input::Terminate),
            }
            // Whatever arrived while drawing is taken in before the next frame, so that held keys
            // never queue up behind drawing.
            while !self.is_over
                && let Ok(arrival) = arrivals.try_recv()
            {
                self.take(state, arrival)?;
            }
        }
        Ok(())
    }

    /// Waits until something arrives, or something moves by itself.
    fn wait(
        &mut self,
        state: &State,
        arrivals: &Receiver<Arrival>,
    ) -> Result<Arrival, RecvTimeoutError> {
        let motion = self.motion.next_tick(self.clock.now());
        match state.next_tick().into_iter().chain(motion).min() {
            Some(tick) => arrivals.recv_timeout(self.clock.until(tick)),
            None => {
                let arrival = arrivals.recv();
                self.clock.catch_up();
                arrival.map_err(|_| RecvTimeoutError::Disconnected)
            }
        }
    }

    fn tick(&mut self, state: &mut State) {
        let now = self.clock.now();
        let is_due = |at: Option<Timestamp>| at.is_some_and(|at| at <= now);
        if is_due(self.motion.refine_at) {
            // One at a time, so that a key waits for no more than one.
            self.gallery.refine(1);
            self.motion.refine_at = self.gallery.has_unrefined().then_some(now);
        }
        if is_due(self.motion.repaint_at) {
            self.motion.repaint_at = None;
            self.screen.painter.forget();
        }
        if is_due(state.next_tick()) {
            self.tell(state, Input::Tick);
        }
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

    fn take(&mut self, state: &mut State, arrival: Arrival) -> io::Result<()> {
        match arrival {
            Arrival::Terminal(Event::Key(key)) if !self.capabilities.late.admits(&key) => {}
            Arrival::Terminal(event) => self.take_event(state, &event)?,
            Arrival::Picture(ready) => {
                if let Some(input) = self.gallery.hang(*ready) {
                    self.tell(state, input);
                }
            }
            Arrival::Input(input) => self.tell(state, input),
            Arrival::Suspend => self.suspend(state)?,
            Arrival::Resumed => {
                if !std::mem::take(&mut self.knows_of_going_on) {
                    self.resume(state)?;
                }
            }
        }
        Ok(())
    }

    fn take_event(&mut self, state: &mut State, event: &Event) -> io::Result<()> {
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
        match keymap::input(state.mode(), event) {
            Meaning::Input(Input::Command(Command::Suspend)) => self.suspend(state)?,
            Meaning::Input(input) => self.tell(state, input),
            Meaning::Unbound(sentence) => self.tell(state, Input::Note(sentence)),
            Meaning::Nothing => {}
        }
        Ok(())
    }

    /// Where pixels take long to send, they are sent when nothing has happened for a while.
    fn refine_later(&mut self) {
        if self.gallery.has_previews() {
            self.motion.refine_at = Some(motion::idle(self.clock.now()));
        }
    }

    /// Gives the terminal back, stops this process until somebody continues it, and goes on.
    fn suspend(&mut self, state: &mut State) -> io::Result<()> {
        let deletions = self.gallery.clear_terminal();
        self.screen.lend(&deletions)?;
        emulate_default_handler(SIGTSTP)?;
        self.knows_of_going_on = true;
        self.resume(state)
    }

    /// Takes the terminal after somebody else had it.
    fn resume(&mut self, state: &mut State) -> io::Result<()> {
        self.screen.retake()?;
        // Whoever stopped the program from outside left the terminal with its pictures.
        send(&self.gallery.clear_terminal())?;
        self.clock.catch_up();
        // A stopped program in the background is not told that the window changes.
        self.fit_window();
        self.tell(state, Input::Resize(terminal_size()));
        Ok(())
    }

    /// Draws everything again, and the pictures anew if the letters have another size.
    fn fit_window(&mut self) {
        self.screen.painter.forget();
        self.motion.wipe = None;
        if let Some(cell) = self.capabilities.cell_after_resize() {
            self.gallery.resize_cells(cell);
        }
    }

    fn tell(&mut self, state: &mut State, input: Input) {
        if self.is_over {
            return;
        }
        for effect in state.update(Message {
            at: self.clock.now(),
            input,
        }) {
            self.is_over |= effect == Effect::Quit;
            self.storage.perform(effect);
        }
    }
}

/// The size of the terminal of this process; 80×24 if it cannot be told.
#[must_use]
pub fn terminal_size() -> Size {
    let (columns, rows) = crossterm::terminal::size().unwrap_or((80, 24));
    Size { columns, rows }
}

//! The event loop: the one place where terminal, pictures, storage and state meet.

pub mod headless;
mod screen;

use std::{
    io,
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    thread,
};

use crossterm::event::{self, Event};
use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM},
    iterator::Signals,
};

use crate::{
    artwork::{
        Encoded, PictureCache, PictureId, PictureKey, Transfer,
        kitty::{ImageIds, Ledger},
    },
    log::LogWriter,
    profiles::Store,
    runtime::{
        pictures::{Pictures, Ready, Renderer, Want},
        storage::Storage,
    },
    session::{Effect, Input, Message, Size, State},
    text::Text,
    time::Clock,
    tui::{
        Theme,
        keymap::{self, Meaning},
        terminal::{Capabilities, LateAnswers},
        view,
    },
};
use screen::Screen;

/// How many bytes of encoded pictures are kept.
const PICTURE_BUDGET: usize = 48 << 20;

/// What the event loop waits for.
enum Arrival {
    Terminal(Event),
    Picture(Box<Ready>),
    Input(Input),
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
    let ready = sender.clone();
    let pictures = Pictures::start(
        move |key| renderer.render(key),
        move |picture| drop(ready.send(Arrival::Picture(Box::new(picture)))),
    )?;
    let storage = Storage::start(setup.writer, setup.store, answer(&sender))?;
    effects
        .into_iter()
        .for_each(|effect| storage.perform(effect));
    let inbox = Inbox {
        sender: sender.clone(),
        arrivals,
    };
    let shown = show(&mut state, &storage, setup.terminal, pictures, &inbox);
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
    pictures: Pictures,
    inbox: &Inbox,
) -> io::Result<()> {
    let answer = inbox.sender.clone();
    watch_signals(move |input| drop(answer.send(Arrival::Input(input))))?;
    let screen = Screen::open(setup.capabilities.synchronized)?;
    watch_terminal(inbox.sender.clone())?;
    let mut app = App {
        screen,
        theme: setup.theme,
        storage,
        gallery: Gallery::new(pictures),
        late: setup.capabilities.late,
        clock: setup.clock,
        is_over: false,
    };
    // The terminal may have changed its size while it was asked what it can do.
    app.tell(state, Input::Resize(terminal_size()));
    for key in setup.capabilities.typed {
        app.take(state, Arrival::Terminal(Event::Key(key)));
    }
    let shown = app.run(state, &inbox.arrivals);
    let deletions = app.gallery.ledger.clear();
    shown.and(app.screen.send(&deletions))
}

struct App<'a> {
    screen: Screen,
    theme: Theme,
    storage: &'a Storage,
    gallery: Gallery,
    late: LateAnswers,
    clock: Clock,
    is_over: bool,
}

impl App<'_> {
    fn run(&mut self, state: &mut State, arrivals: &Receiver<Arrival>) -> io::Result<()> {
        while !self.is_over {
            self.draw(state)?;
            self.tell(state, Input::Shown);
            let arrival = match state.next_tick() {
                None => {
                    let arrival = arrivals.recv();
                    self.clock.catch_up();
                    arrival.map_err(|_| RecvTimeoutError::Disconnected)
                }
                Some(tick) => arrivals.recv_timeout(self.clock.until(tick)),
            };
            match arrival {
                Ok(arrival) => self.take(state, arrival),
                Err(RecvTimeoutError::Timeout) => self.tell(state, Input::Tick),
                Err(RecvTimeoutError::Disconnected) => self.tell(state, Input::Terminate),
            }
            // Whatever arrived while drawing is taken in before the next frame, so that held keys
            // never queue up behind drawing.
            while !self.is_over
                && let Ok(arrival) = arrivals.try_recv()
            {
                self.take(state, arrival);
            }
        }
        Ok(())
    }

    fn draw(&mut self, state: &State) -> io::Result<()> {
        let Self {
            screen,
            gallery,
            theme,
            ..
        } = self;
        let mut commands = Vec::new();
        gallery.ledger.take_into(&mut commands);
        let wants = screen.draw(&commands, |buffer| {
            view(state, &gallery.cache, theme, buffer)
        })?;
        gallery.request(wants);
        Ok(())
    }

    fn take(&mut self, state: &mut State, arrival: Arrival) {
        match arrival {
            Arrival::Terminal(Event::Key(key)) if !self.late.admits(&key) => {}
            Arrival::Terminal(event) => {
                if let Event::Resize(..) = event {
                    self.screen.is_stale = true;
                }
                match keymap::input(state.mode(), &event) {
                    Meaning::Input(input) => self.tell(state, input),
                    Meaning::Unbound(sentence) => self.tell(state, Input::Note(sentence)),
                    Meaning::Nothing => {}
                }
            }
            Arrival::Picture(ready) => {
                if let Some(input) = self.gallery.hang(*ready) {
                    self.tell(state, input);
                }
            }
            Arrival::Input(input) => self.tell(state, input),
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

/// The pictures that are ready, and those that are on their way.
struct Gallery {
    cache: PictureCache,
    ledger: Ledger,
    pictures: Pictures,
    generation: u64,
    requested: Vec<Want>,
}

impl Gallery {
    fn new(pictures: Pictures) -> Self {
        Self {
            cache: PictureCache::new(PICTURE_BUDGET),
            ledger: Ledger::new(Transfer::Direct, usize::MAX),
            pictures,
            generation: 0,
            requested: Vec::new(),
        }
    }

    /// Wants exactly these pictures from now on.
    fn request(&mut self, wants: Vec<Want>) {
        let missing: Vec<Want> = wants
            .into_iter()
            .filter(|want| !self.cache.touch(&want.key))
            .collect();
        if missing != self.requested {
            self.generation += 1;
            self.requested.clone_from(&missing);
            self.pictures.request(self.generation, missing);
        }
    }

    /// Takes in a picture; a broken one is something to tell the application.
    fn hang(&mut self, ready: Ready) -> Option<Input> {
        let broken = match &ready.encoded {
            Encoded::Pixels(picture) => {
                self.ledger.show(std::iter::once(picture));
                None
            }
            Encoded::Broken(reason) => broken(&ready.key, reason),
            Encoded::Symbols(_) => None,
        };
        for gone in self.cache.insert(ready.key, ready.encoded, ready.tint) {
            if let Encoded::Pixels(picture) = gone {
                self.ledger.remove(picture.id);
            }
        }
        broken
    }
}

fn broken(key: &PictureKey, reason: &str) -> Option<Input> {
    match key.picture {
        PictureId::Artwork { title, artwork } => Some(Input::PictureBroken {
            title,
            artwork,
            reason: Text::new(reason),
        }),
        PictureId::Avatar(_) => None,
    }
}

fn watch_signals(answer: impl Fn(Input) + Send + 'static) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT])?;
    thread::Builder::new()
        .name("keyart-signals".to_owned())
        .spawn(move || {
            signals.forever().for_each(|_| answer(Input::Terminate));
        })?;
    Ok(())
}

fn watch_terminal(sender: Sender<Arrival>) -> io::Result<()> {
    thread::Builder::new()
        .name("keyart-input".to_owned())
        .spawn(move || {
            loop {
                let arrival =
                    event::read().map_or(Arrival::Input(Input::Terminate), Arrival::Terminal);
                let is_over = matches!(arrival, Arrival::Input(_));
                if sender.send(arrival).is_err() || is_over {
                    return;
                }
            }
        })?;
    Ok(())
}

/// The size of the terminal of this process; 80×24 if it cannot be told.
#[must_use]
pub fn terminal_size() -> Size {
    let (columns, rows) = crossterm::terminal::size().unwrap_or((80, 24));
    Size { columns, rows }
}

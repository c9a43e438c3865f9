//! The event loop: the one place where terminal, pictures, storage and state meet.

mod audience;
mod badge;
mod board;
mod dispatcher;
mod event_loop;
mod gallery;
pub mod headless;
mod motion;
mod pace;
mod projector;
mod screen;
mod studio;
#[cfg(test)]
mod tests;
mod watch;
mod wipe;

use std::{
    io,
    sync::{
        Arc,
        mpsc::{Receiver, Sender, channel},
    },
};

use crossterm::event::Event;

use crate::{
    artwork::{Rendering, kitty::ImageIds},
    catalog::Catalog,
    log::LogWriter,
    profiles::Store,
    runtime::{
        pictures::{Pictures, Ready, Renderer},
        storage::Storage,
    },
    session::{Effect, Input, Size, State},
    time::Clock,
    tui::{Theme, terminal::Capabilities},
};
pub use audience::Audience;
pub use board::Board;
use dispatcher::Dispatcher;
pub use dispatcher::Observer;
use event_loop::App;
use gallery::Gallery;
pub use projector::Projector;
use screen::Screen;
pub use studio::Studio;
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

impl TerminalSetup {
    /// How pictures are made, and what is behind transparent ones.
    fn look(&self) -> (Rendering, [u8; 3]) {
        (self.capabilities.rendering(), self.theme.page())
    }
}

/// Where a session is stored.
pub struct Stored {
    /// The session's segment of the log.
    pub writer: LogWriter,
    /// The store of the profiles.
    pub store: Store,
}

/// What the event loop needs besides the state.
pub struct Setup<'a> {
    /// Where the state is shown.
    pub terminal: TerminalSetup,
    /// Where what happens is stored; nowhere without it.
    pub stored: Option<Stored>,
    /// What the header says besides what the state has, if there is room.
    pub badge: Option<&'static str>,
    /// Sees what comes from outside. While somebody does, each input has its own frame.
    pub observer: Option<Box<dyn Observer + 'a>>,
}

/// Runs the interface until the person leaves it. `first` is told before anything else, at the
/// state's own moment.
///
/// # Errors
/// If the terminal cannot be used, or something could not be stored.
pub fn run(state: State, first: Vec<Input>, setup: Setup<'_>) -> io::Result<()> {
    let (sender, arrivals) = channel();
    let storage = match setup.stored {
        Some(Stored { writer, store }) => {
            let sender = sender.clone();
            let answer = move |input| drop(sender.send(Arrival::Input(input)));
            Some(Storage::start(writer, store, answer)?)
        }
        None => None,
    };
    let perform = |effect: Effect| {
        if let Some(storage) = &storage {
            storage.perform(effect);
        }
    };
    let look = setup.terminal.look();
    let salt = std::process::id();
    let (pictures, renderer) = open_pictures(state.catalog.clone(), look, salt, &sender)?;
    let gallery = Gallery::new(pictures, renderer);
    let mut dispatcher = Dispatcher::new(state, Box::new(perform), setup.observer);
    let inbox = Inbox { sender, arrivals };
    let shown = show(
        &mut dispatcher,
        first,
        (setup.terminal, setup.badge),
        gallery,
        &inbox,
    );
    // However the terminal went, the session ends in the log.
    dispatcher.tell(dispatcher.state().now, Input::Terminate);
    drop(dispatcher);
    let stored = storage.map_or(Ok(()), Storage::finish);
    shown.and(stored.map_err(|trouble| io::Error::other(trouble.to_string())))
}

/// What makes the pictures of a catalog for a terminal; they are announced to `sender`. No two that
/// use the terminal one after the other may share `salt`.
fn open_pictures(
    catalog: Arc<Catalog>,
    (rendering, ground): (Rendering, [u8; 3]),
    salt: u32,
    sender: &Sender<Arrival>,
) -> io::Result<(Pictures, Arc<Renderer>)> {
    let renderer = Renderer::new(catalog, rendering, ImageIds::salted(salt));
    let renderer = Arc::new(renderer.over(ground));
    let (ready, render) = (sender.clone(), Arc::clone(&renderer));
    let pictures = Pictures::start(
        move |key| render.render(key),
        move |picture| drop(ready.send(Arrival::Picture(Box::new(picture)))),
    )?;
    Ok((pictures, renderer))
}

/// Where everything arrives that the event loop waits for.
struct Inbox {
    sender: Sender<Arrival>,
    arrivals: Receiver<Arrival>,
}

/// Takes a terminal with these capabilities.
fn open_screen(capabilities: &Capabilities) -> io::Result<Screen> {
    let paints = capabilities.protocol.is_painted();
    let environment = &capabilities.evidence.environment;
    // A multiplexer moves pictures outside of the region too, or drops them.
    let can_scroll = environment.scrolls() && !(paints && environment.is_inside());
    Screen::open(capabilities.protocol, can_scroll, capabilities.synchronized)
}

/// Takes the terminal, shows the state on it until the person leaves, and gives it back.
fn show(
    dispatcher: &mut Dispatcher<'_>,
    first: Vec<Input>,
    (setup, badge): (TerminalSetup, Option<&'static str>),
    gallery: Gallery,
    inbox: &Inbox,
) -> io::Result<()> {
    watch_signals(inbox.sender.clone())?;
    let screen = open_screen(&setup.capabilities)?;
    watch_terminal(inbox.sender.clone())?;
    let is_calm = dispatcher.state().settings.reduced_motion || dispatcher.is_observed();
    let mut app = App::new(screen, setup, gallery, is_calm).with_badge(badge);
    let shown = app.run(dispatcher, first, &inbox.arrivals);
    shown.and(app.clear_terminal())
}

/// The size of the terminal of this process; 80×24 if it cannot be told.
#[must_use]
pub fn terminal_size() -> Size {
    let (columns, rows) = crossterm::terminal::size().unwrap_or((80, 24));
    Size { columns, rows }
}

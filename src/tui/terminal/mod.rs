//! What the terminal can do: found out by asking it once, before the first frame.

mod environment;
mod keys;
mod late;
mod probe;
mod replies;
mod verdict;

use std::time::Duration;

use crossterm::event::KeyEvent;

pub use environment::Environment;
pub use late::LateAnswers;
pub use probe::Window;
pub use replies::Replies;

use crate::{
    artwork::{ColourDepth, Protocol, Rendering, Transfer},
    text::Text,
};
use probe::Tty;

/// How long answers are waited for; a terminal at this machine takes a few milliseconds.
const PATIENCE: Duration = Duration::from_millis(250);
/// The same over a network, or where the terminal is known to answer: it may just be starting.
const LONG_PATIENCE: Duration = Duration::from_millis(1000);

/// What the terminal can do, and how that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capabilities {
    /// How pictures are shown.
    pub protocol: Protocol,
    /// How many colours there are.
    pub colours: ColourDepth,
    /// Width and height of a cell in pixels, each at least 1.
    pub cell: (u16, u16),
    /// The background colour, if the terminal told it.
    pub background: Option<[u8; 3]>,
    /// Whether a frame between `CSI ? 2026 h` and `CSI ? 2026 l` is shown at once.
    pub synchronized: bool,
    /// What was asked and what was answered, in order.
    pub report: Vec<Finding>,
    /// Keys that were typed while the terminal was asked; they come before all others.
    pub typed: Vec<KeyEvent>,
    /// Tells answers that are still to come from keys: each key event must pass it.
    pub late: LateAnswers,
}

/// One line of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was to be found out.
    pub subject: &'static str,
    /// What was found.
    pub answer: Text,
}

impl Capabilities {
    /// Asks the terminal of this process, for a quarter of a second at most (a second over SSH,
    /// or where it is known to answer).
    /// It need not be in raw mode, and must not be read by anybody else meanwhile.
    ///
    /// `chosen` is the protocol that the user wants in place of the best one. Without a terminal
    /// the environment alone decides.
    #[must_use]
    pub fn detect(chosen: Option<Protocol>) -> Self {
        let environment = Environment::of_process();
        let patience = if environment.remote || environment.answers() {
            LONG_PATIENCE
        } else {
            PATIENCE
        };
        let mut window = Window::default();
        let mut answer = None;
        if let Ok(tty) = Tty::open() {
            if environment.may_be_asked() {
                answer = tty.ask(patience).ok();
            }
            // Last, because a window that has just been opened may still be changing.
            window = tty.window();
        }
        let (replies, typed) = Replies::parse(answer.as_deref().unwrap_or_default());
        let mut capabilities = Self::judge(&replies, &environment, window, chosen);
        capabilities.typed = typed;
        if answer.is_some() && replies.attributes.is_none() {
            capabilities.late = LateAnswers::expected();
        }
        capabilities
    }

    /// What follows from the terminal's replies, the environment and the window's size.
    #[must_use]
    pub fn judge(
        replies: &Replies,
        environment: &Environment,
        window: Window,
        chosen: Option<Protocol>,
    ) -> Self {
        let colours = verdict::colours(replies, environment);
        let best = verdict::protocol(replies, environment, colours);
        let cell = verdict::cell(replies, window);
        let protocol = chosen.unwrap_or(best);
        Self {
            protocol,
            colours,
            cell,
            background: replies.background,
            synchronized: replies.synchronized == Some(true),
            report: verdict::report(replies, environment, window, (best, chosen), colours, cell),
            typed: Vec::new(),
            late: LateAnswers::default(),
        }
    }

    /// Plain text on a terminal that answered nothing: for tests and for output to files.
    #[must_use]
    pub fn plain() -> Self {
        let environment = Environment {
            term: "dumb".to_owned(),
            ..Environment::default()
        };
        Self::judge(&Replies::default(), &environment, Window::default(), None)
    }

    /// What pictures are encoded for.
    #[must_use]
    pub fn rendering(&self) -> Rendering {
        Rendering {
            protocol: self.protocol,
            depth: self.colours,
            cell: self.cell,
            transfer: Transfer::Direct,
            previews: false,
        }
    }
}

//! What the terminal can do: found out by asking it once, before the first frame.

mod brands;
mod cell;
mod environment;
mod keys;
mod late;
mod link;
mod probe;
mod replies;
mod report;
#[cfg(test)]
mod tests;
mod tmux;
mod verdict;

use std::time::Duration;

use crossterm::event::KeyEvent;

pub use environment::Environment;
pub use late::LateAnswers;
pub use link::Link;
pub use probe::Window;
pub use replies::Replies;
pub use report::{Finding, Means};
pub use tmux::Tmux;

use crate::{
    artwork::{
        ColourDepth, Protocol, Rendering, Transfer,
        kitty::{Probe, shared_memory_probe},
    },
    text::Text,
    tui::wrap::wrap,
};
use probe::Tty;
use replies::GRAPHICS_QUESTION;

/// How long answers are waited for; a terminal at this machine takes a few milliseconds.
const PATIENCE: Duration = Duration::from_millis(250);
/// The same over a network, or where the terminal is known to answer: it may just be starting.
const LONG_PATIENCE: Duration = Duration::from_millis(1000);

/// How many answers come as strings besides those about graphics: name and version, background.
const STRINGS: u8 = 2;

/// Whether the terminal was asked, and whether it answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Contact {
    /// There is no terminal.
    #[default]
    None,
    /// It was not asked, because it is known to print questions, or to know nothing.
    Spared,
    /// The last question, which every terminal answers, was not answered in time.
    Silent,
    /// All answers came, and took so long.
    Answered(Duration),
}

/// What is known of the terminal; all that it is judged by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evidence {
    /// Whether it was asked.
    pub contact: Contact,
    /// What it answered.
    pub replies: Replies,
    /// What variables say.
    pub environment: Environment,
    /// The size that the system knows.
    pub window: Window,
    /// What tmux said, inside it.
    pub tmux: Option<Tmux>,
    /// The question whether it can read shared memory, if that was asked.
    pub offered_memory: Option<Text>,
}

/// What the terminal can do, and how that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capabilities {
    /// How pictures are shown.
    pub protocol: Protocol,
    /// Why they are shown so, in one sentence.
    pub why: Text,
    /// How many colours there are.
    pub colours: ColourDepth,
    /// Width and height of a cell in pixels, each at least 1.
    pub cell: (u16, u16),
    /// The background colour, if the terminal told it.
    pub background: Option<[u8; 3]>,
    /// Whether a frame between `CSI ? 2026 h` and `CSI ? 2026 l` is shown at once.
    pub synchronized: bool,
    /// How a kitty terminal is handed pixels.
    pub transfer: Transfer,
    /// How fast output reaches the terminal.
    pub link: Link,
    /// What this follows from.
    pub evidence: Evidence,
    /// Keys that were typed while the terminal was asked; they come before all others.
    pub typed: Vec<KeyEvent>,
    /// Tells answers that are still to come from keys: each key event must pass it.
    pub late: LateAnswers,
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
        let asked = environment.tmux.then(tmux::Asked::start);
        let mut evidence = Evidence::default();
        let (mut typed, mut late) = (Vec::new(), LateAnswers::default());
        if let Ok(tty) = Tty::open() {
            evidence.contact = Contact::Spared;
            if environment.may_be_asked() {
                // What it holds is there until the answer has come.
                let memory = shared_memory(&environment);
                let (graphics, strings) = graphics(&environment, memory.as_ref());
                let answer = tty
                    .ask(&graphics, patience(&environment))
                    .unwrap_or_default();
                evidence.contact = answer.took.map_or(Contact::Silent, Contact::Answered);
                evidence.offered_memory = memory.map(|memory| Text::new(&escape(memory.query())));
                (evidence.replies, typed) = Replies::parse(&answer.bytes);
                if answer.took.is_none() {
                    late = LateAnswers::expected(STRINGS + strings);
                }
            }
            // Last, because a window that has just been opened may still be changing.
            evidence.window = tty.window();
        }
        evidence.tmux = asked.and_then(Result::ok).and_then(tmux::Asked::answer);
        evidence.environment = environment;
        Self {
            typed,
            late,
            ..Self::judge(evidence, chosen)
        }
    }

    /// What follows from `evidence`, if the user wants the protocol `chosen`, or the best one.
    #[must_use]
    pub fn judge(evidence: Evidence, chosen: Option<Protocol>) -> Self {
        let colours = verdict::colours(&evidence);
        let best = verdict::best(&evidence, colours);
        let (protocol, why) = match chosen {
            Some(chosen) if chosen == best.protocol => (
                chosen,
                format!("as chosen, and the best known: {}", best.why),
            ),
            Some(chosen) => {
                let why = format!(
                    "as chosen; the best known is {best}: {}",
                    best.why,
                    best = best.protocol
                );
                (chosen, why)
            }
            None => (best.protocol, best.why),
        };
        Self {
            protocol,
            why: Text::new(&why),
            colours,
            cell: cell::cell(&evidence.replies, evidence.window).0,
            background: evidence.replies.background,
            synchronized: evidence.replies.synchronized == Some(true),
            transfer: verdict::transfer(&evidence),
            link: evidence.environment.link(),
            evidence,
            typed: Vec::new(),
            late: LateAnswers::default(),
        }
    }

    /// The same with the link that the user has chosen, if there is one.
    #[must_use]
    pub fn with_link(self, chosen: Option<Link>) -> Self {
        Self {
            link: chosen.unwrap_or(self.link),
            ..self
        }
    }

    /// Plain text on a terminal that answered nothing: for tests and for output to files.
    #[must_use]
    pub fn plain() -> Self {
        let mut evidence = Evidence::default();
        "dumb".clone_into(&mut evidence.environment.term);
        Self::judge(evidence, None)
    }

    /// What pictures are encoded for.
    #[must_use]
    pub fn rendering(&self) -> Rendering {
        Rendering {
            protocol: self.protocol,
            depth: self.colours,
            cell: self.cell,
            transfer: self.transfer,
            previews: self.link == Link::Slow && self.protocol.has_pixels(),
        }
    }

    /// Takes over the size of a cell after the window was resized, which another size of letters
    /// does too; that size if it is another.
    ///
    /// It asks the system alone, so it can be called while somebody else reads the terminal.
    pub fn cell_after_resize(&mut self) -> Option<(u16, u16)> {
        let window = Tty::open().ok()?.window();
        let cell = cell::after_resize(self.cell, self.evidence.window, window)?;
        self.evidence.window = window;
        self.cell = cell;
        Some(cell)
    }

    /// Why pictures are shown as they are, in lines of at most `columns`.
    #[must_use]
    pub fn why_in(&self, columns: u16) -> Vec<String> {
        wrap(self.why.as_str(), columns, usize::MAX)
    }

    /// Every question that was asked, of the terminal, the environment, the system and tmux, with
    /// its answer.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        report::findings(&self.evidence)
    }
}

/// What a terminal at this machine is asked to read.
fn shared_memory(environment: &Environment) -> Option<Probe> {
    let may = environment.may_be_asked_for_graphics() && !environment.remote;
    may.then(|| shared_memory_probe(std::process::id()).ok())?
}

/// The questions about graphics, and how many there are.
fn graphics(environment: &Environment, memory: Option<&Probe>) -> (Vec<u8>, u8) {
    if !environment.may_be_asked_for_graphics() {
        return (Vec::new(), 0);
    }
    let query = GRAPHICS_QUESTION.1.as_bytes();
    match memory {
        Some(memory) => ([query, memory.query()].concat(), 2),
        None => (query.to_vec(), 1),
    }
}

/// `sequence` with `ESC` for the escape character.
fn escape(sequence: &[u8]) -> String {
    String::from_utf8_lossy(sequence).replace('\x1b', "ESC ")
}

fn patience(environment: &Environment) -> Duration {
    if environment.remote || environment.answers() {
        LONG_PATIENCE
    } else {
        PATIENCE
    }
}

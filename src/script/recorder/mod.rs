//! Writes down what a person does, as a script that does the same again to the millisecond.

mod header;
mod words;

use std::io::{self, Write};

pub use header::{Unsayable, header};

use super::{
    player::PACE,
    rules::statement,
    token::{self, quoted},
    value::{duration, written_duration},
    variables::is_variable_in,
};
use crate::{
    session::{Effect, Layer, Message, Mode, State},
    time::Timestamp,
    tui::app::Observer,
};
use words::Begun;

/// What a log holds at the end of a recording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tallied {
    /// Artwork shown.
    pub impressions: u64,
    /// Impressions that led to a play.
    pub plays: u64,
    /// Whether every logged propensity follows from the log.
    pub verifies: bool,
}

/// Writes a script, each line as soon as what it says has happened.
#[derive(Debug)]
pub struct Recorder<W> {
    out: W,
    /// The moment of the action before.
    last: Timestamp,
    begun: Option<Begun>,
    actions: u32,
    /// Why nothing is written any more.
    trouble: Option<io::Error>,
}

impl<W: Write> Recorder<W> {
    /// Begins a script with `header`; the session's first moment is `clock`.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn begin(mut out: W, header: &str, clock: Timestamp) -> io::Result<Self> {
        out.write_all(header.as_bytes())?;
        out.flush()?;
        Ok(Self {
            out,
            last: clock,
            begun: None,
            actions: 0,
            trouble: None,
        })
    }

    /// Ends the script with what the log holds; gives how many actions were recorded.
    ///
    /// # Errors
    /// If not all could be written.
    pub fn conclude(mut self, tallied: Tallied) -> io::Result<u32> {
        let Tallied {
            impressions,
            plays,
            verifies,
        } = tallied;
        self.line("");
        self.line(&format!("Expect log impressions = {impressions}"));
        self.line(&format!("Expect log plays = {plays}"));
        if verifies {
            self.line("Expect log verifies");
        }
        self.trouble.map_or(Ok(self.actions), Err)
    }

    fn line(&mut self, line: &str) {
        if self.trouble.is_some() {
            return;
        }
        let written = writeln!(self.out, "{line}").and_then(|()| self.out.flush());
        self.trouble = written.err();
    }

    /// Writes an action, which happened `at` this moment.
    fn action(&mut self, words: &str, at: Timestamp) {
        let delay = at.since(self.last);
        self.last = at;
        let delay = match delay {
            PACE => String::new(),
            other => format!("@{} ", written_duration(other)),
        };
        let line = format!("{delay}{words}");
        if self.actions == 0 {
            self.line("");
        }
        self.actions += 1;
        if is_readable(&line) {
            self.line(&line);
        } else {
            // Nothing that a terminal sends leads here.
            self.line(&format!("# Not recorded: {words:?}"));
        }
    }

    /// Writes an expectation, if a script can say it.
    fn expect(&mut self, words: &str) {
        if is_readable(words) {
            self.line(words);
        }
    }

    /// What the profile that watches now sees first.
    fn expect_profile(&mut self, state: &State) {
        let Some(browse) = &state.browse else { return };
        if let Some(name) = words::profile(state, &browse.profile) {
            self.expect(&format!("Expect profile is {name}"));
        }
        if let Some(row) = browse.page.rows.first() {
            let heading = quoted(&row.heading.label(&state.catalog));
            self.expect(&format!("Expect row 1 is {heading}"));
        }
    }

    /// Which title is open, and with which picture.
    fn expect_title(&mut self, state: &State) {
        let Some(Layer::Detail(detail)) = state.layers.last() else {
            return;
        };
        let Some(name) = words::title(state, detail.title) else {
            return;
        };
        self.expect(&format!("Expect focus is {name}"));
        if let Some(decision) = state.decision(detail.title, detail.canvas) {
            let artwork = &state.catalog[detail.title].artwork[decision.artwork()].id;
            let artwork = quoted(artwork.as_str());
            self.expect(&format!("Expect artwork of {name} is {artwork}"));
        }
    }
}

impl<W: Write> Observer for Recorder<W> {
    fn before(&mut self, state: &State, message: &Message) {
        self.begun = Some(Begun::new(state, message));
    }

    fn after(&mut self, state: &State, _effects: &[Effect]) {
        let Some(begun) = self.begun.take() else {
            return;
        };
        let words = begun.words(state);
        self.action(&words, begun.at());
        if words.starts_with("Profile ") || words.starts_with("SwitchProfile ") {
            self.expect_profile(state);
        }
        if words == "Open" && state.mode() == Mode::Detail {
            self.expect_title(state);
        }
    }
}

/// Whether a script can hold the line and means by it what it says.
fn is_readable(line: &str) -> bool {
    let Ok(line) = token::line(1, line) else {
        return false;
    };
    let is_delay = line.delay.iter().all(|delay| duration(&delay.text).is_ok());
    is_delay && !line.tokens.iter().any(is_variable_in) && statement(&line).is_ok()
}

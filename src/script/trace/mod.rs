//! Traces: what a script did, as one page to step through that needs nothing but a browser.

mod html;
mod index;
mod page;
mod screen;
mod steps;

use std::collections::VecDeque;

pub use index::{Entry, index};

use super::player::{Report, Scene, Witness};
use crate::{
    log::Event,
    script::Script,
    text::excerpt,
    time::{Clock, Timestamp},
};
use screen::{Screen, Screens};

/// The most steps of a page; of a longer script it has the last ones.
const MOST_STEPS: usize = 2_000;

/// The most events that are told of one step.
const MOST_EVENTS: usize = 200;

/// Columns of the longest sentence.
const SENTENCE: usize = 600;

/// Remembers the steps of a script.
pub struct Trace {
    clock: Clock,
    /// When the step before had been taken.
    last: Timestamp,
    steps: VecDeque<Step>,
    /// How many steps there were.
    seen: u32,
    screens: Screens,
}

/// A step as it was; all its texts are neutral.
struct Step {
    /// From 1; turns of loops are no steps here.
    number: u32,
    /// The file of the line.
    file: String,
    /// The number of the line, from 1.
    line: usize,
    /// What the line says.
    said: String,
    at: Timestamp,
    /// How long it took, in milliseconds, on the machine that played it.
    milliseconds: i64,
    caption: Option<String>,
    events: Vec<Told>,
    /// How many more events there were.
    more: usize,
    screen: Screen,
    /// What was found, if something was expected and is so.
    found: Option<String>,
    /// Why the script ended with it.
    end: Option<String>,
}

/// An event in words.
struct Told {
    at: Timestamp,
    kind: &'static str,
    detail: String,
}

impl Trace {
    /// Remembers nothing yet; `clock` measures what steps take.
    #[must_use]
    pub fn new(clock: Clock) -> Self {
        Self {
            last: clock.now(),
            clock,
            steps: VecDeque::new(),
            seen: 0,
            screens: Screens::default(),
        }
    }

    /// The page, in HTML: `name` is what the script is called, `report` what became of it.
    #[must_use]
    pub fn page(&self, name: &str, script: Option<&Script>, report: &Report) -> String {
        page::page(self, name, script, report)
    }

    /// The line for it in the list of all pages: `page` is its file, beside the list.
    #[must_use]
    pub fn entry(&self, name: &str, page: &str, report: &Report, milliseconds: i64) -> Entry {
        Entry::new(name, page, report, (self.seen, milliseconds))
    }
}

impl Witness for Trace {
    fn see(&mut self, scene: &Scene<'_>) {
        let milliseconds = self.clock.now().since(self.last);
        self.seen += 1;
        let events = scene.events.iter().take(MOST_EVENTS);
        let step = Step {
            number: self.seen,
            file: scene.line.source.name.to_string(),
            line: scene.line.line.number,
            said: excerpt(scene.said, SENTENCE),
            at: scene.at,
            milliseconds,
            caption: scene.caption.map(|it| excerpt(it, SENTENCE)),
            events: events.map(Told::of).collect(),
            more: scene.events.len().saturating_sub(MOST_EVENTS),
            screen: self.screens.add(scene.screen, scene.theme),
            found: scene.found.map(|found| excerpt(found, SENTENCE)),
            end: scene.halt.map(|halt| excerpt(&halt.to_string(), SENTENCE)),
        };
        if self.steps.len() == MOST_STEPS {
            self.steps.pop_front();
            self.screens.tidy();
        }
        self.steps.push_back(step);
        // What remembering takes is not the time of the next step.
        self.last = self.clock.now();
    }
}

impl Told {
    fn of((at, event): &(Timestamp, Event)) -> Self {
        let (kind, detail) = event.told();
        Self {
            at: *at,
            kind,
            detail: excerpt(&detail, SENTENCE),
        }
    }
}

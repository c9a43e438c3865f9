//! Plays scripts: the same session, keymap and drawing that a person has, with a clock that only
//! goes on when a line says so.

mod acting;
pub mod data;
mod expecting;
mod failure;
mod films;
mod monkey;
mod people;
mod pointing;
mod report;
mod snapshot;
mod stage;
mod world;

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

pub use failure::{Evidence, Failure, Halt, Unmet};
pub use pointing::cell_of;
pub use report::{End, Report};
pub use snapshot::{Difference, Snapshots, differences};
pub use stage::Shelf;
pub use world::{PACE, World};

use super::{
    Located, Node, Problem, Script,
    place::{self, below, picture},
    statement::{Action, Setting, Statement, Structure, Values},
    token::Fault,
    value,
    variables::Variables,
};
use crate::{
    catalog::{Title, TitleIndex},
    log::Event,
    runtime::files,
    session::State,
    text::Text,
    time::Timestamp,
    tui::{Theme, app::Audience, capture::Capture},
};
use stage::Stage;

/// The most steps of one script.
const MOST_STEPS: u32 = 100_000;

/// What is the same for all scripts of a run.
#[derive(Debug, Default)]
pub struct Conditions {
    /// Settings that stand in the place of those that a script has.
    pub overrides: Vec<Setting>,
    /// Whether differing and missing snapshots are stored.
    pub update: bool,
    /// Becomes true when nothing more is to be played.
    pub stop: Arc<AtomicBool>,
}

/// What is only for one play of a script.
#[derive(Default)]
pub struct Guests<'w> {
    /// The folder that the profiles and the log are kept in; otherwise they are thrown away.
    pub keep: Option<PathBuf>,
    /// The folder that screenshots go to, if not to that of the script.
    pub out: Option<PathBuf>,
    /// Who sees each step.
    pub witness: Option<&'w mut dyn Witness>,
    /// Who watches the session in real time.
    pub audience: Option<Box<dyn Audience>>,
}

/// A step that was taken, or failed.
pub struct Scene<'s> {
    /// From 1.
    pub number: u32,
    /// The line.
    pub line: &'s Located,
    /// What it says, with values in the place of names.
    pub said: &'s str,
    /// The session's own time.
    pub at: Timestamp,
    /// What is said to those who watch.
    pub caption: Option<&'s str>,
    /// The screen after it, with pictures.
    pub screen: &'s Capture,
    /// The colours.
    pub theme: &'s Theme,
    /// What is known after it.
    pub state: &'s State,
    /// What was logged.
    pub events: &'s [(Timestamp, Event)],
    /// What was found, if something was expected and is so.
    pub found: Option<&'s str>,
    /// Why the script ends here, if it does.
    pub halt: Option<&'s Halt>,
}

/// Sees each step of a script.
pub trait Witness {
    /// A step was taken.
    fn see(&mut self, scene: &Scene<'_>);
}

/// Plays `script`.
#[must_use]
pub fn play<'p>(
    script: &Script,
    conditions: &Conditions,
    shelf: &Shelf,
    guests: Guests<'p>,
) -> Report {
    let folder = place::folder(&script.source.path);
    let snapshots = Snapshots::new(&script.source.path, conditions.update);
    let mut report = Report::ended(End::Passed);
    let stage = World::of(script, &conditions.overrides)
        .map_err(Halt::Input)
        .and_then(|world| Stage::open(world, shelf, guests.keep, guests.witness.is_some()));
    let stage = match stage {
        Ok(stage) => stage,
        Err(halt) => {
            report.end = before(script, halt);
            return report;
        }
    };
    let mut player = Player {
        stage,
        out: guests.out.unwrap_or_else(|| folder.to_owned()),
        stop: conditions.stop.clone(),
        snapshots,
        names: Variables::default(),
        steps: 0,
        deeds: 0,
        expectations: 0,
        caption: None,
        witness: guests.witness,
    };
    if let Some(audience) = guests.audience {
        player.stage.invite(audience);
    }
    report.end = match player.nodes(&script.body) {
        Ok(()) => match player.finish() {
            Ok(()) => End::Passed,
            Err(halt) => before(script, halt),
        },
        Err(end) => end,
    };
    report.steps = player.steps;
    report.expectations = player.expectations;
    (report.snapshots, report.updated) = player.snapshots.into_parts();
    report
}

/// How a script ends that cannot begin, or whose data cannot be stored in the end.
fn before(script: &Script, halt: Halt) -> End {
    let is_file = |setting: &Setting| matches!(setting, Setting::Catalog(_) | Setting::Data(_));
    let mut settings = script.settings.iter().rev();
    let line = settings.find(|(setting, _)| is_file(setting));
    match (halt, line) {
        (Halt::Storage(message), _) => End::Broken(message),
        (halt, Some((_, line))) => End::Wrong(vec![line.problem(&whole(line, &halt.to_string()))]),
        (halt, None) => {
            let fault = Fault::new(0..0, &halt.to_string(), "");
            End::Wrong(vec![Problem::of_line(&script.source, 1, &fault)])
        }
    }
}

/// A fault of the whole line.
fn whole(line: &Located, message: &str) -> Fault {
    let tokens = &line.line.tokens;
    let span = tokens.first().zip(tokens.last());
    let span = span.map_or(0..0, |(first, last)| first.span.start..last.span.end);
    Fault::new(span, message, "")
}

struct Player<'p> {
    stage: Stage,
    /// The folder that screenshots go to.
    out: PathBuf,
    stop: Arc<AtomicBool>,
    snapshots: Snapshots,
    names: Variables,
    steps: u32,
    /// Steps, and what they do more than once.
    deeds: u32,
    expectations: u32,
    caption: Option<Text>,
    witness: Option<&'p mut dyn Witness>,
}

impl Player<'_> {
    fn nodes(&mut self, nodes: &[Node]) -> Result<(), End> {
        for node in nodes {
            match node {
                Node::Step(line) => self.step(line)?,
                Node::Let(line, name) => {
                    if let Statement::Structure(Structure::Let(_, value)) = self.filled(line)? {
                        self.names.set(name, &value);
                    }
                }
                Node::Repeat(line, body) => {
                    if let Statement::Structure(Structure::Repeat(count)) = self.filled(line)? {
                        for _ in 0..count {
                            self.count(line)?;
                            self.nodes(body)?;
                        }
                    }
                }
                Node::ForEach(line, name, _, body) => self.each(line, name, body)?,
            }
        }
        Ok(())
    }

    /// Plays `body` for each value of a loop, and gives its name back the value from before.
    fn each(&mut self, line: &Located, name: &str, body: &[Node]) -> Result<(), End> {
        let Statement::Structure(Structure::ForEach(_, values)) = self.filled(line)? else {
            return Ok(());
        };
        let outer = self.names.get(name).map(str::to_owned);
        for value in self.values(values) {
            self.count(line)?;
            self.names.set(name, &value);
            self.nodes(body)?;
        }
        match outer {
            Some(outer) => self.names.set(name, &outer),
            None => self.names.remove(name),
        }
        Ok(())
    }

    /// Counts a step, or a turn of a loop.
    fn count(&mut self, line: &Located) -> Result<(), End> {
        self.steps += 1;
        self.charge().map_err(|halt| self.end(line, halt))
    }

    /// Counts something that is done.
    fn charge(&mut self) -> Result<(), Halt> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(Halt::Stopped);
        }
        self.deeds += 1;
        if self.deeds > MOST_STEPS {
            let message = format!(
                "the script has more than {MOST_STEPS} steps: repeat fewer lines, or split it"
            );
            return Err(Halt::Input(message));
        }
        Ok(())
    }

    fn filled(&self, line: &Located) -> Result<Statement, End> {
        let filled = line.filled(&self.names);
        filled.map_err(|fault| End::Wrong(vec![line.problem(&fault)]))
    }

    fn values(&self, values: Values) -> Vec<String> {
        let state = self.stage.state();
        match values {
            Values::Listed(values) => values,
            Values::Profiles => {
                let all = state.profiles.as_slice().iter();
                all.map(|profile| profile.name.to_string()).collect()
            }
            Values::Titles => {
                let titles = (0..).map(TitleIndex).zip(state.catalog.titles());
                // Of two with one name, only the first is found by it.
                let word =
                    |(index, title): (TitleIndex, &Title)| match state.catalog.named(&title.name) {
                        Ok(found) if found == index => title.name.to_string(),
                        _ => title.id.to_string(),
                    };
                titles.map(word).collect()
            }
        }
    }

    fn step(&mut self, line: &Located) -> Result<(), End> {
        self.count(line)?;
        let statement = self.filled(line)?;
        if self.stage.is_watched() {
            let said = said(line, &self.names);
            let step = format!("{}  {said}", line.line.number);
            self.stage.headless().announce(&step);
        }
        let done = self.perform(line, statement);
        if let Some(witness) = &mut self.witness {
            let said = said(line, &self.names);
            let events = self.stage.take_events();
            let screen = self.stage.picture();
            witness.see(&Scene {
                number: self.steps,
                line,
                said: &said,
                at: self.stage.now(),
                caption: self.caption.as_deref(),
                screen: &screen,
                theme: self.stage.theme(),
                state: self.stage.state(),
                events: &events,
                found: done.as_ref().ok().and_then(Option::as_deref),
                halt: done.as_ref().err(),
            });
        }
        done.map(drop).map_err(|halt| self.end(line, halt))
    }

    /// Does what a line says; gives what was found, if it expects something.
    fn perform(&mut self, line: &Located, statement: Statement) -> Result<Option<String>, Halt> {
        let delay = line.line.delay.as_ref();
        let delay = delay.map(|delay| value::duration(&delay.text));
        let delay = delay.transpose().map_err(Halt::Input)?;
        // Others wait themselves, also between the times of what is done often.
        let waits =
            matches!(&statement, Statement::Act(action) if !matches!(action, Action::Advance(_)));
        if let Some(delay) = delay.filter(|_| !waits) {
            self.stage.headless().advance(delay);
        }
        let mut found = None;
        match statement {
            Statement::Act(action) => {
                self.act(action, delay.unwrap_or(self.stage.world.pace))?;
                self.stage.check_storage()?;
            }
            Statement::Expect(expectation) => {
                self.expectations += 1;
                found = Some(self.expect(&expectation)?);
            }
            Statement::Screenshot(file) => self.screenshot(&file)?,
            Statement::Say(text) => {
                self.caption = text.map(|text| Text::new(&text));
                let caption = self.caption.clone();
                self.stage.headless().caption(caption);
            }
            // The first stand outside of the body, the others are no steps.
            Statement::Set(_) | Statement::Structure(_) => {}
        }
        self.stage.check_audience()?;
        Ok(found)
    }

    fn screenshot(&mut self, file: &str) -> Result<(), Halt> {
        let format = picture(file).map_err(Halt::Input)?;
        let path = below(&self.out, file).map_err(Halt::Input)?;
        let bytes = self.stage.encoded(format)?;
        Ok(files::store_below(&self.out, &path, &bytes)?)
    }

    /// Ends the program, if the script has not.
    fn finish(&mut self) -> Result<(), Halt> {
        self.stage.headless().caption(None);
        self.stage.quit()?;
        self.stage.headless().dismiss()?;
        Ok(())
    }

    fn end(&mut self, line: &Located, halt: Halt) -> End {
        match halt {
            Halt::Unmet(unmet) => End::Failed(Box::new(Failure {
                said: said(line, &self.names),
                screen: self.stage.screen().text(),
                line: line.clone(),
                unmet,
            })),
            Halt::Input(message) => End::Wrong(vec![line.problem(&whole(line, &message))]),
            Halt::Storage(message) => End::Broken(message),
            Halt::Stopped => End::Broken("stopped".to_owned()),
        }
    }
}

/// What a line says, with values in the place of names.
fn said(line: &Located, names: &Variables) -> String {
    let filled = names.fill(&line.line);
    let tokens = &filled.as_ref().unwrap_or(&line.line).tokens;
    let words: Vec<String> = tokens.iter().map(super::token::Token::written).collect();
    words.join(" ")
}

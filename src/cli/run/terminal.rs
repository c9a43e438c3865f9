//! `keyart run --terminal`: plays scripts where a person can watch them.

use std::{
    io::{self, Write},
    num::NonZeroUsize,
    sync::{Arc, Mutex, MutexGuard, PoisonError, atomic::Ordering},
};

use clap::Args;

use super::{RunOptions, Selection, Summary};
use crate::{
    cli::{
        Failure, Options,
        browse::{is_terminal, terminal},
    },
    script::player::{Conditions, End, Shelf},
    session::State,
    text::excerpt,
    time::Clock,
    tui::app::{Audience, Projector},
};

/// How scripts are played.
#[derive(Debug, Args)]
pub(super) struct Playing {
    /// How many scripts play at once; as many as there are processors without it.
    #[arg(long, short, value_name = "N")]
    pub(super) jobs: Option<NonZeroUsize>,
    /// Show them in this terminal, one after the other, until one does not pass; q stops.
    #[arg(long, conflicts_with_all = ["jobs", "list", "check", "trace"])]
    pub(super) terminal: bool,
    /// How many times as fast as a person, from 0.125 to 64.
    #[arg(long, value_name = "X", default_value_t = 1.0, value_parser = speed, requires = "terminal")]
    speed: f64,
}

/// # Errors
/// A sentence that says what was expected.
fn speed(word: &str) -> Result<f64, String> {
    let number = word.parse().ok();
    let speed = number.filter(|it| (0.125..=64.0).contains(it));
    speed.ok_or_else(|| "expected a number from 0.125 to 64".to_owned())
}

/// Columns of a line of a script.
const LINE: usize = 100;

/// What all scripts are shown by, and how it went.
struct Show {
    projector: Projector,
    /// The step that was made last.
    step: String,
    /// Whether the person has seen enough.
    is_left: bool,
}

/// A place in front of the projector, for one script.
struct Seat(Arc<Mutex<Show>>);

impl Seat {
    /// The projector is as good as it was, whoever failed while it was held.
    fn show(&self) -> MutexGuard<'_, Show> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Audience for Seat {
    fn watch(&mut self, state: &State, caption: Option<&str>, pause: i64) -> io::Result<bool> {
        let mut show = self.show();
        let stays = show.projector.watch(state, caption, pause)?;
        show.is_left |= !stays;
        Ok(stays)
    }

    fn announce(&mut self, step: &str) {
        let mut show = self.show();
        step.clone_into(&mut show.step);
        show.projector.announce(step);
    }
}

/// Plays the scripts until one does not pass or the person has seen enough, and then says how
/// they went.
///
/// # Errors
/// As [`super::run`]; [`Failure::Input`] without a terminal.
pub(super) fn run(
    arguments: &RunOptions,
    selection: &Selection,
    conditions: &Conditions,
    options: &Options,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    if !is_terminal() {
        let message = "--terminal: standard input and output are no terminal that could show it";
        return Err(Failure::Input(message.to_owned()));
    }
    let clock = Clock::start();
    let begun = clock.now();
    let (setup, _) = terminal(&options.configured()?, clock);
    let projector = Projector::open(setup, arguments.playing.speed)?;
    let seat = Seat(Arc::new(Mutex::new(Show {
        projector,
        step: String::new(),
        is_left: false,
    })));
    let shelf = Shelf::default();
    let mut played = Vec::new();
    for place in 0..selection.order.len() {
        let task = selection.task(place);
        let audience = Box::new(Seat(seat.0.clone()));
        let done = arguments.played(&task, conditions, &shelf, Some(audience), None)?;
        let is_good = matches!(done.report.end, End::Passed);
        played.push(done);
        if !is_good || seat.show().is_left {
            break;
        }
    }
    let (step, is_left) = {
        let show = seat.show();
        (show.step.clone(), show.is_left)
    };
    // Gives the terminal back.
    drop(seat);
    let mut summary = Summary {
        planned: selection.order.len(),
        milliseconds: clock.now().since(begun),
        ..Summary::default()
    };
    let mut reports = arguments.reports.begin(options, summary.planned, out)?;
    for done in &played {
        let is_passed = matches!(done.report.end, End::Passed);
        let is_unmet = matches!(done.report.end, End::Failed(_) | End::Wrong(_));
        if is_left && !is_passed && !is_unmet {
            let name = &done.task.entry.name;
            writeln!(out, "{name}: stopped at line {}", excerpt(&step, LINE))?;
            continue;
        }
        summary.add(&done.report.end);
        reports.tell(done, out)?;
    }
    reports.finish(selection, &summary, out)?;
    summary.verdict(is_left || conditions.stop.load(Ordering::Relaxed))
}

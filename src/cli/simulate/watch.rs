//! `keyart simulate --watch`: the run, live in the terminal.

use std::{
    io,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use crate::{
    cli::{
        Failure, Options,
        browse::{is_terminal, terminal},
    },
    experiment::Moments,
    runtime::simulation::{SimulationError, SimulationFolder},
    simulator::{Ending, Extent, Plan, Population, Run},
    text::{Text, counted},
    time::Clock,
    tui::{CellCurve, RunView, app::Board},
};

/// From one picture to the next.
const FRAME: Duration = Duration::from_millis(100);

/// Lives the population to its end, or until somebody who watches has it stopped.
///
/// # Errors
/// [`Failure::Input`] without a terminal; [`Failure::Storage`] if the terminal fails; the store's.
pub(super) fn run(
    population: &mut Population<'_, '_>,
    (run, plan): (&Run, &Plan),
    store: &SimulationFolder,
    stop: &AtomicBool,
    options: &Options,
) -> Result<Result<Ending, SimulationError>, Failure> {
    if !is_terminal() {
        let message = "--watch: standard input and output are no terminal that could show it";
        return Err(Failure::Input(message.to_owned()));
    }
    let clock = Clock::start();
    let begun = clock.now();
    let (setup, _) = terminal(&options.configured()?, clock);
    let failed = |error: io::Error| Failure::Storage(error.to_string());
    let mut board = Board::open(setup).map_err(failed)?;
    let (extent, view) = (
        Mutex::new(population.extent()),
        Mutex::new(beginning(run, plan)),
    );
    let shown = thread::scope(|scope| {
        let living = scope.spawn(|| {
            population.run_by_day(store, &|now| tell(&extent, now), stop, &mut |population| {
                add(&view, &population.take_fractions())
            })
        });
        let mut shown = Ok(());
        while !living.is_finished() && shown.is_ok() {
            let now = *extent.lock().unwrap_or_else(PoisonError::into_inner);
            let mut present = view.lock().unwrap_or_else(PoisonError::into_inner).clone();
            advance(&mut present, now, run.members);
            present.seconds = clock.now().since(begun) as f64 / 1000.0;
            shown = board.show(|scene| present.draw(scene));
            match board.wait(FRAME) {
                Ok(true) => {}
                Ok(false) => stop.store(true, Ordering::Relaxed),
                Err(error) => shown = Err(error),
            }
        }
        // Where nobody can look any more, nothing goes on unseen.
        if shown.is_err() {
            stop.store(true, Ordering::Relaxed);
        }
        let ended = living.join();
        shown.map(|()| ended)
    });
    // Gives the terminal back before anything is printed.
    drop(board);
    match shown.map_err(failed)? {
        Ok(ended) => Ok(ended),
        Err(_) => Err(Failure::Storage("the simulation failed".to_owned())),
    }
}

/// What there is before the first day.
fn beginning(run: &Run, plan: &Plan) -> RunView {
    let cells = plan.cells.iter().map(|cell| CellCurve {
        name: cell.name.clone(),
        ..CellCurve::default()
    });
    RunView {
        heading: format!(
            "simulate · {} · preset {} · seed {}",
            counted(run.members as usize, "member"),
            Text::new(&run.preset),
            run.seed
        ),
        days: run.days,
        cells: cells.collect(),
        ..RunView::default()
    }
}

/// Remembers how far it is; whoever comes while somebody looks has nothing newer to say.
fn tell(extent: &Mutex<Extent>, now: Extent) {
    if let Ok(mut extent) = extent.try_lock() {
        *extent = now;
    }
}

/// Adds a day to the curves.
fn add(view: &Mutex<RunView>, moments: &[Moments]) {
    let mut view = view.lock().unwrap_or_else(PoisonError::into_inner);
    for (cell, moments) in view.cells.iter_mut().zip(moments) {
        cell.members = moments.members();
        cell.days.push(super::fraction(moments));
    }
}

/// Says how far it is.
fn advance(view: &mut RunView, extent: Extent, members: u64) {
    view.day = (extent.days + 1).min(view.days);
    let of_day = extent.members as f64 / members.max(1) as f64;
    let days = f64::from(view.days.max(1));
    view.share = ((f64::from(extent.days) + of_day) / days).min(1.0);
    view.impressions = extent.impressions;
}

//! `keyart simulate`: a population that browses, and the log of it.

mod options;
mod progress;
mod watch;

use std::{
    io::Write,
    path::{Path, PathBuf},
    sync::{Arc, atomic::Ordering},
};

pub(super) use options::{SimulateOptions, parameters};

use self::progress::Progress;
use super::{
    Failure,
    columns::print_columns,
    options::{Options, open_catalog},
    run::stop_signal,
};
use crate::{
    experiment::{Mean, Moments, distributions::normal_quantile},
    runtime::simulation::{self, SimulationError, SimulationFolder},
    seed::Seed,
    simulator::{Ending, Plan, Population, Run, World},
    text::{Text, counted},
    time::Clock,
};

impl From<SimulationError> for Failure {
    fn from(error: SimulationError) -> Self {
        if error.is_input() {
            Self::Input(error.to_string())
        } else {
            Self::Storage(error.to_string())
        }
    }
}

/// Simulates members and writes their log.
///
/// # Errors
/// [`Failure::Input`] for options that do not go together and folders that hold something else;
/// [`Failure::Storage`] if the log cannot be written, and [`Failure::Unmet`] if somebody stopped
/// it. What is complete stays in either case.
pub(super) fn run(
    arguments: &SimulateOptions,
    options: &Options,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let (catalog, _) = open_catalog(&options.configured()?)?;
    let run = arguments.run(options, &catalog)?;
    let plan = arguments.plan(&run)?;
    let folder = arguments.folder(options)?;
    if arguments.replace {
        simulation::delete(&folder)?;
    }
    let world = World::new(&catalog, &run.parameters, Seed(run.seed), run.days);
    let mut population = Population::new(&world, &plan);
    let stop = stop_signal()?;
    let store = SimulationFolder::begin(&folder, run.clone(), Arc::clone(&stop))?;
    let clock = Clock::start();
    let began = clock.now();
    let ended = if arguments.watch {
        watch::run(&mut population, (&run, &plan), &store, &stop, options)?
    } else {
        let progress = Progress::new(&run);
        let ended = population.run(&store, &|extent| progress.show(extent), &stop);
        progress.clear();
        ended
    };
    let seconds = clock.now().since(began) as f64 / 1000.0;
    match ended {
        Err(SimulationError::Stopped { .. }) | Ok(Ending::Stopped) => {
            debug_assert!(stop.load(Ordering::Relaxed));
            let days = counted(population.extent().days as usize, "day");
            Err(Failure::Unmet(format!(
                "stopped after {days}; all that is complete is in {}, and the same command goes on \
                 from there",
                Text::new(&folder.to_string_lossy())
            )))
        }
        Err(error) => Err(error.into()),
        Ok(Ending::Complete) => {
            let summary = Summary {
                folder: &folder,
                run: &run,
                plan: &plan,
                seconds,
            };
            summary.print(&population, arguments.json, out)
        }
    }
}

/// What is told in the end.
struct Summary<'s> {
    folder: &'s Path,
    run: &'s Run,
    plan: &'s Plan,
    seconds: f64,
}

impl Summary<'_> {
    fn print(
        &self,
        population: &Population<'_, '_>,
        as_json: bool,
        out: &mut dyn Write,
    ) -> Result<(), Failure> {
        let cells: Vec<(&str, Moments)> = self
            .plan
            .cells
            .iter()
            .map(|cell| cell.name.as_str())
            .zip(population.take_fractions())
            .collect();
        let impressions = population.extent().impressions;
        if as_json {
            let value = self.value(&cells, impressions);
            return Ok(writeln!(out, "{value:#}")?);
        }
        writeln!(
            out,
            "{} of {} in {} ({:.0} impressions a second), seed {}, preset {}\n",
            counted(impressions as usize, "impression"),
            counted(self.run.members as usize, "member"),
            counted(self.run.days as usize, "day"),
            impressions as f64 / self.seconds.max(1e-3),
            self.run.seed,
            Text::new(&self.run.preset),
        )?;
        let mut rows = vec![
            [
                "cell",
                "members",
                "impressions",
                "take fraction",
                "95 % interval",
            ]
            .map(str::to_owned)
            .to_vec(),
        ];
        rows.extend(cells.iter().map(|(name, moments)| row(name, moments)));
        print_columns(&rows, 1..4, out)?;
        let folder = Text::new(&self.folder.to_string_lossy());
        writeln!(
            out,
            "\nThe log is in {folder}. Next: `keyart report {folder}` compares the cells, and `keyart \
             evaluate --log {folder}` estimates them from one another's logs."
        )?;
        Ok(())
    }

    fn value(&self, cells: &[(&str, Moments)], impressions: u64) -> serde_json::Value {
        let cell = |(name, moments): &(&str, Moments)| {
            let fraction = fraction(moments);
            serde_json::json!({
                "cell": name,
                "members": moments.members(),
                "impressions": (moments.mean(1) * moments.members() as f64).round(),
                "take_fraction": fraction.map(|it| serde_json::json!({
                    "value": it.value, "low": it.low, "high": it.high, "level": 0.95,
                })),
            })
        };
        serde_json::json!({
            "folder": self.folder.to_string_lossy(),
            "seed": self.run.seed,
            "members": self.run.members,
            "days": self.run.days,
            "preset": self.run.preset,
            "impressions": impressions,
            "seconds": self.seconds,
            "cells": cells.iter().map(cell).collect::<Vec<_>>(),
        })
    }
}

fn fraction(moments: &Moments) -> Option<crate::experiment::Estimate> {
    let mean = Mean::of_ratio(moments, None).ok()?;
    Some(mean.within(normal_quantile(0.975)))
}

fn row(name: &str, moments: &Moments) -> Vec<String> {
    let members = moments.members();
    let impressions = (moments.mean(1) * members as f64).round();
    let (value, interval) = fraction(moments).map_or_else(
        || ("–".to_owned(), "too few members".to_owned()),
        |it| {
            let percent = |share: f64| format!("{:.2}", 100.0 * share);
            let interval = format!("{} to {} %", percent(it.low), percent(it.high));
            (format!("{} %", percent(it.value)), interval)
        },
    );
    vec![
        name.to_owned(),
        members.to_string(),
        impressions.to_string(),
        value,
        interval,
    ]
}

/// The folder of the simulation that is meant where none is named.
pub(super) fn usual_folder(options: &Options) -> Result<PathBuf, Failure> {
    Ok(options.data()?.join("simulation"))
}

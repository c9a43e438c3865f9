//! Logs that are read twice.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::progress::Progress;
use crate::{
    catalog::Catalog,
    cli::{
        Failure,
        evaluate::policies::catalog_of,
        options::{Options, open_catalog},
    },
    log::{
        self, LogError,
        table::{
            self, Column, Columns, SessionTables, Table, TableFolder, TableReader, part_files,
        },
    },
    report::{Gathering, GatheringError, Report, Simulated, Survey},
    runtime::simulation::{self, IMPRESSIONS, SimulationError},
    simulator::{Learning, Run},
    text::Text,
};

/// What a report needs of a row.
const COLUMNS: [Column; 15] = [
    Column::Cell,
    Column::Profile,
    Column::Session,
    Column::At,
    Column::Hour,
    Column::Device,
    Column::Policy,
    Column::Title,
    Column::Arms,
    Column::Chosen,
    Column::Outcome,
    Column::Fraction,
    Column::After,
    Column::Reward,
    Column::Weight,
];

/// What the log in `folder` shows.
pub(super) fn report(
    folder: &Path,
    baseline: Option<&str>,
    options: &Options,
) -> Result<Report, Failure> {
    if folder.exists() && !folder.is_dir() {
        return Err(Failure::Input(format!(
            "{}: it is no folder; name the folder of a simulation or of Parquet files",
            Text::new(&folder.to_string_lossy())
        )));
    }
    let run = match simulation::read(folder) {
        Ok(run) => Some(run),
        Err(missing @ SimulationError::Missing { .. }) => {
            if !has_tables(folder) {
                return Err(missing.into());
            }
            None
        }
        Err(error) => return Err(error.into()),
    };
    let within = folder.join(IMPRESSIONS);
    let rows = if within.is_dir() { &within } else { folder };
    let catalog = catalog(run.as_ref(), options)?;
    let order: Vec<String> = run
        .iter()
        .flat_map(|it| &it.cells)
        .map(|it| Text::new(&it.name).as_str().to_owned())
        .collect();
    let mut progress = Progress::new();
    let gathered = gather(rows, &order, baseline, &catalog, &mut progress);
    progress.clear();
    let name = folder.to_string_lossy();
    Ok(gathered?.report(&name, run.as_ref().map(simulated)))
}

/// What the interface's own log in `folder` shows.
pub(super) fn log_report(
    folder: &Path,
    baseline: Option<&str>,
    options: &Options,
) -> Result<Report, Failure> {
    let name = Text::new(&folder.to_string_lossy());
    if !folder.is_dir() {
        return Err(Failure::Input(format!("{name}: there is no log")));
    }
    let damaged = |error: LogError| Failure::Input(error.to_string());
    let found = log::read(folder).and_then(table::Survey::of);
    let names = Arc::new(found.map_err(damaged)?.names);
    let each = |take: &mut dyn FnMut(&Table)| -> Result<(), LogError> {
        let mut sessions = SessionTables::new(Arc::clone(&names));
        log::read(folder)?.try_for_each(|segment| {
            take(&sessions.take(segment?)?.0);
            Ok(())
        })
    };
    let mut survey = Survey::default();
    each(&mut |table| survey.take(table)).map_err(damaged)?;
    let catalog = catalog(None, options)?;
    let gathering = survey.begin(&[], baseline, &catalog);
    let mut gathering = gathering.map_err(|error| Failure::Input(format!("{name}: {error}")))?;
    each(&mut |table| gathering.take(table)).map_err(damaged)?;
    Ok(gathering.report(&folder.to_string_lossy(), None))
}

fn has_tables(folder: &Path) -> bool {
    folder.is_dir() && part_files(folder).is_ok_and(|files| !files.is_empty())
}

/// The catalog of the log: that of the simulation, or the one that is asked for.
fn catalog(run: Option<&Run>, options: &Options) -> Result<Catalog, Failure> {
    match run {
        None => Ok(open_catalog(&options.configured()?)?.0),
        Some(run) => catalog_of(run.catalog.file.as_deref(), &run.catalog.digest, options),
    }
}

fn gather(
    folder: &Path,
    order: &[String],
    baseline: Option<&str>,
    catalog: &Catalog,
    progress: &mut Progress,
) -> Result<Gathering, Failure> {
    let refused = |error: GatheringError| {
        Failure::Input(format!("{}: {error}", Text::new(&folder.to_string_lossy())))
    };
    let mut survey = Survey::default();
    each(folder, |table, _| {
        survey.take(table);
        progress.show(survey.rows());
    })?;
    progress.again(survey.rows());
    let mut gathering = survey.begin(order, baseline, catalog).map_err(refused)?;
    let mut rows = 0;
    let mut before = PathBuf::new();
    each(folder, |table, day| {
        if day != before {
            gathering.settle();
            day.clone_into(&mut before);
        }
        gathering.take(table);
        rows += table.len() as u64;
        progress.show(rows);
    })?;
    Ok(gathering)
}

/// Gives each table, with the folder of the day it is from.
fn each(folder: &Path, mut take: impl FnMut(&Table, &Path)) -> Result<(), Failure> {
    let mut tables = TableFolder::open(folder, Columns::of(&COLUMNS))?;
    let mut table = Table::default();
    while tables.read(&mut table)? {
        let file = tables.reader().map(TableReader::path);
        let day = file.and_then(|file| file.ancestors().find(|it| is_day(it)));
        take(&table, day.unwrap_or(Path::new("")));
    }
    Ok(())
}

fn is_day(path: &Path) -> bool {
    let name = path.file_name().map(|it| it.to_string_lossy());
    name.is_some_and(|it| it.starts_with("day="))
}

fn simulated(run: &Run) -> Simulated {
    let shown = |text: &str| Text::new(text).as_str().to_owned();
    Simulated {
        members: run.members,
        days: run.days,
        seed: run.seed,
        preset: shown(&run.preset),
        learning: match run.learning {
            Learning::Daily => "daily",
            Learning::Online => "online",
        }
        .to_owned(),
        cells: run.cells.iter().map(|it| shown(&it.name)).collect(),
    }
}

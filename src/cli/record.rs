//! `keyart record`: the interface, with somebody who writes down what is done.

mod places;

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

use clap::Args;

use super::{
    Failure, Options,
    browse::{BrowseOptions, Interface, is_terminal, settings},
    config::Config,
};
use crate::{
    log::{self, statistics::Statistics},
    runtime::{
        opening::{Opening, log_folder},
        verification::verify,
    },
    script::{
        player::World,
        recorder::{Recorder, Tallied, header},
    },
    text::neutral,
    time::{Clock, Zone},
    tui::app::terminal_size,
};
use places::{Folder, NewFile, seen_from};

/// What the header shows.
const BADGE: &str = "● rec";

/// Options of `keyart record`.
#[derive(Debug, Args)]
#[command(after_help = "\
The session has its own profiles and log, which begin as those of the demo and are thrown away. \
With --data-dir it goes on with that folder, and a copy of what was in it is put beside the \
script, with .data in the place of .keyart. `keyart run FILE` does the same again.")]
pub(super) struct RecordOptions {
    /// The script to be written.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Begin with this profile instead of asking who watches.
    #[arg(long, value_name = "PROFILE")]
    profile: Option<String>,
    /// Write over a file that is there.
    #[arg(long)]
    force: bool,
    /// Keep the profiles and the log of the session in this folder.
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
}

/// Runs the interface and writes what is done as a script.
///
/// # Errors
/// [`Failure::Input`] without a terminal, for wrong options, or if the file cannot be written or
/// is there already; [`Failure::Storage`] if the terminal or the disk fails.
pub(super) fn run(
    arguments: &RecordOptions,
    options: &Options,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    if !is_terminal() {
        let message = "only what is done in a terminal can be recorded: standard input and output \
                       are none";
        return Err(Failure::Input(message.to_owned()));
    }
    let config = options.configured()?;
    let folder = Folder::choose(arguments, options)?;
    let catalog = config.catalog.as_deref();
    let catalog = catalog.map(|file| seen_from(&arguments.file, file));
    let catalog = catalog.transpose()?;
    let script = NewFile::create(&arguments.file, arguments.force)?;
    let recorded = record(arguments, options, (&config, catalog), &folder, &script);
    if recorded.is_err() {
        script.discard();
    }
    let name = neutral(&arguments.file.to_string_lossy());
    Ok(writeln!(out, "{name}: {} actions", recorded?)?)
}

/// Runs the interface; gives how many actions were recorded.
fn record(
    arguments: &RecordOptions,
    options: &Options,
    (config, catalog): (&Config, Option<String>),
    folder: &Folder,
    script: &NewFile<'_>,
) -> Result<u32, Failure> {
    let data = folder.snapshot(&arguments.file, arguments.force)?;
    let own = Options {
        data_dir: Some(folder.path().to_owned()),
        ..options.clone()
    };
    let clock = Clock::start();
    let (opening, errors) = own.opening(config, clock.now())?;
    let opening = Opening {
        suffix: 0,
        ..opening
    };
    let mut world = World {
        size: terminal_size().sensible(),
        seed: opening.seed,
        clock: opening.at,
        settings: settings(&BrowseOptions::default(), config),
        policy: opening.policy,
        tuning: opening.tuning,
        ..World::default()
    };
    // A zone without a name, or that this machine knows only as its own, cannot be written down.
    let zone = world.settings.zone.name().map(Zone::named);
    world.settings.zone = zone.and_then(Result::ok).unwrap_or_else(Zone::utc);
    let (settings, size) = (world.settings.clone(), world.size);
    let serving = opening.serving()?;
    let mut interface = Interface::open(opening, settings, (size, serving), config, clock)?;
    interface.greet(arguments.profile.as_deref())?;
    world.theme = interface.theme;
    let header = header(&world, catalog.as_deref(), data.as_deref());
    let header = header.map_err(|error| Failure::Input(error.to_string()))?;
    let file = script.emptied()?;
    let mut recorder = Recorder::begin(file, &header, world.clock)?;
    interface.run(Some(Box::new(&mut recorder)), Some(BADGE))?;
    if errors > 0 {
        let _ = writeln!(
            io::stderr(),
            "{errors} errors in the catalog: `keyart catalog check` names them"
        );
    }
    Ok(recorder.conclude(tallied(&log_folder(folder.path()))?)?)
}

/// What the log in `folder` holds.
fn tallied(folder: &Path) -> Result<Tallied, Failure> {
    let unread = |error: log::LogError| Failure::Storage(error.to_string());
    let statistics = log::read(folder).and_then(Statistics::of).map_err(unread)?;
    let (verified, _) = verify(folder).map_err(unread)?;
    Ok(Tallied {
        impressions: statistics.total.impressions,
        plays: statistics.total.plays,
        verifies: verified.holds(),
    })
}

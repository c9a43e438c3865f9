//! `keyart log replay`: a past log on the screen, or one event of it printed.

mod print;

use std::{
    io::Write,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{Failure, Options, ReplayOptions, print_empty, print_tails, printable, torn_json};
use crate::{
    catalog::Catalog,
    cli::{
        browse::{self, BrowseOptions, catalog_note},
        config::Config,
    },
    log::{self, LogError, Segment, Tail},
    profiles::{Profiles, Store},
    runtime::opening::log_folder,
    session::{Input, Names, Replay, State, Timeline},
    time::Clock,
    tui::app::{self, Setup},
};

/// Where a log is.
enum Source {
    /// A folder of segments.
    Folder(PathBuf),
    /// One segment.
    Segment(PathBuf),
}

/// What was read of it.
#[derive(Default)]
struct Contents {
    timeline: Timeline,
    tails: Vec<Tail>,
}

/// Replays a log, that in `folder` unless another one is named.
///
/// # Errors
/// [`Failure::Input`] if there is no such log or event, or if it is damaged or too new;
/// [`Failure::Storage`] if printing or the terminal fails.
pub(super) fn run(
    arguments: &ReplayOptions,
    folder: &Path,
    options: &Options,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let source = match &arguments.log {
        None => Source::Folder(folder.to_owned()),
        Some(path) => Source::of(path)?,
    };
    // Whatever is wrong with a log that was named is wrong input.
    let contents = source
        .read()
        .map_err(|error| Failure::Input(error.to_string()))?;
    let Contents { timeline, tails } = contents;
    let config = options.configured()?;
    let clock = Clock::start();
    let (opening, errors) = options.opening(&config, clock.now())?;
    let profiles = source.profiles();
    let Some(replay) = Replay::new(timeline, options.policy) else {
        if arguments.json {
            let torn: Vec<_> = tails.iter().map(torn_json).collect();
            let nothing = serde_json::json!({ "event": null, "torn": torn });
            return Ok(writeln!(out, "{nothing}")?);
        }
        print_empty(source.path(), out)?;
        return Ok(print_tails(&tails, out)?);
    };
    let is_shown = browse::is_terminal();
    if arguments.json || arguments.at.is_some() || !is_shown {
        let names = Names {
            catalog: &opening.catalog,
            profiles: &profiles,
        };
        return print(arguments, replay, &names, &tails, out);
    }
    let mut notes = Vec::from_iter(catalog_note(errors));
    notes.extend(tails.first().map(|tail| {
        let note = format!(
            "The last {} bytes of a segment are torn: set aside",
            tail.bytes
        );
        Input::Note(note.as_str().into())
    }));
    show(replay, opening.catalog, profiles, &config, clock, notes)
}

/// Shows the replay in the terminal until the person leaves it.
fn show(
    replay: Replay,
    catalog: Arc<Catalog>,
    profiles: Profiles,
    config: &Config,
    clock: Clock,
    notes: Vec<Input>,
) -> Result<(), Failure> {
    let settings = browse::settings(&BrowseOptions::default(), config);
    let size = app::terminal_size();
    let state = State::replaying(replay, catalog, profiles, settings, size, clock.now());
    let (terminal, _) = browse::terminal(config, clock);
    let setup = Setup {
        terminal,
        stored: None,
        observer: None,
        badge: None,
    };
    app::run(state, notes, setup).map_err(|error| Failure::Storage(error.to_string()))
}

/// Prints the event that was asked for.
fn print(
    arguments: &ReplayOptions,
    mut replay: Replay,
    names: &Names<'_>,
    tails: &[Tail],
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let events = replay.timeline().len();
    let event = arguments.at.unwrap_or(events);
    if !(1..=events).contains(&event) {
        return Err(Failure::Input(format!(
            "--at {event}: this log has the events 1 to {events}"
        )));
    }
    replay.go_to(event - 1);
    replay.finish();
    if arguments.json {
        let mut document = print::json(&replay, names);
        document["torn"] = tails.iter().map(torn_json).collect();
        return Ok(writeln!(out, "{document}")?);
    }
    print::text(&replay, names, out)?;
    Ok(print_tails(tails, out)?)
}

impl Source {
    /// What `path` names.
    ///
    /// # Errors
    /// [`Failure::Input`] if nothing is there.
    fn of(path: &Path) -> Result<Self, Failure> {
        let within = log_folder(path);
        if path.is_file() {
            Ok(Self::Segment(path.to_owned()))
        } else if within.is_dir() {
            Ok(Self::Folder(within))
        } else if path.is_dir() {
            Ok(Self::Folder(path.to_owned()))
        } else {
            Err(Failure::Input(format!(
                "{}: there is no log; name a folder of data, a folder of a log, or a segment",
                printable(path)
            )))
        }
    }

    fn path(&self) -> &Path {
        match self {
            Self::Folder(path) | Self::Segment(path) => path,
        }
    }

    fn read(&self) -> Result<Contents, LogError> {
        let mut contents = Contents::default();
        match self {
            Self::Folder(folder) => {
                for segment in log::read(folder)? {
                    contents.take(segment?)?;
                }
            }
            Self::Segment(path) => contents.take(log::read_segment(path)?)?,
        }
        Ok(contents)
    }

    /// The profiles beside the log: those of its data. Where they cannot be read, there are none,
    /// and they are called by their ids.
    fn profiles(&self) -> Profiles {
        let folder = match self {
            Self::Folder(folder) => Some(folder.as_path()),
            Self::Segment(path) => path.parent(),
        };
        let data = folder.and_then(Path::parent);
        let opened = data.and_then(|data| Store::open(data).ok());
        opened.and_then(|(_, stored)| stored).unwrap_or_default()
    }
}

impl Contents {
    fn take(&mut self, mut segment: Segment) -> Result<(), LogError> {
        for record in &mut segment {
            self.timeline.take(&record?);
        }
        self.tails.extend(segment.tail().cloned());
        Ok(())
    }
}

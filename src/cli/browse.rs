//! `keyart` without a command: the interface.

use std::io::{self, IsTerminal, Write};

use clap::Args;

use super::{Failure, Options, config::Config, plain};
use crate::{
    artwork::composer::avatars,
    log::Durability,
    profiles::{AvatarId, Profile, Profiles},
    runtime::opening::{Opening, OpeningError},
    session::{Input, Message, Serving, Settings, Size, State},
    time::{Clock, Zone},
    tui::{
        Theme, ThemeName,
        app::{self, Observer, Setup, Stored, TerminalSetup},
        terminal::{Capabilities, Environment},
    },
};

/// Options of the interface.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct BrowseOptions {
    /// Begin with this profile instead of asking who watches.
    #[arg(long, value_name = "PROFILE")]
    profile: Option<String>,
    /// Move nothing by itself more than needed.
    #[arg(long)]
    reduced_motion: bool,
    /// Sync every batch of events to disk before going on.
    #[arg(long)]
    durable: bool,
}

impl From<OpeningError> for Failure {
    fn from(error: OpeningError) -> Self {
        Self::Input(error.to_string())
    }
}

/// Opens the catalog in the terminal, or prints it as plain text where there is none.
///
/// # Errors
/// [`Failure::Input`] for wrong options, catalogs or stored files, [`Failure::Storage`] if the
/// terminal or the disk fails.
pub(super) fn run(
    arguments: &BrowseOptions,
    options: &Options,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let config = options.configured()?;
    let clock = Clock::start();
    let at = clock.now();
    let (mut opening, errors) = options.opening(&config, at)?;
    if arguments.durable {
        opening.durability = Durability::EachBatch;
    }
    let settings = settings(arguments, &config);
    let size = app::terminal_size();
    let serving = opening.serving()?;
    if !is_terminal() {
        let profiles = opening.look_at_profiles()?;
        let profile = first_profile(arguments, &profiles)?.or(profiles.as_slice().first());
        let none = || Failure::Input("there is no profile; add one in a terminal".to_owned());
        let profile = profile.ok_or_else(none)?.id.clone();
        let mut state = State::new(opening.catalog, profiles, settings, serving, size, at);
        let _ = state.update(Message {
            at,
            input: Input::Watch(profile),
        });
        return plain::print(&mut state, out);
    }

    let mut interface = Interface::open(opening, settings, (size, serving), &config, clock)?;
    interface.greet(arguments.profile.as_deref())?;
    interface.first.extend(catalog_note(errors));
    interface.run(None, None)
}

/// The interface in the terminal of this process, ready to be run.
pub(super) struct Interface {
    /// What is known.
    pub(super) state: State,
    /// What is told before anything else.
    first: Vec<Input>,
    /// Where it is shown.
    terminal: TerminalSetup,
    /// The name of the colours.
    pub(super) theme: ThemeName,
    stored: Stored,
}

impl Interface {
    /// Opens the profiles, begins the log, and asks the terminal what it can do.
    ///
    /// # Errors
    /// [`Failure::Input`] if the profiles or the log cannot be opened.
    pub(super) fn open(
        opening: Opening,
        settings: Settings,
        (size, serving): (Size, Serving),
        config: &Config,
        clock: Clock,
    ) -> Result<Self, Failure> {
        let (store, profiles) = opening.profiles()?;
        let writer = opening.writer(&serving)?;
        let at = opening.at;
        let state = State::new(opening.catalog, profiles, settings, serving, size, at);
        let (terminal, theme) = terminal(config, clock);
        Ok(Self {
            state,
            first: Vec::new(),
            terminal,
            theme,
            stored: Stored { writer, store },
        })
    }

    /// Has the profile called `name` watch, if one is named.
    ///
    /// # Errors
    /// [`Failure::Input`] if there is none of that name.
    pub(super) fn greet(&mut self, name: Option<&str>) -> Result<(), Failure> {
        if let Some(name) = name {
            let profile = self.state.profiles.named(name)?.id.clone();
            self.first.push(Input::Watch(profile));
        }
        Ok(())
    }

    /// Runs until the person leaves. The header shows `badge` too.
    ///
    /// # Errors
    /// [`Failure::Storage`] if the terminal or the disk fails.
    pub(super) fn run(
        self,
        observer: Option<Box<dyn Observer + '_>>,
        badge: Option<&'static str>,
    ) -> Result<(), Failure> {
        let setup = Setup {
            terminal: self.terminal,
            stored: Some(self.stored),
            badge,
            observer,
        };
        let shown = app::run(self.state, self.first, setup);
        shown.map_err(|error| Failure::Storage(error.to_string()))
    }
}

/// The terminal of this process, and the name of its colours.
pub(super) fn terminal(config: &Config, clock: Clock) -> (TerminalSetup, ThemeName) {
    let capabilities = Capabilities::detect(config.protocol).with_link(config.link);
    let name = config.theme.suited_to(capabilities.background);
    let theme = Theme::new(name, capabilities.colours);
    let setup = TerminalSetup {
        capabilities,
        theme,
        clock,
    };
    (setup, name)
}

/// Whether somebody sees what this process writes and types at it.
pub(super) fn is_terminal() -> bool {
    let is_there = io::stdout().is_terminal() && io::stdin().is_terminal();
    is_there && !Environment::of_process().is_dumb()
}

/// What to tell the person about a catalog with so many errors.
pub(super) fn catalog_note(errors: usize) -> Option<Input> {
    let note = format!("{errors} errors in the catalog: `keyart catalog check` names them");
    (errors > 0).then(|| Input::Note(note.as_str().into()))
}

/// What stays the same for a whole session.
pub(super) fn settings(arguments: &BrowseOptions, config: &Config) -> Settings {
    let avatars = avatars::avatars().map(|(id, label)| (AvatarId::new(id), label));
    Settings {
        device: config.device,
        zone: Zone::system(),
        avatars: avatars.collect(),
        reduced_motion: config.reduced_motion || arguments.reduced_motion,
    }
}

/// The profile to begin with, if one was named.
fn first_profile<'a>(
    arguments: &BrowseOptions,
    profiles: &'a Profiles,
) -> Result<Option<&'a Profile>, Failure> {
    let name = arguments.profile.as_deref();
    Ok(name.map(|name| profiles.named(name)).transpose()?)
}

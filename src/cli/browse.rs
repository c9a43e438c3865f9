//! `keyart` without a command: the interface.

use std::io::{self, IsTerminal, Write};

use clap::Args;

use super::{Failure, Options, config::Config, plain, select::find_profile};
use crate::{
    artwork::composer::avatars,
    log::Durability,
    profiles::{AvatarId, Profile, Profiles},
    runtime::opening::OpeningError,
    session::{Input, Message, Settings, State},
    time::{Clock, Zone},
    tui::{
        Theme,
        app::{self, Setup, Stored, TerminalSetup},
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
    let is_terminal = io::stdout().is_terminal() && io::stdin().is_terminal();
    if !is_terminal || Environment::of_process().is_dumb() {
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

    let (store, profiles) = opening.profiles()?;
    let first =
        first_profile(arguments, &profiles)?.map(|profile| Input::Watch(profile.id.clone()));
    let writer = opening.writer(&serving)?;
    let state = State::new(opening.catalog, profiles, settings, serving, size, at);
    let first = first.into_iter().chain(catalog_note(errors)).collect();
    let capabilities = Capabilities::detect(config.protocol).with_link(config.link);
    let name = config.theme.suited_to(capabilities.background);
    let theme = Theme::new(name, capabilities.colours);
    let terminal = TerminalSetup {
        capabilities,
        theme,
        clock,
    };
    app::run(
        state,
        first,
        Setup {
            terminal,
            stored: Some(Stored { writer, store }),
            observer: None,
        },
    )
    .map_err(|error| Failure::Storage(error.to_string()))
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
    arguments
        .profile
        .as_deref()
        .map(|name| find_profile(profiles, name))
        .transpose()
}

//! `keyart` without a command: the interface.

use std::io::{self, IsTerminal, Write};

use clap::Args;

use super::{Failure, Options, plain, select::find_profile};
use crate::{
    artwork::composer::avatars,
    log::Durability,
    profiles::AvatarId,
    runtime::opening::{Opening, OpeningError},
    session::{Effect, Input, Message, Settings, State},
    time::{Timestamp, Zone},
    tui::{
        app::{self, Setup},
        terminal::{Capabilities, Environment},
        theme::Theme,
    },
};

/// Options of the interface.
#[derive(Debug, Clone, Default, Args)]
pub struct BrowseOptions {
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
pub(super) fn run(arguments: &BrowseOptions, options: &Options, out: &mut dyn Write) -> Result<(), Failure> {
    let config = options.configured()?;
    let is_plain = !io::stdout().is_terminal() || !io::stdin().is_terminal() || Environment::of_process().is_dumb();
    let at = Timestamp::now();
    let (opening, errors) = options.opening(&config, at)?;
    let profiles = if is_plain { opening.look_at_profiles()? } else { opening.profiles()? };
    let serving = opening.serving()?;
    let settings = Settings {
        device: config.device,
        zone: Zone::system(),
        avatars: avatars::avatars().map(|(id, label)| (AvatarId::new(id), label)).collect(),
        reduced_motion: config.reduced_motion || arguments.reduced_motion,
    };
    let first = match &arguments.profile {
        Some(name) => Some(find_profile(&profiles, name)?.id.clone()),
        None if is_plain => profiles.as_slice().first().map(|profile| profile.id.clone()),
        None => None,
    };
    let writer = if is_plain {
        None
    } else {
        let is_durable = config.durable || arguments.durable;
        let durability = if is_durable { Durability::EachBatch } else { Durability::OnSync };
        Some(opening.writer(&serving, durability)?)
    };
    let Opening { catalog, data, .. } = opening;
    let mut state = State::new(catalog, profiles, settings, serving, app::terminal_size(), at);
    let mut effects = Vec::new();
    if let Some(profile) = first {
        effects = state.update(Message { at, input: Input::Watch(profile) });
    }
    let Some(writer) = writer else {
        return match &state.browse {
            Some(browse) => plain::print(&state, browse, out),
            None => Err(Failure::Input("there is no profile; create one in a terminal first".to_owned())),
        };
    };
    if errors > 0 {
        let note = format!("{errors} problems in the catalog: `keyart catalog check` names them");
        effects.extend(state.update(Message { at, input: Input::Note(note.as_str().into()) }));
    }
    let capabilities = Capabilities::detect(config.protocol);
    let theme = Theme::new(config.theme, capabilities.colours, capabilities.background);
    interface(state, effects, Setup { capabilities, theme, writer, data })
}

fn interface(state: State, effects: Vec<Effect>, setup: Setup) -> Result<(), Failure> {
    app::run(state, effects, setup).map_err(|error| Failure::Storage(error.to_string()))
}

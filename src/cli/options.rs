//! The options that every subcommand knows, and what they and the configuration file lead to.

use std::{ffi::OsStr, path::PathBuf, sync::Arc};

use clap::{
    Arg, Args, Command,
    builder::{PossibleValue, PossibleValuesParser, StringValueParser, TypedValueParser},
};
use directories::ProjectDirs;

use super::{
    Failure,
    config::{self, Config},
};
use crate::{
    artwork::Protocol,
    catalog::{self, Catalog, Severity, Tone},
    engine::{Device, PolicyName, PolicySpec},
    log::Durability,
    runtime::opening::Opening,
    seed::Seed,
    session::Tuning,
    time::Timestamp,
    tui::{ThemeName, terminal::Link},
};

/// Parses one of the words that a type of the field knows.
macro_rules! one_of {
    ($type:ident) => {
        PossibleValuesParser::new($type::ALL.iter().map(|value| value.as_str()))
            .try_map(|word| $type::parse(&word).ok_or("unknown word"))
    };
}

/// Options of every command.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Global options")]
pub struct Options {
    /// Catalog to open instead of the built-in demo.
    #[arg(long, global = true, value_name = "FILE")]
    pub catalog: Option<PathBuf>,
    /// Folder of the profiles and the log.
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "KEYART_DATA_DIR",
        hide_env_values = true
    )]
    pub data_dir: Option<PathBuf>,
    /// Configuration file.
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        env = "KEYART_CONFIG",
        hide_env_values = true
    )]
    pub config: Option<PathBuf>,
    /// Policy that chooses the artwork, with parameters such as `linucb{alpha=0.3}`; `keyart
    /// policy list` says what there is.
    #[arg(long, global = true, value_name = "NAME", value_parser = PolicyParser)]
    pub policy: Option<PolicySpec>,
    /// Kind of screen that the engine is told.
    #[arg(long, global = true, value_name = "NAME", value_parser = one_of!(Device))]
    pub device: Option<Device>,
    /// Number that all randomness comes from.
    #[arg(long, global = true, value_name = "N")]
    pub seed: Option<u64>,
    /// How much a picture loses for being like those round it, from 0 to 1.
    #[arg(long, global = true, value_name = "N", value_parser = diversity, allow_negative_numbers = true)]
    pub diversity: Option<f64>,
    /// The mood you are in.
    #[arg(long, global = true, value_name = "NAME", value_parser = one_of!(Tone))]
    pub mood: Option<Tone>,
    /// How pictures are shown: auto, kitty, sixel, iterm2, octant, sextant, quad, half, ascii or
    /// off.
    #[arg(long, global = true, value_name = "NAME", value_parser = protocol)]
    pub protocol: Option<Choice>,
    /// How fast output reaches the terminal: auto (slow over SSH), fast or slow (symbols first,
    /// pixels when nothing moves).
    #[arg(long, global = true, value_name = "NAME", value_parser = link)]
    pub link: Option<LinkChoice>,
    /// Colours.
    #[arg(long, global = true, value_name = "NAME", value_parser = one_of!(ThemeName))]
    pub theme: Option<ThemeName>,
}

/// Parses a policy with its parameters; completes its name.
#[derive(Debug, Clone)]
pub(super) struct PolicyParser;

impl TypedValueParser for PolicyParser {
    type Value = PolicySpec;

    fn parse_ref(
        &self,
        command: &Command,
        option: Option<&Arg>,
        value: &OsStr,
    ) -> Result<PolicySpec, clap::Error> {
        let parser = StringValueParser::new().try_map(|spec| spec.parse::<PolicySpec>());
        parser.parse_ref(command, option, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let names = PolicyName::ALL.iter();
        Some(Box::new(
            names.map(|name| PossibleValue::new(name.as_str())),
        ))
    }
}

/// A protocol, or the best one that the terminal has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice(pub Option<Protocol>);

/// A link, or what the environment tells of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkChoice(pub Option<Link>);

/// The diversity that `word` spells.
///
/// # Errors
/// A sentence that says what one is.
fn diversity(word: &str) -> Result<f64, String> {
    let number = word.parse();
    number.map_or_else(
        |_| Err("a number was expected".to_owned()),
        config::diversity,
    )
}

/// The link that `word` asks for.
///
/// # Errors
/// A sentence that names the possible words.
fn link(word: &str) -> Result<LinkChoice, String> {
    Link::parse_choice(word).map(LinkChoice)
}

/// The protocol that `word` asks for.
///
/// # Errors
/// A sentence that names the possible words.
fn protocol(word: &str) -> Result<Choice, String> {
    Protocol::parse_choice(word).map(Choice)
}

impl Options {
    /// The folders that the system gives the program.
    fn folders() -> Result<ProjectDirs, Failure> {
        ProjectDirs::from("", "", "keyart").ok_or_else(|| {
            Failure::Input("no home folder is known; give one with --data-dir".to_owned())
        })
    }

    /// The folder of the profiles and the log.
    ///
    /// # Errors
    /// [`Failure::Input`] if the system names no folder and none was given.
    pub fn data(&self) -> Result<PathBuf, Failure> {
        match &self.data_dir {
            Some(folder) => Ok(folder.clone()),
            None => Ok(Self::folders()?.data_dir().to_owned()),
        }
    }

    /// The configuration file, and whether it was named and must therefore exist.
    ///
    /// # Errors
    /// [`Failure::Input`] if the system names no folder and none was given.
    pub fn config_path(&self) -> Result<(PathBuf, bool), Failure> {
        match &self.config {
            Some(file) => Ok((file.clone(), true)),
            None if self.data_dir.is_some() && ProjectDirs::from("", "", "keyart").is_none() => {
                Ok((PathBuf::from("config.toml"), false))
            }
            None => Ok((Self::folders()?.config_dir().join("config.toml"), false)),
        }
    }

    /// The configuration with the options of the command line in place of what it says.
    ///
    /// # Errors
    /// [`Failure::Input`] if the file is missing though it was named, or is wrong.
    pub fn configured(&self) -> Result<Config, Failure> {
        let (path, is_named) = self.config_path()?;
        let file = Config::load(&path, is_named)?;
        Ok(Config {
            catalog: self.catalog.clone().or(file.catalog),
            policy: self.policy.unwrap_or(file.policy),
            device: self.device.unwrap_or(file.device),
            seed: self.seed.unwrap_or(file.seed),
            protocol: self.protocol.map_or(file.protocol, |choice| choice.0),
            link: self.link.map_or(file.link, |choice| choice.0),
            theme: self.theme.unwrap_or(file.theme),
            tuning: Tuning {
                diversity: self.diversity.unwrap_or(file.tuning.diversity),
                mood: self.mood.or(file.tuning.mood),
                ..file.tuning
            },
            ..file
        })
    }

    /// What a session is opened with at the moment `at`; and how many errors the catalog has,
    /// whose titles are left out.
    ///
    /// # Errors
    /// [`Failure::Input`] for a wrong configuration, or a catalog that cannot be read at all.
    pub fn opening(&self, config: &Config, at: Timestamp) -> Result<(Opening, usize), Failure> {
        let (catalog, errors) = open_catalog(config)?;
        let opening = Opening {
            catalog: Arc::new(catalog),
            data: self.data()?,
            policy: config.policy,
            tuning: config.tuning,
            seed: Seed(config.seed),
            at,
            suffix: std::process::id(),
            durability: if config.durable {
                Durability::EachBatch
            } else {
                Durability::OnSync
            },
        };
        Ok((opening, errors))
    }
}

/// The catalog that is configured and how many errors it has.
///
/// # Errors
/// [`Failure::Input`] if it cannot be read at all.
pub(super) fn open_catalog(config: &Config) -> Result<(Catalog, usize), Failure> {
    let Some(path) = &config.catalog else {
        return Ok((catalog::demo(), 0));
    };
    let (catalog, problems) =
        catalog::load(path).map_err(|error| Failure::Input(error.to_string()))?;
    let errors = problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error);
    Ok((catalog, errors.count()))
}

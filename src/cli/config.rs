//! The configuration file, and `keyart config`.

#![expect(
    clippy::disallowed_methods,
    reason = "an edge: reads the configuration"
)]

use std::{
    fs,
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
};

use clap::Args;
use serde::Deserialize;

use super::{Failure, Options};
use crate::{
    artwork::Protocol,
    catalog::Tone,
    engine::{Device, PolicySpec, SpecError},
    session::{Attribution, Canvases, Tuning},
    text,
    tui::{ThemeName, terminal::Link},
};

/// The configuration file as it is when nothing is configured; every line says what it does.
pub(super) const DEFAULT: &str = include_str!("../../assets/config.toml");

/// The largest configuration file.
const MOST_BYTES: u64 = 1 << 20;

/// In milliseconds.
const MINUTE: i64 = 60 * 1_000;

/// What can be configured.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// The catalog; the demo where there is none.
    pub catalog: Option<PathBuf>,
    /// The policy.
    pub policy: PolicySpec,
    /// The kind of screen.
    pub device: Device,
    /// The seed.
    pub seed: u64,
    /// How pictures are shown; `None` for the best way.
    pub protocol: Option<Protocol>,
    /// How fast output reaches the terminal; `None` for what the environment tells.
    pub link: Option<Link>,
    /// The colours.
    pub theme: ThemeName,
    /// Nothing moves by itself more than it must.
    pub reduced_motion: bool,
    /// Every batch of events is synced to disk.
    pub durable: bool,
    /// How the dials stand.
    pub tuning: Tuning,
}

/// The file itself.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    catalog: Option<PathBuf>,
    policy: Option<String>,
    device: Option<String>,
    seed: Option<u64>,
    protocol: Option<String>,
    link: Option<String>,
    theme: Option<String>,
    reduced_motion: Option<bool>,
    durable: Option<bool>,
    #[serde(default)]
    tuning: Dials,
}

/// The table of the dials.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Dials {
    diversity: Option<f64>,
    canvases: Option<String>,
    stickiness: Option<u32>,
    most_changes: Option<u32>,
    mood: Option<String>,
    attribution: Option<String>,
    window: Option<u32>,
}

impl Dials {
    /// # Errors
    /// A sentence that says what is wrong.
    fn tuning(&self) -> Result<Tuning, String> {
        let mood = self.mood.as_deref().filter(|word| *word != "none");
        Ok(Tuning {
            diversity: diversity(self.diversity.unwrap_or(0.0))?,
            canvases: chosen(
                "setting of canvases",
                self.canvases.as_deref(),
                "free",
                Canvases::parse,
            )?,
            stickiness: self.stickiness.unwrap_or(0),
            most_changes: self.most_changes,
            mood: mood
                .map(|word| chosen("mood", Some(word), "none", Tone::parse))
                .transpose()?,
            attribution: chosen(
                "attribution",
                self.attribution.as_deref(),
                "last-seen",
                Attribution::parse,
            )?,
            window: i64::from(self.window.unwrap_or(0)) * MINUTE,
        })
    }
}

impl Config {
    /// The configuration in the file at `path`; the default one if there is no such file and it
    /// is not `required`.
    ///
    /// # Errors
    /// [`Failure::Input`] if it cannot be read or says something unknown.
    pub fn load(path: &Path, required: bool) -> Result<Self, Failure> {
        let shown = text::neutral(&path.to_string_lossy());
        let wrong = |problem: &str| Failure::Input(format!("{shown}: {problem}"));
        let source = match fs::metadata(path) {
            Ok(metadata) if !metadata.is_file() || metadata.len() > MOST_BYTES => {
                return Err(wrong("not a regular file of at most 1 MB"));
            }
            Ok(_) => fs::read_to_string(path).map_err(|error| wrong(&error.to_string()))?,
            Err(error) if error.kind() == ErrorKind::NotFound && !required => DEFAULT.to_owned(),
            Err(error) => return Err(wrong(&error.to_string())),
        };
        let mut config = Self::parse(&source).map_err(|problem| wrong(&problem))?;
        // A relative catalog is meant from where the file lies.
        config.catalog = config
            .catalog
            .map(|file| path.parent().unwrap_or(Path::new("")).join(file));
        Ok(config)
    }

    fn parse(source: &str) -> Result<Self, String> {
        let file: File = toml::from_str(source).map_err(|error| misread(source, &error))?;
        Ok(Self {
            catalog: file.catalog,
            policy: file.policy.as_deref().map_or_else(
                || Ok(PolicySpec::default()),
                |spec| spec.parse().map_err(|error: SpecError| error.to_string()),
            )?,
            device: chosen("device", file.device.as_deref(), "tv", Device::parse)?,
            seed: file.seed.unwrap_or(1),
            protocol: chosen("protocol", file.protocol.as_deref(), "auto", |word| {
                Protocol::parse_choice(word).ok()
            })?,
            link: chosen("link", file.link.as_deref(), "auto", |word| {
                Link::parse_choice(word).ok()
            })?,
            theme: chosen("theme", file.theme.as_deref(), "auto", ThemeName::parse)?,
            reduced_motion: file.reduced_motion.unwrap_or(false),
            durable: file.durable.unwrap_or(false),
            tuning: file.tuning.tuning()?,
        })
    }
}

/// The number again if it is a diversity.
///
/// # Errors
/// A sentence that says what one is.
pub(super) fn diversity(number: f64) -> Result<f64, String> {
    if (0.0..=1.0).contains(&number) {
        Ok(number)
    } else {
        Err(format!(
            "the diversity is a number from 0 to 1, not `{number}`"
        ))
    }
}

/// What is wrong with the file, on one line.
fn misread(source: &str, error: &toml::de::Error) -> String {
    let start = error.span().map_or(0, |span| span.start);
    let before = source.get(..start).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let message = error.message().lines().collect::<Vec<_>>().join(", ");
    format!("line {line}: {}", text::neutral(&message))
}

fn chosen<T>(
    key: &str,
    word: Option<&str>,
    default: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<T, String> {
    let word = word.unwrap_or(default);
    let unknown = || {
        let word = text::neutral(word);
        let article = if key.starts_with('a') { "an" } else { "a" };
        format!("`{word}` is not {article} {key}; `keyart config --default` lists what there is")
    };
    parse(word).ok_or_else(unknown)
}

/// Options of `keyart config`.
#[derive(Debug, Args)]
pub(super) struct ConfigOptions {
    /// Print the documented default file instead of where the file is looked for.
    #[arg(long)]
    pub default: bool,
}

/// Prints where the configuration is looked for, or its default.
///
/// # Errors
/// [`Failure::Storage`] if printing fails.
pub(super) fn run(
    arguments: &ConfigOptions,
    options: &Options,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    if arguments.default {
        out.write_all(DEFAULT.as_bytes())?;
        return Ok(());
    }
    let (path, _) = options.config_path()?;
    let state = if path.exists() {
        ""
    } else {
        " (not there: the defaults hold)"
    };
    Ok(writeln!(
        out,
        "{}{state}",
        text::neutral(&path.to_string_lossy())
    )?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documented_default_says_what_holds_without_a_file() {
        assert_eq!(Config::parse(DEFAULT), Config::parse(""));
    }

    #[test]
    fn every_dial_can_be_set() {
        let source = "[tuning]\ndiversity = 0.5\ncanvases = \"varied\"\nstickiness = 3\n\
                      most_changes = 4\nmood = \"dark\"\nattribution = \"first-seen\"\n\
                      window = 30";
        let expected = Tuning {
            diversity: 0.5,
            canvases: Canvases::Varied,
            stickiness: 3,
            most_changes: Some(4),
            mood: Some(Tone::Dark),
            attribution: Attribution::FirstSeen,
            window: 1_800_000,
        };
        assert_eq!(Config::parse(source).unwrap().tuning, expected);
        let none = Config::parse("[tuning]\nmood = \"none\"").unwrap();
        assert_eq!(none.tuning, Tuning::default());
    }

    #[test]
    fn a_wrong_word_and_an_unknown_key_are_named() {
        let problem = Config::parse("policy = \"lints\"").unwrap_err();
        assert!(problem.contains("did you mean `lin-ts`?"), "{problem}");
        let problem = Config::parse("policy = \"lin-ts{floor=7}\"").unwrap_err();
        assert!(problem.contains("from 0 to 1"), "{problem}");
        let problem = Config::parse("device = \"tvs\"").unwrap_err();
        assert!(problem.contains("`tvs` is not a device"), "{problem}");
        for (dials, said) in [
            ("diversity = 2", "a number from 0 to 1, not `2`"),
            ("diversity = nan", "a number from 0 to 1"),
            ("canvases = \"same\"", "`same` is not a setting of canvases"),
            ("mood = \"angry\"", "`angry` is not a mood"),
            ("attribution = \"last\"", "`last` is not an attribution"),
            ("window = -1", "-1"),
            ("sticky = 1", "sticky"),
        ] {
            let problem = Config::parse(&format!("[tuning]\n{dials}")).unwrap_err();
            assert!(problem.contains(said), "{dials}: {problem}");
        }
        let problem = Config::parse("themes = \"dark\"").unwrap_err();
        assert!(
            problem.contains("themes") && problem.contains("line 1"),
            "{problem}"
        );
    }
}

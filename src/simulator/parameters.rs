//! The parameters of a population; `assets/populations.toml` documents each of them.

mod ranges;

use serde::{Deserialize, Serialize};

use crate::{catalog::nearest, text};

/// The presets, and what every parameter means.
pub const POPULATIONS: &str = include_str!("../../assets/populations.toml");

/// The preset that has every parameter.
const WHOLE: &str = "balanced";

/// A population that cannot be simulated.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ParameterError {
    /// There is no such preset.
    #[error("there is no preset \"{name}\"{hint}; there are {known}, or give a file of parameters")]
    Unknown {
        /// What was asked for, neutral.
        name: String,
        /// "; did you mean …?", or nothing.
        hint: String,
        /// All presets.
        known: String,
    },
    /// The file is not understood.
    #[error("{file}: {problem}")]
    Unreadable {
        /// Which file.
        file: String,
        /// What is wrong, neutral.
        problem: String,
    },
    /// A number is outside of its range.
    #[error("{file}: `{key}` is {value}, but must be from {low} to {high}")]
    Range {
        /// Which file.
        file: String,
        /// Which parameter.
        key: &'static str,
        /// What it is.
        value: String,
        /// The least it may be.
        low: f64,
        /// The most it may be.
        high: f64,
    },
    /// All weights of a choice are 0.
    #[error("{file}: `{key}` is 0 everywhere; at least one must be above 0")]
    Nothing {
        /// Which file.
        file: String,
        /// Which parameter.
        key: &'static str,
    },
}

/// What a population is like.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameters {
    /// What members like.
    pub members: Members,
    /// When they come and when they stay away.
    pub traffic: Traffic,
    /// What of a page they look at.
    pub examination: Examination,
    /// What of that they play.
    pub choice: ChoiceModel,
    /// How much of it they watch.
    pub quality: Quality,
    /// How the catalog changes.
    pub titles: Titles,
}

/// What members like.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Members {
    pub clusters: u32,
    pub own: f64,
    pub artwork: f64,
    pub appeal: f64,
    pub title: f64,
    pub opinion: f64,
    pub history: f64,
    pub choosy: f64,
    pub drift: f64,
}

/// When members come.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Traffic {
    pub sessions: f64,
    pub spread: f64,
    pub weekend: f64,
    pub hours: [f64; 24],
    pub devices: Devices,
    pub own_device: f64,
    pub again: f64,
    pub churn: f64,
    pub loyalty: f64,
}

/// How many members use each screen most.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Devices {
    pub tv: f64,
    pub desktop: f64,
    pub tablet: f64,
    pub phone: f64,
}

/// How a member looks at a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ExaminationModel {
    /// One title after the other, until one is played: the cascade model of Craswell, Zoeter,
    /// Taylor and Ramsey (2008).
    Cascade,
    /// At each with a probability that depends on its place: the position-based model of
    /// Richardson, Dominowska and Ragno (2007).
    Position,
}

/// What of a page members look at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Examination {
    pub model: ExaminationModel,
    pub seconds: f64,
    pub patience: [f64; 2],
    pub large: [u16; 2],
    pub small: [u16; 2],
    pub row_decay: f64,
    pub column_decay: f64,
}

/// What members play: a logit choice with the option to play nothing (McFadden 1974).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoiceModel {
    pub base: f64,
    pub popularity: f64,
    pub open: f64,
    pub finished: f64,
    pub begun: f64,
    pub known: f64,
    pub fatigue: f64,
    pub confusion: f64,
}

/// How much of a title is watched.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quality {
    pub abandon: f64,
    pub title: f64,
    pub clickbait: f64,
}

/// How the catalog changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Titles {
    pub trend: f64,
    pub arrivals: f64,
    pub retirements: f64,
}

impl Parameters {
    /// The names of the presets, in the order of the file.
    #[must_use]
    pub fn presets() -> Vec<String> {
        presets().keys().cloned().collect()
    }

    /// The preset called `name`.
    ///
    /// # Errors
    /// If there is none, with those that there are.
    pub fn preset(name: &str) -> Result<Self, ParameterError> {
        let presets = presets();
        let Some(toml::Value::Table(own)) = presets.get(name) else {
            let hint = nearest(name, presets.keys().map(String::as_str));
            return Err(ParameterError::Unknown {
                name: text::neutral(name),
                hint: hint.map_or_else(String::new, |near| format!("; did you mean \"{near}\"?")),
                known: presets.keys().cloned().collect::<Vec<_>>().join(", "),
            });
        };
        Self::over(own, name)
    }

    /// The parameters that `source`, the text of `file`, spells: what it leaves out is as in the
    /// preset `balanced`.
    ///
    /// # Errors
    /// If it is not TOML, has an unknown key or a number outside of its range.
    pub fn read(source: &str, file: &str) -> Result<Self, ParameterError> {
        let own: toml::Table = source.parse().map_err(|error: toml::de::Error| {
            let line = error.span().map_or(1, |span| {
                1 + source[..span.start.min(source.len())].matches('\n').count()
            });
            ParameterError::Unreadable {
                file: format!("{file}:{line}"),
                problem: text::neutral(error.message()),
            }
        })?;
        Self::over(&own, file)
    }

    fn over(own: &toml::Table, file: &str) -> Result<Self, ParameterError> {
        let mut presets = presets();
        let mut whole = match presets.remove(WHOLE) {
            Some(toml::Value::Table(whole)) => whole,
            _ => toml::Table::new(),
        };
        lay_over(&mut whole, own);
        let parameters: Self = whole.try_into().map_err(|error: toml::de::Error| {
            let problem = text::neutral(error.to_string().trim());
            ParameterError::Unreadable {
                file: file.to_owned(),
                problem,
            }
        })?;
        parameters.check(file)?;
        Ok(parameters)
    }

    pub(super) fn check(&self, file: &str) -> Result<(), ParameterError> {
        for (key, value, low, high) in self.ranges() {
            if !(low..=high).contains(&value) {
                return Err(ParameterError::Range {
                    file: file.to_owned(),
                    key,
                    value: value.to_string(),
                    low,
                    high,
                });
            }
        }
        let Devices {
            tv,
            desktop,
            tablet,
            phone,
        } = self.traffic.devices;
        let weights = [
            ("traffic.hours", self.traffic.hours.iter().sum::<f64>()),
            ("traffic.devices", tv + desktop + tablet + phone),
        ];
        match weights.into_iter().find(|(_, sum)| *sum <= 0.0) {
            None => Ok(()),
            Some((key, _)) => Err(ParameterError::Nothing {
                file: file.to_owned(),
                key,
            }),
        }
    }
}

fn presets() -> toml::Table {
    POPULATIONS.parse().unwrap_or_default()
}

/// Replaces in `whole` what `own` says, table by table.
fn lay_over(whole: &mut toml::Table, own: &toml::Table) {
    for (key, value) in own {
        match (whole.get_mut(key), value) {
            (Some(toml::Value::Table(inner)), toml::Value::Table(own)) => lay_over(inner, own),
            _ => {
                whole.insert(key.clone(), value.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_is_in_order_and_differs_from_the_others() {
        let names = Parameters::presets();
        let expected = [
            "adversarial",
            "balanced",
            "cold-start",
            "indifferent",
            "taste-clusters",
        ];
        let mut sorted = names.clone();
        sorted.sort();
        assert_eq!(sorted, expected);
        let all: Vec<_> = names
            .iter()
            .map(|name| Parameters::preset(name).unwrap())
            .collect();
        for (place, one) in all.iter().enumerate() {
            assert!(all[..place].iter().all(|other| other != one));
        }
    }

    #[test]
    fn a_file_says_what_differs_from_balanced() {
        let read =
            |source: &str| Parameters::read(source, "p.toml").map_err(|error| error.to_string());
        let mine = read("[members]\nartwork = 3\n").unwrap();
        assert_eq!(mine.members.artwork, 3.0);
        assert_eq!(
            mine.traffic,
            Parameters::preset("balanced").unwrap().traffic
        );
        let errors = [
            (
                "[members]\nartwork = 30\n",
                "p.toml: `members.artwork` is 30, but must be from -20 to 20",
            ),
            (
                "[members]\nartwork = nan\n",
                "p.toml: `members.artwork` is NaN, but must be from -20 to 20",
            ),
            ("\n\n[members\n", "p.toml:3: "),
            ("[member]\nartwork = 1\n", "p.toml: unknown field `member`"),
            (
                "[traffic]\ndevices = { tv = 0, desktop = 0, tablet = 0, phone = 0 }\n",
                "p.toml: `traffic.devices` is 0 everywhere",
            ),
            (
                "[examination]\npatience = [90, 60]\n",
                "p.toml: `examination.patience` is 60, but must be from 90",
            ),
        ];
        for (source, expected) in errors {
            let error = read(source).unwrap_err();
            assert!(error.starts_with(expected), "{error}");
        }
        let unknown = Parameters::preset("balance").unwrap_err().to_string();
        assert!(unknown.contains("did you mean \"balanced\"?"), "{unknown}");
    }
}

//! The parameters of a population; `assets/populations.toml` documents each of them.

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

    fn check(&self, file: &str) -> Result<(), ParameterError> {
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

    /// Every number with its name and the range that it must be in.
    fn ranges(&self) -> Vec<(&'static str, f64, f64, f64)> {
        let Self {
            members,
            traffic,
            examination,
            choice,
            quality,
            titles,
        } = self;
        let [first, last] = examination.patience;
        let (large, small) = (examination.large, examination.small);
        let mut ranges = vec![
            ("members.clusters", f64::from(members.clusters), 0.0, 64.0),
            ("members.own", members.own, 0.0, 1.0),
            ("members.artwork", members.artwork, -20.0, 20.0),
            ("members.appeal", members.appeal, 0.0, 20.0),
            ("members.title", members.title, -20.0, 20.0),
            ("members.opinion", members.opinion, 0.0, 20.0),
            ("members.history", members.history, 0.0, 1000.0),
            ("members.choosy", members.choosy, 0.0, 100.0),
            ("members.drift", members.drift, 0.0, 1.0),
            ("traffic.sessions", traffic.sessions, 0.0, 24.0),
            ("traffic.spread", traffic.spread, 0.0, 3.0),
            ("traffic.weekend", traffic.weekend, 0.0, 24.0),
            ("traffic.own_device", traffic.own_device, 0.0, 1.0),
            ("traffic.again", traffic.again, 0.0, 0.95),
            ("traffic.churn", traffic.churn, 0.0, 1.0),
            ("traffic.loyalty", traffic.loyalty, 0.0, 1.0),
            ("examination.seconds", examination.seconds, 0.1, 60.0),
            ("examination.patience", first, 1.0, 3600.0),
            ("examination.patience", last, first, 3600.0),
            ("examination.row_decay", examination.row_decay, 0.0, 1.0),
            (
                "examination.column_decay",
                examination.column_decay,
                0.0,
                1.0,
            ),
            ("choice.base", choice.base, -20.0, 20.0),
            ("choice.popularity", choice.popularity, -20.0, 20.0),
            ("choice.open", choice.open, 0.0, 1.0),
            ("choice.finished", choice.finished, -20.0, 20.0),
            ("choice.begun", choice.begun, -20.0, 20.0),
            ("choice.known", choice.known, 0.0, 1.0),
            ("choice.fatigue", choice.fatigue, 0.0, 20.0),
            ("choice.confusion", choice.confusion, 0.0, 20.0),
            ("quality.abandon", quality.abandon, -20.0, 20.0),
            ("quality.title", quality.title, -20.0, 20.0),
            ("quality.clickbait", quality.clickbait, -20.0, 20.0),
            ("titles.trend", titles.trend, 0.0, 5.0),
            ("titles.arrivals", titles.arrivals, 0.0, 1.0),
            ("titles.retirements", titles.retirements, 0.0, 1.0),
        ];
        let sizes = large.into_iter().map(|size| ("examination.large", size));
        let sizes = sizes.chain(small.into_iter().map(|size| ("examination.small", size)));
        ranges.extend(sizes.map(|(key, size)| (key, f64::from(size), 1.0, 100.0)));
        let hours = traffic.hours.iter();
        ranges.extend(hours.map(|weight| ("traffic.hours", *weight, 0.0, 1e6)));
        let Devices {
            tv,
            desktop,
            tablet,
            phone,
        } = traffic.devices;
        let devices = [tv, desktop, tablet, phone].into_iter();
        ranges.extend(devices.map(|weight| ("traffic.devices", weight, 0.0, 1e6)));
        ranges
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

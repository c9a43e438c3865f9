//! The file beside a catalog that says what its pictures look like: measured once, because a
//! decision must not wait for pixels.

use std::{
    collections::BTreeMap,
    fmt::Write,
    path::{Path, PathBuf},
};

use super::{
    appearance::{Appearance, Colour},
    model::Title,
    parse::{PART, expect_schema, parts},
    problem::{Findings, Problem},
    wire::{Section, document_part, quoted},
};

/// The version of the format that this program reads and writes.
const SCHEMA: i64 = 1;
const LOOK_KEYS: [&str; 6] = [
    "crc",
    "brightness",
    "contrast",
    "colourfulness",
    "warmth",
    "palette",
];

/// What was measured of one picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Measurement {
    /// The CRC-32 of the picture's file.
    pub crc: u32,
    /// What its pixels look like; numbers with three decimals.
    pub appearance: Appearance,
    /// The line that says so, from 1; 0 before it is written.
    pub line: usize,
}

/// What was measured of the pictures of a catalog, by the ids of titles and artwork.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Looks(BTreeMap<String, BTreeMap<String, Measurement>>);

/// The file for the looks of the catalog file at `path`: `mine.looks.toml` beside `mine.toml`.
#[must_use]
pub fn looks_path(path: &Path) -> PathBuf {
    path.with_extension("looks.toml")
}

impl Looks {
    /// The measurements in `source`, which users know as `name`, that have no error; and all
    /// problems in the order of the file.
    #[must_use]
    pub fn parse(source: &str, name: &str) -> (Self, Vec<Problem>) {
        let text = source.strip_prefix('\u{feff}').unwrap_or(source);
        let mut reading = Reading {
            looks: Self::default(),
            findings: Findings::default(),
            line_ends: text.match_indices('\n').map(|(at, _)| at).collect(),
        };
        for (base, part) in parts(text, "\n[title.", PART) {
            let table = document_part(part, base, &mut reading.findings);
            let top = Section::part(table.get_ref(), base);
            if base == 0 {
                expect_schema(top, SCHEMA, &mut reading.findings);
            }
            top.expect_only(&["schema", "title"], &mut reading.findings);
            reading.titles(top);
        }
        (reading.looks, reading.findings.into_problems(text, name))
    }

    /// Adds what was measured of a picture, rounded to three decimals.
    pub fn insert(&mut self, title: &str, artwork: &str, crc: u32, exact: &Appearance) {
        let rounded = |value: f64| (value * 1000.0).round() / 1000.0;
        let appearance = Appearance {
            brightness: rounded(exact.brightness),
            contrast: rounded(exact.contrast),
            colourfulness: rounded(exact.colourfulness),
            warmth: rounded(exact.warmth),
            shares: exact.shares.map(rounded),
        };
        let measurement = Measurement {
            crc,
            appearance,
            line: 0,
        };
        let set = self.0.entry(title.to_owned()).or_default();
        set.insert(artwork.to_owned(), measurement);
    }

    /// What was measured of an artwork of a title.
    #[must_use]
    pub fn get(&self, title: &str, artwork: &str) -> Option<&Measurement> {
        self.0.get(title)?.get(artwork)
    }

    /// All measurements with the ids of their title and artwork, sorted by these.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str, &Measurement)> {
        let titles = self.0.iter();
        titles.flat_map(|(title, set)| {
            let set = set.iter();
            set.map(|(artwork, measurement)| (title.as_str(), artwork.as_str(), measurement))
        })
    }

    /// The file that holds them.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let mut text = format!(
            "# What the pictures of the catalog look like. Made by `keyart catalog measure`.\n\
             schema = {SCHEMA}\n"
        );
        for (title, set) in &self.0 {
            let _ = writeln!(text, "\n[title.{title}]");
            for (
                artwork,
                Measurement {
                    crc, appearance, ..
                },
            ) in set
            {
                let Appearance {
                    brightness,
                    contrast,
                    colourfulness,
                    warmth,
                    ..
                } = appearance;
                let palette = appearance.palette();
                let palette: Vec<_> = palette
                    .map(|(colour, share)| format!("{colour} = {share:.3}"))
                    .collect();
                let _ = writeln!(
                    text,
                    "{artwork} = {{ crc = \"{crc:08x}\", brightness = {brightness:.3}, \
                     contrast = {contrast:.3}, colourfulness = {colourfulness:.3}, \
                     warmth = {warmth:.3}, palette = {{ {} }} }}",
                    palette.join(", ")
                );
            }
        }
        text
    }

    /// Gives the artwork of `titles` its appearance.
    pub(super) fn attach(&self, titles: &mut [Title]) {
        for title in titles {
            let Some(set) = self.0.get(title.id.as_str()) else {
                continue;
            };
            for artwork in &mut title.artwork {
                let measurement = set.get(artwork.id.as_str());
                artwork.appearance = measurement.map(|one| Box::new(one.appearance));
            }
        }
    }
}

struct Reading {
    looks: Looks,
    findings: Findings,
    line_ends: Vec<usize>,
}

impl Reading {
    fn titles(&mut self, top: Section<'_>) {
        let titles = top.optional("title");
        let Some(titles) = titles.and_then(|entry| entry.section(&mut self.findings)) else {
            return;
        };
        for (title, entry) in titles.entries() {
            let Some(set) = entry.section(&mut self.findings) else {
                continue;
            };
            for (artwork, entry) in set.entries() {
                let section = entry.section(&mut self.findings);
                let Some(measurement) = section.and_then(|section| self.measurement(section))
                else {
                    continue;
                };
                let set = self.looks.0.entry(title.to_owned()).or_default();
                if set.insert(artwork.to_owned(), measurement).is_some() {
                    let message = format!("{} is listed twice", quoted(artwork));
                    entry.refuse(&message, "remove one of them", &mut self.findings);
                }
            }
        }
    }

    /// What `section` says; `None` if there is any error in it, which is then found.
    fn measurement(&mut self, section: Section<'_>) -> Option<Measurement> {
        let findings = &mut self.findings;
        section.expect_only(&LOOK_KEYS, findings);
        let crc = section.required("crc", "picture", "\"0badcafe\"", findings);
        let palette = section.required("palette", "picture", "{ blue = 1.0 }", findings);
        let [brightness, contrast, colourfulness, warmth] =
            ["brightness", "contrast", "colourfulness", "warmth"].map(|key| {
                let entry = section.required(key, "picture", "0.5", findings);
                entry.and_then(|entry| entry.share(findings))
            });
        let crc = crc.and_then(|entry| {
            let text = entry.string(findings)?;
            let crc = u32::from_str_radix(text, 16).ok();
            if crc.is_none() {
                let message = format!("{} is no CRC-32", quoted(text));
                entry.refuse(&message, "write eight hexadecimal digits", findings);
            }
            crc
        });
        let mut shares = [0.0; Colour::ALL.len()];
        for (name, entry) in palette?.section(findings)?.entries() {
            let share = entry.share(findings);
            match Colour::parse(name) {
                Some(colour) => shares[colour as usize] = share?,
                None => {
                    let message = format!("there is no colour {}", quoted(name));
                    let words = Colour::ALL.iter().map(|colour| colour.as_str());
                    let remedy = findings.did_you_mean(name, words);
                    let remedy = remedy.unwrap_or_else(|| "measure the catalog again".to_owned());
                    entry.refuse(&message, &remedy, findings);
                    return None;
                }
            }
        }
        let line = 1 + self.line_ends.partition_point(|end| *end < section.at);
        Some(Measurement {
            crc: crc?,
            appearance: Appearance {
                brightness: brightness?,
                contrast: contrast?,
                colourfulness: colourfulness?,
                warmth: warmth?,
                shares,
            },
            line,
        })
    }
}

//! From the text of a profiles file to profiles and everything wrong with the file.

use std::collections::HashMap;

use super::{
    model::{AvatarId, Profile, ProfileId, Thumb, Viewing},
    set::{Profiles, free_name},
};
use crate::{
    catalog::{
        ArtworkId, Entry, Findings, Maturity, Problem, Section, Severity, TitleId, document,
        expect_schema, unique_slug,
    },
    text::Text,
    time::{DAY, Timestamp, Zone},
};

/// The version of the format that this program reads and writes.
pub(super) const SCHEMA: i64 = 1;
const PROFILE_KEYS: [&str; 7] = [
    "id", "name", "avatar", "maturity", "list", "thumb", "viewing",
];
/// How long ago a demo profile may have watched something, in days.
const LONGEST_AGO: f64 = 3650.0;

/// How a file tells when something was watched.
#[derive(Debug, Clone, Copy)]
pub(super) enum Clock {
    /// With the time, in `at`.
    Absolute,
    /// With the days before this moment, in `days_ago`.
    Before(Timestamp),
}

/// The profiles in `source`, which users know as `name`.
///
/// # Errors
/// All problems of the file if one is an error.
pub(super) fn profiles(source: &str, name: &str, clock: Clock) -> Result<Profiles, Vec<Problem>> {
    let text = source.strip_prefix('\u{feff}').unwrap_or(source);
    let mut findings = Findings::default();
    let table = document(text, &mut findings);
    if findings.errors() > 0 {
        return Err(findings.into_problems(text, name));
    }
    let top = Section::new(table.get_ref());
    expect_schema(top, SCHEMA, &mut findings);
    top.expect_only(&["schema", "next", "profile"], &mut findings);
    let next = top.optional("next");
    let next = next.and_then(|entry| entry.long(&mut findings));
    let sections = top.tables("profile", &mut findings);
    let mut reading = Reading {
        findings,
        clock,
        places: HashMap::new(),
        names: Vec::new(),
    };
    let profiles: Vec<_> = sections
        .into_iter()
        .filter_map(|section| reading.profile(section))
        .collect();
    let failed = reading.findings.errors() > 0;
    if failed {
        let mut problems = reading.findings.into_problems(text, name);
        problems.retain(|problem| problem.severity == Severity::Error);
        return Err(problems);
    }
    let next = next.and_then(|next| u64::try_from(next).ok()).unwrap_or(1);
    Ok(Profiles::new(profiles, next))
}

struct Reading {
    findings: Findings,
    clock: Clock,
    /// The ids so far, with their places.
    places: HashMap<String, usize>,
    names: Vec<Text>,
}

impl Reading {
    /// The profile in `section`; `None` if something is missing, which is then found.
    fn profile(&mut self, section: Section<'_>) -> Option<Profile> {
        let findings = &mut self.findings;
        section.expect_only(&PROFILE_KEYS, findings);
        let mut required = |key, example| section.required(key, "profile", example, findings);
        let id = required("id", "\"p1\"");
        let name = required("name", "\"Ada\"");
        let avatar = required("avatar", "\"heart\"");
        let maturity = required("maturity", "\"18+\"");

        let id = id.and_then(|entry| unique_slug("profiles", entry, &mut self.places, findings));
        let name = name.and_then(|entry| self.name(entry));
        let findings = &mut self.findings;
        let avatar = avatar.and_then(|entry| entry.text(findings));
        let maturity =
            maturity.and_then(|entry| entry.word(Maturity::parse, Maturity::ALL, findings));
        let list = section.optional("list");
        let list = list.and_then(|entry| entry.texts(findings));
        let thumbs = self.thumbs(section);
        let history = self.history(section);
        Some(Profile {
            id: ProfileId::new(id?),
            name: name?,
            avatar: AvatarId::new(&avatar?),
            maturity: maturity?,
            history,
            thumbs,
            list: list
                .unwrap_or_default()
                .iter()
                .map(|id| TitleId::new(id))
                .collect(),
        })
    }

    fn name(&mut self, entry: Entry<'_>) -> Option<Text> {
        let raw = entry.string(&mut self.findings)?;
        match free_name(raw, self.names.iter()) {
            Ok(name) => {
                self.names.push(name.clone());
                Some(name)
            }
            Err(error) => {
                let remedy = "write another name";
                entry.refuse(&error.to_string(), remedy, &mut self.findings);
                None
            }
        }
    }

    fn thumbs(&mut self, profile: Section<'_>) -> Vec<(TitleId, Thumb)> {
        let findings = &mut self.findings;
        let mut thumbs: Vec<(TitleId, Thumb)> = Vec::new();
        for section in profile.tables("thumb", findings) {
            section.expect_only(&["title", "thumb"], findings);
            let title = title(section, findings);
            let thumb = section.required("thumb", "opinion", "\"up\"", findings);
            let thumb = thumb.and_then(|entry| entry.word(Thumb::parse, Thumb::ALL, findings));
            if let Some(opinion) = title.zip(thumb) {
                thumbs.retain(|(earlier, _)| *earlier != opinion.0);
                thumbs.push(opinion);
            }
        }
        thumbs
    }

    fn history(&mut self, profile: Section<'_>) -> Vec<Viewing> {
        let sections = profile.tables("viewing", &mut self.findings);
        let viewings = sections.into_iter();
        let mut history: Vec<_> = viewings
            .filter_map(|section| self.viewing(section))
            .collect();
        history.sort_by_key(|viewing| viewing.at);
        history
    }

    fn viewing(&mut self, section: Section<'_>) -> Option<Viewing> {
        let findings = &mut self.findings;
        let time = match self.clock {
            Clock::Absolute => "at",
            Clock::Before(_) => "days_ago",
        };
        section.expect_only(&["title", "artwork", "fraction", time], findings);
        let title = title(section, findings);
        let artwork = section.optional("artwork");
        let artwork = artwork.and_then(|entry| entry.text(findings));
        let fraction = section.required("fraction", "viewing", "1.0", findings);
        let fraction = fraction.and_then(|entry| entry.share(findings));
        let at = moment(section, self.clock, findings);
        Some(Viewing {
            title: title?,
            artwork: artwork.map(|id| ArtworkId::new(&id)),
            at: at?,
            fraction: fraction?,
        })
    }
}

fn title(section: Section<'_>, findings: &mut Findings) -> Option<TitleId> {
    let entry = section.required("title", "entry", "\"neon-harbor\"", findings)?;
    Some(TitleId::new(&entry.text(findings)?))
}

fn moment(section: Section<'_>, clock: Clock, findings: &mut Findings) -> Option<Timestamp> {
    match clock {
        Clock::Absolute => {
            let example = "\"2026-01-05T20:30:00.000Z\"";
            let entry = section.required("at", "viewing", example, findings)?;
            let parsed = Zone::utc().parse(entry.string(findings)?);
            if let Err(message) = &parsed {
                entry.refuse(&format!("`at`: {message}"), "write a time in UTC", findings);
            }
            parsed.ok()
        }
        Clock::Before(now) => {
            let entry = section.required("days_ago", "viewing", "3", findings)?;
            let days = entry.within(0.0..=LONGEST_AGO, findings)?;
            Some(now.plus(-((days * DAY as f64) as i64)))
        }
    }
}

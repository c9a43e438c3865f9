//! `keyart select`: one decision, without a terminal.

mod reasons;
mod selection;

use std::io::Write;

use clap::{
    Args,
    builder::{PossibleValuesParser, TypedValueParser},
};
use serde_json::Value;

use selection::Selection;

use super::{Failure, Options};
use crate::{
    catalog::{Canvas, Catalog, Title, TitleIndex, nearest},
    log::Moment,
    profiles::{Profile, Profiles, Taste, similarity},
    session::{Page, Viewer},
    text::Text,
    time::{Timestamp, Zone},
};

/// Options of `keyart select`.
#[derive(Debug, Args)]
pub(super) struct SelectOptions {
    /// Name or id of the profile.
    #[arg(long, value_name = "PROFILE")]
    profile: String,
    /// Name or id of the title; all titles without it.
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// Where the artwork is shown.
    #[arg(long, value_name = "NAME", default_value = "tile", value_parser =
        PossibleValuesParser::new(Canvas::ALL.iter().map(|canvas| canvas.as_str()))
            .try_map(|word| Canvas::parse(&word).ok_or("unknown word")))]
    canvas: Canvas,
    /// The moment to decide at, such as 2026-01-05T20:30; now without it.
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// Say why.
    #[arg(long)]
    explain: bool,
    /// Print JSON: an object for one title, an array for all.
    #[arg(long)]
    json: bool,
}

impl SelectOptions {
    /// The moment to decide at.
    fn moment(&self, zone: &Zone) -> Result<Timestamp, Failure> {
        let wrong = |problem| Failure::Input(format!("--at: {problem}"));
        match &self.at {
            Some(text) => zone.parse(text).map_err(wrong),
            None => Ok(Timestamp::now()),
        }
    }
}

/// Prints the decision that the interface would make for a profile in its next session.
///
/// # Errors
/// [`Failure::Input`] for an unknown profile, title or time; [`Failure::Storage`] if printing
/// fails.
pub(super) fn run(
    arguments: &SelectOptions,
    options: &Options,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let config = options.configured()?;
    let zone = Zone::system();
    let at = arguments.moment(&zone)?;
    let (opening, _) = options.opening(&config, at)?;
    let profiles = opening.look_at_profiles()?;
    let mut serving = opening.serving()?;
    let catalog = &*opening.catalog;
    let profile = find_profile(&profiles, &arguments.profile)?;
    let taste = Taste::of(profile, catalog, at);
    let local = zone.local(at);
    let moment = Moment {
        hour: local.hour,
        weekday: local.weekday,
        device: config.device,
    };
    let viewer = Viewer {
        profile,
        taste: &taste,
        moment,
    };
    let titles = match &arguments.title {
        Some(name) => vec![find_title(catalog, name)?],
        None => (0..catalog.titles().len()).map(TitleIndex).collect(),
    };
    serving.arrange(&profile.id, Page::of(catalog, profile, &taste).places());
    serving.acquaint(&profile.id, |other| {
        let other = profiles
            .get(other)
            .map(|other| Taste::of(other, catalog, at));
        other.map_or(0.0, |other| similarity(&taste, &other))
    });
    let mut selections = Vec::new();
    for index in titles {
        serving.decide(catalog, &viewer, index, arguments.canvas);
        let decision = serving.decision(&profile.id, index, arguments.canvas);
        let selection = Selection {
            catalog,
            index,
            canvas: arguments.canvas,
            viewer,
            at,
            learner: serving.learner(),
        };
        if arguments.json {
            selections.push(selection.json(decision));
        } else {
            selection.print(decision, arguments.explain, out)?;
        }
    }
    if arguments.json {
        let value = if arguments.title.is_some() {
            selections.swap_remove(0)
        } else {
            Value::Array(selections)
        };
        writeln!(out, "{value:#}")?;
    }
    Ok(())
}

/// The profile with this id or, ignoring case, this name.
///
/// # Errors
/// [`Failure::Input`] that names the nearest one.
pub(super) fn find_profile<'a>(profiles: &'a Profiles, name: &str) -> Result<&'a Profile, Failure> {
    let wanted = Text::new(name).to_lowercase();
    let all = profiles.as_slice();
    let found = all
        .iter()
        .find(|profile| profile.name.to_lowercase() == wanted || profile.id.as_str() == name);
    found.ok_or_else(|| {
        unknown(
            "profile",
            name,
            all.iter().map(|profile| profile.name.as_str()),
        )
    })
}

/// The title with this id or, ignoring case, this name.
///
/// # Errors
/// [`Failure::Input`] that names the nearest one.
pub(super) fn find_title(catalog: &Catalog, name: &str) -> Result<TitleIndex, Failure> {
    let wanted = Text::new(name).to_lowercase();
    let is_meant = |title: &Title| title.id.as_str() == name || title.name.to_lowercase() == wanted;
    let place = catalog.titles().iter().position(is_meant).map(TitleIndex);
    place.ok_or_else(|| {
        let names = catalog
            .titles()
            .iter()
            .flat_map(|title| [title.name.as_str(), title.id.as_str()]);
        unknown("title", name, names)
    })
}

fn unknown<'a>(kind: &str, name: &str, known: impl Iterator<Item = &'a str>) -> Failure {
    let nearest = nearest(name, known);
    let hint = nearest.map_or_else(String::new, |nearest| {
        format!("; did you mean `{nearest}`?")
    });
    Failure::Input(format!("there is no {kind} `{}`{hint}", Text::new(name)))
}

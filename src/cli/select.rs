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
    catalog::{Canvas, TitleIndex, Unknown},
    log::Moment,
    profiles::{Taste, similarity},
    session::{Page, Viewer},
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
    let profile = profiles.named(&arguments.profile)?;
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
        Some(name) => vec![catalog.named(name)?],
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

impl From<Unknown> for Failure {
    fn from(unknown: Unknown) -> Self {
        Self::Input(unknown.to_string())
    }
}

//! `keyart select`: one decision, without a terminal.

use std::io::Write;

use clap::{
    Args,
    builder::{PossibleValuesParser, TypedValueParser},
};
use serde_json::{Value, json};

use super::{Failure, Options};
use crate::{
    catalog::{Canvas, Catalog, Title, TitleIndex, nearest},
    engine::{Decision, Explanation},
    log::Moment,
    profiles::{Profile, Profiles, Taste},
    session::{Serving, Viewer},
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
    let at = match &arguments.at {
        Some(text) => zone
            .parse(text)
            .map_err(|problem| Failure::Input(format!("--at: {problem}")))?,
        None => Timestamp::now(),
    };
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
    let mut selections = Vec::new();
    for index in titles {
        serving.decide(catalog, &viewer, index, arguments.canvas);
        let decision = serving.decision(&profile.id, index, arguments.canvas);
        let selection = Selection {
            catalog,
            index,
            viewer,
            serving: &serving,
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

/// What is known about one title's decision.
struct Selection<'a> {
    catalog: &'a Catalog,
    index: TitleIndex,
    viewer: Viewer<'a>,
    serving: &'a Serving,
}

impl Selection<'_> {
    fn title(&self) -> &Title {
        &self.catalog[self.index]
    }

    fn explanation(&self, decision: &Decision) -> Explanation {
        Explanation::of(decision, self.catalog, self.index, self.viewer.taste)
    }

    fn print(
        &self,
        decision: Option<&Decision>,
        explain: bool,
        out: &mut dyn Write,
    ) -> Result<(), Failure> {
        let (title, profile) = (self.title(), self.viewer.profile);
        let Some(decision) = decision else {
            return Ok(writeln!(
                out,
                "{}: nothing that {} may see",
                title.name, profile.name
            )?);
        };
        let artwork = &title.artwork[decision.artwork()];
        let difference = if decision.differs_from_default() {
            format!(
                "instead of {}",
                title.artwork[decision.actions.arms()[decision.actions.default_arm()]].id
            )
        } else {
            "the default".to_owned()
        };
        writeln!(
            out,
            "{}: {} sees {} ({difference}; chance {:.1} %)",
            title.name,
            profile.name,
            artwork.id,
            100.0 * decision.propensity()
        )?;
        if explain {
            self.print_reasons(&self.explanation(decision), out)
        } else {
            Ok(())
        }
    }

    fn print_reasons(&self, explanation: &Explanation, out: &mut dyn Write) -> Result<(), Failure> {
        if !explanation.carriers.is_empty() {
            writeln!(out, "\n  Watched titles that weighed most:")?;
        }
        for carrier in &explanation.carriers {
            writeln!(
                out,
                "    {:+.3}  {}",
                carrier.amount, self.catalog[carrier.title].name
            )?;
        }
        if !explanation.contributions.is_empty() {
            let unit = self.serving.learner().name().about().unit;
            writeln!(out, "\n  Why, in expected {unit}:")?;
        }
        let largest = explanation
            .contributions
            .iter()
            .map(|it| it.amount.abs())
            .fold(1e-9, f64::max);
        for contribution in explanation
            .contributions
            .iter()
            .filter(|it| it.amount != 0.0)
        {
            let length = (contribution.amount.abs() / largest * 20.0).round() as usize;
            let bar = if contribution.amount < 0.0 { "-" } else { "#" }.repeat(length);
            writeln!(
                out,
                "    {:+.3}  {:<14} {bar}",
                contribution.amount, contribution.feature.name
            )?;
        }
        if !explanation.contributions.is_empty() {
            let sum: f64 = explanation.contributions.iter().map(|it| it.amount).sum();
            writeln!(out, "    {sum:+.3}  score")?;
        }
        writeln!(out, "\n  Candidates:")?;
        for (place, candidate) in explanation.candidates.iter().enumerate() {
            let artwork = &self.title().artwork[candidate.artwork];
            let mark = if place == explanation.chosen {
                '>'
            } else {
                ' '
            };
            let score = candidate.score.map_or_else(String::new, |score| {
                format!("  score {:+.3} ± {:.3}", score.mean, score.deviation)
            });
            let default = if place == explanation.default {
                "  (default)"
            } else {
                ""
            };
            let id = Text::new(artwork.id.as_str());
            writeln!(
                out,
                "  {mark} {id:<20} {:>5.1} %{score}{default}",
                100.0 * candidate.probability
            )?;
        }
        Ok(writeln!(out)?)
    }

    fn json(&self, decision: Option<&Decision>) -> Value {
        let (title, profile) = (self.title(), self.viewer.profile);
        let explanation = decision.map(|decision| self.explanation(decision));
        let artwork = |place: usize| title.artwork[place].id.as_str();
        json!({
            "profile": profile.id.as_str(),
            "profile_name": profile.name.as_str(),
            "title": title.id.as_str(),
            "policy": self.serving.learner().spec().to_string(),
            "artwork": decision.map(|decision| artwork(decision.artwork())),
            "file": decision.map(|decision| &*title.artwork[decision.artwork()].file),
            "propensity": decision.map(Decision::propensity),
            "is_default": decision.map(|decision| !decision.differs_from_default()),
            "candidates": explanation.as_ref().map(|it| it.candidates.iter().map(|candidate| json!({
                "artwork": artwork(candidate.artwork),
                "probability": candidate.probability,
                "score": candidate.score.map(|score| score.mean),
                "deviation": candidate.score.map(|score| score.deviation),
            })).collect::<Vec<_>>()),
            "contributions": explanation.as_ref().map(|it| it.contributions.iter().map(|contribution| json!({
                "feature": contribution.feature.name,
                "value": contribution.value,
                "amount": contribution.amount,
            })).collect::<Vec<_>>()),
            "watched": explanation.as_ref().map(|it| it.carriers.iter().map(|carrier| json!({
                "title": self.catalog[carrier.title].id.as_str(),
                "amount": carrier.amount,
            })).collect::<Vec<_>>()),
        })
    }
}

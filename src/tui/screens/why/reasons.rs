//! The explanation in a sentence.

use super::Case;
use crate::{
    catalog::Artwork,
    engine::{Contribution, PolicyName},
    profiles::{Aspect, Taste},
    tui::wording,
};

/// Contributions below this are not worth a word.
const WORTH_SAYING: f64 = 0.005;

/// Who sees what, and because of what above all.
pub(super) fn sentence(case: &Case<'_>) -> String {
    let name = &case.profile.name;
    let artwork = artwork(case);
    let policy = case.state.serving().learner().name();
    match policy {
        PolicyName::Uniform => format!(
            "{name} sees {} by lot: this policy shows every picture equally often, to learn from \
             all of them. Nothing about {name} plays a part.",
            artwork.id
        ),
        PolicyName::Fixed => format!(
            "{name} sees {}: this policy shows everyone the catalog's own choice.",
            artwork.id
        ),
        PolicyName::LinTs => {
            format!("{name} sees {} because {}.", artwork.id, because(case))
        }
    }
}

/// Says so where the picture shown is not the one that the policy thinks best.
pub(super) fn exploration(case: &Case<'_>) -> Option<String> {
    let candidates = &case.explanation.candidates;
    let chosen = candidates[case.explanation.chosen];
    let best = candidates
        .iter()
        .max_by(|a, b| a.probability.total_cmp(&b.probability))?;
    if best.probability <= chosen.probability {
        return None;
    }
    let title = &case.state.catalog[case.title];
    Some(format!(
        "Shown to learn: it had a chance of {}; {} was more likely with {}.",
        wording::chance(chosen.probability),
        title.artwork[best.artwork].id,
        wording::chance(best.probability),
    ))
}

fn artwork<'a>(case: &Case<'a>) -> &'a Artwork {
    let chosen = case.explanation.candidates[case.explanation.chosen];
    &case.state.catalog[case.title].artwork[chosen.artwork]
}

/// The strongest two reasons that can be put in words.
fn because(case: &Case<'_>) -> String {
    let Some(taste) = case.state.taste(&case.profile.id) else {
        return "nothing is known about this profile".to_owned();
    };
    let mut strongest: Vec<&Contribution> = case
        .explanation
        .contributions
        .iter()
        .filter(|contribution| contribution.amount >= WORTH_SAYING)
        .collect();
    strongest.sort_by(|a, b| b.amount.total_cmp(&a.amount));
    let reasons: Vec<String> = strongest
        .into_iter()
        .filter_map(|contribution| reason(contribution.feature.name, artwork(case), taste))
        .take(2)
        .collect();
    match (reasons.is_empty(), taste.is_empty()) {
        (true, true) => "nothing is known about this profile yet".to_owned(),
        (true, false) => "nothing speaks clearly for another one".to_owned(),
        (false, _) => reasons.join(", and "),
    }
}

/// What a feature says about this artwork, as the end of a sentence; `None` where it says nothing
/// that tells pictures apart.
fn reason(feature: &str, artwork: &Artwork, taste: &Taste) -> Option<String> {
    let shared = |aspect: Aspect, shown: &[(&str, f64)]| shared(taste, aspect, shown);
    let weighted = |weights: &'_ [(crate::text::Text, f64)]| -> Vec<(String, f64)> {
        weights
            .iter()
            .map(|(name, weight)| (name.to_string(), *weight))
            .collect()
    };
    match feature {
        "genre" | "theme" => {
            let (aspect, weights) = match feature {
                "genre" => (Aspect::Genre, weighted(&artwork.genres)),
                _ => (Aspect::Theme, weighted(&artwork.themes)),
            };
            let shown: Vec<(&str, f64)> = weights
                .iter()
                .map(|(name, weight)| (name.as_str(), *weight))
                .collect();
            let names = shared(aspect, &shown)?;
            Some(match feature {
                "genre" => format!("it shows the {names} you watch"),
                _ => format!("it is about {names}, as much of what you watch is"),
            })
        }
        "cast" => {
            let shown: Vec<(&str, f64)> = artwork
                .cast
                .iter()
                .map(|name| (name.as_str(), 1.0))
                .collect();
            let names = shared(Aspect::Cast, &shown)?;
            Some(format!("you watch films with {names}"))
        }
        "tone" => Some(format!("you open {} pictures", artwork.tone)),
        "shot" => Some(format!(
            "you open pictures of this framing ({})",
            artwork.shot
        )),
        "default" => Some("it is the catalog's own choice".to_owned()),
        "track-record" => Some("it did better than the title's other pictures".to_owned()),
        "true-to-title" => Some("it stands well for what the title is".to_owned()),
        "night" => Some("it suits the night".to_owned()),
        "daytime" => Some("it suits the day".to_owned()),
        "small-screen" => Some("it is clear on a small screen".to_owned()),
        "billboard" => Some("it has the width of the billboard".to_owned()),
        _ => None,
    }
}

/// The two terms that the picture and the taste share most.
fn shared(taste: &Taste, aspect: Aspect, shown: &[(&str, f64)]) -> Option<String> {
    let mut shared: Vec<(&str, f64)> = taste
        .strongest(aspect)
        .into_iter()
        .filter_map(|(term, affinity)| {
            let (_, weight) = shown.iter().find(|(name, _)| *name == term.as_str())?;
            Some((term.as_str(), affinity * weight))
        })
        .filter(|(_, product)| *product > 0.0)
        .collect();
    shared.sort_by(|a, b| b.1.total_cmp(&a.1));
    match shared[..] {
        [] => None,
        [(one, _)] => Some(one.to_owned()),
        [(first, _), (second, _), ..] => Some(format!("{first} and {second}")),
    }
}

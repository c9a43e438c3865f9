//! The explanation in a sentence.

use super::Case;
use crate::{
    catalog::{Artwork, Aspect},
    engine::{Candidate, Contribution, PolicyName},
    profiles::Taste,
    text::Text,
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
        PolicyName::BestArtwork => format!(
            "{name} sees {} because of how this title's pictures did with everyone: the chance \
             that it is the best of them was {}. Nothing about {name} plays a part.",
            artwork.id,
            wording::chance(chosen(case).probability),
        ),
        PolicyName::Ucb1 => format!(
            "{name} sees {}: of this title's pictures it may be the best one for everyone, as far \
             as is known yet. Nothing about {name} plays a part.",
            artwork.id
        ),
        _ if is_trial(case) => {
            let best = best(case);
            let title = &case.state.catalog[case.title];
            format!(
                "{name} sees {} to learn more about it: its chance was {}, and that of {} was {}.",
                artwork.id,
                wording::chance(chosen(case).probability),
                title.artwork[best.artwork].id,
                wording::chance(best.probability),
            )
        }
        _ => {
            format!("{name} sees {} because {}.", artwork.id, because(case))
        }
    }
}

/// What speaks for a picture that is shown to learn about it.
pub(super) fn trial(case: &Case<'_>) -> Option<String> {
    (!case.explanation.contributions.is_empty() && is_trial(case))
        .then(|| format!("In its favour: {}.", because(case)))
}

/// Whether the picture shown is not the one that the policy thinks best.
fn is_trial(case: &Case<'_>) -> bool {
    best(case).probability > chosen(case).probability
}

fn chosen(case: &Case<'_>) -> Candidate {
    case.explanation.candidates[case.explanation.chosen]
}

fn best(case: &Case<'_>) -> Candidate {
    let candidates = case.explanation.candidates.iter();
    candidates.fold(chosen(case), |best, candidate| {
        if candidate.probability > best.probability {
            *candidate
        } else {
            best
        }
    })
}

fn artwork<'a>(case: &Case<'a>) -> &'a Artwork {
    &case.state.catalog[case.title].artwork[chosen(case).artwork]
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
        .filter(|contribution| contribution.apart >= WORTH_SAYING)
        .collect();
    strongest.sort_by(|a, b| b.apart.total_cmp(&a.apart));
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
    let shared = |aspect, shown: &[(Text, f64)]| shared(taste, aspect, shown);
    match feature {
        "genre" => {
            let names = shared(Aspect::Genre, &artwork.genres)?;
            Some(format!("it shows the {names} you watch"))
        }
        "theme" => {
            let names = shared(Aspect::Theme, &artwork.themes)?;
            Some(format!("it is about {names}, as much of what you watch is"))
        }
        "cast" => {
            let shown = artwork.cast.iter().map(|name| (name.clone(), 1.0));
            let names = shared(Aspect::Cast, &shown.collect::<Vec<_>>())?;
            Some(format!("you watch films with {names}"))
        }
        "tone" => Some(format!("you open {} pictures", artwork.tone)),
        "shot" => Some(format!(
            "you open pictures of this framing ({})",
            artwork.shot
        )),
        "palette" => Some("it has the colours of the pictures you open".to_owned()),
        "words" => Some("it shows what the stories you watch are about".to_owned()),
        "mood" => Some(format!("it has the mood you asked for ({})", artwork.tone)),
        "similar-profiles" => Some("profiles that watch the same took it".to_owned()),
        "familiar" => Some("you have opened it before".to_owned()),
        "trend" => Some("it does better lately".to_owned()),
        "weekend" => Some("it suits the weekend".to_owned()),
        "far" => Some("it is clear from afar".to_owned()),
        "vivid" => Some("it is colourful".to_owned()),
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
fn shared(taste: &Taste, aspect: Aspect, shown: &[(Text, f64)]) -> Option<String> {
    let mut shared: Vec<(&str, f64)> = taste
        .strongest(aspect)
        .into_iter()
        .filter_map(|(term, affinity)| {
            let (_, weight) = shown.iter().find(|(name, _)| name == term)?;
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

//! The explanation in plain sentences.

use super::{Case, Explanation};
use crate::{
    catalog::{Artwork, Aspect},
    engine::{Candidate, Contribution, PolicyName, Schedule},
    profiles::Taste,
    text::Text,
};

/// Contributions below this are not worth a word.
const WORTH_SAYING: f64 = 0.005;

/// A chance that is larger than exploration's share by less than this part of it comes from
/// exploration alone.
const NEGLIGIBLE: f64 = 0.01;

/// A probability; never rounded to a certainty that it is not.
#[must_use]
pub fn chance(probability: f64) -> String {
    match probability * 100.0 {
        0.0 => "0 %".to_owned(),
        percent if percent < 1.0 => "<1 %".to_owned(),
        percent if percent > 99.0 && percent < 100.0 => ">99 %".to_owned(),
        percent => format!("{percent:.0} %"),
    }
}

/// An explanation in words, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentences {
    /// Who sees what, and because of what above all.
    pub why: String,
    /// What else there is to know about the choice.
    pub notes: Vec<String>,
    /// Between which numbers the score lies, as in `between 0.33 and 0.51`, with a probability of
    /// 95 %; `None` if the policy is not in doubt.
    pub interval: Option<String>,
}

impl Sentences {
    /// All of it, each a whole sentence or two.
    pub fn all(&self) -> impl Iterator<Item = String> {
        let interval = self.interval.iter();
        let interval =
            interval.map(|between| format!("Its score is {between} with a probability of 95 %."));
        let said = std::iter::once(&self.why).chain(&self.notes).cloned();
        said.chain(interval)
    }
}

impl Explanation {
    /// The explanation in words; `case` is what it explains.
    #[must_use]
    pub fn sentences(&self, case: &Case<'_>) -> Sentences {
        let teller = Teller {
            explanation: self,
            case,
        };
        let between = |(low, high)| format!("between {low:.2} and {high:.2}");
        let notes = [teller.favour(), teller.exploration(), teller.variety()];
        Sentences {
            why: teller.why(),
            notes: notes.into_iter().flatten().collect(),
            interval: self.shown().interval.map(between),
        }
    }
}

struct Teller<'a> {
    explanation: &'a Explanation,
    case: &'a Case<'a>,
}

impl Teller<'_> {
    fn artwork(&self) -> &Artwork {
        self.artwork_at(self.explanation.shown().artwork)
    }

    fn artwork_at(&self, place: usize) -> &Artwork {
        &self.case.title().artwork[place]
    }

    /// Whether the picture shown is not the likeliest one.
    fn is_trial(&self) -> bool {
        self.explanation.likeliest().artwork != self.explanation.shown().artwork
    }

    fn why(&self) -> String {
        let name = &self.case.profile.name;
        let id = Text::new(self.artwork().id.as_str());
        let shown = self.explanation.shown();
        let reason = match self.case.learner.name() {
            _ if self.explanation.candidates.len() == 1 => format!(": {}.", self.only()),
            PolicyName::Uniform => format!(
                " by lot: this policy shows every picture equally often, to learn from all of \
                 them. Nothing about {name} plays a part."
            ),
            _ if self.is_trial() => {
                let likeliest = self.explanation.likeliest();
                format!(
                    " to learn more about it: its chance was {}, and that of {} was {}.",
                    chance(shown.probability),
                    Text::new(self.artwork_at(likeliest.artwork).id.as_str()),
                    chance(likeliest.probability),
                )
            }
            _ if self.is_by_lot() => format!(
                " by lot, to learn more about it: its chance was {}.",
                chance(shown.probability)
            ),
            PolicyName::Fixed => {
                ": this policy shows everyone the catalog's own choice.".to_owned()
            }
            PolicyName::BestArtwork => format!(
                " because of how this title's pictures did with everyone: the chance that it is \
                 the best of them was {}. Nothing about {name} plays a part.",
                chance(shown.probability),
            ),
            PolicyName::Ucb1 => format!(
                ": of this title's pictures it may be the best one for everyone, as far as is \
                 known yet. Nothing about {name} plays a part."
            ),
            PolicyName::Ensemble => format!(
                ": with the policies that are mixed here no other picture had a larger chance \
                 than its {}.",
                chance(shown.probability),
            ),
            _ => format!(" because {}.", self.because()),
        };
        format!("{name} sees {id}{reason}")
    }

    /// Why there was nothing to choose from.
    fn only(&self) -> &'static str {
        let set = &self.case.title().artwork;
        let fits = |artwork: &&Artwork| artwork.canvases.contains(self.case.canvas);
        if set.iter().filter(fits).count() == 1 {
            "it is the only picture of this title that was made for this place"
        } else {
            "the settings, or another canvas, leave only this one here"
        }
    }

    /// What speaks for a picture that is shown to learn about it.
    fn favour(&self) -> Option<String> {
        let is_drawn =
            self.explanation.candidates.len() > 1 && (self.is_trial() || self.is_by_lot());
        let reasons = self.reasons();
        (is_drawn && !reasons.is_empty())
            .then(|| format!("In its favour: {}.", reasons.join(", and ")))
    }

    /// How many of all draws are by lot, in [0, 1].
    fn drawn_by_lot(&self) -> f64 {
        let Case {
            learner, decision, ..
        } = self.case;
        let value = |name| learner.spec().value(name).unwrap_or(0.0);
        let schedule = Schedule {
            floor: value("floor"),
            start: value("start"),
            halving: value("halving"),
        };
        schedule.share(decision.model_version)
    }

    /// Whether it had no chance but that of being drawn by lot.
    fn is_by_lot(&self) -> bool {
        let candidates = &self.explanation.candidates;
        let even = 1.0 / candidates.len() as f64;
        let is_even = |it: &Candidate| (it.probability - even).abs() <= even * NEGLIGIBLE;
        let is_reasoned = !self.explanation.contributions.is_empty();
        self.is_explored() || is_reasoned && candidates.iter().all(is_even)
    }

    /// Whether exploration alone gave it its chance.
    fn is_explored(&self) -> bool {
        let share = self.drawn_by_lot() / self.explanation.candidates.len() as f64;
        self.explanation.shown().probability <= share * (1.0 + NEGLIGIBLE)
    }

    /// That exploration alone drew it, if that is so.
    fn exploration(&self) -> Option<String> {
        let is_uniform = self.case.learner.name() == PolicyName::Uniform;
        let had_choice = self.explanation.candidates.len() > 1;
        (self.is_explored() && had_choice && !is_uniform).then(|| {
            format!(
                "Exploration alone gave it that chance: {} of all draws are by lot.",
                chance(self.drawn_by_lot())
            )
        })
    }

    /// What the page cost it.
    fn variety(&self) -> Option<String> {
        let handicap = self.explanation.shown().handicap;
        (handicap > 0.0).then(|| {
            format!(
                "Its score was lowered by {handicap:.3} for the sake of variety: pictures round it \
                 are like it."
            )
        })
    }

    fn because(&self) -> String {
        let reasons = self.reasons();
        match (reasons.is_empty(), self.case.taste.is_empty()) {
            (true, true) => "nothing is known about this profile yet".to_owned(),
            (true, false) => "nothing speaks clearly for another one".to_owned(),
            (false, _) => reasons.join(", and "),
        }
    }

    /// The strongest two reasons that can be put in words.
    fn reasons(&self) -> Vec<String> {
        let contributions = self.explanation.contributions.iter();
        let mut strongest: Vec<&Contribution> = contributions
            .filter(|contribution| contribution.apart >= WORTH_SAYING)
            .collect();
        strongest.sort_by(|a, b| b.apart.total_cmp(&a.apart));
        let said = strongest.into_iter().filter_map(|contribution| {
            reason(contribution.feature.name, self.artwork(), self.case.taste)
        });
        said.take(2).collect()
    }
}

/// What a feature says about this artwork, as the end of a sentence; `None` where it says nothing
/// that tells pictures apart.
fn reason(feature: &str, artwork: &Artwork, taste: &Taste) -> Option<String> {
    let shared = |aspect, shown: &[(Text, f64)]| shared(taste, aspect, shown);
    let said = match feature {
        "genre" => {
            let names = shared(Aspect::Genre, &artwork.genres)?;
            format!("it shows the {names} you watch")
        }
        "theme" => {
            let names = shared(Aspect::Theme, &artwork.themes)?;
            format!("it is about {names}, as much of what you watch is")
        }
        "cast" => {
            let shown = artwork.cast.iter().map(|name| (name.clone(), 1.0));
            let names = shared(Aspect::Cast, &shown.collect::<Vec<_>>())?;
            format!("you watch films with {names}")
        }
        "tone" => format!("you open {} pictures", artwork.tone),
        "shot" => format!("you open pictures of this framing ({})", artwork.shot),
        "mood" => format!("it has the mood you asked for ({})", artwork.tone),
        feature => plain_reason(feature)?.to_owned(),
    };
    Some(said)
}

/// What a feature says, whichever artwork has it.
fn plain_reason(feature: &str) -> Option<&'static str> {
    match feature {
        "default" => Some("it is the catalog's own choice"),
        "track-record" => Some("it did better than the title's other pictures"),
        "true-to-title" => Some("it stands well for what the title is"),
        "night" => Some("it suits the night"),
        "daytime" => Some("it suits the day"),
        "small-screen" => Some("it is clear on a small screen"),
        "billboard" => Some("it has the width of the billboard"),
        "similar-profiles" => Some("profiles that watch the same took it"),
        "familiar" => Some("you have opened it before"),
        "trend" => Some("it does better lately"),
        "palette" => Some("it has the colours of the pictures you open"),
        "words" => Some("it shows what the stories you watch are about"),
        "weekend" => Some("it suits the weekend"),
        "far" => Some("it is clear from afar"),
        "vivid" => Some("it is colourful"),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chance_is_certain_only_where_it_is() {
        let shown = [0.0, 0.0004, 0.01, 0.634, 0.995, 1.0].map(chance);
        assert_eq!(shown, ["0 %", "<1 %", "1 %", "63 %", ">99 %", "100 %"]);
    }
}

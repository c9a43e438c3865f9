//! The features that a decision is made from. This file is their one documentation.

use std::ops::Range;

use crate::{
    catalog::{ASPECTS, Appearance, Canvas, Catalog, Contents, Shot, Title, TitleIndex, Tone},
    engine::{Context, Record},
};

/// Changes whenever the meaning, order or number of features changes; logged with each impression.
pub const FEATURE_VERSION: u32 = 2;

/// How many features there are.
pub const FEATURES: usize = 24;

/// What a feature may be made from. There is nothing else: who somebody is (age, gender, origin,
/// belief, health, place) is not known to the program, and a name, an avatar and a list are not
/// read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// What the catalog says about titles and artwork.
    Catalog,
    /// What was measured of a picture's pixels.
    Pixels,
    /// What the profile watched, opened, rated and passed over.
    History,
    /// What everyone did with the artwork.
    Everyone,
    /// What profiles did that watch the same.
    Similar,
    /// The local hour and weekday.
    Time,
    /// The kind of screen.
    Device,
    /// Where on the page it is shown.
    Place,
    /// The mood that was asked for.
    Mood,
}

impl Input {
    /// What it is, for people.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Catalog => "catalog",
            Self::Pixels => "pixels",
            Self::History => "history",
            Self::Everyone => "everyone",
            Self::Similar => "similar profiles",
            Self::Time => "time",
            Self::Device => "device",
            Self::Place => "place",
            Self::Mood => "mood",
        }
    }
}

/// What the documentation, the explanation and the prior know about one feature.
#[derive(Debug, Clone, Copy)]
pub struct Feature {
    /// Its name in logs and explanations.
    pub name: &'static str,
    /// What it says, for people.
    pub meaning: &'static str,
    /// What it is made from.
    pub inputs: &'static [Input],
    /// The mean of its weight before anything is learnt, in reward per unit.
    pub prior_mean: f64,
    /// The standard deviation of its weight before anything is learnt.
    pub prior_deviation: f64,
}

const fn feature(
    name: &'static str,
    inputs: &'static [Input],
    meaning: &'static str,
    (prior_mean, prior_deviation): (f64, f64),
) -> Feature {
    Feature {
        name,
        meaning,
        inputs,
        prior_mean,
        prior_deviation,
    }
}

/// The places of the features in a row; those that match a taste are [`MATCHES`].
mod place {
    use super::{ASPECTS, FIRST_MATCH};

    pub(super) const BIAS: usize = 0;
    pub(super) const TRUE_TO_TITLE: usize = FIRST_MATCH + ASPECTS;
    pub(super) const DEFAULT: usize = TRUE_TO_TITLE + 1;
    pub(super) const TRACK_RECORD: usize = DEFAULT + 1;
    pub(super) const NIGHT: usize = TRACK_RECORD + 1;
    pub(super) const DAYTIME: usize = NIGHT + 1;
    pub(super) const SMALL_SCREEN: usize = DAYTIME + 1;
    pub(super) const BILLBOARD: usize = SMALL_SCREEN + 1;
    pub(super) const MOOD: usize = BILLBOARD + 1;
    pub(super) const SIMILAR_PROFILES: usize = MOOD + 1;
    pub(super) const SKIPPED: usize = SIMILAR_PROFILES + 1;
    pub(super) const FAMILIAR: usize = SKIPPED + 1;
    pub(super) const TREND: usize = FAMILIAR + 1;
    pub(super) const WEEKEND: usize = TREND + 1;
    pub(super) const BRIGHT_AT_NIGHT: usize = WEEKEND + 1;
    pub(super) const FAR: usize = BRIGHT_AT_NIGHT + 1;
    pub(super) const VIVID: usize = FAR + 1;
}

/// All features, in the order of a row.
///
/// The prior means say what any newcomer to the trade would expect: that a picture of what one
/// likes is opened more often. They name no title and no profile; the log corrects them.
pub const FEATURE_TABLE: [Feature; FEATURES] = {
    use Input::{Catalog, Device, Everyone, History, Mood, Pixels, Place, Similar, Time};
    [
        feature("bias", &[], "always 1", (0.05, 0.05)),
        feature(
            "genre",
            &[Catalog, History],
            "match of the genres it shows with the genres you watch",
            (0.2, 0.05),
        ),
        feature(
            "theme",
            &[Catalog, History],
            "match of its themes with those you watch",
            (0.09, 0.04),
        ),
        feature(
            "cast",
            &[Catalog, History],
            "match of the people it shows with those you watch",
            (0.08, 0.04),
        ),
        feature(
            "tone",
            &[Catalog, History],
            "match of its mood with the moods you open",
            (0.04, 0.03),
        ),
        feature(
            "shot",
            &[Catalog, History],
            "match of its framing with the framings you open",
            (0.03, 0.03),
        ),
        feature(
            "palette",
            &[Pixels, History],
            "match of its colours with those you open",
            (0.03, 0.03),
        ),
        feature(
            "words",
            &[Catalog, History],
            "match of what it shows with what the stories you watch are about",
            (0.06, 0.04),
        ),
        feature(
            "true-to-title",
            &[Catalog],
            "how well its genres stand for the title's",
            (0.03, 0.03),
        ),
        feature(
            "default",
            &[Catalog],
            "1 for the catalog's own choice",
            (0.02, 0.02),
        ),
        feature(
            "track-record",
            &[Everyone],
            "how much better than the title's other pictures it did, shrunk towards 0",
            (0.5, 0.15),
        ),
        feature(
            "night",
            &[Catalog, Time],
            "1 for a dark or intense picture from 21 to 4 o'clock",
            (0.01, 0.02),
        ),
        feature(
            "daytime",
            &[Catalog, Time],
            "1 for a playful or warm picture from 6 to 17 o'clock",
            (0.01, 0.02),
        ),
        feature(
            "small-screen",
            &[Catalog, Device],
            "1 for a close-up or object on a phone or tablet",
            (0.015, 0.02),
        ),
        feature(
            "billboard",
            &[Catalog, Place],
            "1 for a wide, ensemble or landscape picture on the billboard",
            (0.015, 0.02),
        ),
        feature(
            "mood",
            &[Catalog, Mood],
            "1 for a picture of the mood that was asked for",
            (0.25, 0.08),
        ),
        feature(
            "similar-profiles",
            &[Similar],
            "how much better it did with profiles that watch the same",
            (0.3, 0.1),
        ),
        feature(
            "skipped",
            &[History],
            "how often you looked at it and passed over it since you last took it: n / (n + 1)",
            (-0.15, 0.05),
        ),
        feature(
            "familiar",
            &[History],
            "how often you took the title from it: n / (n + 1)",
            (0.03, 0.01),
        ),
        feature(
            "trend",
            &[Everyone],
            "how much better than before it does lately",
            (0.1, 0.035),
        ),
        feature(
            "weekend",
            &[Catalog, Time],
            "1 for a playful or ensemble picture on Saturday and Sunday",
            (0.01, 0.02),
        ),
        feature(
            "bright-at-night",
            &[Pixels, Time],
            "how much brighter than middling it is, from 21 to 4 o'clock",
            (-0.01, 0.02),
        ),
        feature(
            "far",
            &[Catalog, Pixels, Place],
            "1 for a close-up or a vivid picture beyond the fourth place of a row",
            (0.015, 0.02),
        ),
        feature("vivid", &[Pixels], "how colourful it is", (0.01, 0.02)),
    ]
};

/// The feature that says what similar profiles took.
pub(super) const SIMILAR_PROFILES: usize = place::SIMILAR_PROFILES;

/// The first of the features that match a taste, in the order of
/// [`Aspect::ALL`](crate::catalog::Aspect::ALL).
pub(super) const FIRST_MATCH: usize = 1;

/// The features that match a taste.
pub(super) const MATCHES: Range<usize> = FIRST_MATCH..FIRST_MATCH + ASPECTS;

/// Colourfulness from here on is vivid: 59 of 109, "quite colourful" (see
/// [`Appearance::colourfulness`]).
const VIVID: f64 = 59.0 / 109.0;

/// How many places of a row are near.
const NEAR: u16 = 4;

/// The first day of the weekend, from 0 for Monday.
const SATURDAY: u8 = 5;

/// The features of one artwork.
type Row = [f64; FEATURES];

/// Writes into `row` the features of the artwork at place `index` in the set of `title`. Allocates
/// nothing.
pub fn fill(
    context: &Context<'_>,
    catalog: &Catalog,
    title: TitleIndex,
    index: usize,
    record: &Record,
    row: &mut [f64; FEATURES],
) {
    Circumstances::new(context, catalog, title).fill(index, record, row);
}

/// What is the same for all artwork of a title in a context.
pub(super) struct Circumstances<'a> {
    context: &'a Context<'a>,
    title: &'a Title,
    index: TitleIndex,
    contents: &'a Contents,
    is_night: bool,
    is_day: bool,
    is_small: bool,
    is_weekend: bool,
    is_far: bool,
}

impl<'a> Circumstances<'a> {
    pub(super) fn new(context: &'a Context<'a>, catalog: &'a Catalog, title: TitleIndex) -> Self {
        let hour = context.time.hour;
        Self {
            context,
            title: &catalog[title],
            index: title,
            contents: catalog.contents(),
            is_night: !(4..21).contains(&hour),
            is_day: (6..17).contains(&hour),
            is_small: context.device.is_small(),
            is_weekend: context.time.weekday >= SATURDAY,
            is_far: context.position.is_some_and(|position| position >= NEAR),
        }
    }

    /// Writes the features of the artwork at place `index` in the title's set.
    pub(super) fn fill(&self, index: usize, record: &Record, row: &mut Row) {
        let artwork = &self.title.artwork[index];
        let (tone, shot) = (artwork.tone, artwork.shot);
        let appearance = artwork.appearance.as_deref();
        let indicator = |holds: bool| f64::from(u8::from(holds));
        row[place::BIAS] = 1.0;
        let content = self.contents.artwork(self.index, index);
        row[MATCHES].copy_from_slice(&self.context.taste.matches(content));
        row[place::TRUE_TO_TITLE] = self.contents.fidelity(self.index, index);
        row[place::DEFAULT] = indicator(index == self.title.default_artwork);
        row[place::TRACK_RECORD] = record.advantage;
        row[place::NIGHT] = indicator(self.is_night && matches!(tone, Tone::Dark | Tone::Intense));
        row[place::DAYTIME] = indicator(self.is_day && matches!(tone, Tone::Playful | Tone::Warm));
        row[place::SMALL_SCREEN] =
            indicator(self.is_small && matches!(shot, Shot::CloseUp | Shot::Object));
        row[place::BILLBOARD] = indicator(
            self.context.canvas == Canvas::Billboard
                && matches!(shot, Shot::Wide | Shot::Ensemble | Shot::Landscape),
        );
        row[place::MOOD] = indicator(self.context.mood == Some(tone));
        row[place::SIMILAR_PROFILES] = record.similar;
        row[place::SKIPPED] = record.skipped;
        row[place::FAMILIAR] = record.familiar;
        row[place::TREND] = record.trend;
        row[place::WEEKEND] =
            indicator(self.is_weekend && (tone == Tone::Playful || shot == Shot::Ensemble));
        row[place::BRIGHT_AT_NIGHT] = if self.is_night {
            glare(appearance)
        } else {
            0.0
        };
        let vividness = appearance.map_or(0.0, |appearance| appearance.colourfulness);
        row[place::FAR] = indicator(self.is_far && (shot == Shot::CloseUp || vividness >= VIVID));
        row[place::VIVID] = vividness;
    }
}

/// How much brighter than middling a picture is, in [0, 1]; 0 if nobody has measured it.
fn glare(appearance: Option<&Appearance>) -> f64 {
    appearance.map_or(0.0, |appearance| {
        (2.0 * appearance.brightness - 1.0).max(0.0)
    })
}

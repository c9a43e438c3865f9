//! The features that a decision is made from. This file is their one documentation.

use std::ops::Range;

use crate::{
    catalog::{Canvas, Shot, Title, Tone},
    engine::{Context, Record},
    profiles::{Aspect, Content},
};

/// Changes whenever the meaning, order or number of features changes; logged with each impression.
pub const FEATURE_VERSION: u32 = 2;

/// How many features there are.
pub const FEATURES: usize = 17;

/// What the documentation, the explanation and the prior know about one feature.
#[derive(Debug, Clone, Copy)]
pub struct Feature {
    /// Its name in logs and explanations.
    pub name: &'static str,
    /// What it says, for people.
    pub meaning: &'static str,
    /// The mean of its weight before anything is learnt, in reward per unit.
    pub prior_mean: f64,
    /// The standard deviation of its weight before anything is learnt.
    pub prior_deviation: f64,
}

const fn feature(
    name: &'static str,
    meaning: &'static str,
    prior_mean: f64,
    prior_deviation: f64,
) -> Feature {
    Feature {
        name,
        meaning,
        prior_mean,
        prior_deviation,
    }
}

/// All features, in the order of the rows of an [`ActionSet`](crate::engine::ActionSet).
///
/// The prior means say what any newcomer to the trade would expect: that a picture of what one
/// likes is opened more often. They name no title and no profile; the log corrects them.
pub const FEATURE_TABLE: [Feature; FEATURES] = [
    feature("bias", "always 1", 0.05, 0.05),
    feature(
        "genre",
        "match of the genres it shows with the genres you watch",
        0.2,
        0.05,
    ),
    feature(
        "theme",
        "match of its themes with those you watch",
        0.09,
        0.04,
    ),
    feature(
        "cast",
        "match of the people it shows with those you watch",
        0.08,
        0.04,
    ),
    feature(
        "tone",
        "match of its mood with the moods you open",
        0.04,
        0.03,
    ),
    feature(
        "shot",
        "match of its framing with the framings you open",
        0.03,
        0.03,
    ),
    feature(
        "true-to-title",
        "how well its genres stand for the title's",
        0.03,
        0.03,
    ),
    feature("default", "1 for the catalog's own choice", 0.02, 0.02),
    feature(
        "track-record",
        "how much better than the title's other pictures it did, shrunk towards 0",
        0.5,
        0.15,
    ),
    feature(
        "night",
        "1 for a dark or intense picture from 21 to 4 o'clock",
        0.01,
        0.02,
    ),
    feature(
        "daytime",
        "1 for a playful or warm picture from 6 to 17 o'clock",
        0.01,
        0.02,
    ),
    feature(
        "small-screen",
        "1 for a close-up or object on a phone or tablet",
        0.015,
        0.02,
    ),
    feature(
        "billboard",
        "1 for a wide, ensemble or landscape picture on the billboard",
        0.015,
        0.02,
    ),
    feature(
        "similar-profiles",
        "how much better it did with profiles like yours than the title does",
        0.3,
        0.1,
    ),
    feature(
        "skipped",
        "how often you passed over it since you last took it: n / (n + 1)",
        -0.15,
        0.05,
    ),
    feature("familiar", "how often you took it: n / (n + 1)", 0.03, 0.03),
    feature(
        "trend",
        "how much better it does lately than in all time",
        0.1,
        0.05,
    ),
];

/// The first of the five features that match a taste, in the order of [`Aspect::ALL`].
pub(super) const FIRST_MATCH: usize = 1;

/// The features that match a taste.
pub(super) const MATCHES: Range<usize> = FIRST_MATCH..FIRST_MATCH + Aspect::ALL.len();

/// The feature that says what similar profiles took.
pub(super) const SIMILAR_PROFILES: usize = 13;

/// Writes the features of the artwork at place `index` in the set of `title`, of which `record` is
/// known, into `row`.
pub(super) fn fill(
    context: &Context<'_>,
    title: &Title,
    index: usize,
    record: &Record,
    row: &mut [f64],
) {
    let artwork = &title.artwork[index];
    let content = Content::of_artwork(artwork);
    let matches = context.taste.matches(&content);
    let indicator = |holds: bool| f64::from(u8::from(holds));
    row[0] = 1.0;
    row[MATCHES].copy_from_slice(&matches);
    row[6] = content.genre_similarity(&Content::of_title(title));
    row[7] = indicator(index == title.default_artwork);
    row[8] = record.advantage;
    row[9] = indicator(
        !(4..21).contains(&context.time.hour) && matches!(artwork.tone, Tone::Dark | Tone::Intense),
    );
    row[10] = indicator(
        (6..17).contains(&context.time.hour) && matches!(artwork.tone, Tone::Playful | Tone::Warm),
    );
    row[11] = indicator(
        context.device.is_small() && matches!(artwork.shot, Shot::CloseUp | Shot::Object),
    );
    row[12] = indicator(
        context.canvas == Canvas::Billboard
            && matches!(artwork.shot, Shot::Wide | Shot::Ensemble | Shot::Landscape),
    );
    row[SIMILAR_PROFILES] = record.similar;
    row[14] = record.skipped;
    row[15] = record.familiar;
    row[16] = record.trend;
}

//! The metrics of an experiment: what they are called, what they count, and which way is better.

use super::tally::Tally;

/// What a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    /// Its name in plain words.
    pub name: &'static str,
    /// What it is counted in.
    pub unit: Unit,
    /// Which way is better.
    pub better: Direction,
    /// What its denominator counts, in the plural.
    pub of: &'static str,
    /// What it is, in a sentence.
    pub meaning: &'static str,
}

/// What a metric is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A share in [0, 1], printed in per cent.
    Share,
    /// Minutes.
    Minutes,
    /// Seconds.
    Seconds,
    /// Titles or artwork.
    Items,
    /// A number without a unit.
    Number,
}

/// Which way of a metric is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// More is better.
    More,
    /// Less is better.
    Less,
}

/// A ratio of two sums over a member's impressions, plays or visits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Metric {
    /// Quality plays ÷ impressions.
    TakeFraction,
    /// Impressions opened or played ÷ impressions.
    ClickThrough,
    /// Minutes played ÷ impressions.
    MinutesPerImpression,
    /// Minutes played ÷ plays.
    MinutesPerPlay,
    /// Plays that are no quality plays ÷ plays.
    ShortPlayShare,
    /// Seconds from a session's first impression to its first play, ÷ sessions with a play.
    SecondsToPlay,
    /// Members seen in the first and the last days ÷ members seen in the first days.
    Retention,
    /// Quality plays of niche titles ÷ quality plays.
    NicheShare,
}

impl Metric {
    /// All metrics, the one that decides first.
    pub const ALL: [Self; 8] = [
        Self::TakeFraction,
        Self::ClickThrough,
        Self::MinutesPerImpression,
        Self::MinutesPerPlay,
        Self::ShortPlayShare,
        Self::SecondsToPlay,
        Self::Retention,
        Self::NicheShare,
    ];

    /// Its name, unit and meaning.
    #[must_use]
    pub fn measure(self) -> Measure {
        let (unit, better, of) = match self {
            Self::TakeFraction | Self::ClickThrough => {
                (Unit::Share, Direction::More, "impressions")
            }
            Self::MinutesPerImpression => (Unit::Minutes, Direction::More, "impressions"),
            Self::MinutesPerPlay => (Unit::Minutes, Direction::More, "plays"),
            Self::ShortPlayShare => (Unit::Share, Direction::Less, "plays"),
            Self::SecondsToPlay => (Unit::Seconds, Direction::Less, "sessions with a play"),
            Self::Retention => (
                Unit::Share,
                Direction::More,
                "members seen in the first days",
            ),
            Self::NicheShare => (Unit::Share, Direction::More, "quality plays"),
        };
        let (name, meaning) = self.words();
        Measure {
            name,
            unit,
            better,
            of,
            meaning,
        }
    }

    /// What it is called and what it is.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::TakeFraction => ("take fraction", "quality plays for each impression"),
            Self::ClickThrough => ("click-through", "impressions that were opened or played"),
            Self::MinutesPerImpression => (
                "minutes per impression",
                "minutes played for each impression",
            ),
            Self::MinutesPerPlay => ("minutes per play", "how long a play lasts"),
            Self::ShortPlayShare => ("short-play share", "plays that were abandoned early"),
            Self::SecondsToPlay => (
                "seconds to play",
                "from the first impression of a session to its first play",
            ),
            Self::Retention => (
                "retention",
                "members seen in the first days who were seen in the last days again",
            ),
            Self::NicheShare => (
                "niche share",
                "quality plays of titles that are not among the most popular",
            ),
        }
    }

    /// The numerator and denominator of a member.
    #[must_use]
    pub fn of(self, tally: &Tally) -> (f64, f64) {
        let impressions = f64::from(tally.impressions);
        let plays = f64::from(tally.plays);
        let quality = f64::from(tally.quality_plays);
        match self {
            Self::TakeFraction => (quality, impressions),
            Self::ClickThrough => (f64::from(tally.clicks), impressions),
            Self::MinutesPerImpression => (tally.minutes, impressions),
            Self::MinutesPerPlay => (tally.minutes, plays),
            Self::ShortPlayShare => (plays - quality, plays),
            Self::SecondsToPlay => (tally.seconds, f64::from(tally.sessions)),
            Self::Retention => {
                let first = f64::from(u8::from(tally.was_seen_first()));
                (first * f64::from(u8::from(tally.was_seen_last())), first)
            }
            Self::NicheShare => (f64::from(tally.niche_plays), quality),
        }
    }
}

//! A film being played, at many times its speed.

use crate::{
    catalog::{Title, TitleIndex},
    time::Timestamp,
};

/// How long a whole film takes, in milliseconds.
const DURATION: f64 = 12_000.0;

/// A simulated playback.
#[derive(Debug, Clone, PartialEq)]
pub struct Playback {
    /// What is played.
    pub title: TitleIndex,
    /// The place in the title's set of the artwork it was opened from.
    pub artwork: usize,
    since: Timestamp,
    from: f64,
}

impl Playback {
    /// A playback that starts at the fraction `from` of the film, in [0, 1].
    #[must_use]
    pub fn start(title: TitleIndex, artwork: usize, from: f64, at: Timestamp) -> Self {
        Self {
            title,
            artwork,
            since: at,
            from,
        }
    }

    /// How much of the film has been played at the moment `at`, in [0, 1].
    #[must_use]
    pub fn fraction(&self, at: Timestamp) -> f64 {
        (self.from + at.since(self.since).max(0) as f64 / DURATION).clamp(0.0, 1.0)
    }

    /// The minute of the film that is on screen at the moment `at`.
    #[must_use]
    pub fn minute(&self, title: &Title, at: Timestamp) -> u16 {
        (self.fraction(at) * f64::from(title.runtime)) as u16
    }

    /// Jumps by this fraction of the film, forwards or backwards.
    pub fn jump(&mut self, by: f64, at: Timestamp) {
        self.from = (self.fraction(at) + by).clamp(0.0, 1.0);
        self.since = at;
    }
}

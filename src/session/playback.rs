//! A film being played, at many times its speed.

use crate::{
    catalog::{Canvas, Title, TitleIndex},
    time::Timestamp,
};

/// How long a whole film takes, in milliseconds.
const DURATION: f64 = 12_000.0;

/// How many milliseconds this fraction of a film takes to play.
#[must_use]
pub fn playback_time(fraction: f64) -> i64 {
    (fraction * DURATION).ceil() as i64
}

/// A simulated playback.
#[derive(Debug, Clone, PartialEq)]
pub struct Playback {
    /// What is played.
    pub title: TitleIndex,
    /// The canvas that its artwork was chosen for.
    pub canvas: Canvas,
    /// The place in the title's set of the artwork it was opened from.
    pub artwork: usize,
    /// Where in the film it began, in [0, 1).
    begun: f64,
    /// The moment of the last jump, or of the beginning.
    since: Timestamp,
    /// Where in the film it was then.
    from: f64,
    /// The furthest it had been then.
    furthest: f64,
    /// How much had been played for the first time until then, as a fraction of the film.
    played: f64,
    /// How many times as fast as usual it is played.
    speed: f64,
}

impl Playback {
    /// A playback of `artwork`'s title, which starts at the fraction `from` of the film, in [0, 1).
    #[must_use]
    pub fn start(shown: (TitleIndex, Canvas, usize), from: f64, at: Timestamp) -> Self {
        let (title, canvas, artwork) = shown;
        let (begun, furthest) = (from, from);
        Self {
            title,
            canvas,
            artwork,
            begun,
            since: at,
            from,
            furthest,
            played: 0.0,
            speed: 1.0,
        }
    }

    /// Where in the film it is at the moment `at`, in [0, 1].
    #[must_use]
    pub fn position(&self, at: Timestamp) -> f64 {
        (self.from + self.elapsed(at)).clamp(0.0, 1.0)
    }

    /// How much of what was left of the film has been played at the moment `at`, in [0, 1]: not
    /// what was jumped over, and nothing twice.
    #[must_use]
    pub fn watched(&self, at: Timestamp) -> f64 {
        ((self.played + self.fresh(at)) / (1.0 - self.begun)).clamp(0.0, 1.0)
    }

    /// How much has been played for the first time since the last jump.
    fn fresh(&self, at: Timestamp) -> f64 {
        (self.position(at) - self.from.max(self.furthest)).max(0.0)
    }

    /// The minute of the film that is on screen at the moment `at`.
    #[must_use]
    pub fn minute(&self, title: &Title, at: Timestamp) -> u16 {
        (self.position(at) * f64::from(title.runtime)) as u16
    }

    /// Jumps by this fraction of the film, forwards or backwards.
    pub fn jump(&mut self, by: f64, at: Timestamp) {
        let position = self.position(at);
        self.played += self.fresh(at);
        self.furthest = self.furthest.max(position);
        self.from = (position + by).clamp(0.0, 1.0);
        self.since = at;
    }

    /// Plays this many times as fast as usual from now on.
    pub(super) fn set_speed(&mut self, speed: f64, at: Timestamp) {
        self.jump(0.0, at);
        self.speed = speed;
    }

    fn elapsed(&self, at: Timestamp) -> f64 {
        at.since(self.since).max(0) as f64 * self.speed / DURATION
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_played_faster_is_watched_in_less_time() {
        let after = |seconds: i64| Timestamp(0).plus(seconds * 1_000);
        let shown = (TitleIndex(0), Canvas::Tile, 0);
        let mut playback = Playback::start(shown, 0.0, after(0));
        playback.set_speed(4.0, after(3));
        assert_eq!(playback.position(after(4)), 0.25 + 4.0 / 12.0);
        playback.set_speed(1.0, after(4));
        assert_eq!(playback.watched(after(7)), 0.25 + 4.0 / 12.0 + 0.25);
    }

    #[test]
    fn what_is_jumped_over_or_was_seen_before_is_not_watched() {
        let after = |seconds: i64| Timestamp(0).plus(seconds * 1_000);
        let shown = (TitleIndex(0), Canvas::Tile, 0);
        let mut playback = Playback::start(shown, 0.5, after(0));
        assert_eq!(
            (playback.position(after(0)), playback.watched(after(0))),
            (0.5, 0.0)
        );
        playback.jump(-0.25, after(0));
        assert_eq!(
            (playback.position(after(3)), playback.watched(after(3))),
            (0.5, 0.0)
        );
        playback.jump(0.25, after(3));
        assert_eq!(
            (playback.position(after(3)), playback.watched(after(3))),
            (0.75, 0.0)
        );
        assert_eq!(
            (playback.position(after(9)), playback.watched(after(9))),
            (1.0, 0.5)
        );
    }
}

//! The dials of a session one by one, as a person turns them.

use crate::{
    catalog::Tone,
    session::{Attribution, Canvases, Tuning},
    time::DAY,
};

/// The most visits that artwork can be made to stay for, and the highest cap on its changes.
const MOST: u32 = 50;

/// The windows to choose from, in milliseconds: none, ten minutes, an hour, six, a day.
const WINDOWS: [i64; 5] = [0, 600_000, 3_600_000, 21_600_000, DAY];

/// Steps from no variety to all of it.
const STEPS: f64 = 10.0;

/// One thing that a person can change about how artwork is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Dial {
    /// [`Tuning::diversity`], in tenths.
    #[default]
    Variety,
    /// [`Tuning::canvases`].
    Canvases,
    /// [`Tuning::stickiness`].
    Stickiness,
    /// [`Tuning::most_changes`]: none, or 1 and more.
    MostChanges,
    /// [`Tuning::mood`]: none, or a tone.
    Mood,
    /// [`Tuning::window`].
    Window,
    /// [`Tuning::attribution`].
    Attribution,
}

impl Dial {
    /// Every dial, in the order in which they are shown.
    pub const ALL: [Self; 7] = [
        Self::Variety,
        Self::Canvases,
        Self::Stickiness,
        Self::MostChanges,
        Self::Mood,
        Self::Window,
        Self::Attribution,
    ];

    /// The dial that stands so many places further down; the first or the last one at the ends.
    #[must_use]
    pub fn moved(self, by: isize) -> Self {
        let place = Self::ALL.iter().position(|dial| *dial == self).unwrap_or(0);
        let last = Self::ALL.len() - 1;
        Self::ALL[place.saturating_add_signed(by).min(last)]
    }

    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Variety => "variety",
            Self::Canvases => "canvases",
            Self::Stickiness => "stickiness",
            Self::MostChanges => "cap on changes",
            Self::Mood => "mood",
            Self::Window => "window",
            Self::Attribution => "attribution",
        }
    }

    /// What turning it does, in a sentence.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Variety => "How unlike each other the pictures of a page are.",
            Self::Canvases => "Whether a title's tile and billboard show the same.",
            Self::Stickiness => "For how many visits a picture stays after it changed.",
            Self::MostChanges => "How often a title's picture may change at all.",
            Self::Mood => "The tone of pictures that you feel like now.",
            Self::Window => "How long pictures of earlier visits can earn a play.",
            Self::Attribution => "Which picture in the window a play is credited to.",
        }
    }

    /// Where it stands, in words.
    #[must_use]
    pub fn value(self, tuning: &Tuning) -> String {
        match self {
            Self::Variety => gauge(tuning.diversity),
            Self::Canvases => tuning.canvases.to_string(),
            Self::Stickiness => match tuning.stickiness {
                0 => "none".to_owned(),
                1 => "1 visit".to_owned(),
                visits => format!("{visits} visits"),
            },
            Self::MostChanges => tuning
                .most_changes
                .map_or_else(|| "none".to_owned(), |most| most.to_string()),
            Self::Mood => tuning
                .mood
                .map_or_else(|| "none".to_owned(), |mood| mood.to_string()),
            Self::Window => match tuning.window / 60_000 {
                0 => "none".to_owned(),
                minutes if minutes % 60 == 0 => format!("{} h", minutes / 60),
                minutes => format!("{minutes} min"),
            },
            Self::Attribution => tuning.attribution.to_string(),
        }
    }

    /// `tuning` with this dial one step `up` or down. Amounts stop at their ends, words go round.
    #[must_use]
    pub fn turned(self, tuning: &Tuning, up: bool) -> Tuning {
        let mut turned = *tuning;
        match self {
            Self::Variety => {
                let step = if up { 1.0 } else { -1.0 };
                let steps = (tuning.diversity * STEPS).round() + step;
                turned.diversity = steps.clamp(0.0, STEPS) / STEPS;
            }
            Self::Canvases => turned.canvases = next(Canvases::ALL, tuning.canvases, up),
            Self::Stickiness if up => turned.stickiness = (tuning.stickiness + 1).min(MOST),
            Self::Stickiness => turned.stickiness = tuning.stickiness.saturating_sub(1),
            Self::MostChanges => {
                let cap = tuning.most_changes.unwrap_or(0);
                let cap = if up {
                    (cap + 1).min(MOST)
                } else {
                    cap.saturating_sub(1)
                };
                turned.most_changes = (cap > 0).then_some(cap);
            }
            Self::Mood => {
                let moods: Vec<Option<Tone>> = std::iter::once(None)
                    .chain(Tone::ALL.iter().copied().map(Some))
                    .collect();
                turned.mood = next(&moods, tuning.mood, up);
            }
            Self::Window => {
                let window = tuning.window;
                let next = if up {
                    WINDOWS.into_iter().find(|it| *it > window)
                } else {
                    WINDOWS.into_iter().rev().find(|it| *it < window)
                };
                turned.window = next.unwrap_or(window);
            }
            Self::Attribution => {
                turned.attribution = next(Attribution::ALL, tuning.attribution, up);
            }
        }
        turned
    }
}

/// A fraction, in [0, 1], as a gauge of ten characters and a number.
fn gauge(fraction: f64) -> String {
    let done = (fraction * STEPS).round().clamp(0.0, STEPS) as usize;
    let missing = STEPS as usize - done;
    format!("{}{} {fraction:.1}", "■".repeat(done), "□".repeat(missing))
}

/// What stands after `value` in `all`, or before it, going round.
fn next<T: Copy + PartialEq>(all: &[T], value: T, up: bool) -> T {
    let place = all.iter().position(|other| *other == value).unwrap_or(0);
    let step = if up { 1 } else { all.len() - 1 };
    all[(place + step) % all.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turned(dial: Dial, tuning: Tuning, steps: i32) -> Tuning {
        (0..steps.abs()).fold(tuning, |tuning, _| dial.turned(&tuning, steps > 0))
    }

    #[test]
    fn variety_goes_in_exact_tenths_from_none_to_all() {
        let tuning = Tuning::default();
        let tenths: Vec<f64> = (0..=11)
            .map(|steps| turned(Dial::Variety, tuning, steps).diversity)
            .collect();
        let expected = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.0];
        assert_eq!(tenths, expected);
        assert_eq!(turned(Dial::Variety, tuning, -3).diversity, 0.0);
        let odd = Tuning {
            diversity: 0.34,
            ..tuning
        };
        assert_eq!(turned(Dial::Variety, odd, 1).diversity, 0.4);
    }

    #[test]
    fn words_go_round_and_come_back() {
        let tuning = Tuning::default();
        let rounds = [
            (Dial::Canvases, Canvases::ALL.len()),
            (Dial::Mood, Tone::ALL.len() + 1),
            (Dial::Attribution, Attribution::ALL.len()),
        ];
        for (dial, values) in rounds {
            let values = i32::try_from(values).unwrap();
            assert_eq!(turned(dial, tuning, values), tuning);
            assert_eq!(turned(dial, tuning, -values), tuning);
            assert_ne!(turned(dial, tuning, 1), tuning);
            assert_eq!(turned(dial, turned(dial, tuning, 1), -1), tuning);
        }
        assert_eq!(turned(Dial::Mood, tuning, 1).mood, Some(Tone::ALL[0]));
    }

    #[test]
    fn a_cap_on_changes_is_none_or_at_least_one() {
        let tuning = Tuning::default();
        let cap = |steps| turned(Dial::MostChanges, tuning, steps).most_changes;
        assert_eq!([cap(-1), cap(1), cap(2)], [None, Some(1), Some(2)]);
        let back = turned(Dial::MostChanges, turned(Dial::MostChanges, tuning, 1), -1);
        assert_eq!(back.most_changes, None);
        assert_eq!(cap(99), Some(MOST));
        assert_eq!(turned(Dial::Stickiness, tuning, 99).stickiness, MOST);
        assert_eq!(turned(Dial::Stickiness, tuning, -1).stickiness, 0);
    }

    #[test]
    fn the_window_goes_through_its_steps_from_wherever_it_is() {
        let windows: Vec<String> = (0..=5)
            .map(|steps| Dial::Window.value(&turned(Dial::Window, Tuning::default(), steps)))
            .collect();
        assert_eq!(windows, ["none", "10 min", "1 h", "6 h", "24 h", "24 h"]);
        let odd = Tuning {
            window: 5_400_000,
            ..Tuning::default()
        };
        assert_eq!(Dial::Window.value(&odd), "90 min");
        assert_eq!(turned(Dial::Window, odd, 1).window, 21_600_000);
        assert_eq!(turned(Dial::Window, odd, -1).window, 3_600_000);
        assert_eq!(turned(Dial::Window, odd, -9).window, 0);
    }

    #[test]
    fn each_dial_changes_only_what_it_is_for_and_stands_in_the_list() {
        let tuning = Tuning::default();
        let all: Vec<Tuning> = Dial::ALL
            .iter()
            .map(|dial| dial.turned(&tuning, true))
            .collect();
        for (place, one) in all.iter().enumerate() {
            assert!(all[..place].iter().all(|other| other != one));
        }
        assert_eq!(Dial::Variety.moved(-1), Dial::Variety);
        assert_eq!(Dial::Variety.moved(99), Dial::Attribution);
        assert_eq!(Dial::Variety.moved(2), Dial::Stickiness);
    }
}

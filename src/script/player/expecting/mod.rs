//! What scripts expect.

mod choices;
mod logs;
mod screens;

use super::{Evidence, Halt, Player, acting::place_name};
use crate::{
    script::{
        statement::{Expectation, Expected},
        value::Comparison,
    },
    session::{Layer, Mode, SMALLEST},
};

/// How far from what is expected a sum may be, for rounding.
const TOLERANCE: f64 = 1e-9;

/// What was looked at.
struct Seen {
    /// Whether it is as expected.
    holds: bool,
    /// What was expected, without whether it must not be so.
    expected: String,
    /// What is so.
    actual: String,
    evidence: Evidence,
}

impl Seen {
    fn new(holds: bool, expected: impl Into<String>, actual: impl Into<String>) -> Self {
        Self {
            holds,
            expected: expected.into(),
            actual: actual.into(),
            evidence: Evidence::Screen,
        }
    }

    fn number(what: &str, expected: &Comparison, actual: f64) -> Self {
        let holds = expected.holds(actual);
        Self::new(
            holds,
            format!("{what} {expected}"),
            format!("{what} = {actual}"),
        )
    }
}

impl Player<'_> {
    /// Checks that it is so; gives what is so. What cannot be told, because it is not there, is
    /// neither so nor not so.
    pub(super) fn expect(&mut self, expectation: &Expectation) -> Result<String, Halt> {
        let subject = &expectation.subject;
        if self.stage.is_over() && !stays(subject) {
            let actual = "it has ended; `Restart` starts it again";
            return Err(Halt::unmet("the program to run", actual));
        }
        if expectation.is_negated && matches!(subject, Expected::Screen(..)) {
            self.expect_room()?;
        }
        let seen = self.look(subject)?;
        if seen.holds != expectation.is_negated {
            return Ok(seen.actual);
        }
        let not = if expectation.is_negated { "not " } else { "" };
        let expected = format!("{not}{}", seen.expected);
        Err(Halt::marked(expected, seen.actual, seen.evidence))
    }

    fn look(&mut self, expected: &Expected) -> Result<Seen, Halt> {
        match expected {
            Expected::Artwork(spot, subject) => self.look_at_artwork(spot, subject),
            Expected::Sum(spot, sum) => self.look_at_sum(spot, *sum),
            Expected::Probability(artwork, spot, expected) => {
                self.look_at_probability(artwork.as_deref(), spot, expected)
            }
            Expected::Focus(title) => self.look_at_focus(title),
            Expected::Visible(title) => self.look_for(title),
            Expected::Heading(number, pattern) => self.look_at_heading(*number, pattern),
            Expected::RowHolds(number, title) => self.look_at_row(*number, title),
            Expected::Rows(expected) => self.look_at_rows(expected),
            Expected::Screen(line, pattern) => self.look_at_screen(*line, pattern),
            Expected::Snapshot(name) => {
                let screen = self.stage.screen().text();
                self.snapshots.compare(name, &screen)?;
                Ok(Seen::new(true, "the stored screen", "it is the stored one"))
            }
            Expected::Message(pattern) => Ok(self.look_at_message(pattern)),
            Expected::Log(counter, expected) => self.look_at_log(*counter, expected),
            Expected::Verifies => self.look_at_propensities(),
            Expected::TakeFraction(expected) => self.look_at_take_fraction(expected),
            Expected::Changes(expected) => self.look_at_changes(expected),
            Expected::Profile(name) => self.look_who_watches(name),
            Expected::Avatar(name, avatar) => self.look_at_avatar(name, avatar),
            Expected::Profiles(expected) => {
                let count = self.stage.state().profiles.as_slice().len();
                Ok(Seen::number("profiles", expected, count as f64))
            }
            Expected::Place(mode) => Ok(self.look_round(*mode)),
            Expected::Ended => {
                let has_ended = self.stage.is_over();
                let actual = if has_ended { "it has ended" } else { "it runs" };
                Ok(Seen::new(has_ended, "the program to have ended", actual))
            }
        }
    }

    fn look_at_changes(&self, expected: &Comparison) -> Result<Seen, Halt> {
        let state = self.stage.state();
        if !self.is_watched() {
            return Err(Halt::unmet("a profile that watches", "nobody does"));
        }
        let count = state.changes().len();
        Ok(Seen::number("changes", expected, count as f64))
    }

    /// Checks that the screen is large enough to show what somebody could miss.
    fn expect_room(&self) -> Result<(), Halt> {
        let size = self.stage.state().size;
        if size.columns >= SMALLEST.columns && size.rows >= SMALLEST.rows {
            return Ok(());
        }
        let expected = format!("a screen of {}x{} or more", SMALLEST.columns, SMALLEST.rows);
        let actual = format!("it has {}x{}, and shows nothing", size.columns, size.rows);
        Err(Halt::unmet(expected, actual))
    }

    /// Whether somebody watches: not while the program asks who does.
    fn is_watched(&self) -> bool {
        let state = self.stage.state();
        let is_gate = |layer: &Layer| matches!(layer, Layer::Gate(_));
        state.browse.is_some() && !state.layers.iter().any(is_gate)
    }

    fn look_who_watches(&self, name: &str) -> Result<Seen, Halt> {
        let wanted = self.profile_named(name)?;
        let active = self.stage.state().active().filter(|_| self.is_watched());
        let actual = active.map_or("nobody".to_owned(), |it| it.name.to_string());
        let holds = active.is_some_and(|profile| profile.id == wanted);
        let expected = format!("{name} to watch");
        Ok(Seen::new(holds, expected, format!("{actual} watches")))
    }

    fn look_at_avatar(&self, name: &str, avatar: &str) -> Result<Seen, Halt> {
        let wanted = self.avatar_named(avatar)?;
        let state = self.stage.state();
        let own = &state.profiles.named(name)?.avatar;
        let holds = state.settings.avatars[wanted].0 == *own;
        let actual = format!("it is {:?}", own.as_str());
        Ok(Seen::new(holds, format!("the avatar {avatar:?}"), actual))
    }

    fn look_round(&self, wanted: Mode) -> Seen {
        let mode = self.stage.mode();
        let expected = format!("to be at {}", place_name(wanted));
        Seen::new(
            mode == wanted,
            expected,
            format!("the place is {}", place_name(mode)),
        )
    }
}

/// Whether it can still be told when the program has ended.
fn stays(expected: &Expected) -> bool {
    matches!(
        expected,
        Expected::Ended
            | Expected::Log(..)
            | Expected::Verifies
            | Expected::TakeFraction(_)
            | Expected::Profiles(_)
            | Expected::Avatar(..)
    )
}

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
    session::Mode,
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
    /// Checks that it is so; gives what is so.
    pub(super) fn expect(&mut self, expectation: &Expectation) -> Result<String, Halt> {
        if let Expected::Snapshot(name) = &expectation.subject {
            let screen = self.stage.screen().text();
            self.snapshots.compare(name, &screen)?;
            return Ok("it is the stored one".to_owned());
        }
        let seen = self.look(&expectation.subject)?;
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
            Expected::Heading(..) | Expected::RowHolds(..) | Expected::Rows(_) => {
                self.look_at_page(expected)
            }
            Expected::Screen(line, pattern) => Ok(self.look_at_screen(*line, pattern)),
            Expected::Message(pattern) => Ok(self.look_at_message(pattern)),
            Expected::Log(counter, expected) => self.look_at_log(*counter, expected),
            Expected::Verifies => self.look_at_propensities(),
            Expected::TakeFraction(expected) => self.look_at_take_fraction(expected),
            Expected::Changes(expected) => {
                let count = self.stage.state().changes().len();
                Ok(Seen::number("changes", expected, count as f64))
            }
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
            // Compared by whoever stores them.
            Expected::Snapshot(_) => Ok(Seen::new(true, "", "")),
        }
    }

    fn look_who_watches(&self, name: &str) -> Result<Seen, Halt> {
        let wanted = self.profile_named(name)?;
        let active = self.stage.state().active();
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

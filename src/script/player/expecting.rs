//! What scripts expect.

use super::{Evidence, Halt, Player, acting::place_name};
use crate::{
    catalog::{Canvas, TitleIndex, Unknown},
    engine::Decision,
    log::{
        self,
        statistics::{Statistics, Tally},
    },
    profiles::AvatarId,
    runtime::verification::verify,
    script::{
        statement::{Counter, Expectation, Expected, Spot, Subject},
        value::{Comparison, Pattern},
    },
    session::{Layer, Mode, Page, Placed, State},
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
    /// Checks that it is so.
    pub(super) fn expect(&mut self, expectation: &Expectation) -> Result<(), Halt> {
        if let Expected::Snapshot(name) = &expectation.subject {
            let screen = self.stage.screen().text();
            return self.snapshots.compare(name, &screen);
        }
        let seen = self.look(&expectation.subject)?;
        if seen.holds != expectation.is_negated {
            return Ok(());
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
            Expected::Screen(line, pattern) => Ok(self.look_at_screen(*line, pattern)),
            Expected::Log(counter, expected) => self.look_at_log(*counter, expected),
            Expected::Verifies => self.look_at_propensities(),
            Expected::TakeFraction(expected) => self.look_at_take_fraction(expected),
            Expected::Focus(title) => self.look_at_focus(title),
            Expected::Visible(title) => self.look_for(title),
            Expected::Profile(name) => {
                let wanted = self.profile_named(name)?;
                let active = self.stage.state().active();
                let actual = active.map_or("nobody".to_owned(), |it| it.name.to_string());
                let holds = active.is_some_and(|profile| profile.id == wanted);
                Ok(Seen::new(
                    holds,
                    format!("{name} to watch"),
                    format!("{actual} watches"),
                ))
            }
            Expected::Avatar(name, avatar) => {
                let wanted = self.avatar_named(avatar)?;
                let state = self.stage.state();
                let actual = state.profiles.named(name)?.avatar.clone();
                let holds = state
                    .settings
                    .avatars
                    .get(wanted)
                    .is_some_and(|(id, _)| *id == actual);
                Ok(Seen::new(
                    holds,
                    format!("the avatar {avatar:?}"),
                    shown_avatar(&actual),
                ))
            }
            Expected::Place(mode) => {
                let (wanted, actual) = (place_name(*mode), place_name(self.stage.mode()));
                let holds = *mode == self.stage.mode();
                Ok(Seen::new(
                    holds,
                    format!("to be at {wanted}"),
                    format!("the place is {actual}"),
                ))
            }
            Expected::Ended => {
                let actual = if self.stage.is_over() {
                    "it has ended"
                } else {
                    "it runs"
                };
                Ok(Seen::new(
                    self.stage.is_over(),
                    "the program to have ended",
                    actual,
                ))
            }
            Expected::Heading(..) | Expected::RowHolds(..) | Expected::Rows(_) => {
                self.look_at_page(expected)
            }
            Expected::Message(pattern) => {
                let toast = self.stage.state().toast.as_ref();
                let text = toast.map_or("", |toast| toast.text.as_str());
                let holds = pattern.find(text).is_some();
                let actual = if text.is_empty() {
                    "there is none".to_owned()
                } else {
                    format!("it says {text:?}")
                };
                Ok(Seen::new(
                    holds,
                    format!("a message with {pattern}"),
                    actual,
                ))
            }
            Expected::Profiles(expected) => {
                let count = self.stage.state().profiles.as_slice().len();
                Ok(Seen::number("profiles", expected, count as f64))
            }
            Expected::Changes(expected) => {
                let count = self.stage.state().changes().len();
                Ok(Seen::number("changes", expected, count as f64))
            }
            // Compared by whoever stores them.
            Expected::Snapshot(_) => Ok(Seen::new(true, "", "")),
        }
    }

    /// The decision for a spot.
    fn decision(&self, spot: &Spot) -> Result<(TitleIndex, Canvas, &Decision), Halt> {
        let state = self.stage.state();
        let title = state.catalog.named(&spot.title)?;
        let focused = state.browse.as_ref().and_then(|browse| browse.focused());
        let focused = focused
            .filter(|(focus, _)| *focus == title)
            .map(|(_, canvas)| canvas);
        let open = state.layers.iter().rev().find_map(|layer| match layer {
            Layer::Detail(detail) if detail.title == title => Some(detail.canvas),
            Layer::Why(it, canvas) if *it == title => Some(*canvas),
            _ => None,
        });
        let usual = open
            .into_iter()
            .chain(focused)
            .chain([Canvas::Tile, Canvas::Billboard]);
        let canvases: Vec<Canvas> = spot.canvas.map_or_else(|| usual.collect(), |it| vec![it]);
        let mut decisions = canvases
            .iter()
            .filter_map(|canvas| Some((title, *canvas, state.decision(title, *canvas)?)));
        decisions.next().ok_or_else(|| {
            let name = &state.catalog[title].name;
            let canvas = spot.canvas.map_or_else(String::new, |canvas| format!(" on {canvas}"));
            let actual = match state.active() {
                None => "nobody watches".to_owned(),
                Some(profile) => format!(
                    "nothing is chosen yet of {name}{canvas} for {}: it is neither on the screen nor near it",
                    profile.name
                ),
            };
            Halt::unmet(format!("a picture of {name}{canvas}"), actual)
        })
    }

    fn look_at_artwork(&mut self, spot: &Spot, subject: &Subject) -> Result<Seen, Halt> {
        let (title, canvas, decision) = self.decision(spot)?;
        let (place, propensity) = (decision.artwork(), decision.propensity());
        let catalog = self.stage.state().catalog.clone();
        let (entry, own) = (&catalog[title], &catalog[title].artwork[place].id);
        let wanted = match subject {
            Subject::Default => entry.default_artwork,
            Subject::Artwork(name) => self.artwork_named(title, name)?,
            Subject::Profile(name) => {
                let other = self.profile_named(name)?;
                let seen = self.stage.headless().would_see(&other, title, canvas);
                seen.ok_or_else(|| {
                    let actual = format!("{} is not for that age", entry.name);
                    Halt::unmet(format!("{name} to see {}", entry.name), actual)
                })?
            }
        };
        let expected = match subject {
            Subject::Default => format!(
                "the default artwork of {} ({:?})",
                entry.name,
                &*entry.artwork[wanted].id.as_str()
            ),
            Subject::Artwork(_) => format!(
                "artwork {:?} of {}",
                entry.artwork[wanted].id.as_str(),
                entry.name
            ),
            Subject::Profile(name) => format!(
                "the artwork that {name} would see of {} ({:?})",
                entry.name,
                entry.artwork[wanted].id.as_str()
            ),
        };
        let actual = format!(
            "it is {:?} (with probability {propensity:.3})",
            own.as_str()
        );
        Ok(Seen::new(place == wanted, expected, actual))
    }

    /// The place in the title's set of the artwork called `name`.
    pub(super) fn artwork_named(&self, title: TitleIndex, name: &str) -> Result<usize, Halt> {
        let entry = &self.stage.catalog()[title];
        let found = entry.artwork.iter().position(|it| it.id.as_str() == name);
        found.ok_or_else(|| {
            let known = entry.artwork.iter().map(|it| it.id.as_str());
            let unknown = Unknown::new("artwork", name, known);
            Halt::Input(format!("{}: {unknown}", entry.name))
        })
    }

    fn look_at_sum(&self, spot: &Spot, expected: f64) -> Result<Seen, Halt> {
        let (_, _, decision) = self.decision(spot)?;
        let sum: f64 = decision.distribution.probabilities().iter().sum();
        let holds = (sum - expected).abs() <= TOLERANCE;
        Ok(Seen::new(
            holds,
            format!("a sum of {expected}"),
            format!("it is {sum}"),
        ))
    }

    fn look_at_probability(
        &self,
        artwork: Option<&str>,
        spot: &Spot,
        expected: &Comparison,
    ) -> Result<Seen, Halt> {
        let (title, _, decision) = self.decision(spot)?;
        let Some(name) = artwork else {
            return Ok(Seen::number("propensity", expected, decision.propensity()));
        };
        let wanted = self.artwork_named(title, name)?;
        let arm = decision
            .actions
            .arms()
            .iter()
            .position(|arm| *arm == wanted);
        let chance = arm.map_or(0.0, |arm| decision.distribution.probabilities()[arm]);
        let what = format!("probability of {name:?}");
        Ok(Seen::number(&what, expected, chance))
    }

    fn look_at_screen(&self, line: Option<u32>, pattern: &Pattern) -> Seen {
        let screen = self.stage.screen().text();
        let lines: Vec<&str> = screen.lines().collect();
        let Some(line) = line else {
            let marks = (0..).zip(&lines);
            let marks = marks.filter_map(|(row, text)| Some((row, pattern.find(text)?)));
            let marks: Vec<_> = marks.collect();
            // A pattern may reach over the end of a line.
            let holds = !marks.is_empty() || pattern.find(&screen).is_some();
            let actual = match marks.first() {
                Some((row, _)) => format!("line {} has it", row + 1),
                None if holds => "several lines have it together".to_owned(),
                None => "no line has it".to_owned(),
            };
            let seen = Seen::new(holds, format!("{pattern} on the screen"), actual);
            return Seen {
                evidence: Evidence::Marks(marks),
                ..seen
            };
        };
        let row = line.saturating_sub(1) as usize;
        let text = lines.get(row).copied().unwrap_or_default();
        let found = pattern.find(text);
        let mark = found.clone().unwrap_or(0..text.len());
        let seen = Seen::new(
            found.is_some(),
            format!("{pattern} on line {line}"),
            format!("it is {:?}", text.trim()),
        );
        Seen {
            evidence: Evidence::Marks(vec![(row, mark)]),
            ..seen
        }
    }

    fn look_at_focus(&self, name: &str) -> Result<Seen, Halt> {
        let state = self.stage.state();
        let wanted = state.catalog.named(name)?;
        let focus = focus(state);
        let actual = focus.map_or("nothing has it".to_owned(), |title| {
            format!("{} has it", state.catalog[title].name)
        });
        Ok(Seen::new(
            focus == Some(wanted),
            format!("{name} to have the focus"),
            actual,
        ))
    }

    fn look_for(&self, name: &str) -> Result<Seen, Halt> {
        let state = self.stage.state();
        let wanted = state.catalog.named(name)?;
        let titles = visible(state);
        let names: Vec<&str> = titles
            .iter()
            .map(|title| &*state.catalog[*title].name)
            .collect();
        let actual = format!("what is visible: {}", names.join(", "));
        Ok(Seen::new(
            titles.contains(&wanted),
            format!("{name} to be visible"),
            actual,
        ))
    }

    fn look_at_page(&self, expected: &Expected) -> Result<Seen, Halt> {
        let state = self.stage.state();
        let empty = Page::default();
        let page = state.browse.as_ref().map_or(&empty, |browse| &browse.page);
        let row = |number: u32| page.rows.get(number.saturating_sub(1) as usize);
        let label = |number: u32| row(number).map(|row| row.heading.label(&state.catalog));
        let missing = || format!("the page has {} rows", page.rows.len());
        match expected {
            Expected::Heading(number, pattern) => {
                let label = label(*number);
                let holds = label.as_deref().is_some_and(|label| pattern.is(label));
                let actual = label.map_or_else(missing, |label| format!("it is {label:?}"));
                Ok(Seen::new(
                    holds,
                    format!("row {number} to be {pattern}"),
                    actual,
                ))
            }
            Expected::RowHolds(number, name) => {
                let wanted = state.catalog.named(name)?;
                let holds = row(*number).is_some_and(|row| row.titles.contains(&wanted));
                let actual = label(*number).map_or_else(missing, |label| {
                    let has = if holds { "has it" } else { "does not have it" };
                    format!("the row {label:?} {has}")
                });
                Ok(Seen::new(holds, format!("{name} in row {number}"), actual))
            }
            Expected::Rows(expected) => Ok(Seen::number("rows", expected, page.rows.len() as f64)),
            _ => Ok(Seen::new(true, "", "")),
        }
    }

    fn statistics(&self) -> Result<Statistics, Halt> {
        Ok(Statistics::of(log::read(&self.stage.log())?)?)
    }

    fn look_at_log(&self, counter: Counter, expected: &Comparison) -> Result<Seen, Halt> {
        let statistics = self.statistics()?;
        let count = counted(counter, &statistics.total, statistics.sessions);
        Ok(Seen::number(counter.as_str(), expected, count as f64))
    }

    fn look_at_take_fraction(&self, expected: &Comparison) -> Result<Seen, Halt> {
        let share = self.statistics()?.total.take_fraction();
        let Some(share) = share else {
            let expected = format!("take-fraction {expected}");
            return Ok(Seen::new(false, expected, "the log has no impressions"));
        };
        let seen = Seen::number("take-fraction", expected, share.value);
        let actual = format!(
            "take-fraction = {:.4} (n = {}, 95 %: {:.4} to {:.4})",
            share.value, share.n, share.low, share.high
        );
        Ok(Seen { actual, ..seen })
    }

    fn look_at_propensities(&self) -> Result<Seen, Halt> {
        let (result, _) = verify(&self.stage.log())?;
        let holds = result.different.is_empty() && result.recomputed == result.distributions;
        let actual = format!(
            "{} of {} distributions follow from the log",
            result.recomputed - result.different.len() as u64,
            result.distributions
        );
        Ok(Seen::new(
            holds,
            "every propensity to follow from the log",
            actual,
        ))
    }
}

fn shown_avatar(avatar: &AvatarId) -> String {
    format!("it is {:?}", avatar.as_str())
}

fn counted(counter: Counter, tally: &Tally, sessions: u64) -> u64 {
    match counter {
        Counter::Impressions => tally.impressions,
        Counter::Plays => tally.plays,
        Counter::QualityPlays => tally.quality_plays,
        Counter::Opens => tally.opens,
        Counter::Skips => tally.skips,
        Counter::Expired => tally.expired,
        Counter::Pending => tally.pending,
        Counter::Withdrawn => tally.withdrawn,
        Counter::Sessions => sessions,
    }
}

/// The title that has the focus, or whose page is open.
fn focus(state: &State) -> Option<TitleIndex> {
    let open = state.layers.iter().rev().find_map(|layer| match layer {
        Layer::Detail(detail) => Some(Some(detail.title)),
        Layer::Playing(film) => Some(Some(film.title)),
        Layer::Why(title, _) => Some(Some(*title)),
        Layer::Search(search) => Some(search.results.get(search.focus).copied()),
        Layer::Gate(_) => Some(None),
        _ => None,
    });
    let page = state.browse.as_ref().and_then(|browse| browse.focused());
    open.unwrap_or_else(|| page.map(|(title, _)| title))
}

/// The titles whose artwork is on the screen, at least half of it.
fn visible(state: &State) -> Vec<TitleIndex> {
    match (state.layers.last(), &state.browse) {
        (Some(Layer::Search(search)), _) => {
            let areas = state.result_areas(search);
            let shown = search.results.iter().zip(areas);
            shown
                .filter(|(_, area)| area.is_some())
                .map(|(title, _)| *title)
                .collect()
        }
        (Some(Layer::Detail(detail)), _) => vec![detail.title],
        (None, Some(browse)) if state.mode() == Mode::Browse => {
            let placed = state.layout().placed(browse);
            placed
                .iter()
                .filter(|it| it.is_visible())
                .map(|it: &Placed| it.title)
                .collect()
        }
        _ => Vec::new(),
    }
}

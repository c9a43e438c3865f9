//! What scripts expect of the choice of artwork.

use super::{Seen, TOLERANCE};
use crate::{
    catalog::{Canvas, TitleIndex, Unknown},
    engine::Decision,
    script::{
        player::{Halt, Player},
        statement::{Spot, Subject},
        value::Comparison,
    },
    session::Layer,
};

impl Player<'_> {
    /// The decision for a spot.
    fn decision(&self, spot: &Spot) -> Result<(TitleIndex, Canvas, &Decision), Halt> {
        let state = self.stage.state();
        let title = state.catalog.named(&spot.title)?;
        if !self.is_watched() {
            let expected = format!("a picture of {}", state.catalog[title].name);
            return Err(Halt::unmet(expected, "nobody watches"));
        }
        self.expect_age(title)?;
        let open = state.layers.iter().rev().find_map(|layer| match layer {
            Layer::Detail(detail) if detail.title == title => Some(detail.canvas),
            Layer::Why(it, canvas) if *it == title => Some(*canvas),
            _ => None,
        });
        let seen = state.to_be_seen().into_iter();
        let seen = seen
            .filter(|(it, _)| *it == title)
            .map(|(_, canvas)| canvas);
        let near = [Canvas::Tile, Canvas::Billboard];
        let canvases: Vec<Canvas> = match spot.canvas {
            Some(canvas) => vec![canvas],
            None => open.into_iter().chain(seen).chain(near).collect(),
        };
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

    pub(super) fn look_at_artwork(&mut self, spot: &Spot, subject: &Subject) -> Result<Seen, Halt> {
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
        let name = &entry.name;
        let id = entry.artwork[wanted].id.as_str();
        let expected = match subject {
            Subject::Default => format!("the default artwork of {name} ({id:?})"),
            Subject::Artwork(_) => format!("artwork {id:?} of {name}"),
            Subject::Profile(other) => {
                format!("the artwork that {other} would see of {name} ({id:?})")
            }
        };
        let actual = format!(
            "it is {:?} (with probability {propensity:.3})",
            own.as_str()
        );
        Ok(Seen::new(place == wanted, expected, actual))
    }

    /// The place in the title's set of the artwork called `name`.
    pub(in crate::script::player) fn artwork_named(
        &self,
        title: TitleIndex,
        name: &str,
    ) -> Result<usize, Halt> {
        let entry = &self.stage.catalog()[title];
        let found = entry.artwork.iter().position(|it| it.id.as_str() == name);
        found.ok_or_else(|| {
            let known = entry.artwork.iter().map(|it| it.id.as_str());
            let unknown = Unknown::new("artwork", name, known);
            Halt::Input(format!("{}: {unknown}", entry.name))
        })
    }

    pub(super) fn look_at_sum(&self, spot: &Spot, expected: f64) -> Result<Seen, Halt> {
        let (_, _, decision) = self.decision(spot)?;
        let sum: f64 = decision.distribution.probabilities().iter().sum();
        let holds = (sum - expected).abs() <= TOLERANCE;
        Ok(Seen::new(
            holds,
            format!("a sum of {expected}"),
            format!("it is {sum}"),
        ))
    }

    pub(super) fn look_at_probability(
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
}

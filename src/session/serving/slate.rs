//! Decisions for very many viewers, by a learner that stands still meanwhile.

use rand::Rng;

use crate::{
    catalog::{Canvas, Catalog, TitleIndex},
    engine::{ActionSet, Context, Distribution, Learner, Record, Standings},
};

/// Room for the action set of each title and canvas, so that deciding allocates nothing.
///
/// It does what [`Serving`](super::Serving) does for a slot, in the same order and to the same
/// bits: build the action set, ask the policy, draw. What it leaves out is what only a person at
/// a terminal needs: dials, broken pictures, variety, beliefs to explain.
#[derive(Debug)]
pub struct Slate {
    rooms: Vec<Room>,
    /// Whether action sets have features also where the policy looks at none.
    has_features: bool,
}

#[derive(Debug, Clone)]
struct Room {
    actions: ActionSet,
    /// What a policy that does not look at features said, and after how many updates.
    cached: Option<(u64, Distribution)>,
}

/// A decision that was drawn just now.
#[derive(Debug)]
pub struct Drawn<'a> {
    /// What could be chosen.
    pub actions: &'a ActionSet,
    /// With which probabilities.
    pub distribution: &'a Distribution,
    /// The arm that was drawn.
    pub chosen: usize,
}

/// The canvases of a page.
const CANVASES: usize = 2;

impl Slate {
    /// Room for the titles of `catalog`. Action sets have features where the policy looks at them,
    /// or always.
    #[must_use]
    pub fn new(catalog: &Catalog, has_features: bool) -> Self {
        let room = Room {
            actions: ActionSet::empty(),
            cached: None,
        };
        Self {
            rooms: vec![room; catalog.titles().len() * CANVASES],
            has_features,
        }
    }

    /// The decision of `learner` for a slot on a tile or billboard. `responses` says of an
    /// artwork of the title how often the viewer took it, and passed over it since. `None` where
    /// nothing can be shown.
    ///
    /// All viewers of one slate may see the same titles.
    pub fn decide<R: Fn(usize) -> (u32, u32)>(
        &mut self,
        (learner, standings): (&Learner, &Standings),
        context: &Context<'_>,
        (catalog, title): (&Catalog, TitleIndex),
        responses: impl FnOnce() -> R,
        random: &mut impl Rng,
    ) -> Option<Drawn<'_>> {
        self.consider((learner, standings), context, (catalog, title), responses)
            .map(|(actions, distribution)| Drawn {
                actions,
                distribution,
                chosen: distribution.sample(random),
            })
    }

    /// What `learner` would decide from, without a draw.
    pub fn consider<R: Fn(usize) -> (u32, u32)>(
        &mut self,
        (learner, standings): (&Learner, &Standings),
        context: &Context<'_>,
        (catalog, title): (&Catalog, TitleIndex),
        responses: impl FnOnce() -> R,
    ) -> Option<(&ActionSet, &Distribution)> {
        let room = self.room(title, context.canvas);
        let version = Some(learner.version());
        let is_known = room.cached.as_ref().map(|(version, _)| *version) == version;
        if !is_known || learner.policy().is_contextual() {
            self.fill(standings, context, (catalog, title), responses)?;
            let room = self.room(title, context.canvas);
            let distribution = learner.policy().distribution(&room.actions);
            room.cached = Some((learner.version(), distribution));
        } else if self.has_features {
            self.fill(standings, context, (catalog, title), responses)?;
        }
        let room = self.room(title, context.canvas);
        let (_, distribution) = room.cached.as_ref()?;
        Some((&room.actions, distribution))
    }

    /// The action set of a slot with its features.
    pub fn fill<R: Fn(usize) -> (u32, u32)>(
        &mut self,
        standings: &Standings,
        context: &Context<'_>,
        (catalog, title): (&Catalog, TitleIndex),
        responses: impl FnOnce() -> R,
    ) -> Option<&ActionSet> {
        let (of_title, responses) = (standings.of_title(title), responses());
        let record_of = |artwork: usize| {
            let (takes, skips) = responses(artwork);
            Record::from(of_title[artwork]).with_personal(takes, skips)
        };
        let actions = &mut self.room(title, context.canvas).actions;
        actions
            .fill(context, catalog, title, record_of, |_| true)
            .then_some(actions)
    }

    fn room(&mut self, title: TitleIndex, canvas: Canvas) -> &mut Room {
        &mut self.rooms[title.0 * CANVASES + usize::from(canvas == Canvas::Billboard)]
    }
}

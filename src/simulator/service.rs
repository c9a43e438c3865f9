//! What members are served with, and who is told of it.

use super::{member::Member, memory::Memory, visit::Shown};
use crate::{
    catalog::{Catalog, TitleIndex},
    engine::{Learner, Standings},
    log::table::Row,
    session::Drawn,
};

/// A learner that stands still.
#[derive(Debug, Clone)]
pub struct Frozen {
    /// What it has learnt.
    pub learner: Learner,
    /// How every artwork did, by what it has learnt.
    pub standings: Standings,
}

impl Frozen {
    /// What `learner` knows now.
    #[must_use]
    pub fn new(learner: Learner, catalog: &Catalog) -> Self {
        Self {
            standings: learner.records().standings(catalog),
            learner,
        }
    }
}

/// What the members of one cell are served with on one day.
#[derive(Debug, Clone, Copy)]
pub struct Service<'s> {
    /// The cell.
    pub cell: u32,
    /// The number of the policy's name.
    pub policy: u32,
    /// The policy.
    pub frozen: &'s Frozen,
    /// What is wanted beside what the policy itself needs.
    pub wanted: Wanted,
}

/// What is wanted of a decision beside the artwork.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// No more than the policy needs.
    Nothing,
    /// The features of the arms: somebody learns from them.
    Features,
    /// What the policy makes of them.
    Distribution,
}

/// Takes in what happens.
pub trait Recorder {
    /// A decision was made that will be shown, from the action set with this number.
    fn decided(&mut self, _member: u64, _arms: u32, _drawn: &Drawn<'_>) {}

    /// What followed from the decisions of a visit is known: once for each, in their order.
    fn followed(&mut self, impression: &Impression<'_, '_, '_>);
}

/// An impression with what followed, and with what is true of it.
#[derive(Debug)]
pub struct Impression<'i, 'w, 'a> {
    /// As it is logged.
    pub row: Row<'i>,
    /// The features of the artwork shown; empty where the policy looks at none.
    pub features: &'i [f64],
    pub(super) member: &'i Member<'w, 'a>,
    pub(super) memory: &'i Memory,
    pub(super) shown: &'i Shown,
}

impl Impression<'_, '_, '_> {
    /// The title, and the place in its set of the artwork that was shown.
    #[must_use]
    pub fn artwork(&self) -> (TitleIndex, usize) {
        (self.shown.title, self.shown.artwork)
    }

    /// The probability of a quality play if the artwork had been drawn with these chances: places
    /// in the title's set with their probabilities. It is what is true, and hidden from every
    /// policy. Whether the member looked at the place is taken as it was, which does not depend on
    /// the artwork in the cascade model.
    #[must_use]
    pub fn true_take(&self, chances: impl IntoIterator<Item = (usize, f64)>) -> f64 {
        if self.shown.is_examined {
            self.member.take(self.memory, self.shown.title, chances)
        } else {
            0.0
        }
    }
}

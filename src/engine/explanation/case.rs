//! A decision with everything that led to it, and the same in other circumstances.

use crate::{
    catalog::{Canvas, Catalog, Title, TitleIndex},
    engine::{ActionSet, Context, Decision, Device, Distribution, Learner, Neighbours},
    profiles::{Profile, Taste},
    time::{LocalTime, Timestamp},
};

/// A decision with everything that is needed to explain it.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// What there is to watch.
    pub catalog: &'a Catalog,
    /// Whose artwork was chosen.
    pub title: TitleIndex,
    /// For which place.
    pub canvas: Canvas,
    /// For whom.
    pub profile: &'a Profile,
    /// What they liked when it was chosen.
    pub taste: &'a Taste,
    /// The present moment.
    pub now: Timestamp,
    /// Its local time.
    pub time: LocalTime,
    /// The screen.
    pub device: Device,
    /// The learner as it is now.
    pub learner: &'a Learner,
    /// What was decided.
    pub decision: &'a Decision,
}

impl<'a> Case<'a> {
    /// Whose artwork was chosen.
    pub(super) fn title(&self) -> &'a Title {
        &self.catalog[self.title]
    }

    /// Whether the learner is still the one that made the decision.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.learner.version() == self.decision.model_version
    }

    /// What the learner as it is now would do about `actions`.
    pub(super) fn distribution(&self, actions: &ActionSet) -> Distribution {
        self.learner.policy().distribution(actions)
    }

    /// The arms of the decision with the features that they would have in these circumstances.
    /// What does not follow from taste, time and device is left out or as it is now: compare it
    /// only with other circumstances.
    pub(super) fn circumstances(
        &self,
        taste: &Taste,
        time: LocalTime,
        device: Device,
    ) -> Option<ActionSet> {
        let context = Context {
            taste,
            neighbours: &Neighbours::default(),
            maturity: self.profile.maturity,
            time,
            device,
            canvas: self.canvas,
            mood: None,
            position: None,
        };
        let arms = self.decision.actions.arms();
        let was_eligible = |artwork: usize| arms.contains(&artwork);
        let records = self.learner.records();
        let actions = ActionSet::new(&context, self.catalog, self.title, records, was_eligible)?;
        let is_comparable =
            actions.arms() == arms && actions.rows().len() == self.decision.actions.rows().len();
        is_comparable.then_some(actions)
    }

    /// The decision's action set with other features, and its handicaps or none.
    pub(super) fn actions(&self, rows: &[f64], has_handicaps: bool) -> Option<ActionSet> {
        let actions = &self.decision.actions;
        let rows = rows.chunks_exact((rows.len() / actions.len()).max(1));
        let arms = actions.artwork().iter().zip(rows).zip(actions.handicaps());
        let arms = arms.map(|((artwork, row), handicap)| {
            let handicap = if has_handicaps { *handicap } else { 0.0 };
            (artwork.clone(), row, handicap)
        });
        ActionSet::from_log(actions.title().clone(), arms, actions.default_arm())
    }
}

/// Which entries of the feature rows depend on what differs between some circumstances.
pub(super) struct Dependent(Vec<bool>);

impl Dependent {
    /// The entries that are not the same in all of `circumstances`.
    pub(super) fn of(circumstances: &[ActionSet]) -> Self {
        let Some((first, others)) = circumstances.split_first() else {
            return Self(Vec::new());
        };
        let entries = first.rows().iter().enumerate();
        let differs = |(place, entry): (usize, &f64)| {
            let mut others = others.iter();
            others.any(|other| other.rows()[place].to_bits() != entry.to_bits())
        };
        Self(entries.map(differs).collect())
    }

    /// The decision's action set as it would be in `circumstances`: all other entries stay as they
    /// were, whatever has been learnt and wherever on the page it is.
    pub(super) fn apply(&self, case: &Case<'_>, circumstances: &ActionSet) -> Option<ActionSet> {
        let rows = case.decision.actions.rows().iter();
        let entries = rows.zip(circumstances.rows()).zip(&self.0);
        let entries = entries.map(|((was, is), depends)| if *depends { *is } else { *was });
        case.actions(&entries.collect::<Vec<f64>>(), true)
    }
}

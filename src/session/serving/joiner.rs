//! Which outcome belongs to which impression, and what that teaches.

use std::collections::HashMap;

use crate::{
    catalog::{ArtworkId, TitleId},
    engine::{Example, FEATURE_VERSION, FEATURES},
    log::{Event, ImpressionId, OutcomeRecord},
    profiles::ProfileId,
};

/// An impression as far as its outcome teaches something.
#[derive(Debug, Clone)]
pub(in crate::session) struct Shown {
    pub(in crate::session) profile: ProfileId,
    title: TitleId,
    artwork: ArtworkId,
    features: Vec<f64>,
}

impl Shown {
    /// What this outcome of it teaches.
    pub(in crate::session) fn example(&self, outcome: &OutcomeRecord) -> Example<'_> {
        Example {
            title: &self.title,
            artwork: &self.artwork,
            features: &self.features,
            reward: outcome.reward,
            weight: outcome.weight,
        }
    }
}

/// Joins outcomes with their impressions.
///
/// The live learner, the one rebuilt from a log and whoever verifies that log all learn from what
/// this returns for the same events, which is why they are equal.
#[derive(Debug, Default)]
pub(in crate::session) struct Joiner(HashMap<ImpressionId, Shown>);

impl Joiner {
    /// Takes in the next event of a session; returns the impression and the outcome that teach
    /// something.
    pub(in crate::session) fn take<'a>(
        &mut self,
        event: &'a Event,
    ) -> Option<(Shown, &'a OutcomeRecord)> {
        match event {
            Event::SessionStarted(_) => self.0.clear(),
            Event::Impression(impression) if impression.feature_version == FEATURE_VERSION => {
                let arm = impression.chosen_arm()?;
                let shown = Shown {
                    profile: impression.profile.clone(),
                    title: impression.title.clone(),
                    artwork: arm.artwork.clone(),
                    features: arm.features.clone(),
                };
                if shown.features.len() == FEATURES {
                    self.0.insert(impression.id, shown);
                }
            }
            Event::Outcome(outcome) => {
                let shown = self.0.remove(&outcome.impression)?;
                return (outcome.weight > 0.0).then_some((shown, outcome));
            }
            Event::Impression(_) | Event::ProfileSelected { .. } | Event::SessionEnded => {}
        }
        None
    }
}

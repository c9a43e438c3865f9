//! Policies rebuilt from nothing but a log.

use std::collections::BTreeMap;

use crate::{
    catalog::{ArtworkId, TitleId},
    engine::{ActionSet, Distribution, Example, FEATURE_TABLE, FEATURES, Policy, PolicySpec},
};

/// Policies that all learn from every example of a log, in its order.
///
/// Who verifies a log and who replays it ask the same one, so that both get the same numbers.
#[derive(Debug)]
pub(in crate::session) struct Rebuilt {
    /// By their specifications as logged.
    policies: BTreeMap<String, Box<dyn Policy>>,
    /// How many examples they have learnt from.
    version: u64,
}

impl Rebuilt {
    /// Those of the policies called `names` that this program knows; they have learnt nothing.
    pub(in crate::session) fn new(names: impl IntoIterator<Item = String>) -> Self {
        let known = names.into_iter().filter_map(|name| {
            let spec: PolicySpec = name.parse().ok()?;
            Some((name, spec.build()))
        });
        Self {
            policies: known.collect(),
            version: 0,
        }
    }

    /// How many examples they have learnt from.
    pub(in crate::session) fn version(&self) -> u64 {
        self.version
    }

    /// Learns from the next example of the log.
    pub(in crate::session) fn learn(&mut self, example: &Example<'_>) {
        for policy in self.policies.values_mut() {
            policy.update(example);
        }
        self.version += 1;
    }

    /// Passes over an example that nobody can learn from.
    pub(in crate::session) fn skip(&mut self) {
        self.version += 1;
    }

    /// The probabilities that `policy` gives now; `None` if it is not one of them.
    pub(in crate::session) fn distribution(
        &self,
        policy: &str,
        actions: &ActionSet,
    ) -> Option<Distribution> {
        Some(self.policies.get(policy)?.distribution(actions))
    }

    /// Whether `policy` is one of them.
    pub(in crate::session) fn knows(&self, policy: &str) -> bool {
        self.policies.contains_key(policy)
    }
}

/// The action set of an impression of `title`, from nothing but its record: the artwork with its
/// features and handicap. `None` if the features are not those that this program knows.
pub(in crate::session) fn logged_actions<'a>(
    title: &TitleId,
    arms: impl Iterator<Item = (&'a ArtworkId, &'a [f64], f64)> + Clone,
) -> Option<ActionSet> {
    let is_whole = |(_, features, _): (_, &[f64], _)| features.len() == FEATURES;
    if !arms.clone().all(is_whole) {
        return None;
    }
    let default = FEATURE_TABLE.iter().position(|it| it.name == "default")?;
    let is_default = |(_, features, _): (_, &[f64], _)| features[default] == 1.0;
    let place = arms.clone().position(is_default).unwrap_or(0);
    let arms = arms.map(|(artwork, features, handicap)| (artwork.clone(), features, handicap));
    ActionSet::from_log(title.clone(), arms, place)
}

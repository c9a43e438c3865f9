//! Computes the propensities of a log anew, from nothing but its records.

use std::collections::BTreeMap;

use crate::{
    engine::{ENGINE_VERSION, FEATURE_VERSION},
    log::{Event, Impression, ImpressionId, OutcomeRecord, SessionId, SessionStart},
    session::{
        replay::{Rebuilt, logged_actions},
        serving::{Joiner, Shown},
    },
};

/// How far a probability may be from the logged one, for a machine that rounds otherwise.
pub const TOLERANCE: f64 = 1e-9;

/// A logged distribution that is not the one that its record leads to.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// In which session.
    pub session: SessionId,
    /// Of which impression.
    pub impression: ImpressionId,
    /// How far the probability is off where it is furthest; infinite if the record makes no sense.
    pub by: f64,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Verification {
    /// Logged distributions.
    pub distributions: u64,
    /// Those that could be computed anew.
    pub recomputed: u64,
    /// How far a probability was off where it was furthest.
    pub largest: f64,
    /// The distributions that were off by more than [`TOLERANCE`].
    pub different: Vec<Difference>,
    /// Sessions whose engine or features this program does not know; nothing of them was computed.
    pub unknown_versions: u64,
    /// Sessions with a policy that this program does not know, and whose distributions were not
    /// computed.
    pub unknown_policies: u64,
    /// Sessions that learnt from other records than those before them: another session ran beside
    /// them, or a file was taken out of the log. Nothing of them was computed.
    pub unknown_pasts: u64,
}

impl Verification {
    /// Whether every logged distribution, of which there is at least one, was computed anew and is
    /// the logged one.
    #[must_use]
    pub fn holds(&self) -> bool {
        let is_whole = self.recomputed == self.distributions && self.distributions > 0;
        is_whole && self.different.is_empty()
    }
}

/// Goes through a log, session by session.
#[derive(Debug)]
pub struct Verifier {
    policies: Rebuilt,
    result: Verification,
}

impl Verifier {
    /// A verifier of a log whose impressions name these policies and no others.
    pub fn new(policies: impl IntoIterator<Item = String>) -> Self {
        Self {
            policies: Rebuilt::new(policies),
            result: Verification::default(),
        }
    }

    /// Takes in the next session of the log, with all its events.
    ///
    /// # Errors
    /// What reading an event answered.
    pub fn session<E>(
        &mut self,
        start: &SessionStart,
        events: impl IntoIterator<Item = Result<Event, E>>,
    ) -> Result<(), E> {
        let mut joiner = Joiner::default();
        let mut shown: BTreeMap<u64, Vec<Impression>> = BTreeMap::new();
        let mut examples = Vec::new();
        for event in events {
            let event = event?;
            if let Some((shown, outcome)) = joiner.take(&event) {
                examples.push((shown, *outcome));
            }
            if let Event::Impression(impression) = event {
                self.result.distributions += 1;
                let same = shown.entry(impression.model_version).or_default();
                same.push(*impression);
            }
        }
        if self.can_compute(start, &shown, examples.len()) {
            self.compute(start, &shown, &examples);
        } else {
            for (shown, outcome) in &examples {
                self.policies.learn(&shown.example(outcome));
            }
        }
        Ok(())
    }

    /// What came of it.
    #[must_use]
    pub fn result(self) -> Verification {
        self.result
    }

    /// Whether the session's decisions follow from what was learnt before it and in it.
    fn can_compute(
        &mut self,
        start: &SessionStart,
        shown: &BTreeMap<u64, Vec<Impression>>,
        examples: usize,
    ) -> bool {
        let is_known = |it: &Impression| it.feature_version == FEATURE_VERSION;
        if start.engine_version != ENGINE_VERSION || !shown.values().flatten().all(is_known) {
            self.result.unknown_versions += 1;
            return false;
        }
        let versions = shown.keys().next().zip(shown.keys().next_back());
        let before = self.policies.version();
        let last = before + examples as u64;
        if versions.is_some_and(|(first, end)| *first != before || *end > last) {
            self.result.unknown_pasts += 1;
            return false;
        }
        true
    }

    /// Learns from the session's examples, and before each computes what was decided then.
    fn compute(
        &mut self,
        start: &SessionStart,
        shown: &BTreeMap<u64, Vec<Impression>>,
        examples: &[(Shown, OutcomeRecord)],
    ) {
        let mut is_policy_unknown = false;
        for example in examples.iter().map(Some).chain([None]) {
            for impression in shown.get(&self.policies.version()).into_iter().flatten() {
                if self.policies.knows(&impression.policy) {
                    let by = distance(&self.policies, impression);
                    self.count(start, impression, by);
                } else {
                    is_policy_unknown = true;
                }
            }
            if let Some((shown, outcome)) = example {
                self.policies.learn(&shown.example(outcome));
            }
        }
        self.result.unknown_policies += u64::from(is_policy_unknown);
    }

    fn count(&mut self, start: &SessionStart, impression: &Impression, by: f64) {
        self.result.recomputed += 1;
        self.result.largest = self.result.largest.max(by);
        if by > TOLERANCE {
            self.result.different.push(Difference {
                session: start.session.clone(),
                impression: impression.id,
                by,
            });
        }
    }
}

/// How far the logged probabilities are from those that its policy gives now, where they are
/// furthest.
fn distance(policies: &Rebuilt, impression: &Impression) -> f64 {
    let arms = impression.arms.iter();
    let arms = arms.map(|arm| (&arm.artwork, &arm.features[..], arm.handicap));
    let actions = logged_actions(&impression.title, arms);
    let computed = actions.and_then(|it| policies.distribution(&impression.policy, &it));
    let Some(distribution) = computed else {
        return f64::INFINITY;
    };
    let both = distribution.probabilities().iter().zip(&impression.arms);
    let distances = both.map(|(computed, arm)| (computed - arm.probability).abs());
    distances.fold(0.0, |furthest, by| {
        if by.is_nan() {
            f64::INFINITY
        } else {
            by.max(furthest)
        }
    })
}

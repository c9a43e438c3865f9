//! What would have to change for another artwork to win.

use super::{Case, TIE, case::Dependent};
use crate::{
    catalog::{TitleId, TitleIndex},
    engine::{ActionSet, Device, Distribution, FEATURE_TABLE, best_arm, features::MATCHES},
    profiles::{Profile, Taste},
    time::LocalTime,
};

/// How many counterfactuals are worth telling.
const TOLD: usize = 2;

/// How many watched titles are taken away one by one.
const SINGLES: usize = 4;

/// From so many watched titles on, not all are named.
pub(super) const MANY: usize = 4;

/// Hours of a day.
const HOURS: u8 = 24;

/// Steps between 0 and 1 in which a match is raised.
const STEPS: usize = 100;

/// Something that could have been otherwise.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// What has been learnt since the decision.
    LearntSince,
    /// Variety on the page does not count.
    WithoutVariety,
    /// These titles were never watched nor rated: one of the strongest that speak for the leader,
    /// or as many of the strongest as it needs.
    WithoutWatched(Vec<TitleIndex>),
    /// Nothing was ever watched or rated.
    WithoutHistory,
    /// It is this hour, from 0 to 23.
    AtHour(u8),
    /// It is another screen.
    OnDevice(Device),
    /// A match of the winner with the taste is larger.
    Raised {
        /// The name of the feature.
        feature: &'static str,
        /// What the match is.
        from: f64,
        /// A multiple of 0.01 that would be enough.
        to: f64,
    },
}

impl Change {
    /// How far-fetched it is: the smallest and plainest changes come first.
    fn rank(&self) -> usize {
        match self {
            Self::LearntSince => 0,
            Self::WithoutWatched(titles) => titles.len().min(MANY),
            Self::WithoutVariety => 1,
            Self::AtHour(_) | Self::OnDevice(_) => 2,
            Self::Raised { .. } => MANY + 1,
            Self::WithoutHistory => MANY + 2,
        }
    }
}

/// A change that would make another artwork the likeliest one.
#[derive(Debug, Clone, PartialEq)]
pub struct Counterfactual {
    /// What would be different.
    pub change: Change,
    /// The place in the title's set of the artwork that would then be the likeliest.
    pub artwork: usize,
    /// Its chance then.
    pub probability: f64,
}

/// What would make another artwork than the present one the likeliest, the smallest and plainest
/// changes first, at most two; empty if nothing of all that can be varied would.
///
/// Each was tried: the policy's distribution over the changed action set was computed, by what the
/// learner knows now. What others did, and who they are, stays as it was.
#[must_use]
pub fn counterfactuals(case: &Case<'_>) -> Vec<Counterfactual> {
    let search = Search::new(case);
    if let Some(since) = search.learnt_since() {
        return vec![since];
    }
    if case.decision.actions.len() == 1 {
        return Vec::new();
    }
    let mut found: Vec<Counterfactual> = search.without_variety().into_iter().collect();
    found.extend(search.without_watched());
    found.extend(search.at_another_hour());
    found.extend(search.on_another_device());
    found.sort_by_key(|counterfactual| counterfactual.change.rank());
    // Nobody can raise a match: it is tried where there is little else to tell.
    if found.len() < TOLD {
        found.extend(search.raised());
    }
    found.sort_by_key(|counterfactual| counterfactual.change.rank());
    found.truncate(TOLD);
    found
}

/// The present leader, from which the search starts.
struct Search<'a> {
    case: &'a Case<'a>,
    now: Distribution,
    leader: usize,
}

impl<'a> Search<'a> {
    fn new(case: &'a Case<'a>) -> Self {
        let now = case.distribution(&case.decision.actions);
        let leader = best_arm(now.probabilities().iter().copied());
        Self { case, now, leader }
    }

    /// What there is to tell if another arm than the `leader` leads by `distribution`.
    fn turned(
        &self,
        leader: usize,
        distribution: &Distribution,
        change: Change,
    ) -> Option<Counterfactual> {
        let chances = distribution.probabilities();
        let winner = best_arm(chances.iter().copied());
        (chances[winner] > chances[leader] + TIE).then(|| Counterfactual {
            change,
            artwork: self.case.decision.actions.arms()[winner],
            probability: chances[winner],
        })
    }

    fn tried(&self, actions: &ActionSet, change: Change) -> Option<Counterfactual> {
        self.turned(self.leader, &self.case.distribution(actions), change)
    }

    fn learnt_since(&self) -> Option<Counterfactual> {
        if self.case.is_current() {
            return None;
        }
        let then = self.case.decision.distribution.probabilities();
        let leader = best_arm(then.iter().copied());
        self.turned(leader, &self.now, Change::LearntSince)
    }

    fn without_variety(&self) -> Option<Counterfactual> {
        let actions = &self.case.decision.actions;
        let is_handicapped = actions.handicaps().iter().any(|handicap| *handicap != 0.0);
        let without = self.case.actions(actions.rows(), false);
        self.tried(&without.filter(|_| is_handicapped)?, Change::WithoutVariety)
    }

    /// Takes away each of the strongest titles that carry the leader, then as many of them together
    /// as it needs, then all that was watched.
    fn without_watched(&self) -> Option<Counterfactual> {
        let past = Past::new(self)?;
        let titles = self.carrying(&past.taste);
        let singles = titles.iter().take(SINGLES);
        let mut singles = singles.map(std::slice::from_ref);
        let single = singles.find_map(|title| past.tried_without(title));
        single
            .or_else(|| {
                // Where all of them are enough and one is not, one more than some of them is.
                let mut best = past.tried_without(&titles)?;
                let (mut low, mut high) = (1, titles.len());
                while high - low > 1 {
                    let middle = usize::midpoint(low, high);
                    match past.tried_without(&titles[..middle]) {
                        Some(found) => (best, high) = (found, middle),
                        None => low = middle,
                    }
                }
                Some(best)
            })
            .or_else(|| past.tried(&Taste::default(), Change::WithoutHistory))
    }

    /// The watched titles that speak for the leader, the strongest first.
    fn carrying(&self, taste: &Taste) -> Vec<TitleIndex> {
        let Case {
            learner, decision, ..
        } = *self.case;
        let actions = &decision.actions;
        let contributions = learner.policy().contributions(actions, self.leader);
        let row = actions.row(self.leader);
        let weight = |feature: usize| match &contributions {
            None => 1.0,
            Some(_) if row[feature] == 0.0 => 0.0,
            Some(amounts) => amounts[feature] / row[feature],
        };
        let contents = self.case.catalog.contents();
        let content = contents.artwork(self.case.title, actions.arms()[self.leader]);
        let shares = taste.shares(content).into_iter();
        let weighed = shares.map(|(title, shares)| {
            let parts = shares.iter().zip(MATCHES);
            let amount: f64 = parts.map(|(share, feature)| share * weight(feature)).sum();
            (title, amount)
        });
        let mut weighed: Vec<(TitleIndex, f64)> = weighed.filter(|(_, it)| *it > 0.0).collect();
        weighed.sort_by(|a, b| b.1.total_cmp(&a.1));
        weighed.into_iter().map(|(title, _)| title).collect()
    }

    fn at_another_hour(&self) -> Option<Counterfactual> {
        let Case {
            taste,
            time,
            device,
            ..
        } = *self.case;
        let at = |hour| LocalTime { hour, ..time };
        let sets = (0..HOURS).map(|hour| self.case.circumstances(taste, at(hour), device));
        let sets: Option<Vec<ActionSet>> = sets.collect();
        let later = |hours: u8| (time.hour + hours) % HOURS;
        let nearest = (1..=HOURS / 2).flat_map(|hours| [later(hours), later(HOURS - hours)]);
        let changes = nearest.map(|hour| (usize::from(hour), Change::AtHour(hour)));
        self.first_of(&sets?, changes)
    }

    fn on_another_device(&self) -> Option<Counterfactual> {
        let Case {
            taste,
            time,
            device,
            ..
        } = *self.case;
        let sets = Device::ALL
            .iter()
            .map(|device| self.case.circumstances(taste, time, *device));
        let sets: Option<Vec<ActionSet>> = sets.collect();
        let others = Device::ALL.iter().enumerate();
        let others = others.filter(|(_, other)| **other != device);
        let changes = others.map(|(place, other)| (place, Change::OnDevice(*other)));
        self.first_of(&sets?, changes)
    }

    /// The first of `changes` that turns the decision; each is a place in `sets`.
    fn first_of(
        &self,
        sets: &[ActionSet],
        changes: impl Iterator<Item = (usize, Change)>,
    ) -> Option<Counterfactual> {
        let dependent = Dependent::of(sets);
        let mut seen = vec![self.case.decision.actions.rows().to_vec()];
        for (place, change) in changes {
            let actions = dependent.apply(self.case, &sets[place])?;
            if seen.iter().any(|rows| rows == actions.rows()) {
                continue;
            }
            let found = self.tried(&actions, change);
            if found.is_some() {
                return found;
            }
            seen.push(actions.rows().to_vec());
        }
        None
    }

    /// The smallest raise of one match that lets the runner-up lead.
    fn raised(&self) -> Option<Counterfactual> {
        let rival = self.runner_up()?;
        let actions = &self.case.decision.actions;
        let start = rival * actions.row(rival).len();
        let mut rows = actions.rows().to_vec();
        rows[start..][MATCHES].fill(1.0);
        let probe = self.case.actions(&rows, true)?;
        // Where a feature is 1, its contribution is its weight.
        let weights = self.case.learner.policy().contributions(&probe, rival)?;
        let mut features: Vec<usize> = MATCHES.filter(|it| weights[*it] > 0.0).collect();
        features.sort_by(|a, b| weights[*b].total_cmp(&weights[*a]));
        features.into_iter().find_map(|feature| {
            let from = actions.row(rival)[feature];
            let at = |step: usize| {
                let to = step as f64 / STEPS as f64;
                let mut rows = actions.rows().to_vec();
                rows[start + feature] = to;
                let name = FEATURE_TABLE[feature].name;
                let change = Change::Raised {
                    feature: name,
                    from,
                    to,
                };
                let found = self.tried(&self.case.actions(&rows, true)?, change);
                found.filter(|found| found.artwork == actions.arms()[rival])
            };
            let mut best = at(STEPS)?;
            let (mut low, mut high) = ((from.max(0.0) * STEPS as f64) as usize, STEPS);
            while high - low > 1 {
                let middle = usize::midpoint(low, high);
                match at(middle) {
                    Some(found) => (best, high) = (found, middle),
                    None => low = middle,
                }
            }
            Some(best)
        })
    }

    /// The likeliest arm beside the leader; of equally likely ones that with the highest score.
    fn runner_up(&self) -> Option<usize> {
        let chances = self.now.probabilities();
        let actions = &self.case.decision.actions;
        let policy = self.case.learner.policy();
        let scores = policy.scores(actions)?;
        let entered =
            |arm: usize| scores[arm].mean - actions.handicaps()[arm] * policy.per_reward();
        let others = (0..actions.len()).filter(|arm| *arm != self.leader);
        others.reduce(|best, arm| {
            let gain = chances[arm] - chances[best];
            let is_better = gain > TIE || gain > -TIE && entered(arm) > entered(best);
            if is_better { arm } else { best }
        })
    }
}

/// What was watched, to take some of it away.
struct Past<'a> {
    search: &'a Search<'a>,
    taste: Taste,
    /// With all that was watched, and with nothing.
    ends: [ActionSet; 2],
}

impl<'a> Past<'a> {
    /// `None` if another arm leads by now because of what was watched since the decision: that must
    /// not pass for an effect of what is taken away.
    fn new(search: &'a Search<'a>) -> Option<Self> {
        let case = search.case;
        let taste = Taste::of(case.profile, case.catalog, case.now);
        let circumstances = |taste: &Taste| case.circumstances(taste, case.time, case.device);
        let ends = [circumstances(&taste)?, circumstances(&Taste::default())?];
        let actions = Dependent::of(&ends).apply(case, &ends[0])?;
        let now = case.distribution(&actions);
        let is_same = best_arm(now.probabilities().iter().copied()) == search.leader;
        is_same.then_some(Self {
            search,
            taste,
            ends,
        })
    }

    fn tried(&self, taste: &Taste, change: Change) -> Option<Counterfactual> {
        let case = self.search.case;
        let other = case.circumstances(taste, case.time, case.device)?;
        let [whole, nothing] = self.ends.clone();
        let sets = [whole, nothing, other];
        let actions = Dependent::of(&sets).apply(case, &sets[2])?;
        self.search.tried(&actions, change)
    }

    /// As if these titles had never been watched or rated.
    fn tried_without(&self, titles: &[TitleIndex]) -> Option<Counterfactual> {
        let Case {
            catalog,
            profile,
            now,
            ..
        } = *self.search.case;
        let mut profile: Profile = profile.clone();
        let stays = |id: &TitleId| !titles.iter().any(|title| catalog[*title].id == *id);
        profile.history.retain(|viewing| stays(&viewing.title));
        profile.thumbs.retain(|(title, _)| stays(title));
        let change = Change::WithoutWatched(titles.to_vec());
        self.tried(&Taste::of(&profile, catalog, now), change)
    }
}

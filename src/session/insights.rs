//! What the log tells so far: sums that grow with the catalog and its viewers, not with the log.

use std::collections::{BTreeMap, HashMap};

use crate::{
    catalog::{ArtworkId, TitleId},
    log::{
        Event, Impression, ImpressionId, Outcome, OutcomeRecord,
        statistics::{Share, Tally},
    },
    profiles::ProfileId,
    session::Size,
};

/// The most stretches of the curve; when there are more, every two become one.
const MOST_STRETCHES: usize = 128;

/// From this size on, all that is no list stands on one page.
const LARGE: Size = Size {
    columns: 110,
    rows: 34,
};

/// A page of what the log tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Section {
    /// The take fraction, and how it went.
    #[default]
    Overview,
    /// By profile and by policy.
    Viewers,
    /// Which artwork of each title is shown to whom, and which wins.
    Artwork,
    /// How varied the artwork is, and what the log could judge.
    Evidence,
}

impl Section {
    /// The pages that there are on a screen of this size.
    #[must_use]
    pub fn of(size: Size) -> &'static [Self] {
        if size.columns >= LARGE.columns && size.rows >= LARGE.rows {
            &[Self::Overview, Self::Artwork]
        } else {
            &[Self::Overview, Self::Viewers, Self::Artwork, Self::Evidence]
        }
    }

    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Overview => "How it goes",
            Self::Viewers => "By viewer",
            Self::Artwork => "Artwork",
            Self::Evidence => "Evidence",
        }
    }
}

/// The page that is open, and the first title of a list on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reading {
    /// The page.
    pub section: Section,
    /// How many titles are scrolled past.
    pub scroll: usize,
}

/// An artwork, and what came of showing it.
#[derive(Debug, Clone, PartialEq)]
pub struct Hanging {
    /// Which artwork of the title.
    pub artwork: ArtworkId,
    /// What everybody did.
    pub tally: Tally,
    /// How often each profile saw it.
    pub viewers: BTreeMap<ProfileId, u64>,
}

/// Impressions one after the other, of which it is known what followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stretch {
    /// How many.
    pub impressions: u64,
    /// Those that led to a quality play.
    pub takes: u64,
}

/// How far the log could judge the uniform policy, by its weights w = (1/k) ÷ propensity.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Support {
    /// Impressions of which it is known what followed.
    pub rounds: u64,
    /// Σ w.
    pub weights: f64,
    /// Σ w².
    pub squares: f64,
    /// The shares of the arms that the policy would never have chosen, summed.
    pub uncovered: f64,
}

impl Support {
    /// The effective sample size (Σ w)² ÷ Σ w² (Kong 1992): so many impressions of the uniform
    /// policy itself would tell about as much. `None` before the first one.
    #[must_use]
    pub fn effective(&self) -> Option<f64> {
        (self.squares > 0.0).then(|| self.weights * self.weights / self.squares)
    }
}

/// An impression whose outcome may still come.
#[derive(Debug)]
struct Open {
    profile: ProfileId,
    title: TitleId,
    artwork: ArtworkId,
    /// The place of its policy.
    policy: usize,
    weight: f64,
    uncovered: f64,
}

/// The sums over a log, in the order of its events.
#[derive(Debug, Default)]
pub struct Insights {
    total: Tally,
    by_profile: BTreeMap<ProfileId, Tally>,
    by_policy: Vec<(String, Tally)>,
    by_title: HashMap<TitleId, Vec<Hanging>>,
    stretches: Vec<Stretch>,
    /// How many impressions a stretch holds.
    length: u64,
    support: Support,
    /// Of the present session.
    open: HashMap<ImpressionId, Open>,
}

impl Insights {
    /// Takes in the next event.
    pub(super) fn take(&mut self, event: &Event) {
        match event {
            Event::SessionStarted(_) => self.open.clear(),
            Event::Impression(impression) => self.show(impression),
            Event::Outcome(record) => self.follow(record),
            Event::ProfileSelected { .. } | Event::SessionEnded => {}
        }
    }

    /// Of all impressions.
    #[must_use]
    pub fn total(&self) -> &Tally {
        &self.total
    }

    /// By the profile that saw them.
    #[must_use]
    pub fn by_profile(&self) -> &BTreeMap<ProfileId, Tally> {
        &self.by_profile
    }

    /// By the policy that chose them, in the order in which they came.
    #[must_use]
    pub fn by_policy(&self) -> &[(String, Tally)] {
        &self.by_policy
    }

    /// The artwork of a title that was shown, in the order in which it was.
    #[must_use]
    pub fn of_title(&self, title: &TitleId) -> &[Hanging] {
        self.by_title.get(title).map_or(&[], Vec::as_slice)
    }

    /// How it went: all impressions of which it is known what followed, in at most 128 stretches;
    /// all but the last are of one length.
    #[must_use]
    pub fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    /// How far the log could judge the uniform policy.
    #[must_use]
    pub fn support(&self) -> &Support {
        &self.support
    }

    fn show(&mut self, impression: &Impression) {
        let Some(arm) = impression.chosen_arm() else {
            return;
        };
        let arms = impression.arms.len() as f64;
        let never = impression.arms.iter().filter(|arm| arm.probability <= 0.0);
        let policy = self.policy(&impression.policy);
        let open = Open {
            profile: impression.profile.clone(),
            title: impression.title.clone(),
            artwork: arm.artwork.clone(),
            policy,
            // Squares of what is smaller would be infinite.
            weight: 1.0 / (arms * arm.probability.max(1e-100)),
            uncovered: never.count() as f64 / arms,
        };
        self.count(&open, |tally| {
            tally.impressions += 1;
            tally.pending += 1;
        });
        let viewers = &mut self.hanging(&open).viewers;
        *viewers.entry(open.profile.clone()).or_default() += 1;
        self.open.insert(impression.id, open);
    }

    fn follow(&mut self, record: &OutcomeRecord) {
        let Some(open) = self.open.remove(&record.impression) else {
            return;
        };
        if record.weight == 0.0 {
            self.withdraw(&open);
            return;
        }
        let is_quality = record.is_quality_play();
        self.count(&open, |tally| {
            tally.pending -= 1;
            tally.quality_plays += u64::from(is_quality);
            *match record.outcome {
                Outcome::Played { .. } => &mut tally.plays,
                Outcome::Opened => &mut tally.opens,
                Outcome::Skipped => &mut tally.skips,
                Outcome::Expired => &mut tally.expired,
            } += 1;
        });
        self.go_on(is_quality);
        let support = &mut self.support;
        support.rounds += 1;
        support.weights += open.weight;
        support.squares += open.weight * open.weight;
        support.uncovered += open.uncovered;
    }

    /// Takes an impression back that counts for nothing.
    fn withdraw(&mut self, open: &Open) {
        self.count(open, |tally| {
            tally.impressions -= 1;
            tally.pending -= 1;
            tally.withdrawn += 1;
        });
        let viewers = &mut self.hanging(open).viewers;
        if let Some(count) = viewers.get_mut(&open.profile) {
            *count -= 1;
        }
    }

    /// Adds one impression to the curve.
    fn go_on(&mut self, is_take: bool) {
        self.length = self.length.max(1);
        let is_full = |stretch: &Stretch| stretch.impressions >= self.length;
        if self.stretches.last().is_none_or(is_full) {
            if self.stretches.len() == MOST_STRETCHES {
                let pairs = self.stretches.chunks(2);
                let joined = pairs.map(|pair| Stretch {
                    impressions: pair.iter().map(|it| it.impressions).sum(),
                    takes: pair.iter().map(|it| it.takes).sum(),
                });
                self.stretches = joined.collect();
                self.length *= 2;
            }
            self.stretches.push(Stretch::default());
        }
        if let Some(last) = self.stretches.last_mut() {
            last.impressions += 1;
            last.takes += u64::from(is_take);
        }
    }

    /// The place of a policy.
    fn policy(&mut self, spec: &str) -> usize {
        let known = self.by_policy.iter().position(|(name, _)| name == spec);
        known.unwrap_or_else(|| {
            self.by_policy.push((spec.to_owned(), Tally::default()));
            self.by_policy.len() - 1
        })
    }

    fn hanging(&mut self, open: &Open) -> &mut Hanging {
        let set = self.by_title.entry(open.title.clone()).or_default();
        let known = set.iter().position(|it| it.artwork == open.artwork);
        let place = known.unwrap_or_else(|| {
            set.push(Hanging {
                artwork: open.artwork.clone(),
                tally: Tally::default(),
                viewers: BTreeMap::new(),
            });
            set.len() - 1
        });
        &mut set[place]
    }

    /// Changes every tally that the impression is in.
    fn count(&mut self, open: &Open, change: impl Fn(&mut Tally)) {
        change(&mut self.total);
        change(self.by_profile.entry(open.profile.clone()).or_default());
        if let Some((_, tally)) = self.by_policy.get_mut(open.policy) {
            change(tally);
        }
        change(&mut self.hanging(open).tally);
    }
}

/// Quality plays among the impressions of which it is known what followed; `None` without any.
#[must_use]
pub fn take_fraction(tally: &Tally) -> Option<Share> {
    Share::wilson(tally.quality_plays, tally.impressions - tally.pending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_keeps_all_impressions_in_a_bounded_number_of_stretches() {
        let mut insights = Insights::default();
        for number in 0..10_000_u64 {
            insights.go_on(number % 10 == 0);
            assert!(insights.stretches.len() <= MOST_STRETCHES);
        }
        let stretches = insights.stretches();
        let sum = |of: fn(&Stretch) -> u64| stretches.iter().map(of).sum::<u64>();
        assert_eq!(
            (sum(|it| it.impressions), sum(|it| it.takes)),
            (10_000, 1_000)
        );
        let (_, whole) = stretches.split_last().unwrap();
        assert!(
            whole.iter().all(|it| it.impressions == 128),
            "{stretches:?}"
        );
    }

    #[test]
    fn the_effective_sample_size_of_equal_weights_is_the_number_of_rounds() {
        let equal = Support {
            rounds: 4,
            weights: 2.0,
            squares: 1.0,
            uncovered: 0.0,
        };
        assert_eq!(equal.effective(), Some(4.0));
        assert_eq!(Support::default().effective(), None);
    }
}

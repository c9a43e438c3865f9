//! Why an artwork was chosen.

mod case;
mod conditional;
mod counterfactual;
mod sentences;
mod span;

pub use case::Case;
pub use conditional::counterfactual_sentences;
pub use counterfactual::{Change, Counterfactual, counterfactuals};
pub use sentences::{Sentences, chance};
pub use span::{Range, Span};

use crate::{
    catalog::{Catalog, Content, TitleIndex},
    engine::{
        Decision, Distribution, FEATURE_TABLE, Feature, Rule, Score, Scores, Thompson,
        features::MATCHES,
    },
    profiles::Taste,
};

/// How many deviations on each side of the mean hold 95 % of a normal distribution.
const DEVIATIONS: f64 = 1.96;

/// How many watched titles are named for one feature, and for the whole score.
const OF_FEATURE: usize = 2;
const OF_SCORE: usize = 3;

/// How much one feature added to the score of the chosen artwork.
#[derive(Debug, Clone)]
pub struct Contribution {
    /// The feature.
    pub feature: &'static Feature,
    /// Its value.
    pub value: f64,
    /// Value times weight; the contributions of an artwork sum to its score.
    pub amount: f64,
    /// How much of that sets the artwork apart from the average one of the set: what decided.
    pub apart: f64,
    /// The watched titles that added most to it, the strongest first, at most two; none if the
    /// feature is no match with the taste.
    pub carriers: Vec<Carrier>,
}

/// One arm of the decision.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Its artwork's place in the title's set.
    pub artwork: usize,
    /// The chance it had.
    pub probability: f64,
    /// What the policy believed about it, if it scores arms.
    pub score: Option<Score>,
    /// By how much its score was lowered before the draw for the sake of variety, in the unit of
    /// the score; 0 if the score is not made of features.
    pub handicap: f64,
    /// Where the score that entered the draw lies with a probability of 95 %, if the policy is in
    /// doubt about it; by the normal distribution, and within [0, 1] where the score is no sum of
    /// features but the mean of rewards.
    pub interval: Option<(f64, f64)>,
}

impl Candidate {
    /// The score that entered the draw.
    #[must_use]
    pub fn entered(&self) -> Option<f64> {
        Some(self.score?.mean - self.handicap)
    }
}

/// A watched title and what it added to the score through the profile's taste.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Carrier {
    /// The watched title.
    pub title: TitleIndex,
    /// How much of the chosen artwork's score is due to it.
    pub amount: f64,
}

/// Why an artwork was chosen, in numbers.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// All arms, in the order of the action set.
    pub candidates: Vec<Candidate>,
    /// The place of the chosen one in `candidates`.
    pub chosen: usize,
    /// The place of the default one in `candidates`.
    pub default: usize,
    /// What made up the chosen one's score, in the order of [`FEATURE_TABLE`]; empty if the
    /// policy does not score arms. With its handicap taken away they sum to the score that
    /// entered the draw.
    pub contributions: Vec<Contribution>,
    /// The watched titles that added most to the score, the strongest first, at most three.
    pub carriers: Vec<Carrier>,
}

impl Explanation {
    /// Explains `decision` on `title` of `catalog`, for a profile that had `taste` when it was
    /// made.
    #[must_use]
    pub fn of(decision: &Decision, catalog: &Catalog, title: TitleIndex, taste: &Taste) -> Self {
        let mut contributions = contributions(decision);
        let content = catalog.contents().artwork(title, decision.artwork());
        let carriers = if contributions.is_empty() {
            Vec::new()
        } else {
            carriers(&mut contributions, taste, content)
        };
        Self {
            candidates: candidates(decision),
            chosen: decision.chosen,
            default: decision.actions.default_arm(),
            contributions,
            carriers,
        }
    }

    /// The candidate that was chosen.
    #[must_use]
    pub fn shown(&self) -> &Candidate {
        &self.candidates[self.chosen]
    }

    /// The candidate that was most likely: the chosen one unless another was more likely.
    #[must_use]
    pub fn likeliest(&self) -> &Candidate {
        let candidates = self.candidates.iter();
        candidates.fold(self.shown(), |best, candidate| {
            if candidate.probability > best.probability + TIE {
                candidate
            } else {
                best
            }
        })
    }

    /// What variety on the page added to the chosen one's score, in its unit: at most 0 where the
    /// page is to be varied, and 0 if the score is not made of features.
    #[must_use]
    pub fn variety(&self) -> f64 {
        0.0 - self.shown().handicap
    }

    /// How much better the policy expects the chosen artwork to do than the default one, in the
    /// unit of its scores; `None` if it does not score arms.
    #[must_use]
    pub fn preference(&self) -> Option<f64> {
        Some(self.shown().score?.mean - self.candidates[self.default].score?.mean)
    }

    /// For each candidate the chance that its score is the largest of all if each is drawn from
    /// its own normal distribution; `None` unless the policy believes just that and is in doubt.
    #[must_use]
    pub fn chances_of_being_best(&self) -> Option<Distribution> {
        let score = |candidate: &Candidate| {
            let deviation = candidate.score?.deviation;
            let mean = candidate.entered()?;
            (deviation > 0.0).then_some(Score { mean, deviation })
        };
        let scores: Option<Scores> = self.candidates.iter().map(score).collect();
        let is_normal = !self.contributions.is_empty();
        Some(Thompson.distribution(&scores.filter(|_| is_normal)?))
    }
}

/// Chances this close to each other are equal but for rounding.
const TIE: f64 = 1e-9;

fn candidates(decision: &Decision) -> Vec<Candidate> {
    let chances = decision.distribution.probabilities();
    let beliefs = decision.beliefs.as_ref();
    let made_of_features = beliefs.filter(|beliefs| !beliefs.contributions.is_empty());
    let unit = made_of_features.map_or(0.0, |beliefs| beliefs.per_reward);
    let arms = decision.actions.arms().iter().enumerate();
    arms.map(|(arm, &artwork)| {
        let score = beliefs.map(|beliefs| beliefs.scores[arm]);
        let handicap = unit * decision.actions.handicaps()[arm];
        let half = score.map_or(0.0, |score| DEVIATIONS * score.deviation);
        let interval = score.filter(|_| half > 0.0).map(|score| {
            let (low, high) = (score.mean - handicap - half, score.mean - handicap + half);
            match made_of_features {
                Some(_) => (low, high),
                None => (low.max(0.0), high.min(1.0)),
            }
        });
        Candidate {
            artwork,
            probability: chances[arm],
            score,
            handicap,
            interval,
        }
    })
    .collect()
}

fn contributions(decision: &Decision) -> Vec<Contribution> {
    let row = decision.actions.row(decision.chosen);
    let beliefs = decision.beliefs.iter();
    let parts: Vec<&Vec<f64>> = beliefs.flat_map(|beliefs| &beliefs.contributions).collect();
    let Some(chosen) = parts.get(decision.chosen) else {
        return Vec::new();
    };
    let entry = |(index, feature): (usize, &'static Feature)| {
        let of_all: f64 = parts.iter().map(|part| part[index]).sum();
        Contribution {
            feature,
            value: row[index],
            amount: chosen[index],
            apart: chosen[index] - of_all / parts.len() as f64,
            carriers: Vec::new(),
        }
    };
    FEATURE_TABLE.iter().enumerate().map(entry).collect()
}

/// The watched titles that carry the score; those that carry each match are written into
/// `contributions`.
fn carriers(
    contributions: &mut [Contribution],
    taste: &Taste,
    content: Content<'_>,
) -> Vec<Carrier> {
    let shares = taste.shares(content);
    let mut all = Vec::new();
    for (title, shares) in shares {
        let mut amount = 0.0;
        for (contribution, share) in contributions[MATCHES].iter_mut().zip(shares) {
            if contribution.value != 0.0 {
                let part = share * (contribution.amount / contribution.value);
                amount += part;
                contribution.carriers.push(Carrier {
                    title,
                    amount: part,
                });
            }
        }
        all.push(Carrier { title, amount });
    }
    for contribution in contributions {
        contribution.carriers = strongest(&contribution.carriers, OF_FEATURE);
    }
    strongest(&all, OF_SCORE)
}

/// The carriers that add most, at most `count`.
fn strongest(carriers: &[Carrier], count: usize) -> Vec<Carrier> {
    let positive = carriers.iter().filter(|carrier| carrier.amount > 0.0);
    let mut carriers: Vec<Carrier> = positive.copied().collect();
    carriers.sort_by(|a, b| b.amount.total_cmp(&a.amount));
    carriers.truncate(count);
    carriers
}

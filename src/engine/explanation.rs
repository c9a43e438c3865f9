//! Why an artwork was chosen.

use crate::{
    catalog::{Title, TitleIndex},
    engine::{Decision, FEATURE_TABLE, Feature, Score, features::FIRST_MATCH},
    profiles::{Content, Taste},
};

/// How much one feature added to the score of the chosen artwork.
#[derive(Debug, Clone, Copy)]
pub struct Contribution {
    /// The feature.
    pub feature: &'static Feature,
    /// Its value.
    pub value: f64,
    /// Value times weight; the contributions of an artwork sum to its score.
    pub amount: f64,
    /// How much of that sets the artwork apart from the average one of the set: what decided.
    pub apart: f64,
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
    /// policy does not score arms.
    pub contributions: Vec<Contribution>,
    /// The watched titles that added most to the score, the strongest first, at most three.
    pub carriers: Vec<Carrier>,
}

impl Explanation {
    /// Explains `decision` on `title`, for a profile that had `taste` when it was made.
    #[must_use]
    pub fn of(decision: &Decision, title: &Title, taste: &Taste) -> Self {
        let chances = decision.distribution.probabilities();
        let arms = decision.actions.arms().iter().enumerate();
        let candidates = arms.map(|(arm, &artwork)| Candidate {
            artwork,
            probability: chances[arm],
            score: decision.beliefs.as_ref().map(|beliefs| beliefs.scores[arm]),
        });
        let contributions = contributions(decision);
        let content = Content::of_artwork(&title.artwork[decision.artwork()]);
        let carriers = carriers(&contributions, taste, &content);
        Self {
            candidates: candidates.collect(),
            chosen: decision.chosen,
            default: decision.actions.default_arm(),
            contributions,
            carriers,
        }
    }

    /// How much better the policy expects the chosen artwork to do than the default one, in
    /// reward; `None` if it does not score arms.
    #[must_use]
    pub fn preference(&self) -> Option<f64> {
        Some(self.candidates[self.chosen].score?.mean - self.candidates[self.default].score?.mean)
    }
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
        }
    };
    FEATURE_TABLE.iter().enumerate().map(entry).collect()
}

fn carriers(contributions: &[Contribution], taste: &Taste, content: &Content) -> Vec<Carrier> {
    if contributions.is_empty() {
        return Vec::new();
    }
    let weight = |aspect: usize| {
        let contribution = contributions[FIRST_MATCH + aspect];
        if contribution.value == 0.0 {
            0.0
        } else {
            contribution.amount / contribution.value
        }
    };
    let shares = taste.shares(content).into_iter();
    let mut carriers: Vec<Carrier> = shares
        .map(|(title, shares)| Carrier {
            title,
            amount: shares
                .iter()
                .enumerate()
                .map(|(aspect, share)| share * weight(aspect))
                .sum(),
        })
        .filter(|carrier| carrier.amount > 0.0)
        .collect();
    carriers.sort_by(|a, b| b.amount.total_cmp(&a.amount));
    carriers.truncate(3);
    carriers
}

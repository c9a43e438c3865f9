//! A choice, with everything that it was made from.

use rand::Rng;

use crate::{
    catalog::{Catalog, TitleIndex},
    engine::{ActionSet, Context, Distribution, Features, Learner, Score},
};

/// The artwork chosen for one slot.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// What could be chosen.
    pub actions: ActionSet,
    /// With which probabilities.
    pub distribution: Distribution,
    /// The arm that was drawn.
    pub chosen: usize,
    /// How many examples the policy had learnt from.
    pub model_version: u64,
    /// What the policy believed about each arm, if it scores arms.
    pub scores: Option<Vec<Score>>,
    /// What each feature added to the mean of the drawn arm's score, and how much of that sets it
    /// apart from the average arm.
    pub contributions: Option<[Features; 2]>,
}

impl Decision {
    /// Chooses artwork of `title` of `catalog` in `context`; `None` if nothing is eligible.
    pub fn make(
        learner: &Learner,
        context: &Context<'_>,
        catalog: &Catalog,
        title: TitleIndex,
        is_available: impl Fn(usize) -> bool,
        random: &mut impl Rng,
    ) -> Option<Self> {
        let actions = ActionSet::new(context, catalog, title, learner.records(), is_available)?;
        let distribution = learner.policy().distribution(&actions);
        let chosen = distribution.sample(random);
        let policy = learner.policy();
        let row = &actions.features()[chosen];
        let difference = actions.difference(row);
        let parts = [policy.contributions(row), policy.contributions(&difference)];
        let contributions = match parts {
            [Some(whole), Some(apart)] => Some([whole, apart]),
            _ => None,
        };
        Some(Self {
            scores: policy.scores(&actions),
            contributions,
            model_version: learner.version(),
            actions,
            distribution,
            chosen,
        })
    }

    /// The chosen artwork's place in the title's set.
    #[must_use]
    pub fn artwork(&self) -> usize {
        self.actions.arms()[self.chosen]
    }

    /// The probability with which it was chosen, in (0, 1].
    #[must_use]
    pub fn propensity(&self) -> f64 {
        self.distribution.probabilities()[self.chosen]
    }

    /// Whether the choice differs from the catalog's own.
    #[must_use]
    pub fn differs_from_default(&self) -> bool {
        self.chosen != self.actions.default_arm()
    }
}

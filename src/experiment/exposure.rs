//! How evenly a cell spreads what it shows, and what is played, over titles or artwork.

use super::{
    assignment::mixed,
    estimate::{LEAST_MEMBERS, Mean, Unknown},
    metric::{Direction, Measure, Unit},
};

/// Members are split into so many groups by a hash of their number, for the jackknife.
const GROUPS: usize = 64;

/// How much of each title, or each artwork, the members of one cell got. Takes
/// `items × 64 × 8` bytes, however many rows there are.
#[derive(Debug, Clone, PartialEq)]
pub struct Exposure {
    items: usize,
    /// For each group of members, the amount of each item.
    amounts: Vec<f64>,
}

/// A number that says how evenly amounts are spread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Concentration {
    /// 2 Σ i·p(i) − 1 over items with falling shares p(1) ≥ p(2) ≥ … (Gomez-Uribe and Hunt 2016,
    /// "The Netflix recommender system", equation 1); they take shares of hours played.
    EffectiveCatalogueSize,
    /// −Σ p ln p, in nats.
    Entropy,
    /// exp(−Σ p ln p): as many items, all alike, would be as even.
    EffectiveItems,
    /// Gini's coefficient, from 0 where all items have as much to nearly 1 where one has all.
    Gini,
}

impl Concentration {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::EffectiveCatalogueSize,
        Self::Entropy,
        Self::EffectiveItems,
        Self::Gini,
    ];

    /// Its name, unit and meaning.
    #[must_use]
    pub fn measure(self) -> Measure {
        let measure = |name, unit, better, meaning| Measure {
            name,
            unit,
            better,
            of: "units shown or played",
            meaning,
        };
        match self {
            Self::EffectiveCatalogueSize => measure(
                "effective catalogue size",
                Unit::Items,
                Direction::More,
                "how many titles are played, where little-played ones count less",
            ),
            Self::Entropy => measure(
                "exposure entropy",
                Unit::Number,
                Direction::More,
                "how surprising it is what is shown, in nats",
            ),
            Self::EffectiveItems => measure(
                "effective number shown",
                Unit::Items,
                Direction::More,
                "as many shown equally often would be as varied",
            ),
            Self::Gini => measure(
                "Gini coefficient",
                Unit::Number,
                Direction::Less,
                "0 if all are shown equally often, 1 if one has everything",
            ),
        }
    }

    /// Its value for `amounts`, which it sorts; `None` if they sum to 0.
    #[must_use]
    pub fn of(self, amounts: &mut [f64]) -> Option<f64> {
        amounts.sort_unstable_by(|a, b| b.total_cmp(a));
        let sum: f64 = amounts.iter().sum();
        if sum.is_nan() || sum <= 0.0 || sum.is_infinite() {
            return None;
        }
        let shares = || amounts.iter().map(|amount| amount / sum);
        let by_rank = || -> f64 {
            let ranked = shares().enumerate();
            ranked
                .map(|(place, share)| (place as f64 + 1.0) * share)
                .sum()
        };
        let entropy = || -> f64 {
            let seen = shares().filter(|share| *share > 0.0);
            seen.map(|share| -share * libm::log(share)).sum()
        };
        let items = amounts.len() as f64;
        Some(match self {
            Self::EffectiveCatalogueSize => 2.0 * by_rank() - 1.0,
            Self::Entropy => entropy(),
            Self::EffectiveItems => libm::exp(entropy()),
            Self::Gini => ((items + 1.0 - 2.0 * by_rank()) / items).max(0.0),
        })
    }
}

impl Exposure {
    /// Nothing yet of `items` titles or artwork, those that nobody will see included.
    #[must_use]
    pub fn new(items: usize) -> Self {
        Self {
            items,
            amounts: vec![0.0; items * GROUPS],
        }
    }

    /// Counts `amount` (1 for an impression, minutes for a play; finite, at least 0) of `item` for
    /// `member`. Nothing is counted for an item that does not exist.
    pub fn add(&mut self, member: u32, item: usize, amount: f64) {
        let group = (mixed(u64::from(member)) % GROUPS as u64) as usize;
        if item < self.items && amount.is_finite() && amount > 0.0 {
            self.amounts[group * self.items + item] += amount;
        }
    }

    /// Takes in what was counted for other rows of the same cell.
    pub fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.amounts.iter_mut().zip(&other.amounts) {
            *mine += theirs;
        }
    }

    /// All that was counted.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.amounts.iter().sum()
    }

    /// The value of `concentration` with the variance that the jackknife over 64 groups of
    /// members gives (Efron and Tibshirani 1993, chapter 11). `members` is how many there are.
    ///
    /// # Errors
    /// [`Unknown`] for too few members, nothing counted, or groups that are all alike.
    pub fn measure(&self, concentration: Concentration, members: u64) -> Result<Mean, Unknown> {
        if members < LEAST_MEMBERS {
            return Err(Unknown::TooFewMembers { members });
        }
        let mut total = vec![0.0; self.items];
        for group in self.amounts.chunks_exact(self.items.max(1)) {
            add(&mut total, group, 1.0);
        }
        let of: f64 = total.iter().sum();
        let mut rest = total.clone();
        let value = concentration
            .of(&mut rest)
            .ok_or(Unknown::NothingToDivideBy)?;
        let (mut mean, mut squares) = (0.0, 0.0);
        for (count, group) in self.amounts.chunks_exact(self.items.max(1)).enumerate() {
            rest.copy_from_slice(&total);
            add(&mut rest, group, -1.0);
            let without = concentration
                .of(&mut rest)
                .ok_or(Unknown::NothingToDivideBy)?;
            let apart = without - mean;
            mean += apart / (count as f64 + 1.0);
            squares += apart * (without - mean);
        }
        let groups = GROUPS as f64;
        Mean {
            value,
            variance: squares * (groups - 1.0) / groups,
            members,
            of,
        }
        .checked()
    }
}

/// Adds `sign` times `group` to `total`; a difference of sums of the same numbers is rounding.
fn add(total: &mut [f64], group: &[f64], sign: f64) {
    for (sum, amount) in total.iter_mut().zip(group) {
        let next = *sum + sign * amount;
        *sum = if next > 1e-12 * *sum { next } else { 0.0 };
    }
}

//! What policies can be given.

/// A number, or one of a few words, that a policy can be given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parameter {
    /// Its name in specifications.
    pub name: &'static str,
    /// What it says, for people.
    pub meaning: &'static str,
    /// What holds where nothing is said.
    pub default: f64,
    /// The smallest value.
    pub low: f64,
    /// The largest value.
    pub high: f64,
    /// The words that stand for the values 0, 1, and so on; empty for a number.
    pub words: &'static [&'static str],
}

impl Parameter {
    /// A value as it is written.
    #[must_use]
    pub fn spell(&self, value: f64) -> String {
        let word = self.words.get(value as usize);
        word.map_or_else(|| value.to_string(), |word| (*word).to_owned())
    }

    /// What values there are, such as `0 to 1`.
    #[must_use]
    pub fn range(&self) -> String {
        if self.words.is_empty() {
            format!("{} to {}", self.low, self.high)
        } else {
            self.words.join(", ")
        }
    }

    /// The value that `text` spells.
    pub(super) fn read(&self, text: &str) -> Option<f64> {
        if !self.words.is_empty() {
            let place = self.words.iter().position(|word| *word == text)?;
            return Some(place as f64);
        }
        let number = text.parse().ok()?;
        // Adding 0 makes -0 the same as 0.
        (self.low..=self.high)
            .contains(&number)
            .then_some(number + 0.0)
    }
}

/// What every policy has: how often an arm is drawn uniformly instead (see
/// [`Explored`](crate::engine::Explored)).
pub(super) const fn exploration(floor: f64) -> [Parameter; 3] {
    [
        Parameter {
            name: "floor",
            meaning: "how often an arm is drawn uniformly instead",
            default: floor,
            low: 0.0,
            high: 1.0,
            words: &[],
        },
        Parameter {
            name: "start",
            meaning: "the same before anything is learnt, if that is more",
            default: 0.0,
            low: 0.0,
            high: 1.0,
            words: &[],
        },
        Parameter {
            name: "halving",
            meaning: "examples after which the way from `start` to `floor` is half as long",
            default: 500.0,
            low: 1.0,
            high: 1e9,
            words: &[],
        },
    ]
}

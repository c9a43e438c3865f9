//! Rounds to learn from.

/// Why an example cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum ExampleError {
    /// More or fewer features than the others have.
    #[error("{found} features, where the others have {expected}")]
    Dimension {
        /// How many there are.
        found: usize,
        /// How many there should be.
        expected: usize,
    },
    /// A feature that is not finite, or a reward outside [0, 1].
    #[error("{0} is no feature or reward")]
    Number(f64),
}

/// Rounds in order of time: features, arm and reward. Zeros are not stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Examples {
    dimension: usize,
    /// Where the features of each row begin, and at last where they end.
    starts: Vec<usize>,
    places: Vec<u32>,
    values: Vec<f64>,
    arms: Vec<u32>,
    rewards: Vec<f64>,
}

impl Examples {
    /// None yet, with `dimension` features each.
    #[must_use]
    pub fn new(dimension: usize) -> Self {
        Self {
            dimension,
            starts: vec![0],
            places: Vec::new(),
            values: Vec::new(),
            arms: Vec::new(),
            rewards: Vec::new(),
        }
    }

    /// Adds a round that came behind the others.
    ///
    /// # Errors
    /// If its numbers cannot be used; nothing is added then.
    pub fn push(&mut self, features: &[f64], arm: u32, reward: f64) -> Result<(), ExampleError> {
        if features.len() != self.dimension {
            return Err(ExampleError::Dimension {
                found: features.len(),
                expected: self.dimension,
            });
        }
        if let Some(wrong) = features.iter().find(|it| !it.is_finite()) {
            return Err(ExampleError::Number(*wrong));
        }
        if !(0.0..=1.0).contains(&reward) {
            return Err(ExampleError::Number(reward));
        }
        for (place, value) in features.iter().enumerate().filter(|(_, it)| **it != 0.0) {
            self.places.push(place as u32);
            self.values.push(*value);
        }
        self.starts.push(self.places.len());
        self.arms.push(arm);
        self.rewards.push(reward);
        Ok(())
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rewards.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rewards.is_empty()
    }

    /// How many features each has.
    #[must_use]
    pub fn dimension(&self) -> usize {
        self.dimension
    }

    pub(super) fn reward(&self, row: usize) -> f64 {
        self.rewards[row]
    }

    pub(super) fn arm(&self, row: usize) -> u32 {
        self.arms[row]
    }

    pub(super) fn rewards(&self) -> &[f64] {
        &self.rewards
    }

    pub(super) fn arms(&self) -> &[u32] {
        &self.arms
    }

    /// The places and values of the features of `row` that are not 0.
    pub(super) fn features(&self, row: usize) -> impl Iterator<Item = (usize, f64)> + Clone {
        let range = self.starts[row]..self.starts[row + 1];
        let places = self.places[range.clone()].iter();
        let values = self.values[range].iter();
        places.map(|place| *place as usize).zip(values.copied())
    }

    /// Writes the features of `row` into `features`, as many as there are.
    pub(super) fn write_row(&self, row: usize, features: &mut [f64]) {
        features.fill(0.0);
        self.features(row)
            .for_each(|(place, value)| features[place] = value);
    }
}

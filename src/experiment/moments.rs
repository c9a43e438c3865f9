//! Means, variances and covariances of what members did, in one pass.

/// What is added up of one member: the numerator and the denominator of a metric, and what was
/// known of the member beforehand.
pub type Sample = [f64; 3];

/// Means and co-moments of members' samples, updated by the method of Welford (1962) and merged
/// by that of Chan, Golub and `LeVeque` (1979), so that nothing cancels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Moments {
    members: u64,
    /// Members with a denominator above 0.
    active: u64,
    mean: Sample,
    /// Σ of the products of two deviations from the mean, in the order of [`PAIRS`].
    products: [f64; 6],
}

/// The place of the numerator in a [`Sample`].
pub const NUMERATOR: usize = 0;
/// The place of the denominator in a [`Sample`].
pub const DENOMINATOR: usize = 1;
/// The place of the covariate in a [`Sample`].
pub const COVARIATE: usize = 2;

/// The two numbers of a [`Sample`] whose products are at each place.
const PAIRS: [(usize, usize); 6] = [(0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2)];

impl Moments {
    /// Takes in one member.
    pub fn push(&mut self, sample: Sample) {
        self.members += 1;
        self.active += u64::from(sample[DENOMINATOR] > 0.0);
        let n = self.members as f64;
        let before = deviations(sample, self.mean);
        for (mean, deviation) in self.mean.iter_mut().zip(before) {
            *mean += deviation / n;
        }
        let after = deviations(sample, self.mean);
        for (product, (i, j)) in self.products.iter_mut().zip(PAIRS) {
            *product += before[i] * after[j];
        }
    }

    /// Takes in the members of `other`, who are none of these.
    pub fn merge(&mut self, other: &Self) {
        if other.members == 0 {
            return;
        }
        let (mine, theirs) = (self.members as f64, other.members as f64);
        let all = mine + theirs;
        let apart = deviations(other.mean, self.mean);
        for (place, (i, j)) in PAIRS.into_iter().enumerate() {
            let between = apart[i] * apart[j] * (mine * theirs / all);
            self.products[place] += other.products[place] + between;
        }
        for (mean, deviation) in self.mean.iter_mut().zip(apart) {
            *mean += deviation * (theirs / all);
        }
        self.members += other.members;
        self.active += other.active;
    }

    /// How many members.
    #[must_use]
    pub fn members(&self) -> u64 {
        self.members
    }

    /// How many of them have a denominator above 0.
    #[must_use]
    pub fn active(&self) -> u64 {
        self.active
    }

    /// The mean of the samples' number at `place`; 0 without members.
    #[must_use]
    pub fn mean(&self, place: usize) -> f64 {
        self.mean[place]
    }

    /// Σ (a − ā)(b − b̄) over members, of the samples' numbers at `a` and `b`.
    #[must_use]
    pub fn product(&self, a: usize, b: usize) -> f64 {
        let (low, high) = (a.min(b), a.max(b));
        self.products[[0, 3, 5][low] + high - low]
    }
}

fn deviations(sample: Sample, mean: Sample) -> Sample {
    [0, 1, 2].map(|it| sample[it] - mean[it])
}

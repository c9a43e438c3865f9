//! Classification data as bandit problems, judged by progressive validation (Blum, Kalai and
//! Langford 1999): a policy names a class for one row after the other, sees only whether that was
//! right, and every wrong name counts.

use crate::{
    engine::{ActionSet, Policy, PolicyName, PolicySpec, SpecError},
    seed::Seed,
};

/// Shuffle `s` is the permutation of this number plus `s`.
const FIRST_SHUFFLE: u64 = 1000;

/// Rows of numbers and the class of each. Never empty.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassificationSet {
    dimension: usize,
    /// Row-major.
    features: Vec<f64>,
    labels: Vec<usize>,
    classes: usize,
}

impl ClassificationSet {
    /// A set with these `labels`, from 0 to one less than the number of classes, and as many rows
    /// of `dimension` numbers in `features`, one after the other. `None` if the lengths do not
    /// fit, or without rows or features.
    #[must_use]
    pub fn new(features: Vec<f64>, dimension: usize, labels: Vec<usize>) -> Option<Self> {
        let classes = labels.iter().max()? + 1;
        let fits = dimension > 0 && dimension.checked_mul(labels.len())? == features.len();
        fits.then_some(Self {
            dimension,
            features,
            labels,
            classes,
        })
    }

    /// How many rows there are; at least 1.
    #[must_use]
    #[expect(
        clippy::len_without_is_empty,
        reason = "a classification set is never empty"
    )]
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// How many numbers a row has; at least 1.
    #[must_use]
    pub fn dimension(&self) -> usize {
        self.dimension
    }

    /// How many classes there are; at least 1.
    #[must_use]
    pub fn classes(&self) -> usize {
        self.classes
    }

    /// The numbers of a row, and its class.
    #[must_use]
    pub fn row(&self, row: usize) -> (&[f64], usize) {
        let features = &self.features[row * self.dimension..][..self.dimension];
        (features, self.labels[row])
    }
}

/// Output number `index` of `SplitMix64` (Steele, Lea and Flood 2014) from `seed`.
fn split_mix(seed: u64, index: u64) -> u64 {
    let step = index.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let z = seed.wrapping_add(step);
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// The numbers below `length` in the order that `seed` gives them: Durstenfeld's shuffle from the
/// last place down, with remainders of `SplitMix64`.
#[must_use]
pub fn permutation(length: usize, seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..length).collect();
    for (place, index) in (1..length).rev().zip(0..) {
        let other = split_mix(seed, index) % (place as u64 + 1);
        order.swap(place, other as usize);
    }
    order
}

/// The share of rows for which `policy`, which must be new, names a wrong class. It meets the rows
/// of `set` in the order of the shuffle, each once; an arm is a class, all arms have the row's
/// numbers and 1 for the constant, and the reward is 1 or 0. Draws come from `seed` and the
/// shuffle, and are the same for every policy.
pub fn progressive_loss(
    policy: &mut dyn Policy,
    set: &ClassificationSet,
    shuffle: u64,
    seed: Seed,
) -> f64 {
    let dimension = set.dimension + 1;
    let zeros = vec![0.0; dimension * set.classes];
    let Some(mut actions) = ActionSet::from_rows(&zeros, dimension, 0) else {
        return 0.0;
    };
    let mut random = seed.stream("bake-off", &[&shuffle.to_string()]);
    let mut context = vec![1.0; dimension];
    let mut mistakes = 0_usize;
    for row in permutation(set.len(), FIRST_SHUFFLE.wrapping_add(shuffle)) {
        let (features, class) = set.row(row);
        context[..set.dimension].copy_from_slice(features);
        actions.share_row(&context);
        let arm = policy.distribution(&actions).sample(&mut random);
        let is_right = arm == class;
        mistakes += usize::from(!is_right);
        let reward = f64::from(u8::from(is_right));
        policy.update(&actions.example(arm, reward, 1.0));
    }
    mistakes as f64 / set.len() as f64
}

/// `spec` with a model of its own for each arm instead of one that they share, which could not
/// tell arms with equal features apart.
///
/// # Errors
/// If the policy refuses its own parameter.
pub fn with_own_models(mut spec: PolicySpec) -> Result<PolicySpec, SpecError> {
    if spec.value("model") == Some(0.0) {
        spec.set("model", "disjoint")?;
    }
    Ok(spec)
}

/// The policies that can choose among classes, each with its defaults but [its own
/// models](with_own_models); and the one that did best on four sets with one setting.
///
/// # Errors
/// If a policy refuses its own parameter.
pub fn contenders() -> Result<Vec<PolicySpec>, SpecError> {
    let mut all = vec!["linucb{alpha=0.15,lambda=0.1,model=disjoint}".parse()?];
    let names = PolicyName::ALL.iter();
    for name in names.filter(|name| !name.about().is_for_artwork) {
        all.push(with_own_models((*name).into())?);
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Distribution, Example, Space};

    /// The generator as its authors publish it: a state that is stepped and mixed.
    struct Stepped(u64);

    impl Stepped {
        fn next(&mut self) -> u64 {
            self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mut z = self.0;
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            z ^ (z >> 31)
        }
    }

    #[test]
    fn the_first_outputs_are_the_published_ones() {
        // Of java.util.SplittableRandom and of Vigna's splitmix64.c, for the seed 1234567.
        let published = [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ];
        for (index, output) in (0..).zip(published) {
            assert_eq!(split_mix(1_234_567, index), output);
        }
    }

    #[test]
    fn a_permutation_is_the_one_of_the_stepped_generator() {
        for (length, seed) in [(0, 5), (1, 5), (2, 1000), (178, 1000), (4597, u64::MAX)] {
            let mut random = Stepped(seed);
            let mut expected: Vec<usize> = (0..length).collect();
            let mut place = length;
            while place > 1 {
                place -= 1;
                let other = random.next() % (place as u64 + 1);
                expected.swap(place, usize::try_from(other).unwrap());
            }
            assert_eq!(permutation(length, seed), expected);
        }
        let mut sorted = permutation(178, 1003);
        assert_ne!(sorted, permutation(178, 1004));
        sorted.sort_unstable();
        assert!(sorted.into_iter().eq(0..178));
    }

    /// Four classes in the corners of a square, with numbers round them in no order.
    fn corners(rows: usize) -> ClassificationSet {
        let mut random = Stepped(17);
        let mut place = || (random.next() >> 11) as f64 / (1_u64 << 53) as f64;
        let (mut features, mut labels) = (Vec::new(), Vec::new());
        for row in 0..rows {
            let class = row % 4;
            for bit in [class & 1, class >> 1] {
                features.push(0.8 * bit as f64 + 0.2 * place());
            }
            // Which corner it is cannot be told by a linear function of two numbers alone.
            features.push(if class == 0 || class == 3 { 1.0 } else { 0.0 });
            labels.push(class);
        }
        ClassificationSet::new(features, 3, labels).unwrap()
    }

    fn loss(spec: &str, set: &ClassificationSet, shuffle: u64) -> f64 {
        let spec: PolicySpec = spec.parse().unwrap();
        let mut policy = spec.build_for(&Space::plain(set.dimension() + 1));
        progressive_loss(&mut *policy, set, shuffle, Seed(1))
    }

    #[test]
    fn a_linear_policy_learns_the_corners_and_a_lottery_does_not() {
        let set = corners(2000);
        let learnt = loss("linucb{model=disjoint,lambda=0.1,alpha=0.5}", &set, 0);
        assert!(learnt < 0.02, "{learnt}");
        let drawn = loss("uniform", &set, 0);
        assert!((drawn - 0.75).abs() < 4.0 * (0.75 * 0.25 / 2000.0_f64).sqrt());
        // One class in four is the first one.
        assert_eq!(loss("fixed", &set, 3), 0.75);
    }

    #[test]
    fn a_loss_depends_on_the_shuffle_and_on_nothing_else() {
        let set = corners(300);
        for spec in ["lin-ts{model=disjoint}", "linucb{model=disjoint}"] {
            let losses: Vec<f64> = (0..5).map(|shuffle| loss(spec, &set, shuffle)).collect();
            assert!((0..5).all(|it| loss(spec, &set, it) == losses[it as usize]));
            assert!(losses.iter().any(|it| *it != losses[0]), "{losses:?}");
        }
    }

    /// Names the class of each row by having been told all of them in the order of a shuffle, and
    /// checks what it is told.
    #[derive(Debug, Clone)]
    struct Checked {
        expected: Vec<(Vec<f64>, usize)>,
        round: usize,
    }

    impl Policy for Checked {
        fn distribution(&self, actions: &ActionSet) -> Distribution {
            let (row, class) = &self.expected[self.round];
            for arm in 0..actions.len() {
                assert_eq!(actions.row(arm), row);
            }
            // Wrong in every third round.
            let arm = (class + usize::from(self.round.is_multiple_of(3))) % actions.len();
            Distribution::certain(arm, actions.len())
        }

        fn update(&mut self, example: &Example<'_>) {
            assert_eq!(example.features, self.expected[self.round].0);
            let is_right = !self.round.is_multiple_of(3);
            assert_eq!(example.reward, f64::from(u8::from(is_right)));
            assert_eq!(example.weight, 1.0);
            self.round += 1;
        }
    }

    #[test]
    fn each_row_is_met_once_with_a_constant_and_only_the_named_class_is_judged() {
        let set = corners(60);
        let order = permutation(60, 1002);
        let row = |index: usize| {
            let (features, class) = set.row(index);
            (features.iter().copied().chain([1.0]).collect(), class)
        };
        let mut policy = Checked {
            expected: order.into_iter().map(row).collect(),
            round: 0,
        };
        let loss = progressive_loss(&mut policy, &set, 2, Seed(9));
        assert_eq!((policy.round, loss), (60, 20.0 / 60.0));
    }

    #[test]
    fn rows_that_do_not_fit_are_no_set() {
        assert!(ClassificationSet::new(vec![0.0; 6], 2, vec![0, 1, 1]).is_some());
        assert!(ClassificationSet::new(vec![0.0; 5], 2, vec![0, 1, 1]).is_none());
        assert!(ClassificationSet::new(Vec::new(), 2, Vec::new()).is_none());
        assert!(ClassificationSet::new(Vec::new(), 0, vec![0]).is_none());
    }

    #[test]
    fn every_contender_can_be_told_apart_and_none_shares_a_model() {
        let all = contenders().unwrap();
        let names: std::collections::HashSet<_> = all.iter().map(ToString::to_string).collect();
        assert_eq!(names.len(), all.len());
        for floor in ["uniform", "fixed"] {
            assert!(names.contains(floor), "{names:?}");
        }
        assert!(all.iter().all(|it| !it.name().about().is_for_artwork));
        assert!(all.iter().all(|it| it.value("model") != Some(0.0)));
    }
}

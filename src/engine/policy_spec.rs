//! Policies by name and parameters, such as `lin-ts` or `lin-ts{floor=0.1}`.

use std::{fmt, str::FromStr};

use crate::{
    catalog::{nearest, words},
    engine::{
        Explored, Parameter, Policy, Schedule, Space, SpecError,
        models::{MEMORY, SHARING, Sharing},
        parameter::exploration,
        policies::{
            best_artwork, collaborative, content, ensemble, epsilon_greedy, fixed, lin_ts, lin_ucb,
            logistic_ts, softmax, square_cb, ucb1, uniform,
        },
    },
};

/// The largest number of parameters of a policy, with those that all policies have.
const MOST_PARAMETERS: usize = 15;

/// What is known about a policy without building it.
#[derive(Debug)]
pub struct About {
    /// What it does, as one sentence for people.
    pub meaning: &'static str,
    /// Where it comes from.
    pub source: &'static str,
    /// What it expects of an arm, as the unit of its scores; empty if it does not score arms.
    pub unit: &'static str,
    /// Whether it needs the features of artwork, and cannot choose among anything else.
    pub is_for_artwork: bool,
    /// Its own parameters; see [`PolicySpec::parameters`] for all.
    pub parameters: &'static [Parameter],
    /// How often it draws an arm uniformly where nothing is said.
    pub floor: f64,
    /// The policy without exploration, from values for its own parameters.
    pub(super) build: fn(&[f64], &Space) -> Box<dyn Policy>,
}

impl About {
    /// All parameters: its own, and those that every policy has.
    pub fn all_parameters(&self) -> impl Iterator<Item = Parameter> {
        let own = self.parameters.iter().copied();
        own.chain(exploration(self.floor))
    }
}

/// The policies that can be chosen by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PolicyName {
    /// Linear Thompson sampling.
    #[default]
    LinTs,
    /// Thompson sampling on a logistic regression.
    LogisticTs,
    /// Linear upper confidence bounds.
    LinUcb,
    /// Inverse gap weighting.
    SquareCb,
    /// The best arm, and now and then any.
    EpsilonGreedy,
    /// Boltzmann exploration.
    Softmax,
    /// The best match with the taste.
    Content,
    /// What similar profiles took.
    Collaborative,
    /// Thompson sampling on what each artwork did, whoever saw it.
    BestArtwork,
    /// Upper confidence bounds on what each artwork did.
    Ucb1,
    /// Every eligible artwork with the same probability.
    Uniform,
    /// The catalog's default artwork.
    Fixed,
    /// Several of them, mixed by weight.
    Ensemble,
}

words!(PolicyName: LinTs = "lin-ts", LogisticTs = "logistic-ts", LinUcb = "linucb", SquareCb = "squarecb", EpsilonGreedy = "epsilon-greedy", Softmax = "softmax", Content = "content", Collaborative = "collaborative", BestArtwork = "best-artwork", Ucb1 = "ucb1", Uniform = "uniform", Fixed = "fixed", Ensemble = "ensemble");

impl PolicyName {
    /// What the policy is.
    #[must_use]
    pub fn about(self) -> &'static About {
        match self {
            Self::LinTs => &lin_ts::ABOUT,
            Self::LogisticTs => &logistic_ts::ABOUT,
            Self::LinUcb => &lin_ucb::ABOUT,
            Self::SquareCb => &square_cb::ABOUT,
            Self::EpsilonGreedy => &epsilon_greedy::ABOUT,
            Self::Softmax => &softmax::ABOUT,
            Self::Content => &content::ABOUT,
            Self::Collaborative => &collaborative::ABOUT,
            Self::BestArtwork => &best_artwork::ABOUT,
            Self::Ucb1 => &ucb1::ABOUT,
            Self::Uniform => &uniform::ABOUT,
            Self::Fixed => &fixed::ABOUT,
            Self::Ensemble => &ensemble::ABOUT,
        }
    }
}

/// A policy with values for its parameters.
///
/// It is written as the name and, in braces, the parameters that differ from their defaults; that
/// is what logs hold.
///
/// ```
/// use keyart::engine::PolicySpec;
///
/// let spec: PolicySpec = "lin-ts{ floor = 0.10 }".parse()?;
/// assert_eq!(spec.to_string(), "lin-ts{floor=0.1}");
/// assert_eq!("lin-ts{floor=0.03}".parse::<PolicySpec>()?.to_string(), "lin-ts");
/// # Ok::<(), keyart::engine::SpecError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PolicySpec {
    name: PolicyName,
    /// In the order of the policy's parameters; 0 where it has fewer.
    values: [f64; MOST_PARAMETERS],
}

impl From<PolicyName> for PolicySpec {
    /// The policy with its defaults.
    fn from(name: PolicyName) -> Self {
        let mut values = [0.0; MOST_PARAMETERS];
        for (value, parameter) in values.iter_mut().zip(name.about().all_parameters()) {
            *value = parameter.default;
        }
        Self { name, values }
    }
}

impl Default for PolicySpec {
    fn default() -> Self {
        PolicyName::default().into()
    }
}

impl PolicySpec {
    /// Which policy this is.
    #[must_use]
    pub fn name(&self) -> PolicyName {
        self.name
    }

    /// The parameters and their values.
    pub fn parameters(&self) -> impl Iterator<Item = (Parameter, f64)> {
        self.name.about().all_parameters().zip(self.values)
    }

    /// The value of a parameter; `None` if the policy has none of this name.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<f64> {
        let mut parameters = self.parameters();
        parameters
            .find(|(it, _)| it.name == name)
            .map(|(_, value)| value)
    }

    /// The policy for artwork, before it has learnt anything.
    #[must_use]
    pub fn build(&self) -> Box<dyn Policy> {
        self.build_for(&Space::of_artwork())
    }

    /// The policy for whatever has these features, before it has learnt anything. One that
    /// [needs artwork](About::is_for_artwork) takes all other features for equal.
    #[must_use]
    pub fn build_for(&self, space: &Space) -> Box<dyn Policy> {
        let about = self.name.about();
        let own = about.parameters.len();
        let policy = (about.build)(&self.values[..own], space);
        let schedule = Schedule {
            floor: self.values[own],
            start: self.values[own + 1],
            halving: self.values[own + 2],
        };
        if schedule.share(0) > 0.0 {
            Box::new(Explored::new(policy, schedule))
        } else {
            policy
        }
    }

    /// In a mixture, weights that are `given` stand alone, without the default ones.
    fn mix(&mut self, given: &[&str]) -> Result<(), SpecError> {
        let about = self.name.about();
        let is_given = |it: &Parameter| given.contains(&it.name);
        if self.name != PolicyName::Ensemble || !about.parameters.iter().any(is_given) {
            return Ok(());
        }
        for (value, parameter) in self.values.iter_mut().zip(about.parameters) {
            if !is_given(parameter) {
                *value = 0.0;
            }
        }
        let own = &self.values[..about.parameters.len()];
        if own.iter().all(|weight| *weight == 0.0) {
            return Err(SpecError::Weightless);
        }
        Ok(())
    }

    /// Whether a parameter has to be written down.
    fn is_special(&self, parameter: &Parameter, value: f64) -> bool {
        let own = self.name.about().parameters;
        let is_weight = self.name == PolicyName::Ensemble && own.contains(parameter);
        let is_default = own
            .iter()
            .zip(self.values)
            .all(|(it, value)| it.default == value);
        if is_weight {
            !is_default && value > 0.0
        } else {
            value != parameter.default
        }
    }

    /// Sets a parameter by the word or number that `value` spells; returns its name.
    ///
    /// # Errors
    /// If the policy has no such parameter, or not with this value.
    pub fn set(&mut self, name: &str, value: &str) -> Result<&'static str, SpecError> {
        let known = || self.name.about().all_parameters();
        let mut places = known().enumerate();
        let found = places.find(|(_, parameter)| parameter.name == name);
        let (place, parameter) = found.ok_or_else(|| SpecError::UnknownParameter {
            policy: self.name,
            name: name.to_owned(),
            known: known().map(|it| it.name).collect(),
            meant: nearest(name, known().map(|it| it.name)),
        })?;
        let number = parameter.read(value);
        self.values[place] = number.ok_or_else(|| SpecError::Value {
            parameter,
            value: value.to_owned(),
        })?;
        Ok(parameter.name)
    }
}

impl FromStr for PolicySpec {
    type Err = SpecError;

    fn from_str(source: &str) -> Result<Self, SpecError> {
        let source = source.trim();
        let (name, assignments) = match source.split_once('{') {
            None => (source, ""),
            Some((name, rest)) => {
                let inside = rest.strip_suffix('}');
                let inside = inside.filter(|inside| !inside.contains(['{', '}']));
                let form = || SpecError::Form(source.to_owned());
                (name.trim(), inside.ok_or_else(form)?)
            }
        };
        let known = PolicyName::parse(name).ok_or_else(|| SpecError::UnknownPolicy {
            name: name.to_owned(),
            meant: nearest(name, PolicyName::ALL.iter().map(|name| name.as_str())),
        })?;
        let mut spec = Self::from(known);
        let mut given = Vec::new();
        let assignments = assignments.split(',').map(str::trim);
        for assignment in assignments.filter(|assignment| !assignment.is_empty()) {
            let (name, value) = assignment
                .split_once('=')
                .ok_or_else(|| SpecError::Form(assignment.to_owned()))?;
            let name = spec.set(name.trim(), value.trim())?;
            if given.contains(&name) {
                return Err(SpecError::Repeated(name));
            }
            given.push(name);
        }
        spec.mix(&given)?;
        let is_hybrid = spec.value(SHARING.name).map(Sharing::of) == Some(Sharing::Hybrid);
        if is_hybrid && spec.value(MEMORY.name).is_some_and(|memory| memory > 0.0) {
            return Err(SpecError::Together("model=hybrid", MEMORY.name));
        }
        Ok(spec)
    }
}

impl fmt::Display for PolicySpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name.as_str())?;
        let mut separator = '{';
        for (parameter, value) in self.parameters() {
            if self.is_special(&parameter, value) {
                write!(
                    f,
                    "{separator}{}={}",
                    parameter.name,
                    parameter.spell(value)
                )?;
                separator = ',';
            }
        }
        if separator == ',' {
            f.write_str("}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn refusal(source: &str) -> String {
        source.parse::<PolicySpec>().unwrap_err().to_string()
    }

    #[test]
    fn what_is_wrong_with_a_specification_is_said() {
        for (source, problem) in [
            (
                "lints",
                "there is no policy `lints`; did you mean `lin-ts`?",
            ),
            ("", "there is no policy ``, only `lin-ts`, "),
            ("\u{1b}[31m", "there is no policy `"),
            (
                "lin-ts{flor=0.1}",
                "`lin-ts` has no parameter `flor`, only `noise`, `model`, `memory`, `floor`, `start`, `halving`; did you mean `floor`?",
            ),
            (
                "lin-ts{floor=2}",
                "`floor` is a number from 0 to 1, not `2`",
            ),
            ("linucb{alhpa=1}", "did you mean `alpha`?"),
            ("linucb{lambda=0}", "from 0.000001 to 1000000, not `0`"),
            (
                "lin-ts{model=own}",
                "`model` is one of `shared`, `disjoint`, `hybrid`, not `own`",
            ),
            (
                "ensemble{lin-ts=0}",
                "no policy of the mixture has a weight",
            ),
            (
                "linucb{model=hybrid,memory=9}",
                "`model=hybrid` and `memory` do not go together",
            ),
            ("lin-ts{floor=NaN}", "not `NaN`"),
            ("lin-ts{floor=}", "not ``"),
            ("lin-ts{floor=0.1,floor=0.2}", "`floor` is given twice"),
            (
                "lin-ts{floor}",
                "`floor` is not of the form `policy{parameter=number,…}`",
            ),
            ("lin-ts{floor=0.1", "is not of the form"),
            ("lin-ts{floor=0.1}}", "is not of the form"),
            ("lin-ts{floor=0.1} ", ""),
        ] {
            if problem.is_empty() {
                assert!(source.parse::<PolicySpec>().is_ok());
                continue;
            }
            let said = refusal(source);
            assert!(said.contains(problem), "{source}: {said}");
            assert!(!said.contains('\u{1b}'), "{said}");
        }
    }

    #[test]
    fn every_policy_can_be_described() {
        for name in PolicyName::ALL {
            let about = name.about();
            assert!(about.all_parameters().count() <= MOST_PARAMETERS, "{name}");
            for it in about.all_parameters() {
                assert!((it.low..=it.high).contains(&it.default), "{name}: {it:?}");
            }
            assert!(about.meaning.ends_with('.') && !about.source.is_empty());
            assert_eq!(PolicySpec::from(*name).to_string(), name.as_str());
        }
    }

    proptest! {
        #[test]
        fn a_specification_reads_back_as_itself(
            name in prop::sample::select(PolicyName::ALL),
            places in prop::array::uniform15(0.0..=1.0),
        ) {
            let mut spec = PolicySpec::from(name);
            for (place, parameter) in name.about().all_parameters().enumerate() {
                let value = parameter.low + places[place] * (parameter.high - parameter.low);
                spec.values[place] = if parameter.words.is_empty() { value } else { value.round() };
                if parameter.name == MEMORY.name && spec.value(SHARING.name).map(Sharing::of) == Some(Sharing::Hybrid) {
                    spec.values[place] = 0.0;
                }
            }
            prop_assert_eq!(spec.to_string().parse(), Ok(spec));
        }
    }
}

//! Several policies, mixed by weight.

use crate::engine::{
    ActionSet, Distribution, Example, Parameter, Policy, PolicyName, PolicySpec, policy_spec::About,
};

const fn share(name: &'static str, default: f64) -> Parameter {
    Parameter {
        name,
        meaning: "the weight of this policy",
        default,
        low: 0.0,
        high: 1e6,
        words: &[],
    }
}

/// What this policy is.
pub(in crate::engine) const ABOUT: About = About {
    meaning: "Mixes other policies by weight, each with its defaults: an artwork's chance is the \
              weighted mean of its chances with them.",
    source: "a mixture",
    unit: "",
    is_for_artwork: true,
    parameters: &[
        share("lin-ts", 0.6),
        share("logistic-ts", 0.0),
        share("linucb", 0.0),
        share("squarecb", 0.0),
        share("epsilon-greedy", 0.0),
        share("softmax", 0.0),
        share("content", 0.0),
        share("collaborative", 0.1),
        share("best-artwork", 0.3),
        share("ucb1", 0.0),
        share("uniform", 0.0),
        share("fixed", 0.0),
    ],
    floor: 0.0,
    build: |values, space| {
        let shares = ABOUT.parameters.iter().zip(values);
        let members = shares.filter_map(|(parameter, weight)| {
            let spec = PolicySpec::from(PolicyName::parse(parameter.name)?);
            (*weight > 0.0).then(|| (*weight, spec.build_for(space)))
        });
        Box::new(Ensemble::new(members.collect()))
    },
};

/// `p(a) = Σ wᵢ pᵢ(a) / Σ wᵢ`, exact because every member's distribution is. All members learn from
/// every example, whoever drew it.
#[derive(Debug, Clone)]
pub struct Ensemble {
    /// The weights sum to 1.
    members: Vec<(f64, Box<dyn Policy>)>,
}

impl Ensemble {
    /// The mixture of policies by these weights, which are not negative; uniform if none is
    /// positive.
    #[must_use]
    pub fn new(mut members: Vec<(f64, Box<dyn Policy>)>) -> Self {
        members.retain(|(weight, _)| *weight > 0.0);
        let sum: f64 = members.iter().map(|(weight, _)| weight).sum();
        members.iter_mut().for_each(|(weight, _)| *weight /= sum);
        Self { members }
    }
}

impl Policy for Ensemble {
    fn distribution(&self, actions: &ActionSet) -> Distribution {
        if self.members.is_empty() {
            return Distribution::uniform(actions.len());
        }
        let mut mixture = Distribution::nothing(actions.len());
        for (weight, policy) in &self.members {
            mixture.add(*weight, &policy.distribution(actions));
        }
        // Weights whose rounded sum is not quite 1 must not make a chance of more than 1.
        Distribution::proportional_to(mixture.probabilities().iter().copied())
    }

    fn update(&mut self, example: &Example<'_>) {
        for (_, policy) in &mut self.members {
            policy.update(example);
        }
    }

    fn is_contextual(&self) -> bool {
        let mut members = self.members.iter();
        members.any(|(_, policy)| policy.is_contextual())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mixture_is_the_weighted_mean_of_its_members_whatever_the_scale_of_the_weights() {
        let actions = ActionSet::from_rows(&[0.0; 4], 1, 2).unwrap();
        for scale in [1.0, 40.0] {
            let member = |name: PolicyName| PolicySpec::from(name).build();
            let mixture = Ensemble::new(vec![
                (0.25 * scale, member(PolicyName::Uniform)),
                (0.75 * scale, member(PolicyName::Fixed)),
            ]);
            let chances = mixture.distribution(&actions);
            for (found, exact) in chances
                .probabilities()
                .iter()
                .zip([0.0625, 0.0625, 0.8125, 0.0625])
            {
                assert!((found - exact).abs() < 1e-15);
            }
        }
    }

    #[test]
    fn every_other_policy_can_be_a_member() {
        let others = PolicyName::ALL
            .iter()
            .filter(|name| **name != PolicyName::Ensemble);
        let members = ABOUT.parameters.iter().map(|it| it.name);
        assert!(members.eq(others.map(|name| name.as_str())));
    }
}

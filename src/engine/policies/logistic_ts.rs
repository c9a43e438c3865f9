//! Thompson sampling on logistic regression (Chapelle and Li 2011).

use crate::engine::{
    LogisticPosterior, Parameter, Scored, Thompson,
    models::{Disjoint, Model, SHARING, Shared, Sharing},
    policy_spec::About,
};

/// What this policy is. As for [`Thompson`], the score of each arm is drawn on its own; the
/// logistic function grows, so the arm with the best log-odds is the one with the best reward.
pub(in crate::engine) const ABOUT: About = About {
    meaning: "Draws each artwork with the probability that it is the best one, by Thompson \
              sampling on a logistic regression; its scores are log-odds.",
    source: "Chapelle and Li 2011, algorithm 3",
    unit: "log-odds of a quality play",
    is_for_artwork: false,
    parameters: &[
        Parameter {
            name: "lambda",
            meaning: "the precision of each weight, which has mean 0, before anything is learnt",
            default: 1.0,
            low: 1e-6,
            high: 1e6,
            words: &[],
        },
        Parameter {
            words: &["shared", "disjoint"],
            high: 1.0,
            meaning: "whether all artwork shares one model, or each has its own",
            ..SHARING
        },
    ],
    floor: 0.0,
    build: |values, space| {
        let regression = LogisticPosterior::new(space.dimension(), values[0]);
        let model: Box<dyn Model> = match Sharing::of(values[1]) {
            Sharing::Shared => Box::new(Shared::new(regression, true)),
            Sharing::Disjoint | Sharing::Hybrid => Box::new(Disjoint::new(regression)),
        };
        Box::new(Scored::new(model, Thompson))
    },
};

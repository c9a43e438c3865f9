//! Chooses artwork: features, policies, propensities, learning and explanation.

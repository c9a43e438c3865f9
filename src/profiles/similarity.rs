//! How like each other two profiles are.

use std::collections::HashMap;

use super::{Aspect, Taste};

/// How alike two tastes are, in [0, 1]: the mean of the cosines of what they say of genres, themes
/// and people, where opposites count as strangers.
#[must_use]
pub fn similarity(one: &Taste, other: &Taste) -> f64 {
    const ASPECTS: [Aspect; 3] = [Aspect::Genre, Aspect::Theme, Aspect::Cast];
    let cosines = ASPECTS.map(|aspect| cosine(one, other, aspect).max(0.0));
    cosines.iter().sum::<f64>() / ASPECTS.len() as f64
}

fn cosine(one: &Taste, other: &Taste, aspect: Aspect) -> f64 {
    let other = other.strongest(aspect);
    let length = |squares: f64| squares.sqrt();
    let lengths = length(other.iter().map(|(_, weight)| weight * weight).sum());
    let other: HashMap<_, f64> = other.into_iter().collect();
    let (mut product, mut squares) = (0.0, 0.0);
    for (term, weight) in one.strongest(aspect) {
        product += weight * other.get(term).unwrap_or(&0.0);
        squares += weight * weight;
    }
    let lengths = lengths * length(squares);
    if lengths > 0.0 {
        product / lengths
    } else {
        0.0
    }
}

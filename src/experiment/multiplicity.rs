//! What p-values mean when there are several.

/// p-values adjusted by the method of Holm (1979, "A simple sequentially rejective multiple test
/// procedure"): those below α are claims of which none is wrong with probability 1 − α, however
/// they depend on each other.
#[must_use]
pub fn holm(p: &[f64]) -> Vec<f64> {
    let mut adjusted = vec![1.0; p.len()];
    let mut so_far = 0.0_f64;
    for (rank, place) in rising(p).into_iter().enumerate() {
        so_far = so_far.max(p[place] * (p.len() - rank) as f64).min(1.0);
        adjusted[place] = so_far;
    }
    adjusted
}

/// p-values adjusted by the method of Benjamini and Hochberg (1995, "Controlling the false
/// discovery rate"): of those below α a share of α at most is expected to be wrong, if they are
/// independent or depend positively.
#[must_use]
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    let mut adjusted = vec![1.0; p.len()];
    let mut so_far = 1.0_f64;
    for (rank, place) in rising(p).into_iter().enumerate().rev() {
        so_far = so_far.min(p[place] * p.len() as f64 / (rank + 1) as f64);
        adjusted[place] = so_far;
    }
    adjusted
}

/// The places of `p` by rising value.
fn rising(p: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|a, b| p[*a].total_cmp(&p[*b]));
    order
}

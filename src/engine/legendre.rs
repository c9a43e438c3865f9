//! Gauss and Legendre's rule with 16 nodes.

use crate::engine::lanes::LANES;

/// How many nodes there are.
pub(super) const COUNT: usize = 2 * LANES;

/// The positive half of the nodes, which lie symmetrically in (-1, 1).
pub(super) const NODES: [f64; LANES] = [
    0.9894009349916499,
    0.9445750230732326,
    0.8656312023878318,
    0.755404408355003,
    0.6178762444026438,
    0.45801677765722737,
    0.2816035507792589,
    0.09501250983763744,
];

/// Their weights, which sum to 1.
pub(super) const WEIGHTS: [f64; LANES] = [
    0.027152459411754096,
    0.062253523938647894,
    0.09515851168249279,
    0.12462897125553388,
    0.14959598881657674,
    0.16915651939500254,
    0.18260341504492358,
    0.1894506104550685,
];

/// Entry `[j][i]` is the integral, from node `i` up to 1, of the polynomial that is 1 at node `j`
/// and 0 at all others. The positive nodes come first, in the order of [`NODES`], then their
/// opposites.
pub(super) static TAILS: [[f64; COUNT]; COUNT] = tails();

const fn node(index: usize) -> f64 {
    if index < LANES {
        NODES[index]
    } else {
        -NODES[index - LANES]
    }
}

/// Legendre's polynomials of degree 0 to 16, by Bonnet's recursion.
const fn polynomials(x: f64) -> [f64; COUNT + 1] {
    let mut values = [1.0; COUNT + 1];
    values[1] = x;
    let mut degree = 1;
    while degree < COUNT {
        let k = degree as f64;
        values[degree + 1] =
            ((2.0 * k + 1.0) * x * values[degree] - k * values[degree - 1]) / (k + 1.0);
        degree += 1;
    }
    values
}

/// The polynomial of node `j` is `wⱼ Σₖ (k + ½) Pₖ(tⱼ) Pₖ(t)`, because the rule is exact for the
/// products; and from `t` to 1 the integral of `(2k + 1) Pₖ` is `Pₖ₋₁(t) − Pₖ₊₁(t)`.
const fn tails() -> [[f64; COUNT]; COUNT] {
    let mut tails = [[0.0; COUNT]; COUNT];
    let mut j = 0;
    while j < COUNT {
        let at_j = polynomials(node(j));
        let mut i = 0;
        while i < COUNT {
            let at_i = polynomials(node(i));
            let mut sum = 1.0 - node(i);
            let mut k = 1;
            while k < COUNT {
                sum += at_j[k] * (at_i[k - 1] - at_i[k + 1]);
                k += 1;
            }
            tails[j][i] = 0.5 * WEIGHTS[j % LANES] * sum;
            i += 1;
        }
        j += 1;
    }
    tails
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_are_integrated_from_each_node() {
        for power in 0..COUNT as i32 {
            let mut found = [0.0; COUNT];
            for (j, tails) in TAILS.iter().enumerate() {
                for (found, tail) in found.iter_mut().zip(tails) {
                    *found += tail * node(j).powi(power);
                }
            }
            for (i, found) in found.into_iter().enumerate() {
                let exact = (1.0 - node(i).powi(power + 1)) / f64::from(power + 1);
                assert!(
                    (found - exact).abs() < 1e-14,
                    "{power} {i}: {found} {exact}"
                );
            }
        }
    }
}

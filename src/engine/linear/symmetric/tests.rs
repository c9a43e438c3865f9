use super::*;
use crate::seed::Seed;
use rand::RngExt;

/// All operations, one after the other: the bits of what they give.
#[derive(Clone, Copy)]
struct Everything<'a> {
    matrix: &'a Symmetric,
    x: &'a [f64],
    centre: &'a [f64],
}

impl WithSimd for Everything<'_> {
    type Output = Vec<u64>;

    fn with_simd<S: Simd>(self, simd: S) -> Vec<u64> {
        let Self { matrix, x, centre } = self;
        let mut matrix = matrix.clone();
        let mut product = vec![0.0; padded(x.len())];
        let out = &mut [(0.0, 0.0)];
        Moments {
            matrix: &matrix,
            mean: centre,
            rows: x,
            centre: Some(centre),
            out,
        }
        .with_simd(simd);
        let mut found = vec![
            out[0].0,
            out[0].1,
            Form { matrix: &matrix, x }.with_simd(simd),
            Times {
                matrix: &matrix,
                x,
                product: &mut product,
            }
            .with_simd(simd),
        ];
        SubtractSquare {
            matrix: &mut matrix,
            u: &product,
        }
        .with_simd(simd);
        found.extend(product);
        found.push(Form { matrix: &matrix, x }.with_simd(simd));
        found.iter().map(|number| number.to_bits()).collect()
    }
}

/// Sums by halves, as the documented order has it.
fn tree(terms: [f64; LANES]) -> f64 {
    let pairs = [0, 1, 2, 3].map(|lane| terms[lane] + terms[lane + 4]);
    (pairs[0] + pairs[2]) + (pairs[1] + pairs[3])
}

fn at(x: &[f64], index: usize) -> f64 {
    x.get(index).copied().unwrap_or(0.0)
}

/// `xᵀ S x` with scalars, in the order that the layout prescribes.
fn form_by_scalars(matrix: &Symmetric, x: &[f64]) -> f64 {
    let (mut below, mut diagonal) = ([0.0; LANES], [0.0; LANES]);
    for row in 0..x.len().div_ceil(LANES) {
        for column in 0..=row {
            for lane in 0..LANES {
                let index = column * LANES + lane;
                let term = |down: usize| {
                    let down = row * LANES + down;
                    matrix.entry(down, index) * at(x, down)
                };
                let left = (term(0) + term(1)) + (term(2) + term(3));
                let right = (term(4) + term(5)) + (term(6) + term(7));
                let total = if column < row {
                    &mut below
                } else {
                    &mut diagonal
                };
                total[lane] += (left + right) * at(x, index);
            }
        }
    }
    tree([0, 1, 2, 3, 4, 5, 6, 7].map(|lane| (below[lane] + below[lane]) + diagonal[lane]))
}

#[test]
fn all_vectors_give_the_bits_of_scalars() {
    let mut random = Seed(2).stream("test", &[]);
    for dimension in [1, 7, 8, 9, 16, 29, 64] {
        let mut vector = || -> Vec<f64> {
            (0..dimension)
                .map(|_| random.random_range(-1.0..1.0))
                .collect()
        };
        let mut matrix = Symmetric::diagonal(&vector());
        for _ in 0..5 {
            let mut u = vector();
            u.resize(padded(dimension), 0.0);
            matrix.subtract_square(&u);
        }
        let (x, centre) = (vector(), vector());
        let everything = Everything {
            matrix: &matrix,
            x: &x,
            centre: &centre,
        };
        let scalar = Simd::vectorize(pulp::Scalar::new(), everything);
        assert_eq!(scalar[2], form_by_scalars(&matrix, &x).to_bits());
        let difference: Vec<f64> = x.iter().zip(&centre).map(|(x, c)| x - c).collect();
        assert_eq!(scalar[1], form_by_scalars(&matrix, &difference).to_bits());
        assert_eq!(scalar, Arch::new().dispatch(everything));
        #[cfg(target_arch = "x86_64")]
        if let Some(simd) = pulp::x86::V3::try_new() {
            assert_eq!(scalar, Simd::vectorize(simd, everything));
        }
    }
}

#[test]
fn products_agree_with_a_dense_matrix() {
    let mut random = Seed(6).stream("test", &[]);
    for dimension in [1, 5, 8, 13, 40] {
        let mut vector = || -> Vec<f64> {
            (0..dimension)
                .map(|_| random.random_range(-1.0..1.0))
                .collect()
        };
        let diagonal = vector();
        let mut matrix = Symmetric::diagonal(&diagonal);
        let mut dense = vec![vec![0.0; dimension]; dimension];
        for (index, entry) in diagonal.iter().enumerate() {
            dense[index][index] = *entry;
        }
        for _ in 0..4 {
            let mut u = vector();
            for (row, across) in dense.iter_mut().zip(&u) {
                row.iter_mut()
                    .zip(&u)
                    .for_each(|(entry, down)| *entry -= across * down);
            }
            u.resize(padded(dimension), 0.0);
            matrix.subtract_square(&u);
        }
        let x = vector();
        let mut product = vec![f64::NAN; padded(dimension)];
        let form = matrix.times(&x, &mut product);
        let mut exact = 0.0;
        for ((row, found), x_row) in dense.iter().zip(&product).zip(&x) {
            let expected: f64 = row.iter().zip(&x).map(|(entry, x)| entry * x).sum();
            assert!(
                (found - expected).abs() < 1e-12,
                "{found} against {expected}"
            );
            exact += expected * x_row;
        }
        assert!(product[dimension..].iter().all(|padding| *padding == 0.0));
        assert!((form - exact).abs() < 1e-12);
        assert!((matrix.form(&x) - exact).abs() < 1e-12);
    }
}

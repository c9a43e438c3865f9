//! Symmetric matrices as blocks of eight by eight, with their hot operations vectorised.
//!
//! Every sum runs over eight fixed lanes and in an order that follows from the layout alone, with
//! separate multiplications and additions. What vectors the machine has decides how many lanes
//! it works on at once, not what comes out: all machines give the same bits.

use pulp::{Arch, Simd, WithSimd};

use crate::engine::lanes::{LANES, Lanes};

/// A row of a block, or the part of a vector that goes with it.
type Part = [f64; LANES];

/// A square part of a matrix, by rows. A row fills a cache line.
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(align(64))]
struct Block([Part; LANES]);

/// A symmetric matrix, padded with zeros to whole blocks. Only the blocks on and below the
/// diagonal are kept, row by row of blocks; those on the diagonal are complete.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Symmetric {
    blocks: Vec<Block>,
}

/// A vector in blocks; what is missing from the last one is 0.
#[derive(Clone, Copy)]
struct Vector<'a> {
    whole: &'a [Part],
    last: Part,
}

impl Symmetric {
    /// The matrix with this diagonal and 0 elsewhere.
    pub(super) fn diagonal(diagonal: &[f64]) -> Self {
        let side = diagonal.len().div_ceil(LANES);
        let mut matrix = Self {
            blocks: vec![Block([[0.0; LANES]; LANES]); side * (side + 1) / 2],
        };
        for (index, entry) in diagonal.iter().enumerate() {
            let (block, lane) = (index / LANES, index % LANES);
            matrix.blocks[place(block, block)].0[lane][lane] = *entry;
        }
        matrix
    }

    /// `xᵀ S x`.
    pub(super) fn form(&self, x: &[f64]) -> f64 {
        Arch::new().dispatch(Form { matrix: self, x })
    }

    /// For each row `x` of `dimension` numbers: `(x·m, (x − c)ᵀ S (x − c))`; without a centre `c`
    /// is 0.
    pub(super) fn moments(
        &self,
        mean: &[f64],
        rows: &[f64],
        centre: Option<&[f64]>,
        out: &mut [(f64, f64)],
    ) {
        Arch::new().dispatch(Moments {
            matrix: self,
            mean,
            rows,
            centre,
            out,
        });
    }

    /// Writes `S x` into `product`, which is as long as the padded matrix is wide, and gives
    /// `xᵀ S x`.
    pub(super) fn times(&self, x: &[f64], product: &mut [f64]) -> f64 {
        Arch::new().dispatch(Times {
            matrix: self,
            x,
            product,
        })
    }

    /// `S ← S − u uᵀ`, for a `u` as long as the padded matrix is wide.
    pub(super) fn subtract_square(&mut self, u: &[f64]) {
        Arch::new().dispatch(SubtractSquare { matrix: self, u });
    }

    /// `S ← factor S + diag(diagonal)`.
    pub(super) fn shrink(&mut self, factor: f64, diagonal: impl Iterator<Item = f64>) {
        for Block(rows) in &mut self.blocks {
            rows.iter_mut().flatten().for_each(|entry| *entry *= factor);
        }
        for (index, entry) in diagonal.enumerate() {
            let (block, lane) = (index / LANES, index % LANES);
            self.blocks[place(block, block)].0[lane][lane] += entry;
        }
    }

    #[cfg(test)]
    pub(super) fn entry(&self, row: usize, column: usize) -> f64 {
        let (below, beside) = (row / LANES, column / LANES);
        let (row, column) = (row % LANES, column % LANES);
        if below < beside {
            self.blocks[place(beside, below)].0[column][row]
        } else {
            self.blocks[place(below, beside)].0[row][column]
        }
    }
}

/// How long a vector of `dimension` numbers is when padded to whole blocks.
pub(super) fn padded(dimension: usize) -> usize {
    dimension.next_multiple_of(LANES)
}

/// `a·b` of two vectors of one length.
pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    Arch::new().dispatch(Dot { a, b })
}

/// Where the block in this row and column of blocks is.
fn place(row: usize, column: usize) -> usize {
    row * (row + 1) / 2 + column
}

impl<'a> Vector<'a> {
    #[inline(always)]
    fn new(numbers: &'a [f64]) -> Self {
        let (whole, rest) = numbers.as_chunks();
        let mut last = [0.0; LANES];
        if !rest.is_empty() {
            last[..rest.len()].copy_from_slice(rest);
        }
        Self { whole, last }
    }

    #[inline(always)]
    fn part(&self, index: usize) -> &Part {
        self.whole.get(index).unwrap_or(&self.last)
    }
}

/// `Bᵀ x`.
#[inline(always)]
fn transposed_times<S: Simd>(simd: S, block: &Block, x: &[Lanes<S>; LANES]) -> Lanes<S> {
    let left = pair(simd, block, x, 0).plus(pair(simd, block, x, 2));
    let right = pair(simd, block, x, 4).plus(pair(simd, block, x, 6));
    left.plus(right)
}

/// What this row of the block and the next one add to `Bᵀ x`.
#[inline(always)]
fn pair<S: Simd>(simd: S, block: &Block, x: &[Lanes<S>; LANES], row: usize) -> Lanes<S> {
    let first = Lanes::load(simd, &block.0[row]).times(x[row]);
    first.plus(Lanes::load(simd, &block.0[row + 1]).times(x[row + 1]))
}

/// Each number in all lanes of its own.
#[inline(always)]
fn spread<S: Simd>(simd: S, x: &Part) -> [Lanes<S>; LANES] {
    [
        Lanes::splat(simd, x[0]),
        Lanes::splat(simd, x[1]),
        Lanes::splat(simd, x[2]),
        Lanes::splat(simd, x[3]),
        Lanes::splat(simd, x[4]),
        Lanes::splat(simd, x[5]),
        Lanes::splat(simd, x[6]),
        Lanes::splat(simd, x[7]),
    ]
}

/// A vector read in parts. (A closure would not do: nothing can ask for it to be inlined, and
/// outside the dispatch it is compiled without the vectors.)
trait Parts<S: Simd> {
    fn load(&self, simd: S, index: usize) -> Lanes<S>;

    /// Each number of a part in all lanes of its own.
    fn spread(&self, simd: S, index: usize) -> [Lanes<S>; LANES];
}

impl<S: Simd> Parts<S> for Vector<'_> {
    #[inline(always)]
    fn load(&self, simd: S, index: usize) -> Lanes<S> {
        Lanes::load(simd, self.part(index))
    }

    #[inline(always)]
    fn spread(&self, simd: S, index: usize) -> [Lanes<S>; LANES] {
        spread(simd, self.part(index))
    }
}

/// `x − centre`
struct Difference<'a> {
    x: Vector<'a>,
    centre: Vector<'a>,
}

impl<S: Simd> Parts<S> for Difference<'_> {
    #[inline(always)]
    fn load(&self, simd: S, index: usize) -> Lanes<S> {
        let here = Lanes::load(simd, self.x.part(index));
        here.minus(Lanes::load(simd, self.centre.part(index)))
    }

    #[inline(always)]
    fn spread(&self, simd: S, index: usize) -> [Lanes<S>; LANES] {
        spread(simd, &self.load(simd, index).array())
    }
}

/// `xᵀ S x`.
#[inline(always)]
fn form<S: Simd>(simd: S, matrix: &Symmetric, x: &impl Parts<S>) -> f64 {
    let mut rest = matrix.blocks.as_slice();
    let zero = Lanes::splat(simd, 0.0);
    let (mut below, mut diagonal) = (zero, zero);
    let mut row = 0;
    while let Some((blocks, after)) = rest.split_at_checked(row + 1) {
        let factors = x.spread(simd, row);
        for (column, block) in blocks[..row].iter().enumerate() {
            let across = x.load(simd, column);
            below = below.plus(transposed_times(simd, block, &factors).times(across));
        }
        let square = transposed_times(simd, &blocks[row], &factors);
        diagonal = diagonal.plus(square.times(x.load(simd, row)));
        (rest, row) = (after, row + 1);
    }
    below.plus(below).plus(diagonal).sum()
}

#[inline(always)]
fn dot_product<S: Simd>(simd: S, a: &Vector<'_>, b: &Vector<'_>) -> f64 {
    let mut total = Lanes::load(simd, &a.last).times(Lanes::load(simd, &b.last));
    for (a, b) in a.whole.iter().zip(b.whole) {
        total = total.plus(Lanes::load(simd, a).times(Lanes::load(simd, b)));
    }
    total.sum()
}

struct Form<'a> {
    matrix: &'a Symmetric,
    x: &'a [f64],
}

impl WithSimd for Form<'_> {
    type Output = f64;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> f64 {
        form(simd, self.matrix, &Vector::new(self.x))
    }
}

struct Moments<'a> {
    matrix: &'a Symmetric,
    mean: &'a [f64],
    rows: &'a [f64],
    centre: Option<&'a [f64]>,
    out: &'a mut [(f64, f64)],
}

impl WithSimd for Moments<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let mean = Vector::new(self.mean);
        let centre = self.centre.map(Vector::new);
        let mut rest = self.rows;
        for out in self.out {
            let Some((row, after)) = rest.split_at_checked(self.mean.len()) else {
                break;
            };
            let x = Vector::new(row);
            let variance = match centre {
                None => form(simd, self.matrix, &x),
                Some(centre) => form(simd, self.matrix, &Difference { x, centre }),
            };
            *out = (dot_product(simd, &x, &mean), variance);
            rest = after;
        }
    }
}

struct Times<'a> {
    matrix: &'a Symmetric,
    x: &'a [f64],
    product: &'a mut [f64],
}

impl WithSimd for Times<'_> {
    type Output = f64;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> f64 {
        let x = Vector::new(self.x);
        let (product, _) = self.product.as_chunks_mut::<LANES>();
        let mut rest = self.matrix.blocks.as_slice();
        for row in 0..product.len() {
            let Some((blocks, after)) = rest.split_at_checked(row + 1) else {
                break;
            };
            let factors = spread(simd, x.part(row));
            let mut left = [Lanes::splat(simd, 0.0); LANES];
            for (column, block) in blocks[..row].iter().enumerate() {
                let across = Lanes::load(simd, x.part(column));
                for (left, entries) in left.iter_mut().zip(&block.0) {
                    *left = left.plus(Lanes::load(simd, entries).times(across));
                }
                let above = transposed_times(simd, block, &factors);
                Lanes::load(simd, &product[column])
                    .plus(above)
                    .store(&mut product[column]);
            }
            let mut sums = [0.0; LANES];
            for (sum, left) in sums.iter_mut().zip(left) {
                *sum = left.sum();
            }
            transposed_times(simd, &blocks[row], &factors)
                .plus(Lanes::load(simd, &sums))
                .store(&mut product[row]);
            rest = after;
        }
        let mut total = Lanes::splat(simd, 0.0);
        for (index, product) in product.iter().enumerate() {
            let here = Lanes::load(simd, x.part(index));
            total = total.plus(here.times(Lanes::load(simd, product)));
        }
        total.sum()
    }
}

struct SubtractSquare<'a> {
    matrix: &'a mut Symmetric,
    u: &'a [f64],
}

impl WithSimd for SubtractSquare<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let (u, _) = self.u.as_chunks::<LANES>();
        let mut rest = self.matrix.blocks.as_mut_slice();
        for (row, here) in u.iter().enumerate() {
            let Some((blocks, after)) = rest.split_at_mut_checked(row + 1) else {
                break;
            };
            for (Block(entries), across) in blocks.iter_mut().zip(u) {
                let across = Lanes::load(simd, across);
                for (entries, down) in entries.iter_mut().zip(here) {
                    let square = Lanes::splat(simd, *down).times(across);
                    Lanes::load(simd, entries).minus(square).store(entries);
                }
            }
            rest = after;
        }
    }
}

struct Dot<'a> {
    a: &'a [f64],
    b: &'a [f64],
}

impl WithSimd for Dot<'_> {
    type Output = f64;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> f64 {
        dot_product(simd, &Vector::new(self.a), &Vector::new(self.b))
    }
}

#[cfg(test)]
mod tests {
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
}

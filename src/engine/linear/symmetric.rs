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
mod tests;

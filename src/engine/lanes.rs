//! Eight numbers at a time, in whatever vectors the machine has.
//!
//! All operations round as the scalar ones do; nothing is fused or reordered. What vectors there
//! are decides how many of the eight lanes one instruction works on, not what comes out.

use pulp::Simd;

/// How many lanes there are, on every machine.
pub(super) const LANES: usize = 8;

/// One number for each lane.
pub(super) struct Lanes<S: Simd> {
    simd: S,
    /// The first `LANES / S::F64_LANES` are used.
    vectors: [S::f64s; LANES],
}

impl<S: Simd> Clone for Lanes<S> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}

impl<S: Simd> Copy for Lanes<S> {}

impl<S: Simd> Lanes<S> {
    /// The same number in each lane.
    #[inline(always)]
    pub(super) fn splat(simd: S, number: f64) -> Self {
        Self {
            simd,
            vectors: [simd.splat_f64s(number); LANES],
        }
    }

    #[inline(always)]
    pub(super) fn load(simd: S, numbers: &[f64; LANES]) -> Self {
        let mut lanes = Self::splat(simd, 0.0);
        let (vectors, _) = S::as_simd_f64s(numbers);
        lanes.vectors[..vectors.len()].copy_from_slice(vectors);
        lanes
    }

    #[inline(always)]
    pub(super) fn store(self, numbers: &mut [f64; LANES]) {
        let (vectors, _) = S::as_mut_simd_f64s(numbers);
        let count = vectors.len();
        vectors.copy_from_slice(&self.vectors[..count]);
    }

    #[inline(always)]
    pub(super) fn array(self) -> [f64; LANES] {
        let mut numbers = [0.0; LANES];
        self.store(&mut numbers);
        numbers
    }

    #[inline(always)]
    fn with(mut self, other: Self, operation: impl Fn(S, S::f64s, S::f64s) -> S::f64s) -> Self {
        for index in 0..LANES / S::F64_LANES {
            self.vectors[index] = operation(self.simd, self.vectors[index], other.vectors[index]);
        }
        self
    }

    #[inline(always)]
    pub(super) fn plus(self, other: Self) -> Self {
        self.with(other, S::add_f64s)
    }

    #[inline(always)]
    pub(super) fn minus(self, other: Self) -> Self {
        self.with(other, S::sub_f64s)
    }

    #[inline(always)]
    pub(super) fn times(self, other: Self) -> Self {
        self.with(other, S::mul_f64s)
    }

    #[inline(always)]
    pub(super) fn over(self, other: Self) -> Self {
        self.with(other, S::div_f64s)
    }

    #[inline(always)]
    pub(super) fn magnitude(mut self) -> Self {
        for vector in &mut self.vectors[..LANES / S::F64_LANES] {
            *vector = self.simd.abs_f64s(*vector);
        }
        self
    }

    #[inline(always)]
    pub(super) fn at_most(self, bound: Self) -> Self {
        self.with(bound, S::min_f64s)
    }

    /// In each lane, `below` where this is less than 0 and `above` elsewhere.
    #[inline(always)]
    pub(super) fn by_sign(self, below: Self, above: Self) -> Self {
        let mut chosen = above;
        for index in 0..LANES / S::F64_LANES {
            let zero = self.simd.splat_f64s(0.0);
            let is_below = self.simd.less_than_f64s(self.vectors[index], zero);
            chosen.vectors[index] =
                self.simd
                    .select_f64s(is_below, below.vectors[index], above.vectors[index]);
        }
        chosen
    }

    /// The polynomial with these coefficients, from the constant one upwards, by Horner's rule.
    #[inline(always)]
    pub(super) fn polynomial(self, coefficients: &[f64]) -> Self {
        let mut value = Self::splat(self.simd, 0.0);
        for (place, coefficient) in coefficients.iter().rev().enumerate() {
            let coefficient = Self::splat(self.simd, *coefficient);
            value = if place == 0 {
                coefficient
            } else {
                value.times(self).plus(coefficient)
            };
        }
        value
    }

    /// The sum over the lanes, by halves.
    #[inline(always)]
    pub(super) fn sum(self) -> f64 {
        let numbers = self.array();
        let (low, high) = numbers.split_at(LANES / 2);
        let half = [
            low[0] + high[0],
            low[1] + high[1],
            low[2] + high[2],
            low[3] + high[3],
        ];
        let quarter = [half[0] + half[2], half[1] + half[3]];
        quarter[0] + quarter[1]
    }
}

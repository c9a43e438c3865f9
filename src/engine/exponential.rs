//! The exponential function, eight arguments at a time.

use pulp::Simd;

use crate::engine::lanes::Lanes;

/// `exp(−u)` for `u` in `[0, 7.25² / 128]`, to 1e-14, by interpolation in Chebyshev's nodes.
const EXPONENTIAL: [f64; 9] = [
    0.9999999999999942,
    -0.9999999999977076,
    0.4999999998509444,
    -0.16666666293074878,
    0.04166661968857519,
    -0.008333000740007966,
    0.0013875004132771727,
    -0.00019500912214633838,
    2.0219333890108098e-05,
];

/// Squared this often, that is `exp(−64 u)`.
const SQUARINGS: usize = 6;

/// The largest argument of [`falling`], in its unit.
pub(super) const REACH: f64 = 7.25 * 7.25 / 128.0;

/// `exp(−64 u)` for `u` from 0 to [`REACH`], within 6e-13 of it times itself.
#[inline(always)]
pub(super) fn falling<S: Simd>(u: Lanes<S>) -> Lanes<S> {
    let mut value = u.polynomial(&EXPONENTIAL);
    for _ in 0..SQUARINGS {
        value = value.times(value);
    }
    value
}

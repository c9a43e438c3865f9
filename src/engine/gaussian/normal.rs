//! The standard normal density and distribution function, eight arguments at a time.

use pulp::Simd;

use crate::engine::{exponential::falling, lanes::Lanes};

/// Beyond this many deviations the distribution holds less than 3e-13; what lies further out is
/// taken to lie here.
const REACH: f64 = 7.25;

/// Mills' ratio `(1 − Φ(z)) / φ(z)` for `z` in `[0, REACH]`, a quotient of polynomials: times the
/// density it is within 1.2e-12 of `1 − Φ(z)` (a least-squares fit with weights after Lawson).
const MILLS: ([f64; 5], [f64; 6]) = (
    [
        1.2533141373183039,
        0.9319177813782377,
        0.3462012056013325,
        0.06601802388786027,
        0.005504376118018433,
    ],
    [
        1.0,
        1.541447370840583,
        1.0061256472495084,
        0.35068479152199405,
        0.0661003486922771,
        0.005501134088498529,
    ],
);

/// `1 / √(2π)`
const PEAK: f64 = 0.3989422804014327;

/// `(φ(z), Φ(z))`, each within 2e-12.
#[inline(always)]
pub(super) fn normal<S: Simd>(simd: S, z: Lanes<S>) -> (Lanes<S>, Lanes<S>) {
    let splat = |number| Lanes::splat(simd, number);
    let away = z.magnitude().at_most(splat(REACH));
    let density = falling(away.times(away).times(splat(1.0 / 128.0))).times(splat(PEAK));
    let mills = away.polynomial(&MILLS.0).over(away.polynomial(&MILLS.1));
    let beyond = density.times(mills);
    (density, z.by_sign(beyond, splat(1.0).minus(beyond)))
}

//! Random numbers by place: the number at `(key, index)` is the same whoever asks for it and
//! whatever was drawn before, so work can be divided among threads in any way.

/// The increment of `SplitMix64`.
const GAMMA: u64 = 0x9E37_79B9_7F4A_7C15;

/// The finisher of `SplitMix64` (Steele, Lea and Flood 2014).
#[inline(always)]
pub(super) fn mix(z: u64) -> u64 {
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// The number at `index` of the stream `key`.
#[inline(always)]
pub(super) fn at(key: u64, index: u64) -> u64 {
    mix(key.wrapping_add(index.wrapping_add(1).wrapping_mul(GAMMA)))
}

/// A number in [0, 1) from the upper 53 of `bits`.
pub(super) fn unit_interval(bits: u64) -> f64 {
    (bits >> 11) as f64 / (1_u64 << 53) as f64
}

/// A number below `bound` from `bits` (Lemire 2019, without rejection: off by less than
/// `bound`/2⁶⁴).
pub(super) fn below(bits: u64, bound: usize) -> usize {
    ((u128::from(bits) * bound as u128) >> 64) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_spread_evenly_and_depend_on_key_and_index() {
        let draws = 80_000;
        let mut seen = [0; 8];
        let mut mean = 0.0;
        for index in 0..draws {
            let bits = at(7, index);
            seen[below(bits, 8)] += 1;
            mean += unit_interval(bits) / draws as f64;
        }
        assert!(seen.iter().all(|count| (9_600..10_400).contains(count)));
        assert!((mean - 0.5).abs() < 0.005);
        assert_ne!(at(7, 1), at(8, 1));
    }
}

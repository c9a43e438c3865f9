//! Named random streams from one seed.
//!
//! Every component draws from a stream of its own, so that one component drawing more or less
//! never shifts what another one sees, and the order in which decisions are made does not matter.

use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};

/// The one number that all randomness of a run comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seed(pub u64);

impl Seed {
    /// The generator of the stream called `name`, for the item that `keys` identify.
    ///
    /// The same seed, name and keys give the same numbers on every machine. Each key is hashed
    /// with its length, so `["ab", "c"]` and `["a", "bc"]` are different streams.
    #[must_use]
    pub fn stream(self, name: &str, keys: &[&str]) -> ChaCha8Rng {
        let mut bytes = [0; 32];
        for (lane, chunk) in bytes.chunks_exact_mut(8).enumerate() {
            let mut hash = Fnv::new(self.0 ^ (lane as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15));
            hash.part(name);
            keys.iter().for_each(|key| hash.part(key));
            chunk.copy_from_slice(&hash.finish().to_le_bytes());
        }
        ChaCha8Rng::from_seed(bytes)
    }
}

/// FNV-1a (Fowler, Noll and Vo) over length-prefixed parts, finished by the mixer of
/// `SplitMix64` (Steele, Lea and Flood 2014).
struct Fnv(u64);

impl Fnv {
    fn new(seed: u64) -> Self {
        let mut hash = Self(0xCBF2_9CE4_8422_2325);
        hash.bytes(&seed.to_le_bytes());
        hash
    }

    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3);
        }
    }

    fn part(&mut self, part: &str) {
        self.bytes(&(part.len() as u64).to_le_bytes());
        self.bytes(part.as_bytes());
    }

    fn finish(self) -> u64 {
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::Rng;

    #[test]
    fn a_stream_repeats_and_differs_by_seed_name_and_key_boundaries() {
        let first = |seed, name, keys: &[&str]| Seed(seed).stream(name, keys).next_u64();
        let reference = first(1, "decision", &["ab", "c"]);
        assert_eq!(reference, first(1, "decision", &["ab", "c"]));
        assert_ne!(reference, first(2, "decision", &["ab", "c"]));
        assert_ne!(reference, first(1, "traffic", &["ab", "c"]));
        assert_ne!(reference, first(1, "decision", &["a", "bc"]));
    }
}

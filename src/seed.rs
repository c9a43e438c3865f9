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
            let mut hash = Fnv::new(self.0 ^ (lane as u64).wrapping_mul(GOLDEN));
            hash.part(name);
            keys.iter().for_each(|key| hash.part(key));
            chunk.copy_from_slice(&hash.finish().to_le_bytes());
        }
        ChaCha8Rng::from_seed(bytes)
    }

    /// The streams called `name` whose items are identified by numbers. They have nothing in
    /// common with those of [`Self::stream`].
    #[must_use]
    pub fn named(self, name: &str) -> Stream {
        Stream(std::array::from_fn(|lane| {
            let mut hash = Fnv::new(self.0 ^ (lane as u64).wrapping_mul(GOLDEN));
            hash.part(name);
            hash.part("numbered");
            hash.finish()
        }))
    }

    /// The generator of the stream called `name`, for the item that `keys` identify; see
    /// [`Stream::numbered`].
    #[must_use]
    pub fn numbered(self, name: &str, keys: &[u64]) -> ChaCha8Rng {
        self.named(name).numbered(keys)
    }
}

/// Many random streams of one seed and name, one for each sequence of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stream([u64; 4]);

impl Stream {
    /// The generator for the item that `keys` identify: the same numbers on every machine, and
    /// others for keys in another order, or for more of them. Formats and allocates nothing.
    #[must_use]
    pub fn numbered(&self, keys: &[u64]) -> ChaCha8Rng {
        let mut lanes = self.0;
        for key in keys.iter().copied().chain([keys.len() as u64]) {
            for lane in &mut lanes {
                *lane = mixed((*lane ^ key).wrapping_add(GOLDEN));
            }
        }
        let mut bytes = [0; 32];
        for (chunk, lane) in bytes.chunks_exact_mut(8).zip(lanes) {
            chunk.copy_from_slice(&lane.to_le_bytes());
        }
        ChaCha8Rng::from_seed(bytes)
    }
}

/// 2⁶⁴ over the golden ratio, and odd.
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// The mixer of `SplitMix64` (Steele, Lea and Flood 2014).
fn mixed(number: u64) -> u64 {
    let z = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// FNV-1a (Fowler, Noll and Vo) over length-prefixed parts, finished by [`mixed`].
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
        mixed(self.0)
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
    #[test]
    fn a_numbered_stream_repeats_and_differs_by_seed_name_and_every_key() {
        let first = |seed, name, keys: &[u64]| Seed(seed).numbered(name, keys).next_u64();
        let reference = first(1, "decision", &[3, 5]);
        assert_eq!(
            reference,
            Seed(1).named("decision").numbered(&[3, 5]).next_u64()
        );
        let others = [
            first(2, "decision", &[3, 5]),
            first(1, "traffic", &[3, 5]),
            first(1, "decision", &[5, 3]),
            first(1, "decision", &[3]),
            first(1, "decision", &[3, 5, 0]),
            first(1, "decision", &[3, 5 << 32]),
            Seed(1).stream("decision", &["3", "5"]).next_u64(),
        ];
        assert!(!others.contains(&reference));
        assert_ne!(first(1, "decision", &[]), first(1, "decision", &[0]));
    }

    #[test]
    fn a_numbered_stream_stays_the_same() {
        // What simulations have written depends on it.
        let mut random = Seed(7).numbered("visit", &[12, 34]);
        let numbers = [random.next_u64(), random.next_u64()];
        assert_eq!(
            numbers,
            [12_190_785_828_815_595_799, 8_507_011_337_594_386_744]
        );
    }

    #[test]
    fn streams_of_neighbouring_numbers_have_nothing_in_common() {
        let stream = Seed(3).named("member");
        let all: Vec<u64> = (0..4_096)
            .map(|key| stream.numbered(&[key / 64, key % 64]).next_u64())
            .collect();
        let mut bits = [0_u32; 64];
        let mut flips = 0;
        for pair in all.windows(2) {
            flips += (pair[0] ^ pair[1]).count_ones();
            for (bit, count) in bits.iter_mut().enumerate() {
                *count += u32::from((pair[1] >> bit) & 1 == 1);
            }
        }
        // 4095 tosses have a deviation of 32; 64 times as many one of 256.
        assert!(
            bits.iter().all(|count| count.abs_diff(2_048) < 150),
            "{bits:?}"
        );
        assert!(flips.abs_diff(64 * 4_095 / 2) < 1_100, "{flips}");
    }
}

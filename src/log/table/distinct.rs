//! Which numbers of a column are distinct, for its dictionary.

use super::chunk::Number;

/// No dictionary has more entries than this: 16 bits an index.
const MOST: usize = 1 << 16;
/// So many numbers are looked at before a dictionary is given up.
const TRIAL: usize = 4096;
const NONE: u32 = u32::MAX;

/// Numbers distinct numbers in the order in which they come; keeps its room.
#[derive(Default)]
pub(super) struct Distinct {
    /// An open hash table: a key, and its number or [`NONE`].
    slots: Vec<(u64, u32)>,
    keys: usize,
    /// For small numbers: the index of each, or [`NONE`].
    small: Vec<u32>,
    used: Vec<u32>,
}

impl Distinct {
    /// How many distinct numbers the last column had.
    pub(super) fn len(&self) -> usize {
        self.keys
    }

    /// Appends to `indices` which of the distinct numbers each of `numbers` is; calls `first` when
    /// one comes for the first time. Gives up, with `false`, when too few are alike.
    pub(super) fn of<N: Number>(
        &mut self,
        numbers: impl Iterator<Item = N>,
        indices: &mut Vec<u32>,
        mut first: impl FnMut(N),
    ) -> bool {
        self.slots.clear();
        self.slots.resize(1024, (0, NONE));
        self.keys = 0;
        let mut last = None;
        for (count, number) in numbers.enumerate() {
            let key = number.key();
            if let Some((last, index)) = last
                && last == key
            {
                indices.push(index);
                continue;
            }
            let (index, is_new) = self.index(key);
            if is_new {
                if self.keys > MOST || (count >= TRIAL && self.keys > count / 3) {
                    return false;
                }
                first(number);
            }
            indices.push(index);
            last = Some((key, index));
        }
        true
    }

    /// Which key it is, and whether it is new.
    #[inline]
    fn index(&mut self, key: u64) -> (u32, bool) {
        let mask = self.slots.len() - 1;
        let mut at = hash(key) & mask;
        loop {
            let slot = &mut self.slots[at];
            if slot.1 == NONE {
                let index = self.keys as u32;
                *slot = (key, index);
                self.keys += 1;
                if self.keys * 2 > self.slots.len() {
                    self.grow();
                }
                return (index, true);
            }
            if slot.0 == key {
                return (slot.1, false);
            }
            at = (at + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let old = std::mem::take(&mut self.slots);
        self.slots = vec![(0, NONE); old.len() * 4];
        let mask = self.slots.len() - 1;
        for slot in old.into_iter().filter(|slot| slot.1 != NONE) {
            let mut at = hash(slot.0) & mask;
            while self.slots[at].1 != NONE {
                at = (at + 1) & mask;
            }
            self.slots[at] = slot;
        }
    }

    /// Appends to `indices` which of the distinct numbers each of `numbers`, all below `limit`, is;
    /// returns the distinct ones in the order in which they came.
    pub(super) fn of_small(
        &mut self,
        numbers: impl Iterator<Item = u32>,
        limit: usize,
        indices: &mut Vec<u32>,
    ) -> &[u32] {
        for number in self.used.drain(..) {
            self.small[number as usize] = NONE;
        }
        if self.small.len() < limit {
            self.small.resize(limit, NONE);
        }
        for number in numbers {
            let index = &mut self.small[number as usize];
            if *index == NONE {
                *index = self.used.len() as u32;
                self.used.push(number);
            }
            indices.push(*index);
        }
        self.keys = self.used.len();
        &self.used
    }
}

/// Fibonacci hashing, with the high bits folded in, where those of doubles differ.
#[inline]
fn hash(key: u64) -> usize {
    let mixed = (key ^ key >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 40) as usize
}

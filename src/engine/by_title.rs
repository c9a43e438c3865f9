//! What is kept for each title, found by its id without allocating.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

use crate::catalog::TitleId;

/// A number for each title, in the order in which they came, and something for each number.
///
/// Nothing goes through the map in its own order, so results do not depend on it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ByTitle<T> {
    numbers: HashMap<TitleId, usize, BuildHasherDefault<Multiplying>>,
    kept: Vec<T>,
}

impl<T> Default for ByTitle<T> {
    fn default() -> Self {
        Self {
            numbers: HashMap::default(),
            kept: Vec::new(),
        }
    }
}

impl<T> ByTitle<T> {
    /// What there is for `title`.
    pub(super) fn get(&self, title: &TitleId) -> Option<&T> {
        self.numbers.get(title).map(|number| &self.kept[*number])
    }

    /// What there is for `title`, which is `new` if there was nothing.
    pub(super) fn entry(&mut self, title: &TitleId, new: impl FnOnce() -> T) -> &mut T {
        let known = self.numbers.get(title).copied();
        let number = known.unwrap_or_else(|| {
            self.numbers.insert(title.clone(), self.kept.len());
            self.kept.push(new());
            self.kept.len() - 1
        });
        &mut self.kept[number]
    }
}

/// The place at which the text `of` an item is `text`: in the same memory, as it mostly is, or
/// else equal to it.
pub(super) fn place_of<'a, T: 'a>(
    all: &'a [T],
    text: &str,
    of: impl Fn(&'a T) -> &'a str,
) -> Option<usize> {
    let here = all.iter().position(|it| std::ptr::eq(of(it), text));
    here.or_else(|| all.iter().position(|it| of(it) == text))
}

/// A hash of a few words that is the same in every run: multiply and rotate, as Firefox did
/// ("`FxHash`"). Ids come from the catalog of whoever runs the program, so it need not resist an
/// attack.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Multiplying(u64);

/// 2⁶⁴ over π, and odd.
const MULTIPLIER: u64 = 0x517C_C1B7_2722_0A95;

impl Multiplying {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(MULTIPLIER);
    }
}

impl Hasher for Multiplying {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks();
        words
            .iter()
            .for_each(|word| self.add(u64::from_le_bytes(*word)));
        if !rest.is_empty() {
            let mut last = [0; 8];
            last[..rest.len()].copy_from_slice(rest);
            self.add(u64::from_le_bytes(last));
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.add(u64::from(byte));
    }

    fn write_usize(&mut self, number: usize) {
        self.add(number as u64);
    }

    fn finish(&self) -> u64 {
        // The map takes the lowest and the highest bits; a product's lowest say little.
        self.0 ^ (self.0 >> 32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_found_by_its_text_wherever_that_lies() {
        let mut map = ByTitle::default();
        for number in 0..1_000 {
            *map.entry(&TitleId::new(&format!("t{number}")), || 0) += number;
        }
        for number in 0..1_000 {
            *map.entry(&TitleId::new(&format!("t{number}")), || -1) += 1;
        }
        for number in 0..1_000 {
            let found = map.get(&TitleId::new(&format!("t{number}")));
            assert_eq!(found, Some(&(number + 1)));
        }
        assert_eq!(map.get(&TitleId::new("t1000")), None);
    }

    #[test]
    fn a_place_is_found_by_text_and_the_first_of_equal_ones_by_memory() {
        let all = ["a".to_owned(), "b".to_owned(), "b".to_owned()];
        let of = |it: &'static str| place_of(&all, it, |it| it.as_str());
        assert_eq!((of("a"), of("b"), of("c")), (Some(0), Some(1), None));
        assert_eq!(place_of(&all, &all[2], |it| it.as_str()), Some(2));
    }
}

//! Which sums a unit's rounds go to.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

use super::counter;

/// The most groups whose sums are kept.
pub(super) const MOST_GROUPS: usize = 1 << 16;

/// Units and the groups that they belong to.
///
/// Each unit is a group of its own until there are more than [`MOST_GROUPS`]; from then on a
/// unit's number is hashed to one of so many groups. Units are independent of each other, and
/// what a number is hashed to has nothing to do with what its unit does, so unions of units are
/// independent of each other as well: an interval by groups is as valid as one by units. What is
/// lost is only how well the variance is known, and with 65,536 groups it is known to half a
/// percent.
#[derive(Debug, Clone)]
pub(super) enum Groups {
    /// The group of each unit, and the units in the order of their groups.
    Exact {
        places: HashMap<u32, u32, BuildHasherDefault<UnitHasher>>,
        units: Vec<u32>,
    },
    /// Groups by hash.
    Hashed,
}

impl Default for Groups {
    fn default() -> Self {
        Self::Exact {
            places: HashMap::default(),
            units: Vec::new(),
        }
    }
}

impl Groups {
    /// The group of `unit`; `None` if it would need one more than there may be.
    #[inline]
    pub(super) fn place(&mut self, unit: u32) -> Option<usize> {
        let Self::Exact { places, units } = self else {
            return Some(hashed(unit));
        };
        if let Some(place) = places.get(&unit) {
            return Some(*place as usize);
        }
        if units.len() == MOST_GROUPS {
            return None;
        }
        places.insert(unit, units.len() as u32);
        units.push(unit);
        Some(units.len() - 1)
    }

    /// How many groups have a place.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Exact { units, .. } => units.len(),
            Self::Hashed => MOST_GROUPS,
        }
    }
}

/// The group of `unit` once units are hashed.
pub(super) fn hashed(unit: u32) -> usize {
    counter::below(counter::at(0, u64::from(unit)), MOST_GROUPS)
}

/// Hashes the number of a unit, fast. A log that was made for its units to collide would be slow
/// to read, and right.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct UnitHasher(u64);

impl Hasher for UnitHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u32(u32::from(*byte));
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.0 = counter::at(self.0, u64::from(number));
    }
}

//! Which member is in which cell: by a hash, so that it needs no memory and survives a restart.

use sha2::{Digest, Sha256};

use crate::text::Text;

/// A cell of an experiment.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Its name, unique in the experiment.
    pub name: Text,
    /// How many members it gets for those that the others get; above 0.
    pub weight: f64,
}

/// Why cells cannot be made.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum AssignmentError {
    /// There is nothing to compare.
    #[error("an experiment has at least two cells; {0} given")]
    TooFew(usize),
    /// Nobody could tell the cells apart.
    #[error("two cells are called `{0}`; give each a name of its own")]
    SameName(Text),
    /// A cell without a name.
    #[error("a cell has no name; separate names by single commas")]
    NoName,
    /// No share of the members.
    #[error("the weight of cell `{name}` is {weight}; it must be a number above 0")]
    Weight {
        /// The cell.
        name: Text,
        /// Its weight.
        weight: f64,
    },
    /// Two experiments would share their cells.
    #[error("the salt is empty; give each experiment a salt of its own, such as its name")]
    NoSalt,
    /// A salt that could end elsewhere.
    #[error("the salt `{0}` holds a colon, which ends the salt; leave it out")]
    Colon(Text),
}

/// Puts units (members) into cells.
///
/// The unit's hash h is the first 8 bytes, in big-endian order, of the SHA-256 of
/// `salt:unit` in UTF-8. Cell i has a hash c of its name, in the same way from `cell:name`, and a
/// waiting time −ln(u) ÷ weight, with u from [`mixed`]`(h xor c)`; the shortest waiting time wins.
/// These are exponential clocks, so a cell wins with probability weight ÷ sum of weights. It is
/// weighted rendezvous hashing (Thaler and Ravishankar 1998; Schindelhauer and Schomaker 2005):
/// the order of the cells does not matter, a new cell or a greater weight takes members from the
/// others and moves nobody between those, and a cell that is gone leaves the others' members
/// where they are.
#[derive(Debug, Clone)]
pub struct Assignment {
    cells: Vec<Cell>,
    /// For each cell the hash of its name, and 1 ÷ its weight.
    clocks: Vec<(u64, f64)>,
    /// The hash of the salt before any unit.
    salted: Sha256,
    /// The salt as a number, for units that are numbers.
    key: u64,
}

impl Assignment {
    /// Cells that `salt` tells from those of other experiments.
    ///
    /// # Errors
    /// [`AssignmentError`] for an empty salt or one with a colon, fewer than two cells, a name
    /// that is empty or given twice, and a weight that is no number above 0.
    pub fn new(salt: &str, cells: Vec<Cell>) -> Result<Self, AssignmentError> {
        if salt.is_empty() {
            return Err(AssignmentError::NoSalt);
        }
        if salt.contains(':') {
            return Err(AssignmentError::Colon(Text::new(salt)));
        }
        check(&cells)?;
        let clock = |cell: &Cell| (hash(&format!("cell:{}", cell.name)), 1.0 / cell.weight);
        let salted = Sha256::new_with_prefix(format!("{salt}:"));
        Ok(Self {
            clocks: cells.iter().map(clock).collect(),
            key: first_bytes(salted.clone()),
            salted,
            cells,
        })
    }

    /// The cells, in the order given.
    #[must_use]
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The place among the cells of the unit called `unit`.
    #[must_use]
    pub fn cell_of(&self, unit: &str) -> usize {
        self.winner(first_bytes(self.salted.clone().chain_update(unit)))
    }

    /// The place among the cells of the unit numbered `unit`, as simulated members are. Much
    /// faster than [`Assignment::cell_of`], and not the cell that the number's digits would get:
    /// h is [`mixed`] of the salt's hash plus `unit` times 2⁶⁴ ÷ the golden ratio.
    #[must_use]
    pub fn cell_of_number(&self, unit: u64) -> usize {
        let place = unit.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.winner(mixed(self.key.wrapping_add(place)))
    }

    /// The place of the cell whose clock rings first for the unit with hash `unit`.
    fn winner(&self, unit: u64) -> usize {
        let mut first = (0, f64::INFINITY);
        for (place, (cell, mean)) in self.clocks.iter().enumerate() {
            // In (0, 1): the middle of one of 2⁵² intervals.
            let share = ((mixed(unit ^ cell) >> 12) as f64 + 0.5) / (1_u64 << 52) as f64;
            let rings = -libm::log(share) * mean;
            if rings < first.1 {
                first = (place, rings);
            }
        }
        first.0
    }
}

/// The first problem with the cells of an experiment.
fn check(cells: &[Cell]) -> Result<(), AssignmentError> {
    if cells.len() < 2 {
        return Err(AssignmentError::TooFew(cells.len()));
    }
    for (place, Cell { name, weight }) in cells.iter().enumerate() {
        if name.is_empty() {
            return Err(AssignmentError::NoName);
        }
        if cells[..place].iter().any(|other| other.name == *name) {
            return Err(AssignmentError::SameName(name.clone()));
        }
        if !(weight.is_finite() && *weight > 0.0) {
            let (name, weight) = (name.clone(), *weight);
            return Err(AssignmentError::Weight { name, weight });
        }
    }
    Ok(())
}

/// The finishing step of `SplitMix64` (Steele, Lea and Flood 2014): every bit of the result
/// depends on every bit of `z`.
#[must_use]
pub fn mixed(z: u64) -> u64 {
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

fn hash(text: &str) -> u64 {
    first_bytes(Sha256::new_with_prefix(text))
}

fn first_bytes(hash: Sha256) -> u64 {
    let digest = hash.finalize();
    digest
        .iter()
        .take(8)
        .fold(0, |number, byte| (number << 8) | u64::from(*byte))
}

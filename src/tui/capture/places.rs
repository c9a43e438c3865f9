//! Which part of a picture a placeholder stands for.

use std::collections::HashMap;

use crate::artwork::kitty;

/// Reads what [`kitty::placeholder`] writes.
pub(super) struct Places {
    base: Option<char>,
    marks: HashMap<char, u16>,
}

impl Places {
    pub(super) fn new() -> Self {
        let placeholder = |number| kitty::placeholder(0, number).unwrap_or_default();
        let marks = (0..kitty::MOST_CELLS).filter_map(|row| {
            let mark = placeholder(row).chars().nth(1)?;
            Some((mark, row))
        });
        Self {
            base: placeholder(0).chars().next(),
            marks: marks.collect(),
        }
    }

    /// Column and row in its picture of the cell that shows `symbol`; `None` if that is no
    /// placeholder.
    pub(super) fn of(&self, symbol: &str) -> Option<(u16, u16)> {
        let mut characters = symbol.chars();
        characters.next().filter(|it| Some(*it) == self.base)?;
        let mut mark = || self.marks.get(&characters.next()?).copied();
        let (row, column) = (mark()?, mark()?);
        Some((column, row))
    }
}

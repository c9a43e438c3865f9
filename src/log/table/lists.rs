//! A column of lists.

use std::ops::Range;

/// A list of numbers for each row.
#[derive(Debug, Clone, Default)]
pub struct Lists {
    /// Where the list of each row ends in `values`.
    ends: Vec<usize>,
    values: Vec<f64>,
}

impl Lists {
    /// The list of row `index`.
    ///
    /// # Panics
    /// If there is no such row.
    #[must_use]
    pub fn get(&self, index: usize) -> &[f64] {
        &self.values[self.start(index)..self.ends[index]]
    }

    /// The numbers of the rows `rows`, one list after the other.
    pub(super) fn values(&self, rows: Range<usize>) -> &[f64] {
        &self.values[self.start(rows.start)..self.start(rows.end)]
    }

    /// The lengths of the lists of the rows `rows`.
    pub(super) fn lengths(
        &self,
        rows: Range<usize>,
    ) -> impl Iterator<Item = usize> + Clone + use<'_> {
        let mut start = self.start(rows.start);
        self.ends[rows].iter().map(move |end| {
            let length = end - start;
            start = *end;
            length
        })
    }

    /// Where the list of row `index` starts.
    pub(super) fn start(&self, index: usize) -> usize {
        match index {
            0 => 0,
            _ => self.ends[index - 1],
        }
    }

    /// Makes the lists those with these lengths, whose numbers are `values`.
    pub(super) fn set(&mut self, values: Vec<f64>, lengths: &[usize]) {
        self.values = values;
        self.ends.clear();
        let mut end = 0;
        self.ends.extend(lengths.iter().map(|length| {
            end += length;
            end
        }));
    }

    /// Adds a list.
    pub(super) fn push(&mut self, values: &[f64]) {
        self.values.extend_from_slice(values);
        self.ends.push(self.values.len());
    }

    /// Takes in `values` for as many further rows as `lengths` says.
    pub(super) fn extend(&mut self, values: &[f64], lengths: impl Iterator<Item = usize>) {
        let mut end = self.values.len();
        self.values.extend_from_slice(values);
        self.ends.extend(lengths.map(|length| {
            end += length;
            end
        }));
    }

    /// Adds the lists of the rows `rows` of `other`.
    pub(super) fn append(&mut self, other: &Self, rows: Range<usize>) {
        self.extend(other.values(rows.clone()), other.lengths(rows));
    }

    /// Makes it `rows` lists: fewer, or with empty ones at the end.
    pub(super) fn resize(&mut self, length: usize) {
        self.values
            .truncate(self.start(length.min(self.ends.len())));
        self.ends.resize(length, self.values.len());
    }
}

//! A folder of files of tables: one for each day, policy and part.

use std::{
    fs,
    path::{Path, PathBuf},
    vec,
};

use super::{Columns, Table, TableReader, error::TableError, intern::Interner};
use crate::time::Timestamp;

/// Folders of a folder of tables are not deeper than this.
const DEEPEST: usize = 4;
/// Bytes of the longest policy in the name of a folder; longer ones are cut, and told apart by a
/// checksum. The files hold them whole.
const LONGEST: usize = 200;

/// The rows of all files in a folder: an iterator over tables, those of an earlier day first, then
/// by policy and part. Each file is opened when the iterator comes to it. The numbers of names mean
/// the same in all tables. After an error it is at its end.
pub struct TableFolder {
    files: vec::IntoIter<PathBuf>,
    columns: Columns,
    reader: Option<TableReader>,
    interner: Interner,
}

/// The file of the rows that `policy` logged on the day of `at`, in UTC, beneath `folder`:
/// `day=2026-01-05/policy=lin-ts/part-00000.parquet`. What may not stand in the name of a file is
/// written as `%` and two hexadecimal digits a byte.
#[must_use]
pub fn part_path(folder: &Path, at: Timestamp, policy: &str, part: u32) -> PathBuf {
    folder
        .join(format!("day={}", day(at)))
        .join(format!("policy={}", escaped(policy)))
        .join(format!("part-{part:05}.parquet"))
}

/// The day of `at` in UTC, as `2026-01-05`.
#[must_use]
pub fn day(at: Timestamp) -> String {
    let written = at.rfc3339();
    let day = written.split('T').next();
    day.unwrap_or_default().to_owned()
}

fn escaped(policy: &str) -> String {
    let mut name = String::new();
    for byte in policy.bytes() {
        if name.len() + 3 > LONGEST {
            name.push_str(&format!("~{:08x}", crc32fast::hash(policy.as_bytes())));
            break;
        }
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                name.push(char::from(byte));
            }
            _ => name.push_str(&format!("%{byte:02X}")),
        }
    }
    name
}

/// The files of tables beneath `folder`, in the order of day, policy and part.
///
/// # Errors
/// If the folder cannot be listed.
pub fn part_files(folder: &Path) -> Result<Vec<PathBuf>, TableError> {
    let mut files = Vec::new();
    list(folder, 0, &mut files)?;
    files.sort();
    Ok(files)
}

fn list(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<(), TableError> {
    let refused = || TableError::read(folder, "list the folder");
    for entry in fs::read_dir(folder).map_err(refused())? {
        let entry = entry.map_err(refused())?;
        let path = entry.path();
        let is_folder = entry.file_type().map_err(refused())?.is_dir();
        if is_folder && depth < DEEPEST {
            list(&path, depth + 1, files)?;
        } else if !is_folder && path.extension().is_some_and(|it| it == "parquet") {
            files.push(path);
        }
    }
    Ok(())
}

impl TableFolder {
    /// All files beneath `folder`, to read `columns` of them.
    ///
    /// # Errors
    /// If the folder cannot be listed, or holds no such file.
    pub fn open(folder: &Path, columns: Columns) -> Result<Self, TableError> {
        let files = part_files(folder)?;
        if files.is_empty() {
            return Err(TableError::format(
                folder,
                "there are no Parquet files in it",
            ));
        }
        Ok(Self {
            files: files.into_iter(),
            columns,
            reader: None,
            interner: Interner::default(),
        })
    }

    /// The file that the last table came from; `None` before the first.
    #[must_use]
    pub fn reader(&self) -> Option<&TableReader> {
        self.reader.as_ref()
    }

    /// Makes `table` the next rows; `false` at the end, where there are none.
    ///
    /// # Errors
    /// As [`TableReader::open`] and [`TableReader::read`].
    pub fn read(&mut self, table: &mut Table) -> Result<bool, TableError> {
        loop {
            if let Some(reader) = &mut self.reader {
                let is_read = reader.read(table);
                if is_read.is_err() {
                    self.files = Vec::new().into_iter();
                }
                if is_read? {
                    return Ok(true);
                }
            }
            let Some(path) = self.files.next() else {
                return Ok(false);
            };
            if let Some(reader) = self.reader.take() {
                self.interner = reader.into_interner();
            }
            table.clear();
            table.set_names(std::sync::Arc::default());
            let interner = std::mem::take(&mut self.interner);
            match TableReader::with_interner(&path, self.columns, interner) {
                Ok(reader) => self.reader = Some(reader),
                Err(error) => {
                    self.files = Vec::new().into_iter();
                    return Err(error);
                }
            }
        }
    }
}

impl Iterator for TableFolder {
    type Item = Result<Table, TableError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut table = Table::default();
        match self.read(&mut table) {
            Ok(true) => Some(Ok(table)),
            Ok(false) => None,
            Err(error) => Some(Err(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_lies_in_the_folder_of_its_day_and_policy() {
        let at = Timestamp(1_767_655_799_999);
        let path = part_path(Path::new("out"), at, "lin-ts{floor=0.1}", 3);
        let name = "out/day=2026-01-05/policy=lin-ts%7Bfloor%3D0.1%7D/part-00003.parquet";
        assert_eq!(path, Path::new(name));
        let long = |end: char| escaped(&format!("{}{end}", "{".repeat(300)));
        assert!(long('a').len() <= LONGEST + 9);
        assert_ne!(long('a'), long('b'));
    }
}

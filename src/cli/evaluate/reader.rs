//! Reads tables of CSV row by row, and says where something is wrong.

use std::{
    fs::File,
    io::{BufReader, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

use csv::{Position, Reader, ReaderBuilder, StringRecord, Trim};

use crate::{
    catalog::Unknown,
    text::{self, Text},
    time::Zone,
};

/// A table of CSV with a line of names.
pub(super) struct Table {
    path: PathBuf,
    name: Text,
    reader: Reader<BufReader<File>>,
    pub headings: Vec<String>,
    pub record: StringRecord,
}

/// A column by its place, with its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Column(usize);

impl Table {
    /// Opens a file and reads its line of names.
    ///
    /// # Errors
    /// One sentence with the file, and the line if it is about one.
    pub(super) fn open(path: &Path) -> Result<Self, String> {
        let name = Text::new(&path.to_string_lossy());
        let file = File::open(path);
        let file = file.map_err(|error| format!("{name}: {error}; give a file of CSV"))?;
        let mut table = Self {
            path: path.to_owned(),
            name,
            reader: ReaderBuilder::new()
                .trim(Trim::All)
                .from_reader(BufReader::with_capacity(1 << 18, file)),
            headings: Vec::new(),
            record: StringRecord::new(),
        };
        let headings = match table.reader.headers() {
            Ok(headings) => headings.clone(),
            Err(error) => return Err(table.unreadable(&error)),
        };
        // A mark of the byte order is no part of the first name.
        table.headings = headings
            .iter()
            .map(|it| it.trim_start_matches('\u{feff}').to_owned())
            .collect();
        if table.headings.iter().all(String::is_empty) {
            return Err(format!(
                "{}: the file is empty; give a file of CSV",
                table.name
            ));
        }
        Ok(table)
    }

    /// The column that is called `name`.
    ///
    /// # Errors
    /// That there is none, with the one that was probably meant.
    pub(super) fn column(&self, name: &str) -> Result<Column, String> {
        let place = self.headings.iter().position(|it| it == name);
        place.map(Column).ok_or_else(|| {
            let known = self.headings.iter().map(String::as_str);
            let unknown = Unknown::new("column", name, known);
            format!("{}:1: {unknown}", self.name)
        })
    }

    /// Reads the next row; whether there is one.
    ///
    /// # Errors
    /// One sentence with file and line.
    pub(super) fn next(&mut self) -> Result<bool, String> {
        match self.reader.read_record(&mut self.record) {
            Ok(found) => Ok(found),
            Err(error) => Err(self.unreadable(&error)),
        }
    }

    /// What stands in `column`.
    pub(super) fn field(&self, column: Column) -> &str {
        self.record.get(column.0).unwrap_or_default()
    }

    /// The number in `column`.
    ///
    /// # Errors
    /// That it is missing or none.
    pub(super) fn number(&self, column: Column) -> Result<f64, String> {
        let field = self.field(column);
        if field.is_empty() {
            return Err(self.wrong(column, "is missing; every row needs it"));
        }
        let number = field.parse().ok().filter(|it: &f64| it.is_finite());
        number.ok_or_else(|| {
            let quoted = text::excerpt(field, 40);
            self.wrong(column, &format!("is `{quoted}`; write a finite number"))
        })
    }

    /// The moment in `column`: a number, or a date and time, which is UTC unless it says.
    ///
    /// # Errors
    /// That it is neither.
    pub(super) fn moment(&self, column: Column) -> Result<f64, String> {
        let field = self.field(column);
        if let Some(number) = field.parse().ok().filter(|it: &f64| it.is_finite()) {
            return Ok(number);
        }
        let time = Zone::utc().parse(field);
        time.map(|time| time.0 as f64).map_err(|_| {
            let quoted = text::excerpt(field, 40);
            self.wrong(
                column,
                &format!(
                    "is `{quoted}`; write a number, or a date and time such as 2026-01-05T20:30"
                ),
            )
        })
    }

    /// That what stands in `column` of the row is wrong.
    pub(super) fn wrong(&self, column: Column, what: &str) -> String {
        let name = self.headings.get(column.0).map_or("", String::as_str);
        self.at_row(&format!("`{}` {what}", text::excerpt(name, 40)))
    }

    /// That something is wrong with the row.
    pub(super) fn at_row(&self, what: &str) -> String {
        let line = self.record.position().map_or(0, |at| self.line_of(at));
        format!("{}:{line}: {what}", self.name)
    }

    /// That something is wrong with the file.
    pub(super) fn at_file(&self, what: &str) -> String {
        format!("{}: {what}", self.name)
    }

    fn unreadable(&self, error: &csv::Error) -> String {
        let line = error.position().map(|at| self.line_of(at));
        let what = match error.kind() {
            csv::ErrorKind::Utf8 { .. } => {
                "this line is not UTF-8; save the file as UTF-8".to_owned()
            }
            csv::ErrorKind::UnequalLengths {
                expected_len, len, ..
            } => format!("{len} fields, but the line of names has {expected_len}"),
            csv::ErrorKind::Io(error) => error.to_string(),
            _ => text::neutral(&error.to_string()),
        };
        match line {
            Some(line) => format!("{}:{line}: {what}", self.name),
            None => format!("{}: {what}", self.name),
        }
    }

    /// The line at which a record begins: its position is before the empty lines above it.
    fn line_of(&self, at: &Position) -> u64 {
        at.line() + self.empty_lines(at.byte()).unwrap_or_default()
    }

    /// How many line ends stand at `byte`, read once more: this is asked for one row at most.
    fn empty_lines(&self, byte: u64) -> Option<u64> {
        let mut file = File::open(&self.path).ok()?;
        file.seek(SeekFrom::Start(byte)).ok()?;
        let mut lines = 0;
        for read in BufReader::new(file).bytes() {
            match read.ok()? {
                b'\n' => lines += 1,
                b'\r' => {}
                _ => break,
            }
        }
        Some(lines)
    }
}

//! Reads tables from files, a part at a time.

#![expect(clippy::disallowed_methods, reason = "an edge: reads tables")]

use std::{
    fs::{self, File},
    io::{self, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
    sync::Arc,
};

use parquet::{
    basic::{Compression, LogicalType, TimeUnit, Type as Physical},
    file::metadata::{
        ColumnChunkMetaData, FileMetaData, ParquetMetaData, ParquetMetaDataReader, RowGroupMetaData,
    },
    schema::types::SchemaDescriptor,
};

use super::{
    Column, Columns, Names, Origin, TABLE_SCHEMA, Table,
    bytes::Broken,
    check::RowChecks,
    decode::{MOST_LEVELS, Shape},
    error::TableError,
    group::GroupReader,
    intern::Interner,
    schema::{Kind, keys},
};
use crate::{log::error::display, text::neutral};

/// No row group has more rows.
pub(super) const ROWS: i64 = 1 << 16;
const MAGIC: &[u8; 4] = b"PAR1";

/// The rows of one file: an iterator over tables of at most 65,536 rows, each a row group. After
/// an error it is at its end.
pub struct TableReader {
    path: PathBuf,
    file: File,
    metadata: ParquetMetaData,
    columns: Columns,
    /// Which column of the file is which.
    places: Vec<(Column, usize)>,
    origin: Origin,
    next_group: usize,
    /// Rows that were read.
    row: u64,
    group: GroupReader,
    interner: Interner,
    checks: RowChecks,
}

impl TableReader {
    /// Opens the file `path`, to read `columns` of it. Its action sets need the titles, so these
    /// are read with them.
    ///
    /// # Errors
    /// If it cannot be read, is not a file that keyart wrote, is incomplete, or lacks a column.
    pub fn open(path: &Path, columns: Columns) -> Result<Self, TableError> {
        Self::with_interner(path, columns, Interner::default())
    }

    /// The same, where the numbers go on from those of `names`.
    ///
    /// # Errors
    /// As [`TableReader::open`].
    pub fn with_names(
        path: &Path,
        columns: Columns,
        names: Arc<Names>,
    ) -> Result<Self, TableError> {
        Self::with_interner(path, columns, Interner::new(names))
    }

    pub(super) fn with_interner(
        path: &Path,
        columns: Columns,
        interner: Interner,
    ) -> Result<Self, TableError> {
        let columns = match columns.has(Column::Arms) {
            true => columns.with(Column::Title),
            false => columns,
        };
        let (file, metadata) = open_parquet(path)?;
        let origin = origin(path, metadata.file_metadata())?;
        let places = places(path, metadata.file_metadata().schema_descr(), columns)?;
        Ok(Self {
            path: path.to_owned(),
            file,
            metadata,
            columns,
            places,
            origin,
            next_group: 0,
            row: 0,
            group: GroupReader::default(),
            interner,
            checks: RowChecks::default(),
        })
    }

    /// Where the rows come from.
    #[must_use]
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How many rows the file says that it has.
    #[must_use]
    pub fn rows(&self) -> u64 {
        let rows = self.metadata.file_metadata().num_rows();
        u64::try_from(rows).unwrap_or(0)
    }

    /// Makes `table` the next rows; `false` at the end, where there are none. Columns that are not
    /// read are zeros, empty lists and pending outcomes. The numbers of names stay the same in all
    /// tables of the reader.
    ///
    /// # Errors
    /// If the system refuses, the file is damaged, or a row cannot be.
    pub fn read(&mut self, table: &mut Table) -> Result<bool, TableError> {
        table.clear();
        table.set_names(Arc::default());
        let result = self.read_rows(table);
        if result.is_err() {
            table.clear();
            self.next_group = usize::MAX;
        }
        table.set_names(Arc::clone(&self.interner.names));
        result
    }

    pub(super) fn into_interner(self) -> Interner {
        self.interner
    }

    fn read_rows(&mut self, table: &mut Table) -> Result<bool, TableError> {
        let rows = loop {
            let Some(group) = self.metadata.row_groups().get(self.next_group) else {
                return Ok(false);
            };
            match plausible_rows(group, &self.places) {
                None => return Err(TableError::format(&self.path, IMPLAUSIBLE)),
                Some(0) => self.next_group += 1,
                Some(rows) => break rows,
            }
        };
        self.interner.artwork.clear();
        for (column, place) in &self.places {
            let chunk = self.metadata.row_group(self.next_group).column(*place);
            let is_compressed = chunk.compression() == Compression::SNAPPY;
            read_chunk(&mut self.file, chunk, &mut self.group.chunk)
                .map_err(TableError::read(&self.path, "read it"))?;
            self.group
                .take(*column, is_compressed, rows, &mut self.interner, table)
                .map_err(|broken| broken_column(&self.path, *column, &broken))?;
        }
        table.fill(rows);
        if self.columns.has(Column::Arms) {
            let choice = &mut table.choice;
            self.interner.resolve_arms(&choice.title, &mut choice.arms);
        }
        let checked = self.checks.check(table, self.columns, &self.interner);
        checked.map_err(|(row, problem)| {
            TableError::row(&self.path, self.row + row as u64 + 1, problem)
        })?;
        self.next_group += 1;
        self.row += rows as u64;
        Ok(true)
    }
}

impl Iterator for TableReader {
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

const IMPLAUSIBLE: &str = "the file is damaged: a row group does not have the size that it says";

/// How many rows a row group has; `None` if what it says of itself cannot be.
fn plausible_rows(group: &RowGroupMetaData, places: &[(Column, usize)]) -> Option<usize> {
    let is_plausible = places.iter().all(|(column, place)| {
        let chunk = group.column(*place);
        let values = chunk.num_values();
        let is_known = matches!(
            chunk.compression(),
            Compression::SNAPPY | Compression::UNCOMPRESSED
        );
        is_known
            && match column.shape() {
                Shape::Lists => (group.num_rows()..=MOST_LEVELS as i64).contains(&values),
                Shape::Required | Shape::Optional => values == group.num_rows(),
            }
    });
    let rows = Some(group.num_rows()).filter(|rows| is_plausible && *rows <= ROWS);
    usize::try_from(rows?).ok()
}

fn broken_column(path: &Path, column: Column, broken: &Broken) -> TableError {
    let name = column.name();
    let problem = match broken {
        Broken::Bytes => format!("the file is damaged: its column {name} cannot be decoded"),
        Broken::Checksum => {
            format!("the file is damaged: a checksum of its column {name} does not fit")
        }
        Broken::Value(problem) => problem.clone(),
    };
    TableError::format(path, problem)
}

/// Opens `path` and reads what it says of itself.
pub(super) fn open_parquet(path: &Path) -> Result<(File, ParquetMetaData), TableError> {
    let refused = || TableError::read(path, "open it");
    let metadata = fs::metadata(path).map_err(refused())?;
    if !metadata.is_file() {
        return Err(refused()(io::Error::other("it is not a regular file")));
    }
    let mut file = File::open(path).map_err(refused())?;
    let mut start = Vec::with_capacity(4);
    (&mut file)
        .take(4)
        .read_to_end(&mut start)
        .map_err(refused())?;
    if start != MAGIC {
        return Err(TableError::format(path, "it is not a Parquet file"));
    }
    let length = metadata.len();
    let footer = footer_length(&mut file, length).map_err(refused())?;
    if footer.is_none_or(|footer| footer + 12 > length) {
        return Err(TableError::format(
            path,
            "the file is incomplete: its end is missing; remove it, or write it again",
        ));
    }
    let metadata = ParquetMetaDataReader::new()
        .parse_and_finish(&file)
        .map_err(|error| TableError::unread(path, error))?;
    let groups = metadata.row_groups();
    let rows = groups.iter().try_fold(0_i64, |sum, group| {
        let fits = group.columns().iter().all(|chunk| {
            let end = chunk_start(chunk).checked_add(chunk.compressed_size());
            let is_forward = chunk_start(chunk) >= 4 && chunk.compressed_size() >= 0;
            is_forward && end.is_some_and(|end| end.unsigned_abs() <= length - 8)
        });
        sum.checked_add(group.num_rows())
            .filter(|_| fits && group.num_rows() >= 0)
    });
    if rows != Some(metadata.file_metadata().num_rows()) {
        return Err(TableError::format(path, IMPLAUSIBLE));
    }
    Ok((file, metadata))
}

/// Makes `bytes` those of `chunk`, which are within the file.
pub(super) fn read_chunk(
    file: &mut File,
    chunk: &ColumnChunkMetaData,
    bytes: &mut Vec<u8>,
) -> io::Result<()> {
    bytes.resize(usize::try_from(chunk.compressed_size()).unwrap_or(0), 0);
    file.seek(SeekFrom::Start(chunk_start(chunk).unsigned_abs()))?;
    file.read_exact(bytes)
}

fn chunk_start(chunk: &ColumnChunkMetaData) -> i64 {
    let dictionary = chunk.dictionary_page_offset();
    dictionary.unwrap_or_else(|| chunk.data_page_offset())
}

/// How long the footer is that the end of `file` tells of; `None` if there is no such end.
fn footer_length(file: &mut File, length: u64) -> io::Result<Option<u64>> {
    let mut end = [0; 8];
    if length < 12 {
        return Ok(None);
    }
    file.seek(SeekFrom::End(-8))?;
    file.read_exact(&mut end)?;
    file.rewind()?;
    let (size, magic) = end.split_at(4);
    let size = u32::from_le_bytes(size.try_into().unwrap_or_default());
    Ok((magic == MAGIC).then_some(u64::from(size)))
}

fn origin(path: &Path, metadata: &FileMetaData) -> Result<Origin, TableError> {
    let pairs = metadata.key_value_metadata();
    let value = |key: &str| {
        let pair = pairs?.iter().find(|pair| pair.key == key)?;
        pair.value.as_deref()
    };
    let version = |key: &str| value(key).and_then(|value| value.parse::<u32>().ok());
    let Some(found) = version(keys::SCHEMA) else {
        return Err(TableError::format(
            path,
            "it does not say which schema its rows have: keyart did not write it",
        ));
    };
    if found != TABLE_SCHEMA {
        return Err(TableError::Schema {
            file: display(path),
            found,
        });
    }
    Ok(Origin {
        catalog_digest: neutral(value(keys::CATALOG).unwrap_or_default()),
        engine_version: version(keys::ENGINE).unwrap_or(0),
        feature_version: version(keys::FEATURES).unwrap_or(0),
    })
}

/// Which columns of the file are those of `columns`.
fn places(
    path: &Path,
    schema: &SchemaDescriptor,
    columns: Columns,
) -> Result<Vec<(Column, usize)>, TableError> {
    let wanted = Column::ALL
        .into_iter()
        .filter(|column| columns.has(*column));
    let place = |column: Column| {
        let name = column.name();
        let mut all = schema.columns().iter();
        let place = all.position(|it| it.path().parts().first().is_some_and(|part| part == name));
        let Some(place) = place else {
            return Err(TableError::format(path, format!("it has no column {name}")));
        };
        let found = schema.column(place);
        let physical = match column.kind() {
            Kind::Text => Physical::BYTE_ARRAY,
            Kind::Integer => Physical::INT32,
            Kind::Long | Kind::Moment => Physical::INT64,
            Kind::Double | Kind::Doubles => Physical::DOUBLE,
        };
        let (definition, repetition) = match column.shape() {
            Shape::Required => (0, 0),
            Shape::Optional => (1, 0),
            Shape::Lists => (1, 1),
        };
        let is_moment = matches!(
            found.logical_type_ref(),
            Some(LogicalType::Timestamp(it)) if it.unit == TimeUnit::MILLIS
        );
        if found.physical_type() != physical
            || found.max_rep_level() != repetition
            || found.max_def_level() != definition
            || (matches!(column.kind(), Kind::Moment) && !is_moment)
        {
            return Err(TableError::format(
                path,
                format!("its column {name} has another type than keyart writes"),
            ));
        }
        Ok((column, place))
    };
    wanted.map(place).collect()
}

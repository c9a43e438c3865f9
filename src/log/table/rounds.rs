//! What estimators make of a log, row by row: plain columns of numbers in a file.

use std::{ops::Range, path::Path};

use parquet::{file::metadata::KeyValue, schema::types::Type};
use std::sync::Arc;

use super::{
    bytes::{Broken, take_array},
    chunk::ChunkEncoder,
    decode::{ChunkDecoder, Shape},
    error::TableError,
    file::FileWriter,
    reader::{ROWS, open_parquet, read_chunk},
    schema::{Kind, field, keys},
};

/// The version of the files of [`Rounds`].
pub const ROUNDS_SCHEMA: u32 = 1;
const DOUBLES: [&str; 6] = ["reward", "propensity", "target", "q", "v", "uncovered"];
const UNIT: &str = "unit";

/// What an evaluation knows of each impression: columns of the same length.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rounds {
    /// Which rows belong together, such as those of one profile.
    pub unit: Vec<i64>,
    /// The reward.
    pub reward: Vec<f64>,
    /// The probability with which the logging policy showed what was shown.
    pub propensity: Vec<f64>,
    /// The probability with which the evaluated policy would have.
    pub target: Vec<f64>,
    /// The reward that a model expects of what was shown.
    pub q: Vec<f64>,
    /// The reward that it expects under the evaluated policy.
    pub v: Vec<f64>,
    /// How much of the evaluated policy's probability is on arms that could not be logged.
    pub uncovered: Vec<f64>,
}

/// Writes [`Rounds`] to a Parquet file, which comes into being when it is finished.
pub struct RoundsWriter {
    file: FileWriter,
    chunk: ChunkEncoder,
    waiting: Rounds,
    rows: u64,
}

impl Rounds {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.unit.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.unit.is_empty()
    }

    fn doubles(&self) -> [&Vec<f64>; 6] {
        [
            &self.reward,
            &self.propensity,
            &self.target,
            &self.q,
            &self.v,
            &self.uncovered,
        ]
    }

    fn doubles_mut(&mut self) -> [&mut Vec<f64>; 6] {
        [
            &mut self.reward,
            &mut self.propensity,
            &mut self.target,
            &mut self.q,
            &mut self.v,
            &mut self.uncovered,
        ]
    }

    fn append(&mut self, other: &Self, rows: Range<usize>) {
        self.unit.extend_from_slice(&other.unit[rows.clone()]);
        for (own, others) in self.doubles_mut().into_iter().zip(other.doubles()) {
            own.extend_from_slice(&others[rows.clone()]);
        }
    }
}

impl RoundsWriter {
    /// Begins the file `path`, and makes its folder if there is none.
    ///
    /// # Errors
    /// [`TableError::Write`] if the system refuses.
    pub fn create(path: &Path) -> Result<Self, TableError> {
        let fields = std::iter::once(field(UNIT, Kind::Long, false))
            .chain(DOUBLES.map(|name| field(name, Kind::Double, false)))
            .collect::<Result<Vec<_>, _>>();
        let schema = fields.and_then(|fields| {
            Type::group_type_builder("rounds")
                .with_fields(fields)
                .build()
        });
        let schema = schema.map_err(TableError::unwritten(path))?;
        let version = KeyValue::new(keys::ROUNDS.to_owned(), ROUNDS_SCHEMA.to_string());
        Ok(Self {
            file: FileWriter::create(path, Arc::new(schema), vec![version])?,
            chunk: ChunkEncoder::default(),
            waiting: Rounds::default(),
            rows: 0,
        })
    }

    /// Adds all of `rounds`.
    ///
    /// # Errors
    /// [`TableError::Refused`] if its columns do not have the same length,
    /// [`TableError::Write`] if the system refuses.
    pub fn write(&mut self, rounds: &Rounds) -> Result<(), TableError> {
        let length = rounds.len();
        if rounds.doubles().iter().any(|column| column.len() != length) {
            return Err(TableError::Refused {
                file: crate::log::error::display(self.file.path()),
                problem: "its columns do not have the same length".to_owned(),
            });
        }
        self.rows += length as u64;
        let mut start = 0;
        while start < length {
            let room = ROWS as usize - self.waiting.len();
            let end = length.min(start + room);
            self.waiting.append(rounds, start..end);
            start = end;
            if self.waiting.len() == ROWS as usize {
                self.flush()?;
            }
        }
        Ok(())
    }

    /// Ends the file, has it stored and gives it its name. Returns how many rows it has.
    ///
    /// # Errors
    /// [`TableError::Write`] if the system refuses; then there is no file.
    pub fn finish(mut self) -> Result<u64, TableError> {
        if !self.waiting.is_empty() {
            self.flush()?;
        }
        self.file.finish()?;
        Ok(self.rows)
    }

    fn flush(&mut self) -> Result<(), TableError> {
        let rounds = std::mem::take(&mut self.waiting);
        let columns = rounds.doubles();
        self.file
            .row_group(&mut self.chunk, |chunk, index, descriptor| {
                match index.checked_sub(1) {
                    None => chunk.numbers(&rounds.unit),
                    Some(double) => chunk.numbers(columns[double]),
                }
                chunk.finish(descriptor, rounds.len(), None)
            })
    }
}

/// Reads the rounds of `path`, at most 65,536 at a time, and tells `each` of them.
///
/// # Errors
/// If it cannot be read, is not such a file or is damaged; or what `each` answers.
pub fn read_rounds<E: From<TableError>>(
    path: &Path,
    mut each: impl FnMut(&Rounds) -> Result<(), E>,
) -> Result<(), E> {
    let (mut file, metadata) = open_parquet(path)?;
    let about = metadata.file_metadata();
    let pairs = about.key_value_metadata().into_iter().flatten();
    let version = pairs
        .filter(|pair| pair.key == keys::ROUNDS)
        .find_map(|pair| pair.value.clone());
    let names: Vec<&str> = about
        .schema_descr()
        .columns()
        .iter()
        .map(|it| it.name())
        .collect();
    let is_known = names.first() == Some(&UNIT) && names.get(1..) == Some(&DOUBLES[..]);
    if version != Some(ROUNDS_SCHEMA.to_string()) || !is_known {
        return Err(
            TableError::format(path, "it is not a file of rounds that this keyart wrote").into(),
        );
    }
    let mut decoder = ChunkDecoder::default();
    let mut bytes = Vec::new();
    for group in metadata.row_groups() {
        let rows = usize::try_from(group.num_rows().min(ROWS + 1)).unwrap_or(0);
        if rows > ROWS as usize {
            return Err(
                TableError::format(path, "the file is damaged: a row group is too large").into(),
            );
        }
        let mut rounds = Rounds::default();
        for (index, chunk) in group.columns().iter().enumerate() {
            read_chunk(&mut file, chunk, &mut bytes).map_err(TableError::read(path, "read it"))?;
            let is_compressed = chunk.compression() == parquet::basic::Compression::SNAPPY;
            let shape = Shape::Required;
            let broken = |_: Broken| {
                let name = names.get(index).copied().unwrap_or_default();
                let problem = format!("the file is damaged: its column {name} cannot be decoded");
                TableError::format(path, problem)
            };
            match index.checked_sub(1) {
                None => {
                    let take = |bytes: &mut &[u8]| Ok(i64::from_le_bytes(take_array(bytes)?));
                    let cells = decoder.decode(&bytes, is_compressed, shape, rows, take);
                    rounds.unit = cells.map_err(broken)?.values;
                }
                Some(double) => {
                    let take = |bytes: &mut &[u8]| Ok(f64::from_le_bytes(take_array(bytes)?));
                    let cells = decoder.decode(&bytes, is_compressed, shape, rows, take);
                    *rounds.doubles_mut()[double] = cells.map_err(broken)?.values;
                }
            }
        }
        each(&rounds)?;
    }
    Ok(())
}

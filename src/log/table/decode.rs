//! Decodes the columns of one row group, some rows at a time.

use parquet::{
    column::{
        page::{Page, PageMetadata, PageReader},
        reader::{ColumnReader, ColumnReaderImpl, get_column_reader},
    },
    data_type::{ByteArray, DataType},
    errors::ParquetError,
    schema::types::ColumnDescPtr,
};

use super::{
    Column, Response, Table,
    columns::Lists,
    intern::{Interner, Words},
};
use crate::{catalog::Canvas, engine::Device, time::Timestamp};

/// What a column reader gave last; keeps its room.
#[derive(Default)]
pub(super) struct Scratch {
    definitions: Vec<i16>,
    repetitions: Vec<i16>,
    texts: Vec<ByteArray>,
    integers: Vec<i32>,
    longs: Vec<i64>,
    doubles: Vec<f64>,
    lengths: Vec<usize>,
    numbers: Vec<u32>,
}

/// Why rows could not be decoded.
pub(super) enum Broken {
    /// The bytes are not what the format says.
    Bytes(ParquetError),
    /// A row, counted from 0 among those decoded, is wrong.
    Row(usize, String),
}

impl From<ParquetError> for Broken {
    fn from(error: ParquetError) -> Self {
        Self::Bytes(error)
    }
}

/// One column of a row group.
pub(super) struct ColumnDecoder {
    pub(super) column: Column,
    descriptor: ColumnDescPtr,
    reader: ColumnReader,
    words: Words,
}

/// Gives pages on, as long as they do not hold more values than their chunk says.
struct BoundedPages {
    pages: Box<dyn PageReader>,
    left: u64,
}

impl Iterator for BoundedPages {
    type Item = Result<Page, ParquetError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

impl PageReader for BoundedPages {
    fn get_next_page(&mut self) -> Result<Option<Page>, ParquetError> {
        let page = self.pages.get_next_page()?;
        if let Some(page) = &page {
            let left = match page.is_data_page() {
                true => self.left.checked_sub(u64::from(page.num_values())),
                false => {
                    Some(self.left).filter(|_| page.num_values() as usize <= page.buffer().len())
                }
            };
            self.left = left.ok_or_else(|| {
                ParquetError::General("a page has more values than it can have".to_owned())
            })?;
        }
        Ok(page)
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>, ParquetError> {
        self.pages.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<(), ParquetError> {
        self.pages.skip_next_page()
    }
}

impl ColumnDecoder {
    /// The decoder of `column`, whose chunk says that it has `values` values.
    pub(super) fn new(
        column: Column,
        descriptor: ColumnDescPtr,
        pages: Box<dyn PageReader>,
        values: u64,
    ) -> Self {
        let pages = BoundedPages {
            pages,
            left: values,
        };
        Self {
            column,
            reader: get_column_reader(descriptor.clone(), Box::new(pages)),
            descriptor,
            words: Words::default(),
        }
    }

    /// Adds the next `rows` rows to the column of `table`.
    pub(super) fn decode(
        &mut self,
        rows: usize,
        scratch: &mut Scratch,
        interner: &mut Interner,
        table: &mut Table,
    ) -> Result<(), Broken> {
        let definitions = &mut scratch.definitions;
        let repetitions = &mut scratch.repetitions;
        let most = self.descriptor.max_def_level();
        match &mut self.reader {
            ColumnReader::ByteArrayColumnReader(reader) => {
                read(reader, rows, definitions, repetitions, &mut scratch.texts)?;
                let present = self.present(rows, definitions)?;
                self.take_texts(scratch, present.as_deref(), interner, table)
            }
            ColumnReader::Int32ColumnReader(reader) => {
                read(
                    reader,
                    rows,
                    definitions,
                    repetitions,
                    &mut scratch.integers,
                )?;
                self.present(rows, definitions)?;
                take_integers(self.column, &scratch.integers, table)
            }
            ColumnReader::Int64ColumnReader(reader) => {
                read(reader, rows, definitions, repetitions, &mut scratch.longs)?;
                let present = self.present(rows, definitions)?;
                take_longs(self.column, &scratch.longs, present.as_deref(), table)
            }
            ColumnReader::DoubleColumnReader(reader) => {
                read(reader, rows, definitions, repetitions, &mut scratch.doubles)?;
                if self.descriptor.max_rep_level() > 0 {
                    return take_lists(self.column, most, scratch, table);
                }
                let present = self.present(rows, definitions)?;
                take_doubles(self.column, &scratch.doubles, present.as_deref(), table);
                Ok(())
            }
            _ => Err(ParquetError::General("a column has another type".to_owned()).into()),
        }
    }

    /// Which rows have a value, where not all have; an error where all must.
    fn present(&self, rows: usize, definitions: &[i16]) -> Result<Option<Vec<bool>>, Broken> {
        if self.descriptor.max_def_level() == 0 {
            return Ok(None);
        }
        let most = self.descriptor.max_def_level();
        let present: Vec<bool> = definitions.iter().map(|level| *level == most).collect();
        match present.iter().position(|present| !present) {
            None => Ok(None),
            Some(row) if !self.column.is_optional() => Err(Broken::Row(
                row,
                format!("it has no {}", self.column.name()),
            )),
            Some(_) if present.len() == rows => Ok(Some(present)),
            Some(_) => Err(ParquetError::General("levels are missing".to_owned()).into()),
        }
    }

    /// Adds `scratch.texts` to the column of `table`.
    fn take_texts(
        &mut self,
        scratch: &mut Scratch,
        present: Option<&[bool]>,
        interner: &mut Interner,
        table: &mut Table,
    ) -> Result<(), Broken> {
        let column = self.column;
        let numbers = &mut scratch.numbers;
        numbers.clear();
        for (row, text) in scratch.texts.iter().enumerate() {
            let number = self
                .words
                .number(text, |word| interner.number(column, word));
            numbers.push(number.map_err(|problem| Broken::Row(row, problem))?);
        }
        let places = numbers.iter().map(|number| *number as usize);
        let out = match column {
            Column::Device => {
                table
                    .context
                    .device
                    .extend(places.map(|place| Device::ALL[place]));
                return Ok(());
            }
            Column::Canvas => {
                table
                    .context
                    .canvas
                    .extend(places.map(|place| Canvas::ALL[place]));
                return Ok(());
            }
            Column::Outcome => {
                let responses: Vec<Response> = places.map(|place| Response::ALL[place]).collect();
                let out = &mut table.followed.response;
                spread(&responses, present, Response::Pending, out);
                return Ok(());
            }
            Column::Cell => &mut table.who.cell,
            Column::Profile => &mut table.who.profile,
            Column::Policy => &mut table.choice.policy,
            Column::Title => &mut table.choice.title,
            Column::Arms => &mut table.choice.arms,
            _ => &mut interner.artwork,
        };
        out.extend_from_slice(numbers);
        Ok(())
    }
}

/// Reads `rows` rows into `values`, with their levels.
fn read<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    rows: usize,
    definitions: &mut Vec<i16>,
    repetitions: &mut Vec<i16>,
    values: &mut Vec<T::T>,
) -> Result<(), ParquetError> {
    definitions.clear();
    repetitions.clear();
    values.clear();
    let (records, _, _) =
        reader.read_records(rows, Some(definitions), Some(repetitions), values)?;
    if records != rows {
        return Err(ParquetError::General("a column ends early".to_owned()));
    }
    Ok(())
}

fn take_integers(column: Column, integers: &[i32], table: &mut Table) -> Result<(), Broken> {
    let context = &mut table.context;
    match column {
        Column::Hour => narrow(column, integers, &mut context.hour),
        Column::Weekday => narrow(column, integers, &mut context.weekday),
        Column::SlotRow => narrow(column, integers, &mut context.row),
        Column::SlotColumn => narrow(column, integers, &mut context.column),
        _ => narrow(column, integers, &mut table.choice.chosen),
    }
}

fn take_longs(
    column: Column,
    longs: &[i64],
    present: Option<&[bool]>,
    table: &mut Table,
) -> Result<(), Broken> {
    match column {
        Column::Session => narrow(column, longs, &mut table.who.session),
        Column::Visit => narrow(column, longs, &mut table.who.visit),
        Column::ModelVersion => narrow(column, longs, &mut table.choice.model_version),
        Column::At => {
            table
                .context
                .at
                .extend(longs.iter().copied().map(Timestamp));
            Ok(())
        }
        _ => {
            spread(longs, present, 0, &mut table.followed.after);
            Ok(())
        }
    }
}

fn take_doubles(column: Column, doubles: &[f64], present: Option<&[bool]>, table: &mut Table) {
    let followed = &mut table.followed;
    match column {
        Column::Propensity => table.choice.propensity.extend_from_slice(doubles),
        Column::Fraction => spread(doubles, present, 0.0, &mut followed.fraction),
        Column::Reward => spread(doubles, present, 0.0, &mut followed.reward),
        _ => spread(doubles, present, 0.0, &mut followed.weight),
    }
}

/// Adds the lists whose numbers and levels are in `scratch`; a number has the definition `most`.
fn take_lists(
    column: Column,
    most: i16,
    scratch: &mut Scratch,
    table: &mut Table,
) -> Result<(), Broken> {
    let lengths = &mut scratch.lengths;
    lengths.clear();
    for (repetition, definition) in scratch.repetitions.iter().zip(&scratch.definitions) {
        if *repetition == 0 {
            lengths.push(0);
        } else if *definition != most {
            let row = lengths.len().saturating_sub(1);
            return Err(Broken::Row(
                row,
                format!("its {} have a gap", column.name()),
            ));
        }
        if let Some(length) = lengths.last_mut() {
            *length += usize::from(*definition == most);
        }
    }
    let lists: &mut Lists = match column {
        Column::Probabilities => &mut table.choice.probabilities,
        _ => &mut table.choice.features,
    };
    lists.extend(&scratch.doubles, lengths.iter().copied());
    Ok(())
}

/// Adds `values` to `out` where `present` says that there is one, and `nothing` elsewhere.
fn spread<T: Copy>(values: &[T], present: Option<&[bool]>, nothing: T, out: &mut Vec<T>) {
    let Some(present) = present else {
        return out.extend_from_slice(values);
    };
    let mut values = values.iter().copied();
    out.extend(present.iter().map(|present| match present {
        true => values.next().unwrap_or(nothing),
        false => nothing,
    }));
}

/// Adds `numbers` to `out`, whose type has less room.
fn narrow<N: Copy + std::fmt::Display, T: TryFrom<N>>(
    column: Column,
    numbers: &[N],
    out: &mut Vec<T>,
) -> Result<(), Broken> {
    out.reserve(numbers.len());
    for (row, number) in numbers.iter().enumerate() {
        let narrow = T::try_from(*number).map_err(|_| {
            Broken::Row(
                row,
                format!("its {} is {number}, which cannot be", column.name()),
            )
        })?;
        out.push(narrow);
    }
    Ok(())
}

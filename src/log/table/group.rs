//! Reads the columns of a row group into a table.

use super::{
    Column, Response, Table,
    bytes::{Broken, Value, take_array, take_sized},
    decode::{Cells, ChunkDecoder, Shape},
    intern::Interner,
    schema::Kind,
};
use crate::{catalog::Canvas, engine::Device, time::Timestamp};

/// Reads columns of one row group.
#[derive(Default)]
pub(super) struct GroupReader {
    decoder: ChunkDecoder,
    /// The chunk being read, as stored.
    pub(super) chunk: Vec<u8>,
}

impl Column {
    pub(super) fn shape(self) -> Shape {
        match (self.kind(), self.is_optional()) {
            (Kind::Doubles, _) => Shape::Lists,
            (_, true) => Shape::Optional,
            (_, false) => Shape::Required,
        }
    }
}

impl GroupReader {
    /// Makes the column of `table` what the chunk holds, for `rows` rows.
    pub(super) fn take(
        &mut self,
        column: Column,
        is_compressed: bool,
        rows: usize,
        interner: &mut Interner,
        table: &mut Table,
    ) -> Result<(), Broken> {
        let shape = column.shape();
        let decoder = &mut self.decoder;
        let chunk = &self.chunk[..];
        match column.kind() {
            Kind::Text => {
                let cells = decoder.decode(chunk, is_compressed, shape, rows, |bytes| {
                    let word = std::str::from_utf8(take_sized(bytes)?);
                    let word = word.map_err(|_| Broken::Value("a text is not UTF-8".to_owned()))?;
                    interner.number(column, word).map_err(Broken::Value)
                })?;
                take_texts(column, cells, interner, table);
                Ok(())
            }
            Kind::Integer => {
                let take = |bytes: &mut &[u8]| Ok(i32::from_le_bytes(take_array(bytes)?));
                let cells = decoder.decode(chunk, is_compressed, shape, rows, take)?;
                take_integers(column, &cells.values, table)
            }
            Kind::Long | Kind::Moment => {
                let take = |bytes: &mut &[u8]| Ok(i64::from_le_bytes(take_array(bytes)?));
                let cells = decoder.decode(chunk, is_compressed, shape, rows, take)?;
                take_longs(column, &cells, table)
            }
            Kind::Double | Kind::Doubles => {
                let take = |bytes: &mut &[u8]| Ok(f64::from_le_bytes(take_array(bytes)?));
                let cells = decoder.decode(chunk, is_compressed, shape, rows, take)?;
                take_doubles(column, cells, table);
                Ok(())
            }
        }
    }
}

fn take_texts(column: Column, cells: Cells<u32>, interner: &mut Interner, table: &mut Table) {
    let context = &mut table.context;
    let places = cells.values.iter().map(|number| *number as usize);
    match column {
        Column::Device => context.device = places.map(|place| Device::ALL[place]).collect(),
        Column::Canvas => context.canvas = places.map(|place| Canvas::ALL[place]).collect(),
        Column::Outcome => {
            let responses: Vec<Response> = places.map(|place| Response::ALL[place]).collect();
            table.followed.response = spread(&responses, &cells.present, Response::Pending);
        }
        Column::Cell => table.who.cell = cells.values,
        Column::Profile => table.who.profile = cells.values,
        Column::Policy => table.choice.policy = cells.values,
        Column::Title => table.choice.title = cells.values,
        Column::Arms => table.choice.arms = cells.values,
        _ => interner.artwork = cells.values,
    }
}

fn take_integers(column: Column, integers: &[i32], table: &mut Table) -> Result<(), Broken> {
    let context = &mut table.context;
    match column {
        Column::Hour => context.hour = narrow(column, integers)?,
        Column::Weekday => context.weekday = narrow(column, integers)?,
        Column::SlotRow => context.row = narrow(column, integers)?,
        Column::SlotColumn => context.column = narrow(column, integers)?,
        _ => table.choice.chosen = narrow(column, integers)?,
    }
    Ok(())
}

fn take_longs(column: Column, cells: &Cells<i64>, table: &mut Table) -> Result<(), Broken> {
    let longs = &cells.values;
    match column {
        Column::Session => table.who.session = narrow(column, longs)?,
        Column::Visit => table.who.visit = narrow(column, longs)?,
        Column::ModelVersion => table.choice.model_version = narrow(column, longs)?,
        Column::At => table.context.at = longs.iter().copied().map(Timestamp).collect(),
        _ => table.followed.after = spread(longs, &cells.present, 0),
    }
    Ok(())
}

fn take_doubles(column: Column, cells: Cells<f64>, table: &mut Table) {
    let followed = &mut table.followed;
    match column {
        Column::Propensity => table.choice.propensity = cells.values,
        Column::Probabilities => table.choice.probabilities.set(cells.values, &cells.lengths),
        Column::Features => table.choice.features.set(cells.values, &cells.lengths),
        Column::Fraction => followed.fraction = spread(&cells.values, &cells.present, 0.0),
        Column::Reward => followed.reward = spread(&cells.values, &cells.present, 0.0),
        _ => followed.weight = spread(&cells.values, &cells.present, 0.0),
    }
}

/// The values in the rows where `present` says that there is one, and `nothing` in the others.
fn spread<T: Copy>(values: &[T], present: &[bool], nothing: T) -> Vec<T> {
    let mut values = values.iter().copied();
    let mut value = |present: &bool| match present {
        true => values.next().unwrap_or(nothing),
        false => nothing,
    };
    present.iter().map(&mut value).collect()
}

/// The numbers in a type that has less room.
fn narrow<N: Value + std::fmt::Display, T: TryFrom<N>>(
    column: Column,
    numbers: &[N],
) -> Result<Vec<T>, Broken> {
    let narrow = |number: &N| {
        T::try_from(*number)
            .map_err(|_| Broken::Value(format!("a {} is {number}, which cannot be", column.name())))
    };
    numbers.iter().map(narrow).collect()
}

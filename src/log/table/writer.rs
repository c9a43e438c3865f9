//! Writes tables to a file.

use std::{ops::Range, path::Path};

use parquet::file::{metadata::KeyValue, statistics::Statistics};

use super::{
    Column, Lists, Names, Origin, Response, TABLE_SCHEMA, Table,
    chunk::ChunkEncoder,
    error::TableError,
    file::FileWriter,
    schema::{keys, schema},
};
use crate::log::error::display;

/// Rows of a row group.
const ROWS: usize = 1 << 16;
/// Probabilities and features of a row group, 32 MB: it has fewer rows if they would be more.
const NUMBERS: usize = 1 << 22;

/// Writes rows to one Parquet file. It comes into being when it is finished; until then it has a
/// temporary name, and what is dropped before leaves nothing.
pub struct TableWriter {
    file: FileWriter,
    encoder: Encoder,
    waiting: Table,
    rows: u64,
}

#[derive(Default)]
struct Encoder {
    chunk: ChunkEncoder,
    longs: Vec<i64>,
    integers: Vec<i32>,
    /// Where the names of an action set begin, among those of all.
    artwork: Vec<u32>,
}

const DEVICES: [&str; 4] = ["tv", "desktop", "tablet", "phone"];
const CANVASES: [&str; 3] = ["tile", "billboard", "detail"];
const OUTCOMES: [&str; 4] = ["played", "opened", "skipped", "expired"];

impl TableWriter {
    /// Begins the file `path`, and makes its folder if there is none.
    ///
    /// # Errors
    /// [`TableError::Write`] if the system refuses.
    pub fn create(path: &Path, origin: &Origin) -> Result<Self, TableError> {
        let schema = schema().map_err(TableError::unwritten(path))?;
        let pairs = [
            (keys::SCHEMA, TABLE_SCHEMA.to_string()),
            (keys::CATALOG, origin.catalog_digest.clone()),
            (keys::ENGINE, origin.engine_version.to_string()),
            (keys::FEATURES, origin.feature_version.to_string()),
        ];
        let metadata = pairs.map(|(key, value)| KeyValue::new(key.to_owned(), value));
        Ok(Self {
            file: FileWriter::create(path, schema, metadata.to_vec())?,
            encoder: Encoder::default(),
            waiting: Table::default(),
            rows: 0,
        })
    }

    /// Adds all rows of `table`.
    ///
    /// # Errors
    /// [`TableError::Refused`] if a row has a number without a name, a chosen arm that there is
    /// not, or a session above 2^63; [`TableError::Write`] if the system refuses.
    pub fn write(&mut self, table: &Table) -> Result<(), TableError> {
        check(table).map_err(|problem| TableError::Refused {
            file: display(self.file.path()),
            problem: problem.to_owned(),
        })?;
        self.rows += table.len() as u64;
        let mut rest = 0..table.len();
        if !self.waiting.is_empty() {
            if !self.waiting.shares_names(table) {
                self.flush()?;
            } else {
                let room = ROWS.saturating_sub(self.waiting.len()).min(table.len());
                self.waiting.append_rows(table, 0..room);
                rest.start = room;
                self.flush_full()?;
            }
        }
        // What waits comes before the rest.
        if !rest.is_empty() {
            self.flush()?;
        }
        while let Some(group) = next_group(table, &rest) {
            rest.start = group.end;
            self.encoder.write(table, group, &mut self.file)?;
        }
        if !rest.is_empty() {
            if !self.waiting.shares_names(table) {
                self.waiting.set_names(table.names().clone());
            }
            self.waiting.append_rows(table, rest);
        }
        Ok(())
    }

    /// Ends the file, has it stored and gives it its name. Returns how many rows it has.
    ///
    /// # Errors
    /// [`TableError::Write`] if the system refuses; then there is no file.
    pub fn finish(mut self) -> Result<u64, TableError> {
        self.flush()?;
        self.file.finish()?;
        Ok(self.rows)
    }

    /// Writes the row groups that are full among what waits.
    fn flush_full(&mut self) -> Result<(), TableError> {
        let mut rest = 0..self.waiting.len();
        while let Some(group) = next_group(&self.waiting, &rest) {
            rest.start = group.end;
            self.encoder.write(&self.waiting, group, &mut self.file)?;
        }
        if rest.start > 0 {
            let waiting = std::mem::take(&mut self.waiting);
            self.waiting.set_names(waiting.names().clone());
            self.waiting.append_rows(&waiting, rest);
        }
        Ok(())
    }

    /// Writes what waits.
    fn flush(&mut self) -> Result<(), TableError> {
        self.flush_full()?;
        let all = 0..self.waiting.len();
        if !all.is_empty() {
            self.encoder.write(&self.waiting, all, &mut self.file)?;
            self.waiting.clear();
        }
        Ok(())
    }
}

/// The rows at the start of `rest` that fill a row group; `None` if they are too few.
fn next_group(table: &Table, rest: &Range<usize>) -> Option<Range<usize>> {
    let choice = &table.choice;
    let most = rest.len().min(ROWS);
    let all = rest.start..rest.start + most;
    let numbers = |rows: Range<usize>| {
        choice.features.values(rows.clone()).len() + choice.probabilities.values(rows).len()
    };
    if numbers(all.clone()) < NUMBERS {
        return (most == ROWS).then_some(all);
    }
    let mut count = 0;
    let fitting = all.take_while(|row| {
        count += numbers(*row..*row + 1);
        count <= NUMBERS
    });
    Some(rest.start..rest.start + fitting.count().max(1))
}

/// Whether every number of `table` has a name.
fn check(table: &Table) -> Result<(), &'static str> {
    let names: &Names = table.names();
    let below =
        |numbers: &[u32], names: usize| numbers.iter().all(|number| (*number as usize) < names);
    let (who, choice) = (&table.who, &table.choice);
    if !below(&who.cell, names.cells.len()) {
        return Err("a cell has no name");
    }
    if !below(&who.profile, names.profiles.len()) {
        return Err("a profile has no name");
    }
    if !below(&choice.policy, names.policies.len()) {
        return Err("a policy has no name");
    }
    if !below(&choice.title, names.titles.len()) {
        return Err("a title has no name");
    }
    if !below(&choice.arms, names.action_sets.len()) {
        return Err("an action set is not known");
    }
    let sizes: Vec<u32> = names
        .action_sets
        .iter()
        .map(|set| set.artwork.len() as u32)
        .collect();
    let mut chosen = choice.arms.iter().zip(&choice.chosen);
    if !chosen.all(|(arms, chosen)| *chosen < sizes[*arms as usize]) {
        return Err("an arm is said to be chosen that there is not");
    }
    let sizes = |lists: &Lists| lists.lengths(0..table.len()).max().unwrap_or(0);
    if sizes(&choice.probabilities) + sizes(&choice.features) > NUMBERS {
        return Err("it has more than four million numbers");
    }
    let is_long = |numbers: &[u64]| numbers.iter().any(|number| *number > i64::MAX as u64);
    if is_long(&who.session) || is_long(&choice.model_version) {
        return Err("a session or model version is above 2^63");
    }
    Ok(())
}

impl Encoder {
    fn write(
        &mut self,
        table: &Table,
        rows: Range<usize>,
        file: &mut FileWriter,
    ) -> Result<(), TableError> {
        let mut chunk = std::mem::take(&mut self.chunk);
        let result = file.row_group(&mut chunk, |chunk, index, descriptor| {
            let column = Column::ALL[index];
            let statistics = self.encode(column, table, rows.clone(), chunk);
            chunk.finish(descriptor, rows.len(), statistics)
        });
        self.chunk = chunk;
        result
    }

    /// Encodes `rows` of `column`; returns what its metadata is to say of them.
    fn encode(
        &mut self,
        column: Column,
        table: &Table,
        rows: Range<usize>,
        chunk: &mut ChunkEncoder,
    ) -> Option<Statistics> {
        match column {
            Column::Cell | Column::Profile | Column::Policy | Column::Title => {
                encode_names(column, table, rows, chunk);
            }
            Column::Arms | Column::Artwork => self.encode_artwork(column, table, rows, chunk),
            Column::At => return self.encode_moments(table, rows, chunk),
            Column::Session | Column::Visit | Column::ModelVersion => {
                self.encode_longs(column, table, rows, chunk);
            }
            Column::Hour
            | Column::Weekday
            | Column::SlotRow
            | Column::SlotColumn
            | Column::Chosen => self.encode_integers(column, table, rows, chunk),
            Column::Device => {
                chunk.required_words(&table.context.device[rows], &DEVICES, |it| it as u32);
            }
            Column::Canvas => {
                chunk.required_words(&table.context.canvas[rows], &CANVASES, |it| it as u32);
            }
            Column::Propensity => chunk.numbers(&table.choice.propensity[rows]),
            Column::Probabilities => {
                let lists = &table.choice.probabilities;
                chunk.lists(lists.lengths(rows.clone()), lists.values(rows));
            }
            Column::Features => {
                let lists = &table.choice.features;
                chunk.lists(lists.lengths(rows.clone()), lists.values(rows));
            }
            Column::Outcome
            | Column::Fraction
            | Column::After
            | Column::Reward
            | Column::Weight => encode_followed(column, table, rows, chunk),
        }
        None
    }

    fn encode_moments(
        &mut self,
        table: &Table,
        rows: Range<usize>,
        chunk: &mut ChunkEncoder,
    ) -> Option<Statistics> {
        self.longs.clear();
        self.longs
            .extend(table.context.at[rows].iter().map(|at| at.0));
        chunk.rising(&self.longs);
        let first = self.longs.iter().copied().min()?;
        let last = self.longs.iter().copied().max()?;
        Some(Statistics::int64(
            Some(first),
            Some(last),
            None,
            Some(0),
            false,
        ))
    }

    fn encode_longs(
        &mut self,
        column: Column,
        table: &Table,
        rows: Range<usize>,
        chunk: &mut ChunkEncoder,
    ) {
        let longs = &mut self.longs;
        longs.clear();
        let signed = |number: &u64| number.cast_signed();
        match column {
            Column::Session => longs.extend(table.who.session[rows].iter().map(signed)),
            Column::Visit => longs.extend(table.who.visit[rows].iter().map(|it| i64::from(*it))),
            _ => longs.extend(table.choice.model_version[rows].iter().map(signed)),
        }
        chunk.numbers(longs);
    }

    fn encode_integers(
        &mut self,
        column: Column,
        table: &Table,
        rows: Range<usize>,
        chunk: &mut ChunkEncoder,
    ) {
        let integers = &mut self.integers;
        integers.clear();
        let context = &table.context;
        let byte = |number: &u8| i32::from(*number);
        let short = |number: &u16| i32::from(*number);
        match column {
            Column::Hour => integers.extend(context.hour[rows].iter().map(byte)),
            Column::Weekday => integers.extend(context.weekday[rows].iter().map(byte)),
            Column::SlotRow => integers.extend(context.row[rows].iter().map(short)),
            Column::SlotColumn => integers.extend(context.column[rows].iter().map(short)),
            _ => integers.extend(table.choice.chosen[rows].iter().map(|it| *it as i32)),
        }
        chunk.numbers(integers);
    }

    fn encode_artwork(
        &mut self,
        column: Column,
        table: &Table,
        rows: Range<usize>,
        chunk: &mut ChunkEncoder,
    ) {
        let names = table.names();
        let sets = &names.action_sets;
        let arms = &table.choice.arms[rows.clone()];
        if matches!(column, Column::Arms) {
            let joined = |number| sets.get(number).map_or("", |set| &*set.joined);
            return chunk.names(arms.iter().copied(), sets.len(), joined);
        }
        self.artwork.clear();
        self.artwork.extend(
            arms.iter()
                .zip(&table.choice.chosen[rows])
                .map(|(arms, chosen)| {
                    let set = sets.get(*arms);
                    set.and_then(|set| set.artwork.get(*chosen as usize).copied())
                        .unwrap_or(0)
                }),
        );
        let shown = self.artwork.iter().copied();
        chunk.names(shown, names.artwork.len(), |number| {
            names.artwork.name(number)
        });
    }
}

fn encode_names(column: Column, table: &Table, rows: Range<usize>, chunk: &mut ChunkEncoder) {
    let names = table.names();
    let (list, numbers) = match column {
        Column::Cell => (&names.cells, &table.who.cell),
        Column::Profile => (&names.profiles, &table.who.profile),
        Column::Policy => (&names.policies, &table.choice.policy),
        _ => (&names.titles, &table.choice.title),
    };
    let numbers = numbers[rows].iter().copied();
    chunk.names(numbers, list.len(), |number| list.name(number));
}

fn encode_followed(column: Column, table: &Table, rows: Range<usize>, chunk: &mut ChunkEncoder) {
    let followed = &table.followed;
    let responses = &followed.response[rows.clone()];
    let known = responses.iter().map(|it| !matches!(it, Response::Pending));
    match column {
        Column::Outcome => {
            chunk.optional_words(responses, &OUTCOMES, |it| (it as u32).checked_sub(1));
        }
        Column::Fraction => {
            let played = responses.iter().map(|it| matches!(it, Response::Played));
            chunk.optional(&followed.fraction[rows], &played);
        }
        Column::After => chunk.optional(&followed.after[rows], &known),
        Column::Reward => chunk.optional(&followed.reward[rows], &known),
        _ => chunk.optional(&followed.weight[rows], &known),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{catalog::Canvas, engine::Device};

    #[test]
    fn words_stand_in_the_order_of_their_numbers() {
        assert_eq!(
            DEVICES,
            [0, 1, 2, 3].map(|it: usize| Device::ALL[it].as_str())
        );
        assert_eq!(
            CANVASES,
            [0, 1, 2].map(|it: usize| Canvas::ALL[it].as_str())
        );
        assert!(
            Device::ALL
                .iter()
                .enumerate()
                .all(|(index, it)| *it as usize == index)
        );
        assert!(
            Canvas::ALL
                .iter()
                .enumerate()
                .all(|(index, it)| *it as usize == index)
        );
        for (index, word) in OUTCOMES.into_iter().enumerate() {
            assert_eq!(Response::ALL[index + 1].word(), Some(word));
            assert_eq!(Response::ALL[index + 1] as usize, index + 1);
        }
    }
}

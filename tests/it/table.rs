//! Tables in Parquet files: what comes back, what is refused, what a damaged file does.

mod damage;
mod export;
pub(crate) mod rows;

use std::fs;

use keyart::log::table::{
    Choice, Column, Columns, Followed, Names, Origin, Row, Table, TableError, TableReader,
    TableWriter,
};
use proptest::prelude::*;
use std::{path::Path, sync::Arc};

pub(crate) use rows::{PlainRow, names, origin, random_rows, table_of};

/// Writes `tables` to `path`.
pub(crate) fn write(path: &Path, tables: &[Table]) -> Result<u64, TableError> {
    let mut writer = TableWriter::create(path, &origin())?;
    for table in tables {
        writer.write(table)?;
    }
    writer.finish()
}

/// All rows of `path`, with names instead of numbers.
pub(crate) fn read(path: &Path, columns: Columns) -> Result<Vec<PlainRow>, TableError> {
    let mut rows = Vec::new();
    for table in TableReader::open(path, columns)? {
        let table = table?;
        rows.extend(table.rows().map(|row| PlainRow::of(&row, table.names())));
    }
    Ok(rows)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rows_come_back_bit_for_bit(
        seed in any::<u64>(),
        counts in prop::collection::vec(0_usize..300, 0..4),
        features in 0_usize..4,
        is_repeating in any::<bool>(),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("part-00000.parquet");
        let names = names();
        let total = counts.iter().sum();
        let all = random_rows(&mut rows::Random(seed), total, features, is_repeating);
        let mut start = 0;
        let mut tables = Vec::new();
        for count in counts {
            tables.push(table_of(&all[start..start + count], &names));
            start += count;
        }
        prop_assert_eq!(write(&path, &tables).unwrap(), all.len() as u64);
        prop_assert_eq!(read(&path, Columns::ALL).unwrap(), all);
    }
}

#[test]
fn more_rows_than_a_row_group_come_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/in/part-00000.parquet");
    let names = names();
    let mut random = rows::Random(7);
    let rows = random_rows(&mut random, 150_000, 0, true);
    // Once smaller than a row group and once larger.
    let tables = [
        table_of(&rows[..40_000], &names),
        table_of(&rows[40_000..], &names),
    ];
    assert_eq!(write(&path, &tables).unwrap(), 150_000);
    let reader = TableReader::open(&path, Columns::ALL).unwrap();
    assert_eq!(reader.rows(), 150_000);
    assert_eq!(*reader.origin(), origin());
    let sizes: Vec<usize> = reader.map(|table| table.unwrap().len()).collect();
    assert!(sizes.iter().all(|size| *size <= 65_536), "{sizes:?}");
    assert!(read(&path, Columns::ALL).unwrap() == rows);
}

#[test]
fn only_the_columns_asked_for_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("part.parquet");
    let rows = random_rows(&mut rows::Random(3), 100, 2, false);
    write(&path, &[table_of(&rows, &names())]).unwrap();
    let columns = Columns::of(&[Column::Propensity, Column::Reward, Column::Outcome]);
    let tables: Vec<Table> = TableReader::open(&path, columns)
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert_eq!(tables.len(), 1);
    let table = &tables[0];
    assert_eq!(table.len(), rows.len());
    for (index, row) in rows.iter().enumerate() {
        let read = table.row(index);
        assert_eq!(
            table.choice().propensity[index].to_bits(),
            row.propensity().to_bits()
        );
        assert_eq!(
            read.followed.map(|it| it.reward),
            row.followed.map(|it| it.reward)
        );
        assert!(read.choice.features.is_empty() && read.choice.probabilities.is_empty());
        assert_eq!(read.followed.map(|it| it.after), row.followed.map(|_| 0));
    }
}

#[test]
fn without_rows_there_is_still_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("part.parquet");
    assert_eq!(write(&path, &[]).unwrap(), 0);
    assert_eq!(read(&path, Columns::ALL).unwrap(), []);
}

#[test]
fn a_file_is_not_there_before_it_is_complete() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("part.parquet");
    let rows = random_rows(&mut rows::Random(1), 70_000, 0, true);
    let table = table_of(&rows, &names());
    let mut writer = TableWriter::create(&path, &origin()).unwrap();
    writer.write(&table).unwrap();
    assert!(!path.exists());
    drop(writer);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_row_without_names_is_refused_and_the_others_stay() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("part.parquet");
    let names = names();
    let rows = random_rows(&mut rows::Random(1), 10, 0, true);
    let good = table_of(&rows, &names);
    let mut bad = good.clone();
    let row = good.row(0);
    let choice = Choice {
        chosen: 99,
        ..row.choice
    };
    bad.push(&Row { choice, ..row });
    let mut writer = TableWriter::create(&path, &origin()).unwrap();
    writer.write(&good).unwrap();
    let error = writer.write(&bad).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("an arm is said to be chosen that there is not"),
        "{error}"
    );
    assert_eq!(writer.finish().unwrap(), 10);
    assert_eq!(read(&path, Columns::ALL).unwrap(), rows);
}

/// Writes `row` alone, changed by `change`, and tells why it is not read.
fn refusal(change: impl FnOnce(&mut PlainRow)) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("part.parquet");
    let names = names();
    let mut rows = random_rows(&mut rows::Random(5), 4, 2, true);
    change(&mut rows[2]);
    write(&path, &[table_of(&rows, &names)]).unwrap();
    let message = read(&path, Columns::ALL).unwrap_err().to_string();
    let place = format!("{}, row 3: ", path.display());
    message.strip_prefix(&place).unwrap_or(&message).to_owned()
}

#[test]
fn rows_that_cannot_be_are_refused_with_their_place() {
    let played = |change: fn(&mut Followed)| {
        move |row: &mut PlainRow| {
            let mut followed = Followed {
                outcome: keyart::log::Outcome::Played { fraction: 0.5 },
                after: 3,
                reward: 1.0,
                weight: 1.0,
            };
            change(&mut followed);
            row.followed = Some(followed);
        }
    };
    let refusals = [
        (
            refusal(|row| row.probabilities = vec![0.0, 1.0, 0.0]),
            "the propensity is 0",
        ),
        (
            refusal(|row| row.probabilities = vec![2.0, -1.0, 0.0]),
            "the propensity is 2",
        ),
        (
            refusal(|row| row.probabilities = vec![f64::NAN, 0.5, 0.5]),
            "the propensity is NaN",
        ),
        (
            refusal(|row| row.probabilities = vec![0.5, 0.5, 0.5]),
            "sum to 1.5",
        ),
        (
            refusal(|row| row.probabilities = vec![0.5, 0.5]),
            "it has 3 arms, but 2 probabilities",
        ),
        (
            refusal(|row| row.features = vec![f64::INFINITY]),
            "a feature is inf",
        ),
        (refusal(|row| row.moment.hour = 24), "hour 24 of weekday"),
        (
            refusal(|row| row.at = row.at.plus(-86_400_000)),
            "the clock goes backwards",
        ),
        (refusal(played(|it| it.reward = 1.5)), "the reward is 1.5"),
        (
            refusal(played(|it| it.weight = f64::NAN)),
            "the weight is NaN",
        ),
        (
            refusal(played(|it| {
                it.outcome = keyart::log::Outcome::Played { fraction: -0.1 }
            })),
            "the fraction played is -0.1",
        ),
    ];
    for (message, expected) in refusals {
        assert!(
            message.contains(expected),
            "{message} does not contain {expected}"
        );
    }
}

#[test]
fn numbers_of_names_stay_the_same_from_file_to_file() {
    let folder = tempfile::tempdir().unwrap();
    let names = names();
    let rows = random_rows(&mut rows::Random(11), 50, 0, true);
    let paths = [
        folder.path().join("a.parquet"),
        folder.path().join("b.parquet"),
    ];
    write(&paths[0], &[table_of(&rows[..25], &names)]).unwrap();
    write(&paths[1], &[table_of(&rows[25..], &names)]).unwrap();
    let mut known: Arc<Names> = Arc::default();
    let mut read = Vec::new();
    let mut tables = Vec::new();
    for path in &paths {
        for table in TableReader::with_names(path, Columns::ALL, known.clone()).unwrap() {
            tables.push(table.unwrap());
        }
        known = tables.last().unwrap().names().clone();
    }
    for table in &tables {
        // The names of the last table hold those of all before.
        read.extend(table.rows().map(|row| PlainRow::of(&row, &known)));
    }
    assert_eq!(read, rows);
}

#[test]
fn the_origin_tells_where_rows_come_from() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("part.parquet");
    let origin = Origin {
        catalog_digest: "0a1b2c3d".to_owned(),
        engine_version: 3,
        feature_version: 5,
    };
    TableWriter::create(&path, &origin)
        .unwrap()
        .finish()
        .unwrap();
    assert_eq!(
        *TableReader::open(&path, Columns::ALL).unwrap().origin(),
        origin
    );
}

//! The SQL of `sql/` in engines that outgrow one machine: the same numbers as a plain computation
//! here. What is not installed is skipped, and said so.

use std::{
    collections::BTreeMap,
    env,
    ffi::OsString,
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::Command,
};

use keyart::log::{
    Outcome,
    statistics::Share,
    table::{Columns, Rounds, RoundsWriter, TableError, TableFolder, part_path, read_rounds},
};
use serde_json::Value;

use crate::table::{PlainRow, names, random_rows, rows::Random, table_of, write};

/// The interpreter of Python that has the engines.
fn python() -> OsString {
    env::var_os("KEYART_PYTHON").unwrap_or_else(|| "python3".into())
}

fn has_module(name: &str) -> bool {
    let import = Command::new(python())
        .args(["-c", &format!("import {name}")])
        .output();
    import.is_ok_and(|output| output.status.success())
}

fn has_java() -> bool {
    let version = Command::new("java").arg("-version").output();
    version.is_ok_and(|output| output.status.success())
}

fn skipped(what: &str, why: &str) {
    // Past the capture of the test's output, so that it is seen.
    let mut out = std::io::stdout().lock();
    writeln!(out, "skipped: the SQL was not run in {what}: {why}").unwrap();
}

/// A folder of tables and a file of rounds, with what is in them.
struct Data {
    folder: tempfile::TempDir,
    rows: Vec<PlainRow>,
    rounds: Rounds,
}

fn data() -> Data {
    let folder = tempfile::tempdir().unwrap();
    let mut random = Random(42);
    let mut rows = random_rows(&mut random, 3_000, 1, false);
    let mut parts: BTreeMap<PathBuf, Vec<PlainRow>> = BTreeMap::new();
    for row in &mut rows {
        row.profile = format!("member-{}", random.below(40));
        row.at = row.at.plus((random.below(3) * 86_400_000) as i64);
        row.session = random.next() >> 1;
        let path = part_path(&folder.path().join("impressions"), row.at, &row.policy, 0);
        parts.entry(path).or_default().push(row.clone());
    }
    for (path, rows) in &parts {
        write(path, &[table_of(rows, &names())]).unwrap();
    }
    let rounds = random_rounds(&mut random, 70_000);
    let mut writer = RoundsWriter::create(&folder.path().join("rounds.parquet")).unwrap();
    writer.write(&rounds).unwrap();
    assert_eq!(writer.finish().unwrap(), 70_000);
    Data {
        folder,
        rows,
        rounds,
    }
}

fn random_rounds(random: &mut Random, count: usize) -> Rounds {
    let mut rounds = Rounds::default();
    for index in 0..count {
        rounds.unit.push(index as i64 / 7);
        rounds.reward.push((random.below(2) as f64) * random.unit());
        rounds.propensity.push(0.02 + 0.9 * random.unit());
        rounds.target.push(random.unit());
        rounds.q.push(random.unit());
        rounds.v.push(random.unit());
        rounds.uncovered.push(random.unit() * 0.1);
    }
    rounds
}

#[test]
fn rounds_come_back_bit_for_bit() {
    let data = data();
    let path = data.folder.path().join("rounds.parquet");
    let mut back = Rounds::default();
    read_rounds::<TableError>(&path, |rounds| {
        assert!(rounds.len() <= 65_536);
        back.unit.extend(&rounds.unit);
        back.reward.extend(&rounds.reward);
        back.propensity.extend(&rounds.propensity);
        back.target.extend(&rounds.target);
        back.q.extend(&rounds.q);
        back.v.extend(&rounds.v);
        back.uncovered.extend(&rounds.uncovered);
        Ok(())
    })
    .unwrap();
    assert!(back == data.rounds);
    let other = TableFolder::open(&data.folder.path().join("impressions"), Columns::ALL);
    let path = other
        .unwrap()
        .next()
        .map(|_| data.folder.path().join("impressions"))
        .unwrap();
    let file = keyart::log::table::part_files(&path).unwrap().remove(0);
    let error = read_rounds::<TableError>(&file, |_| Ok(()))
        .unwrap_err()
        .to_string();
    assert!(
        error.ends_with("it is not a file of rounds that this keyart wrote"),
        "{error}"
    );
}

#[test]
fn a_folder_gives_the_rows_of_all_its_files_in_order() {
    let data = data();
    let mut read = Vec::new();
    for table in TableFolder::open(&data.folder.path().join("impressions"), Columns::ALL).unwrap() {
        let table = table.unwrap();
        read.extend(table.rows().map(|row| PlainRow::of(&row, table.names())));
    }
    let mut rows = data.rows;
    rows.sort_by_key(|row| part_path(Path::new(""), row.at, &row.policy, 0));
    assert!(read == rows);
}

#[test]
fn duckdb_gives_the_same_numbers() {
    if has_module("duckdb") {
        compare("duckdb");
    } else {
        skipped(
            "DuckDB",
            "Python has no module duckdb (KEYART_PYTHON names the interpreter)",
        );
    }
}

#[test]
fn spark_gives_the_same_numbers() {
    if !has_module("pyspark") {
        skipped(
            "Spark",
            "Python has no module pyspark (KEYART_PYTHON names the interpreter)",
        );
    } else if !has_java() {
        skipped("Spark", "there is no java");
    } else {
        compare("spark");
    }
}

/// Runs all of `sql/` in `engine` and compares each number.
fn compare(engine: &str) {
    let data = data();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<PathBuf> = fs::read_dir(root.join("sql"))
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    let view =
        |name: &str, file: &str| format!("{name}={}", data.folder.path().join(file).display());
    let output = Command::new(python())
        .arg(root.join("tests/it/scale/run_sql.py"))
        .args([
            engine,
            &view("impressions", "impressions"),
            &view("rounds", "rounds.parquet"),
            "--",
        ])
        .args(&files)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let printed = String::from_utf8(output.stdout).unwrap();
    let results: Value = serde_json::from_str(printed.lines().last().unwrap()).unwrap();
    let expected = [
        ("take_fraction.sql", take_fractions(&data.rows)),
        ("artwork.sql", artwork(&data.rows)),
        ("uniform_from_impressions.sql", uniform(&data.rows)),
        ("srm.sql", mismatch(&data.rows)),
        ("estimators.sql", vec![estimators(&data.rounds)]),
    ];
    assert_eq!(
        expected.len(),
        files.len(),
        "an SQL file is not tested: {files:?}"
    );
    for (file, rows) in expected {
        assert_eq!(
            results[file].as_array().unwrap().len(),
            rows.len(),
            "{file}"
        );
        for (found, row) in results[file].as_array().unwrap().iter().zip(&rows) {
            assert_eq!(
                found.as_object().unwrap().len(),
                row.len(),
                "{file}: {found}"
            );
            for (name, value) in row {
                assert_same(&found[*name], value, &format!("{file}, {name}: {found}"));
            }
        }
    }
}

fn assert_same(found: &Value, expected: &Value, place: &str) {
    match (found.as_f64(), expected.as_f64()) {
        (Some(found), Some(expected)) => {
            let bound = 1e-9 * expected.abs().max(1e-3);
            assert!(
                (found - expected).abs() <= bound,
                "{place}: {found} is not {expected}"
            );
        }
        _ => assert_eq!(found, expected, "{place}"),
    }
}

type Line = BTreeMap<&'static str, Value>;

fn is_quality_play(row: &PlainRow) -> bool {
    row.followed
        .is_some_and(|it| matches!(it.outcome, Outcome::Played { .. }) && it.reward > 0.5)
}

/// Whether what followed counts.
fn counts(row: &&PlainRow) -> bool {
    row.followed.is_none_or(|it| it.weight > 0.0)
}

fn share_line(plays: u64, shown: u64) -> Line {
    let share = Share::wilson(plays, shown).unwrap();
    BTreeMap::from([
        ("impressions", shown.into()),
        ("quality_plays", plays.into()),
        ("take_fraction", share.value.into()),
        ("low", share.low.into()),
        ("high", share.high.into()),
    ])
}

fn take_fractions(rows: &[PlainRow]) -> Vec<Line> {
    let mut tallies: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for row in rows.iter().filter(counts) {
        let tally = tallies.entry(&row.policy).or_default();
        tally.0 += u64::from(is_quality_play(row));
        tally.1 += 1;
    }
    let line = |(policy, (plays, shown)): (&str, (u64, u64))| {
        let mut line = share_line(plays, shown);
        line.insert("policy", policy.into());
        line
    };
    tallies.into_iter().map(line).collect()
}

fn artwork(rows: &[PlainRow]) -> Vec<Line> {
    let mut tallies: BTreeMap<(&str, &str), (u64, u64)> = BTreeMap::new();
    for row in rows.iter().filter(counts) {
        let shown = row.arms[row.chosen as usize].as_str();
        let tally = tallies.entry((&row.title, shown)).or_default();
        tally.0 += u64::from(is_quality_play(row));
        tally.1 += 1;
    }
    let line = |((title, artwork), (plays, shown)): ((&str, &str), (u64, u64))| {
        let mut line = share_line(plays, shown);
        line.insert("title", title.into());
        line.insert("artwork", artwork.into());
        line
    };
    tallies.into_iter().map(line).collect()
}

fn uniform(rows: &[PlainRow]) -> Vec<Line> {
    let policies: std::collections::BTreeSet<&str> =
        rows.iter().map(|row| row.policy.as_str()).collect();
    let line = |policy: &str| {
        let known = |row: &&PlainRow| {
            row.policy == policy && row.followed.is_some_and(|it| it.weight > 0.0)
        };
        let rows: Vec<&PlainRow> = rows.iter().filter(known).collect();
        let n = rows.len() as f64;
        let weight = |row: &&PlainRow| 1.0 / row.arms.len() as f64 / row.propensity();
        let earned: f64 = rows
            .iter()
            .map(|row| weight(row) * row.followed.unwrap().reward)
            .sum();
        let sum: f64 = rows.iter().map(weight).sum();
        let squares: f64 = rows.iter().map(|row| weight(row).powi(2)).sum();
        let largest = rows.iter().map(weight).fold(0.0, f64::max);
        let least = rows.iter().map(|row| row.propensity()).fold(1.0, f64::min);
        BTreeMap::from([
            ("policy", policy.into()),
            ("n", rows.len().into()),
            ("ips", (earned / n).into()),
            ("snips", (earned / sum).into()),
            ("effective_n", (sum * sum / squares).into()),
            ("largest_weight", largest.into()),
            ("least_propensity", least.into()),
        ])
    };
    policies.into_iter().map(line).collect()
}

fn mismatch(rows: &[PlainRow]) -> Vec<Line> {
    let mut cells: BTreeMap<&str, std::collections::BTreeSet<&str>> = BTreeMap::new();
    for row in rows {
        cells.entry(&row.cell).or_default().insert(&row.profile);
    }
    let total: usize = cells.values().map(std::collections::BTreeSet::len).sum();
    let expected = total as f64 / cells.len() as f64;
    let distance = |count: usize| (count as f64 - expected).powi(2) / expected;
    let statistic: f64 = cells
        .values()
        .map(|profiles| distance(profiles.len()))
        .sum();
    let line = |(cell, profiles): (&&str, &std::collections::BTreeSet<&str>)| {
        BTreeMap::from([
            ("cell", (*cell).into()),
            ("profiles", profiles.len().into()),
            ("expected", expected.into()),
            ("chi_square", statistic.into()),
        ])
    };
    cells.iter().map(line).collect()
}

fn estimators(rounds: &Rounds) -> Line {
    let n = rounds.len() as f64;
    let weights: Vec<f64> = rounds
        .target
        .iter()
        .zip(&rounds.propensity)
        .map(|(target, logged)| target / logged)
        .collect();
    let sum_of = |term: &dyn Fn(usize) -> f64| (0..rounds.len()).map(term).sum::<f64>();
    let (w, r, q) = (&weights, &rounds.reward, &rounds.q);
    let all = sum_of(&|i| w[i]);
    let earned = sum_of(&|i| w[i] * r[i]);
    let direct = sum_of(&|i| rounds.v[i]) / n;
    let residual = sum_of(&|i| w[i] * (r[i] - q[i]));
    let clipped = sum_of(&|i| w[i].min(10.0) * r[i]);
    let switched = sum_of(&|i| {
        if w[i] <= 10.0 {
            w[i] * (r[i] - q[i])
        } else {
            0.0
        }
    });
    let shrunk = sum_of(&|i| 10.0 * w[i] / (w[i] * w[i] + 10.0) * (r[i] - q[i]));
    BTreeMap::from([
        ("n", rounds.len().into()),
        ("ips", (earned / n).into()),
        ("snips", (earned / all).into()),
        ("clipped", (clipped / n).into()),
        ("dm", direct.into()),
        ("dr", (direct + residual / n).into()),
        ("sndr", (direct + residual / all).into()),
        ("switch_dr", (direct + switched / n).into()),
        ("dros", (direct + shrunk / n).into()),
        ("effective_n", (all * all / sum_of(&|i| w[i] * w[i])).into()),
        (
            "largest_weight",
            w.iter().copied().fold(0.0, f64::max).into(),
        ),
        ("uncovered", (sum_of(&|i| rounds.uncovered[i]) / n).into()),
    ])
}

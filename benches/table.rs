//! How fast tables are written and read: `cargo bench --bench table`.

#![expect(
    clippy::disallowed_methods,
    reason = "a bench makes its own files and measures passing time"
)]

use std::{
    error::Error,
    fs::File,
    io::{self, Write},
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use keyart::{
    catalog::Canvas,
    engine::Device,
    log::{
        Moment, Outcome, Slot,
        table::{
            Choice, Column, Columns, Followed, Names, Origin, Row, Table, TableReader, TableWriter,
            Who,
        },
    },
    time::Timestamp,
};

const ROWS: usize = 1_000_000;
const ARMS: usize = 9;
const FEATURES: usize = 24;
/// Rows of the table with features, of which each has 216.
const ROWS_WITH_FEATURES: usize = 50_000;
/// Each time is the shortest of so many.
const REPEATS: usize = 3;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let names = names();
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "{:<26}{:>12}{:>12}{:>12}{:>12}{:>9}{:>9}{:>9}",
        "", "pushed/s", "written/s", "ratio", "read/s", "5 cols/s", "B/row", "raw B"
    )?;
    for (what, rows, features, repeats) in [
        ("distributions repeat", ROWS, 0, true),
        ("all distributions differ", ROWS, 0, false),
        ("with 216 features", ROWS_WITH_FEATURES, FEATURES, false),
    ] {
        let path = folder.path().join("part.parquet");
        let mut table = Table::new(Arc::clone(&names));
        fill(&mut table, rows, features, repeats);
        let pushed = shortest(|| {
            table.clear();
            fill(&mut table, rows, features, repeats);
            Ok(())
        })?;
        let written = shortest(|| write(&table, &path))?;
        let bytes = std::fs::metadata(&path)?.len() as f64;
        let raw = raw(&table);
        let plain = shortest(|| write_raw(&raw, &folder.path().join("raw")))?;
        let read = shortest(|| count(&path, Columns::ALL, rows))?;
        let few = Columns::of(&[
            Column::Profile,
            Column::Propensity,
            Column::Probabilities,
            Column::Outcome,
            Column::Reward,
        ]);
        let read_few = shortest(|| count(&path, few, rows))?;
        let rate = |time: Duration| rows as f64 / time.as_secs_f64();
        writeln!(
            out,
            "{what:<26}{:>12.0}{:>12.0}{:>12.2}{:>12.0}{:>9.1e}{:>9.1}{:>9.0}",
            rate(pushed),
            rate(written),
            written.as_secs_f64() / plain.as_secs_f64(),
            rate(read),
            rate(read_few),
            bytes / rows as f64,
            raw.len() as f64 / rows as f64
        )?;
    }
    writeln!(
        out,
        "ratio: to writing the bytes of the same columns as they are in memory, and syncing"
    )?;
    Ok(())
}

fn shortest(
    mut work: impl FnMut() -> Result<(), Box<dyn Error>>,
) -> Result<Duration, Box<dyn Error>> {
    let mut shortest = Duration::MAX;
    for _ in 0..REPEATS {
        let start = Instant::now();
        work()?;
        shortest = shortest.min(start.elapsed());
    }
    Ok(shortest)
}

fn names() -> Arc<Names> {
    let mut names = Names {
        cells: Arc::new(["a"].into_iter().collect()),
        policies: Arc::new(["lin-ts"].into_iter().collect()),
        profiles: Arc::new((0..20_000).map(|it| format!("member-{it:06}")).collect()),
        ..Names::default()
    };
    for title in 0..200 {
        let title = format!("title-{title}");
        let artwork: Vec<String> = (0..ARMS).map(|arm| format!("{title}-{arm}")).collect();
        names.intern_action_set(&title, artwork.iter().map(String::as_str));
    }
    Arc::new(names)
}

/// Members that each see 40 titles in a visit.
fn fill(table: &mut Table, rows: usize, features: usize, repeats: bool) {
    let mut state = 1_u64;
    let mut random = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let unit = |bits: u64| (bits >> 11) as f64 / (1_u64 << 53) as f64;
    let mut probabilities = [1.0 / ARMS as f64; ARMS];
    let mut numbers = vec![0.0; ARMS * features];
    for index in 0..rows {
        let (visit, place) = (index / 40, index % 40);
        if !repeats {
            probabilities.fill_with(|| unit(random()) + 0.01);
            let sum: f64 = probabilities.iter().sum();
            probabilities.iter_mut().for_each(|it| *it /= sum);
        }
        numbers.fill_with(|| unit(random()));
        let bits = random();
        let title = (bits % 200) as u32;
        table.push(&Row {
            who: Who {
                cell: 0,
                profile: (visit / 3 % 20_000) as u32,
                session: visit as u64,
                visit: 0,
            },
            at: Timestamp(1_767_645_000_000 + index as i64 * 7),
            moment: Moment {
                hour: (visit % 24) as u8,
                weekday: 0,
                device: Device::ALL[visit % 4],
            },
            slot: Slot {
                canvas: Canvas::Tile,
                row: (place / 8) as u16,
                column: (place % 8) as u16,
            },
            choice: Choice {
                policy: 0,
                model_version: 12,
                title,
                arms: title,
                probabilities: &probabilities,
                features: &numbers,
                chosen: (bits >> 20) as u32 % ARMS as u32,
            },
            followed: Some(followed(bits >> 32)),
        });
    }
}

fn followed(bits: u64) -> Followed {
    let is_played = bits.is_multiple_of(20);
    Followed {
        outcome: match is_played {
            true => Outcome::Played {
                fraction: (bits % 1000) as f64 / 1000.0,
            },
            false => Outcome::Expired,
        },
        after: if is_played { (bits % 60_000) as i64 } else { 0 },
        reward: if is_played { 1.0 } else { 0.0 },
        weight: if is_played { 1.0 } else { 0.05 },
    }
}

fn write(table: &Table, path: &Path) -> Result<(), Box<dyn Error>> {
    let mut writer = TableWriter::create(path, &Origin::default())?;
    writer.write(table)?;
    writer.finish()?;
    Ok(())
}

fn count(path: &Path, columns: Columns, expected: usize) -> Result<(), Box<dyn Error>> {
    let mut reader = TableReader::open(path, columns)?;
    let mut table = Table::default();
    let mut rows = 0;
    while reader.read(&mut table)? {
        rows += table.len();
    }
    match rows == expected {
        true => Ok(()),
        false => Err(format!("{rows} rows were read, not {expected}").into()),
    }
}

/// The bytes of all columns as they are in memory.
fn raw(table: &Table) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (who, context, choice) = (table.who(), table.context(), table.choice());
    let followed = table.followed();
    for list in [&who.cell, &who.profile, &who.visit] {
        bytes.extend(list.iter().flat_map(|it| it.to_le_bytes()));
    }
    for list in [&choice.policy, &choice.title, &choice.arms, &choice.chosen] {
        bytes.extend(list.iter().flat_map(|it| it.to_le_bytes()));
    }
    for list in [&who.session, &choice.model_version] {
        bytes.extend(list.iter().flat_map(|it| it.to_le_bytes()));
    }
    bytes.extend(context.at.iter().flat_map(|it| it.0.to_le_bytes()));
    bytes.extend(followed.after.iter().flat_map(|it| it.to_le_bytes()));
    for list in [&context.row, &context.column] {
        bytes.extend(list.iter().flat_map(|it| it.to_le_bytes()));
    }
    bytes.extend_from_slice(&context.hour);
    bytes.extend_from_slice(&context.weekday);
    bytes.extend(context.device.iter().map(|it| *it as u8));
    bytes.extend(context.canvas.iter().map(|it| *it as u8));
    bytes.extend(followed.response.iter().map(|it| *it as u8));
    for list in [
        &choice.propensity,
        &followed.fraction,
        &followed.reward,
        &followed.weight,
    ] {
        bytes.extend(list.iter().flat_map(|it| it.to_le_bytes()));
    }
    for row in table.rows() {
        let lists = row.choice.probabilities.iter().chain(row.choice.features);
        bytes.extend(lists.flat_map(|it| it.to_le_bytes()));
    }
    bytes
}

fn write_raw(bytes: &[u8], path: &Path) -> Result<(), Box<dyn Error>> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    Ok(())
}

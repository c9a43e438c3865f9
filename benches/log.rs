//! How fast the log is written and read: `cargo bench --bench log`.

#![expect(
    clippy::disallowed_methods,
    reason = "a bench makes its own files and measures passing time"
)]

use std::{
    error::Error,
    fs::File,
    io::{self, Write},
    path::Path,
    time::{Duration, Instant},
};

use keyart::{
    catalog::{ArtworkId, Canvas, TitleId},
    engine::Device,
    log::{
        Arm, Durability, Event, Impression, ImpressionId, LogWriter, Moment, Outcome,
        OutcomeRecord, SessionId, SessionStart, Slot, read,
    },
    profiles::ProfileId,
    time::Timestamp,
};

/// Records in one append, as many as a screen of artwork gives.
const BATCH: usize = 8;
const BATCHES: usize = 12_500;
const ARMS: usize = 6;
const FEATURES: usize = 24;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path();
    let batches: Vec<Vec<Event>> = (0..BATCHES).map(batch).collect();
    let records = (BATCH * BATCHES) as f64;

    let mut log = LogWriter::create(path, &start(), Timestamp(0), Durability::OnSync)?;
    let (written, ()) = timed(|| {
        for events in &batches {
            log.append(events, Timestamp(0))?;
        }
        Ok(())
    })?;
    let segment = log.path().to_owned();
    let (synced, ()) = timed(|| Ok(log.sync()?))?;
    drop(log);
    let bytes = std::fs::read(&segment)?;
    let raw = write_raw(&bytes, &path.join("raw"))?;
    let (read_back, count) = timed(|| count_records(path))?;

    let mut out = io::stdout().lock();
    let rate = |time: Duration| records / time.as_secs_f64();
    writeln!(
        out,
        "{count} records, {ARMS} arms of {FEATURES} features in every second one"
    )?;
    writeln!(
        out,
        "bytes per record   {:>10.0}",
        bytes.len() as f64 / records
    )?;
    writeln!(
        out,
        "written per second {:>10.0} unsynced; one sync at the end took {synced:.1?}",
        rate(written)
    )?;
    writeln!(
        out,
        "the same bytes raw {:>10.0}; ratio {:.1}",
        rate(raw),
        written.as_secs_f64() / raw.as_secs_f64()
    )?;
    writeln!(out, "read per second    {:>10.0}", rate(read_back))?;
    Ok(())
}

/// Writes `bytes` in as many pieces as the log has batches.
fn write_raw(bytes: &[u8], path: &Path) -> Result<Duration, Box<dyn Error>> {
    let mut file = File::create_new(path)?;
    let (time, ()) = timed(|| {
        for piece in bytes.chunks(bytes.len().div_ceil(BATCHES)) {
            file.write_all(piece)?;
        }
        Ok(())
    })?;
    Ok(time)
}

fn count_records(folder: &Path) -> Result<u64, Box<dyn Error>> {
    let mut count = 0;
    for segment in read(folder)? {
        for record in segment? {
            record?;
            count += 1;
        }
    }
    Ok(count)
}

fn timed<T>(
    work: impl FnOnce() -> Result<T, Box<dyn Error>>,
) -> Result<(Duration, T), Box<dyn Error>> {
    let start = Instant::now();
    let result = work()?;
    Ok((start.elapsed(), result))
}

fn start() -> SessionStart {
    SessionStart {
        session: SessionId::new("bench"),
        seed: 1,
        catalog_digest: "0a1b2c3d".to_owned(),
        engine_version: 1,
        feature_version: 1,
        policy: "lin-ts".to_owned(),
    }
}

fn batch(number: usize) -> Vec<Event> {
    (0..BATCH / 2)
        .flat_map(|index| {
            let id = ImpressionId((number * BATCH + index) as u64 + 1);
            [impression(id), outcome(id)]
        })
        .collect()
}

fn impression(id: ImpressionId) -> Event {
    let arm = |number: usize| Arm {
        artwork: ArtworkId::new(&format!("artwork-{number}")),
        probability: 1.0 / ARMS as f64,
        features: (0..FEATURES)
            .map(|feature| (id.0 as f64 + (number * FEATURES + feature) as f64).sin())
            .collect(),
        handicap: 0.0,
    };
    Event::Impression(Box::new(Impression {
        id,
        profile: ProfileId::new("ann"),
        title: TitleId::new("big-buck-bunny"),
        slot: Slot {
            canvas: Canvas::Tile,
            row: 1,
            column: 4,
        },
        moment: Moment {
            hour: 21,
            weekday: 0,
            device: Device::Tv,
        },
        policy: "lin-ts".to_owned(),
        model_version: id.0,
        feature_version: 1,
        arms: (0..ARMS).map(arm).collect(),
        chosen: 2,
        visit: 3,
    }))
}

fn outcome(impression: ImpressionId) -> Event {
    Event::Outcome(OutcomeRecord {
        impression,
        outcome: Outcome::Played { fraction: 0.87 },
        reward: 1.0,
        weight: 1.0,
    })
}

//! `keyart log export`: the log as rows.

use std::{fs, path::Path, process::Command};

use keyart::{
    catalog::{ArtworkId, Canvas, TitleId},
    engine::Device,
    log::{
        Arm, Durability, Event, Impression, ImpressionId, LogWriter, Moment, Outcome,
        OutcomeRecord, SessionId, SessionStart, Slot,
        table::{Column, Columns, Manifest, TableFolder},
    },
    profiles::ProfileId,
    time::Timestamp,
};

use super::PlainRow;
use crate::sandbox::{KEYART, Sandbox, finish};

/// 2026-01-05T23:59:59Z.
const LATE: Timestamp = Timestamp(1_767_657_599_000);

fn impression(id: u64, policy: &str, profile: &str) -> Event {
    let arm = |number: u32| Arm {
        artwork: ArtworkId::new(&format!("art {number}")),
        probability: [0.25, 0.5, 0.25][number as usize],
        features: vec![0.1 + 0.2, -f64::from(number)],
        handicap: 0.0,
    };
    Event::Impression(Box::new(Impression {
        id: ImpressionId(id),
        profile: ProfileId::new(profile),
        title: TitleId::new("=HYPERLINK(\"x\")"),
        slot: Slot {
            canvas: Canvas::Tile,
            row: 1,
            column: 2,
        },
        moment: Moment {
            hour: 23,
            weekday: 0,
            device: Device::Phone,
        },
        policy: policy.to_owned(),
        model_version: 9,
        feature_version: 1,
        arms: vec![arm(0), arm(1), arm(2)],
        chosen: 1,
        visit: 3,
    }))
}

fn outcome(id: u64, outcome: Outcome, reward: f64) -> Event {
    Event::Outcome(OutcomeRecord {
        impression: ImpressionId(id),
        outcome,
        reward,
        weight: 1.0,
    })
}

/// A log of one session: three impressions, of which one is played the next day and one is pending.
fn log_in(folder: &Path) {
    let start = SessionStart {
        session: SessionId::new("19b-1"),
        seed: 1,
        catalog_digest: "0a1b2c3d".to_owned(),
        engine_version: 4,
        feature_version: 1,
        policy: "lin-ts".to_owned(),
    };
    let mut log = LogWriter::create(folder, &start, LATE, Durability::OnSync).unwrap();
    log.append(
        &[
            impression(1, "lin-ts", "ann"),
            impression(2, "uniform", "+bob"),
        ],
        LATE.plus(10),
    )
    .unwrap();
    log.append(&[impression(3, "lin-ts", "ann")], LATE.plus(2_000))
        .unwrap();
    let played = outcome(1, Outcome::Played { fraction: 0.75 }, 1.0);
    // The second outcome of an impression does not count.
    let again = outcome(1, Outcome::Expired, 0.0);
    log.append(
        &[played, again, outcome(2, Outcome::Skipped, 0.0)],
        LATE.plus(5_010),
    )
    .unwrap();
    log.sync().unwrap();
}

fn files(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                names.push(path.strip_prefix(folder).unwrap().display().to_string());
            }
        }
    }
    names.sort();
    names
}

fn export(sandbox: &Sandbox, format: &str, out: &str, log: &str) -> (String, String, i32) {
    let out = sandbox.path(out).display().to_string();
    let log = sandbox.path(log).display().to_string();
    let run = sandbox.run(["log", "export", "--format", format, "--out", &out, &log]);
    run.is_plain();
    (run.output, run.errors, run.code.unwrap())
}

#[test]
fn impressions_are_joined_with_what_followed() {
    let sandbox = Sandbox::new();
    log_in(&sandbox.path("log"));
    let (printed, error, code) = export(&sandbox, "parquet", "out", "log");
    assert_eq!((error.as_str(), code), ("", 0));
    assert!(
        printed.ends_with("out: 3 impressions from 2026-01-05 to 2026-01-06 in 3 files\n"),
        "{printed}"
    );
    let out = sandbox.path("out");
    assert_eq!(
        files(&out),
        [
            "impressions/day=2026-01-05/policy=lin-ts/part-00000.parquet",
            "impressions/day=2026-01-05/policy=uniform/part-00000.parquet",
            "impressions/day=2026-01-06/policy=lin-ts/part-00000.parquet",
            "manifest.toml",
        ]
    );
    let manifest = Manifest::read(&out).unwrap();
    assert_eq!((manifest.rows, manifest.origin.engine_version), (3, 4));
    assert_eq!(
        manifest.days,
        Some(("2026-01-05".to_owned(), "2026-01-06".to_owned()))
    );
    let mut rows = Vec::new();
    for table in TableFolder::open(&out.join("impressions"), Columns::ALL).unwrap() {
        let table = table.unwrap();
        rows.extend(table.rows().map(|row| PlainRow::of(&row, table.names())));
    }
    let followed = rows[0].followed.unwrap();
    assert_eq!(followed.outcome, Outcome::Played { fraction: 0.75 });
    assert_eq!((followed.after, followed.reward), (5_000, 1.0));
    assert_eq!(rows[0].arms, ["art 0", "art 1", "art 2"]);
    assert_eq!(
        rows[0].features,
        [0.1 + 0.2, 0.0, 0.1 + 0.2, -1.0, 0.1 + 0.2, -2.0]
    );
    assert_eq!(rows[0].session, LATE.0.unsigned_abs());
    assert_eq!(rows[1].followed.unwrap().outcome, Outcome::Skipped);
    assert_eq!(
        (rows[1].profile.as_str(), rows[1].policy.as_str()),
        ("+bob", "uniform")
    );
    assert_eq!(rows[2].followed, None);
    let (_, error, code) = export(&sandbox, "parquet", "out", "log");
    assert_eq!(code, 2);
    assert!(error.contains("something is in it already"), "{error}");
}

#[test]
fn text_in_csv_is_no_formula() {
    let sandbox = Sandbox::new();
    log_in(&sandbox.path("log"));
    assert_eq!(export(&sandbox, "csv", "direct", "log").2, 0);
    assert_eq!(export(&sandbox, "parquet", "tables", "log").2, 0);
    assert_eq!(export(&sandbox, "csv", "again", "tables/impressions").2, 0);
    assert_eq!(
        files(&sandbox.path("direct")),
        files(&sandbox.path("again"))
    );
    for file in files(&sandbox.path("direct")) {
        let text = |folder: &str| fs::read_to_string(sandbox.path(folder).join(&file)).unwrap();
        assert_eq!(text("direct"), text("again"), "{file}");
    }
    let file = "direct/impressions/day=2026-01-05/policy=uniform/part-00000.csv";
    let mut reader = csv::Reader::from_path(sandbox.path(file)).unwrap();
    let head: Vec<String> = reader
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect();
    assert_eq!(head, Column::ALL.map(Column::name));
    let row = reader.records().next().unwrap().unwrap();
    let cell = |name: &str| {
        row.get(head.iter().position(|it| it == name).unwrap())
            .unwrap()
    };
    assert_eq!(cell("title"), "'=HYPERLINK(\"x\")");
    assert_eq!(cell("profile"), "'+bob");
    assert_eq!(cell("arms"), "art%200 art%201 art%202");
    assert_eq!(cell("artwork"), "art 1");
    assert_eq!(cell("at"), "2026-01-05T23:59:59.010Z");
    assert_eq!(cell("probabilities"), "0.25 0.5 0.25");
    assert_eq!(
        cell("features").split(' ').next(),
        Some("0.30000000000000004")
    );
    assert_eq!((cell("outcome"), cell("fraction")), ("skipped", ""));
}

#[test]
fn a_line_of_json_is_a_row() {
    let sandbox = Sandbox::new();
    log_in(&sandbox.path("log"));
    assert_eq!(export(&sandbox, "jsonl-rows", "out", "log").2, 0);
    let file = "out/impressions/day=2026-01-06/policy=lin-ts/part-00000.jsonl";
    let text = fs::read_to_string(sandbox.path(file)).unwrap();
    let row: serde_json::Value = serde_json::from_str(text.trim_end()).unwrap();
    assert_eq!(row.as_object().unwrap().len(), Column::ALL.len());
    assert_eq!(row["arms"][2], "art 2");
    assert_eq!(row["propensity"], 0.5);
    assert_eq!(row["outcome"], serde_json::Value::Null);
}

#[test]
fn a_damaged_log_leaves_nothing_behind() {
    let sandbox = Sandbox::new();
    log_in(&sandbox.path("log"));
    let segment = fs::read_dir(sandbox.path("log"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let text = fs::read_to_string(&segment).unwrap();
    fs::write(&segment, text.replacen("\"visit\":3", "\"visit\":4", 1)).unwrap();
    let (_, error, code) = export(&sandbox, "parquet", "out", "log");
    assert_eq!(code, 2, "{error}");
    assert!(error.contains("jsonl:2: the line is damaged"), "{error}");
    assert!(!sandbox.path("out").exists());
    let (_, error, code) = export(&sandbox, "parquet", "out", "nowhere");
    assert_eq!(code, 2);
    assert!(error.contains("there is no log"), "{error}");
}

#[test]
fn a_damaged_table_is_named_with_its_file() {
    let sandbox = Sandbox::new();
    log_in(&sandbox.path("log"));
    assert_eq!(export(&sandbox, "parquet", "tables", "log").2, 0);
    let file = "tables/impressions/day=2026-01-06/policy=lin-ts/part-00000.parquet";
    let whole = fs::read(sandbox.path(file)).unwrap();
    fs::write(sandbox.path(file), &whole[..whole.len() - 9]).unwrap();
    let (_, error, code) = export(&sandbox, "csv", "out", "tables");
    assert_eq!(code, 2);
    assert!(
        error.contains("part-00000.parquet: the file is incomplete"),
        "{error}"
    );
}

/// Where files may have 1 kB only, as on a disk that is full.
#[test]
fn a_full_disk_is_told_and_leaves_nothing_half_written() {
    let sandbox = Sandbox::new();
    log_in(&sandbox.path("log"));
    let command = format!(
        "trap '' XFSZ; ulimit -f 1; exec {KEYART} log export --format parquet --out full log"
    );
    let mut shell = Command::new("sh");
    shell.args(["-c", &command]).current_dir(sandbox.path(""));
    let run = finish(shell.envs(sandbox.variables()));
    assert_eq!(run.code, Some(74), "{run:?}");
    assert!(
        run.errors.contains("part-00000.parquet: cannot write"),
        "{run:?}"
    );
    assert!(
        run.errors.contains("make room or choose another folder"),
        "{run:?}"
    );
    assert_eq!(files(&sandbox.path("full")), Vec::<String>::new());
}

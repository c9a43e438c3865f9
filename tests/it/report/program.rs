//! `keyart report`: what it reads, prints and refuses.

use std::{fs, path::Path};

use keyart::{
    catalog::{ArtworkId, Canvas, TitleId},
    engine::Device,
    log::{
        Arm, Durability, Event, Impression, ImpressionId, LogWriter, Moment, Outcome,
        OutcomeRecord, SessionId, SessionStart, Slot,
    },
    profiles::ProfileId,
    time::Timestamp,
};
use serde_json::Value;

use crate::sandbox::Sandbox;

/// A small simulation in the data folder.
fn simulated(sandbox: &Sandbox) {
    let line = "--seed 1 simulate --members 240 --days 2 --policy uniform,fixed";
    sandbox.print(line.split(' '));
}

#[test]
fn a_simulation_is_reported_as_page_text_json_and_csv() {
    let sandbox = Sandbox::new();
    simulated(&sandbox);
    let json: Value = serde_json::from_str(&sandbox.print(["report", "--json"])).unwrap();
    assert_eq!(json["source"]["simulated"]["members"], 240);
    assert_eq!(json["headline"]["baseline"]["cell"], "uniform");
    let mut shown = json.clone();
    shown["source"]["name"] = "(the folder)".into();
    let titles = shown["artwork"]["titles"].as_array_mut().unwrap();
    titles.truncate(1);
    titles[0]["artwork"].as_array_mut().unwrap().truncate(1);
    shown["metrics"].as_array_mut().unwrap().truncate(1);
    shown["segments"].as_array_mut().unwrap().truncate(1);
    shown["guardrails"].as_array_mut().unwrap().truncate(1);
    shown["artwork"]["losers"].take();
    shown["method"].take();
    insta::assert_snapshot!(format!("{shown:#}"));
    let csv = sandbox.print(["report", "--csv"]);
    assert!(csv.starts_with(
        "section,cell,segment,metric,value,low,high,n\nmetric,uniform,,take_fraction,"
    ));
    let text = sandbox.print(["report", "--baseline", "fixed"]);
    assert!(
        text.contains("baseline") && text.contains("Simulated members are not people"),
        "{text}"
    );
    let page = sandbox.path("page.html");
    let told = sandbox.print(["report", "--html", page.to_str().unwrap()]);
    assert!(told.contains("page.html"), "{told}");
    assert!(fs::read_to_string(page).unwrap().ends_with("</html>\n"));
}

/// Logs an impression for each of `members`, of which every second one is played.
fn log_of(folder: &Path, members: u64) {
    let at = Timestamp(1_767_643_200_000);
    let start = SessionStart {
        session: SessionId::new("19b-1"),
        seed: 1,
        catalog_digest: "0a1b2c3d".to_owned(),
        engine_version: 4,
        feature_version: 1,
        policy: "uniform".to_owned(),
    };
    let mut log = LogWriter::create(folder, &start, at, Durability::OnSync).unwrap();
    for member in 0..members {
        let arm = |id: &str| Arm {
            artwork: ArtworkId::new(id),
            probability: 0.5,
            features: Vec::new(),
            handicap: 0.0,
        };
        let shown = Event::Impression(Box::new(Impression {
            id: ImpressionId(member),
            profile: ProfileId::new(&format!("member-{member}")),
            title: TitleId::new("film"),
            slot: Slot {
                canvas: Canvas::Tile,
                row: 1,
                column: 2,
            },
            moment: Moment {
                hour: 20,
                weekday: 0,
                device: Device::Phone,
            },
            policy: "uniform".to_owned(),
            model_version: 0,
            feature_version: 1,
            arms: vec![arm("one"), arm("two")],
            chosen: 0,
            visit: 1,
        }));
        let is_played = member % 2 == 0;
        let followed = Event::Outcome(OutcomeRecord {
            impression: ImpressionId(member),
            outcome: match is_played {
                true => Outcome::Played { fraction: 0.5 },
                false => Outcome::Skipped,
            },
            reward: f64::from(u8::from(is_played)),
            weight: 1.0,
        });
        log.append(&[shown, followed], at.plus(10)).unwrap();
    }
    log.sync().unwrap();
}

#[test]
fn the_interfaces_own_log_is_one_cell() {
    let sandbox = Sandbox::new();
    let data = sandbox.path("data");
    log_of(&data.join("log"), 40);
    let line = ["report", "--json", "--log", data.to_str().unwrap()];
    let json: Value = serde_json::from_str(&sandbox.print(line)).unwrap();
    assert_eq!(json["headline"]["verdict"], "nothing_to_compare");
    let value = json["headline"]["baseline"]["value"]["value"].as_f64();
    assert!((value.unwrap() - 0.5).abs() < 1e-12, "{value:?}");
    assert_eq!(json["source"]["impressions"], 40);
    // Exported, it says the same.
    let out = sandbox.path("out");
    let [out, from] = [&out, &data].map(|it| it.to_str().unwrap());
    sandbox.print(["log", "export", "--format", "parquet", "--out", out, from]);
    let exported: Value = serde_json::from_str(&sandbox.print(["report", "--json", out])).unwrap();
    for key in ["headline", "metrics", "artwork", "days", "method"] {
        assert_eq!(exported[key], json[key], "{key}");
    }
    let alone = sandbox.path("alone");
    log_of(&alone.join("log"), 1);
    let line = ["report", "--log", alone.to_str().unwrap()];
    sandbox.run(line).refused(&["one member"]);
}

#[test]
fn what_is_no_log_is_refused_in_a_sentence() {
    let sandbox = Sandbox::new();
    sandbox
        .run(["report"])
        .refused(&["there is no simulation", "keyart simulate"]);
    sandbox.run(["report", "/dev/null"]).refused(&["/dev/null"]);
    let foreign = sandbox.write(
        "foreign/day=2026-01-05/part-00000.parquet",
        b"PAR1 nonsense",
    );
    let folder = foreign.parent().unwrap().parent().unwrap();
    sandbox
        .run(["report", folder.to_str().unwrap()])
        .refused(&["part-00000.parquet"]);
    sandbox
        .run(["report", "--log", "nowhere"])
        .refused(&["nowhere", "there is no log"]);
    simulated(&sandbox);
    sandbox
        .run(["report", "--baseline", "none"])
        .refused(&["\"none\"", "uniform, fixed"]);
}

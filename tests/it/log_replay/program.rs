//! `keyart log replay` without a terminal.

use std::fs;

use serde_json::Value;

use super::Evening;
use crate::sandbox::Sandbox;

fn sandbox() -> (Sandbox, Evening) {
    let (sandbox, evening) = (Sandbox::new(), Evening::usual());
    evening.store(&sandbox.path("data"));
    (sandbox, evening)
}

fn segments(sandbox: &Sandbox) -> Vec<std::path::PathBuf> {
    let is_segment = |path: &std::path::PathBuf| path.extension().is_some_and(|it| it == "jsonl");
    sandbox.files().into_iter().filter(is_segment).collect()
}

#[test]
fn an_event_is_printed_in_words() {
    let (sandbox, _) = sandbox();
    let data = sandbox.path("data");
    let data = data.to_str().unwrap();
    let print = |more: &[&str]| {
        let line = ["log", "replay", data, "--policy", "fixed"];
        sandbox.print(line.iter().chain(more))
    };
    insta::assert_snapshot!("printed", print(&["--at", "30"]));
    insta::assert_snapshot!("printed-first", print(&["--at", "1"]));
}

#[test]
fn an_event_is_printed_as_one_object() {
    let (sandbox, evening) = sandbox();
    let data = sandbox.path("data");
    let print = |more: &[&str]| -> Value {
        let line = [
            "log",
            "replay",
            "--json",
            "--data-dir",
            data.to_str().unwrap(),
        ];
        serde_json::from_str(&sandbox.print(line.iter().chain(more))).unwrap()
    };
    let last = print(&[]);
    let all = evening.records().count();
    assert_eq!(
        (&last["event"]["number"], &last["event"]["of"]),
        (&all.into(), &all.into())
    );
    assert_eq!(last["event"]["kind"], "session_ended");
    assert_eq!(last["comparison"], Value::Null);
    let mut kinds = std::collections::BTreeSet::new();
    for (number, record) in evening.records().enumerate().step_by(7) {
        let at = (number + 1).to_string();
        let told = print(&["--at", &at, "--policy", "lin-ts"]);
        assert_eq!(told["event"]["at"], record.at.rfc3339());
        assert_eq!(told["event"]["sequence"], record.sequence);
        kinds.insert(told["event"]["kind"].as_str().unwrap().to_owned());
        for arm in told["impression"]["arms"].as_array().into_iter().flatten() {
            let (logged, compared) = (arm["logged"].as_f64(), arm["compared"].as_f64());
            assert!((logged.unwrap() - compared.unwrap()).abs() < 1e-9);
        }
        for slot in told["page"]["slots"].as_array().unwrap() {
            let propensity = slot["propensity"].as_f64().unwrap();
            assert!((propensity - slot["probability"].as_f64().unwrap()).abs() < 1e-9);
        }
    }
    assert!(kinds.len() >= 3, "{kinds:?}");
}

#[test]
fn a_log_is_named_by_its_data_its_folder_or_one_segment() {
    let (sandbox, evening) = sandbox();
    let events = |path: &std::path::Path| {
        let line = ["log", "replay", "--json", path.to_str().unwrap()];
        let told: Value = serde_json::from_str(&sandbox.print(line)).unwrap();
        told["event"]["of"].as_u64().unwrap() as usize
    };
    let all = evening.records().count();
    assert_eq!(events(&sandbox.path("data")), all);
    assert_eq!(events(&sandbox.path("data/log")), all);
    let segments = segments(&sandbox);
    for (segment, records) in segments.iter().zip(&evening.sessions) {
        assert_eq!(events(segment), records.len());
    }
}

#[test]
fn what_is_not_there_is_said() {
    let (sandbox, _) = sandbox();
    let data = sandbox.path("data");
    let data = data.to_str().unwrap();
    sandbox
        .run(["log", "replay", "/nowhere/at\u{1b}[2J/all"])
        .refused(&["there is no log"]);
    sandbox
        .run(["log", "replay", data, "--at", "0"])
        .refused(&["--at 0", "the events 1 to "]);
    sandbox
        .run(["log", "replay", data, "--at", "99999"])
        .refused(&["--at 99999"]);
    sandbox
        .run(["log", "replay", data, "--policy", "x"])
        .refused(&["there is no policy `x`"]);
    let empty = sandbox.path("empty");
    fs::create_dir_all(&empty).unwrap();
    let said = sandbox.print(["log", "replay", empty.to_str().unwrap()]);
    assert!(said.contains("No log yet"), "{said}");
    let said = sandbox.print(["log", "replay", "--json", empty.to_str().unwrap()]);
    assert_eq!(
        serde_json::from_str::<Value>(&said).unwrap()["event"],
        Value::Null
    );
}

#[test]
fn a_damaged_log_is_refused_with_its_line_and_a_torn_one_is_used_as_far_as_it_goes() {
    let (sandbox, evening) = sandbox();
    let data = sandbox.path("data");
    let line = ["log", "replay", data.to_str().unwrap()];
    let last = segments(&sandbox).pop().unwrap();
    let bytes = fs::read(&last).unwrap();
    fs::write(&last, &bytes[..bytes.len() - 30]).unwrap();
    let said = sandbox.print(line);
    let all = evening.records().count();
    assert!(
        said.contains(&format!("event {} of {}", all - 1, all - 1)),
        "{said}"
    );
    assert!(
        said.contains("are an unfinished batch, left by a crash; set aside"),
        "{said}"
    );
    let told = sandbox.print(line.iter().chain(&["--json"]));
    let told: Value = serde_json::from_str(&told).unwrap();
    assert!(told["torn"][0]["bytes"].as_u64().unwrap() > 0, "{told}");
    let mut damaged = bytes;
    let third = damaged
        .split(|byte| *byte == b'\n')
        .take(2)
        .map(|it| it.len() + 1)
        .sum::<usize>();
    damaged[third + 20] ^= 1;
    fs::write(&last, damaged).unwrap();
    let name = last.file_name().unwrap().to_str().unwrap();
    sandbox.run(line).refused(&[name, ":3: "]);
}

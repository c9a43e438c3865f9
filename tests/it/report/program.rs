//! `keyart report`: what it reads, prints and refuses.

use std::fs;

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
    simulated(&sandbox);
    sandbox
        .run(["report", "--baseline", "none"])
        .refused(&["\"none\"", "uniform, fixed"]);
}

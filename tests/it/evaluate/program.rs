//! `keyart evaluate`: what it prints and what it refuses.

use serde_json::Value;

use crate::sandbox::{Run, Sandbox};

const FIXTURE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/fixtures/ope/synthetic.csv"
);
const MODELLED: &str = "reward=reward,propensity=propensity,target=target,q=q_ridge,v=v_ridge";

/// A log of 40 people with 10 rows each: uniform over two actions, of which `b` is better.
fn people() -> String {
    let row = |row: u32| {
        let hash = row.wrapping_mul(2_654_435_761) >> 16;
        let action = if hash & 1 == 0 { "a" } else { "b" };
        let likes = if action == "a" { 3 } else { 6 };
        let reward = u32::from((hash >> 1) % 10 < likes);
        format!("p{},{action},{reward},0.5,{}\n", row / 10, 4000 - row)
    };
    let rows: String = (0..400).map(row).collect();
    format!("who,what,r,p,when\n{rows}")
}

fn evaluate(sandbox: &Sandbox, file: &str, more: &[&str]) -> Run {
    let start = ["evaluate", "--input", "csv", file];
    sandbox.run(start.iter().chain(more))
}

#[test]
fn a_table_of_any_kind_gives_the_known_estimates() {
    let sandbox = Sandbox::new();
    let run = evaluate(&sandbox, FIXTURE, &["--map", MODELLED, "--json"]);
    assert_eq!((run.code, &*run.errors), (Some(0), ""));
    let json: Value = serde_json::from_str(&run.output).unwrap();
    let said = |name: &str| {
        let mut all = json["estimators"].as_array().unwrap().iter();
        all.find(|it| it["estimator"] == name).unwrap()["estimate"].as_f64()
    };
    for (name, known) in [
        ("ips", 0.8308370676828388),
        ("snips", 0.8208697879784935),
        ("dm", 0.6878175703080426),
        ("dr", 0.8246831835521095),
        ("sndr", 0.823041251695464),
    ] {
        assert!((said(name).unwrap() / known - 1.0).abs() < 1e-9, "{name}");
    }
    assert_eq!(said("replay"), None);
    assert_eq!(json["log"]["rounds"], 10_000);
    assert_eq!(json["verdict"], "supported");
}

#[test]
fn the_table_says_what_the_log_is_worth_and_which_estimate_to_go_by() {
    let sandbox = Sandbox::new();
    let file = sandbox.write("people.csv", people());
    let file = file.to_str().unwrap();
    let map = "reward=r,propensity=p,action=what,unit=who,time=when";
    let run = evaluate(&sandbox, file, &["--map", map, "--target", "best-item"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    run.is_plain();
    let folder = sandbox.path("");
    insta::assert_snapshot!(run.output.replace(folder.to_str().unwrap(), ""));
}

#[test]
fn csv_has_one_line_for_each_estimator_and_never_a_number_that_is_none() {
    let sandbox = Sandbox::new();
    let more = [
        "--map",
        "reward=reward,propensity=propensity,target=target",
        "--csv",
    ];
    let run = evaluate(&sandbox, FIXTURE, &more);
    assert_eq!(run.code, Some(0));
    let mut reader = csv::Reader::from_reader(run.output.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 9);
    for row in &rows {
        let is_given = row[11] != *"refused";
        assert_eq!(
            row[2].parse::<f64>().is_ok_and(f64::is_finite),
            is_given,
            "{row:?}"
        );
    }
    assert!(
        rows[1][0] == *"ips" && rows[5][11] == *"refused",
        "{rows:?}"
    );
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let sandbox = Sandbox::new();
    let file = sandbox.write("people.csv", people());
    let map = "reward=r,propensity=p,action=what,unit=who,time=when";
    for interval in ["bootstrap", "bootstrap-rows"] {
        let said = |seed: &str| {
            let more = [
                "--map",
                map,
                "--interval",
                interval,
                "--resamples",
                "100",
                "--seed",
                seed,
            ];
            evaluate(&sandbox, file.to_str().unwrap(), &more).output
        };
        assert_eq!(said("1"), said("1"));
        assert_ne!(said("1"), said("2"));
    }
}

#[test]
fn a_log_that_cannot_tell_is_refused_with_the_reason() {
    let sandbox = Sandbox::new();
    let row = |row: u32| match row {
        77 => "1,0.0001,1\n".to_owned(),
        _ => format!("{},0.5,0.01\n", row % 2),
    };
    let rows: String = (0..1000).map(row).collect();
    let file = sandbox.write("few.csv", format!("r,p,t\n{rows}"));
    let map = ["--map", "reward=r,propensity=p,target=t"];
    let run = evaluate(&sandbox, file.to_str().unwrap(), &map);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(
        run.errors
            .contains("refused: the effective sample size is 1.0 of 1000 rounds")
    );
    assert!(run.output.contains("REFUSED: ") && run.output.contains("Go by none"));
    assert!(!run.output.contains("\nips "), "{}", run.output);
}

#[test]
fn an_estimator_that_was_asked_for_must_not_be_refused() {
    let sandbox = Sandbox::new();
    let map = "reward=reward,propensity=propensity,target=target";
    for (spec, code, reason) in [
        ("snips", 0, ""),
        ("dr", 1, "10000 of 10000 rounds have no prediction"),
        ("replay", 1, "replay holds for rounds drawn uniformly"),
        ("replay{adaptive}", 0, ""),
        ("ipps", 2, "there are replay, ips, snips"),
        ("dros{lambda=-1}", 2, "write `dros{lambda=100}`"),
    ] {
        let run = evaluate(&sandbox, FIXTURE, &["--map", map, "--estimator", spec]);
        assert_eq!(run.code, Some(code), "{spec}: {run:?}");
        assert!(run.errors.contains(reason), "{spec}: {run:?}");
        run.is_plain();
    }
}

#[test]
fn one_unit_has_no_interval_and_is_told_so() {
    let sandbox = Sandbox::new();
    let rows: String = (0..300)
        .map(|row| format!("{},0.5,0.5,me\n", row % 2))
        .collect();
    let file = sandbox.write("one.csv", format!("r,p,t,u\n{rows}"));
    let map = ["--map", "reward=r,propensity=p,target=t,unit=u"];
    let run = evaluate(&sandbox, file.to_str().unwrap(), &map);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(
        run.output
            .contains("all rounds are of one unit, so there is no interval")
    );
}

/// Messages with the line they are about, as a person reads them.
#[test]
fn bad_rows_are_refused_with_file_and_line() {
    let sandbox = Sandbox::new();
    let good = "r,p,t,u,w\n1,0.5,0.5,a,1\n\n";
    let mut said = String::new();
    for (case, text) in [
        ("empty", String::new()),
        ("only names", "r,p,t,u,w\n".to_owned()),
        ("propensity 0", format!("{good}1,0,0.5,a,1\n")),
        ("propensity above 1", format!("{good}1,1.5,0.5,a,1\n")),
        ("propensity missing", format!("{good}1,,0.5,a,1\n")),
        ("propensity negative", format!("{good}1,-0.1,0.5,a,1\n")),
        ("reward a word", format!("{good}yes,0.5,0.5,a,1\n")),
        ("reward NaN", format!("{good}NaN,0.5,0.5,a,1\n")),
        ("reward above 1", format!("{good}7,0.5,0.5,a,1\n")),
        ("target above 1", format!("{good}1,0.5,2,a,1\n")),
        ("unit missing", format!("{good}1,0.5,0.5,,1\n")),
        ("torn", format!("{good}1,0.5,0.")),
        ("escape", format!("{good}1,\u{1b}[2J,0.5,a,1\n")),
    ] {
        let file = sandbox.write("bad.csv", text);
        let map = ["--map", "reward=r,propensity=p,target=t,unit=u"];
        let run = evaluate(&sandbox, file.to_str().unwrap(), &map);
        run.refused(&["bad.csv"]);
        assert_eq!(
            (run.errors.lines().count(), &*run.output),
            (1, ""),
            "{run:?}"
        );
        let folder = file.parent().unwrap().to_str().unwrap();
        said += &format!("{case}: {}", run.errors.replace(folder, ""));
    }
    insta::assert_snapshot!(said);
}

#[test]
fn wrong_maps_are_refused_with_what_was_meant() {
    let sandbox = Sandbox::new();
    let file = sandbox.write("people.csv", people());
    let file = file.to_str().unwrap();
    for (arguments, said) in [
        (&[][..], "--input csv needs --map reward=COLUMN"),
        (
            &["--map", "reward=r,propensity=p"],
            "needs --map target=COLUMN",
        ),
        (
            &["--map", "reward=r,propensity=p,target=who2"],
            "people.csv:1: there is no column `who2`; did you mean `who`?",
        ),
        (
            &["--map", "reward=r,propnsity=p,target=p"],
            "there is no key `propnsity`; did you mean `propensity`?",
        ),
        (&["--map", "reward=r,reward=p"], "`reward` is there twice"),
        (&["--map", "reward"], "write `reward` as `KEY=COLUMN`"),
        (
            &["--map", "reward=r,propensity=p,target=p,q=p"],
            "q and v belong together",
        ),
        (
            &[
                "--map",
                "reward=r,propensity=p,target=p",
                "--target",
                "uniform",
            ],
            "say the same twice",
        ),
        (
            &[
                "--map",
                "reward=r,propensity=p,action=what",
                "--target",
                "best-item",
                "--train",
                "0",
            ],
            "--train 0 leaves 0 of 400",
        ),
        (
            &["--map", "reward=r,propensity=p,action=what,time=who"],
            "people.csv:2: `who` is `p0`; write a number, or a date",
        ),
        (
            &["--map", "reward=r,propensity=p,action=what", "--train", "1"],
            "a number from 0 to 0.9",
        ),
    ] {
        evaluate(&sandbox, file, arguments).refused(&[said]);
    }
    let missing = sandbox.path("missing.csv");
    let map = ["--map", "reward=r,propensity=p,target=t"];
    evaluate(&sandbox, missing.to_str().unwrap(), &map).refused(&["missing.csv: No such file"]);
}

/// A table with the columns of the Open Bandit Dataset: five items at two positions, uniform.
fn open_bandit(rows: u32, propensity: f64) -> String {
    let affinities: String = (0..5)
        .map(|item| format!(",user-item_affinity_{item}"))
        .collect();
    let row = |row: u32| {
        let hash = row.wrapping_mul(2_654_435_761) >> 12;
        let item = hash % 5;
        let click = u32::from((hash / 5) % 20 < 2 + 3 * item);
        let likes: String = (0..5)
            .map(|it| format!(",{}.0", u32::from(it == row % 5)))
            .collect();
        let (minute, second) = (row / 60 % 60, row % 60);
        format!(
            "{row},2019-11-24 {:02}:{minute:02}:{second:02}.5+00:00,{item},{},{click},{propensity},f{}{likes}\n",
            row / 3600,
            1 + hash % 2,
            hash % 3,
        )
    };
    let rows: String = (0..rows).map(row).collect();
    format!(",timestamp,item_id,position,click,propensity_score,user_feature_0{affinities}\n{rows}")
}

#[test]
fn a_table_of_the_open_bandit_dataset_is_judged_by_its_second_half() {
    let sandbox = Sandbox::new();
    let file = sandbox.write("items.csv", open_bandit(4000, 0.2));
    let file = file.to_str().unwrap();
    let json = |more: &[&str]| -> Value {
        let start = ["evaluate", "--input", "obd", file, "--json"];
        serde_json::from_str(&sandbox.print(start.iter().chain(more))).unwrap()
    };
    let uniform = json(&[]);
    assert_eq!(uniform["log"]["rounds"], 2000);
    assert_eq!(uniform["training"]["rows"], 2000);
    assert_eq!(uniform["target"], "uniform over 5 items");
    let of = |json: &Value, name: &str| {
        let mut all = json["estimators"].as_array().unwrap().clone().into_iter();
        all.find(|it| it["estimator"] == name).unwrap()
    };
    // The log is uniform itself, so its mean is the answer, and replay agrees.
    let logged = uniform["logged"]["estimate"].as_f64().unwrap();
    let ips = of(&uniform, "ips");
    assert!((ips["estimate"].as_f64().unwrap() - logged).abs() < 1e-12);
    let replay = of(&uniform, "replay");
    let off = replay["estimate"].as_f64().unwrap() - logged;
    assert!(off.abs() < 4.0 * replay["standard_error"].as_f64().unwrap());
    assert!(replay["rounds"].as_u64().unwrap().abs_diff(400) < 80);
    // Item 4 is clicked in 14 of 20 cases.
    let best = json(&["--target", "best-item"]);
    assert!(
        best["target"]
            .as_str()
            .unwrap()
            .starts_with("always item 4")
    );
    for name in ["snips", "dr", "replay"] {
        let said = of(&best, name);
        let error = said["standard_error"].as_f64().unwrap();
        assert!(
            (said["estimate"].as_f64().unwrap() - 0.7).abs() < 4.0 * error,
            "{said}"
        );
    }
    let whole = json(&["--train", "0"]);
    assert_eq!(
        (&whole["log"]["rounds"], &whole["training"]["reward_model"]),
        (&Value::from(4000), &Value::Null)
    );
    assert!(
        of(&whole, "dr")["refused"]
            .as_str()
            .unwrap()
            .contains("no prediction")
    );
}

#[test]
fn a_broken_table_of_the_open_bandit_dataset_is_refused() {
    let sandbox = Sandbox::new();
    let good = open_bandit(50, 0.2);
    for (from, to, said) in [
        (
            "propensity_score",
            "propensity_scores",
            "items.csv:1: there is no column `propensity_score`; did you mean `propensity_scores`?",
        ),
        (
            "2019-11-24 00:00:09.5+00:00",
            "yesterday",
            "items.csv:11: `timestamp` is `yesterday`",
        ),
        (
            ",0.2,f",
            ",0,f",
            "items.csv:2: `propensity_score` is wrong: the propensity is 0",
        ),
        (
            ",0.2,f",
            ",,f",
            "items.csv:2: `propensity_score` is missing",
        ),
    ] {
        let file = sandbox.write("items.csv", good.replace(from, to));
        let run = sandbox.run(["evaluate", "--input", "obd", file.to_str().unwrap()]);
        run.refused(&[said]);
    }
}

//! `keyart bake-off`: what it prints and what it refuses.

use serde_json::Value;

use crate::sandbox::Sandbox;

/// Three classes on a line, in no order, with names above.
fn line() -> String {
    let row = |row: u32| {
        let place = row * 7919 % 300;
        let class = ["low", "middle", "high"][place as usize / 100];
        format!("{place},{},{class}\n", place * place)
    };
    let rows: String = (0..300).map(row).collect();
    format!("place,square,where\n{rows}")
}

#[test]
fn the_best_policy_stands_first_and_the_lottery_is_as_bad_as_it_must_be() {
    let sandbox = Sandbox::new();
    let file = sandbox.write("line.csv", line());
    let file = file.to_str().unwrap();
    let json = sandbox.print(["bake-off", file, "--json", "--seeds", "3"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    let set = &json["sets"][0];
    assert_eq!(set["classes"].as_array().unwrap().len(), 3);
    assert_eq!(
        (&set["rows"], &set["features"]),
        (&Value::from(300), &Value::from(2))
    );
    assert_eq!(set["scaled"], Value::from(true));
    let policies = json["policies"].as_array().unwrap();
    let means: Vec<f64> = policies
        .iter()
        .map(|it| it["mean"].as_f64().unwrap())
        .collect();
    assert!(means.is_sorted(), "{means:?}");
    assert!(means[0] < 0.25, "{}", policies[0]);
    let mean_of = |name: &str| {
        let place = policies.iter().position(|it| it["policy"] == name);
        means[place.unwrap()]
    };
    assert_eq!(mean_of("fixed"), 2.0 / 3.0);
    assert!((mean_of("uniform") - 2.0 / 3.0).abs() < 0.07);
    for policy in policies {
        let losses = policy["sets"][0]["losses"].as_array().unwrap();
        let sum: f64 = losses.iter().map(|it| it.as_f64().unwrap()).sum();
        assert_eq!(losses.len(), 3);
        assert!((sum / 3.0 - policy["mean"].as_f64().unwrap()).abs() < 1e-12);
    }
}

#[test]
fn the_table_names_policies_sets_and_what_was_done_to_the_numbers() {
    let sandbox = Sandbox::new();
    let (line, square) = (
        sandbox.write("line.csv", line()),
        sandbox.write("unit.csv", "0,0,0\n1,1,1\n0,1,0\n1,0,1\n"),
    );
    let arguments = [
        "bake-off",
        "--policy",
        "linucb{alpha=0.3}",
        "--policy",
        "fixed",
        "--seeds",
        "1",
    ];
    let files = [line.to_str().unwrap(), square.to_str().unwrap()];
    insta::assert_snapshot!(sandbox.print(arguments.iter().chain(&files)));
}

#[test]
fn bad_input_is_refused_with_its_line() {
    let sandbox = Sandbox::new();
    let bad = sandbox.write("bad.csv", "1,2,0\n3,,1\n");
    let odd = sandbox.write("odd\u{1b}[31m.csv", "1,2,0\n3,1\n");
    let missing = sandbox.path("missing.csv");
    let files = [&bad, &odd, &missing].map(|path| path.to_str().unwrap());
    sandbox.run(["bake-off"].iter().chain(&files)).refused(&[
        "bad.csv:2: field 2 is ``; write a finite number",
        ".csv:2: 2 fields, but the lines above have 3",
        "missing.csv: No such file",
    ]);
    let good = sandbox.write("good.csv", "0,0\n1,1\n");
    let good = good.to_str().unwrap();
    let content = sandbox.run(["bake-off", "--policy", "content", good]);
    content.refused(&["`content` chooses by the features of artwork"]);
    sandbox.run(["bake-off"]).refused(&["DATA.csv"]);
    sandbox
        .run(["bake-off", good, "--seeds", "0"])
        .refused(&["--seeds"]);
}

//! `keyart experiment`: what it prints and what it refuses.

use std::{
    io::Write,
    process::{Command, Stdio},
};

use serde_json::Value;

use crate::sandbox::Sandbox;

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn words(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}

/// Runs the program with `input` on its standard input; gives code, output and errors.
fn with_input(sandbox: &Sandbox, line: &str, input: &[u8]) -> (Option<i32>, String, String) {
    let mut command: Command = sandbox.command();
    command.args(words(line)).stdin(Stdio::piped());
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Who refuses a line does not read on.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

#[test]
fn power_answers_with_members_effect_or_power() {
    let sandbox = Sandbox::new();
    let line = "experiment power --baseline 0.1 --effect 20% --members-per-day 500";
    let text = sandbox.print(words(line));
    assert!(
        text.contains("3,841") && text.contains("7,682") && text.contains("  16\n"),
        "{text}"
    );
    let answer = |line: &str, place: usize| {
        let line = format!("experiment power --json --baseline 0.1 {line}");
        json(&sandbox.print(words(&line)))["answers"][place].clone()
    };
    assert_eq!(answer("--effect 0.05", 0), answer("--effect 50%", 0));
    assert_eq!(answer("--effect 0.02", 0)["days"], Value::Null);
    let least = answer("--members 3841", 0)["effect"].as_f64().unwrap();
    assert!((least - 0.02).abs() < 1e-5, "{least}");
    let power = answer("--members 3841 --effect 0.02", 0)["power"]
        .as_f64()
        .unwrap();
    assert!((0.8..0.8001).contains(&power), "{power}");
    let down = answer("--effect -20%", 0);
    assert_eq!(down["members_baseline"], 3213);
    assert!((down["lift"].as_f64().unwrap() + 0.2).abs() < 1e-12);
    let any = answer("--effect 20%", 1)["members_baseline"]
        .as_u64()
        .unwrap();
    assert!(any > 3841 && any < 2 * 3841, "{any}");
}

#[test]
fn power_counts_cells_and_what_impressions_of_a_member_are_worth() {
    let sandbox = Sandbox::new();
    let line = "experiment power --baseline 0.1 --effect 5% --power 0.8 --alpha 0.05 --cells 3 \
                --per-member 20 --icc 0.01 --members-per-day 1000";
    let text = sandbox.print(words(line));
    insta::assert_snapshot!(text, @r#"
    3 cells, baseline 10 %, two-sided at 5 %, 2.5 % for each of 2 comparisons
    20 impressions a member, which are worth 16.81 independent ones (design effect 1.190)

    look              effect     lift   power  baseline  other cells  all members  days
    once      +0.5000 points  +5.00 %  80.0 %     4,163        4,163       12,489    13
    any time  +0.5000 points  +5.00 %  80.0 %     7,436        7,436       22,308    23

    "once" must not be looked at before its members are there. "any time" may be, and stops when the
    effect is shown: mostly earlier than its members say, and by then with that power.
    "#);
    let value = json(&sandbox.print(words(&format!("{line} --json"))));
    assert_eq!(value["alpha_of_comparison"], Value::from(0.025));
    assert_eq!(value["design_effect"], Value::from(1.19));
}

#[test]
fn power_refuses_what_cannot_be() {
    let sandbox = Sandbox::new();
    for (line, part) in [
        ("--baseline 1.5 --effect 5%", "above 0 and below 1"),
        ("--baseline nan --effect 0.1 --deviation 1", "baseline"),
        ("--baseline 0.1 --effect 0", "must not be 0"),
        ("--baseline 0.1 --effect 1000%", "between 0 and 1"),
        (
            "--baseline 0.1 --effect x",
            "a share of the baseline such as 5%",
        ),
        (
            "--baseline 0.1 --effect nan",
            "a share of the baseline such as 5%",
        ),
        ("--baseline 0.1", "--effect"),
        ("--baseline 0.1 --effect 5% --power 1", "below 1"),
        ("--baseline 0.1 --effect 5% --alpha 0", "such as 0.05"),
        ("--baseline 0.1 --effect 5% --cells 1", "2..=1000"),
        ("--baseline 0.1 --effect 5% --icc 2", "correlation 2"),
        ("--baseline 0.1 --effect 0.0000001%", "larger effect"),
        (
            "--baseline 0.1 --effect 5% --allocation 0",
            "for each of the baseline",
        ),
    ] {
        let line = format!("experiment power {line}");
        sandbox.run(words(&line)).refused(&[part]);
    }
}

#[test]
fn units_keep_their_cells_from_arguments_and_from_standard_input() {
    let sandbox = Sandbox::new();
    let line = "experiment assign --salt demo --cells a,b,c --weights 2,1,1";
    let units: Vec<String> = (0..50).map(|it| format!("unit {it}")).collect();
    let arguments = words(line)
        .into_iter()
        .chain(units.iter().map(String::as_str));
    let text = sandbox.print(arguments);
    assert_eq!(text.lines().count(), 50);
    assert!(text.starts_with("unit 0\t"), "{text}");
    let input = units.join("\r\n") + "\n\n";
    let (code, output, errors) = with_input(&sandbox, &format!("{line} -"), input.as_bytes());
    assert_eq!((code, &*errors), (Some(0), ""));
    assert_eq!(output, text);
    let other = line.replace("demo", "other");
    let other = words(&other).into_iter();
    let other = sandbox.print(other.chain(units.iter().map(String::as_str)));
    assert_ne!(other, output);
    let line = sandbox.print(words(
        "experiment assign --salt s --cells x,y --numbered --json 17",
    ));
    let value = json(&line);
    assert_eq!(value["unit"], "17");
    assert!(value["cell"] == "x" || value["cell"] == "y");
}

#[test]
fn assign_refuses_cells_and_units_that_are_none() {
    let sandbox = Sandbox::new();
    for (line, part) in [
        ("--salt s --cells a u", "at least two cells"),
        ("--salt s --cells a,a u", "two cells are called `a`"),
        ("--salt s --cells a,,b u", "no name"),
        ("--salt s:t --cells a,b u", "colon"),
        (
            "--salt s --cells a,b --weights 1 u",
            "2 cells have 1 weights",
        ),
        ("--salt s --cells a,b --weights 1,nan u", "NaN"),
        (
            "--salt s --cells a,b --numbered seven",
            "`seven` is not the number",
        ),
        ("--salt s --cells a,b", "UNIT"),
        ("--cells a,b u", "--salt"),
    ] {
        let line = format!("experiment assign {line}");
        sandbox.run(words(&line)).refused(&[part]);
    }
    let line = "experiment assign --salt s --cells a,b -";
    let (code, output, errors) = with_input(&sandbox, line, b"fine\n\xFF\xFE\n");
    assert_eq!(code, Some(2));
    assert!(output.starts_with("fine\t"), "{output}");
    assert!(
        errors.contains("line 2") && errors.contains("UTF-8"),
        "{errors}"
    );
    let (code, _, errors) = with_input(&sandbox, line, &vec![b'x'; 70_000]);
    assert_eq!(
        (code, errors.contains("line 1: longer")),
        (Some(2), true),
        "{errors}"
    );
    let (_, output, _) = with_input(&sandbox, line, "\u{1b}[31mred\u{202e}\n".as_bytes());
    assert!(!output.contains(['\u{1b}', '\u{202e}']), "{output:?}");
}

#[test]
fn srm_exits_with_1_when_counts_do_not_fit() {
    let sandbox = Sandbox::new();
    let holds = sandbox.print(["experiment", "srm", "5000,5210"]);
    assert!(holds.starts_with("The cells have the members"), "{holds}");
    let run = sandbox.run(["experiment", "srm", "821588,815482"]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.errors
            .contains("Sample-ratio mismatch: cell 1 has 50.19 %"),
        "{}",
        run.errors
    );
    let run = sandbox.run(["experiment", "srm", "821588,815482", "--json"]);
    assert_eq!(
        (run.code, &json(&run.output)["verdict"]),
        (Some(1), &Value::from("mismatch"))
    );
    let few = sandbox.print(words("experiment srm 3,4 --json"));
    assert_eq!(json(&few)["verdict"], "too-few");
    let weighted = sandbox.print(words("experiment srm 1000,2010 --weights 1,2 --json"));
    assert_eq!(json(&weighted)["verdict"], "holds");
    for (line, part) in [
        ("5000", "at least two"),
        ("5,x", "invalid"),
        ("5,-1", "-1"),
        ("5,6 --weights 1", "2 counts have 1 weights"),
        ("50,60 --weights 1,0", "weight 0"),
    ] {
        sandbox
            .run(words(&format!("experiment srm {line}")))
            .refused(&[part]);
    }
}

#[test]
fn the_demonstration_repeats_and_shows_the_trap() {
    let sandbox = Sandbox::new();
    let line = "experiment aa --runs 60 --peeks 40 --members 30 --seed 5";
    let text = sandbox.print(words(line));
    assert_eq!(text, sandbox.print(words(line)));
    assert!(text.contains("always-valid, looked at 40 times"), "{text}");
    let value = json(&sandbox.print(words(&format!("{line} --json"))));
    let claims = |place: usize| value["tests"][place]["claims"].as_u64().unwrap();
    assert!(
        claims(1) > claims(0) + 5 && claims(1) > claims(2) + 5,
        "{value}"
    );
    sandbox
        .run(words("experiment aa --members 5"))
        .refused(&["30..=100000"]);
}

//! What the program finds out about the terminal that it runs in.

use std::{fs, os::unix::fs::PermissionsExt};

use pty_process::blocking::Command;
use serde_json::Value;

use crate::{
    pty::{Manner, Terminal},
    sandbox::{KEYART, Sandbox},
};

/// The report that doctor prints into a file in the terminal, as in `keyart doctor --json >FILE`.
fn report(sandbox: &Sandbox, manner: Manner, script: &str) -> Value {
    let file = sandbox.path("report.json");
    let script = format!("{script} '{KEYART}' doctor --json >'{}'", file.display());
    let command = Command::new("/bin/sh")
        .env_clear()
        .envs(sandbox.variables())
        .args(["-c", &script]);
    let mut terminal = Terminal::run(command, manner);
    assert_eq!(terminal.end().code(), Some(0), "{}", terminal.text());
    terminal.is_given_back();
    serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap()
}

fn answer(report: &Value, question: &str) -> Value {
    let answers = report["answered"].as_array().unwrap();
    let found = answers.iter().find(|it| it["question"] == question);
    found.map_or(Value::Null, |it| it["answer"].clone())
}

#[test]
fn doctor_asks_the_terminal_though_its_output_goes_elsewhere() {
    let report = report(&Sandbox::new(), Manner::Kitty, "");
    assert_eq!(report["chosen"]["protocol"], "kitty");
    assert_eq!(report["chosen"]["cell"], serde_json::json!([10, 20]));
    assert_eq!(report["chosen"]["synchronized"], true);
    assert_eq!(answer(&report, "name and version"), "kitty(0.41.1)");
    assert_eq!(answer(&report, "background colour"), "#1e2020");
    assert!(report["milliseconds"].as_f64().unwrap() >= 0.0);
    let asked = report["asked"].as_array().unwrap();
    let escape = |escape: &str| asked.iter().any(|it| it["escape"] == escape);
    assert!(escape("ESC [>0q") && escape("ESC [c"), "{asked:?}");
}

#[test]
fn doctor_says_so_where_the_terminal_keeps_silent() {
    let report = report(&Sandbox::new(), Manner::Mute, "");
    assert_eq!(report["milliseconds"], Value::Null);
    assert_eq!(answer(&report, "name and version"), Value::Null);
    assert_eq!(report["chosen"]["protocol"], "half");
    let why = report["chosen"]["why"].as_str().unwrap();
    assert!(why.contains("did not say what it can do"), "{why}");
}

/// Puts a command called tmux into the sandbox, which does what `script` says.
fn tmux(sandbox: &Sandbox, script: &str) -> String {
    let file = sandbox.write("bin/tmux", format!("#!/bin/sh\n{script}\n"));
    fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
    let folder = file.parent().unwrap().display();
    format!("TMUX=x,1,0 PATH='{folder}':/usr/bin:/bin")
}

#[test]
fn tmux_is_asked_what_is_outside() {
    let sandbox = Sandbox::new();
    let said = "3.3a|1|xterm-kitty|title|kitty(0.41.1)";
    let variables = tmux(&sandbox, &format!("echo '{said}'"));
    let report = report(&sandbox, Manner::Tmux, &variables);
    assert_eq!(report["chosen"]["protocol"], "kitty");
    assert_eq!(report["chosen"]["transfer"], "tmux");
    assert_eq!(answer(&report, "outside tmux"), "kitty(0.41.1)");
    assert_eq!(answer(&report, "let through by tmux"), "on");
}

#[test]
fn a_tmux_that_has_just_started_is_asked_until_it_knows_what_is_outside() {
    let sandbox = Sandbox::new();
    let flag = sandbox.path("asked");
    let flag = flag.display();
    let script = format!(
        "[ -e '{flag}' ] && outer='kitty(0.41.1)'; : >'{flag}'\n\
         echo \"3.3a|1|xterm-kitty|title|$outer\""
    );
    let variables = tmux(&sandbox, &script);
    let report = report(&sandbox, Manner::Tmux, &variables);
    assert_eq!(report["chosen"]["protocol"], "kitty");
}

#[test]
fn tmux_is_not_sent_what_it_takes_for_a_title() {
    let sandbox = Sandbox::new();
    let variables = tmux(&sandbox, "exit 1") + " TERM=tmux-256color";
    let report = report(&sandbox, Manner::Tmux, &variables);
    let asked = report["asked"].as_array().unwrap();
    assert!(!asked.iter().any(|it| it["question"] == "kitty graphics"));
}

#[test]
fn a_tmux_that_hangs_or_babbles_holds_nothing_up() {
    let sandbox = Sandbox::new();
    for script in [
        "exec sleep 600",
        "sleep 2 & exit 0",
        "exec yes",
        "exit 1",
        "kill -9 $$",
    ] {
        let variables = tmux(&sandbox, script);
        let report = report(&sandbox, Manner::Tmux, &variables);
        assert_eq!(report["chosen"]["protocol"], "half", "{script}");
        let why = report["chosen"]["why"].as_str().unwrap();
        assert!(why.contains("tmux could not be asked"), "{script}: {why}");
    }
}

#[test]
fn keys_typed_while_the_terminal_is_asked_are_kept() {
    let sandbox = Sandbox::new();
    let mut terminal = Terminal::start(&sandbox, Manner::TypedInto, &[]);
    terminal.shows("/ search");
}

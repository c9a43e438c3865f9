//! Scripts that are wrong, with what a person is told.

use std::{fs, path::PathBuf};

use crate::sandbox::Sandbox;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/script/invalid")
}

#[test]
fn every_problem_of_an_invalid_script_is_told_where_it_is() {
    let entries = fs::read_dir(folder()).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".keyart"))
        .collect();
    names.sort();
    assert!(names.len() > 10);
    let sandbox = Sandbox::new();
    for name in names {
        let mut command = sandbox.command();
        command
            .current_dir(folder())
            .args(["script", "check", &name]);
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{name}");
        let told = String::from_utf8(output.stdout).unwrap();
        let expected = folder().join(name.replace(".keyart", ".expected.txt"));
        let expected = fs::read_to_string(expected).unwrap_or_default();
        assert_eq!(told, expected, "{name} is told as\n{told}");
        assert!(!told.contains(|c: char| c.is_control() && c != '\n'));
    }
}

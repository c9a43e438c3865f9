//! The library of session scripts in `tests/scripts` passes, as anybody would play it.

use std::path::{Path, PathBuf};

use crate::sandbox::Sandbox;

fn library() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scripts")
}

#[test]
fn every_script_of_the_library_passes() {
    let sandbox = Sandbox::new();
    let run = sandbox.run([Path::new("run"), &library()]);
    assert_eq!((run.code, &*run.errors), (Some(0), ""), "{}", run.output);
    assert!(run.output.contains(" passed in "), "{}", run.output);
}

#[test]
fn the_scripts_of_the_documents_pass() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (document, fence) in [("README.md", "```keyart\n"), ("docs/SCRIPTS.md", "```\n")] {
        let text = std::fs::read_to_string(root.join(document)).unwrap();
        let script = text.split(fence).nth(1).unwrap();
        let script = script.split("```").next().unwrap();
        let sandbox = Sandbox::new();
        let path = sandbox.write("a.keyart", script);
        let run = sandbox.run([Path::new("run"), &path]);
        assert_eq!(run.code, Some(0), "{document}: {run:?}");
    }
}

#[test]
fn a_script_leaves_nothing_behind_but_what_it_was_asked_for() {
    let sandbox = Sandbox::new();
    let script = sandbox.write(
        "a.keyart",
        "Profile \"Romy\"\nExpect place is page\nScreenshot \"shots/page.txt\"\n",
    );
    let before = sandbox.files();
    sandbox.print([Path::new("run"), &script]);
    let new: Vec<PathBuf> = sandbox
        .files()
        .into_iter()
        .filter(|file| !before.contains(file))
        .collect();
    assert_eq!(new, [sandbox.path("shots"), sandbox.path("shots/page.txt")]);
}

#[test]
fn an_expectation_that_is_not_met_is_told_with_the_screen_and_what_repeats_it() {
    let sandbox = Sandbox::new();
    let script = sandbox.write(
        "a.keyart",
        "Profile \"Romy\"\nLet name = \"Romy\"\nExpect screen lacks \"${name}\"\nPlay\n",
    );
    let run = sandbox.run([Path::new("run"), &script]);
    assert_eq!(run.code, Some(1), "{run:?}");
    for part in [
        "a.keyart:3",
        "lacks \"Romy\"",
        "line 1 has it",
        "^^^^",
        "keyart run ",
    ] {
        assert!(
            run.output.contains(part),
            "{part:?} is not in {}",
            run.output
        );
    }
    // The last line was not played.
    assert!(!run.output.contains("Stop"), "{}", run.output);
}

#[test]
fn what_a_script_asks_for_and_does_not_exist_is_told_with_its_place() {
    let sandbox = Sandbox::new();
    for (script, parts) in [
        (
            "Profile \"Romi\"\n",
            &["a.keyart:1:1", "did you mean `Romy`"][..],
        ),
        (
            "Profile Romy\nOpen \"Neon Harbour\"\n",
            &["a.keyart:2:1", "did you mean `Neon Harbor`"],
        ),
        (
            "Profile Romy\nScreenshot \"../x.png\"\n",
            &["a.keyart:2:", "leaves the folder"],
        ),
        (
            "Set Catalog \"no.toml\"\nProfile Romy\n",
            &["a.keyart:1:1", "no.toml"],
        ),
        (
            "Set Data \"no\"\nProfile Romy\n",
            &["a.keyart:1:1", "no such folder"],
        ),
        (
            "Profile Romy\nRepeat 100000\n  Repeat 100000\n    Move down\n  End\nEnd\n",
            &["100000 steps"],
        ),
    ] {
        let path = sandbox.write("a.keyart", script);
        let run = sandbox.run([Path::new("run"), &path]);
        assert_eq!(run.code, Some(2), "{script}: {run:?}");
        let said = run.output + &run.errors;
        for part in parts {
            assert!(said.contains(part), "{part:?} is not in {said}");
        }
    }
}

#[test]
fn a_link_out_of_the_folder_is_no_place_for_a_screenshot() {
    let sandbox = Sandbox::new();
    sandbox.write("elsewhere/x", "");
    let script = sandbox.write(
        "scripts/a.keyart",
        "Profile Romy\nExpect place is page\nScreenshot \"out/page.txt\"\n",
    );
    std::os::unix::fs::symlink(sandbox.path("elsewhere"), sandbox.path("scripts/out")).unwrap();
    let run = sandbox.run([Path::new("run"), &script]);
    assert_eq!(run.code, Some(74), "{run:?}");
    assert!(run.output.contains("leads out of the folder"), "{run:?}");
    assert!(!sandbox.path("elsewhere/page.txt").exists());
}

#[test]
fn snapshots_are_stored_only_where_somebody_asks_and_looks() {
    let sandbox = Sandbox::new();
    let script = sandbox.write("a.keyart", "Expect screen matches snapshot \"gate\"\n");
    let run = |options: &[&str]| {
        let mut command = sandbox.command();
        command.arg("run").arg(&script).args(options);
        crate::sandbox::finish(&mut command)
    };
    let missing = run(&[]);
    assert_eq!(missing.code, Some(1), "{missing:?}");
    assert!(missing.output.contains("--update"), "{missing:?}");
    let mut refused = sandbox.command();
    refused
        .arg("run")
        .arg(&script)
        .arg("--update")
        .env("CI", "true");
    crate::sandbox::finish(&mut refused).refused(&["--update", "CI"]);
    assert_eq!(run(&["--update"]).code, Some(0));
    assert_eq!(run(&[]).code, Some(0));
    let stored = sandbox.path("snapshots/a/gate.txt");
    let screen = std::fs::read_to_string(&stored).unwrap();
    std::fs::write(&stored, screen.replace("Romy", "Rory")).unwrap();
    let differs = run(&[]);
    assert_eq!(differs.code, Some(1));
    for sign in ["- ", "+ "] {
        let is_there = |line: &str| line.trim_start().starts_with(sign);
        assert!(differs.output.lines().any(is_there), "{}", differs.output);
    }
}

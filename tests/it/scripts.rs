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
    assert!(
        run.output.contains("2 steps, 1 expectation"),
        "{}",
        run.output
    );
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
fn an_included_line_writes_where_the_script_is() {
    let sandbox = Sandbox::new();
    sandbox.write("shared/shot.keyart", "Screenshot \"page.txt\"\n");
    let text = "Profile Romy\nExpect place is page\nInclude \"../shared/shot.keyart\"\n";
    let script = sandbox.write("own/a.keyart", text);
    sandbox.print([Path::new("run"), &script]);
    assert!(sandbox.path("own/page.txt").exists());
    assert!(!sandbox.path("shared/page.txt").exists());
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

/// What an expectation at the end of `script` comes to: the exit code and all that is said.
fn outcome(sandbox: &Sandbox, script: &str) -> (Option<i32>, String) {
    let path = sandbox.write("a.keyart", script);
    let run = sandbox.run([Path::new("run"), &path]);
    (run.code, run.output + &run.errors)
}

#[test]
fn what_cannot_be_told_is_neither_so_nor_not_so() {
    let sandbox = Sandbox::new();
    for (script, part) in [
        // Nothing is there that could be looked at.
        (
            "Profile Romy\nExpect row 99 lacks \"Neon Harbor\"",
            "a row 99",
        ),
        ("Profile Romy\nExpect row 99 is not \"My list\"", "a row 99"),
        (
            "Profile Romy\nExpect line 37 lacks \"error\"",
            "the screen has 36",
        ),
        ("Expect row 1 lacks \"Neon Harbor\"", "nobody watches"),
        ("Expect changes = 0", "nobody does"),
        ("Expect focus is not \"Neon Harbor\"", "nothing has it"),
        ("Expect log verifies", "0 of 0"),
        // The gate hides the page.
        ("Profile Romy\nBack\nExpect rows > 1", "nobody watches"),
        (
            "Profile Romy\nBack\nExpect profile is Romy",
            "nobody watches",
        ),
        (
            "Profile Romy\nBack\nExpect artwork of \"Neon Harbor\" is \"couple\"",
            "nobody watches",
        ),
        // The program is not there any more.
        ("Profile Romy\nQuit\nExpect place is page", "it has ended"),
        (
            "Profile Romy\nPress q\nExpect screen contains Romy",
            "it has ended",
        ),
        ("Profile Romy\nPress q 2", "it has ended"),
        // The screen has no room for what is missed.
        (
            "Set Size 40x10\nProfile Romy\nExpect screen lacks Continue",
            "60x20 or more",
        ),
        // Nothing comes of it.
        ("Expect place is gate\nThumbUp", "does nothing"),
        ("Profile Romy\nSearch zzzz\nWhy", "does nothing"),
        ("Profile Kit\nPlay 10m of \"Neon Harbor\"", "not for 7+"),
        (
            "Profile Kit\nSearch neon\nFocus \"Neon Harbor\"",
            "not for 7+",
        ),
    ] {
        let (code, said) = outcome(&sandbox, script);
        assert_eq!(code, Some(1), "{script}: {said}");
        assert!(said.contains(part), "{script}: {part:?} is not in {said}");
    }
}

#[test]
fn what_would_always_hold_is_refused() {
    let sandbox = Sandbox::new();
    for (script, part) in [
        ("Expect screen contains \"\"", "an empty text"),
        ("Expect screen contains //", "matches everywhere"),
        ("Expect screen contains /x*/", "matches everywhere"),
        (
            "Let film = Romy\nExpect screen lacks \"$film\"",
            "write `${film}`",
        ),
        (
            "Let film = Romy\nExpect screen lacks /^$film/",
            "write `${film}`",
        ),
        ("Wait 3s\nExpect place is gate", "did you mean `Advance`"),
    ] {
        let (code, said) = outcome(&sandbox, script);
        assert_eq!(code, Some(2), "{script}: {said}");
        assert!(said.contains(part), "{script}: {part:?} is not in {said}");
    }
    // An empty line can be expected.
    let (code, said) = outcome(
        &sandbox,
        "Profile Romy\nWhy\nBack\nExpect line 17 contains /^$/",
    );
    assert!(matches!(code, Some(0 | 1)), "{said}");
}

#[test]
fn to_look_at_another_profile_changes_nothing() {
    let sandbox = Sandbox::new();
    // Uniform draws, and variety, for which what hangs on a page counts.
    let evening = |look: &str| {
        format!(
            "Set Policy uniform\nSet Diversity 0.5\nProfile Romy\nFocus \"Neon Harbor\"\n{look}\n\
             Play 50%\nProfile Cole\nFocus \"Orbit of Two\"\n{look}\nProfile Romy\nSplit\n\
             Expect screen contains Cole\n"
        )
    };
    let log = |name: &str, script: &str| {
        let path = sandbox.write(&format!("{name}.keyart"), script);
        let keep = sandbox.path(name);
        let arguments = [
            "run".as_ref(),
            path.as_os_str(),
            "--keep".as_ref(),
            keep.as_os_str(),
        ];
        let run = sandbox.run(arguments);
        assert_eq!(run.code, Some(0), "{run:?}");
        let files = sandbox.files().into_iter();
        let mut logs = files.filter(|file| file.starts_with(&keep));
        let log = logs.find(|file| file.extension().is_some_and(|it| it == "jsonl"));
        std::fs::read(log.unwrap()).unwrap()
    };
    let look = "Expect artwork of \"Neon Harbor\" differs from profile Axel";
    assert!(log("plain", &evening("")) == log("looking", &evening(look)));
}

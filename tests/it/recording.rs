//! Sessions that are recorded in a terminal, and scripts that are played in one.

use std::{fs, path::Path};

use crate::{
    pty::{Manner, Terminal},
    sandbox::{Sandbox, catalog, finish},
};

/// The names and contents of all files below `folder`.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            found.push((name, fs::read(path).unwrap()));
        }
    }
    found.sort();
    found
}

/// Plays the script `name`, which must pass; the files that it leaves.
fn replayed(sandbox: &Sandbox, name: &str) -> Vec<(String, Vec<u8>)> {
    let keep = sandbox.path("replayed");
    let script = sandbox.path(name);
    let run = sandbox.run([
        "run".as_ref(),
        script.as_os_str(),
        "--keep".as_ref(),
        keep.as_os_str(),
    ]);
    let text = fs::read_to_string(&script).unwrap();
    assert_eq!(run.code, Some(0), "{}{}\n{text}", run.output, run.errors);
    files(&keep)
}

fn recording(sandbox: &Sandbox, arguments: &[&str]) -> Terminal {
    let script = sandbox.path("evening.keyart");
    let all = [&["record", script.to_str().unwrap()], arguments].concat();
    let mut terminal = Terminal::start(sandbox, Manner::Xterm, &all);
    terminal.shows("● rec");
    terminal
}

#[test]
fn what_was_done_in_a_terminal_is_done_again_with_the_same_log() {
    let sandbox = Sandbox::new();
    let kept = sandbox.path("kept");
    let mut terminal = recording(&sandbox, &["--keep", kept.to_str().unwrap()]);
    terminal.shows("Who's watching?");
    terminal.type_keys("\r");
    terminal.shows("/ search");
    terminal.type_keys("jl\r");
    terminal.shows("Artwork set");
    terminal.type_keys("\r");
    terminal.shows("Esc stop");
    terminal.type_keys("\x1b");
    terminal.shows("Artwork set");
    terminal.type_keys("\x1b");
    terminal.shows("/ search");
    terminal.type_keys("2");
    terminal.shows("2 Cole");
    terminal.type_keys("]z\x1b[<0;60;25M\x1b[<0;60;25m\x1b[<65;60;25M");
    terminal.shows("z does nothing here");
    terminal.type_keys("/pap");
    terminal.shows("Too Much Paprika");
    terminal.type_keys("rika\r");
    terminal.shows("Artwork set");
    terminal.type_keys("\r");
    terminal.shows("Esc stop");
    // The film ends by itself.
    terminal.shows("Artwork set");
    terminal.resize(100, 30);
    terminal.type_keys("\x1b");
    terminal.shows("Search");
    terminal.type_keys("\x1b");
    terminal.shows("/ search");
    terminal.type_keys("q");
    assert!(terminal.end().success(), "{}", terminal.text());
    terminal.is_given_back();
    let script = fs::read_to_string(sandbox.path("evening.keyart")).unwrap();
    for part in [
        "Profile \"Romy\"",
        "SwitchProfile \"Cole\"",
        "Command more-variety",
        "Press z",
        "Expect focus is \"Too Much Paprika\"",
        "Resize 100x30",
        "Expect log plays = ",
        "Expect log verifies",
    ] {
        assert!(script.contains(part), "{part}\n{script}");
    }
    assert!(!script.contains(sandbox.path("").to_str().unwrap()));
    assert_eq!(
        replayed(&sandbox, "evening.keyart"),
        files(&kept),
        "{script}"
    );
}

#[test]
fn a_recording_on_ones_own_data_takes_them_along_as_they_were() {
    let sandbox = Sandbox::new();
    let data = sandbox.path("own");
    for profile in ["Romy", "Axel"] {
        let arguments = ["--data-dir", data.to_str().unwrap(), "--profile", profile];
        let mut terminal = recording(&sandbox, &[&arguments[..], &["--force"]].concat());
        terminal.shows("/ search");
        terminal.type_keys("m\r");
        terminal.shows("Artwork set");
        terminal.signal(rustix::process::Signal::TERM);
        terminal.end();
    }
    let script = fs::read_to_string(sandbox.path("evening.keyart")).unwrap();
    assert!(script.contains("Set Data \"evening.data\""), "{script}");
    assert!(script.contains("Terminate"), "{script}");
    assert_eq!(files(&sandbox.path("evening.data")).len(), 2);
    assert_eq!(
        replayed(&sandbox, "evening.keyart"),
        files(&data),
        "{script}"
    );
}

#[test]
fn what_was_done_before_a_kill_is_a_script() {
    let sandbox = Sandbox::new();
    let mut terminal = recording(&sandbox, &["--profile", "Romy"]);
    terminal.shows("/ search");
    terminal.type_keys("\r");
    terminal.shows("Artwork set");
    terminal.signal(rustix::process::Signal::KILL);
    assert!(!terminal.end().success());
    let script = fs::read_to_string(sandbox.path("evening.keyart")).unwrap();
    assert!(script.contains("Open\nExpect focus is"), "{script}");
    replayed(&sandbox, "evening.keyart");
}

#[test]
fn recording_writes_over_nothing_and_needs_a_terminal() {
    let sandbox = Sandbox::new();
    let script = sandbox.write("evening.keyart", "Profile \"Romy\"\n");
    let script = script.to_str().unwrap();
    sandbox.run(["record", script]).refused(&["terminal"]);
    let there = sandbox.path("kept");
    fs::create_dir_all(there.join("log")).unwrap();
    let (there, nowhere) = (there.to_str().unwrap(), sandbox.path("no/where.keyart"));
    let fresh = sandbox.path("fresh.keyart");
    for (arguments, said) in [
        (&[script][..], "--force writes over it"),
        (&[nowhere.to_str().unwrap()], "No such file"),
        (
            &[fresh.to_str().unwrap(), "--keep", there],
            "--force writes over it",
        ),
        (&[fresh.to_str().unwrap(), "--profile", "Zoe"], "Zoe"),
    ] {
        let all = [&["record"], arguments].concat();
        let mut terminal = Terminal::start(&sandbox, Manner::Xterm, &all);
        assert_eq!(terminal.end().code(), Some(2), "{}", terminal.text());
        let shown = terminal.text().replace('\n', "");
        assert!(shown.contains(said), "{said}: {shown}");
    }
    assert_eq!(fs::read_to_string(script).unwrap(), "Profile \"Romy\"\n");
    assert!(!fresh.exists());
}

#[test]
fn a_script_is_shown_in_a_terminal_with_its_captions() {
    let sandbox = Sandbox::new();
    // No wait is longer than two seconds.
    let wait = "Repeat 50\nAdvance 2s\nEnd\n";
    let passing = format!(
        "Say \"Romy is at home\"\nProfile \"Romy\"\n{wait}Move down\nSay \"Farewell\"\n{wait}\
         Expect place is page\n"
    );
    let passing = sandbox.write("a.keyart", passing);
    let failing = sandbox.write("b.keyart", "Profile \"Romy\"\nExpect place is film\n");
    let later = sandbox.write("c.keyart", "Profile \"Romy\"\nExpect place is page\n");
    let paths = [passing, failing, later].map(|path| path.to_str().unwrap().to_owned());
    let arguments = ["run", "--terminal", "--speed", "64", &paths[0]];
    let mut terminal = Terminal::start(&sandbox, Manner::Xterm, &arguments);
    terminal.shows("Romy is at home");
    terminal.shows("▸ 4  Advance 2s");
    terminal.shows("Farewell");
    assert!(terminal.end().success(), "{}", terminal.text());
    terminal.is_given_back();
    assert!(terminal.text().contains("1 passed"), "{}", terminal.text());

    let arguments = ["run", "--terminal", "--speed", "64", &paths[1], &paths[2]];
    let mut terminal = Terminal::start(&sandbox, Manner::Xterm, &arguments);
    assert_eq!(terminal.end().code(), Some(1));
    terminal.is_given_back();
    let printed = terminal.text();
    for part in ["1 left out in", "the place is page"] {
        assert!(printed.contains(part), "{part:?} is not in {printed}");
    }
    let without = sandbox.run(["run", "--terminal", &paths[0]]);
    without.refused(&["--terminal"]);
}

#[test]
fn who_has_seen_enough_of_a_script_stops_it_and_it_has_not_passed() {
    let sandbox = Sandbox::new();
    let script = "Profile \"Romy\"\nAdvance 2h\nExpect place is film\n";
    let script = sandbox.write("a.keyart", script);
    let arguments = [
        "run",
        "--terminal",
        "--speed",
        "0.125",
        script.to_str().unwrap(),
    ];
    let mut terminal = Terminal::start(&sandbox, Manner::Xterm, &arguments);
    terminal.shows("▸ 2  Advance 2h");
    terminal.type_keys("q");
    assert_eq!(terminal.end().code(), Some(1), "{}", terminal.text());
    terminal.is_given_back();
    let shown = terminal.text().replace('\n', "");
    assert!(shown.contains("stopped at line 2  Advance 2h"), "{shown}");
}

#[test]
fn a_catalog_is_found_from_the_script_and_broken_pictures_break_again() {
    let sandbox = Sandbox::new();
    let films = sandbox.write("films/catalog.toml", catalog(&["One ${x}", "Two"]));
    let kept = sandbox.path("kept");
    let (films, keep) = (films.to_str().unwrap(), kept.to_str().unwrap());
    let mut terminal = recording(&sandbox, &["--catalog", films, "--keep", keep]);
    terminal.shows("Who's watching?");
    terminal.type_keys("\r");
    terminal.shows("/ search");
    terminal.settle();
    terminal.type_keys("\r");
    terminal.shows("Artwork set");
    terminal.settle();
    terminal.type_keys("q");
    assert!(terminal.end().success());
    let script = fs::read_to_string(sandbox.path("evening.keyart")).unwrap();
    for part in [
        "Set Catalog \"films/catalog.toml\"",
        "Break \"first\" of \"title-0\"",
        "Break \"first\" of \"Two\"",
    ] {
        assert!(script.contains(part), "{part}\n{script}");
    }
    assert_eq!(
        replayed(&sandbox, "evening.keyart"),
        files(&kept),
        "{script}"
    );
}

#[test]
fn scripts_know_nothing_of_the_data_folder_that_is_set_in_the_environment() {
    let sandbox = Sandbox::new();
    let script = sandbox.write("a.keyart", "Profile \"Romy\"\nExpect log sessions = 1\n");
    let data = sandbox.path("data");
    let mut command = sandbox.command();
    let run = finish(
        command
            .env("KEYART_DATA_DIR", &data)
            .arg("run")
            .arg(&script),
    );
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(!data.exists());
    let typed = ["run", "--data-dir", "data", script.to_str().unwrap()];
    sandbox.run(typed).refused(&["--keep DIR"]);
}

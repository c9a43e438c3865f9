//! `keyart script` as it is used in a shell.

use std::{
    fs,
    io::Write,
    os::unix::fs::{PermissionsExt, symlink},
    path::PathBuf,
    process::Stdio,
};

use keyart::script::files;
use serde_json::Value;

use crate::sandbox::{Sandbox, assert_plain};

const GOOD: &str = "Back\nExpect place is page\n";

#[test]
fn scripts_are_found_in_folders_by_name_and_links_do_not_lead_out() {
    let sandbox = Sandbox::new();
    for name in [
        "s/b.keyart",
        "s/a/z.keyart",
        "s/c.keyart",
        "s/.git/x.keyart",
        "s/a.txt",
        "o.keyart",
    ] {
        sandbox.write(name, GOOD);
    }
    fs::create_dir(sandbox.path("s/folder.keyart")).unwrap();
    let link =
        |target: &str, name: &str| symlink(sandbox.path(target), sandbox.path(name)).unwrap();
    link("s/c.keyart", "s/d.keyart");
    link("o.keyart", "s/e.keyart");
    link("", "s/up");
    link("nowhere", "s/f.keyart");
    sandbox.pipe("s/g.keyart");
    let found = |names: &[&str]| {
        let named: Vec<PathBuf> = names.iter().map(|name| sandbox.path(name)).collect();
        let root = sandbox.path("");
        files::scripts(&named).map(|found| -> Vec<String> {
            let names = found.iter().map(|path| path.strip_prefix(&root).unwrap());
            names
                .map(|path| path.to_string_lossy().into_owned())
                .collect()
        })
    };
    let all = ["s/a/z.keyart", "s/b.keyart", "s/c.keyart", "s/d.keyart"];
    assert_eq!(found(&["s"]).unwrap(), all);
    // Each comes once, where it is named first; files are taken whatever their names.
    let mixed = [
        "s/c.keyart",
        "s/a/z.keyart",
        "s/b.keyart",
        "s/d.keyart",
        "s/a.txt",
        "o.keyart",
    ];
    assert_eq!(
        found(&["s/c.keyart", "s", "s/a.txt", "s/./b.keyart", "o.keyart"]).unwrap(),
        mixed
    );
    assert!(
        found(&["s/folder.keyart"])
            .unwrap_err()
            .contains("holds no .keyart file")
    );
}

#[test]
fn all_problems_of_all_scripts_are_told() {
    let sandbox = Sandbox::new();
    sandbox.write("s/a.keyart", "Include common.txt\nBakc\nResize 80by24");
    sandbox.write("s/b.keyart", "Include common.txt\nOpen");
    sandbox.write("s/c.keyart", "Open");
    sandbox.write("s/common.txt", "Include \"c\u{202e}.keyart\"\n");
    sandbox.write("s/d.keyart", GOOD);
    let run = sandbox.run(["script", "check", sandbox.path("s").to_str().unwrap()]);
    assert_eq!(run.code, Some(2), "{}", run.output);
    assert_plain(&run.output);
    // What both include is told once.
    let of = |part: &str| run.output.matches(part).count();
    assert_eq!(
        (of(": error: "), of(": warning: ")),
        (3, 1),
        "{}",
        run.output
    );
    assert!(
        run.output
            .contains("\n    Resize 80by24\n           ^^^^^^\n"),
        "{}",
        run.output
    );
    assert!(
        run.output.ends_with("4 scripts: 3 errors and 1 warning\n"),
        "{}",
        run.output
    );

    let run = sandbox.run([
        "script",
        "check",
        "--json",
        sandbox.path("s").to_str().unwrap(),
    ]);
    let report: Value = serde_json::from_str(&run.output).unwrap();
    assert_eq!((run.code, &report["errors"]), (Some(2), &3.into()));
    let resize = &report["problems"][1];
    let place = ["line", "column", "width"].map(|key| resize[key].as_u64().unwrap());
    assert_eq!(place, [3, 8, 6], "{report:#}");

    let run = sandbox.run([
        "script",
        "check",
        sandbox.path("s/c.keyart").to_str().unwrap(),
    ]);
    assert_eq!(run.code, Some(0), "a warning is no error: {}", run.output);
}

#[test]
fn what_cannot_be_read_is_told_and_not_waited_for() {
    let sandbox = Sandbox::new();
    sandbox.pipe("pipe.keyart");
    sandbox.write("large.keyart", "#".repeat(10 << 20));
    fs::create_dir(sandbox.path("folder")).unwrap();
    let main = "Include pipe.keyart\nInclude large.keyart\nInclude folder\nInclude none.keyart\n";
    sandbox.write("main.keyart", main);
    for (name, expected) in [
        ("pipe.keyart", vec!["is a pipe"]),
        ("large.keyart", vec!["is larger than 1 MiB"]),
        ("none.keyart", vec!["there is no `"]),
        (
            "main.keyart",
            vec![
                "is a pipe",
                "larger than 1 MiB",
                "is a folder",
                "there is no `",
            ],
        ),
    ] {
        let path = sandbox.path(name);
        let run = sandbox.run(["script", "check", path.to_str().unwrap()]);
        assert_eq!(run.code, Some(2), "{name}");
        let told: Vec<&str> = run
            .output
            .lines()
            .filter(|it| it.contains(": error: "))
            .collect();
        assert_eq!(told.len(), expected.len(), "{}", run.output);
        for (told, expected) in told.iter().zip(expected) {
            assert!(told.contains(expected), "{told}");
        }
        if name != "main.keyart" {
            let run = sandbox.run(["script", "format", path.to_str().unwrap()]);
            assert_eq!(run.code, Some(2), "{name}");
        }
    }
}

#[test]
fn files_are_formatted_in_place_as_a_whole() {
    let sandbox = Sandbox::new();
    let untidy = sandbox.write("s/a.keyart", "\u{feff}back   2\r\nwrong   line\r\n");
    sandbox.write("s/b.keyart", GOOD);
    sandbox.write("s/c.keyart", b"back\n\xff\n");
    fs::set_permissions(&untidy, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("a.keyart", sandbox.path("s/d.keyart")).unwrap();
    let folder = sandbox.path("s");
    let folder = folder.to_str().unwrap();

    let run = sandbox.run(["script", "format", "--check", folder]);
    assert_eq!(run.code, Some(2), "one cannot be read");
    assert!(run.output.contains("a.keyart\n") && !run.output.contains("b.keyart"));
    assert!(
        run.output.contains("c.keyart:2:1: error: "),
        "{}",
        run.output
    );
    assert!(fs::read_to_string(&untidy).unwrap().contains("back   2"));

    let run = sandbox.run(["script", "format", folder]);
    assert_eq!(run.code, Some(2));
    assert_eq!(
        fs::read_to_string(&untidy).unwrap(),
        "Back 2\nwrong   line\n"
    );
    assert_eq!(
        fs::metadata(&untidy).unwrap().permissions().mode() & 0o777,
        0o640
    );
    assert!(
        fs::symlink_metadata(sandbox.path("s/d.keyart"))
            .unwrap()
            .is_symlink()
    );
    assert_eq!(
        fs::read(sandbox.path("s/c.keyart")).unwrap(),
        b"back\n\xff\n"
    );
    assert_eq!(
        fs::read_dir(folder).unwrap().count(),
        4,
        "nothing is left behind"
    );

    fs::remove_file(sandbox.path("s/c.keyart")).unwrap();
    assert_eq!(
        sandbox.run(["script", "format", "--check", folder]).code,
        Some(0)
    );
    sandbox.write("s/e.keyart", "back\n");
    assert_eq!(
        sandbox.run(["script", "format", "--check", folder]).code,
        Some(1)
    );
    let read_only = fs::Permissions::from_mode(0o440);
    fs::set_permissions(sandbox.path("s/e.keyart"), read_only).unwrap();
    assert_eq!(sandbox.run(["script", "format", folder]).code, Some(74));
    assert_eq!(
        fs::read_to_string(sandbox.path("s/e.keyart")).unwrap(),
        "back\n"
    );
}

#[test]
fn standard_input_is_formatted_for_editors() {
    let sandbox = Sandbox::new();
    let mut command = sandbox.command();
    command
        .args(["script", "format", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(b"expect  rows > 3\n")
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        "Expect rows > 3\n"
    );
    assert_eq!(
        sandbox.run(["script", "format", "-", "a.keyart"]).code,
        Some(2)
    );
}

//! The program without a terminal: what it prints, refuses and leaves alone.

use std::{
    collections::HashMap,
    ffi::OsString,
    fs,
    io::{BufRead, BufReader, Read},
    os::unix::ffi::OsStringExt,
    path::Path,
    process::Stdio,
};

use keyart::engine::PolicyName;
use serde_json::Value;

use crate::sandbox::{Sandbox, assert_plain, catalog, finish};

const NEON_HARBOR: &[&str] = &[
    "select",
    "--profile",
    "Romy",
    "--title",
    "Neon Harbor",
    "--at",
    "2026-01-05T20:30",
];

/// Names that would hide, reorder or command if they were printed as they are.
const HOSTILE: &[&str] = &[
    "red\u{1b}[31m alert\u{1b}]0;owned\u{7}",
    "abc\u{202e}gpj.exe",
    "zero\u{200b}width\u{feff}\u{2060}",
    "bell\u{7} back\u{8}\u{7f} c1\u{9b}31m",
    "tag\u{e0041}\u{e007f} line\nfeed\r",
];

#[test]
fn a_selection_is_explained_in_words() {
    let sandbox = Sandbox::new();
    insta::assert_snapshot!(sandbox.print(NEON_HARBOR.iter().chain(&["--explain"])));
}

#[test]
fn a_selection_is_printed_as_json() {
    let sandbox = Sandbox::new();
    insta::assert_snapshot!(sandbox.print(NEON_HARBOR.iter().chain(&["--json"])));
}

/// What each title is shown as, by its id.
fn shown(sandbox: &Sandbox, profile: &str) -> HashMap<String, Value> {
    let at = ["--at", "2026-01-05T20:30", "--json", "--profile", profile];
    let json = sandbox.print(["select"].iter().chain(&at));
    let all: Vec<Value> = serde_json::from_str(&json).unwrap();
    all.into_iter()
        .map(|it| (it["title"].as_str().unwrap().to_owned(), it))
        .collect()
}

#[test]
fn two_profiles_see_different_artwork_and_every_number_adds_up() {
    let sandbox = Sandbox::new();
    let (romance, comedy) = (shown(&sandbox, "Romy"), shown(&sandbox, "Cole"));
    let differ = romance
        .iter()
        .filter(|(title, it)| comedy[*title]["artwork"] != it["artwork"]);
    assert!(differ.count() >= 10);
    let sum = |list: &Value, key: &str| -> f64 {
        let numbers = list.as_array().unwrap().iter();
        numbers.map(|it| it[key].as_f64().unwrap()).sum()
    };
    for selection in romance.values().chain(comedy.values()) {
        let candidates = &selection["candidates"];
        assert!((sum(candidates, "probability") - 1.0).abs() < 1e-9);
        let chosen = candidates.as_array().unwrap().iter();
        let chosen: Vec<_> = chosen
            .filter(|it| it["artwork"] == selection["artwork"])
            .collect();
        assert_eq!(chosen.len(), 1, "{selection}");
        assert_eq!(chosen[0]["probability"], selection["propensity"]);
        let score = chosen[0]["score"].as_f64().unwrap();
        assert!((sum(&selection["contributions"], "amount") - score).abs() < 1e-9);
    }
}

#[test]
fn an_unknown_name_is_refused_with_the_nearest_one() {
    let sandbox = Sandbox::new();
    let select = |arguments: &[&str]| sandbox.run(["select"].iter().chain(arguments));
    select(&["--profile", "Romi"]).refused(&["profile `Romi`", "`Romy`"]);
    select(&["--profile", "Romy", "--title", "Neon Harbour"])
        .refused(&["title `Neon Harbour`", "`Neon Harbor`"]);
    select(&["--profile", "Romy", "--policy", "lin-tz"]).refused(&["'lin-tz'", "`lin-ts`"]);
    select(&["--profile", "Romy", "--policy", "linucb{alpha=-1}"]).refused(&["from 0 to 1000"]);
    select(&["--profile", "Romy", "--at", "tonight"]).refused(&["--at", "2026-01-05T20:30"]);
    select(&["--profile", "\u{1b}[31m\u{202e}"]).refused(&["there is no profile"]);
    sandbox.run(["selekt"]).refused(&["selekt", "select"]);
}

#[test]
fn without_a_terminal_the_page_is_printed_and_nothing_is_written() {
    let sandbox = Sandbox::new();
    let page = sandbox.print([] as [&str; 0]);
    assert!(page.contains("the page of Romy") && page.contains("Neon Harbor"));
    assert_plain(&page);
    let dumb = finish(sandbox.command().env("TERM", "dumb"));
    assert_eq!((dumb.code, dumb.output), (Some(0), page));
    let other = sandbox.print(["--profile", "Cole"]);
    assert!(other.contains("the page of Cole"));
    for command in [
        &["profiles"][..],
        &["doctor"],
        &["config"],
        &["log", "stats"],
        &["log", "tail"],
        &["log", "path"],
        &["catalog", "check"],
        NEON_HARBOR,
    ] {
        assert_plain(&sandbox.print(command));
    }
    assert_eq!(sandbox.files(), [] as [&Path; 0]);
}

#[test]
fn hostile_names_are_neutral_wherever_they_are_printed() {
    let sandbox = Sandbox::new();
    let file = sandbox.write("catalog.toml", catalog(HOSTILE));
    let file = file.to_str().unwrap();
    for command in [
        &["--catalog", file][..],
        &["--catalog", file, "profiles"],
        &["--catalog", file, "select", "--profile", "Romy"],
        &[
            "--catalog",
            file,
            "select",
            "--profile",
            "Romy",
            "--explain",
        ],
        &["--catalog", file, "select", "--profile", "Romy", "--json"],
        &[
            "--catalog",
            file,
            "select",
            "--profile",
            "Romy",
            "--title",
            "red",
        ],
        &["catalog", "check", file],
        &["catalog", "check", file, "--json"],
        &["--catalog", file, "artwork", "preview", "title-0"],
    ] {
        let run = sandbox.run(command);
        run.is_plain();
        assert!(matches!(run.code, Some(0 | 2)), "{command:?}: {run:?}");
    }
}

#[test]
fn every_invalid_catalog_is_refused_in_plain_text() {
    let sandbox = Sandbox::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/catalog/invalid");
    let files = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    let files: Vec<_> = files
        .filter(|path| path.extension().is_some_and(|it| it == "toml"))
        .collect();
    assert!(files.len() > 20);
    for file in files {
        let run = sandbox.run(["catalog".as_ref(), "check".as_ref(), file.as_os_str()]);
        run.is_plain();
        let name = file.file_name().unwrap().to_str().unwrap();
        let mentioned = run.output.contains(name) || run.errors.contains(name);
        assert!(mentioned, "{name}: {run:?}");
        // Some only have warnings, apart from the pictures, which are all missing.
        assert_eq!(run.code, Some(2), "{name}: {run:?}");
    }
}

#[test]
fn a_pipe_in_place_of_a_file_is_refused_at_once() {
    let sandbox = Sandbox::new();
    let pipe = sandbox.pipe("pipe");
    let pipe = pipe.to_str().unwrap();
    for command in [
        &["--catalog", pipe][..],
        &["--catalog", pipe, "select", "--profile", "Romy"],
        &["catalog", "check", pipe],
        &["--config", pipe],
        &["artwork", "preview", pipe],
    ] {
        sandbox.run(command).refused(&["regular file"]);
    }
    sandbox.pipe("share/keyart/profiles.toml");
    sandbox.run(["profiles"]).refused(&["regular file"]);
    let _ = sandbox.write("folder/catalog.toml", catalog(&["One"]));
    let _ = (
        sandbox.pipe("folder/first.png"),
        sandbox.pipe("folder/second.png"),
    );
    let folder = sandbox.path("folder/catalog.toml");
    let check = sandbox.run(["catalog".as_ref(), "check".as_ref(), folder.as_os_str()]);
    assert_eq!(check.code, Some(2));
    assert!(check.output.contains("first.png"), "{check:?}");
}

#[test]
fn a_file_name_that_is_no_text_is_an_ordinary_mistake() {
    let sandbox = Sandbox::new();
    let name = OsString::from_vec(b"no\xff\x1b[31m.toml".to_vec());
    for option in ["--catalog", "--config", "--data-dir"] {
        let run = sandbox.run([
            OsString::from(option),
            name.clone(),
            "select".into(),
            "--profile".into(),
            "Nobody".into(),
        ]);
        run.refused(&[]);
    }
    sandbox
        .run(["catalog".into(), "check".into(), name.clone()])
        .refused(&["cannot read"]);
    sandbox.run([name]).refused(&[]);
}

#[test]
fn damaged_files_are_named_with_their_line_and_left_as_they_are() {
    let sandbox = Sandbox::new();
    let damaged = "schema = 1\n\n[[profile]]\nid = \"ann\nname = \"Ann\"\n";
    let profiles = sandbox.write("share/keyart/profiles.toml", damaged);
    for command in [&[][..], &["profiles"], NEON_HARBOR] {
        sandbox
            .run(command)
            .refused(&["profiles.toml:4", "damaged"]);
    }
    assert_eq!(sandbox.run(["doctor"]).code, Some(1));
    assert_eq!(fs::read_to_string(&profiles).unwrap(), damaged);

    let sandbox = Sandbox::new();
    let good = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/log/schema-1");
    let segment = fs::read_dir(good).unwrap().next().unwrap().unwrap();
    let text = fs::read_to_string(segment.path()).unwrap();
    let name = segment.file_name().into_string().unwrap();
    let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
    lines[1] = lines[1].replacen("\"crc\":\"", "\"crc\":\"f", 1);
    let damaged = lines.join("\n") + "\n";
    let stored = sandbox.write(&format!("share/keyart/log/{name}"), &damaged);
    for command in [&[][..], &["log", "stats"], &["log", "tail"], NEON_HARBOR] {
        sandbox.run(command).refused(&[&format!("{name}:2")]);
    }
    assert_eq!(fs::read_to_string(&stored).unwrap(), damaged);
}

#[test]
fn a_data_folder_that_cannot_be_is_one_clear_message() {
    let sandbox = Sandbox::new();
    let file = sandbox.write("file", "");
    let run = sandbox.run(["--data-dir".as_ref(), file.join("data").as_os_str()]);
    assert!(matches!(run.code, Some(2 | 74)), "{run:?}");
    assert_eq!(run.errors.lines().count(), 1, "{run:?}");
    assert_eq!(run.output, "");
}

#[test]
fn doctor_says_what_it_asked_and_what_it_chose() {
    let sandbox = Sandbox::new();
    let doctor = |arguments: &[&str]| -> Value {
        let arguments = ["doctor", "--json"].iter().chain(arguments);
        serde_json::from_str(&sandbox.print(arguments)).unwrap()
    };
    let report = doctor(&["--protocol", "sextant", "--link", "slow"]);
    assert_eq!(report["ok"], true);
    let questions = |part: &str| -> Vec<String> {
        let list = report[part].as_array().unwrap().iter();
        list.map(|it| it["question"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(questions("asked"), questions("answered"));
    assert_eq!(report["asked"][0]["variable"], "TERM");
    assert_eq!(report["answered"][0]["answer"], "xterm-256color");
    assert_eq!(report["chosen"]["protocol"], "sextant");
    assert_eq!(report["chosen"]["colours"], "256");
    assert_eq!(report["chosen"]["link"], "slow");
    assert_eq!(report["chosen"]["previews"], false);
    let why = report["chosen"]["why"].as_str().unwrap();
    assert!(
        why.starts_with("as chosen; the best known is half:"),
        "{why}"
    );
    let slow = doctor(&["--protocol", "sixel", "--link", "slow"]);
    assert_eq!(slow["chosen"]["previews"], true);
    let config = sandbox.write("config/keyart/config.toml", "link = \"slow\"\n");
    assert_eq!(doctor(&[])["chosen"]["link"], "slow");
    assert_eq!(doctor(&["--link", "auto"])["chosen"]["link"], "fast");
    fs::write(&config, "link = \"quick\"\n").unwrap();
    sandbox
        .run(["profiles"])
        .refused(&["`quick` is not a link"]);
}

#[test]
fn doctor_names_what_is_not_in_order() {
    let sandbox = Sandbox::new();
    let catalog = sandbox.write("catalog.toml", "schema = 1\n");
    let arguments = ["doctor", "--json", "--catalog", catalog.to_str().unwrap()];
    let run = sandbox.run(arguments);
    assert_eq!(run.code, Some(1));
    let report: Value = serde_json::from_str(&run.output).unwrap();
    assert_eq!(report["ok"], false);
    let checks = report["checks"].as_array().unwrap();
    assert!(
        checks
            .iter()
            .any(|it| it["subject"] == "catalog" && it["ok"] == false)
    );
}

#[test]
fn what_is_generated_is_whole() {
    let sandbox = Sandbox::new();
    for shell in ["bash", "zsh", "fish"] {
        let script = sandbox.print(["completions", shell]);
        assert!(
            script.contains("keyart") && script.contains("reduced-motion"),
            "{shell}"
        );
    }
    let manual = sandbox.print(["man"]);
    assert!(manual.contains(".TH keyart") && manual.contains("data\\-dir"));
    for help in [&["--help"][..], &["-h"], &["help", "select"]] {
        assert_plain(&sandbox.print(help));
    }
    assert!(sandbox.print(["--version"]).starts_with("keyart "));
    let defaults = sandbox.write(
        "config/keyart/config.toml",
        sandbox.print(["config", "--default"]),
    );
    assert_eq!(
        sandbox.print(["config"]).trim_end(),
        defaults.to_str().unwrap()
    );
    assert_eq!(
        sandbox.print(NEON_HARBOR),
        Sandbox::new().print(NEON_HARBOR)
    );
}

#[test]
fn a_preview_in_a_pipe_has_no_escape_sequences() {
    let preview = Sandbox::new().print(["artwork", "preview", "neon-harbor", "--width", "40"]);
    assert_plain(&preview);
    let picture: Vec<_> = preview.lines().filter(|line| !line.contains('·')).collect();
    assert!(picture.len() > 50);
    assert!(picture.iter().all(|line| line.len() == 40), "{preview}");
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let sandbox = Sandbox::new();
    for arguments in [
        &["select", "--profile", "Romy", "--json"][..],
        &["docs", "features"],
        &["completions", "zsh"],
        &["man"],
        &["--help"],
        &[],
    ] {
        let mut command = sandbox.command();
        command
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut first = String::new();
        BufReader::with_capacity(1, child.stdout.take().unwrap())
            .read_line(&mut first)
            .unwrap();
        let mut errors = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut errors)
            .unwrap();
        assert_eq!(
            (child.wait().unwrap().code(), &*errors),
            (Some(0), ""),
            "{arguments:?}"
        );
        assert!(!first.is_empty());
    }
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    let readme = include_str!("../../README.md");
    let (command, shown) = readme
        .split("```text\n$ keyart ")
        .nth(1)
        .and_then(|block| block.split("```").next())
        .and_then(|block| block.split_once('\n'))
        .unwrap();
    let quoted: Vec<&str> = command.split('"').collect();
    let arguments: Vec<&str> = quoted
        .iter()
        .enumerate()
        .flat_map(|(place, part)| match place % 2 {
            0 => part.split_whitespace().collect(),
            _ => vec![*part],
        })
        .collect();
    assert_eq!(Sandbox::new().print(arguments).trim_end(), shown.trim_end());
}

#[test]
fn every_policy_selects_and_explains() {
    let sandbox = Sandbox::new();
    for policy in PolicyName::ALL {
        let spec = format!("{policy}{{floor=0.25}}");
        let chosen = ["select", "--profile", "Romy", "--at", "2026-01-05T20:30"];
        let options = ["--policy", &spec, "--json"];
        let json = sandbox.print(chosen.iter().chain(&options));
        let selections: serde_json::Value = serde_json::from_str(&json).unwrap();
        for selection in selections.as_array().unwrap() {
            assert_eq!(selection["policy"], spec.as_str());
            let chances = selection["candidates"].as_array().unwrap();
            let chances = chances.iter().map(|it| it["probability"].as_f64().unwrap());
            let least = 0.25 / chances.len() as f64 - 1e-12;
            assert!(chances.clone().all(|chance| chance >= least), "{selection}");
            assert!((chances.sum::<f64>() - 1.0).abs() < 1e-12, "{selection}");
        }
        let text = sandbox.print(chosen.iter().chain(&["--policy", &spec, "--explain"]));
        let scores = selections[0]["candidates"][0]["score"].is_number();
        assert_eq!(text.contains(" ± "), scores, "{text}");
        let made_of_features = selections[0]["contributions"] != serde_json::json!([]);
        assert_eq!(text.contains("Why, in "), made_of_features, "{text}");
    }
}

#[test]
fn the_listed_policies_and_parameters_are_those_that_are_accepted() {
    let sandbox = Sandbox::new();
    let list: Value = serde_json::from_str(&sandbox.print(["policy", "list", "--json"])).unwrap();
    let text = sandbox.print(["policy", "list"]);
    for policy in list.as_array().unwrap() {
        let name = policy["name"].as_str().unwrap();
        assert!(text.contains(policy["meaning"].as_str().unwrap()), "{text}");
        for parameter in policy["parameters"].as_array().unwrap() {
            let key = parameter["name"].as_str().unwrap();
            let range = parameter["range"].as_str().unwrap();
            let values = range.split(", ").flat_map(|part| part.split(" to "));
            // A mixture needs one weight.
            let values = values.filter(|value| *value != "0" || name != "ensemble");
            for value in values {
                let spec = format!("{name}{{{key}={value}}}");
                sandbox.print(["--policy", &spec, "profiles"]);
            }
            let spec = format!("{name}{{{key}=1e99}}");
            let message = format!("`{key}` is ");
            sandbox
                .run(["--policy", &spec, "profiles"])
                .refused(&[&message]);
        }
    }
}

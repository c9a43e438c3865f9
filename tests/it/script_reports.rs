//! What `keyart run` tells: to people, to programs, and as pages.

use std::{collections::BTreeMap, fs, path::Path};

use base64::{Engine, engine::general_purpose::STANDARD};
use image::RgbImage;
use roxmltree::{Document, Node};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::sandbox::{Run, Sandbox, assert_plain, catalog};

const GOOD: &str = "Profile \"Romy\"\nPress Down\nExpect place is page\n";
const BAD: &str = "Tags slow\nSet Seed 7\nSet Size 80x24\nProfile \"Cole\"\nOpen\n\
                   Expect line 1 contains \"nobody is here\"\n";

/// Writes these scripts and runs them, with more arguments.
fn run(home: &Sandbox, scripts: &[(&str, &str)], arguments: &[&str]) -> Run {
    for (name, text) in scripts {
        home.write(&format!("scripts/{name}"), text);
    }
    let mut command = home.command();
    command.current_dir(home.path(""));
    command.args(["run", "scripts"]).args(arguments);
    crate::sandbox::finish(&mut command)
}

fn read(home: &Sandbox, name: &str) -> String {
    fs::read_to_string(home.path(name)).unwrap()
}

/// `text` without what differs from run to run.
fn timeless(text: &str) -> String {
    let times = [r"\d+ ms", r"in \d+\.\d\d s"];
    times.iter().fold(text.to_owned(), |text, time| {
        let time = regex::Regex::new(time).unwrap();
        time.replace_all(&text, "TIME").into_owned()
    })
}

/// The JSON objects of the lines, without times.
fn objects(output: &str) -> Vec<Value> {
    let object = |line: &str| {
        let mut object: Value = serde_json::from_str(line).unwrap();
        let time = object.get_mut("milliseconds").map(Value::take);
        assert_eq!(time.is_none(), object["result"] == "left_out");
        assert!(time.is_none_or(|time| time.is_i64()));
        object
    };
    output.lines().map(object).collect()
}

#[test]
fn people_are_told_what_was_expected_and_how_to_see_it_again() {
    let home = Sandbox::new();
    let scripts = [("bad.keyart", BAD), ("good.keyart", GOOD)];
    let told = run(&home, &scripts, &["--diversity", "0.5"]);
    assert_eq!(told.code, Some(1));
    told.is_plain();
    insta::assert_snapshot!("failure", timeless(&told.output));
    assert!(
        told.output
            .contains("again: keyart run --diversity=0.5 scripts/bad.keyart\n")
    );
}

#[test]
fn many_scripts_are_told_of_briefly() {
    let home = Sandbox::new();
    let names: Vec<String> = (10..40).map(|number| format!("{number}.keyart")).collect();
    let text = |place: usize| if place < 8 { BAD } else { GOOD };
    let scripts: Vec<(&str, &str)> = names
        .iter()
        .enumerate()
        .map(|(place, name)| (&**name, text(place)))
        .collect();
    let told = run(&home, &scripts, &[]);
    assert_eq!(told.code, Some(1));
    assert_eq!(told.output.matches("again: ").count(), 5);
    assert_eq!(told.output.matches("✗ ").count(), 8);
    assert_eq!(told.output.matches("nobody is here").count(), 13);
    assert!(
        !told.output.contains(
            "
✓"
        ) && told.output.contains("22 passed")
    );
    assert_eq!(
        told.errors, "keyart: 8 of 30 scripts failed\n",
        "no bar without a terminal"
    );
    let all = run(&home, &[], &["--verbose"]);
    assert_eq!(all.output.matches("\n✓ ").count(), 22);
}

#[test]
fn a_problem_without_a_remedy_has_no_brackets() {
    let home = Sandbox::new();
    let told = run(
        &home,
        &[(
            "a.keyart",
            "Profile \"Nobody at all\"\nExpect place is page\n",
        )],
        &[],
    );
    assert_eq!(told.code, Some(2));
    assert!(
        told.output.contains("a.keyart:1:") && !told.output.contains("()"),
        "{told:?}"
    );
}

#[test]
fn stored_screens_that_nobody_looks_at_are_noted() {
    let home = Sandbox::new();
    let script = "Profile \"Romy\"\nExpect screen matches snapshot \"page\"\n";
    let scripts = [("a.keyart", script)];
    let stored = run(&home, &scripts, &["--update"]);
    assert_eq!(stored.code, Some(0), "{stored:?}");
    home.write("scripts/snapshots/a/old.txt", "old");
    home.write("scripts/snapshots/a/notes.md", "not a screen");
    home.write("scripts/snapshots/b/other.txt", "of another script");
    let told = run(&home, &[], &[]);
    assert_eq!(told.code, Some(0));
    let note = "note: scripts/snapshots/a/old.txt is not used by scripts/a.keyart; delete it";
    assert!(told.output.contains(note), "{told:?}");
    assert_eq!(told.output.matches("is not used").count(), 1);
    // A script that ended early may not have come to it.
    let failing = format!("{script}Expect place is gate\n");
    let told = run(&home, &[("a.keyart", &failing)], &[]);
    assert_eq!(told.code, Some(1));
    assert!(!told.output.contains("is not used"));
}

#[test]
fn json_has_a_line_for_each_script_and_one_for_all() {
    let home = Sandbox::new();
    let wrong = "Profil \"Romy\"\n";
    let scripts = [
        ("bad.keyart", BAD),
        ("good.keyart", GOOD),
        ("wrong.keyart", wrong),
    ];
    let told = run(&home, &scripts, &["--json"]);
    assert_eq!(told.code, Some(2));
    assert_plain(&told.output);
    let [bad, good, wrong, all] = &objects(&told.output)[..] else {
        panic!("{told:?}");
    };
    assert_eq!(
        (&bad["file"], &bad["result"]),
        (&"scripts/bad.keyart".into(), &"failed".into())
    );
    assert_eq!(
        (&bad["seed"], &bad["tags"]),
        (&7.into(), &vec!["slow"].into())
    );
    let failure = &bad["failure"];
    assert_eq!(failure["line"], 6);
    assert_eq!(failure["expected"], "\"nobody is here\" on line 1");
    assert_eq!(failure["screen"].as_str().unwrap().lines().count(), 24);
    assert_eq!(failure["marks"][0][0], 0);
    assert_eq!(
        (&good["result"], &good["expectations"]),
        (&"passed".into(), &1.into())
    );
    assert_eq!(
        (&wrong["result"], &wrong["problems"][0]["line"]),
        (&"wrong".into(), &1.into())
    );
    for (name, count) in [("passed", 1), ("failed", 1), ("wrong", 1), ("scripts", 3)] {
        assert_eq!(all[name], count, "{name}");
    }
    let early = run(&home, &[], &["--json", "--fail-fast", "-j1"]);
    let results: Vec<Value> = objects(&early.output)
        .iter()
        .map(|object| object["result"].clone())
        .collect();
    assert_eq!(results[..3], ["failed", "left_out", "left_out"]);
}

#[test]
fn lists_and_checks_can_be_had_as_json() {
    let home = Sandbox::new();
    let scripts = [("bad.keyart", BAD), ("wrong.keyart", "Sit\n")];
    let list = run(&home, &scripts, &["--list", "--json"]);
    assert_eq!(list.code, Some(0));
    let lines: Vec<Value> = list
        .output
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(
        (&lines[0]["tags"][0], &lines[0]["is_right"]),
        (&"slow".into(), &true.into())
    );
    assert_eq!(lines[1]["is_right"], false);
    let check = run(&home, &[], &["--check", "--json"]);
    assert_eq!(check.code, Some(2));
    let found: Value = serde_json::from_str(&check.output).unwrap();
    let problem = &found["problems"][0];
    assert_eq!(
        (&problem["line"], &problem["severity"]),
        (&1.into(), &"error".into())
    );
    assert_eq!(
        (&found["scripts"], &found["errors"]),
        (&2.into(), &1.into())
    );
}

#[test]
fn formats_exclude_each_other_and_files_that_cannot_be_written_are_an_error() {
    let home = Sandbox::new();
    let scripts = [("good.keyart", GOOD)];
    assert_eq!(run(&home, &scripts, &["--tap", "--json"]).code, Some(2));
    assert_eq!(run(&home, &[], &["--tap", "--list"]).code, Some(2));
    for arguments in [
        ["--junit", "none/x.xml"],
        ["--trace", "scripts/good.keyart/x"],
    ] {
        let told = run(&home, &[], &arguments);
        assert_eq!(told.code, Some(74), "{told:?}");
        assert!(told.errors.contains(arguments[1]), "{told:?}");
    }
}

/// The names of what hostile people call their files and titles.
const HOSTILE: [&str; 4] = [
    "a <b> & \"c\" 'd' # e \\ ]]>.keyart",
    "new\nline\u{1b}[31m\u{7}.keyart",
    "\u{fffe}\u{202e}</script><img src=x onerror=alert(1)>.keyart",
    "映画 🎬.keyart",
];

const TITLE: &str = "</script><img src=x onerror=alert(1)> &amp; <!--";

/// A home with a catalog and scripts, all of whose names are hostile. The file names hold no `/`.
fn hostile() -> Sandbox {
    let home = Sandbox::new();
    home.write("mine.toml", catalog(&[TITLE, "Other"]));
    for (name, colour) in [("first", [200, 40, 40]), ("second", [40, 40, 200])] {
        let picture = RgbImage::from_pixel(320, 180, image::Rgb(colour));
        picture.save(home.path(&format!("{name}.png"))).unwrap();
    }
    for (place, name) in HOSTILE.iter().enumerate() {
        let title = TITLE.replace('"', "\\\"");
        let text = format!(
            "Set Size 100x30\nProfile \"Romy\"\nSay \"{title}\"\nFocus \"{title}\"\n\
             Expect screen {} \"{title}\"\n",
            if place == 1 { "contains" } else { "lacks" }
        );
        home.write(
            &format!("scripts/{}", name.replace("</", "<\u{2215}")),
            text,
        );
    }
    home
}

const MINE: [&str; 2] = ["--catalog", "mine.toml"];

#[test]
fn hostile_names_stay_text_in_every_format() {
    let home = hostile();
    for format in [&[][..], &["--tap"], &["--json"], &["--list"], &["--check"]] {
        let told = run(&home, &[], &[&MINE[..], format].concat());
        assert!(matches!(told.code, Some(0 | 1)), "{told:?}");
        told.is_plain();
    }
    let told = run(
        &home,
        &[],
        &[&MINE[..], &["--junit", "j.xml", "--trace", "t"]].concat(),
    );
    told.is_plain();
    let xml = read(&home, "j.xml");
    assert_plain(&xml.replace('\u{202e}', ""));
    let document = Document::parse(&xml).unwrap();
    check_junit(document.root_element());
    assert_eq!(
        document
            .descendants()
            .filter(|it| it.has_tag_name("failure"))
            .count(),
        3
    );
    let pages = fs::read_dir(home.path("t")).unwrap();
    let pages: Vec<_> = pages.map(|entry| entry.unwrap().path()).collect();
    assert_eq!(pages.len(), HOSTILE.len() + 1);
    for page in pages {
        check_page(&page);
    }
}

/// Checks that nothing in the page is run or fetched but its own program.
fn check_page(path: &Path) {
    let html = fs::read_to_string(path).unwrap();
    assert_plain(&html);
    for element in ["<img", "<iframe", "<object", "<link", "<base", "<!--"] {
        let found = html.find(element);
        let context = found.map(|at| html[at..].chars().take(80).collect::<String>());
        assert_eq!(context, None, "{}", path.display());
    }
    for address in ["http:", "https:", "//cdn", "@import", "src="] {
        assert!(!html.contains(address) || address == "src=", "{address}");
    }
    let policy = html.split("script-src 'sha256-").nth(1).unwrap();
    let digest = policy.split('\'').next().unwrap();
    let programs: Vec<&str> = html.split("<script>").skip(1).collect();
    if let [program] = programs[..] {
        let program = program.split("</script>").next().unwrap();
        assert_eq!(STANDARD.encode(Sha256::digest(program)), digest);
    } else {
        assert!(
            programs.is_empty() && path.ends_with("index.html"),
            "{}",
            programs.len()
        );
    }
    assert!(html.contains("default-src 'none'"));
}

#[test]
fn tap_is_tap_whatever_scripts_are_called() {
    let home = hostile();
    let told = run(
        &home,
        &[("wrong.keyart", "Sit\n")],
        &[&MINE[..], &["--tap"]].concat(),
    );
    assert_eq!(told.code, Some(2));
    let mut lines = told.output.lines();
    assert_eq!(lines.next(), Some("TAP version 14"));
    assert_eq!(lines.next(), Some("1..5"));
    let mut points = 0;
    let mut is_open = false;
    for line in lines {
        if is_open {
            let inner = line.strip_prefix("  ").unwrap();
            is_open = inner != "...";
            let item = inner.strip_prefix("  - ");
            let value = item.or_else(|| Some(inner.split_once(": ")?.1));
            if let Some(value) = value.filter(|_| is_open) {
                serde_json::from_str::<Value>(value).unwrap();
            }
            continue;
        }
        if line == "  ---" {
            is_open = true;
            continue;
        }
        points += 1;
        let point = line.strip_prefix("not ").unwrap_or(line);
        let name = point.strip_prefix(&format!("ok {points} - ")).unwrap();
        // Without what is escaped, nothing is left that begins a directive.
        let plain = name.replace("\\\\", "").replace("\\#", "");
        assert!(!plain.contains(['#', '\\']), "{line}");
    }
    assert!(!is_open);
    assert_eq!(points, 5);
    assert_eq!(
        told.output.matches("\nnot ok ").count(),
        4,
        "{}",
        told.output
    );
    let early = run(
        &home,
        &[],
        &[&MINE[..], &["--tap", "--fail-fast", "-j1"]].concat(),
    );
    assert!(early.output.contains(" # SKIP "), "{}", early.output);
}

/// The rules of Jenkins' schema of JUnit files (`junit-10.xsd` of its xUnit plugin) for what is
/// written here: elements, what they hold, and their attributes with those that must be there
/// first.
const RULES: [(&str, &[&str], &[&str], usize); 8] = [
    (
        "testsuites",
        &["testsuite"],
        &["name", "time", "tests", "failures", "errors"],
        0,
    ),
    (
        "testsuite",
        &["properties", "testcase"],
        &[
            "name", "tests", "failures", "errors", "skipped", "time", "file",
        ],
        4,
    ),
    ("properties", &["property"], &[], 0),
    ("property", &[], &["name", "value"], 2),
    (
        "testcase",
        &["failure", "error", "skipped"],
        &["name", "classname", "time"],
        1,
    ),
    ("failure", &[], &["type", "message"], 0),
    ("error", &[], &["type", "message"], 0),
    ("skipped", &[], &["type", "message"], 0),
];

fn check_junit(node: Node<'_, '_>) {
    let name = node.tag_name().name();
    let rule = RULES.iter().find(|rule| rule.0 == name);
    let (_, children, attributes, needed) = rule.unwrap_or_else(|| panic!("<{name}>"));
    for attribute in node.attributes() {
        assert!(
            attributes.contains(&attribute.name()),
            "{name} {}",
            attribute.name()
        );
        if attribute.name() == "time" {
            let (seconds, rest) = attribute.value().split_once('.').unwrap();
            assert!(seconds.parse::<u64>().is_ok() && rest.len() == 3);
        }
    }
    for attribute in &attributes[..*needed] {
        assert!(node.has_attribute(*attribute), "{name} has no {attribute}");
    }
    for child in node.children() {
        if child.is_element() {
            assert!(
                children.contains(&child.tag_name().name()),
                "{name}: {child:?}"
            );
            check_junit(child);
        } else if !["failure", "error", "skipped"].contains(&name) {
            assert_eq!(
                child.text().unwrap_or_default().trim(),
                "",
                "{name} has text"
            );
        }
    }
}

#[test]
fn junit_files_say_what_failed_and_keep_to_the_schema() {
    let home = Sandbox::new();
    let scripts = [
        ("bad.keyart", BAD),
        ("good.keyart", GOOD),
        ("wrong.keyart", "Sit\n"),
    ];
    run(&home, &scripts, &["--junit", "j.xml"]);
    let xml = read(&home, "j.xml");
    let document = Document::parse(&xml).unwrap();
    let root = document.root_element();
    check_junit(root);
    let counts = ["tests", "failures", "errors"].map(|name| root.attribute(name));
    assert_eq!(counts, [Some("3"), Some("1"), Some("1")]);
    let suite = root.first_element_child().unwrap();
    assert_eq!(suite.attribute("file"), Some("scripts/bad.keyart"));
    let properties: BTreeMap<_, _> = suite
        .descendants()
        .filter(|node| node.has_tag_name("property"))
        .map(|node| {
            (
                node.attribute("name").unwrap(),
                node.attribute("value").unwrap(),
            )
        })
        .collect();
    assert_eq!(
        properties,
        [("line", "6"), ("seed", "7"), ("tag", "slow")].into()
    );
    let failure = suite
        .descendants()
        .find(|node| node.has_tag_name("failure"));
    let failure = failure.unwrap();
    assert_eq!(failure.attribute("type"), Some("unmet"));
    let text = failure.text().unwrap();
    assert!(
        text.starts_with("scripts/bad.keyart:6: Expect line 1"),
        "{text}"
    );
    assert!(
        text.contains("Big Buck Bunny"),
        "the screen is there: {text}"
    );
    let case = failure.parent().unwrap();
    let names = ["name", "classname"].map(|name| case.attribute(name));
    assert_eq!(names, [Some("bad"), Some("scripts")]);
    // Also what was left out is told.
    run(&home, &[], &["--junit", "j.xml", "--fail-fast", "-j1"]);
    let xml = read(&home, "j.xml");
    let document = Document::parse(&xml).unwrap();
    check_junit(document.root_element());
    assert_eq!(
        document
            .descendants()
            .filter(|it| it.has_tag_name("skipped"))
            .count(),
        2
    );
}

/// The text of a screen in a page: `None` where a picture is.
fn cells(runs: &Value) -> Vec<Option<char>> {
    let mut cells = Vec::new();
    for run in runs.as_array().unwrap() {
        if run[0].as_i64().unwrap() < 0 {
            cells.extend(vec![None; run[3].as_u64().unwrap() as usize]);
        } else {
            assert!(run[2].is_null() || run[2] == 1, "{run}");
            cells.extend(run[1].as_str().unwrap().chars().map(Some));
        }
    }
    cells
}

#[test]
fn a_page_holds_every_screen_of_its_script() {
    let home = Sandbox::new();
    let moves: String = (0..24)
        .map(|_| "Press Down\nPress Right\nWhy\nBack\n")
        .collect();
    let script = format!(
        "Set Size 120x36\nProfile \"Romy\"\n{moves}Resize 80x24\n\
         Expect line 1 contains \"nobody is here\"\n"
    );
    let told = run(
        &home,
        &[("long.keyart", &script)],
        &["--trace", "t", "--json"],
    );
    let told = objects(&told.output).remove(0);
    let screen = told["failure"]["screen"].as_str().unwrap();
    let html = read(&home, "t/scripts-long.html");
    check_page(&home.path("t/scripts-long.html"));
    assert_eq!(html.matches("<article").count(), 99);
    assert!(html.len() < 1_000_000, "{} bytes for 99 steps", html.len());
    let data = html.split("id=\"screens\">").nth(1).unwrap();
    let data: Value = serde_json::from_str(data.split("</script>").next().unwrap()).unwrap();
    let mut rows: Vec<usize> = Vec::new();
    for step in data["steps"].as_array().unwrap() {
        let count = step[1].as_u64().unwrap() as usize;
        rows.resize(count, usize::MAX);
        let changed: Vec<_> = step[3].as_array().unwrap().chunks(2).collect();
        for pair in changed {
            rows[pair[0].as_u64().unwrap() as usize] = pair[1].as_u64().unwrap() as usize;
        }
    }
    assert_eq!(rows.len(), 24);
    let mut pictures = 0;
    for (row, line) in rows.iter().zip(screen.lines()) {
        let cells = cells(&data["rows"][*row]);
        assert_eq!(cells.len(), 80);
        let line = line.chars().chain(std::iter::repeat(' '));
        for (cell, expected) in cells.iter().zip(line) {
            pictures += usize::from(cell.is_none());
            assert!(
                cell.is_none_or(|cell| cell == expected),
                "{expected:?}: {cells:?}"
            );
        }
    }
    assert!(pictures > 100, "{pictures}");
    let marks = html.split("data-marks=\"").nth(1).unwrap();
    assert!(marks.starts_with("[[0,0,"), "{}", &marks[..20]);
    let index = read(&home, "t/index.html");
    assert!(index.contains("href=\"scripts-long.html\"") && index.contains("line 100"));
}

#[test]
fn results_and_logs_depend_neither_on_order_nor_on_threads() {
    let home = Sandbox::new();
    let names: Vec<String> = (0..6).map(|number| format!("{number}.keyart")).collect();
    let texts: Vec<String> = (0..6)
        .map(|number| {
            let line = if number == 4 { "Expect place is gate" } else { "Expect place is page" };
            format!("Set Seed {number}\nProfile \"Romy\"\nMonkey 30\nRestart\nProfile \"Romy\"\nExpect profiles > 0\n{line}\n")
        })
        .collect();
    let scripts: Vec<(&str, &str)> = names
        .iter()
        .map(String::as_str)
        .zip(texts.iter().map(String::as_str))
        .collect();
    let mut known = None;
    for (jobs, order) in [
        ("1", "--shuffle=1"),
        ("2", "--shuffle=2"),
        ("8", "--shuffle"),
    ] {
        let keep = format!("kept-{jobs}");
        let arguments = ["--json", order, "--keep", &keep, "-j", jobs];
        let told = run(&home, &scripts, &arguments);
        assert_eq!(told.code, Some(1), "{told:?}");
        let root = home.path(&keep);
        let mut logs = BTreeMap::new();
        for file in home.files() {
            if let Ok(name) = file.strip_prefix(&root)
                && file.is_file()
            {
                logs.insert(name.to_owned(), fs::read(&file).unwrap());
            }
        }
        assert!(logs.len() >= 6);
        let mut told = objects(&told.output);
        told.sort_by_key(|object| object["file"].to_string());
        let found = (told, logs);
        assert!(
            known.get_or_insert_with(|| found.clone()) == &found,
            "{jobs} jobs"
        );
    }
}

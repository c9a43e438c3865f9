//! The reference and the syntaxes for editors: made from the grammar, and not stale.

use std::{fs, path::PathBuf, process::Command};

use keyart::script::{SLOTS, markdown, rules::grammar, sublime, text_mate, vim};
use regex::Regex;
use serde_json::Value;

use crate::sandbox::Sandbox;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn what_is_made_from_the_grammar_lies_in_the_repository() {
    for (file, made) in [
        ("docs/SCRIPTS.md", markdown()),
        ("assets/editors/keyart.vim", vim()),
        ("assets/editors/keyart.tmLanguage.json", text_mate()),
        ("assets/editors/keyart.sublime-syntax", sublime()),
    ] {
        let stored = fs::read_to_string(root().join(file)).unwrap_or_default();
        assert!(stored == made, "{file} is stale: see `keyart docs --help`");
    }
}

#[test]
fn the_reference_names_every_rule_and_every_value() {
    let page = markdown();
    for rule in grammar().rules() {
        let pattern = format!("`{}`", rule.pattern);
        let example = format!("`{}`", rule.example).replace('|', "\\|");
        assert!(
            page.contains(&pattern) && page.contains(&example),
            "{pattern}"
        );
    }
    for slot in SLOTS {
        assert!(
            page.contains(&format!("| `{}` | ", slot.name)),
            "{}",
            slot.name
        );
    }
    let columns = |line: &str| line.replace("\\|", "").matches('|').count();
    for line in page.lines().filter(|line| line.starts_with('|')) {
        assert!([3, 4].contains(&columns(line)), "{line}");
    }
    for block in page.split("```\n").skip(1).step_by(2) {
        assert_eq!(super::problems(block), [""; 0]);
        assert_eq!(keyart::script::format(block), block);
    }
}

/// Every expression in a TextMate grammar.
fn expressions(value: &Value) -> Vec<Regex> {
    let mut found = Vec::new();
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                match member {
                    Value::String(text) if ["match", "begin", "end"].contains(&&**key) => {
                        found.push(Regex::new(text).unwrap());
                    }
                    other => found.extend(expressions(other)),
                }
            }
        }
        Value::Array(members) => found.extend(members.iter().flat_map(expressions)),
        _ => {}
    }
    found
}

/// What a TextMate grammar calls the part of `line` that holds `part`: a plain reading of its
/// patterns, the earliest match first and of two at one place the first.
fn scope(grammar: &Value, line: &str, part: &str) -> String {
    let wanted = line.find(part).unwrap();
    let mut at = 0;
    let (mut patterns, mut region) = (grammar["patterns"].clone(), None::<(Regex, Value, String)>);
    while at <= line.len() {
        let mut best: Option<(usize, regex::Captures<'_>, Value)> = None;
        let mut consider = |expression: &Regex, rule: &Value| {
            if let Some(found) = expression.captures_at(line, at) {
                let start = found.get(0).unwrap().start();
                if best.as_ref().is_none_or(|(before, ..)| start < *before) {
                    best = Some((start, found, rule.clone()));
                }
            }
        };
        for rule in patterns.as_array().unwrap() {
            let expression = rule.get("match").or(rule.get("begin")).unwrap();
            consider(&Regex::new(expression.as_str().unwrap()).unwrap(), rule);
        }
        if let Some((end, _, _)) = &region {
            consider(end, &Value::Null);
        }
        let inside = region
            .as_ref()
            .map_or(String::new(), |(_, _, name)| name.clone());
        let Some((start, found, rule)) = best else {
            return inside;
        };
        let whole = found.get(0).unwrap();
        if start > wanted {
            return inside;
        }
        if let Some(name) = rule.get("name").filter(|_| whole.range().contains(&wanted)) {
            return name.as_str().unwrap().to_owned();
        }
        for (number, capture) in rule
            .get("captures")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            let group = found.get(number.parse().unwrap());
            if group.is_some_and(|group| group.range().contains(&wanted)) {
                return capture["name"].as_str().unwrap().to_owned();
            }
        }
        if rule.is_null() {
            let (_, outer, _) = region.take().unwrap();
            patterns = outer;
        } else if let Some(end) = rule.get("end") {
            let end = Regex::new(end.as_str().unwrap()).unwrap();
            let name = rule["name"].as_str().unwrap().to_owned();
            region = Some((end, patterns, name));
            patterns = rule["patterns"].clone();
        }
        at = if whole.is_empty() {
            line.len() + 1
        } else {
            whole.end()
        };
    }
    String::new()
}

const COLOURED: [(&str, &str, &str, &str); 14] = [
    (
        "  @0.5s Open \"Neon Harbor\" # why",
        "@0.5s",
        "numeric.delay",
        "keyartDelay",
    ),
    (
        "  @0.5s Open \"Neon Harbor\" # why",
        "Open",
        "keyword.control",
        "keyartDelayed",
    ),
    (
        "  @0.5s open \"Neon Harbor\" # why",
        "open",
        "keyword.control",
        "keyartDelayed",
    ),
    (
        "  @0.5s Open \"Neon Harbor\" # why",
        "Harbor",
        "string.quoted",
        "keyartText",
    ),
    (
        "  @0.5s Open \"Neon Harbor\" # why",
        "why",
        "comment",
        "keyartComment",
    ),
    ("Say \"a # ${film}\"", "film", "variable", "keyartName"),
    ("Say \"a # ${film}\"", "#", "string.quoted", "keyartText"),
    ("Say \"a \\\" b\" # c", "b\"", "string.quoted", "keyartText"),
    (
        "Expect screen contains /a\\/b c/i",
        "c/",
        "string.regexp",
        "keyartExpression",
    ),
    (
        "Expect artwork of $film on tile is not default",
        "$film",
        "variable",
        "keyartName",
    ),
    (
        "Expect artwork of $film on tile is not default",
        "of",
        "keyword.other",
        "keyartWord",
    ),
    (
        "Expect artwork of $film on tile is not default",
        "tile",
        "support.constant",
        "keyartValue",
    ),
    (
        "Expect log quality-plays >= 3",
        ">=",
        "keyword.operator",
        "keyartOperator",
    ),
    ("Play 45m of X", "45m", "constant.numeric", "keyartNumber"),
];

#[test]
fn the_grammar_of_text_mate_colours_what_it_should() {
    let grammar: Value = serde_json::from_str(&text_mate()).unwrap();
    assert!(expressions(&grammar).len() > 12);
    for (line, part, expected, _) in COLOURED {
        let found = scope(&grammar, line, part);
        assert!(
            found.contains(expected),
            "{line}: `{part}` is `{found}`, not {expected}"
        );
    }
    for rule in super::grammar_rules() {
        let command = rule.pattern.split(' ').next().unwrap();
        let found = scope(&grammar, rule.example, command);
        assert!(
            found.contains("keyword.control"),
            "{}: {found}",
            rule.example
        );
        assert!(
            vim().contains(command) && sublime().contains(command),
            "{command}"
        );
    }
}

/// The program that can show what Vim would colour, if it is installed.
fn editor() -> Option<&'static str> {
    let runs = |name: &&str| Command::new(name).arg("--version").output().is_ok();
    ["vim", "nvim"].into_iter().find(runs)
}

#[test]
fn vim_colours_what_it_should_where_it_is_installed() {
    let Some(editor) = editor() else { return };
    let sandbox = Sandbox::new();
    let lines = COLOURED.map(|(line, ..)| line).join("\n");
    sandbox.write("a.keyart", lines);
    let mut ask = format!(
        "syntax on\nsource {}\n",
        root().join("assets/editors/keyart.vim").display()
    );
    let mut names = String::from("let found = []\n");
    for (number, (line, part, ..)) in COLOURED.iter().enumerate() {
        let (row, column) = (number + 1, line.find(part).unwrap() + 1);
        names += &format!("call add(found, synIDattr(synID({row}, {column}, 1), 'name'))\n");
    }
    ask += &names;
    ask += &format!(
        "call writefile(found, '{}')\nqall!\n",
        sandbox.path("found").display()
    );
    let script = sandbox.write("ask.vim", ask);
    let mut command = Command::new(editor);
    command
        .args(["-u", "NONE", "-es", "-N", "--not-a-term"])
        .arg("-S")
        .arg(script);
    if editor == "nvim" {
        command = Command::new(editor);
        command
            .args(["-u", "NONE", "-es", "-S"])
            .arg(sandbox.path("ask.vim"));
    }
    let output = command
        .arg(sandbox.path("a.keyart"))
        .env("HOME", sandbox.path(""))
        .output();
    output.unwrap();
    let found = fs::read_to_string(sandbox.path("found")).unwrap();
    let found: Vec<&str> = found.lines().collect();
    assert_eq!(found, COLOURED.map(|(.., name)| name));
}

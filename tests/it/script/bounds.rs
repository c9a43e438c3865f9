//! Scripts that ask for too much, and such that would steer a terminal.

use std::{fmt::Write, path::Path};

use keyart::{
    script::{Files, Problem, read, rules::grammar, token},
    text::Text,
};

use super::{Memory, problems, script};

const MIB: usize = 1 << 20;

#[test]
fn lines_of_a_mebibyte_are_read_and_their_problems_are_short() {
    let long = |part: &str| part.repeat(MIB / part.len());
    for text in [
        long("x"),
        long("x "),
        long("\"\\\\"),
        format!("Say \"{}\"", long("${")),
        format!("Search \"{}\" more", long("${a}")),
        format!("Let x = \"{}\"\nOpen \"{}", long("y"), long("\u{202e}")),
        format!("ForEach x in {}\nBack\nEnd", long("${x} ")),
        format!("Expect screen contains /{}/", long("(")),
        format!("Expect screen contains /{}/", long("a?")),
        format!("Tags {}!", long("a")),
        format!("@{} Back", long("9")),
        format!("Press {}", long("👩\u{200d}")),
        format!("Include \"{}\"", long("a/../")),
    ] {
        for problem in script(&text).map_or_else(|problems| problems, |it| it.warnings) {
            assert!(format!("{problem:#}").chars().count() < 3_000);
        }
    }
}

#[test]
fn a_hundred_thousand_lines_are_as_many_steps() {
    let script = script(&"Back\n".repeat(100_000)).unwrap();
    assert_eq!(script.body.len(), 100_000);
}

#[test]
fn values_that_double_are_refused() {
    let mut text = "Let a0 = xx\n".to_owned();
    for number in 1..64 {
        let before = number - 1;
        writeln!(text, "Let a{number} = \"${{a{before}}}${{a{before}}}\"").unwrap();
    }
    let listed = problems(&text);
    let is_told = |problem: &String| problem.contains("at most 65536 bytes");
    assert!(
        !listed.is_empty() && listed.iter().all(is_told),
        "{listed:?}"
    );
}

#[test]
fn loops_in_loops_are_checked_in_reasonable_time() {
    let numbers: Vec<String> = (0..50).map(|it| it.to_string()).collect();
    let mut text = String::new();
    for depth in 0..31 {
        writeln!(text, "ForEach x{depth} in {}", numbers.join(" ")).unwrap();
    }
    text.push_str("Search $x30\nExpect rows = ${x7}\n");
    text.push_str(&"End\n".repeat(31));
    assert!(script(&text).is_ok());
    let deep = format!(
        "{}Back\n{}",
        "Repeat 2\n".repeat(50_000),
        "End\n".repeat(50_000)
    );
    let listed = problems(&deep);
    assert!(
        listed[0].starts_with("33:1 more than 32 blocks"),
        "{}",
        listed[0]
    );
}

#[test]
fn files_that_include_each_other_too_often_are_refused() {
    let wide = "Include b.keyart\n".repeat(1_000);
    let files = Memory::of(&[
        ("a.keyart", &wide),
        ("b.keyart", &wide.replace('b', "c")),
        ("c.keyart", "Back\n"),
    ]);
    let listed = files.script("a.keyart").unwrap_err();
    assert!(
        listed[0]
            .what
            .message
            .contains("more than 1000 included files"),
        "{}",
        listed[0]
    );
    let large = "# padding\n".repeat(100_000);
    let files = Memory::of(&[("a.keyart", &wide[..170]), ("b.keyart", &large)]);
    let listed = files.script("a.keyart").unwrap_err();
    assert!(
        listed[0].what.message.contains("at most 4 MiB"),
        "{}",
        listed[0]
    );
    let chain: Vec<(String, String)> = (0..20)
        .map(|it| {
            (
                format!("{it}.keyart"),
                format!("Include {}.keyart\n", it + 1),
            )
        })
        .collect();
    let chain: Vec<(&str, &str)> = chain
        .iter()
        .map(|(name, text)| (&**name, &**text))
        .collect();
    let listed = Memory::of(&chain).script("0.keyart").unwrap_err();
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].what.file.as_str(), "15.keyart");
    assert!(
        listed[0].what.message.contains("more than 16 files"),
        "{}",
        listed[0]
    );
}

/// Characters that would hide, reorder or command.
const HOSTILE: [&str; 7] = [
    "\u{1b}[2J",
    "\u{202e}",
    "\u{9b}31m",
    "\u{200b}",
    "\u{e0041}",
    "\u{7}",
    "a\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
];

fn assert_harmless(problem: &Problem) {
    let shown = format!("{problem:#}");
    for line in shown.lines() {
        assert!(!Text::with_loss(line).1, "{line:?}");
        assert!(!line.contains(char::is_control), "{line:?}");
    }
    assert!(shown.lines().count() <= 3, "{shown:?}");
}

#[test]
fn what_a_problem_tells_never_steers_a_terminal() {
    let mut told = 0;
    let mut all = HOSTILE.iter().cycle();
    for rule in grammar().rules() {
        let line = token::line(1, rule.example).unwrap();
        let spans = line.tokens.iter().map(|token| token.span.clone());
        for place in spans.flat_map(|span| [span.start, span.end]).chain([0]) {
            let (before, after) = rule.example.split_at(place);
            let hostile = all.next().unwrap();
            for text in [
                format!("{before}{hostile}{after}"),
                format!("{before} \"{hostile}\" {after}"),
                format!("{before} /{hostile}(/ {after}"),
                format!("{before} ${{{hostile}}} {after}"),
                format!("{before} \"${{x{hostile}}}\" {after}"),
                format!("@{hostile} {after}"),
            ] {
                for problem in script(&text).map_or_else(|it| it, |it| it.warnings) {
                    assert_harmless(&problem);
                    told += 1;
                }
            }
        }
    }
    assert!(told > 1_000);
}

#[test]
fn names_of_files_are_harmless_too() {
    struct Refusing;
    impl Files for Refusing {
        fn read(&self, path: &Path) -> Result<Vec<u8>, String> {
            match path.to_string_lossy().starts_with("main") {
                true => Ok(b"Back\nInclude \"\xe2\x80\xae.keyart\"\n".to_vec()),
                false => Err(format!("no {} \u{1b}[2J", path.display())),
            }
        }
    }
    for name in ["main\u{202e}\u{1b}", "other\u{202e}\u{1b}\n"] {
        let problems = read(Path::new(name), &Refusing).unwrap_err();
        assert_eq!(problems.len(), 1);
        assert_harmless(&problems[0]);
    }
}

//! Scripts as a whole: blocks, included files, names, settings.

use keyart::script::{
    Node, Source, Statement,
    statement::{Action, Setting},
    variables::Variables,
};

use super::{Memory, problems, script};

/// The actions of `nodes` with the values that their names have there, as a run would do them.
fn walk(nodes: &[Node], names: &mut Variables, done: &mut Vec<Statement>) {
    use keyart::script::statement::{Structure, Values};
    for node in nodes {
        match node {
            Node::Step(located) => done.push(located.filled(names).unwrap()),
            Node::Let(located, name) => {
                let Statement::Structure(Structure::Let(_, value)) = located.filled(names).unwrap()
                else {
                    panic!("{located:?}")
                };
                names.set(name, &value);
            }
            Node::Repeat(located, body) => {
                let Statement::Structure(Structure::Repeat(count)) = located.filled(names).unwrap()
                else {
                    panic!("{located:?}")
                };
                for _ in 0..count {
                    walk(body, names, done);
                }
            }
            Node::ForEach(located, name, _, body) => {
                let Statement::Structure(Structure::ForEach(_, Values::Listed(values))) =
                    located.filled(names).unwrap()
                else {
                    panic!("{located:?}")
                };
                for value in values {
                    names.set(name, &value);
                    walk(body, names, done);
                }
            }
        }
    }
}

fn searches(text: &str) -> Vec<String> {
    let script = script(text).unwrap_or_else(|problems| panic!("{problems:?}"));
    let mut done = Vec::new();
    walk(&script.body, &mut Variables::default(), &mut done);
    let searches = done.into_iter().filter_map(|statement| match statement {
        Statement::Act(Action::Search(text)) => Some(text),
        _ => None,
    });
    searches.collect()
}

#[test]
fn names_are_filled_where_they_stand_and_blocks_are_repeated() {
    let text = "Let a = one\nLet b = \"${a} more\"\nLet n = 2\nSearch $b\nRepeat $n\n  ForEach x in $a \"two ${n}\"\n    \
                Search \"${x}!\"\n    Let a = $x\n  End\nEnd\nSearch $a";
    let expected = ["one more", "one!", "two 2!", "two 2!", "two 2!", "two 2"];
    assert_eq!(searches(text), expected);
}

#[test]
fn a_value_is_a_text_and_never_a_word_or_an_expression() {
    assert_eq!(
        searches("Let a = \"$b ${ \\\"\"\nSearch \"${a}x}\""),
        ["$b ${ \"x}"]
    );
    let listed =
        problems("Let x = not\nLet y = \"(\"\nExpect focus is $x\nExpect screen contains /${y}/");
    assert_eq!(listed, [""; 0]);
}

#[test]
fn settings_can_be_made_of_names_and_included() {
    let files = Memory::of(&[
        (
            "a/main.keyart",
            "Let where = shared\nLet seed = 7\nInclude \"../${where}/b.keyart\"\nSet Seed $seed\nExpect rows > 0",
        ),
        ("shared/b.keyart", "Set Size 80x24\nInclude c.keyart"),
        ("shared/c.keyart", "Tags quick\n"),
    ]);
    let script = files.script("a/main.keyart").unwrap();
    let settings: Vec<_> = script.settings.iter().map(|(setting, _)| setting).collect();
    assert!(
        matches!(settings[..], [Setting::Size(_), Setting::Seed(7)]),
        "{settings:?}"
    );
    assert_eq!(script.settings[0].1.source.name.as_str(), "shared/b.keyart");
    assert_eq!(script.tags, ["quick"]);
}

#[test]
fn a_loop_of_files_is_told_with_both() {
    let files = Memory::of(&[
        ("a.keyart", "Back\nInclude parts/b.keyart"),
        ("parts/b.keyart", "Include ./../a.keyart"),
    ]);
    let problems = files.script("a.keyart").unwrap_err();
    let listed: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(listed.len(), 1, "{listed:?}");
    assert!(
        listed[0].starts_with("parts/b.keyart:1:9: error: "),
        "{listed:?}"
    );
    assert!(listed[0].contains("`a.keyart`"), "{listed:?}");
    let alone = Memory::of(&[("a.keyart", "Include a.keyart")]);
    let problems = alone.script("a.keyart").unwrap_err();
    assert!(
        problems[0].what.message.contains("includes itself"),
        "{problems:?}"
    );
}

#[test]
fn a_block_ends_in_the_file_in_which_it_begins() {
    let files = Memory::of(&[
        ("a.keyart", "Repeat 2\n  Include b.keyart\n  Back\nEnd\n"),
        ("b.keyart", "Back\nEnd\n"),
    ]);
    let problems = files.script("a.keyart").unwrap_err();
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!(
        (problems[0].what.file.as_str(), problems[0].what.line),
        ("b.keyart", 2)
    );
}

#[test]
fn one_fault_is_told_once_and_brings_no_others() {
    for text in [
        "ForEach size on 80x24\n  Resize $size\nEnd\nExpect rows > 1",
        "Let film\nOpen $film",
        "Repeat lots\n  Back\nEnd",
        "Repeat \"2\n  Back\nEnd",
        "ForEach x in 1 2 3\n  Resize $x\nEnd",
        "Let x = 1\nRepeat 3\n  Set Seed $x\nEnd\nBack",
        "Let x = $y\nOpen $x\nOpen \"${x}\"",
    ] {
        let listed = problems(text);
        let expected = if text.contains("Resize $x") { 3 } else { 1 };
        assert_eq!(listed.len(), expected, "{text}: {listed:#?}");
    }
}

#[test]
fn many_problems_are_told_in_order_and_not_all() {
    let text = "Resize $later\nBakc\n".repeat(30);
    let listed = problems(&text);
    assert_eq!(listed.len(), 60);
    let lines = listed
        .iter()
        .map(|it| it.split(':').next().unwrap().parse().unwrap());
    assert_eq!(lines.collect::<Vec<usize>>(), (1..=60).collect::<Vec<_>>());
    let listed = problems(&"Bakc\n".repeat(5_000));
    assert_eq!(listed.len(), 101);
    assert!(listed[100].contains("more problems"), "{}", listed[100]);
}

#[test]
fn a_script_without_expectation_is_odd_and_one_without_steps_is_wrong() {
    let script = script("Back").unwrap();
    assert_eq!(script.warnings.len(), 1);
    assert!(
        script.warnings[0]
            .to_string()
            .contains("a.keyart:1:1: warning: ")
    );
    let expecting = super::script("ForEach x in a b\n  Expect focus is $x\nEnd").unwrap();
    assert!(expecting.warnings.is_empty());
    for empty in [
        "",
        "\n\n",
        "# nothing",
        "Set Seed 7",
        "Tags a",
        "Let x = 1",
        "Repeat 2\nEnd",
    ] {
        let listed = problems(empty);
        assert!(
            matches!(&listed[..], [one] if one.contains("does nothing")),
            "{listed:?}"
        );
    }
}

#[test]
fn line_ends_and_a_byte_order_mark_are_no_part_of_the_lines() {
    let source = Source::new("a".as_ref(), b"\xef\xbb\xbfBack\r\nBack 2\r\n".to_vec()).unwrap();
    assert_eq!(source.lines, ["Back", "Back 2"]);
    let wrong = Source::new("a".as_ref(), b"Back\nB\xff".to_vec()).unwrap_err();
    assert_eq!((wrong.what.line, wrong.what.column), (2, 2));
    let binary = Source::new("a".as_ref(), b"\x7fELF\0\0\n\0".to_vec()).unwrap_err();
    assert_eq!((binary.what.line, binary.what.column), (1, 5));
}

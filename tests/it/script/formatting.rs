//! The usual form of scripts: it keeps what they say.

use keyart::script::{
    SLOTS, Slot, format,
    rules::grammar,
    token::{self, quoted},
};
use proptest::{prelude::*, sample::select};

use super::said;

/// Something that can stand in the slot, as it is written.
fn value(slot: &'static Slot) -> BoxedStrategy<String> {
    if let Some(words) = slot.words() {
        return select(words).prop_map(str::to_owned).boxed();
    }
    let text = || "[ -~äé千👩🏽#\"\\\\$]{1,12}".prop_map(|text| quoted(&text));
    let of = |words: &'static [&'static str]| select(words).prop_map(str::to_owned).boxed();
    match slot.name {
        "TITLE" | "PROFILE" | "ARTWORK" | "TEXT" | "VALUE" | "AVATAR" => {
            prop_oneof![text(), "[a-zA-Z][a-zA-Z0-9#@/\"\\\\]{0,8}"].boxed()
        }
        "NAME" => "[a-z_][a-z0-9_-]{0,8}".boxed(),
        "FILE" => of(&["a.png", "\"b c.txt\"", "d/e.ans"]),
        "FOLDER" => of(&["week", "\"../after a week\""]),
        "PATTERN" => prop_oneof![
            text(),
            of(&["/a|b/", r"/\/x\/$/i", r#"/^\d+ "q" #/"#, r"/\\/"])
        ]
        .boxed(),
        "COUNT" | "LINE" => (1..1_000_u32).prop_map(|it| it.to_string()).boxed(),
        "SEED" => any::<u64>().prop_map(|it| it.to_string()).boxed(),
        "NUMBER" => (-1e6..1e6_f64).prop_map(|it| it.to_string()).boxed(),
        "SHARE" => (0.0..=1.0_f64).prop_map(|it| it.to_string()).boxed(),
        "OPERATOR" => of(&["=", "!=", "<", "<=", ">", ">="]),
        "DURATION" => of(&["0ms", "300ms", "1.5s", "45m", "2h", "2d"]),
        "AMOUNT" => of(&["45m", "80%", "12.5%"]),
        "SIZE" => of(&["80x24", "1x1", "500×200"]),
        "CELL" => of(&["0,0", "10,3"]),
        "TIME" => of(&["2026-01-05T20:30", "1999-12-31T23:59"]),
        "ZONE" => of(&["UTC", "Europe/Berlin"]),
        "KEY" => of(&["Down", "Enter", "Ctrl-D", "?", "r"]),
        "POLICY" => of(&["lin-ts", "lin-ts{floor=0.1}", "uniform"]),
        other => panic!("no values for {other}"),
    }
}

/// A pattern as its parts, each with whether it stands in a group that is written.
fn written_parts(
    pattern: &'static str,
    mut groups: impl Iterator<Item = bool>,
) -> Vec<&'static str> {
    let mut is_kept = true;
    let mut parts = Vec::new();
    for part in pattern.split(' ') {
        if part.starts_with('[') {
            is_kept = groups.next().unwrap();
        }
        if is_kept {
            parts.push(part.trim_matches(['[', ']']));
        }
        if part.ends_with(']') {
            is_kept = true;
        }
    }
    parts
}

/// A random line of the language, in random capitals and with random blanks.
fn line() -> impl Strategy<Value = String> {
    let patterns: Vec<&'static str> = grammar().rules().map(|rule| rule.pattern).collect();
    let choice = (select(patterns), prop::collection::vec(any::<bool>(), 4));
    let tokens = choice.prop_flat_map(|(pattern, groups)| {
        let parts = written_parts(pattern, groups.into_iter());
        let tokens = parts.into_iter().map(|part| {
            let name = part.trim_end_matches("...");
            match SLOTS.iter().find(|slot| slot.name == name) {
                Some(slot) if name != part => prop::collection::vec(value(slot), 1..4)
                    .prop_map(|values| values.join(" "))
                    .boxed(),
                Some(slot) => value(slot),
                None => any::<bool>()
                    .prop_map(move |is_small| match is_small {
                        true => part.to_lowercase(),
                        false => part.to_owned(),
                    })
                    .boxed(),
            }
        });
        tokens.collect::<Vec<_>>()
    });
    let blank = select(vec![" ", "  ", "\t", " \u{3000} "]);
    let delay = select(vec!["", "", "@0.48s "]);
    let comment = select(vec!["", "", " #", " # why \"not\"", " #!x", "  ## a   b"]);
    (blank, delay, tokens, comment).prop_map(|(blank, delay, tokens, comment)| {
        format!("{blank}{delay}{}{comment}{blank}", tokens.join(blank))
    })
}

/// The words of what may follow `#` in the line.
fn comment(text: &str) -> Option<Vec<String>> {
    let comment = token::line(1, text).unwrap().comment?;
    Some(comment.split_whitespace().map(str::to_owned).collect())
}

/// A line of any kind: of the language, almost, or not at all.
fn any_line() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => line(),
        1 => line().prop_map(|line| format!("{line} more")),
        1 => line().prop_map(|line| format!("{line} \"open")),
        1 => "[ -~\t\u{85}\u{1b}\u{202e}]{0,30}",
        1 => select(vec!["", "  ", "# alone", "Repeat 2", "End", "ForEach x in 1", "\u{feff}"])
            .prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn a_line_of_the_language_says_the_same_in_its_usual_form(line in line()) {
        let before = said(&line);
        prop_assert!(before.is_ok(), "{}: {:?}", line, before);
        let formatted = format(&line);
        prop_assert_eq!(formatted.lines().count(), 1);
        prop_assert_eq!(said(formatted.trim_end()), before);
        prop_assert_eq!(comment(formatted.trim_end()), comment(&line));
        prop_assert_eq!(format(&formatted), formatted);
    }

    #[test]
    fn no_line_is_lost_or_mended(lines in prop::collection::vec(any_line(), 0..20)) {
        let source = lines.join("\n");
        let formatted = format(&source);
        prop_assert_eq!(&format(&formatted), &formatted);
        let source = source.strip_prefix('\u{feff}').unwrap_or(&source);
        let is_free = |line: &&str| line.chars().all(char::is_whitespace)
            && !line.chars().any(|c| c.is_control() && c != '\t');
        let before: Vec<&str> = source.lines().filter(|line| !is_free(line)).collect();
        let after: Vec<&str> = formatted.lines().filter(|line| !is_free(line)).collect();
        prop_assert_eq!(before.len(), after.len());
        for (before, after) in before.iter().zip(after) {
            prop_assert_eq!(said(before), said(after));
        }
    }
}

#[test]
fn blocks_are_indented_and_free_lines_are_single() {
    let source = "\u{feff}\r\n\r\nset   size 80x24\r\n\r\n\r\n#!tag\r\nrepeat 2\r\nforeach x in 1 2\r\n\
                  press $x # key\r\n#note\r\nEND\r\n  END\r\nend\r\nwrong   line\r\n\r\n";
    let expected = "Set Size 80x24\n\n#!tag\nRepeat 2\n  ForEach x in 1 2\n    Press $x # key\n    \
                    # note\n  End\nEnd\nEnd\nwrong   line\n";
    assert_eq!(format(source), expected);
    assert_eq!(format(""), "");
    assert_eq!(format("\n \n"), "");
}

#[test]
fn lines_with_names_get_their_form_too() {
    let source = "resize  $size\nexpect ARTWORK of $film on ${canvas} is not default";
    let expected = "Resize $size\nExpect artwork of $film on ${canvas} is not default\n";
    assert_eq!(format(source), expected);
}

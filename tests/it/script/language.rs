//! Every rule is read as it is documented.

use keyart::{
    script::{format, grammar::Rule, rules::grammar, statement::Statement, token},
    session::Command,
};

use super::{grammar_rules as rules, said};

/// The rule that a line follows.
fn rule_of(text: &str) -> &'static Rule<Statement> {
    let line = token::line(1, text).unwrap();
    let found = grammar().find(&line).map(|(rule, _)| rule);
    found.unwrap_or_else(|fault| panic!("{text}: {fault:?}"))
}

#[test]
fn every_example_follows_its_own_rule_and_stands_in_its_usual_form() {
    for rule in rules() {
        assert!(
            std::ptr::eq(rule_of(rule.example), rule),
            "{}",
            rule.example
        );
        said(rule.example).unwrap();
        assert_eq!(format(rule.example), format!("{}\n", rule.example));
    }
    assert!(rules().count() > 80);
}

#[test]
fn every_meaning_is_a_sentence_and_every_pattern_stands_once() {
    let mut patterns: Vec<&str> = rules().map(|rule| rule.pattern).collect();
    patterns.sort_unstable();
    assert!(patterns.windows(2).all(|pair| pair[0] != pair[1]));
    for rule in rules() {
        let meaning = rule.meaning;
        assert!(meaning.starts_with(char::is_uppercase), "{meaning}");
        assert!(!meaning.ends_with('.'), "{meaning}");
    }
}

#[test]
fn words_of_the_language_can_be_written_in_small_or_large_letters() {
    for rule in rules() {
        let line = token::line(1, rule.example).unwrap();
        let (_, found) = grammar().find(&line).unwrap();
        let words = |spell: fn(&str) -> String| {
            let tokens = line.tokens.iter().zip(found.words());
            let tokens = tokens.map(|(token, word)| match word {
                Some(word) => spell(word),
                None => token.written(),
            });
            tokens.collect::<Vec<_>>().join(" ")
        };
        for text in [words(str::to_lowercase), words(str::to_uppercase)] {
            assert!(std::ptr::eq(rule_of(&text), rule), "{text}");
            assert_eq!(said(&text), said(rule.example), "{text}");
            assert_eq!(format(&text), format!("{}\n", rule.example));
        }
    }
}

#[test]
fn a_word_that_may_be_left_out_is_never_taken_for_a_value() {
    for text in [
        "Expect focus is not",
        "Expect artwork of \"Neon Harbor\" is not",
        "Expect profile is NOT",
    ] {
        let message = said(text).unwrap_err();
        assert!(message.contains("missing"), "{text}: {message}");
    }
    let quoted = said("Expect focus is \"not\"").unwrap();
    assert_eq!(said("Expect focus is not \"not\"").unwrap().1, {
        let Statement::Expect(mut expectation) = quoted.1 else {
            panic!("{quoted:?}")
        };
        assert!(!expectation.is_negated);
        expectation.is_negated = true;
        Statement::Expect(expectation)
    });
    let artwork = said("Expect artwork of X is \"default\"").unwrap();
    assert_ne!(artwork, said("Expect artwork of X is default").unwrap());
}

#[test]
fn expressions_that_ignore_case_are_others() {
    let of = |pattern: &str| said(&format!("Expect screen contains {pattern}")).unwrap();
    assert_eq!(of("/a\\/b/"), of("/a\\/b/"));
    assert_ne!(of("/a/"), of("/a/i"));
    assert_ne!(of("/a/"), of("\"a\""));
}

#[test]
fn every_command_that_a_script_can_give_has_a_name_and_back() {
    for (command, name) in Command::NAMES {
        assert_eq!(command.as_str(), Some(name));
        assert_eq!(Command::parse(name), Some(command));
        assert!(matches!(
            said(&format!("Command {name} 2")),
            Ok((None, Statement::Act(_)))
        ));
    }
    // The terminal's own business, and what only a past log has.
    let unsaid = [Command::Suspend, Command::Compare];
    assert_eq!(unsaid.map(Command::as_str), [None, None]);
    // Whatever else a key means can be said in a script.
    for binding in keyart::tui::keymap::BINDINGS {
        let command = binding.command;
        assert!(
            unsaid.contains(&command) || command.as_str().is_some(),
            "{command:?}"
        );
    }
}

#[test]
fn a_name_of_a_value_can_be_written_behind_its_sign() {
    for name in ["film", "_1", "größe-2", "7up", "-a", "a.b", "$a", ""] {
        let is_taken = said(&format!("Let \"{name}\" = x")).is_ok();
        let used = format!("Let \"{name}\" = x\nSearch ${name}\nSearch \"${{{name}}}\"");
        let is_certain = ["film", "_1", "größe-2"].contains(&name);
        assert_eq!(is_taken, is_certain, "{name}");
        assert_eq!(super::problems(&used).is_empty(), is_certain, "{name}");
    }
    let long = "a".repeat(61);
    assert!(
        said(&format!("Tags {long}")).is_err() && said(&format!("Tags {}", &long[1..])).is_ok()
    );
}

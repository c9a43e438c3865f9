//! How editors colour scripts, made from the grammar.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{
    rules::grammar,
    slots::{SLOTS, Slot},
    value::OPERATORS,
};

/// The words that only some places take, such as `billboard` or `18+`.
fn values() -> BTreeSet<&'static str> {
    SLOTS.iter().filter_map(Slot::words).flatten().collect()
}

/// The words, the longest first, so that none hides behind its own beginning.
fn longest_first<'w>(words: impl IntoIterator<Item = &'w str>) -> Vec<&'w str> {
    let mut words: Vec<&str> = words.into_iter().collect();
    words.sort_by_key(|word| (std::cmp::Reverse(word.len()), *word));
    words
}

/// The words as alternatives of a regular expression.
fn any_of<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    let words = longest_first(words);
    let escaped: Vec<String> = words.iter().map(|word| regex::escape(word)).collect();
    escaped.join("|")
}

/// What stands behind a blank or at the beginning of a line, in the order in which it is tried, and
/// its scope. The expressions keep to what every engine has.
fn tokens() -> Vec<(String, &'static str)> {
    let (ages, values): (Vec<_>, Vec<_>) = values().into_iter().partition(|it| it.ends_with('+'));
    vec![
        ("#.*$".to_owned(), "comment.line.number-sign"),
        (r"\$[\p{L}_][\p{L}\p{N}_-]*".to_owned(), "variable.other"),
        // They look like numbers.
        (any_of(ages), "support.constant"),
        (
            r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?".to_owned(),
            "constant.numeric.moment",
        ),
        (r"\d+[x×,]\d+\b".to_owned(), "constant.numeric.size"),
        (
            r"-?\d+(?:\.\d+)?(?:(?:ms|s|m|h|d)\b|%)?".to_owned(),
            "constant.numeric",
        ),
        (
            format!(r"(?i:{})\b", any_of(grammar().words())),
            "keyword.other",
        ),
        (format!(r"(?i:{})\b", any_of(values)), "support.constant"),
        (
            any_of(OPERATORS.iter().map(|(word, _)| *word)),
            "keyword.operator",
        ),
    ]
}

/// A delay and a command at the beginning of a line.
fn command() -> String {
    let commands = any_of(grammar().commands());
    format!(r"(?i)^\s*(?:(@\S+)\s+)?({commands})\b")
}

const DELAY: &str = "constant.numeric.delay";
const COMMAND: &str = "keyword.control";

/// `$name` in texts and expressions.
const NAME: [&str; 2] = [r"\$\{[\p{L}_][\p{L}\p{N}_-]*\}", "variable.other"];

/// What begins and ends a text, its scope, and what can stand inside.
const TEXT: [&str; 3] = ["\"", "\"", "string.quoted.double"];
const IN_TEXT: [[&str; 2]; 3] = [
    [r#"\\["\\]"#, "constant.character.escape"],
    [r"\\.", "invalid.illegal.escape"],
    NAME,
];

/// The same of an expression.
const EXPRESSION: [&str; 3] = ["/", "/i?", "string.regexp"];
const IN_EXPRESSION: [[&str; 2]; 2] = [[r"\\.", "constant.character.escape"], NAME];

fn behind(expression: &str) -> String {
    format!(r"(^|\s)({expression})")
}

fn scope(name: &str) -> String {
    format!("{name}.keyart")
}

/// A TextMate grammar as JSON, for Visual Studio Code.
#[must_use]
pub fn text_mate() -> String {
    let mut patterns = vec![json!({
        "match": command(),
        "captures": {"1": {"name": scope(DELAY)}, "2": {"name": scope(COMMAND)}},
    })];
    patterns.push(region(TEXT, &IN_TEXT));
    patterns.push(region(EXPRESSION, &IN_EXPRESSION));
    patterns.extend(tokens().into_iter().map(|(expression, name)| {
        json!({"match": behind(&expression), "captures": {"2": {"name": scope(name)}}})
    }));
    patterns.push(json!({"match": NAME[0], "name": scope(NAME[1])}));
    let grammar = json!({
        "name": "keyart",
        "scopeName": "source.keyart",
        "fileTypes": ["keyart"],
        "patterns": patterns,
    });
    format!("{grammar:#}\n")
}

fn region([begin, end, name]: [&str; 3], inside: &[[&str; 2]]) -> Value {
    let inside = inside.iter();
    let inside = inside.map(|[part, name]| json!({"match": part, "name": scope(name)}));
    json!({
        "begin": behind(begin),
        "end": format!("{end}|$"),
        "name": scope(name),
        "patterns": inside.collect::<Vec<_>>(),
    })
}

/// A Sublime syntax, for Sublime Text and bat.
#[must_use]
pub fn sublime() -> String {
    let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
    let mut syntax = SUBLIME.to_owned();
    let mut rule = |expression: &str, action: &str| {
        syntax.push_str(&format!(
            "    - match: {}\n      {action}\n",
            quoted(expression)
        ));
    };
    let captures = format!("captures: {{1: {}, 2: {}}}", scope(DELAY), scope(COMMAND));
    rule(&command(), &captures);
    rule(&behind(TEXT[0]), "push: text");
    rule(&behind(EXPRESSION[0]), "push: expression");
    for (expression, name) in tokens() {
        rule(
            &behind(&expression),
            &format!("captures: {{2: {}}}", scope(name)),
        );
    }
    rule(NAME[0], &format!("scope: {}", scope(NAME[1])));
    let regions = [
        ("text", TEXT, &IN_TEXT[..]),
        ("expression", EXPRESSION, &IN_EXPRESSION[..]),
    ];
    for (context, [_, end, name], inside) in regions {
        syntax.push_str(&format!(
            "  {context}:\n    - meta_scope: {}\n",
            scope(name)
        ));
        let ends = format!("{end}|$");
        let end = (&*ends, "pop: true".to_owned());
        let inside = inside
            .iter()
            .map(|[part, name]| (*part, format!("scope: {}", scope(name))));
        for (expression, action) in inside.chain([end]) {
            let expression = quoted(expression);
            syntax.push_str(&format!("    - match: {expression}\n      {action}\n"));
        }
    }
    syntax
}

const SUBLIME: &str = "\
%YAML 1.2
---
# Made by `keyart docs sublime`.
name: keyart
file_extensions: [keyart]
scope: source.keyart
contexts:
  main:
";

/// A syntax file for Vim and Neovim.
#[must_use]
pub fn vim() -> String {
    let any = |words: Vec<&str>| {
        // Of what the words hold only `.` would say more than itself.
        let escaped = words.iter().map(|word| word.replace('.', "\\."));
        escaped.collect::<Vec<_>>().join("\\|")
    };
    let commands = any(longest_first(grammar().commands()));
    let words = any(longest_first(grammar().words()));
    let values = any(longest_first(values()));
    let operators = any(longest_first(OPERATORS.iter().map(|(word, _)| *word)));
    VIM.replace("COMMANDS", &commands)
        .replace("WORDS", &words)
        .replace("VALUES", &values)
        .replace("OPERATORS", &operators)
}

/// The last of two items that match at the same place wins.
const VIM: &str = r#"" Vim syntax file for the session scripts of keyart (*.keyart).
" Made by `keyart docs vim`.

if exists('b:current_syntax')
  finish
endif

syntax case ignore
setlocal commentstring=#\ %s

syntax match keyartOperator /\%(^\|\s\)\@<=\%(OPERATORS\)\%(\s\|$\)\@=/
syntax match keyartNumber /\%(^\|\s\)\@<=-\?\d\+\%(\.\d\+\)\?\%(ms\|s\|m\|h\|d\|%\)\?\%(\s\|$\)\@=/
syntax match keyartNumber /\%(^\|\s\)\@<=\d\+[x×,]\d\+\%(\s\|$\)\@=/
syntax match keyartNumber /\%(^\|\s\)\@<=\d\{4}-\d\d-\d\dT\d\d:\d\d\S*/
syntax match keyartValue /\%(^\|\s\)\@<=\%(VALUES\)\%(\s\|$\)\@=/
syntax match keyartWord /\%(^\|\s\)\@<=\%(WORDS\)\%(\s\|$\)\@=/
syntax match keyartDelayed /\%(COMMANDS\)\%(\s\|$\)\@=/ contained
syntax match keyartDelay /^\s*\zs@\S\+/ nextgroup=keyartDelayed skipwhite
syntax match keyartCommand /^\s*\zs\%(COMMANDS\)\%(\s\|$\)\@=/
syntax match keyartName /\%(^\|\s\)\@<=\$[[:alpha:]_][[:alnum:]_-]*\%(\s\|$\)\@=/
syntax match keyartName /\${[[:alpha:]_][[:alnum:]_-]*}/
syntax match keyartEscape /\\["\\]/ contained
syntax match keyartFault /\\[^"\\]/ contained
syntax region keyartText start=/\%(^\|\s\)\@<="/ skip=/\\./ end=/"/ oneline contains=keyartEscape,keyartFault,keyartName
syntax region keyartExpression start=+\%(^\|\s\)\@<=/+ skip=+\\.+ end=+/i\?+ oneline contains=keyartName
syntax match keyartComment /\%(^\|\s\)\@<=#.*$/ contains=@Spell

highlight default link keyartCommand Statement
highlight default link keyartDelayed Statement
highlight default link keyartDelay Special
highlight default link keyartWord Keyword
highlight default link keyartValue Constant
highlight default link keyartNumber Number
highlight default link keyartOperator Operator
highlight default link keyartName Identifier
highlight default link keyartText String
highlight default link keyartExpression String
highlight default link keyartEscape SpecialChar
highlight default link keyartFault Error
highlight default link keyartComment Comment

let b:current_syntax = 'keyart'
"#;

//! Scripts as they should be written.

use super::{
    rules::grammar,
    token::{self, Line},
};

/// Blanks that a line in a block begins with.
const INDENT: &str = "  ";

/// `source` with the words of the language in their capitals, one blank between tokens, blocks
/// indented, and never two free lines in a row. What it says stays the same; lines that are wrong
/// stay as they are.
#[must_use]
pub fn format(source: &str) -> String {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let mut formatted = String::new();
    let mut depth: usize = 0;
    let mut is_gap = true;
    for (number, text) in (1..).zip(source.lines()) {
        let Ok(line) = token::line(number, text) else {
            formatted.push_str(text.trim_end());
            formatted.push('\n');
            is_gap = false;
            continue;
        };
        let is_empty = line.tokens.is_empty() && line.comment.is_none() && line.delay.is_none();
        if is_empty {
            if !is_gap {
                formatted.push('\n');
            }
            is_gap = true;
            continue;
        }
        let first = line.tokens.first();
        let begins = first.is_some_and(|it| it.is("Repeat") || it.is("ForEach"));
        if first.is_some_and(|it| it.is("End")) {
            depth = depth.saturating_sub(1);
        }
        formatted.push_str(&INDENT.repeat(depth));
        formatted.push_str(&written(&line));
        formatted.push('\n');
        depth += usize::from(begins);
        is_gap = false;
    }
    formatted.truncate(formatted.trim_end().len());
    if !formatted.is_empty() {
        formatted.push('\n');
    }
    formatted
}

fn written(line: &Line) -> String {
    let found = grammar().find(line).ok();
    let words = found.as_ref().map_or(&[][..], |(_, found)| found.words());
    let delay = line.delay.iter().map(|delay| format!("@{}", delay.text));
    let tokens = line.tokens.iter().enumerate().map(|(place, token)| {
        let word = words.get(place).copied().flatten();
        word.map_or_else(|| token.written(), str::to_owned)
    });
    let comment = line.comment.iter().map(|comment| match &**comment {
        "" => "#".to_owned(),
        comment => format!("# {comment}"),
    });
    let parts: Vec<String> = delay.chain(tokens).chain(comment).collect();
    parts.join(" ")
}

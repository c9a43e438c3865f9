//! Scripts as they should be written.

use super::{
    rules::grammar,
    token::{self, Line},
};

/// Blanks that a line in a block begins with.
const INDENT: &str = "  ";

/// What some editors write at the beginning of a file.
const MARK: char = '\u{feff}';

/// Blocks in each other that are still indented: more are an error.
const DEEPEST: usize = 32;

/// `source` with the words of the language in their capitals, one blank between tokens, blocks
/// indented, lines ended by LF, and never two free lines in a row. What it says stays the same;
/// of lines that are wrong only the indentation changes.
#[must_use]
pub fn format(source: &str) -> String {
    let source = source.strip_prefix(MARK).unwrap_or(source);
    let mut formatted = String::new();
    let mut depth: usize = 0;
    let mut is_gap = false;
    for (number, text) in (1..).zip(source.lines()) {
        let text = text.trim_start_matches([' ', '\t']);
        let line = token::line(number, text);
        if line.as_ref().is_ok_and(is_free) {
            is_gap = !formatted.is_empty();
            continue;
        }
        // A byte order mark in the middle must not become one at the beginning.
        if is_gap || formatted.is_empty() && text.starts_with(MARK) {
            formatted.push('\n');
        }
        is_gap = false;
        let first = text.split_whitespace().next().unwrap_or_default();
        let is = |word: &str| first.eq_ignore_ascii_case(word);
        if is("End") {
            depth = depth.saturating_sub(1);
        }
        let indent = INDENT.repeat(depth.min(DEEPEST));
        formatted.push_str(&indent);
        match line {
            Ok(line) => formatted.push_str(&written(&line, text)),
            Err(_) => formatted.push_str(text),
        }
        formatted.push('\n');
        depth += usize::from(is("Repeat") || is("ForEach"));
    }
    formatted
}

fn is_free(line: &Line) -> bool {
    line.tokens.is_empty() && line.delay.is_none() && line.comment.is_none()
}

/// The line in its form; as it stands if it is wrong.
fn written(line: &Line, text: &str) -> String {
    let words = match grammar().shape(line) {
        Ok((_, found)) => found.words().to_vec(),
        Err(_) if line.tokens.is_empty() && line.delay.is_none() => Vec::new(),
        Err(_) => return text.trim_end().to_owned(),
    };
    let delay = line.delay.iter().map(|delay| format!("@{}", delay.text));
    let tokens = line.tokens.iter().zip(words);
    let tokens = tokens.map(|(token, word)| word.map_or_else(|| token.written(), str::to_owned));
    let comment = line.comment.iter().map(|comment| {
        // `#!` is a word to the system, and `##` a line of somebody's.
        let is_apart = comment.is_empty() || comment.starts_with([' ', '\t', '#', '!']);
        let blank = if is_apart { "" } else { " " };
        format!("#{blank}{comment}")
    });
    let parts: Vec<String> = delay.chain(tokens).chain(comment).collect();
    parts.join(" ")
}

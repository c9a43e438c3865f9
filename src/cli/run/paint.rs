//! Colours of what is printed for people, and texts in columns with parts of them marked.

use std::io::{self, IsTerminal};

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::tui::terminal::Environment;

/// How it is printed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paint {
    has_colours: bool,
    /// Columns of the terminal; `None` if there is none.
    pub(super) width: Option<usize>,
}

/// A grapheme of a text, and whether it is marked.
type Piece<'t> = (&'t str, bool);

/// A line of a text that was broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// What it says, with the escapes for what is marked, if there are colours.
    pub(super) text: String,
    /// Carets below what is marked, if there are no colours and anything is.
    pub(super) carets: String,
    /// Columns.
    pub(super) width: usize,
}

impl Paint {
    /// As standard output allows: no colours where `NO_COLOR` is set, or where it is no terminal.
    pub(super) fn of_stdout() -> Self {
        let environment = Environment::of_process();
        let is_terminal = io::stdout().is_terminal();
        let size = crossterm::terminal::size().ok().filter(|_| is_terminal);
        let is_dumb = matches!(&*environment.term, "" | "dumb");
        Self {
            has_colours: is_terminal && !environment.no_colour && !is_dumb,
            width: size
                .map(|(columns, _)| usize::from(columns))
                .filter(|it| *it > 0),
        }
    }

    /// Without colours.
    #[cfg(test)]
    pub(super) fn plain(width: Option<usize>) -> Self {
        Self {
            has_colours: false,
            width,
        }
    }

    fn painted(self, text: &str, colour: &str) -> String {
        match self.has_colours {
            true => format!("\u{1b}[{colour}m{text}\u{1b}[0m"),
            false => text.to_owned(),
        }
    }

    /// Good news.
    pub(super) fn good(self, text: &str) -> String {
        self.painted(text, "32")
    }

    /// Bad news.
    pub(super) fn bad(self, text: &str) -> String {
        self.painted(text, "31")
    }

    /// What matters most.
    pub(super) fn strong(self, text: &str) -> String {
        self.painted(text, "1")
    }

    /// What matters least.
    pub(super) fn faint(self, text: &str) -> String {
        self.painted(text, "2")
    }

    /// `pieces` in lines of at most `columns` columns, broken at blanks where there are some.
    pub(super) fn lines(self, pieces: &[Piece<'_>], columns: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut rest = pieces;
        loop {
            let (line, left) = cut(rest, columns.max(2));
            lines.push(self.line(line));
            if left.is_empty() {
                return lines;
            }
            rest = left;
        }
    }

    /// One line, with what is marked in it.
    pub(super) fn line(self, pieces: &[Piece<'_>]) -> Line {
        let mut line = Line {
            text: String::new(),
            carets: String::new(),
            width: 0,
        };
        for run in pieces.chunk_by(|one, next| one.1 == next.1) {
            let text: String = run.iter().map(|(grapheme, _)| *grapheme).collect();
            let width: usize = run.iter().map(|(grapheme, _)| grapheme.width()).sum();
            line.width += width;
            if !run[0].1 {
                line.text.push_str(&text);
            } else if self.has_colours {
                line.text.push_str(&self.painted(&text, "7"));
            } else {
                let before = (line.width - width).saturating_sub(line.carets.width());
                line.carets.push_str(&" ".repeat(before));
                line.carets.push_str(&"^".repeat(width));
                line.text.push_str(&text);
            }
        }
        line
    }
}

/// The graphemes of `text`; those that begin in one of `ranges` are marked.
pub(super) fn pieces<'t>(text: &'t str, ranges: &[std::ops::Range<usize>]) -> Vec<Piece<'t>> {
    let is_marked = |at: usize| ranges.iter().any(|range| range.contains(&at));
    text.grapheme_indices(true)
        .map(|(at, grapheme)| (grapheme, is_marked(at)))
        .collect()
}

/// The first line of `pieces`, and what is left.
fn cut<'p, 't>(pieces: &'p [Piece<'t>], columns: usize) -> (&'p [Piece<'t>], &'p [Piece<'t>]) {
    let mut width = 0;
    let fits = |(grapheme, _): &&Piece<'_>| {
        width += grapheme.width();
        width <= columns
    };
    let most = pieces.iter().take_while(fits).count();
    if most == pieces.len() {
        return (pieces, &[]);
    }
    let blank = pieces[..=most].iter().rposition(|(it, _)| *it == " ");
    match blank.filter(|at| *at > most / 2) {
        Some(at) => (&pieces[..at], &pieces[at + 1..]),
        None => pieces.split_at(most.max(1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, marked: std::ops::Range<usize>, columns: usize) -> Vec<(String, String)> {
        let lines = Paint::plain(None).lines(&pieces(text, &[marked]), columns);
        lines.into_iter().map(|it| (it.text, it.carets)).collect()
    }

    #[test]
    fn lines_break_at_blanks_and_carets_stay_below_what_is_marked() {
        let line = |text: &str, carets: &str| (text.to_owned(), carets.to_owned());
        assert_eq!(
            told("the quick brown fox", 10..19, 12),
            [line("the quick", ""), line("brown fox", "^^^^^^^^^")]
        );
        assert_eq!(
            told("日本語xyz", 6..10, 4),
            [line("日本", ""), line("語xy", "^^^"), line("z", "")]
        );
        assert_eq!(told("", 0..0, 10), [line("", "")]);
        assert_eq!(told("日", 0..3, 1), [line("日", "^^")]);
    }

    #[test]
    fn colours_replace_carets() {
        let paint = Paint {
            has_colours: true,
            width: None,
        };
        let line = paint.line(&pieces("a bad word", std::slice::from_ref(&(2..5))));
        assert_eq!(line.text, "a \u{1b}[7mbad\u{1b}[0m word");
        assert_eq!((&*line.carets, line.width), ("", 10));
    }
}

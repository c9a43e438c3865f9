//! What was expected and what is so instead, for people.

use std::{
    io::{self, Write},
    ops::Range,
};

use similar::{ChangeTag, TextDiff};

use super::paint::{Line, Paint, pieces};
use crate::{
    script::player::{Difference, Evidence, Failure},
    text::{Text, excerpt},
};

/// Lines of a stored screen that are shown round a difference.
const AROUND: usize = 2;

/// Columns of a sentence.
const SENTENCE: usize = 400;

/// From so many columns on, expected and actual stand side by side.
const WIDE: usize = 100;

/// Columns left of everything.
const INDENT: usize = 4;

/// Columns between two.
const GAP: usize = 3;

/// Texts that have less in common than this are simply different.
const ALIKE: f32 = 0.5;

/// Prints what was expected, what is so, and the screen.
pub(super) fn print(failure: &Failure, paint: Paint, out: &mut dyn Write) -> io::Result<()> {
    let line = &failure.line;
    let place = format!("{}:{}", line.source.name, line.line.number);
    let said = excerpt(&failure.said, SENTENCE);
    writeln!(out)?;
    match &failure.unmet.evidence {
        Evidence::Differences(differences) => print_differences(differences, paint, out)?,
        Evidence::Marks(marks) => print_screen(&failure.screen, marks, paint, out)?,
        Evidence::Screen => print_screen(&failure.screen, &[], paint, out)?,
    }
    // Last, so that it is what a terminal still shows.
    writeln!(out, "\n  {place}: {}\n", paint.strong(&said))?;
    let told = |text: &str| excerpt(text, SENTENCE);
    let (expected, actual) = (told(&failure.unmet.expected), told(&failure.unmet.actual));
    print_pair(&expected, &actual, paint, out)
}

/// The failure in one line.
pub(super) fn headline(failure: &Failure) -> String {
    let line = &failure.line;
    let said = format!(
        "{}:{}: expected {}, but {}",
        line.source.name, line.line.number, failure.unmet.expected, failure.unmet.actual
    );
    excerpt(&said, SENTENCE)
}

/// Expected and actual, side by side where there is room, with what differs marked.
fn print_pair(expected: &str, actual: &str, paint: Paint, out: &mut dyn Write) -> io::Result<()> {
    let (missing, found) = changes(expected, actual);
    let (expected, actual) = (pieces(expected, &missing), pieces(actual, &found));
    let columns = paint.width.unwrap_or(SENTENCE);
    if let Some(width) = paint.width.filter(|width| *width >= WIDE) {
        let half = (width - INDENT - GAP) / 2;
        let (left, right) = (paint.lines(&expected, half), paint.lines(&actual, half));
        let heading = format!("{:half$}{}actually", "expected", " ".repeat(GAP));
        writeln!(out, "    {}", paint.faint(&heading))?;
        return print_columns(&left, &right, half, out);
    }
    for (heading, text) in [("expected", expected), ("actually", actual)] {
        let lines = paint.lines(&text, columns.saturating_sub(INDENT + 10));
        for (place, line) in lines.iter().enumerate() {
            let heading = if place == 0 { heading } else { "" };
            writeln!(
                out,
                "    {}  {}",
                paint.faint(&format!("{heading:8}")),
                line.text
            )?;
            if !line.carets.is_empty() {
                writeln!(out, "    {:8}  {}", "", line.carets)?;
            }
        }
    }
    Ok(())
}

fn print_columns(
    left: &[Line],
    right: &[Line],
    half: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    for place in 0..left.len().max(right.len()) {
        let (left, right) = (left.get(place), right.get(place));
        let width = left.map_or(0, |line| line.width);
        let padding = " ".repeat(half - width.min(half) + GAP);
        let text = |line: Option<&Line>| line.map_or(String::new(), |line| line.text.clone());
        let row = format!("    {}{padding}{}", text(left), text(right));
        writeln!(out, "{}", row.trim_end())?;
        let carets = |line: Option<&Line>| line.map_or(String::new(), |it| it.carets.clone());
        let row = format!(
            "    {:half$}{}{}",
            carets(left),
            " ".repeat(GAP),
            carets(right)
        );
        if !row.trim().is_empty() {
            writeln!(out, "{}", row.trim_end())?;
        }
    }
    Ok(())
}

/// The bytes of both texts that the other one does not have; none if they are simply different.
fn changes(expected: &str, actual: &str) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let diff = TextDiff::from_chars(expected, actual);
    let (mut missing, mut found) = (Vec::new(), Vec::new());
    if diff.ratio() < ALIKE {
        return (missing, found);
    }
    let (mut old, mut new) = (0, 0);
    for change in diff.iter_all_changes() {
        let length = change.value().len();
        if change.tag() != ChangeTag::Insert {
            if change.tag() == ChangeTag::Delete {
                missing.push(old..old + length);
            }
            old += length;
        }
        if change.tag() != ChangeTag::Delete {
            if change.tag() == ChangeTag::Insert {
                found.push(new..new + length);
            }
            new += length;
        }
    }
    (missing, found)
}

fn print_screen(
    screen: &str,
    marks: &[(usize, Range<usize>)],
    paint: Paint,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (row, text) in screen.lines().enumerate() {
        let ranges = marks.iter().filter(|(marked, _)| *marked == row);
        let ranges: Vec<_> = ranges.map(|(_, range)| range.clone()).collect();
        let sign = match ranges.is_empty() {
            true => paint.faint("│"),
            false => paint.bad(">"),
        };
        print_line("  ", &sign, text, &ranges, paint, out)?;
    }
    Ok(())
}

/// Prints a line of a screen, cut to the terminal.
fn print_line(
    indent: &str,
    sign: &str,
    text: &str,
    ranges: &[Range<usize>],
    paint: Paint,
    out: &mut dyn Write,
) -> io::Result<()> {
    let room = paint
        .width
        .map(|width| width.saturating_sub(indent.len() + 2));
    let shown = match room {
        Some(room) => Text::new(text).fit(room).into_owned(),
        None => text.to_owned(),
    };
    let line = paint.line(&pieces(&shown, ranges));
    let row = format!("{indent}{sign} {}", line.text);
    writeln!(out, "{}", row.trim_end())?;
    if !line.carets.is_empty() {
        writeln!(out, "{indent}{} {}", paint.faint("│"), line.carets)?;
    }
    Ok(())
}

/// Prints what differs, with a few lines round it.
pub(super) fn print_differences(
    differences: &[Difference],
    paint: Paint,
    out: &mut dyn Write,
) -> io::Result<()> {
    let is_change = |line: &Difference| !matches!(line, Difference::Same(_));
    let marks = marks(differences);
    let mut was_left_out = false;
    for (place, line) in differences.iter().enumerate() {
        let near = place.saturating_sub(AROUND)..(place + AROUND + 1).min(differences.len());
        if !differences[near].iter().any(is_change) {
            was_left_out = true;
            continue;
        }
        if std::mem::take(&mut was_left_out) {
            writeln!(out, "    {}", paint.faint("…"))?;
        }
        let (sign, text) = match line {
            Difference::Same(text) => (" ".to_owned(), text),
            Difference::Expected(text) => (paint.bad("-"), text),
            Difference::Actual(text) => (paint.good("+"), text),
        };
        print_line("  ", &sign, text, &marks[place], paint, out)?;
    }
    Ok(())
}

/// For each line, what is marked in it: where lines were replaced by as many others, what differs
/// in each.
fn marks(differences: &[Difference]) -> Vec<Vec<Range<usize>>> {
    let mut marks = vec![Vec::new(); differences.len()];
    let mut start = 0;
    while start < differences.len() {
        let count = |from: usize, wanted: fn(&Difference) -> Option<&str>| {
            differences[from..].iter().map_while(wanted).count()
        };
        let old = count(start, |it| match it {
            Difference::Expected(text) => Some(text),
            _ => None,
        });
        let new = count(start + old, |it| match it {
            Difference::Actual(text) => Some(text),
            _ => None,
        });
        if old == new {
            for place in start..start + old {
                if let (Difference::Expected(was), Difference::Actual(is)) =
                    (&differences[place], &differences[place + old])
                {
                    (marks[place], marks[place + old]) = changes(was, is);
                }
            }
        }
        start += (old + new).max(1);
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(expected: &str, actual: &str, width: Option<usize>) -> String {
        let mut out = Vec::new();
        print_pair(expected, actual, Paint::plain(width), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn expected_and_actual_stand_side_by_side_where_there_is_room() {
        let (expected, actual) = ("row 2 is \"Because\"", "row 2 is \"Top\"");
        let wide = pair(expected, actual, Some(100));
        let lines: Vec<&str> = wide.lines().collect();
        assert!(
            lines[0].contains("expected") && lines[0].ends_with("actually"),
            "{wide}"
        );
        assert!(
            lines[1].contains(expected) && lines[1].ends_with(actual),
            "{wide}"
        );
        let narrow = pair(expected, actual, Some(99));
        assert!(narrow.starts_with("    expected  row 2"), "{narrow}");
        assert!(narrow.contains("\n    actually  row 2"), "{narrow}");
        for text in [&wide, &narrow] {
            assert!(text.contains('^') && !text.contains('\u{1b}'), "{text}");
        }
    }

    #[test]
    fn what_has_nothing_in_common_is_not_marked() {
        assert!(!pair("a film", "nobody watches the", None).contains('^'));
        let told = pair("impressions = 40", "impressions = 41", None);
        let carets: Vec<&str> = told.lines().filter(|line| line.contains('^')).collect();
        assert_eq!(
            carets,
            [" ".repeat(29) + "^", " ".repeat(29) + "^"],
            "{told}"
        );
    }

    #[test]
    fn only_what_changed_in_a_line_is_marked() {
        let lines = crate::script::player::differences("same\nred car\nx\n", "same\nred cat\nx\n");
        let mut out = Vec::new();
        print_differences(&lines, Paint::plain(None), &mut out).unwrap();
        let told = String::from_utf8(out).unwrap();
        assert_eq!(
            told,
            "    same\n  - red car\n  │       ^\n  + red cat\n  │       ^\n    x\n"
        );
    }
}

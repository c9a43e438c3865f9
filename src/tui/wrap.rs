//! Lines of text by the columns that they take.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::text::Text;

/// The columns that `text` takes when every grapheme is placed by itself.
#[must_use]
pub(super) fn width(text: &str) -> u16 {
    let columns: usize = text.graphemes(true).map(UnicodeWidthStr::width).sum();
    u16::try_from(columns).unwrap_or(u16::MAX)
}

/// `text` in at most `lines` lines of at most `columns` columns, broken between words where that
/// is possible. What does not fit is left out, and `…` says so.
#[must_use]
pub(super) fn wrap(text: &str, columns: u16, lines: usize) -> Vec<String> {
    if columns == 0 || lines == 0 {
        return Vec::new();
    }
    let mut wrapped: Vec<String> = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        if wrapped.len() + 1 == lines {
            wrapped.push(Text::new(rest).fit(usize::from(columns)).into_owned());
            break;
        }
        let (line, remainder) = split(rest, columns);
        wrapped.push(line.trim_end().to_owned());
        rest = remainder.trim_start();
    }
    wrapped
}

/// The longest beginning of `text` that fits and ends with a word, or as many graphemes as fit
/// where one word is too long; and the rest. The beginning is never empty.
fn split(text: &str, columns: u16) -> (&str, &str) {
    let mut used = 0;
    let mut last_space = None;
    for (at, grapheme) in text.grapheme_indices(true) {
        if grapheme == " " {
            last_space = Some(at);
        }
        used += width(grapheme);
        if used > columns {
            let end = last_space.unwrap_or(at.max(text.graphemes(true).next().map_or(0, str::len)));
            return text.split_at(end);
        }
    }
    (text, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_say_what_is_missing() {
        let text = "A gentle giant enjoys a spring morning.";
        assert_eq!(
            wrap(text, 16, 9),
            ["A gentle giant", "enjoys a spring", "morning."]
        );
        assert_eq!(wrap(text, 16, 2), ["A gentle giant", "enjoys a spring…"]);
        assert_eq!(wrap("abcdefgh", 3, 9), ["abc", "def", "gh"]);
        assert!(wrap(text, 0, 3).is_empty());
    }

    #[test]
    fn wide_characters_count_twice() {
        let lines = wrap("日本語の題名はとても長い", 7, 9);
        assert_eq!(lines, ["日本語", "の題名", "はとて", "も長い"]);
        assert_eq!(wrap("題", 1, 9), ["題"], "progress even where nothing fits");
    }
}

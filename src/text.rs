//! Text from outside, made safe to print once, when it is read.

use std::{borrow::Cow, fmt, sync::Arc};

use unicode_general_category::{GeneralCategory, get_general_category};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Combining marks kept on one character.
const MARKS: usize = 4;
/// Characters of the longest grapheme that is shown; longer ones become `�`.
const GRAPHEME: usize = 16;
/// Columns of the longest message that is shown.
const MESSAGE: usize = 240;
const JOINER: char = '\u{200d}';
const EMOJI_STYLE: char = '\u{fe0f}';
const KEYCAP: char = '\u{20e3}';

/// Text that cannot steer a terminal and always has a place to be seen.
///
/// It holds no control, format, line or paragraph separator characters and no invisible fillers;
/// the zero-width joiner and the emoji variation selector remain inside emoji only. A grapheme
/// has at most 4 combining marks and 16 characters. Line breaks and tabs have become spaces.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Text(Arc<str>);

impl Text {
    /// `raw` made safe.
    #[must_use]
    pub fn new(raw: &str) -> Self {
        Self::with_loss(raw).0
    }

    /// `raw` made safe, and whether anything but white space had to be removed for that.
    #[must_use]
    pub fn with_loss(raw: &str) -> (Self, bool) {
        if is_printable_ascii(raw) {
            return (Self(Arc::from(raw)), false);
        }
        let mut lost = false;
        let shown = visible(raw, |out, hidden| {
            if hidden.is_whitespace() {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            } else {
                lost = true;
            }
        });
        let bounded = bounded(&shown);
        lost |= bounded.len() != shown.len();
        (Self(bounded.into()), lost)
    }

    /// The text itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Terminal columns that the text takes when every grapheme is placed by itself.
    #[must_use]
    pub fn width(&self) -> usize {
        self.graphemes(true).map(UnicodeWidthStr::width).sum()
    }

    /// The text if it fits into `columns`, otherwise as many whole graphemes as do, and `…`.
    ///
    /// Takes time in proportion to `columns`, not to the length of the text.
    #[must_use]
    pub fn fit(&self, columns: usize) -> Cow<'_, str> {
        fit(&self.0, columns)
    }

    /// The text fitted into `columns` and filled up with spaces to exactly that width.
    #[must_use]
    pub fn padded(&self, columns: usize) -> String {
        let mut padded = self.fit(columns).into_owned();
        let used: usize = padded.graphemes(true).map(UnicodeWidthStr::width).sum();
        padded.extend(std::iter::repeat_n(' ', columns.saturating_sub(used)));
        padded
    }
}

impl std::ops::Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl From<&str> for Text {
    fn from(raw: &str) -> Self {
        Self::new(raw)
    }
}

/// `message` on one line of at most 240 columns, with every character that a [`Text`] would
/// remove shown as an escape such as `\u{202e}` or `\n`.
#[must_use]
pub fn neutral(message: &str) -> String {
    excerpt(message, MESSAGE)
}

/// Like [`neutral`], with at most `columns` columns.
#[must_use]
pub fn excerpt(message: &str, columns: usize) -> String {
    let readable = columns.saturating_add(1).saturating_mul(GRAPHEME);
    let start = message
        .char_indices()
        .nth(readable)
        .map_or(message, |(end, _)| &message[..end]);
    let shown = visible(start, |out, hidden| out.extend(hidden.escape_default()));
    fit(&bounded(&shown), columns).into_owned()
}

/// `count` of a `noun` that has a regular plural, such as `1 title` or `2 titles`.
#[must_use]
pub fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// `text` as it stands between tags or in a quoted attribute of HTML.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => html.push(other),
        }
    }
    html
}

fn is_printable_ascii(text: &str) -> bool {
    text.bytes().all(|byte| (b' '..=b'~').contains(&byte))
}

fn fit(text: &str, columns: usize) -> Cow<'_, str> {
    let (mut width, mut cut) = (0, 0);
    for (at, grapheme) in text.grapheme_indices(true) {
        width += grapheme.width();
        if width > columns {
            return Cow::Owned(match columns {
                0 => String::new(),
                _ => format!("{}…", &text[..cut]),
            });
        }
        if width < columns {
            cut = at + grapheme.len();
        }
    }
    Cow::Borrowed(text)
}

/// `raw` without its hidden characters; each of them is given to `replace` with what was written
/// so far.
fn visible(raw: &str, mut replace: impl FnMut(&mut String, char)) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut characters = raw.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.peek().copied();
        let shown = match character {
            ' '..='~' => true,
            JOINER => next.is_some_and(is_pictographic) && ends_in_emoji(&out),
            EMOJI_STYLE => styles_emoji(&out, next),
            _ => !(is_hidden(character) || out.is_empty() && is_mark(character)),
        };
        if shown {
            out.push(character);
        } else {
            replace(&mut out, character);
        }
    }
    out
}

/// `text` with the length of every grapheme bounded.
///
/// A grapheme that stays too long is replaced as a whole: cutting it could join its remainder to
/// the next one.
fn bounded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for grapheme in text.graphemes(true) {
        if grapheme.chars().nth(MARKS).is_none() {
            out.push_str(grapheme);
            continue;
        }
        let mut marks = 0;
        let kept: String = grapheme
            .chars()
            .filter(|character| {
                marks += usize::from(is_mark(*character));
                marks <= MARKS || !is_mark(*character)
            })
            .collect();
        match kept.chars().nth(GRAPHEME) {
            None => out.push_str(&kept),
            Some(_) => out.push(char::REPLACEMENT_CHARACTER),
        }
    }
    out
}

fn is_hidden(character: char) -> bool {
    let category = get_general_category(character);
    matches!(
        category,
        GeneralCategory::Control
            | GeneralCategory::Format
            | GeneralCategory::LineSeparator
            | GeneralCategory::ParagraphSeparator
    ) || is_filler(character)
}

/// Characters of other categories that are drawn as nothing (`Default_Ignorable_Code_Point` of
/// the Unicode character database).
fn is_filler(character: char) -> bool {
    matches!(
        character,
        '\u{34f}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fff8}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

fn is_mark(character: char) -> bool {
    !character.is_ascii()
        && matches!(
            get_general_category(character),
            GeneralCategory::NonspacingMark
                | GeneralCategory::SpacingMark
                | GeneralCategory::EnclosingMark
        )
}

/// Whether the joiner may follow `out`: a pictograph with its variation selector or skin tone.
fn ends_in_emoji(out: &str) -> bool {
    let mut backwards = out.chars().rev();
    match backwards.next() {
        Some(EMOJI_STYLE | '\u{1f3fb}'..='\u{1f3ff}') => {
            backwards.next().is_some_and(is_pictographic)
        }
        Some(last) => is_pictographic(last),
        None => false,
    }
}

fn styles_emoji(out: &str, next: Option<char>) -> bool {
    match out.chars().next_back() {
        Some('0'..='9' | '#' | '*') => next == Some(KEYCAP),
        Some(last) => is_pictographic(last),
        None => false,
    }
}

/// Whether `character` has the property `Extended_Pictographic`: only then is it one grapheme
/// with a joiner and another pictograph (rule GB11 of Unicode Standard Annex 29).
fn is_pictographic(character: char) -> bool {
    if character.is_ascii() {
        return false;
    }
    let mut bytes = [0; 12];
    let mut length = 0;
    for part in [character, JOINER, '©'] {
        length += part.encode_utf8(&mut bytes[length..]).len();
    }
    let joined = std::str::from_utf8(&bytes[..length]).unwrap_or_default();
    joined.graphemes(true).nth(1).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_steers_a_terminal_is_removed_and_letters_of_all_scripts_stay() {
        for (raw, expected) in [
            ("\u{1b}[31mred\u{7}", "[31mred"),
            ("abc\u{202e}fed\u{2066}x", "abcfedx"),
            ("pass\u{200b}wo\u{feff}rd\u{ad}", "password"),
            ("a\r\n\tb\u{2028}c", "a b c"),
            ("\u{9b}2J\u{90}q", "2Jq"),
            ("flag\u{e0067}\u{e007f}", "flag"),
            ("\u{3164}\u{115f}", ""),
            ("\u{301}x", "x"),
            (
                "千と千尋 שלום مرحبا e\u{301}",
                "千と千尋 שלום مرحبا e\u{301}",
            ),
        ] {
            assert_eq!(Text::new(raw).as_str(), expected, "{raw:?}");
        }
    }

    #[test]
    fn joiners_and_selectors_stay_inside_emoji_only() {
        for emoji in ["👩🏽‍🚀", "🏳️‍🌈", "❤️", "1️⃣", "👨‍👩‍👧‍👦", "🇮🇹"]
        {
            assert_eq!(Text::new(emoji).as_str(), emoji);
        }
        assert_eq!(Text::new("a\u{200d}b\u{fe0f}1\u{fe0f}").as_str(), "ab1");
        assert_eq!(Text::new("👩\u{200d}").as_str(), "👩");
    }

    #[test]
    fn a_grapheme_is_bounded() {
        let stacked = format!("a{}b", "\u{301}".repeat(500));
        assert_eq!(
            Text::new(&stacked).as_str(),
            format!("a{}b", "\u{301}".repeat(4))
        );
        let family = vec!["👩"; 500].join("\u{200d}");
        assert_eq!(Text::new(&format!("x{family}y")).as_str(), "x\u{fffd}y");
    }

    #[test]
    fn loss_tells_removed_characters_from_folded_white_space() {
        assert!(!Text::with_loss("two\nlines, café 👩🏽‍🚀").1);
        assert!(Text::with_loss("a\u{202e}b").1);
        assert!(Text::with_loss(&format!("a{}", "\u{301}".repeat(5))).1);
    }

    #[test]
    fn fitting_cuts_between_graphemes_and_counts_wide_ones_twice() {
        let fit = |text: &str, columns| Text::new(text).fit(columns).into_owned();
        assert_eq!(fit("Neon Harbor", 11), "Neon Harbor");
        assert_eq!(fit("Neon Harbor", 6), "Neon …");
        assert_eq!(fit("千と千尋", 8), "千と千尋");
        assert_eq!(fit("千と千尋", 7), "千と千…");
        assert_eq!(fit("千と千尋", 6), "千と…");
        assert_eq!(fit("👩🏽‍🚀👩🏽‍🚀", 3), "👩🏽‍🚀…");
        assert_eq!(fit("abc", 1), "…");
        assert_eq!(fit("abc", 0), "");
        assert_eq!(Text::new("千と千尋").padded(6), "千と… ");
    }

    #[test]
    fn a_message_shows_what_it_hides_on_one_short_line() {
        assert_eq!(
            neutral("name = \"\u{1b}[2J\u{202e}\"\nnext\tone"),
            r#"name = "\u{1b}[2J\u{202e}"\nnext\tone"#
        );
        assert_eq!(neutral("love ❤️"), "love ❤️");
        assert_eq!(neutral(&"x".repeat(100_000)).chars().count(), 240);
    }

    fn hostile() -> impl Strategy<Value = String> {
        let pieces = prop::sample::select(vec![
            "a",
            " ",
            "1",
            "千",
            "e\u{301}",
            "\u{301}",
            "👩",
            "🏽",
            "❤",
            "\u{fe0f}",
            "\u{200d}",
            "\u{20e3}",
            "🇮",
            "ᄀ",
            "ᅡ",
            "ᆨ",
            "क",
            "\u{94d}",
            "ل",
            "ا",
            "\u{202e}",
            "\u{1b}",
            "\n",
            "\u{d4e}",
            "\u{2028}",
            "\u{e0061}",
        ]);
        let patterned = prop::collection::vec(pieces, 0..60).prop_map(|parts| parts.concat());
        prop_oneof![patterned, any::<String>()]
    }

    fn width(text: &str) -> usize {
        text.graphemes(true).map(UnicodeWidthStr::width).sum()
    }

    proptest! {
        #[test]
        fn nothing_hidden_survives(raw in hostile()) {
            for safe in [Text::new(&raw).as_str().to_owned(), neutral(&raw)] {
                for character in safe.chars() {
                    prop_assert!(!is_hidden(character) || [JOINER, EMOJI_STYLE].contains(&character));
                }
                for grapheme in safe.graphemes(true) {
                    prop_assert!(grapheme.chars().filter(|c| is_mark(*c)).count() <= MARKS);
                    prop_assert!(grapheme.chars().count() <= GRAPHEME);
                }
            }
        }

        #[test]
        fn safe_text_stays_the_same(raw in hostile()) {
            let safe = Text::new(&raw);
            prop_assert_eq!(&Text::new(&safe), &safe);
            prop_assert!(!Text::with_loss(&safe).1);
        }

        #[test]
        fn fitted_text_never_exceeds_its_columns(raw in hostile(), columns in 0_usize..30) {
            let text = Text::new(&raw);
            prop_assert!(width(&text.fit(columns)) <= columns);
            prop_assert!(text.fit(columns).width() <= columns);
            prop_assert_eq!(width(&text.padded(columns)), columns);
            prop_assert_eq!(text.fit(text.width()), text.as_str());
        }
    }
}

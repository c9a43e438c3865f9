//! What a terminal answers to questions about itself, told apart from keys typed meanwhile.

use super::keys;
use crossterm::event::KeyEvent;

/// The questions that are asked at once, in this order, each with what it is about.
///
/// XTVERSION, `CSI 16 t`, `CSI 14 t`, DECRQM of mode 2026, OSC 11.
pub(super) const QUESTIONS: [(Subject, &str); 5] = [
    (Subject::Version, "\x1b[>0q"),
    (Subject::Cell, "\x1b[16t"),
    (Subject::Area, "\x1b[14t"),
    (Subject::Synchronized, "\x1b[?2026$p"),
    (Subject::Background, "\x1b]11;?\x1b\\"),
];

/// What is asked before them, where that does no harm: a kitty query.
pub(super) const GRAPHICS_QUESTION: (Subject, &str) =
    (Subject::Kitty, "\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\");

/// The question that every terminal answers, and that therefore ends the others: DA1.
pub(super) const LAST_QUESTION: (Subject, &str) = (Subject::Attributes, "\x1b[c");

/// What is asked of a terminal that does not tell its name: DA2.
///
/// It is not asked with the others, because the event reader would take the rest of a late
/// answer for typing.
pub(super) const SECOND_QUESTION: (Subject, &str) = (Subject::Secondary, "\x1b[>c");

/// What a question to the terminal is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    Kitty,
    SharedMemory,
    Version,
    Cell,
    Area,
    Synchronized,
    Background,
    Attributes,
    Secondary,
}

/// All questions of the first burst, with those about `graphics` before the others.
pub(super) fn burst(graphics: &[u8]) -> Vec<u8> {
    let mut bytes = graphics.to_vec();
    for (_, question) in QUESTIONS.iter().chain([&LAST_QUESTION]) {
        bytes.extend_from_slice(question.as_bytes());
    }
    bytes
}

/// The answers; `None` and `false` where there was none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Replies {
    /// Whether the kitty graphics query was answered with `OK`.
    pub kitty: Option<bool>,
    /// Whether the terminal could read the shared memory that it was asked to.
    pub shared_memory: Option<bool>,
    /// Name and version, as the terminal writes them: `kitty(0.41.1)`, `tmux 3.3a`.
    pub version: Option<String>,
    /// Width and height of a cell in pixels.
    pub cell: Option<(u16, u16)>,
    /// Width and height of the text area in pixels.
    pub area: Option<(u16, u16)>,
    /// Whether output can be shown a frame at a time.
    pub synchronized: Option<bool>,
    /// The background colour.
    pub background: Option<[u8; 3]>,
    /// The primary device attributes; 4 stands for sixel.
    pub attributes: Option<Vec<u32>>,
    /// The secondary device attributes: kind of terminal, version and more.
    pub secondary: Option<Vec<u32>>,
}

/// One piece of what a terminal sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `CSI`: the parameters, and the final byte with what intermediates come before it.
    Control(&'a [u8], &'a [u8]),
    /// `OSC`, `DCS` or `APC`: its kind (`]`, `P` or `_`) and content.
    String(u8, &'a [u8]),
    /// `ESC` and one byte more, or `ESC O` and one more.
    Escaped(&'a [u8]),
    /// One byte of text, or a control character.
    Plain(u8),
    /// The beginning of something of which the rest is missing.
    Unfinished,
}

impl Replies {
    /// The replies in `bytes`, and the keys among them.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> (Self, Vec<KeyEvent>) {
        let mut replies = Self::default();
        let mut typed = Vec::new();
        for token in tokens(bytes) {
            if replies.take(token).is_none() {
                typed.push(token);
            }
        }
        (replies, keys::typed(&typed))
    }

    /// Takes `token` if it is a reply.
    fn take(&mut self, token: Token<'_>) -> Option<()> {
        match token {
            Token::String(b'_', body) => {
                let (keys, message) = str::from_utf8(body).ok()?.split_once(';')?;
                let id = keys.strip_prefix("Gi=")?.split(',').next();
                let answer = match id {
                    Some("31") => &mut self.kitty,
                    Some("32") => &mut self.shared_memory,
                    _ => return None,
                };
                *answer = Some(message == "OK");
            }
            Token::String(b'P', body) => {
                let version = body.strip_prefix(b">|")?;
                self.version = Some(String::from_utf8_lossy(version).into_owned());
            }
            Token::String(b']', body) => {
                self.background = background(body.strip_prefix(b"11;")?);
            }
            Token::Control(parameters, b"c") => {
                if let Some(secondary) = parameters.strip_prefix(b">") {
                    self.secondary = Some(numbers(secondary));
                } else {
                    self.attributes = Some(numbers(parameters.strip_prefix(b"?")?));
                }
            }
            Token::Control(parameters, b"t") => match numbers(parameters)[..] {
                [6, height, width] => self.cell = size(width, height),
                [4, height, width] => self.area = size(width, height),
                _ => return None,
            },
            Token::Control(parameters, b"$y") => {
                match numbers(parameters.strip_prefix(b"?")?)[..] {
                    // 1 to 3: set, reset, always set; 0 and 4: unknown, never set.
                    [2026, state] => self.synchronized = Some((1..=3).contains(&state)),
                    _ => return None,
                }
            }
            _ => return None,
        }
        Some(())
    }
}

/// Whether `bytes` hold the answer to the last question.
pub(super) fn complete(bytes: &[u8]) -> bool {
    tokens(bytes).any(
        |token| matches!(token, Token::Control(parameters, b"c") if parameters.starts_with(b"?")),
    )
}

/// Whether the rest of an answer must follow.
pub(super) fn ends_inside(bytes: &[u8]) -> bool {
    tokens(bytes).any(|token| token == Token::Unfinished)
}

fn tokens(mut bytes: &[u8]) -> impl Iterator<Item = Token<'_>> {
    std::iter::from_fn(move || {
        let (token, rest) = token(bytes)?;
        bytes = rest;
        Some(token)
    })
}

fn token(bytes: &[u8]) -> Option<(Token<'_>, &[u8])> {
    let (first, rest) = bytes.split_first()?;
    if *first != 0x1B {
        return Some((Token::Plain(*first), rest));
    }
    Some(match rest {
        [] | [0x1B, ..] => (Token::Plain(0x1B), rest),
        [b'[', body @ ..] => control(body).unwrap_or((Token::Unfinished, &[])),
        [kind @ (b']' | b'P' | b'_'), body @ ..] => match string(body) {
            Some((content, rest)) => (Token::String(*kind, content), rest),
            // Alt and a key gives the same two bytes.
            None if body.is_empty() => (Token::Escaped(rest), body),
            None => (Token::Unfinished, &[]),
        },
        [b'O', _, after @ ..] => (Token::Escaped(&rest[..2]), after),
        [_, after @ ..] => (Token::Escaped(&rest[..1]), after),
    })
}

fn control(body: &[u8]) -> Option<(Token<'_>, &[u8])> {
    let parameters = body.iter().position(|byte| !(0x30..=0x3F).contains(byte))?;
    let end = parameters
        + body[parameters..]
            .iter()
            .position(|byte| !(0x20..=0x2F).contains(byte))?;
    Some((
        Token::Control(&body[..parameters], &body[parameters..=end]),
        &body[end + 1..],
    ))
}

/// The content up to the terminator, `BEL` or `ESC \`, and what follows it.
fn string(body: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = body.iter().position(|byte| matches!(byte, 0x07 | 0x1B))?;
    let ([0x07, after @ ..] | [0x1B, b'\\', after @ ..]) = &body[end..] else {
        return None;
    };
    Some((&body[..end], after))
}

/// The numbers in `parameters`, parted by `;`; an empty one at the end is left out, another that
/// is no number is 0.
fn numbers(parameters: &[u8]) -> Vec<u32> {
    parameters
        .strip_suffix(b";")
        .unwrap_or(parameters)
        .split(|byte| *byte == b';')
        .map(|number| {
            str::from_utf8(number)
                .ok()
                .and_then(|n| n.parse().ok())
                .unwrap_or(0)
        })
        .collect()
}

/// A size in pixels, if it can be one.
fn size(width: u32, height: u32) -> Option<(u16, u16)> {
    Some((u16::try_from(width).ok()?, u16::try_from(height).ok()?))
}

/// The colour in `rgb:RRRR/GGGG/BBBB`, with one to four digits a channel.
fn background(answer: &[u8]) -> Option<[u8; 3]> {
    let answer = str::from_utf8(answer).ok()?;
    let (_, channels) = answer.split_once(':')?;
    let mut channels = channels.split('/').map(|channel| {
        let digits = u32::try_from(channel.len()).ok()?;
        if !(1..=4).contains(&digits) {
            return None;
        }
        let value = u32::from_str_radix(channel, 16).ok()?;
        u8::try_from(value * 255 / (16_u32.pow(digits) - 1)).ok()
    });
    Some([channels.next()??, channels.next()??, channels.next()??])
}

#[cfg(test)]
mod tests {
    use crossterm::event::KeyCode;

    use super::*;

    fn parse(text: &str) -> (Replies, Vec<KeyCode>) {
        let (replies, typed) = Replies::parse(text.as_bytes());
        (replies, typed.into_iter().map(|key| key.code).collect())
    }

    #[test]
    fn kitty_answers_everything() {
        let (replies, typed) = parse(
            "\x1b_Gi=31;OK\x1b\\\x1bP>|kitty(0.41.1)\x1b\\\x1b[6;20;10t\x1b[4;800;1200t\
             \x1b[?2026;2$y\x1b]11;rgb:1e1e/2020/ffff\x1b\\\x1b[?62;52;c",
        );
        assert_eq!(
            replies,
            Replies {
                kitty: Some(true),
                version: Some("kitty(0.41.1)".to_owned()),
                cell: Some((10, 20)),
                area: Some((1200, 800)),
                synchronized: Some(true),
                background: Some([0x1E, 0x20, 0xFF]),
                attributes: Some(vec![62, 52]),
                ..Replies::default()
            }
        );
        assert_eq!(typed, []);
    }

    #[test]
    fn keys_typed_between_the_answers_are_kept() {
        let (replies, typed) = parse(
            "j\x1b[B\x1bP>|XTerm(379)\x1b\\\r\x1b]11;rgb:0000/0000/0000\x07é\x1b\x1b[?64;4c\x1bOA\x1b",
        );
        assert_eq!(replies.background, Some([0; 3]));
        assert_eq!(replies.attributes, Some(vec![64, 4]));
        assert_eq!(
            typed,
            [
                KeyCode::Char('j'),
                KeyCode::Down,
                KeyCode::Enter,
                KeyCode::Char('é'),
                KeyCode::Esc,
                KeyCode::Up,
                KeyCode::Esc,
            ]
        );
    }

    #[test]
    fn an_answer_cut_short_is_waited_for_and_never_typed() {
        let cut = "\x1b[?62;c\x1b_Gi=31;O";
        assert!(complete(cut.as_bytes()));
        assert!(ends_inside(cut.as_bytes()));
        assert!(!ends_inside(b"\x1b[?62;c\x1b"));
        assert!(!complete(b"\x1b[?62;"));
        let (replies, typed) = parse(cut);
        assert_eq!(replies.kitty, None);
        assert_eq!(typed, []);
    }

    #[test]
    fn a_refusal_is_an_answer() {
        assert_eq!(
            parse("\x1b_Gi=31;ENOTSUPPORTED:x\x1b\\").0.kitty,
            Some(false)
        );
        assert_eq!(parse("\x1b[?2026;0$y").0.synchronized, Some(false));
        assert_eq!(
            parse("\x1b]11;rgb:f/8/0\x07").0.background,
            Some([255, 136, 0])
        );
    }

    #[test]
    fn the_two_graphics_queries_and_the_two_attributes_are_told_apart() {
        let (replies, _) = parse("\x1b_Gi=32;EBADF:x\x1b\\\x1b[>65;7802;1c\x1b[?62;4c");
        assert_eq!((replies.kitty, replies.shared_memory), (None, Some(false)));
        assert_eq!(replies.secondary, Some(vec![65, 7802, 1]));
        assert_eq!(replies.attributes, Some(vec![62, 4]));
        let (replies, _) = parse("\x1b_Gi=32,I=7;OK\x1b\\\x1b_Gi=310;OK\x1b\\");
        assert_eq!((replies.kitty, replies.shared_memory), (None, Some(true)));
        assert!(!complete(b"\x1b[>41;379;0c"), "the last answer is another");
    }

    #[test]
    fn garbage_is_survived() {
        let all: Vec<u8> = (0..=255).chain((0..=255).rev()).collect();
        for start in 0..all.len() {
            let _ = Replies::parse(&all[start..]);
        }
        let _ = parse("\x1b]11;rgb:zz/\x07\x1b[99999999;1t\x1b]11;rgb:12345678/1/1\x07");
    }
}

//! Text in HTML.

use std::fmt::Write;

pub(super) use crate::text::escaped;

/// `json` as it stands in a `script` element, which only a `<` could end.
pub(super) fn inert(json: &str) -> String {
    json.replace('<', "\\u003c")
}

/// A colour in CSS.
pub(super) fn colour([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Milliseconds as hours, minutes and seconds.
pub(super) fn seconds(milliseconds: i64) -> String {
    let sign = if milliseconds < 0 { "-" } else { "" };
    let whole = milliseconds.unsigned_abs();
    let mut text = String::new();
    let (hours, rest) = (whole / 3_600_000, whole % 3_600_000);
    let (minutes, rest) = (rest / 60_000, rest % 60_000);
    if hours > 0 {
        let _ = write!(text, "{hours} h ");
    }
    if hours > 0 || minutes > 0 {
        let _ = write!(text, "{minutes} min ");
    }
    let (seconds, rest) = (rest / 1_000, rest % 1_000);
    let _ = match rest {
        0 => write!(text, "{seconds} s"),
        rest => write!(text, "{seconds}.{rest:03} s"),
    };
    format!("{sign}{text}")
}

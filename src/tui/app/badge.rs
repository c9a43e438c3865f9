//! A remark in the header that is none of the state's business.

use ratatui::buffer::Buffer;

use crate::{
    text::Text,
    tui::{Role, Theme},
};

/// Blank cells left and right of a badge.
const MARGIN: u16 = 2;

/// Writes `badge` into the rightmost gap of the first line of `frame` that has room for it.
pub(super) fn stamp(frame: &mut Buffer, badge: &str, theme: &Theme) {
    let area = frame.area;
    let badge = Text::new(badge);
    let wanted = u16::try_from(badge.width()).unwrap_or(u16::MAX);
    let wanted = wanted.saturating_add(2 * MARGIN);
    let mut gap = 0;
    if area.height == 0 {
        return;
    }
    for column in (area.left()..area.right()).rev() {
        let is_blank = frame[(column, area.top())].symbol() == " ";
        gap = if is_blank { gap + 1 } else { 0 };
        if gap == wanted {
            let style = theme.style(Role::Negative);
            let ground = frame[(column, area.top())].style().bg;
            let style = ground.map_or(style, |ground| style.bg(ground));
            frame.set_string(column + MARGIN, area.top(), badge.as_str(), style);
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::{layout::Rect, style::Style};

    use super::*;
    use crate::tui::{app::tests::theme, capture::Capture};

    fn stamped(line: &str) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 2));
        buffer.set_string(0, 0, line, Style::new());
        stamp(&mut buffer, "● rec", &theme());
        let pictures = Vec::new();
        let text = Capture { buffer, pictures }.text();
        text.lines()
            .next()
            .unwrap_or_default()
            .trim_end()
            .to_owned()
    }

    #[test]
    fn a_badge_stands_in_the_rightmost_gap_and_never_on_anything() {
        assert_eq!(stamped("keyart      lin-ts "), "keyart      lin-ts");
        assert_eq!(stamped("keyart         ts"), "keyart  ● rec  ts");
        assert_eq!(stamped("key"), "key          ● rec");
    }
}

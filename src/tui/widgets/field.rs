//! A line in which text is typed.

use ratatui::layout::Rect;

use crate::{
    text::Text,
    tui::{Role, Scene, wrap::width},
};
use unicode_segmentation::UnicodeSegmentation;

/// Draws `label` and `typed` with the cursor behind it; the end of what is typed stays in sight.
pub(in crate::tui) fn field(scene: &mut Scene<'_>, line: Rect, label: &str, typed: &str) {
    let used = scene.write(line, label, Role::Muted);
    let room = Rect {
        x: line.x + used,
        width: line.width - used,
        ..line
    };
    let typed = Text::new(typed);
    let shown = tail(&typed, room.width.saturating_sub(1));
    let used = scene.write(room, shown, Role::Strong);
    let cursor = Rect {
        x: room.x + used,
        width: 1.min(room.width - used),
        height: 1,
        ..room
    };
    scene.fill(cursor, Role::Selected);
}

/// The longest end of `text` that takes at most `columns`.
fn tail(text: &str, columns: u16) -> &str {
    let mut used = 0;
    let mut start = text.len();
    for (at, grapheme) in text.grapheme_indices(true).rev() {
        used += width(grapheme);
        if used > columns {
            break;
        }
        start = at;
    }
    &text[start..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_long_text_stays_in_sight() {
        assert_eq!(tail("abcdef", 3), "def");
        assert_eq!(tail("ab題名", 3), "名");
        assert_eq!(tail("ab", 9), "ab");
    }
}

//! A sentence about what is to be seen, over the lowest lines of a page.

use ratatui::layout::Rect;

use crate::{
    text::Text,
    tui::{
        Role, Scene,
        wrap::{width, wrap},
    },
};

/// The most lines of a caption.
const MOST_LINES: usize = 3;

/// Columns left of the text, and right of it.
const MARGIN: u16 = 2;

/// A sentence and a remark at its right, in lines that fit a screen.
pub(in crate::tui) struct Caption {
    lines: Vec<String>,
    remark: Text,
}

impl Caption {
    /// `text` and `remark`, either of which may be empty, for a screen of so many `columns`.
    #[must_use]
    pub(in crate::tui) fn new(text: &str, remark: &str, columns: u16) -> Self {
        let remark = Text::new(remark);
        let beside = match width(&remark) {
            0 => 0,
            columns => columns + MARGIN,
        };
        let room = columns.saturating_sub(2 * MARGIN + beside);
        let mut lines = wrap(Text::new(text).as_str(), room, MOST_LINES);
        if lines.is_empty() && !remark.is_empty() {
            lines.push(String::new());
        }
        Self { lines, remark }
    }

    /// How many lines it takes; 0 if there is nothing to say.
    #[must_use]
    pub(in crate::tui) fn rows(&self) -> u16 {
        self.lines.len() as u16
    }

    /// Fills `scene` with it.
    pub(in crate::tui) fn draw(&self, scene: &mut Scene<'_>) {
        let area = scene.area();
        scene.fill(area, Role::Panel);
        for (row, line) in area.rows().zip(&self.lines) {
            scene.write(row, "▌", Role::Accent);
            let text = Rect {
                x: row.x + MARGIN.min(row.width),
                width: row.width.saturating_sub(MARGIN),
                ..row
            };
            scene.write(text, line, Role::Strong);
        }
        let right = Rect {
            width: area.width.saturating_sub(MARGIN),
            ..area
        };
        scene.line_right(right, &[(self.remark.to_string(), Role::Muted)]);
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;

    use super::*;
    use crate::{
        artwork::{ColourDepth, PictureCache},
        tui::{Theme, ThemeName, capture::Capture},
    };

    fn drawn(text: &str, remark: &str, columns: u16) -> String {
        let caption = Caption::new(text, remark, columns);
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, caption.rows()));
        let pictures = PictureCache::new(0);
        let theme = Theme::new(ThemeName::Dark, ColourDepth::True);
        caption.draw(&mut Scene::new(&mut buffer, &pictures, &theme));
        let pictures = Vec::new();
        Capture { buffer, pictures }.text()
    }

    #[test]
    fn a_long_caption_is_wrapped_beside_its_remark_and_cut_in_the_end() {
        let text = "Romy watches romances, so the couple is what she sees of this film.";
        assert_eq!(
            drawn(text, "paused", 40),
            "▌ Romy watches romances, so     paused\n\
             ▌ the couple is what she sees\n\
             ▌ of this film.\n"
        );
        assert!(drawn(&text.repeat(3), "", 40).trim_end().ends_with('…'));
        assert_eq!(drawn("", "paused", 20), "▌           paused\n");
        assert_eq!(Caption::new("", "", 80).rows(), 0);
    }

    #[test]
    fn a_caption_cannot_steer_the_terminal() {
        assert_eq!(drawn("a\u{1b}[2Jb\u{202e}c", "", 20), "▌ a[2Jbc\n");
    }
}

//! What screens draw on.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use crate::{
    artwork::{Look, PictureCache, PictureId, PictureKey, Priority, Want},
    session::Area,
    text::Text,
    tui::{
        Role, Theme, picture,
        wrap::{width, wrap},
    },
};

/// A piece of a line.
pub(super) type Part = (String, Role);

/// The cells of one frame, and the pictures that it wants.
///
/// Whatever lies outside of the buffer is left out, and all text is made neutral here, so no
/// screen can break the frame.
#[derive(Debug)]
pub struct Scene<'a> {
    buffer: &'a mut Buffer,
    pictures: &'a PictureCache,
    theme: &'a Theme,
    wants: Vec<Want>,
}

/// The same rectangle in the drawing library's terms.
pub(super) fn rect(area: Area) -> Rect {
    Rect::new(area.x, area.y, area.width, area.height)
}

/// The rows of a picture of the format 16:9 whose cells are twice as high as wide; rather too few
/// than too many, because artwork has its name near its sides.
pub(super) fn picture_rows(columns: u16) -> u16 {
    (columns * 9 / 32).max(1)
}

impl<'a> Scene<'a> {
    /// An empty page.
    pub fn new(buffer: &'a mut Buffer, pictures: &'a PictureCache, theme: &'a Theme) -> Self {
        let mut scene = Self {
            buffer,
            pictures,
            theme,
            wants: Vec::new(),
        };
        scene.fill(scene.area(), Role::Page);
        scene
    }

    /// The pictures wanted, in the order in which they were drawn.
    #[must_use]
    pub fn into_wants(self) -> Vec<Want> {
        self.wants
    }

    /// The whole screen.
    #[must_use]
    pub fn area(&self) -> Rect {
        self.buffer.area
    }

    /// Clears `area` and gives it the ground of `role`. Nothing shines through.
    pub fn fill(&mut self, area: Rect, role: Role) {
        self.cover(area, self.theme.style(role));
    }

    fn cover(&mut self, area: Rect, style: Style) {
        for position in area.intersection(self.buffer.area).positions() {
            let cell = &mut self.buffer[position];
            cell.reset();
            cell.set_style(style);
        }
    }

    /// Writes `text` on the first line of `area`, cut with `…` if it does not fit; returns the
    /// columns used.
    pub fn write(&mut self, area: Rect, text: &str, role: Role) -> u16 {
        let area = area.intersection(self.buffer.area);
        if area.is_empty() {
            return 0;
        }
        let text = Text::new(text);
        let (end, _) = self.buffer.set_stringn(
            area.x,
            area.y,
            text.fit(usize::from(area.width)),
            usize::from(area.width),
            self.theme.style(role),
        );
        end - area.x
    }

    /// Writes pieces one after the other on the first line of `area`.
    pub(super) fn line(&mut self, area: Rect, parts: &[Part]) {
        let mut rest = area;
        for (text, role) in parts {
            let used = self.write(rest, text, *role);
            rest.x += used;
            rest.width -= used;
        }
    }

    /// Writes pieces at the right end of the first line of `area`; returns the columns used.
    pub(super) fn line_right(&mut self, area: Rect, parts: &[Part]) -> u16 {
        let wanted = columns(parts).min(area.width);
        let x = area.right() - wanted;
        self.line(
            Rect {
                x,
                width: wanted,
                ..area
            },
            parts,
        );
        wanted
    }

    /// Writes pieces in the middle of the first line of `area`.
    pub(super) fn line_centred(&mut self, area: Rect, parts: &[Part]) {
        let wanted = columns(parts).min(area.width);
        let x = area.x + (area.width - wanted) / 2;
        self.line(
            Rect {
                x,
                width: wanted,
                ..area
            },
            parts,
        );
    }

    /// Writes `text` on as many lines of `area` as it needs; returns how many.
    pub fn paragraph(&mut self, area: Rect, text: &str, role: Role) -> u16 {
        let lines = wrap(
            Text::new(text).as_str(),
            area.width,
            usize::from(area.height),
        );
        for (row, line) in area.rows().zip(&lines) {
            self.write(row, line, role);
        }
        lines.len() as u16
    }

    /// Draws a picture that has `rows` rows into `area`, which shows its upper part where it has
    /// fewer; or what stands in its place while it is made.
    pub fn picture(&mut self, area: Rect, rows: u16, id: PictureId, label: &str) {
        if area.is_empty() {
            return;
        }
        let key = PictureKey {
            picture: id,
            columns: area.width,
            rows,
        };
        match self.pictures.look(&key) {
            Some(Look::Broken(reason)) => {
                self.cover(area, self.theme.style(Role::Empty));
                self.label(area, label, Some(reason));
            }
            Some(Look::Symbols(grid)) => picture::draw_symbols(self.buffer, area, grid),
            Some(Look::Pixels(pixels)) => picture::draw_placeholders(self.buffer, area, pixels),
            None => {
                let tint = self.pictures.tint(&key.picture);
                let style =
                    tint.map_or(self.theme.style(Role::Empty), |tint| self.theme.tint(tint));
                self.cover(area, style);
                self.label(area, label, None);
            }
        }
        self.want(key, Priority::Visible);
    }

    /// Stands in the place of a picture that is for viewers of this `maturity` only.
    pub fn refusal(&mut self, area: Rect, maturity: &str) {
        self.cover(area, self.theme.style(Role::Empty));
        self.label(area, &format!("✗ {maturity}"), None);
    }

    /// Wants a picture that is not on the screen yet.
    pub fn prefetch(&mut self, columns: u16, rows: u16, picture: PictureId) {
        let key = PictureKey {
            picture,
            columns,
            rows,
        };
        self.want(key, Priority::Next);
    }

    fn want(&mut self, key: PictureKey, priority: Priority) {
        self.wants.push(Want { key, priority });
    }

    /// Writes what a missing picture shows, and why it cannot be shown if that is so.
    fn label(&mut self, area: Rect, label: &str, trouble: Option<&str>) {
        let inner = Rect {
            x: area.x + 1,
            width: area.width.saturating_sub(2),
            ..area
        };
        let neutral = Text::new(label);
        let lines = wrap(
            neutral.as_str(),
            inner.width,
            usize::from(area.height.min(3)),
        );
        let y = area.y + area.height.saturating_sub(lines.len() as u16) / 2;
        for (row, line) in (y..).zip(&lines) {
            let line_area = Rect::new(inner.x, row, inner.width, 1);
            self.line_centred(line_area, &[(line.clone(), Role::Text)]);
        }
        let below = y + lines.len() as u16;
        if let Some(trouble) = trouble {
            let height = area.bottom().saturating_sub(below);
            let note = format!("✗ {trouble}");
            self.paragraph(
                Rect {
                    y: below,
                    height,
                    ..inner
                },
                &note,
                Role::Negative,
            );
        }
    }
}

/// The columns that pieces take.
fn columns(parts: &[Part]) -> u16 {
    parts
        .iter()
        .map(|(text, _)| width(text))
        .fold(0, u16::saturating_add)
}

//! Where everything stands on the screen of a replay: pure functions of the size.

use std::collections::BTreeMap;

use super::{PastPage, Replay, Strip};
use crate::session::{Area, Size, geometry::picture_rows};

/// Cells left free at the left, and between two pictures.
const MARGIN: u16 = 2;
const GAP: u16 = 2;

/// The narrowest picture.
const NARROWEST: u16 = 18;

/// The narrowest and the widest panel.
const PANEL: (u16, u16) = (32, 64);

/// From this width on, a summary fits on one line.
const WIDE: u16 = 150;

/// The parts of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrangement {
    /// Two lines that say where in the log one is.
    pub timeline: Area,
    /// The page as it was.
    pub page: Area,
    /// What is known of the event.
    pub panel: Area,
    /// The summary, above the last line of the screen.
    pub summary: Area,
    /// How many pictures stand side by side.
    tiles: u16,
    tile: Size,
    billboard: Size,
    /// The lines of text below a picture.
    text: u16,
}

/// A strip of the page on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hung {
    /// Which.
    pub strip: Strip,
    /// Its place; cut at the lower end of the page. Its first line is free for a heading.
    pub area: Area,
    /// The size of its pictures.
    pub picture: Size,
    /// Its impressions with the places of their pictures, which may be cut.
    pub pictures: Vec<(usize, Area)>,
    /// The places between them of which the visit has no impression.
    pub gaps: Vec<Area>,
    /// Whether it goes on at the left and at the right.
    pub goes_on: (bool, bool),
}

impl Arrangement {
    /// The arrangement for a screen of `size`, with a line of comparison below each picture or
    /// without.
    #[must_use]
    pub fn new(size: Size, compares: bool) -> Self {
        let Size { columns, rows } = size;
        let lines = if columns < WIDE { 2 } else { 1 };
        let width = (columns * 2 / 5).clamp(PANEL.0, PANEL.1).min(columns / 2);
        let (y, height) = (2, rows.saturating_sub(3 + lines));
        let area = |x, y, width, height| Area {
            x,
            y,
            width,
            height,
        };
        let page = area(0, y, columns - width, height);
        let inner = page.width.saturating_sub(2 * MARGIN).max(1);
        let narrowest = NARROWEST + inner.saturating_sub(60) / 14;
        let tiles = ((inner + GAP) / (narrowest + GAP)).max(1);
        let across = ((inner + GAP) / tiles).saturating_sub(GAP).max(1);
        let tile = Size {
            columns: across,
            rows: picture_rows(across),
        };
        let both = if tiles > 1 { 2 * across + GAP } else { across };
        let rows = picture_rows(both)
            .min(height / 3)
            .max(tile.rows.min(height));
        Self {
            timeline: area(0, 0, columns, 2),
            page,
            panel: area(columns - width, y, width, height),
            summary: area(0, y + height, columns, lines),
            tiles,
            tile,
            billboard: Size {
                columns: (rows * 32 / 9).clamp(1, both),
                rows,
            },
            text: 2 + u16::from(compares),
        }
    }

    fn picture(&self, strip: Strip) -> Size {
        match strip {
            Strip::Billboard => self.billboard,
            Strip::Row(_) | Strip::Search | Strip::Detail => self.tile,
        }
    }

    fn height(&self, strip: Strip) -> u16 {
        1 + self.picture(strip).rows + self.text
    }

    /// The strips of `page` that show, with the impression `focus` among them.
    #[must_use]
    pub fn hang(&self, page: &PastPage, focus: Option<usize>) -> Vec<Hung> {
        let place = |of: &BTreeMap<u16, usize>| {
            let mut all = of.iter();
            all.find(|(_, place)| Some(**place) == focus)
                .map(|(column, _)| *column)
        };
        let strips: Vec<_> = page
            .iter()
            .map(|(strip, of)| (*strip, of, place(of)))
            .collect();
        let focused = strips.iter().position(|it| it.2.is_some()).unwrap_or(0);
        let fits = |top: &usize| {
            let shown = strips[*top..].iter().take(focused + 1 - top);
            let heights = shown.map(|(strip, ..)| u32::from(self.height(*strip)));
            heights.sum::<u32>() <= u32::from(self.page.height)
        };
        let top = (0..focused).find(fits).unwrap_or(focused);
        let end = self.page.y + self.page.height;
        let (mut y, mut hung) = (self.page.y, Vec::new());
        for (strip, of, column) in strips.into_iter().skip(top) {
            let height = self.height(strip).min(end.saturating_sub(y));
            if height < 2 {
                break;
            }
            let area = Area {
                y,
                height,
                ..self.page
            };
            hung.push(self.hang_strip(strip, area, of, column));
            y += height;
        }
        hung
    }

    fn hang_strip(
        &self,
        strip: Strip,
        area: Area,
        of: &BTreeMap<u16, usize>,
        focus: Option<u16>,
    ) -> Hung {
        let tiles = if strip == Strip::Billboard {
            1
        } else {
            self.tiles
        };
        let picture = self.picture(strip);
        let (lowest, highest) = (
            of.keys().next().copied().unwrap_or(0),
            of.keys().next_back().copied().unwrap_or(0),
        );
        let last = u32::from(focus.unwrap_or(lowest)) + 1;
        let first = last.saturating_sub(u32::from(tiles)) as u16;
        let first = first.max(lowest);
        let place = |column: u16| Area {
            x: area.x + MARGIN + (column - first) * (picture.columns + GAP),
            y: area.y + 1,
            width: picture.columns,
            height: picture.rows.min(area.height - 1),
        };
        let last = first.saturating_add(tiles - 1).min(highest);
        let shown = of.range(first..=last);
        let is_gap = |column: &u16| !of.contains_key(column);
        Hung {
            strip,
            area,
            picture,
            pictures: shown.map(|(column, it)| (*it, place(*column))).collect(),
            gaps: (first..=last).filter(is_gap).map(place).collect(),
            goes_on: (lowest < first, last < highest),
        }
    }
}

impl Replay {
    /// The arrangement of the place one is at on a screen of `size`.
    #[must_use]
    pub fn arrangement(&self, size: Size) -> Arrangement {
        Arrangement::new(size, self.policy().is_some())
    }

    /// The page as it was on a screen of `size`, with the event's own impression in sight: pointing
    /// at another one moves nothing.
    #[must_use]
    pub fn hung(&self, size: Size) -> Vec<Hung> {
        self.arrangement(size).hang(&self.page(), self.own())
    }

    /// Looks at the impression whose picture is at a cell of a screen of `size`.
    pub(in crate::session) fn point(&mut self, size: Size, column: u16, row: u16) {
        let hung = self.hung(size);
        let mut all = hung.iter().flat_map(|it| &it.pictures);
        if let Some((place, _)) = all.find(|(_, area)| area.contains(column, row)) {
            self.select(*place);
        }
    }
}

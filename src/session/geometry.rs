//! Where everything stands on the screen: pure functions of the size.
//!
//! The same numbers decide what is drawn, what a click hits and which artwork counts as visible.

use crate::{
    catalog::{Canvas, TitleIndex},
    session::{Browse, Focus, Page},
};

/// The smallest screen that a page fits on.
pub const SMALLEST: Size = Size {
    columns: 60,
    rows: 20,
};

/// Cells left free at both sides of the screen.
const MARGIN: u16 = 2;

/// Cells between two tiles.
const GAP: u16 = 2;

/// The narrowest tile.
const NARROWEST: u16 = 24;

/// Lines of a row besides its pictures: the heading, the name and a free one.
const ROW_TEXT: u16 = 3;

/// A number of cells across and down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Across.
    pub columns: u16,
    /// Down.
    pub rows: u16,
}

impl Size {
    /// The size, or the largest one that makes sense where a terminal claims more.
    #[must_use]
    pub fn sensible(self) -> Self {
        Self {
            columns: self.columns.min(1_000),
            rows: self.rows.min(500),
        }
    }
}

/// A rectangle of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Area {
    /// The leftmost column.
    pub x: u16,
    /// The topmost row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// Whether the cell lies inside.
    #[must_use]
    pub fn contains(&self, column: u16, row: u16) -> bool {
        (self.x..self.x + self.width).contains(&column)
            && (self.y..self.y + self.height).contains(&row)
    }
}

/// The rows that a picture of the format 16:9 takes, if a cell is twice as high as wide.
#[must_use]
pub(super) fn picture_rows(columns: u16) -> u16 {
    (columns * 9).div_ceil(32).max(1)
}

/// A part of the page that scrolls as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Band {
    /// Its place on the page: 0 for the billboard, and then the rows.
    pub index: usize,
    /// Its part of the screen; cut at the lower end of the body.
    pub area: Area,
}

/// Artwork that has a place on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// The title.
    pub title: TitleIndex,
    /// The kind of place.
    pub canvas: Canvas,
    /// Its place on the page.
    pub focus: Focus,
    /// The part of the screen that the picture has; cut at the lower end of the body.
    pub area: Area,
    /// The rows that the whole picture has.
    pub rows: u16,
}

impl Placed {
    /// Whether enough of it shows to count as seen: at least half.
    #[must_use]
    pub fn is_visible(&self) -> bool {
        self.area.height * 2 >= self.rows
    }
}

/// The arrangement of a page on a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// The part of the screen that scrolls.
    pub body: Area,
    /// How many tiles stand side by side.
    pub tiles: usize,
    /// The size of a tile's picture.
    pub tile: Size,
    /// The size of the billboard's picture.
    pub billboard: Size,
}

impl Layout {
    /// The arrangement for a screen of `size`; in half of its width if it is split.
    #[must_use]
    pub fn new(size: Size, split: bool) -> Self {
        let width = if split {
            size.columns / 2
        } else {
            size.columns
        };
        let inner = width.saturating_sub(2 * MARGIN).max(1);
        let fitting = |widest: u16| usize::from((inner + GAP) / (widest + GAP)).max(1);
        // Large screens get larger pictures, not only more of them.
        let tiles = fitting(NARROWEST + inner.saturating_sub(100) / 14);
        let columns = ((inner + GAP) / tiles as u16).saturating_sub(GAP).max(1);
        let tile = Size {
            columns,
            rows: picture_rows(columns),
        };
        let body = Area {
            x: 0,
            y: 1,
            width,
            height: size.rows.saturating_sub(2),
        };
        // A row must fit below the billboard.
        let room = body.height.saturating_sub(tile.rows + ROW_TEXT + 1).max(5);
        let columns = (inner * 45 / 100).min(room * 32 / 9).max(1);
        Self {
            body,
            tiles,
            tile,
            billboard: Size {
                columns,
                rows: picture_rows(columns).min(room),
            },
        }
    }

    fn band_height(&self, page: &Page, band: usize) -> u16 {
        match band {
            0 if page.billboard.is_some() => self.billboard.rows + 1,
            0 => 0,
            _ => self.tile.rows + ROW_TEXT,
        }
    }

    /// The bands that show when `top` is the first.
    #[must_use]
    pub fn bands(&self, page: &Page, top: usize) -> Vec<Band> {
        let end = self.body.y + self.body.height;
        let mut y = self.body.y;
        let mut bands = Vec::new();
        for index in top..=page.rows.len() {
            let height = self.band_height(page, index).min(end - y);
            if height > 0 {
                bands.push(Band {
                    index,
                    area: Area {
                        y,
                        height,
                        ..self.body
                    },
                });
            }
            y += height;
        }
        bands
    }

    /// The first band to show so that `band` shows whole, moving as little as possible from
    /// `top`.
    #[must_use]
    pub fn scrolled(&self, page: &Page, top: usize, band: usize) -> usize {
        let fits = |top: usize| {
            (top..=band)
                .map(|index| u32::from(self.band_height(page, index)))
                .sum::<u32>()
                <= u32::from(self.body.height)
        };
        (top.min(band)..band).find(|top| fits(*top)).unwrap_or(band)
    }

    /// How many rows fit on a screen: how far PageDown goes.
    #[must_use]
    pub fn rows_per_screen(&self) -> usize {
        usize::from(self.body.height / (self.tile.rows + ROW_TEXT)).max(1)
    }

    /// All artwork that has a place on the screen, from the top.
    #[must_use]
    pub fn placed(&self, browse: &Browse) -> Vec<Placed> {
        let mut placed = Vec::new();
        for band in self.bands(&browse.page, browse.top) {
            match band.index.checked_sub(1) {
                None => placed.extend(self.placed_billboard(&browse.page, &band)),
                Some(row) => placed.extend(self.placed_row(browse, row, &band)),
            }
        }
        placed
    }

    /// The titles on tiles that are a key press away: a screen to the left and right in each row
    /// that shows, and the row below.
    pub fn near(self, browse: &Browse) -> impl Iterator<Item = TitleIndex> {
        let bands = self.bands(&browse.page, browse.top);
        let below = bands.last().map_or(0, |band| band.index + 1);
        let rows = bands.into_iter().map(|band| band.index).chain([below]);
        rows.filter_map(|band| band.checked_sub(1))
            .flat_map(move |row| {
                let first = browse.first.get(row).copied().unwrap_or(0);
                let titles = browse.page.rows.get(row).map_or(&[][..], |row| &row.titles);
                titles
                    .iter()
                    .skip(first.saturating_sub(self.tiles))
                    .take(3 * self.tiles)
                    .copied()
            })
    }

    fn placed_billboard(&self, page: &Page, band: &Band) -> Option<Placed> {
        let Size { columns, rows } = self.billboard;
        let x = (self.body.x + self.body.width).saturating_sub(MARGIN + columns);
        Some(Placed {
            title: page.billboard?,
            canvas: Canvas::Billboard,
            focus: Focus::default(),
            area: Area {
                x,
                y: band.area.y,
                width: columns,
                height: rows.min(band.area.height),
            },
            rows,
        })
    }

    fn placed_row(&self, browse: &Browse, row: usize, band: &Band) -> impl Iterator<Item = Placed> {
        let first = browse.first[row];
        let Size { columns, rows } = self.tile;
        let (left, area) = (self.body.x + MARGIN, band.area);
        let shown = browse.page.rows[row]
            .titles
            .iter()
            .enumerate()
            .skip(first)
            .take(self.tiles);
        shown
            .filter(move |_| area.height > 1)
            .map(move |(column, title)| Placed {
                title: *title,
                canvas: Canvas::Tile,
                focus: Focus {
                    band: row + 1,
                    column,
                },
                area: Area {
                    x: left + (column - first) as u16 * (columns + GAP),
                    y: area.y + 1,
                    width: columns,
                    height: rows.min(area.height - 1),
                },
                rows,
            })
    }
}

/// `count` pictures of `picture` size in lines, centred in `body`, with `text` lines below each:
/// the avatars of the gate, the results of a search, the artwork set of a title. Starts with the
/// line that keeps `focus` in sight; places of pictures that do not fit are `None`.
#[must_use]
pub(super) fn grid(
    body: Area,
    picture: Size,
    text: u16,
    count: usize,
    focus: usize,
) -> Vec<Option<Area>> {
    let across = columns_of_grid(body, picture);
    let down = usize::from(body.height / (picture.rows + text)).max(1);
    let first = (focus / across).saturating_sub(down - 1) * across;
    let width = across.min(count.max(1)) as u16 * (picture.columns + GAP) - GAP;
    let left = body.x + body.width.saturating_sub(width) / 2;
    (0..count)
        .map(|index| {
            let place = index
                .checked_sub(first)
                .filter(|place| place / across < down)?;
            let y = body.y + (place / across) as u16 * (picture.rows + text);
            let area = Area {
                x: left + (place % across) as u16 * (picture.columns + GAP),
                y,
                width: picture.columns,
                height: picture.rows,
            };
            (y + picture.rows <= body.y + body.height).then_some(area)
        })
        .collect()
}

/// How many pictures of [`grid`] stand side by side.
#[must_use]
pub(super) fn columns_of_grid(body: Area, picture: Size) -> usize {
    usize::from((body.width + GAP) / (picture.columns + GAP)).max(1)
}

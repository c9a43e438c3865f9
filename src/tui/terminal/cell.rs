//! How large a cell is in pixels.

use super::{Replies, Window};

/// Width and height of a cell where nothing is known.
const USUAL: (u16, u16) = (10, 20);

/// How many cells a window's border may be wide; what is more comes from other units.
const WIDEST_BORDER: u32 = 4;

/// Width and height of a cell in pixels, each at least 1: as told, else the window's share, else
/// the usual; and whether it is known.
pub(super) fn cell(replies: &Replies, window: Window) -> ((u16, u16), bool) {
    let share = |(width, height): (u16, u16)| {
        Some((
            width.checked_div(window.columns)?,
            height.checked_div(window.rows)?,
        ))
    };
    [
        replies.cell,
        replies.area.and_then(share),
        share((window.width, window.height)),
    ]
    .into_iter()
    .flatten()
    .find(|(width, height)| *width > 0 && *height > 0)
    .map_or((USUAL, false), |cell| (cell, true))
}

/// The size of a cell in the window `after`, if it was `cell` in `before` and is another now;
/// `None` too where the system does not know the windows' pixels.
pub(super) fn after_resize(cell: (u16, u16), before: Window, after: Window) -> Option<(u16, u16)> {
    let width = side(
        cell.0,
        (before.width, before.columns),
        (after.width, after.columns),
    )?;
    let height = side(
        cell.1,
        (before.height, before.rows),
        (after.height, after.rows),
    )?;
    ((width, height) != cell).then_some((width, height))
}

/// One side of a cell in a window of `after` pixels and cells, where it was `cell` in one of
/// `before`.
///
/// What the window had more than its cells is a border, and stays. A window that was smaller than
/// its cells, or much larger, counts in units of another size, and only the ratio is taken.
fn side(cell: u16, before: (u16, u16), after: (u16, u16)) -> Option<u16> {
    let known = |(pixels, count): (u16, u16)| {
        (pixels > 0 && count > 0).then_some((u32::from(pixels), u32::from(count)))
    };
    let ((old_pixels, old_count), (pixels, count)) = (known(before)?, known(after)?);
    let cell = u32::from(cell);
    let border = old_pixels
        .checked_sub(cell * old_count)
        .filter(|border| *border <= WIDEST_BORDER * cell);
    let side = match border {
        Some(border) => {
            let pixels = pixels.saturating_sub(border);
            // A window that somebody draws larger may end in a part of a cell.
            let is_same = (cell * count..cell * (count + 1)).contains(&pixels);
            u64::from(if is_same { cell } else { pixels / count })
        }
        None => {
            let (old_pixels, old_count) = (u64::from(old_pixels), u64::from(old_count));
            rounded(
                u64::from(cell) * u64::from(pixels) * old_count,
                old_pixels * u64::from(count),
            )
        }
    };
    u16::try_from(side.max(1)).ok()
}

fn rounded(dividend: u64, divisor: u64) -> u64 {
    (2 * dividend + divisor) / (2 * divisor)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(columns: u16, rows: u16, width: u16, height: u16) -> Window {
        Window {
            columns,
            rows,
            width,
            height,
        }
    }

    #[test]
    fn a_cell_is_what_was_told_else_a_share_else_a_guess() {
        let mut replies = Replies::default();
        let known = window(120, 40, 960, 720);
        assert_eq!(cell(&replies, Window::default()), (USUAL, false));
        assert_eq!(cell(&replies, known), ((8, 18), true));
        replies.area = Some((1200, 800));
        assert_eq!(cell(&replies, known), ((10, 20), true));
        assert_eq!(cell(&replies, window(0, 0, 9, 9)), (USUAL, false));
        replies.cell = Some((9, 19));
        assert_eq!(cell(&replies, known), ((9, 19), true));
        replies.cell = Some((0, 19));
        assert_eq!(cell(&replies, known), ((10, 20), true));
    }

    #[test]
    fn more_cells_of_the_same_size_change_nothing() {
        let border = window(80, 24, 80 * 8 + 20, 24 * 16 + 20);
        for (columns, rows) in [(10, 5), (81, 25), (500, 200), (1, 1)] {
            let resized = window(columns, rows, columns * 8 + 20, rows * 16 + 20);
            assert_eq!(after_resize((8, 16), border, resized), None, "{resized:?}");
        }
    }

    #[test]
    fn other_letters_give_another_cell() {
        let before = window(80, 24, 80 * 8 + 20, 24 * 16 + 20);
        let larger = window(53, 16, 53 * 12 + 20, 16 * 24 + 20);
        assert_eq!(after_resize((8, 16), before, larger), Some((12, 24)));
        // The system counts half as many pixels as the terminal told.
        let before = window(80, 24, 80 * 8, 24 * 16);
        let larger = window(40, 12, 40 * 16, 12 * 32);
        assert_eq!(after_resize((16, 32), before, larger), Some((32, 64)));
        assert_eq!(
            after_resize((16, 32), before, window(40, 12, 320, 192)),
            None
        );
    }

    #[test]
    fn a_part_of_a_cell_at_the_edge_does_not_make_cells_larger() {
        let before = window(120, 36, 1200, 684);
        for after in [window(99, 29, 999, 569), window(119, 35, 1199, 683)] {
            assert_eq!(after_resize((10, 19), before, after), None);
        }
        let larger = window(109, 34, 1200, 684);
        assert_eq!(after_resize((10, 19), before, larger), Some((11, 20)));
    }

    #[test]
    fn where_the_system_knows_no_pixels_the_cell_stays() {
        let (known, unknown) = (window(80, 24, 640, 384), window(80, 24, 0, 0));
        assert_eq!(after_resize((8, 16), unknown, known), None);
        assert_eq!(after_resize((8, 16), known, unknown), None);
        assert_eq!(after_resize((8, 16), known, Window::default()), None);
        let tiny = window(80, 24, 1, 1);
        assert_eq!(after_resize((8, 16), known, tiny), Some((1, 1)));
    }
}

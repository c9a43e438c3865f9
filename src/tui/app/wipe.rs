//! The change from one profile's page to another's: the new one comes from the left, so that the
//! eye sees which pictures become others. Every cell is written once, however many frames it takes.

use ratatui::buffer::Buffer;

use crate::time::Timestamp;

/// How long the change takes, in milliseconds.
const DURATION: i64 = 240;
/// The longest wait for pictures before it begins, in milliseconds.
const PATIENCE: i64 = 150;
/// Milliseconds between two frames.
const FRAME: i64 = 16;
/// Columns that the edge is further to the left in each row below.
const SLANT: i64 = 2;

/// A page that gives way to another.
pub(super) struct Wipe {
    from: Buffer,
    /// When it was drawn over.
    since: Timestamp,
    /// When the change began, once all pictures were there.
    begun: Option<Timestamp>,
}

impl Wipe {
    /// The page `from` is to give way, as of `now`.
    pub(super) fn new(from: Buffer, now: Timestamp) -> Self {
        Self {
            from,
            since: now,
            begun: None,
        }
    }

    /// When the next frame is due.
    pub(super) fn next_frame(now: Timestamp) -> Timestamp {
        now.plus(FRAME)
    }

    /// Puts what is left of the old page over `next`, except for its first and last row; whether
    /// anything is left. `is_ready` says whether all pictures of the new page are there.
    pub(super) fn cover(&mut self, next: &mut Buffer, is_ready: bool, now: Timestamp) -> bool {
        let area = *next.area();
        if *self.from.area() != area {
            return false;
        }
        if is_ready || now.since(self.since) >= PATIENCE {
            self.begun.get_or_insert(now);
        }
        let elapsed = self.begun.map_or(0, |begun| now.since(begun));
        if elapsed >= DURATION {
            return false;
        }
        let lowest = i64::from(area.height) * SLANT;
        let edge = (i64::from(area.width) + lowest) * elapsed / DURATION;
        for y in 1..area.height.saturating_sub(1) {
            let revealed = (edge - i64::from(y) * SLANT).clamp(0, i64::from(area.width));
            for x in revealed as u16..area.width {
                next[(x, y)].clone_from(&self.from[(x, y)]);
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use ratatui::{buffer::Cell, layout::Rect};

    use super::*;

    fn page(letter: &'static str) -> Buffer {
        Buffer::filled(Rect::new(0, 0, 30, 10), Cell::new(letter))
    }

    /// How many cells of the old page are left after `elapsed` milliseconds, and whether it goes
    /// on.
    fn left(wipe: &mut Wipe, is_ready: bool, elapsed: i64) -> (usize, bool) {
        let mut next = page("b");
        let now = wipe.since.plus(elapsed);
        let goes_on = wipe.cover(&mut next, is_ready, now);
        let old = next.content().iter().filter(|cell| cell.symbol() == "a");
        (old.count(), goes_on)
    }

    #[test]
    fn the_old_page_waits_for_pictures_and_then_goes_for_good() {
        let mut wipe = Wipe::new(page("a"), Timestamp(5));
        assert_eq!(left(&mut wipe, false, 0), (8 * 30, true));
        assert_eq!(left(&mut wipe, false, 100), (8 * 30, true));
        assert_eq!(left(&mut wipe, true, 110), (8 * 30, true));
        let half = left(&mut wipe, true, 110 + DURATION / 2);
        assert!((60..180).contains(&half.0), "{half:?}");
        assert_eq!(left(&mut wipe, true, 110 + DURATION), (0, false));
    }

    #[test]
    fn pictures_that_do_not_come_do_not_hold_the_page_back() {
        let mut wipe = Wipe::new(page("a"), Timestamp(5));
        assert!(left(&mut wipe, false, PATIENCE).1);
        assert_eq!(left(&mut wipe, false, PATIENCE + DURATION), (0, false));
    }
}

//! What happens on the screen by itself.

use ratatui::buffer::Buffer;

use super::wipe::Wipe;
use crate::{profiles::ProfileId, time::Timestamp};

/// How long nothing must happen before pixels are sent over a slow link, in milliseconds.
const IDLE: i64 = 400;
/// How long after its last change a window has its size for good, in milliseconds.
const SETTLED: i64 = 300;

/// The change between two profiles, pixels that follow when nobody has pressed a key for a while,
/// and the second look after a resize.
#[derive(Default)]
pub(super) struct Motion {
    may_wipe: bool,
    pub(super) wipe: Option<Wipe>,
    /// Whose page the last frame showed, where nothing lay over it.
    page_of: Option<ProfileId>,
    /// When the pictures that came into sight are to become pixels.
    pub(super) refine_at: Option<Timestamp>,
    /// When everything is to be painted again.
    pub(super) repaint_at: Option<Timestamp>,
}

impl Motion {
    /// Nothing moves yet; one page may be wiped over another's, or not.
    pub(super) fn new(may_wipe: bool) -> Self {
        Self {
            may_wipe,
            ..Self::default()
        }
    }

    /// When something happens next.
    pub(super) fn next_tick(&self, now: Timestamp) -> Option<Timestamp> {
        let wipe = self.wipe.as_ref().map(|_| Wipe::next_frame(now));
        let ticks = [self.refine_at, self.repaint_at, wipe];
        ticks.into_iter().flatten().min()
    }

    /// The next frame is the page of this profile, or another screen; begins a wipe over what is
    /// `shown` if that was the page of somebody else.
    pub(super) fn turn_to(&mut self, page_of: Option<ProfileId>, shown: &Buffer, now: Timestamp) {
        let is_another = match (&self.page_of, &page_of) {
            (Some(before), Some(next)) => before != next,
            _ => false,
        };
        if self.may_wipe && is_another {
            self.wipe = Some(Wipe::new(shown.clone(), now));
        }
        self.page_of = page_of;
    }
}

/// When nothing has happened for a while, if nothing happens after `now`.
pub(super) fn idle(now: Timestamp) -> Timestamp {
    now.plus(IDLE)
}

/// When a window that changed `now` has its size for good.
pub(super) fn settled(now: Timestamp) -> Timestamp {
    now.plus(SETTLED)
}

//! What became visible, and which impression gets what follows.

use std::collections::{BTreeMap, HashSet};

use crate::{
    catalog::{Canvas, TitleIndex},
    log::{ImpressionId, Outcome},
    profiles::ProfileId,
    session::Attribution,
    time::Timestamp,
};

/// How much attention an impression got so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Attention {
    /// It lay on the page.
    Unnoticed,
    /// It had the focus.
    Noticed,
    /// Its title was opened.
    Opened,
}

impl Attention {
    /// What becomes of an impression that nothing else follows.
    fn outcome(self) -> Outcome {
        match self {
            Self::Unnoticed => Outcome::Expired,
            Self::Noticed => Outcome::Skipped,
            Self::Opened => Outcome::Opened,
        }
    }
}

/// An impression whose outcome is not known yet.
#[derive(Debug, Clone)]
struct Pending {
    profile: ProfileId,
    /// The visit that it was seen in.
    visit: u64,
    /// When it was seen.
    at: Timestamp,
    title: TitleIndex,
    /// The canvas that the artwork was chosen for.
    canvas: Canvas,
    /// The artwork's place in the title's set.
    artwork: usize,
    attention: Attention,
}

/// What became visible, in this visit and this session.
#[derive(Debug, Default)]
pub(super) struct Exposure {
    /// Counts the visits of the session.
    pub(super) visit: u64,
    /// Whose visit it is; `None` before the first and after the end of each.
    visitor: Option<ProfileId>,
    /// The slots seen in this visit.
    seen: HashSet<(TitleIndex, Canvas)>,
    pending: BTreeMap<ImpressionId, Pending>,
    last: u64,
}

impl Exposure {
    /// Begins a visit, in which nothing was seen yet.
    pub(super) fn begin(&mut self, visitor: &ProfileId) {
        self.visit += 1;
        self.visitor = Some(visitor.clone());
        self.seen.clear();
    }

    /// Ends the visit. What is pending has no more attention to get.
    pub(super) fn end(&mut self) {
        self.visitor = None;
    }

    /// Whether `profile` is the visitor and saw this slot.
    pub(super) fn was_seen(&self, profile: &ProfileId, title: TitleIndex, canvas: Canvas) -> bool {
        self.visitor.as_ref() == Some(profile) && self.seen.contains(&(title, canvas))
    }

    /// Numbers the impression of an artwork and waits for its outcome; `None` if the slot was
    /// seen in this visit already.
    pub(super) fn see(
        &mut self,
        profile: &ProfileId,
        (title, canvas): (TitleIndex, Canvas),
        artwork: usize,
        at: Timestamp,
    ) -> Option<ImpressionId> {
        if !self.seen.insert((title, canvas)) {
            return None;
        }
        self.last += 1;
        let id = ImpressionId(self.last);
        let pending = Pending {
            profile: profile.clone(),
            visit: self.visit,
            at,
            title,
            canvas,
            artwork,
            attention: Attention::Unnoticed,
        };
        self.pending.insert(id, pending);
        Some(id)
    }

    /// Lets the slot be seen again if what became of its impression is known already.
    pub(super) fn reopen(&mut self, title: TitleIndex, canvas: Canvas) {
        if self.pending_in(title, canvas).is_none() {
            self.seen.remove(&(title, canvas));
        }
    }

    /// The impression of this slot, of this visit, that waits for its outcome.
    pub(super) fn pending_in(&self, title: TitleIndex, canvas: Canvas) -> Option<ImpressionId> {
        let is_here =
            |it: &Pending| it.title == title && it.canvas == canvas && it.visit == self.visit;
        let mut pending = self.pending.iter();
        pending.find(|(_, it)| is_here(it)).map(|(id, _)| *id)
    }

    /// Which of the visitor's impressions of the title, on whatever canvas and in whatever visit,
    /// gets a play. Of those seen at the same moment it is the one with most attention.
    pub(super) fn credited(&self, title: TitleIndex, rule: Attribution) -> Option<ImpressionId> {
        let credited = self.of_visitor(title).max_by_key(|(id, it)| {
            let age = match rule {
                Attribution::LastSeen => it.at.0,
                Attribution::FirstSeen => it.at.0.saturating_neg(),
            };
            (age, it.attention, **id)
        });
        credited.map(|(id, _)| *id)
    }

    /// The visitor's impressions of the title that wait for a play.
    pub(super) fn waiting_for(&self, title: TitleIndex) -> Vec<ImpressionId> {
        self.of_visitor(title).map(|(id, _)| *id).collect()
    }

    fn of_visitor(&self, title: TitleIndex) -> impl Iterator<Item = (&ImpressionId, &Pending)> {
        let is_meant =
            move |it: &Pending| it.title == title && Some(&it.profile) == self.visitor.as_ref();
        self.pending.iter().filter(move |(_, it)| is_meant(it))
    }

    /// Remembers the most attention that the slot got.
    pub(super) fn attend(&mut self, title: TitleIndex, canvas: Canvas, attention: Attention) {
        let id = self.pending_in(title, canvas);
        if let Some(pending) = id.and_then(|id| self.pending.get_mut(&id)) {
            pending.attention = pending.attention.max(attention);
        }
    }

    /// What waits of the present visit.
    pub(super) fn pending_now(&self) -> Vec<ImpressionId> {
        let pending = self.pending.iter();
        let of_visit = pending.filter(|(_, it)| it.visit == self.visit);
        of_visit.map(|(id, _)| *id).collect()
    }

    /// The impressions that have waited long enough at the moment `at`: those of earlier visits
    /// seen `window` milliseconds ago or before, and all of them without a window.
    pub(super) fn lapsed(&self, at: Timestamp, window: i64) -> Vec<ImpressionId> {
        let is_over = |it: &Pending| {
            let is_past = it.visit != self.visit || self.visitor.is_none();
            is_past && (window <= 0 || at.since(it.at) >= window)
        };
        let pending = self.pending.iter().filter(|(_, it)| is_over(it));
        pending.map(|(id, _)| *id).collect()
    }

    /// All impressions whose outcome is not known, the earliest first.
    pub(super) fn pending(&self) -> Vec<ImpressionId> {
        self.pending.keys().copied().collect()
    }

    /// Stops waiting: what its attention earned; `None` if nobody waited.
    pub(super) fn resolve(&mut self, impression: ImpressionId) -> Option<Outcome> {
        let pending = self.pending.remove(&impression)?;
        Some(pending.attention.outcome())
    }

    /// Stops waiting for what becomes of this artwork, whose slots may be seen again.
    pub(super) fn forget(&mut self, title: TitleIndex, artwork: usize) {
        let Self {
            pending,
            seen,
            visit,
            ..
        } = self;
        pending.retain(|_, it| {
            let is_shown = it.title != title || it.artwork != artwork;
            if !is_shown && it.visit == *visit {
                seen.remove(&(title, it.canvas));
            }
            is_shown
        });
    }
}

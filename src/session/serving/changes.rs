//! Which artwork each profile saw of each title last, and when that changed.

use std::collections::BTreeMap;

use crate::{
    catalog::{ArtworkId, Canvas, TitleId},
    log::{Event, Impression, SessionId},
    profiles::ProfileId,
    session::Tuning,
    time::Timestamp,
};

/// A profile saw another artwork of a title than before, on the same canvas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Who.
    pub profile: ProfileId,
    /// Of which title.
    pub title: TitleId,
    /// Where.
    pub canvas: Canvas,
    /// What it was.
    pub from: ArtworkId,
    /// What it is.
    pub to: ArtworkId,
    /// When it was seen first.
    pub at: Timestamp,
    /// In which session.
    pub session: SessionId,
    /// In which visit of that session.
    pub visit: u64,
}

/// The artwork that a profile saw last in some place.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Standing {
    artwork: ArtworkId,
    /// The visit of the profile, from 1, that showed it first.
    since: u64,
    changes: u32,
}

/// The visits of a profile in which it saw something.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Visits {
    count: u64,
    /// The latest one: its session, and its number there.
    latest: (SessionId, u64),
}

/// What every profile saw last, kept up to date with the events of a log.
///
/// A title's own page shows the artwork that led there, so what is seen on it changes nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    session: Option<SessionId>,
    visits: BTreeMap<ProfileId, Visits>,
    standing: BTreeMap<(ProfileId, TitleId, Canvas), Standing>,
    all: Vec<Change>,
}

impl Changes {
    /// All changes, the newest last.
    #[must_use]
    pub fn as_slice(&self) -> &[Change] {
        &self.all
    }

    /// Takes in an event that happened `at`; events come in the order of the log.
    pub fn take(&mut self, event: &Event, at: Timestamp) {
        match event {
            Event::SessionStarted(start) => self.enter(&start.session),
            Event::Impression(impression) => self.see(impression, at),
            Event::Outcome(_) | Event::ProfileSelected { .. } | Event::SessionEnded => {}
        }
    }

    /// Says which session the following events belong to.
    pub(super) fn enter(&mut self, session: &SessionId) {
        if self.session.as_ref() != Some(session) {
            self.session = Some(session.clone());
        }
    }

    fn see(&mut self, impression: &Impression, at: Timestamp) {
        let (Some(session), Some(arm)) = (&self.session, impression.chosen_arm()) else {
            return;
        };
        let latest = (session.clone(), impression.visit);
        let profile = &impression.profile;
        let visits = self
            .visits
            .entry(profile.clone())
            .or_insert_with(|| Visits {
                count: 1,
                latest: latest.clone(),
            });
        if visits.latest != latest {
            visits.count += 1;
            visits.latest = latest;
        }
        let canvas = impression.slot.canvas;
        if canvas == Canvas::Detail {
            return;
        }
        let key = (profile.clone(), impression.title.clone(), canvas);
        let standing = self.standing.entry(key).or_insert_with(|| Standing {
            artwork: arm.artwork.clone(),
            since: visits.count,
            changes: 0,
        });
        if standing.artwork == arm.artwork {
            return;
        }
        standing.since = visits.count;
        standing.changes = standing.changes.saturating_add(1);
        let from = std::mem::replace(&mut standing.artwork, arm.artwork.clone());
        self.all.push(Change {
            profile: profile.clone(),
            title: impression.title.clone(),
            canvas,
            from,
            to: arm.artwork.clone(),
            at,
            session: session.clone(),
            visit: impression.visit,
        });
    }

    /// The artwork that must stay in this place in `visit` of `session`, if `tuning` says so: it
    /// changed too lately, or the title's artwork changed too often.
    pub(super) fn frozen(
        &self,
        (profile, title, canvas): (&ProfileId, &TitleId, Canvas),
        (session, visit): (&SessionId, u64),
        tuning: &Tuning,
    ) -> Option<&ArtworkId> {
        if tuning.stickiness == 0 && tuning.most_changes.is_none() {
            return None;
        }
        let of = |canvas| self.standing.get(&(profile.clone(), title.clone(), canvas));
        let standing = of(canvas)?;
        let visits = self.visits.get(profile)?;
        let is_running = visits.latest.0 == *session && visits.latest.1 == visit;
        let present = visits.count + u64::from(!is_running);
        let is_fresh =
            tuning.stickiness > 0 && present - standing.since <= u64::from(tuning.stickiness);
        let standings = Canvas::ALL.iter().filter_map(|canvas| of(*canvas));
        let changes = standings.fold(0, |sum: u32, it| sum.saturating_add(it.changes));
        let is_worn = tuning.most_changes.is_some_and(|most| changes >= most);
        (is_fresh || is_worn).then_some(&standing.artwork)
    }
}

//! What would be shown, if somebody came now.

use super::{Decision, Guest, Key, Serving};
use crate::profiles::ProfileId;

/// What was known of a profile before something was supposed.
#[derive(Debug)]
pub(in crate::session) struct Supposed {
    profile: ProfileId,
    guest: Option<Guest>,
    decisions: Vec<(Key, Decision)>,
}

impl Serving {
    /// Supposes that the profile begins a visit now, until [`Serving::undo`]; nothing of it may be
    /// exposed.
    pub(in crate::session) fn suppose_visit(&mut self, profile: &ProfileId) -> Supposed {
        let of_profile = |(owner, ..): &Key, _: &mut Decision| owner == profile;
        let decisions = self.decisions.extract_if(of_profile).collect();
        let before = self.guests.get(profile).cloned();
        let guest = self.guest(profile);
        guest.surroundings.begin_visit();
        guest.visits_before = Some(guest.visits_before.map_or(0, |visits| visits + 1));
        Supposed {
            profile: profile.clone(),
            guest: before,
            decisions,
        }
    }

    /// Forgets what was supposed.
    pub(in crate::session) fn undo(&mut self, supposed: Supposed) {
        let Supposed {
            profile,
            guest,
            decisions,
        } = supposed;
        self.decisions.retain(|(owner, ..), _| *owner != profile);
        self.decisions.extend(decisions);
        match guest {
            Some(guest) => self.guests.insert(profile, guest),
            None => self.guests.remove(&profile),
        };
    }
}

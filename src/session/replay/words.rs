//! What happened, in words.

use super::{Fate, Happening, Replay, Seen};
use crate::{
    catalog::{ArtworkId, Catalog, Title, TitleId},
    engine::chance,
    profiles::{ProfileId, Profiles},
};

/// What ids are called by now. What the catalog or the profiles no longer have is called by its
/// id.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    /// What the titles are called.
    pub catalog: &'a Catalog,
    /// What the profiles are called.
    pub profiles: &'a Profiles,
}

impl Names<'_> {
    /// A profile's name.
    #[must_use]
    pub fn profile<'b>(&'b self, id: &'b ProfileId) -> &'b str {
        let known = self.profiles.get(id);
        known.map_or(id.as_str(), |profile| &profile.name)
    }

    /// A title's name.
    #[must_use]
    pub fn title<'b>(&'b self, id: &'b TitleId) -> &'b str {
        let known = self.known(id);
        known.map_or(id.as_str(), |title| &title.name)
    }

    /// Whether the catalog still has an artwork of a title.
    #[must_use]
    pub fn knows(&self, title: &TitleId, artwork: &ArtworkId) -> bool {
        let title = self.known(title);
        title.is_some_and(|title| title.artwork_index(artwork).is_some())
    }

    fn known(&self, id: &TitleId) -> Option<&Title> {
        self.catalog.find(id).map(|index| &self.catalog[index])
    }

    /// What happened, as a sentence without its full stop.
    #[must_use]
    pub fn sentence(&self, happening: &Happening<'_>) -> String {
        match happening {
            Happening::Started(start) => format!("A session began, with {}", start.policy),
            Happening::Came(profile) => format!("{} came to watch", self.profile(profile)),
            Happening::Seen(seen) => {
                let (who, what) = self.both(seen);
                format!("{who} saw {what}")
            }
            Happening::Followed(Some(seen), record) => self.what_followed(seen, Fate::of(record)),
            Happening::Followed(None, record) => {
                let (what, id) = (Fate::of(record).word(), record.impression);
                format!("Impression {id}, which its session does not hold: {what}")
            }
            Happening::Ended => "The session ended".to_owned(),
        }
    }

    fn what_followed(&self, seen: &Seen, fate: Fate) -> String {
        let (who, what) = self.both(seen);
        match fate {
            Fate::Pending => format!("{who} has not done anything about {what} yet"),
            Fate::Played { fraction } => {
                format!("{who} played {:.0} % of {what}", fraction * 100.0)
            }
            Fate::Opened => format!("{who} opened {what}, and did not play it"),
            Fate::Skipped => format!("{who} passed over {what}"),
            Fate::Nothing => format!("{who} did nothing about {what}"),
            Fate::Withdrawn => format!("What {who} did about {what} does not count"),
        }
    }

    fn both<'b>(&'b self, seen: &'b Seen) -> (&'b str, &'b str) {
        (self.profile(&seen.profile), self.title(&seen.title))
    }
}

impl Replay {
    /// How the policy compared with did on the impressions up to the cursor, in words; `None`
    /// without one.
    #[must_use]
    pub fn summary(&self) -> Option<String> {
        let policy = self.policy()?;
        let tally = match self.tally()? {
            Ok(tally) => tally,
            Err(done) => {
                return Some(format!(
                    "{policy} is learning from the log: {}",
                    chance(done)
                ));
            }
        };
        let Some(average) = tally.average() else {
            return Some(format!("{policy}: no impression to compare with yet"));
        };
        let (all, others) = (tally.compared, tally.others);
        let same = all - others;
        let impressions = if all == 1 {
            "impression"
        } else {
            "impressions"
        };
        Some(format!(
            "{policy} would most likely have shown another picture in {others} of {all} \
             {impressions} (the same in {same}); average probability of what was shown: \
             {average:.2}"
        ))
    }
}

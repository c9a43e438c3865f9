//! All profiles of a store, and what can be done with them.

use unicode_segmentation::UnicodeSegmentation;

use super::model::{AvatarId, Profile, ProfileId, Thumb, Viewing};
use crate::{
    catalog::{Maturity, TitleId, Unknown},
    text::Text,
};

/// Graphemes of the longest name.
pub const LONGEST_NAME: usize = 40;

/// Why profiles were left as they are.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProfileError {
    /// Nobody has this id.
    #[error("there is no profile `{0}`; it may have been removed")]
    Unknown(ProfileId),
    /// A name without visible characters.
    #[error("a profile needs a name; type at least one character")]
    NoName,
    /// A name that does not fit on screen.
    #[error("this name has {0} characters; shorten it to {LONGEST_NAME}")]
    LongName(usize),
    /// A name that differs from another one in case only, or not at all.
    #[error("there is already a profile called {0}; choose another name")]
    TakenName(Text),
}

/// Profiles with unique ids and, ignoring case, unique names.
#[derive(Debug, Clone, PartialEq)]
pub struct Profiles {
    profiles: Vec<Profile>,
    next: u64,
}

impl Default for Profiles {
    fn default() -> Self {
        Self::new(Vec::new(), 1)
    }
}

impl Profiles {
    /// The given profiles, whose ids and names must be unique; the next one gets the id `p` and
    /// `next`, or a higher number if that was given before.
    pub(super) fn new(profiles: Vec<Profile>, next: u64) -> Self {
        let numbers = profiles.iter().filter_map(|profile| {
            let number = profile.id.as_str().strip_prefix('p')?;
            number.parse::<u64>().ok()
        });
        let next = numbers.fold(next, |next, number| next.max(number.saturating_add(1)));
        Self { profiles, next }
    }

    /// All profiles, in the order in which they were added.
    #[must_use]
    pub fn as_slice(&self) -> &[Profile] {
        &self.profiles
    }

    /// The profile called `id`.
    #[must_use]
    pub fn get(&self, id: &ProfileId) -> Option<&Profile> {
        self.profiles.iter().find(|profile| profile.id == *id)
    }

    /// The profile with this id or, ignoring case, this name.
    ///
    /// # Errors
    /// [`Unknown`] names the nearest one.
    pub fn named(&self, name: &str) -> Result<&Profile, Unknown> {
        let wanted = Text::new(name).to_lowercase();
        let mut all = self.profiles.iter();
        let found = all
            .find(|profile| profile.name.to_lowercase() == wanted || profile.id.as_str() == name);
        found.ok_or_else(|| {
            let names = self.profiles.iter().map(|profile| profile.name.as_str());
            Unknown::new("profile", name, names)
        })
    }

    /// The number in the id of the next profile.
    pub(super) fn next(&self) -> u64 {
        self.next
    }

    /// Adds a profile that has watched nothing; its id was never used before.
    ///
    /// # Errors
    /// If the name is empty, longer than [`LONGEST_NAME`], or taken.
    pub fn add(
        &mut self,
        name: &str,
        avatar: AvatarId,
        maturity: Maturity,
    ) -> Result<ProfileId, ProfileError> {
        let name = self.free_name(name, None)?;
        let id = ProfileId::new(&format!("p{}", self.next));
        self.next = self.next.saturating_add(1);
        self.profiles.push(Profile {
            id: id.clone(),
            name,
            avatar,
            maturity,
            history: Vec::new(),
            thumbs: Vec::new(),
            list: Vec::new(),
        });
        Ok(id)
    }

    /// Calls the profile `id` by another name; its own one in another case is allowed.
    ///
    /// # Errors
    /// If there is no such profile, or as for [`Self::add`].
    pub fn rename(&mut self, id: &ProfileId, name: &str) -> Result<(), ProfileError> {
        self.profile(id)?;
        let name = self.free_name(name, Some(id))?;
        self.profile(id)?.name = name;
        Ok(())
    }

    /// Gives the profile `id` another picture.
    ///
    /// # Errors
    /// If there is no such profile.
    pub fn change_avatar(&mut self, id: &ProfileId, avatar: AvatarId) -> Result<(), ProfileError> {
        self.profile(id)?.avatar = avatar;
        Ok(())
    }

    /// Sets the highest maturity that the profile `id` may see.
    ///
    /// # Errors
    /// If there is no such profile.
    pub fn limit(&mut self, id: &ProfileId, maturity: Maturity) -> Result<(), ProfileError> {
        self.profile(id)?.maturity = maturity;
        Ok(())
    }

    /// Removes the profile `id` with its history and returns it.
    ///
    /// # Errors
    /// If there is no such profile.
    pub fn remove(&mut self, id: &ProfileId) -> Result<Profile, ProfileError> {
        let place = self.profiles.iter().position(|profile| profile.id == *id);
        let place = place.ok_or_else(|| ProfileError::Unknown(id.clone()))?;
        Ok(self.profiles.remove(place))
    }

    /// Adds a viewing to the history of the profile `id`, which stays sorted by time.
    ///
    /// # Errors
    /// If there is no such profile.
    pub fn record_viewing(&mut self, id: &ProfileId, viewing: Viewing) -> Result<(), ProfileError> {
        let history = &mut self.profile(id)?.history;
        let place = history.partition_point(|earlier| earlier.at <= viewing.at);
        history.insert(place, viewing);
        Ok(())
    }

    /// Replaces the opinion of the profile `id` on `title`; `None` takes it back.
    ///
    /// # Errors
    /// If there is no such profile.
    pub fn rate(
        &mut self,
        id: &ProfileId,
        title: &TitleId,
        thumb: Option<Thumb>,
    ) -> Result<(), ProfileError> {
        let thumbs = &mut self.profile(id)?.thumbs;
        thumbs.retain(|(rated, _)| rated != title);
        thumbs.extend(thumb.map(|thumb| (title.clone(), thumb)));
        Ok(())
    }

    /// Puts `title` on the list of the profile `id`, or takes it off; whether it is on it now.
    ///
    /// # Errors
    /// If there is no such profile.
    pub fn toggle_listed(&mut self, id: &ProfileId, title: &TitleId) -> Result<bool, ProfileError> {
        let list = &mut self.profile(id)?.list;
        let before = list.len();
        list.retain(|listed| listed != title);
        let is_new = list.len() == before;
        list.extend(is_new.then(|| title.clone()));
        Ok(is_new)
    }

    fn profile(&mut self, id: &ProfileId) -> Result<&mut Profile, ProfileError> {
        let found = self.profiles.iter_mut().find(|profile| profile.id == *id);
        found.ok_or_else(|| ProfileError::Unknown(id.clone()))
    }

    /// The name that `raw` spells, if nobody but `owner` has it.
    fn free_name(&self, raw: &str, owner: Option<&ProfileId>) -> Result<Text, ProfileError> {
        let others = self
            .profiles
            .iter()
            .filter(|other| Some(&other.id) != owner);
        free_name(raw, others.map(|other| &other.name))
    }
}

/// The name that `raw` spells, if it may be one and is not among the `taken`.
pub(super) fn free_name<'a>(
    raw: &str,
    mut taken: impl Iterator<Item = &'a Text>,
) -> Result<Text, ProfileError> {
    let name = Text::new(Text::new(raw).trim());
    match name.graphemes(true).count() {
        0 => return Err(ProfileError::NoName),
        1..=LONGEST_NAME => {}
        graphemes => return Err(ProfileError::LongName(graphemes)),
    }
    let folded = name.to_lowercase();
    match taken.find(|other| other.to_lowercase() == folded) {
        None => Ok(name),
        Some(other) => Err(ProfileError::TakenName(other.clone())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{catalog::ArtworkId, time::Timestamp};

    fn add(profiles: &mut Profiles, name: &str) -> Result<ProfileId, ProfileError> {
        profiles.add(name, AvatarId::new("heart"), Maturity::All)
    }

    #[test]
    fn an_id_is_never_given_twice() {
        let mut profiles = Profiles::default();
        let first = add(&mut profiles, "Ada").unwrap();
        profiles.remove(&first).unwrap();
        let second = add(&mut profiles, "Ada").unwrap();
        assert_eq!((first.as_str(), second.as_str()), ("p1", "p2"));
        assert_eq!(profiles.get(&first), None);
        assert_eq!(profiles.remove(&first), Err(ProfileError::Unknown(first)));
    }

    #[test]
    fn a_name_is_visible_short_and_nobody_elses() {
        let mut profiles = Profiles::default();
        let id = add(&mut profiles, "  Zoë\u{202e} ").unwrap();
        assert_eq!(profiles.get(&id).unwrap().name.as_str(), "Zoë");
        assert_eq!(
            add(&mut profiles, "ZOË"),
            Err(ProfileError::TakenName(Text::new("Zoë")))
        );
        assert_eq!(add(&mut profiles, " \u{200b}\n"), Err(ProfileError::NoName));
        assert_eq!(
            add(&mut profiles, &"👩🏽‍🚀".repeat(41)),
            Err(ProfileError::LongName(41))
        );
        add(&mut profiles, &"👩🏽‍🚀".repeat(40)).unwrap();
        profiles.rename(&id, "zoË").unwrap();
        assert_eq!(profiles.get(&id).unwrap().name.as_str(), "zoË");
    }

    #[test]
    fn what_a_profile_does_is_remembered_in_order() {
        let mut profiles = Profiles::default();
        let id = add(&mut profiles, "Ada").unwrap();
        for at in [30, 10, 20] {
            let viewing = Viewing {
                title: TitleId::new("x"),
                artwork: Some(ArtworkId::new("couple")),
                at: Timestamp(at),
                fraction: 1.0,
            };
            profiles.record_viewing(&id, viewing).unwrap();
        }
        let title = TitleId::new("x");
        profiles.rate(&id, &title, Some(Thumb::Down)).unwrap();
        profiles.rate(&id, &title, Some(Thumb::Up)).unwrap();
        profiles.change_avatar(&id, AvatarId::new("ninja")).unwrap();
        let profile = profiles.get(&id).unwrap();
        let times: Vec<_> = profile.history.iter().map(|viewing| viewing.at.0).collect();
        assert_eq!(times, [10, 20, 30]);
        assert_eq!(profile.thumbs, [(title.clone(), Thumb::Up)]);
        assert_eq!(profile.avatar.as_str(), "ninja");
        assert_eq!(profiles.toggle_listed(&id, &title), Ok(true));
        assert_eq!(profiles.toggle_listed(&id, &title), Ok(false));
    }
}

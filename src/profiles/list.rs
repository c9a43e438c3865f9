//! placeholder
use super::*;
/// P
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Profiles(Vec<Profile>);
/// N
#[derive(Debug, thiserror::Error)]
#[error("x")]
pub struct NameError;
impl Profiles {
    /// a
    pub fn all(&self) -> &[Profile] {
        &self.0
    }
    /// a
    pub fn get(&self, id: &ProfileId) -> Option<&Profile> {
        self.0.iter().find(|p| p.id == *id)
    }
    /// a
    pub fn get_mut(&mut self, id: &ProfileId) -> Option<&mut Profile> {
        self.0.iter_mut().find(|p| p.id == *id)
    }
    /// a
    pub fn rename(&mut self, _: &ProfileId, _: &str) -> Result<(), NameError> {
        Err(NameError)
    }
    /// a
    pub fn add(&mut self, _: &str, _: AvatarId) -> Result<ProfileId, NameError> {
        Err(NameError)
    }
    /// a
    pub fn change_avatar(&mut self, _: &ProfileId, _: AvatarId) {}
    /// a
    pub fn remove(&mut self, _: &ProfileId) {}
}

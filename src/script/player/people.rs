//! What scripts do with profiles: all of it on the screen that asks who is watching.

use super::{Halt, Player};
use crate::{
    catalog::{Maturity, Unknown},
    profiles::ProfileId,
    session::{Command, Input, Mode},
};

impl Player<'_> {
    pub(super) fn watch(&mut self, name: &str) -> Result<(), Halt> {
        if self.stage.mode() == Mode::Playing {
            let actual = "a film is on; `Stop` stops it";
            return Err(Halt::unmet("nothing to be playing", actual));
        }
        let profile = self.profile_named(name)?;
        self.stage.tell(Input::Watch(profile));
        Ok(())
    }

    pub(super) fn add_profile(&mut self, name: &str, age: Option<Maturity>) -> Result<(), Halt> {
        self.enter_gate()?;
        self.stage.command(Command::AddProfile);
        self.type_text(name)?;
        self.stage.command(Command::Confirm);
        // The profile is there; an avatar is offered.
        self.expect_place(&[Mode::Avatar])?;
        self.stage.command(Command::Confirm);
        self.expect_name(name)?;
        match age {
            Some(age) => self.change_age(name, age),
            None => Ok(()),
        }
    }

    pub(super) fn rename_profile(&mut self, name: &str, new: &str) -> Result<(), Halt> {
        let profile = self.focus_profile(name)?;
        let length = self.stage.state().profiles.get(&profile);
        let length = length.map_or(0, |profile| profile.name.chars().count());
        self.stage.command(Command::RenameProfile);
        for _ in 0..length {
            self.stage.tell(Input::Erase);
        }
        self.type_text(new)?;
        self.stage.command(Command::Confirm);
        self.expect_place(&[Mode::Gate])?;
        self.expect_name(new)
    }

    /// Checks that a profile got the name that was typed.
    fn expect_name(&self, name: &str) -> Result<(), Halt> {
        match self.stage.state().profiles.named(name) {
            Ok(_) => Ok(()),
            Err(_) => Err(Halt::unmet(
                format!("a profile called {name:?}"),
                "the name was taken otherwise",
            )),
        }
    }

    pub(super) fn change_avatar(&mut self, name: &str, avatar: &str) -> Result<(), Halt> {
        let place = self.avatar_named(avatar)?;
        self.focus_profile(name)?;
        self.stage.command(Command::ChangeAvatar);
        self.stage.command(Command::Top);
        for _ in 0..place {
            self.stage.command(Command::Right);
        }
        self.stage.command(Command::Confirm);
        self.expect_place(&[Mode::Gate])
    }

    pub(super) fn change_age(&mut self, name: &str, age: Maturity) -> Result<(), Halt> {
        let profile = self.focus_profile(name)?;
        for _ in Maturity::ALL {
            let now = self.stage.state().profiles.get(&profile);
            if now.is_some_and(|profile| profile.maturity == age) {
                break;
            }
            self.stage.command(Command::ChangeAge);
        }
        Ok(())
    }

    pub(super) fn delete_profile(&mut self, name: &str) -> Result<(), Halt> {
        self.focus_profile(name)?;
        self.stage.command(Command::DeleteProfile);
        self.expect_place(&[Mode::Delete])?;
        self.stage.command(Command::Confirm);
        Ok(())
    }

    /// The profile with this name or id.
    pub(super) fn profile_named(&self, name: &str) -> Result<ProfileId, Halt> {
        Ok(self.stage.state().profiles.named(name)?.id.clone())
    }

    /// The place of the avatar with this id, or that shows this.
    pub(super) fn avatar_named(&self, name: &str) -> Result<usize, Halt> {
        let avatars = &self.stage.state().settings.avatars;
        let is_meant = |label: &str| label.eq_ignore_ascii_case(name);
        let found = avatars
            .iter()
            .position(|(id, label)| id.as_str() == name || is_meant(label));
        found.ok_or_else(|| {
            let known = avatars.iter().map(|(id, _)| id.as_str());
            Unknown::new("avatar", name, known).into()
        })
    }

    /// Goes to the screen that asks who is watching.
    fn enter_gate(&mut self) -> Result<(), Halt> {
        self.expect_place(&[Mode::Gate, Mode::Browse, Mode::Detail])?;
        if self.stage.mode() != Mode::Gate {
            self.stage.command(Command::SwitchProfile);
        }
        self.expect_place(&[Mode::Gate])
    }

    /// Gives a profile the focus on that screen.
    fn focus_profile(&mut self, name: &str) -> Result<ProfileId, Halt> {
        let profile = self.profile_named(name)?;
        self.enter_gate()?;
        let all = self.stage.state().profiles.as_slice();
        let place = all.iter().position(|other| other.id == profile);
        self.stage.command(Command::Top);
        for _ in 0..place.unwrap_or(0) {
            self.stage.command(Command::Right);
        }
        Ok(profile)
    }
}

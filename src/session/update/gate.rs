//! Commands while choosing and changing profiles.

use unicode_segmentation::UnicodeSegmentation;

use crate::{
    catalog::Maturity,
    profiles::{AvatarId, LONGEST_NAME, Profile, ProfileError, ProfileId, Taste},
    session::{
        Area, Command, Editor, Effect, Gate, Layer, Size, State,
        geometry::{columns_of_grid, grid, picture_rows},
    },
};

/// Lines above the avatars.
const HEADING: u16 = 4;

/// Lines below each avatar.
const TEXT: u16 = 3;

impl Gate {
    pub(super) fn type_name(&mut self, change: impl FnOnce(&mut String)) {
        if let Some(Editor::Name { text, .. }) = &mut self.editor {
            change(text);
            if let Some((end, _)) = text.grapheme_indices(true).nth(LONGEST_NAME) {
                text.truncate(end);
            }
        }
    }
}

impl State {
    pub(super) fn command_gate(&mut self, command: Command) -> Vec<Effect> {
        let Some(Layer::Gate(gate)) = self.layers.last_mut() else {
            return Vec::new();
        };
        match gate.editor.take() {
            None => self.command_choice(command),
            Some(Editor::Name { profile, text }) => self.command_name(command, profile, text),
            Some(Editor::Avatar { profile, focus }) => self.command_avatar(command, profile, focus),
            Some(Editor::Delete { profile }) => self.command_delete(command, &profile),
        }
    }

    fn command_choice(&mut self, command: Command) -> Vec<Effect> {
        let count = self.profiles.as_slice().len();
        let across = columns_of_grid(self.gate_body(), self.avatar_size());
        let can_leave = self.browse.is_some();
        let Some(Layer::Gate(gate)) = self.layers.last_mut() else {
            return Vec::new();
        };
        let focused = self
            .profiles
            .as_slice()
            .get(gate.focus)
            .map(|profile| profile.id.clone());
        match (command, focused) {
            (Command::Left, _) => gate.focus = gate.focus.saturating_sub(1),
            (Command::Right, _) => gate.focus = (gate.focus + 1).min(count),
            (Command::Up, _) => gate.focus = gate.focus.saturating_sub(across),
            (Command::Down, _) => gate.focus = (gate.focus + across).min(count),
            (Command::RowStart | Command::Top, _) => gate.focus = 0,
            (Command::RowEnd | Command::Bottom, _) => gate.focus = count,
            (Command::Confirm, Some(profile)) => return self.watch(&profile),
            (Command::Confirm, None) | (Command::AddProfile, _) => {
                self.edit(Editor::Name {
                    profile: None,
                    text: String::new(),
                });
            }
            (Command::RenameProfile, Some(profile)) => {
                let name = self
                    .profiles
                    .get(&profile)
                    .map(|profile| profile.name.to_string());
                self.edit(Editor::Name {
                    profile: Some(profile),
                    text: name.unwrap_or_default(),
                });
            }
            (Command::ChangeAvatar, Some(profile)) => self.choose_avatar(profile),
            (Command::ChangeAge, Some(profile)) => return self.change_age(&profile),
            (Command::DeleteProfile, Some(profile)) => self.edit(Editor::Delete { profile }),
            (Command::Back | Command::SwitchProfile, _) if can_leave => drop(self.layers.pop()),
            (Command::Back, _) => return self.quit(),
            _ => {}
        }
        Vec::new()
    }

    fn edit(&mut self, editor: Editor) {
        if let Some(Layer::Gate(gate)) = self.layers.last_mut() {
            gate.editor = Some(editor);
        }
    }

    /// Takes the next age limit, and after the highest the lowest.
    fn change_age(&mut self, id: &ProfileId) -> Vec<Effect> {
        let Some(profile) = self.profiles.get(id) else {
            return Vec::new();
        };
        let ages = Maturity::ALL;
        let next = ages
            .iter()
            .find(|age| **age > profile.maturity)
            .unwrap_or(&ages[0]);
        let said = format!("{} sees titles up to {next}.", profile.name);
        let limited = self.profiles.limit(id, *next);
        self.say(&said);
        self.complain(limited);
        // A page that is open is made for another age.
        match &self.browse {
            Some(browse) if browse.profile == *id => {
                let effect = self.leave_page();
                [vec![effect], self.save()].concat()
            }
            _ => self.save(),
        }
    }

    fn choose_avatar(&mut self, profile: ProfileId) {
        let avatar = self.profiles.get(&profile).map(|profile| &profile.avatar);
        let place = self
            .settings
            .avatars
            .iter()
            .position(|(id, _)| Some(id) == avatar);
        self.edit(Editor::Avatar {
            profile,
            focus: place.unwrap_or(0),
        });
    }

    fn command_name(
        &mut self,
        command: Command,
        profile: Option<ProfileId>,
        text: String,
    ) -> Vec<Effect> {
        if command == Command::Back {
            return Vec::new();
        }
        if command != Command::Confirm {
            self.edit(Editor::Name { profile, text });
            return Vec::new();
        }
        let named = match &profile {
            Some(id) => self.profiles.rename(id, &text).map(|()| id.clone()),
            None => self
                .profiles
                .add(&text, self.unused_avatar(), Maturity::Eighteen),
        };
        match named {
            Ok(id) if profile.is_none() => {
                self.know(&id);
                self.focus_profile(&id);
                self.choose_avatar(id);
                self.save()
            }
            Ok(_) => self.save(),
            Err(problem) => {
                self.say(&problem.to_string());
                self.edit(Editor::Name { profile, text });
                Vec::new()
            }
        }
    }

    fn command_avatar(
        &mut self,
        command: Command,
        profile: ProfileId,
        focus: usize,
    ) -> Vec<Effect> {
        let across = columns_of_grid(self.gate_body(), self.avatar_size());
        let last = self.settings.avatars.len().saturating_sub(1);
        let focus = match command {
            Command::Left => focus.saturating_sub(1),
            Command::Right => (focus + 1).min(last),
            Command::Up => focus.saturating_sub(across),
            Command::Down => (focus + across).min(last),
            Command::RowStart | Command::Top => 0,
            Command::RowEnd | Command::Bottom => last,
            Command::Back => return Vec::new(),
            Command::Confirm => {
                if let Some((avatar, _)) = self.settings.avatars.get(focus) {
                    let changed = self.profiles.change_avatar(&profile, avatar.clone());
                    self.complain(changed);
                }
                return self.save();
            }
            _ => focus,
        };
        self.edit(Editor::Avatar { profile, focus });
        Vec::new()
    }

    fn command_delete(&mut self, command: Command, profile: &ProfileId) -> Vec<Effect> {
        match command {
            Command::Confirm => {
                let watching = self
                    .browse
                    .as_ref()
                    .is_some_and(|browse| browse.profile == *profile);
                let mut effects = Vec::new();
                if watching {
                    effects.push(self.leave_page());
                }
                if let Some(browse) = &mut self.browse {
                    browse.split.take_if(|other| other == profile);
                }
                let removed = self.profiles.remove(profile);
                self.complain(removed);
                self.tastes.remove(profile);
                if let Some(Layer::Gate(gate)) = self.layers.last_mut() {
                    gate.focus = gate.focus.saturating_sub(1);
                }
                effects.extend(self.save());
                effects
            }
            Command::Back => Vec::new(),
            _ => {
                self.edit(Editor::Delete {
                    profile: profile.clone(),
                });
                Vec::new()
            }
        }
    }

    /// Ends the visit of the profile that watches and leaves only the gate.
    fn leave_page(&mut self) -> Effect {
        let events = self.serving.end_visit(self.now);
        self.browse = None;
        self.layers.retain(|layer| matches!(layer, Layer::Gate(_)));
        self.log(events)
    }

    /// Says what is wrong, if anything is.
    fn complain<T>(&mut self, result: Result<T, ProfileError>) {
        if let Err(problem) = result {
            self.say(&problem.to_string());
        }
    }

    fn save(&self) -> Vec<Effect> {
        vec![Effect::SaveProfiles(self.profiles.clone())]
    }

    fn know(&mut self, id: &ProfileId) {
        if let Some(profile) = self.profiles.get(id) {
            let taste = Taste::of(profile, &self.catalog, self.now);
            self.tastes.insert(id.clone(), taste);
        }
    }

    fn focus_profile(&mut self, id: &ProfileId) {
        let place = self
            .profiles
            .as_slice()
            .iter()
            .position(|profile| profile.id == *id);
        if let (Some(Layer::Gate(gate)), Some(place)) = (self.layers.last_mut(), place) {
            gate.focus = place;
        }
    }

    /// The first avatar that no profile has.
    fn unused_avatar(&self) -> AvatarId {
        let taken = |id: &AvatarId| {
            self.profiles
                .as_slice()
                .iter()
                .any(|profile: &Profile| profile.avatar == *id)
        };
        let avatars = &self.settings.avatars;
        let unused = avatars.iter().map(|(id, _)| id).find(|id| !taken(id));
        unused
            .or(avatars.first().map(|(id, _)| id))
            .cloned()
            .unwrap_or_else(|| AvatarId::new("default"))
    }

    fn gate_body(&self) -> Area {
        let Size { columns, rows } = self.size;
        Area {
            x: 0,
            y: HEADING,
            width: columns,
            height: rows.saturating_sub(HEADING + 1),
        }
    }

    /// The size of an avatar: a square of cells twice as high as wide.
    fn avatar_size(&self) -> Size {
        let columns = (self.size.columns / 7).clamp(10, 24) & !1;
        Size {
            columns,
            rows: columns / 2,
        }
    }

    /// Where the avatars of `count` choices stand; `None` for those that do not fit. What is free
    /// below them is shared with the space above.
    #[must_use]
    pub fn avatar_areas(&self, count: usize, focus: usize) -> Vec<Option<Area>> {
        let (body, picture) = (self.gate_body(), self.avatar_size());
        let lines = count.div_ceil(columns_of_grid(body, picture));
        let used = u16::try_from(lines)
            .unwrap_or(u16::MAX)
            .saturating_mul(picture.rows + TEXT);
        let y = body.y + body.height.saturating_sub(used) / 3;
        let height = (body.y + body.height).saturating_sub(y);
        grid(Area { y, height, ..body }, picture, TEXT, count, focus)
    }

    /// Where the artwork set of a title stands on its page: one line of small pictures.
    #[must_use]
    pub fn strip_areas(&self, count: usize, focus: usize) -> Vec<Option<Area>> {
        let Size { columns, rows } = self.size;
        let width = (columns.saturating_sub(2) / 7).clamp(14, 26);
        let picture = Size {
            columns: width,
            rows: picture_rows(width),
        };
        let height = picture.rows + 2;
        let body = Area {
            x: 0,
            y: rows.saturating_sub(height + 1),
            width: columns,
            height,
        };
        grid(body, picture, 2, count, focus)
    }
}

//! Commands on a title's page and while it plays.

use crate::{
    catalog::{Canvas, TitleIndex},
    profiles::{Thumb, Viewing},
    session::{Command, Detail, Effect, Layer, Playback, State, UNFINISHED},
};

/// How far a jump goes, as a fraction of the film.
const JUMP: f64 = 0.1;

impl State {
    pub(super) fn command_detail(&mut self, command: Command) -> Vec<Effect> {
        let Some(Layer::Detail(detail)) = self.layers.last_mut() else {
            return Vec::new();
        };
        let Detail { title, canvas, .. } = *detail;
        let last = self.catalog[title].artwork.len() - 1;
        match command {
            Command::Left => detail.looking_at = detail.looking_at.saturating_sub(1),
            Command::Right => detail.looking_at = (detail.looking_at + 1).min(last),
            Command::RowStart => detail.looking_at = 0,
            Command::RowEnd => detail.looking_at = last,
            Command::Confirm => return self.play(title, canvas),
            Command::Why => self.layers.push(Layer::Why(title, canvas)),
            Command::Back => drop(self.layers.pop()),
            Command::SwitchProfile => self.show_gate(),
            Command::ThumbUp | Command::ThumbDown | Command::MyList => {
                return self.judge(title, command);
            }
            _ => {}
        }
        Vec::new()
    }

    fn play(&mut self, title: TitleIndex, canvas: Canvas) -> Vec<Effect> {
        if !self.is_drawn() {
            return Vec::new();
        }
        let Some(browse) = &self.browse else {
            return Vec::new();
        };
        let artwork = self.artwork(&browse.profile, title, canvas);
        let begun = self
            .watched(title)
            .filter(|fraction| UNFINISHED.contains(fraction));
        let effects = self.expose_detail(title, canvas);
        let shown = (title, canvas, artwork);
        let playback = Playback::start(shown, begun.unwrap_or(0.0), self.now);
        self.layers.push(Layer::Playing(playback));
        effects
    }

    pub(super) fn command_playing(&mut self, command: Command) -> Vec<Effect> {
        let Some(Layer::Playing(playback)) = self.layers.last_mut() else {
            return Vec::new();
        };
        match command {
            Command::Left => playback.jump(-JUMP, self.now),
            Command::Right => playback.jump(JUMP, self.now),
            Command::Back | Command::Confirm => return self.stop_playing(),
            _ => {}
        }
        Vec::new()
    }

    /// Ends the playback: the play goes into the history and to the impression that led to it.
    /// Less than a fiftieth is no play at all.
    pub(super) fn stop_playing(&mut self) -> Vec<Effect> {
        let Some(Layer::Playing(playback)) = self.layers.pop() else {
            return Vec::new();
        };
        let Some(browse) = &mut self.browse else {
            return Vec::new();
        };
        let watched = playback.watched(self.now);
        if watched < UNFINISHED.start {
            return Vec::new();
        }
        browse.is_outdated = true;
        let title = &self.catalog[playback.title];
        let viewing = Viewing {
            title: title.id.clone(),
            artwork: Some(title.artwork[playback.artwork].id.clone()),
            at: self.now,
            fraction: playback.position(self.now),
        };
        if let Err(problem) = self.profiles.record_viewing(&browse.profile, viewing) {
            self.say(&problem.to_string());
        }
        let events = self
            .serving
            .played(playback.title, playback.canvas, watched);
        vec![
            self.log(events),
            Effect::SaveProfiles(self.profiles.clone()),
        ]
    }

    /// Thumbs and the list.
    pub(super) fn judge(&mut self, title: TitleIndex, command: Command) -> Vec<Effect> {
        let Some(profile) = self.browse.as_ref().map(|browse| browse.profile.clone()) else {
            return Vec::new();
        };
        let title = &self.catalog[title];
        let (id, name) = (title.id.clone(), title.name.clone());
        let changed = match command {
            Command::MyList => self.profiles.toggle_listed(&profile, &id).map(|is_listed| {
                let change = if is_listed {
                    "is on"
                } else {
                    "is no longer on"
                };
                format!("{name} {change} your list.")
            }),
            _ => {
                let thumb = if command == Command::ThumbUp {
                    Thumb::Up
                } else {
                    Thumb::Down
                };
                let rated = self
                    .profiles
                    .get(&profile)
                    .and_then(|profile| profile.thumb(&id));
                let rating = (rated != Some(thumb)).then_some(thumb);
                let verb = match rating {
                    Some(Thumb::Up) => "like",
                    Some(Thumb::Down) => "do not like",
                    None => "have no opinion on",
                };
                self.profiles.rate(&profile, &id, rating).map(|()| {
                    format!("You {verb} {name}. Pictures follow from your next visit on.")
                })
            }
        };
        let said = changed.unwrap_or_else(|problem| problem.to_string());
        self.say(&said);
        vec![Effect::SaveProfiles(self.profiles.clone())]
    }
}

//! What a message changes: one file for each thing that can have the keys.

mod autopilot;
mod browse;
mod detail;
mod gate;
mod insights;
mod pointer;
mod replay;
mod search;
mod tuning;
mod visit;

use unicode_segmentation::UnicodeSegmentation;

use crate::{
    log::Event,
    session::{Command, Effect, Gate, Input, Layer, Message, Mode, State},
};

impl State {
    /// Takes in a message; returns what is to be done about it, in order.
    #[must_use]
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        self.now = self.now.max(message.at);
        if self
            .toast
            .as_ref()
            .is_some_and(|toast| toast.until <= self.now)
        {
            self.toast = None;
        }
        if self.is_over {
            return Vec::new();
        }
        let mut effects = self.lapse();
        if message.input.is_by_person() {
            effects.extend(self.renew_abandoned_visit());
        }
        if !self.steer(&message.input) {
            effects.extend(self.take(message.input));
        }
        if !self.is_over {
            effects.extend(self.renew_outdated_page());
            self.decide();
        }
        effects
    }

    fn take(&mut self, input: Input) -> Vec<Effect> {
        match input {
            Input::Command(command) => self.command(command),
            Input::Character(character) => self.typed(|text| text.push(character)),
            Input::Erase => self.typed(|text| {
                let last = text.grapheme_indices(true).next_back();
                text.truncate(last.map_or(0, |(start, _)| start));
            }),
            Input::Click { column, row } => self.click(column, row),
            Input::Wheel { down } => self.wheel(down),
            Input::Resize(size) => {
                self.size = size.sensible();
                self.settle();
                Vec::new()
            }
            Input::Shown => self.expose(),
            Input::Tick => self.tick(),
            Input::PictureBroken {
                title,
                artwork,
                reason,
            } => {
                self.serving.exclude(title, artwork);
                self.refresh_layers();
                self.say(&reason);
                Vec::new()
            }
            Input::Storage { trouble } => {
                self.trouble = trouble;
                Vec::new()
            }
            Input::Watch(profile) => self.watch(&profile),
            Input::Note(note) => {
                self.say(&note);
                Vec::new()
            }
            Input::Terminate => self.quit(),
        }
    }

    fn command(&mut self, command: Command) -> Vec<Effect> {
        match (command, self.mode()) {
            (Command::Quit, _) => self.quit(),
            (Command::Help, mode) if mode != Mode::Help => {
                self.layers.push(Layer::Help {
                    scroll: 0,
                    over: mode,
                });
                Vec::new()
            }
            (
                Command::Profile(place),
                Mode::Browse | Mode::Gate | Mode::Detail | Mode::Why | Mode::Tuning | Mode::Changes,
            ) => self.take_profile_at(usize::from(place)),
            (command, Mode::Browse) => self.command_browse(command),
            (command, Mode::Gate | Mode::Name | Mode::Avatar | Mode::Delete) => {
                self.command_gate(command)
            }
            (command, Mode::Search) => self.command_search(command),
            (command, Mode::Detail) => self.command_detail(command),
            (command, Mode::Playing) => self.command_playing(command),
            (command, Mode::Why) => self.command_why(command),
            (command, Mode::Tuning) => self.command_tuning(command),
            (command, Mode::Changes) => {
                self.command_changes(command);
                Vec::new()
            }
            (command, Mode::Insights) => {
                self.command_insights(command);
                Vec::new()
            }
            (command, Mode::Replay) => self.command_replay(command),
            (command, Mode::Help) => {
                self.command_help(command);
                Vec::new()
            }
            // Lies over another mode; those are the autopilot's own.
            (_, Mode::Autopilot) => Vec::new(),
        }
    }

    fn command_why(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::Why | Command::Back | Command::Confirm => {
                self.layers.pop();
                Vec::new()
            }
            command => {
                // The explanation follows the focus of the page below it.
                let layer = self.layers.pop();
                if self.layers.is_empty() {
                    let effects = self.command_browse(command);
                    if self.layers.is_empty() {
                        self.explain_focus();
                    }
                    return effects;
                }
                self.layers.extend(layer);
                Vec::new()
            }
        }
    }

    fn command_help(&mut self, command: Command) {
        if let Some(Layer::Help { scroll, .. }) = self.layers.last_mut() {
            match command {
                Command::Down => *scroll = scroll.saturating_add(1),
                Command::Up => *scroll = scroll.saturating_sub(1),
                Command::PageDown => *scroll = scroll.saturating_add(10),
                Command::PageUp => *scroll = scroll.saturating_sub(10),
                Command::Top | Command::RowStart => *scroll = 0,
                Command::Back | Command::Help | Command::Confirm => drop(self.layers.pop()),
                _ => {}
            }
        }
    }

    fn typed(&mut self, change: impl FnOnce(&mut String)) -> Vec<Effect> {
        match self.layers.last_mut() {
            Some(Layer::Search(search)) => {
                let mut query = search.query.clone();
                change(&mut query);
                self.search_for(query);
            }
            Some(Layer::Gate(gate)) => gate.type_name(change),
            _ => {}
        }
        Vec::new()
    }

    fn tick(&mut self) -> Vec<Effect> {
        let now = self.now;
        if let Some(replay) = self.replay_mut() {
            replay.tick(now);
        }
        let mut effects = match self.layers.last() {
            Some(Layer::Playing(playback)) if playback.position(self.now) >= 1.0 => {
                self.stop_playing()
            }
            _ => Vec::new(),
        };
        effects.extend(self.fly());
        effects
    }

    /// Ends the session. What is being played is stopped first, whatever lies over it.
    pub(super) fn quit(&mut self) -> Vec<Effect> {
        if self.replay().is_some() {
            self.is_over = true;
            return vec![Effect::Quit];
        }
        let is_film = |layer: &Layer| matches!(layer, Layer::Playing(_));
        let film = self.layers.iter().position(is_film);
        let mut effects = film.map_or_else(Vec::new, |film| {
            self.layers.truncate(film + 1);
            self.stop_playing()
        });
        let mut events = self.serving.end_session();
        events.push(Event::SessionEnded);
        effects.extend([self.log(events), Effect::Quit]);
        self.is_over = true;
        effects
    }

    fn log(&self, events: Vec<Event>) -> Effect {
        Effect::Log {
            at: self.now,
            events,
        }
    }

    fn show_gate(&mut self) {
        let current = self.browse.as_ref().map(|browse| &browse.profile);
        let focus = self
            .profiles
            .as_slice()
            .iter()
            .position(|profile| Some(&profile.id) == current);
        self.layers.push(Layer::Gate(Gate {
            focus: focus.unwrap_or(0),
            editor: None,
        }));
    }

    /// Arranges the page for the screen; not for one that is too small to show it, so that it is
    /// found again as it was.
    fn settle(&mut self) {
        if !self.is_drawn() {
            return;
        }
        let layout = self.layout();
        if let Some(browse) = &mut self.browse {
            browse.settle(&layout);
        }
    }
}

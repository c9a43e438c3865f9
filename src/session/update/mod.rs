//! What a message changes: one file for each thing that can have the keys.

mod browse;
mod detail;
mod gate;
mod pointer;
mod search;

use crate::{
    catalog::{Canvas, TitleIndex},
    log::{Event, Slot},
    profiles::{ProfileId, Taste},
    session::{Browse, Command, Effect, Gate, Input, Layer, Message, Mode, Page, Placed, State},
};

/// The first row number of search results in the log, beyond any row of the page.
const SEARCH_ROW: u16 = 1000;

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
        let mut effects = match message.input {
            Input::Command(command) => self.command(command),
            Input::Character(character) => self.typed(|text| text.push(character)),
            Input::Erase => self.typed(|text| {
                text.pop();
            }),
            Input::Click { column, row } => self.click(column, row),
            Input::Wheel { down } => self.wheel(down),
            Input::Resize(size) => {
                self.size = size;
                self.settle();
                Vec::new()
            }
            Input::Tick => self.tick(),
            Input::PictureBroken {
                title,
                artwork,
                reason,
            } => {
                self.serving.exclude(title, artwork);
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
        };
        effects.extend(self.expose());
        effects
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
            (Command::Profile(place), Mode::Browse | Mode::Gate | Mode::Detail | Mode::Why) => {
                self.take_profile_at(usize::from(place))
            }
            (command, Mode::Browse) => self.command_browse(command),
            (command, Mode::Gate | Mode::Name | Mode::Avatar | Mode::Delete) => {
                self.command_gate(command)
            }
            (command, Mode::Search) => self.command_search(command),
            (command, Mode::Detail) => self.command_detail(command),
            (command, Mode::Playing) => self.command_playing(command),
            (command, Mode::Why) => self.command_why(command),
            (command, Mode::Help) => {
                self.command_help(command);
                Vec::new()
            }
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
        match self.layers.last() {
            Some(Layer::Playing(playback)) if playback.fraction(self.now) >= 1.0 => {
                self.stop_playing()
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn quit(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self
            .layers
            .iter()
            .any(|layer| matches!(layer, Layer::Playing(_)))
        {
            effects.extend(self.stop_playing());
        }
        let mut events = self.serving.end_visit();
        events.push(Event::SessionEnded);
        effects.push(self.log(events));
        effects.push(Effect::Quit);
        effects
    }

    fn log(&self, events: Vec<Event>) -> Effect {
        Effect::Log {
            at: self.now,
            events,
        }
    }

    /// Lets a profile watch: from the gate, or in the place of another one.
    fn watch(&mut self, profile: &ProfileId) -> Vec<Effect> {
        let same = self
            .browse
            .as_ref()
            .is_some_and(|browse| browse.profile == *profile);
        let mut events = self.serving.end_visit();
        if !same {
            events.push(Event::ProfileSelected {
                profile: profile.clone(),
            });
        }
        self.serving.begin_visit();
        if self.stale.remove(profile) {
            self.serving.forget(profile);
        }
        self.layers.retain(|layer| !matches!(layer, Layer::Gate(_)));
        self.open_page(profile);
        self.keep_allowed_layers();
        vec![self.log(events)]
    }

    /// Builds the profile's page anew, from what is known of it now.
    fn open_page(&mut self, profile: &ProfileId) {
        let Some(entry) = self.profiles.get(profile) else {
            return;
        };
        let taste = Taste::of(entry, &self.catalog, self.now);
        let page = Page::of(&self.catalog, entry, &taste);
        self.tastes.insert(profile.clone(), taste);
        let layout = self.layout();
        match &mut self.browse {
            Some(browse) => browse.replace(profile.clone(), page, &layout),
            None => self.browse = Some(Browse::new(profile.clone(), page)),
        }
        self.settle();
    }

    /// Closes the pages of titles that the profile may not see; explains the new focus.
    fn keep_allowed_layers(&mut self) {
        let Some(limit) = self.active().map(|profile| profile.maturity) else {
            return;
        };
        let catalog = self.catalog.clone();
        self.layers.retain(|layer| match layer {
            Layer::Detail(detail) => catalog[detail.title].maturity <= limit,
            Layer::Why(title, _) => catalog[*title].maturity <= limit,
            _ => true,
        });
        if let Some(Layer::Search(search)) = self.layers.last() {
            let query = search.query.clone();
            self.search_for(query);
        }
    }

    fn take_profile_at(&mut self, place: usize) -> Vec<Effect> {
        match self
            .profiles
            .as_slice()
            .get(place)
            .map(|profile| profile.id.clone())
        {
            Some(profile) => self.watch(&profile),
            None => {
                self.say(&format!("There is no profile {}.", place + 1));
                Vec::new()
            }
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

    fn settle(&mut self) {
        let layout = self.layout();
        if let Some(browse) = &mut self.browse {
            browse.settle(&layout);
        }
    }

    /// Decides for everything that is visible, and for what is next, and logs what became visible
    /// by the last change of state. The other half of a split screen is only looked at: its
    /// decisions are made, but nobody of that profile is there to see them.
    fn expose(&mut self) -> Vec<Effect> {
        let Some(browse) = &self.browse else {
            return Vec::new();
        };
        let (profile, other) = (browse.profile.clone(), browse.split.clone());
        let visible = self.visible();
        let decided = self.decided(&visible);
        for viewer in other.iter().chain([&profile]) {
            self.serve(viewer, |serving, catalog, viewer| {
                for (title, canvas) in &decided {
                    serving.decide(catalog, viewer, *title, *canvas);
                }
            });
        }
        let at = self.now;
        let events = self
            .serve(&profile, |serving, catalog, viewer| {
                serving.expose(catalog, viewer, visible, at)
            })
            .unwrap_or_default();
        if let (Mode::Browse, Some((title, canvas))) = (self.mode(), self.focused()) {
            self.serving.notice(title, canvas);
        }
        if events.is_empty() {
            Vec::new()
        } else {
            vec![self.log(events)]
        }
    }

    /// The slots that need a decision: those that are visible, those a key press away, so that
    /// their pictures are ready by then, and those that an open layer is about.
    fn decided(&self, visible: &[(TitleIndex, Slot)]) -> Vec<(TitleIndex, Canvas)> {
        let shown = visible.iter().map(|(title, slot)| (*title, slot.canvas));
        let near = self
            .browse
            .iter()
            .flat_map(|browse| self.layout().near(browse));
        let open = self.layers.iter().filter_map(|layer| match layer {
            Layer::Detail(detail) => Some((detail.title, detail.canvas)),
            Layer::Why(title, canvas) => Some((*title, *canvas)),
            _ => None,
        });
        shown
            .chain(near.map(|title| (title, Canvas::Tile)))
            .chain(open)
            .collect()
    }

    /// What has the focus on the page.
    pub(super) fn focused(&self) -> Option<(TitleIndex, Canvas)> {
        self.browse.as_ref()?.focused()
    }

    /// The slots that show enough of their artwork to count as seen.
    fn visible(&self) -> Vec<(TitleIndex, Slot)> {
        let narrow = |place: usize| u16::try_from(place).unwrap_or(u16::MAX);
        match (self.layers.last(), &self.browse) {
            (None | Some(Layer::Why(..)), Some(browse)) => {
                let placed = self
                    .layout()
                    .placed(browse)
                    .into_iter()
                    .filter(Placed::is_visible);
                let slot = |canvas, row, column| Slot {
                    canvas,
                    row: narrow(row),
                    column: narrow(column),
                };
                placed
                    .map(|it| (it.title, slot(it.canvas, it.focus.band, it.focus.column)))
                    .collect()
            }
            (Some(Layer::Search(search)), Some(_)) => {
                let places = self.result_areas(search).into_iter().enumerate();
                let shown = places
                    .filter(|(_, area)| area.is_some())
                    .map(|(place, _)| place);
                let slot = |place| Slot {
                    canvas: Canvas::Tile,
                    row: SEARCH_ROW,
                    column: narrow(place),
                };
                shown
                    .map(|place| (search.results[place], slot(place)))
                    .collect()
            }
            _ => Vec::new(),
        }
    }
}

//! Commands on the page.

use crate::{
    catalog::{Canvas, TitleIndex},
    profiles::ProfileId,
    session::{Command, Detail, Dial, Effect, Focus, Layer, Reading, Search, State},
};

impl State {
    pub(super) fn command_browse(&mut self, command: Command) -> Vec<Effect> {
        let layout = self.layout();
        let Some(browse) = &mut self.browse else {
            return Vec::new();
        };
        let screen = layout.rows_per_screen().cast_signed();
        match command {
            Command::Up => browse.move_bands(-1, &layout),
            Command::Down => browse.move_bands(1, &layout),
            Command::PageUp => browse.move_bands(-screen, &layout),
            Command::PageDown => browse.move_bands(screen, &layout),
            Command::Left => browse.move_columns(-1, &layout),
            Command::Right => browse.move_columns(1, &layout),
            Command::RowStart => browse.move_columns(isize::MIN, &layout),
            Command::RowEnd => browse.move_columns(isize::MAX, &layout),
            Command::Top => browse.focus_on(Focus::default(), &layout),
            Command::Bottom => browse.move_bands(isize::MAX, &layout),
            Command::Reveal => browse.reveal = !browse.reveal,
            Command::Confirm => self.open_focus(),
            Command::Why => self.explain_focus(),
            Command::Split => self.split(),
            Command::MoreVariety => return self.turn(Dial::Variety, true),
            Command::LessVariety => return self.turn(Dial::Variety, false),
            Command::NextMood => return self.turn(Dial::Mood, true),
            Command::Changes => self.layers.push(Layer::Changes(0)),
            Command::Insights => self.layers.push(Layer::Insights(Reading::default())),
            Command::Autopilot => self.take_off(),
            Command::Tune => self.layers.push(Layer::Tuning(Dial::default())),
            Command::Search => {
                self.layers.push(Layer::Search(Search::default()));
                self.search_for(String::new());
            }
            Command::Back if browse.split.is_some() => self.split(),
            Command::Back | Command::SwitchProfile => self.show_gate(),
            Command::ThumbUp | Command::ThumbDown | Command::MyList => {
                let Some((title, _)) = browse.focused() else {
                    return Vec::new();
                };
                return self.judge(title, command);
            }
            _ => {}
        }
        Vec::new()
    }

    fn open_focus(&mut self) {
        if let Some((title, canvas)) = self.focused() {
            self.open(title, canvas);
        }
    }

    /// Opens the page of a title from the slot where it was seen.
    pub(super) fn open(&mut self, title: TitleIndex, canvas: Canvas) {
        let limit = self.active().map(|profile| profile.maturity);
        if limit < Some(self.catalog[title].maturity) {
            return;
        }
        let profile = self.browse.as_ref().map(|browse| browse.profile.clone());
        let looking_at = profile.map_or(0, |profile| self.artwork(&profile, title, canvas));
        self.layers.push(Layer::Detail(Detail {
            title,
            canvas,
            looking_at,
        }));
    }

    pub(super) fn explain_focus(&mut self) {
        if let Some((title, canvas)) = self.focused() {
            self.layers.push(Layer::Why(title, canvas));
        }
    }

    /// Shows the pictures of the next profile beside one's own, or stops doing so.
    fn split(&mut self) {
        let Some(browse) = &mut self.browse else {
            return;
        };
        if browse.split.take().is_none() {
            let all = self.profiles.as_slice();
            let own = all
                .iter()
                .position(|profile| profile.id == browse.profile)
                .unwrap_or(0);
            let other = (1..all.len())
                .map(|step| &all[(own + step) % all.len()])
                .next();
            browse.split = other.map(|profile| profile.id.clone());
            let places = browse.page.places();
            match browse.split.clone() {
                Some(other) => self.welcome(&other, places),
                None => self.say("Add a second profile to compare with."),
            }
        }
        self.settle();
    }

    /// The place in the title's set of the artwork that another profile sees beside this page, or
    /// would see there if it came now; `None` if it may not see the title. Nothing changes by it.
    pub fn would_see(
        &mut self,
        other: &ProfileId,
        title: TitleIndex,
        canvas: Canvas,
    ) -> Option<usize> {
        let browse = self.browse.as_ref()?;
        if self.profiles.get(other)?.maturity < self.catalog[title].maturity {
            return None;
        }
        let is_there = *other == browse.profile || browse.split.as_ref() == Some(other);
        if is_there && self.serving.decision(other, title, canvas).is_some() {
            return Some(self.artwork(other, title, canvas));
        }
        let places = browse.page.places();
        let supposed = self.serving.suppose_visit(other);
        self.welcome(other, places);
        self.serve(other, |serving, catalog, viewer| {
            serving.decide(catalog, viewer, title, canvas);
        });
        let artwork = self.artwork(other, title, canvas);
        self.serving.undo(supposed);
        Some(artwork)
    }
}

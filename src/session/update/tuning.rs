//! Commands that change how pictures are chosen.

use crate::{
    catalog::{Canvas, TitleIndex},
    session::{Command, Dial, Effect, Layer, State},
};

/// How far a jump goes through the list of changes.
const PAGE: usize = 5;

impl State {
    pub(super) fn command_tuning(&mut self, command: Command) -> Vec<Effect> {
        let Some(Layer::Tuning(dial)) = self.layers.last_mut() else {
            return Vec::new();
        };
        match command {
            Command::Up => *dial = dial.moved(-1),
            Command::Down => *dial = dial.moved(1),
            Command::Top => *dial = dial.moved(isize::MIN),
            Command::Bottom => *dial = dial.moved(isize::MAX),
            Command::Left | Command::Right => {
                let dial = *dial;
                return self.turn(dial, command == Command::Right);
            }
            Command::MoreVariety => return self.turn_to(Dial::Variety, true),
            Command::LessVariety => return self.turn_to(Dial::Variety, false),
            Command::NextMood => return self.turn_to(Dial::Mood, true),
            Command::Changes => self.layers.push(Layer::Changes(0)),
            Command::Back => drop(self.layers.pop()),
            _ => {}
        }
        Vec::new()
    }

    /// Turns a dial of the panel by its own key, which gives it the focus.
    fn turn_to(&mut self, dial: Dial, up: bool) -> Vec<Effect> {
        if let Some(Layer::Tuning(focus)) = self.layers.last_mut() {
            *focus = dial;
        }
        self.turn(dial, up)
    }

    pub(super) fn command_changes(&mut self, command: Command) {
        let slots: Vec<_> = self
            .changes()
            .iter()
            .map(|change| (self.catalog.find(&change.title), change.canvas))
            .collect();
        let last = slots.len().saturating_sub(1);
        let Some(Layer::Changes(focus)) = self.layers.last_mut() else {
            return;
        };
        match command {
            Command::Up => *focus = focus.saturating_sub(1),
            Command::Down => *focus = focus.saturating_add(1),
            Command::PageUp => *focus = focus.saturating_sub(PAGE),
            Command::PageDown => *focus = focus.saturating_add(PAGE),
            Command::Top => *focus = 0,
            Command::Bottom => *focus = last,
            Command::Confirm => {
                if let Some((Some(title), canvas)) = slots.get(*focus).copied() {
                    self.open(title, canvas);
                }
                return;
            }
            Command::Back => {
                self.layers.pop();
                return;
            }
            _ => {}
        }
        *focus = (*focus).min(last);
    }

    /// Turns a dial one step, and says what that did to the pictures of the screen.
    pub(super) fn turn(&mut self, dial: Dial, up: bool) -> Vec<Effect> {
        let turned = dial.turned(self.tuning(), up);
        if turned == *self.tuning() {
            let end = if up { "the most" } else { "the least" };
            self.say(&format!("{}: {}, {end}", dial.name(), dial.value(&turned)));
            return Vec::new();
        }
        let before = self.slots();
        let mut effects = self.tune(turned);
        effects.retain(|effect| !matches!(effect, Effect::Log { events, .. } if events.is_empty()));
        let after = self.slots();
        let all = after.len();
        let was_other = |slot: &(TitleIndex, Canvas, usize)| {
            let is_slot = |it: &&(TitleIndex, Canvas, usize)| (it.0, it.1) == (slot.0, slot.1);
            before.iter().find(is_slot).is_some_and(|it| it.2 != slot.2)
        };
        let changed: Vec<(TitleIndex, Canvas)> = after
            .into_iter()
            .filter(was_other)
            .map(|(title, canvas, _)| (title, canvas))
            .collect();
        let count = match changed.len() {
            0 => "no picture changed".to_owned(),
            some => format!("{some} of {all} pictures changed"),
        };
        self.say(&format!(
            "{}: {} · {count}",
            dial.name(),
            dial.value(&turned)
        ));
        if let Some(toast) = &mut self.toast {
            toast.changed = changed;
        }
        effects
    }

    /// The slots that have a place on the screen, and their artwork; each once.
    fn slots(&self) -> Vec<(TitleIndex, Canvas, usize)> {
        let Some(browse) = &self.browse else {
            return Vec::new();
        };
        let mut slots = Vec::new();
        for placed in self.layout().placed(browse) {
            let (title, canvas) = (placed.title, placed.canvas);
            let slot = (title, canvas, self.artwork(&browse.profile, title, canvas));
            if !slots.contains(&slot) {
                slots.push(slot);
            }
        }
        slots
    }
}

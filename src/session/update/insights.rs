//! Commands while one reads what the log tells.

use crate::session::{Command, Layer, Section, State};

/// How many titles a screen has, about.
const PAGE: usize = 4;

impl State {
    pub(super) fn command_insights(&mut self, command: Command) {
        let sections = Section::of(self.size);
        let last = self.catalog.titles().len().saturating_sub(1);
        let Some(Layer::Insights(reading)) = self.layers.last_mut() else {
            return;
        };
        let place = sections.iter().position(|it| *it == reading.section);
        // After a change of the size, its page may be a part of the first one.
        let place = place.unwrap_or(0);
        let mut turn_to = |place: usize| {
            reading.section = sections[place % sections.len()];
            reading.scroll = 0;
        };
        match command {
            Command::Right => turn_to(place + 1),
            Command::Left => turn_to(place + sections.len() - 1),
            Command::Down => reading.scroll = (reading.scroll + 1).min(last),
            Command::Up => reading.scroll = reading.scroll.saturating_sub(1),
            Command::PageDown => reading.scroll = (reading.scroll + PAGE).min(last),
            Command::PageUp => reading.scroll = reading.scroll.saturating_sub(PAGE),
            Command::Back => drop(self.layers.pop()),
            Command::Autopilot => {
                self.layers.pop();
                self.take_off();
            }
            _ => {}
        }
    }
}

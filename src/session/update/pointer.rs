//! The mouse.

use crate::session::{Area, Command, Editor, Effect, Layer, State};

impl State {
    /// A click focuses what it hits; a click on what has the focus opens it.
    pub(super) fn click(&mut self, column: u16, row: u16) -> Vec<Effect> {
        match self.layers.last() {
            None => self.click_page(column, row),
            Some(Layer::Why(..) | Layer::Tuning(_) | Layer::Help { .. }) => {
                self.command(Command::Back)
            }
            Some(Layer::Replay(_)) => {
                let size = self.size;
                if let Some(replay) = self.replay_mut() {
                    replay.point(size, column, row);
                }
                Vec::new()
            }
            Some(_) => self.click_grid(column, row),
        }
    }

    fn click_page(&mut self, column: u16, row: u16) -> Vec<Effect> {
        let layout = self.layout();
        let Some(browse) = &mut self.browse else {
            return Vec::new();
        };
        // Both halves of a split screen show the same places.
        let column = match browse.split {
            Some(_) => column % layout.body.width.max(1),
            None => column,
        };
        let placed = layout.placed(browse);
        let hit = placed
            .iter()
            .find(|placed| placed.area.contains(column, row));
        match hit {
            Some(hit) if hit.focus == browse.focus => self.command(Command::Confirm),
            Some(hit) => {
                browse.focus_on(hit.focus, &layout);
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    /// A click on the pictures of the innermost layer.
    fn click_grid(&mut self, column: u16, row: u16) -> Vec<Effect> {
        let hit = |area: &Option<Area>| area.is_some_and(|area| area.contains(column, row));
        let Some(place) = self.grid_areas().iter().position(hit) else {
            return Vec::new();
        };
        let is_choice = !matches!(self.layers.last(), Some(Layer::Detail(_)));
        match self.grid_focus() {
            Some(focus) if *focus == place && is_choice => return self.command(Command::Confirm),
            Some(focus) => *focus = place,
            None => {}
        }
        Vec::new()
    }

    /// Where the pictures of the innermost layer stand.
    fn grid_areas(&self) -> Vec<Option<Area>> {
        match self.layers.last() {
            Some(Layer::Search(search)) => self.result_areas(search),
            Some(Layer::Detail(detail)) => {
                self.strip_areas(self.catalog[detail.title].artwork.len(), detail.looking_at)
            }
            Some(Layer::Gate(gate)) => match &gate.editor {
                None => self.avatar_areas(self.profiles.as_slice().len() + 1, gate.focus),
                Some(Editor::Avatar { focus, .. }) => {
                    self.avatar_areas(self.settings.avatars.len(), *focus)
                }
                Some(Editor::Name { .. } | Editor::Delete { .. }) => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    /// The focus among the pictures of the innermost layer.
    fn grid_focus(&mut self) -> Option<&mut usize> {
        match self.layers.last_mut()? {
            Layer::Search(search) => Some(&mut search.focus),
            Layer::Detail(detail) => Some(&mut detail.looking_at),
            Layer::Gate(gate) => match &mut gate.editor {
                None => Some(&mut gate.focus),
                Some(Editor::Avatar { focus, .. }) => Some(focus),
                Some(Editor::Name { .. } | Editor::Delete { .. }) => None,
            },
            _ => None,
        }
    }

    /// The wheel moves the focus: through the page, or along a title's artwork set.
    pub(super) fn wheel(&mut self, down: bool) -> Vec<Effect> {
        let is_strip = matches!(
            self.layers.last(),
            Some(Layer::Detail(_) | Layer::Replay(_))
        );
        self.command(match (is_strip, down) {
            (false, false) => Command::Up,
            (false, true) => Command::Down,
            (true, false) => Command::Left,
            (true, true) => Command::Right,
        })
    }
}

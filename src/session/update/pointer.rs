//! The mouse.

use crate::session::{Area, Command, Detail, Editor, Effect, Layer, State};

impl State {
    /// A click focuses what it hits; a click on what has the focus opens it.
    pub(super) fn click(&mut self, column: u16, row: u16) -> Vec<Effect> {
        let hit = |areas: Vec<Option<Area>>| {
            areas
                .iter()
                .position(|area| area.is_some_and(|area| area.contains(column, row)))
        };
        let layout = self.layout();
        let avatars = self.settings.avatars.len();
        let choices = self.profiles.as_slice().len() + 1;
        match self.layers.last().cloned() {
            None => {
                let Some(browse) = &mut self.browse else {
                    return Vec::new();
                };
                let width = if browse.split.is_some() {
                    layout.body.width.max(1)
                } else {
                    u16::MAX
                };
                let column = column % width;
                let placed = layout.placed(browse);
                let Some(target) = placed
                    .iter()
                    .find(|placed| placed.area.contains(column, row))
                else {
                    return Vec::new();
                };
                if browse.focus == target.focus {
                    return self.command(Command::Confirm);
                }
                browse.focus_on(target.focus, &layout);
                Vec::new()
            }
            Some(Layer::Search(search)) => {
                let place = hit(self.result_areas(&search));
                self.focus_or_confirm(place, search.focus, |layer, place| {
                    if let Layer::Search(search) = layer {
                        search.focus = place;
                    }
                })
            }
            Some(Layer::Gate(gate)) => match gate.editor {
                None => {
                    let place = hit(self.avatar_areas(choices, gate.focus));
                    self.focus_or_confirm(place, gate.focus, |layer, place| {
                        if let Layer::Gate(gate) = layer {
                            gate.focus = place;
                        }
                    })
                }
                Some(Editor::Avatar { focus, .. }) => {
                    let place = hit(self.avatar_areas(avatars, focus));
                    self.focus_or_confirm(place, focus, |layer, place| {
                        if let Layer::Gate(gate) = layer
                            && let Some(Editor::Avatar { focus, .. }) = &mut gate.editor
                        {
                            *focus = place;
                        }
                    })
                }
                Some(Editor::Name { .. } | Editor::Delete { .. }) => Vec::new(),
            },
            Some(Layer::Detail(Detail {
                title, looking_at, ..
            })) => {
                let count = self.catalog[title].artwork.len();
                let place = hit(self.strip_areas(count, looking_at));
                if let (Some(place), Some(Layer::Detail(detail))) = (place, self.layers.last_mut())
                {
                    detail.looking_at = place;
                }
                Vec::new()
            }
            Some(Layer::Why(..) | Layer::Help { .. }) => self.command(Command::Back),
            Some(Layer::Playing(_)) => Vec::new(),
        }
    }

    fn focus_or_confirm(
        &mut self,
        place: Option<usize>,
        focus: usize,
        set: impl FnOnce(&mut Layer, usize),
    ) -> Vec<Effect> {
        match (place, self.layers.last_mut()) {
            (Some(place), _) if place == focus => self.command(Command::Confirm),
            (Some(place), Some(layer)) => {
                set(layer, place);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// The wheel over the page scrolls it; elsewhere it moves the focus.
    pub(super) fn wheel(&mut self, _row: u16, down: bool) -> Vec<Effect> {
        self.command(if down { Command::Down } else { Command::Up })
    }
}

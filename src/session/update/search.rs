//! Commands while searching.

use crate::{
    catalog::Canvas,
    session::{
        Area, Command, Effect, Layer, Search, State,
        geometry::{columns_of_grid, grid},
    },
};

/// Lines of the search field above the results.
const FIELD: u16 = 3;

/// Lines below each result.
const TEXT: u16 = 2;

impl State {
    pub(super) fn command_search(&mut self, command: Command) -> Vec<Effect> {
        let across = columns_of_grid(self.results_body(), self.layout().tile);
        let Some(Layer::Search(search)) = self.layers.last_mut() else {
            return Vec::new();
        };
        let last = search.results.len().saturating_sub(1);
        match command {
            Command::Left => search.focus = search.focus.saturating_sub(1),
            Command::Right => search.focus = (search.focus + 1).min(last),
            Command::Up => search.focus = search.focus.saturating_sub(across),
            Command::Down => search.focus = (search.focus + across).min(last),
            Command::Back => drop(self.layers.pop()),
            Command::Confirm => {
                if let Some(title) = search.results.get(search.focus).copied() {
                    self.open(title, Canvas::Tile);
                }
            }
            _ => {}
        }
        Vec::new()
    }

    pub(super) fn search_for(&mut self, query: String) {
        let Some(browse) = &self.browse else { return };
        let Some(profile) = self.profiles.get(&browse.profile) else {
            return;
        };
        if let Some(Layer::Search(search)) = self.layers.last_mut() {
            search.find(query, &self.catalog, profile);
        }
    }

    fn results_body(&self) -> Area {
        let body = self.layout().body;
        Area {
            y: body.y + FIELD,
            height: body.height.saturating_sub(FIELD),
            ..body
        }
    }

    /// Where the pictures of the results stand; `None` for those that do not fit.
    #[must_use]
    pub fn result_areas(&self, search: &Search) -> Vec<Option<Area>> {
        grid(
            self.results_body(),
            self.layout().tile,
            TEXT,
            search.results.len(),
            search.focus,
        )
    }
}

//! Clicks that say what they hit.

use super::{Halt, Player};
use crate::{
    catalog::TitleIndex,
    session::{Input, Mode, State},
};

/// A cell of the picture of `title` on the page, the topmost one; in the row with this `heading`,
/// if one is given. The billboard has none.
#[must_use]
pub fn cell_of(state: &State, title: TitleIndex, heading: Option<&str>) -> Option<(u16, u16)> {
    let browse = state.browse.as_ref()?;
    let placed = state.layout().placed(browse);
    let mut hits = placed.iter().filter(|it| {
        let row = it.focus.band.checked_sub(1);
        let row = row.and_then(|row| browse.page.rows.get(row));
        let is_there = heading.is_none_or(|wanted| {
            row.is_some_and(|row| row.heading.label(&state.catalog) == wanted)
        });
        it.title == title && is_there && it.area.width > 0 && it.area.height > 0
    });
    let area = hits.next()?.area;
    Some((area.x + area.width / 2, area.y + area.height / 2))
}

impl Player<'_> {
    pub(super) fn click_on(&mut self, name: &str, row: Option<&str>) -> Result<(), Halt> {
        let title = self.stage.catalog().named(name)?;
        self.expect_place(&[Mode::Browse])?;
        let state = self.stage.state();
        let Some((column, row)) = cell_of(state, title, row) else {
            let expected = format!("a picture of {} on the screen", state.catalog[title].name);
            return Err(Halt::unmet(expected, "there is none"));
        };
        self.stage.tell(Input::Click { column, row });
        Ok(())
    }
}

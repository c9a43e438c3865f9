//! What scripts expect of the page and of the screen.

use super::Seen;
use crate::{
    catalog::TitleIndex,
    script::{
        player::{Evidence, Halt, Player},
        statement::Expected,
        value::Pattern,
    },
    session::{Browse, Layer, Page, Placed, State},
};

impl Player<'_> {
    pub(super) fn look_at_screen(&self, line: Option<u32>, pattern: &Pattern) -> Seen {
        let screen = self.stage.screen().text();
        let lines: Vec<&str> = screen.lines().collect();
        let Some(line) = line else {
            let marks = (0..).zip(&lines);
            let marks = marks.filter_map(|(row, text)| Some((row, pattern.find(text)?)));
            let marks: Vec<_> = marks.collect();
            // A pattern may reach over the end of a line.
            let holds = !marks.is_empty() || pattern.find(&screen).is_some();
            let actual = match marks.first() {
                Some((row, _)) => format!("line {} has it", row + 1),
                None if holds => "several lines have it together".to_owned(),
                None => "no line has it".to_owned(),
            };
            let seen = Seen::new(holds, format!("{pattern} on the screen"), actual);
            return Seen {
                evidence: Evidence::Marks(marks),
                ..seen
            };
        };
        let row = line.saturating_sub(1) as usize;
        let text = lines.get(row).copied().unwrap_or_default();
        let found = pattern.find(text);
        let mark = found.clone().unwrap_or(0..text.len());
        let seen = Seen::new(
            found.is_some(),
            format!("{pattern} on line {line}"),
            format!("it is {:?}", text.trim()),
        );
        Seen {
            evidence: Evidence::Marks(vec![(row, mark)]),
            ..seen
        }
    }

    pub(super) fn look_at_message(&self, pattern: &Pattern) -> Seen {
        let toast = self.stage.state().toast.as_ref();
        let actual = toast.map_or_else(
            || "there is none".to_owned(),
            |toast| format!("it says {:?}", toast.text.as_str()),
        );
        let holds = toast.is_some_and(|toast| pattern.find(&toast.text).is_some());
        Seen::new(holds, format!("a message with {pattern}"), actual)
    }

    pub(super) fn look_at_focus(&self, name: &str) -> Result<Seen, Halt> {
        let state = self.stage.state();
        let wanted = state.catalog.named(name)?;
        let focus = focus(state);
        let actual = focus.map_or("nothing has it".to_owned(), |title| {
            format!("{} has it", state.catalog[title].name)
        });
        Ok(Seen::new(
            focus == Some(wanted),
            format!("{name} to have the focus"),
            actual,
        ))
    }

    pub(super) fn look_for(&self, name: &str) -> Result<Seen, Halt> {
        let state = self.stage.state();
        let wanted = state.catalog.named(name)?;
        let titles = visible(state);
        let names: Vec<&str> = titles
            .iter()
            .map(|title| &*state.catalog[*title].name)
            .collect();
        let actual = format!("what is visible: {}", names.join(", "));
        Ok(Seen::new(
            titles.contains(&wanted),
            format!("{name} to be visible"),
            actual,
        ))
    }

    pub(super) fn look_at_page(&self, expected: &Expected) -> Result<Seen, Halt> {
        let state = self.stage.state();
        let empty = Page::default();
        let page = state.browse.as_ref().map_or(&empty, |browse| &browse.page);
        let row = |number: u32| page.rows.get(number.saturating_sub(1) as usize);
        let label = |number: u32| row(number).map(|row| row.heading.label(&state.catalog));
        let missing = || format!("the page has {} rows", page.rows.len());
        match expected {
            Expected::Heading(number, pattern) => {
                let label = label(*number);
                let holds = label.as_deref().is_some_and(|label| pattern.is(label));
                let actual = label.map_or_else(missing, |label| format!("it is {label:?}"));
                Ok(Seen::new(
                    holds,
                    format!("row {number} to be {pattern}"),
                    actual,
                ))
            }
            Expected::RowHolds(number, name) => {
                let wanted = state.catalog.named(name)?;
                let holds = row(*number).is_some_and(|row| row.titles.contains(&wanted));
                let actual = label(*number).map_or_else(missing, |label| {
                    let has = if holds { "has it" } else { "does not have it" };
                    format!("the row {label:?} {has}")
                });
                Ok(Seen::new(holds, format!("{name} in row {number}"), actual))
            }
            Expected::Rows(expected) => Ok(Seen::number("rows", expected, page.rows.len() as f64)),
            _ => Ok(Seen::new(true, "", "")),
        }
    }
}

/// The title that has the focus, or whose page is open.
fn focus(state: &State) -> Option<TitleIndex> {
    let open = state.layers.iter().rev().find_map(|layer| match layer {
        Layer::Detail(detail) => Some(Some(detail.title)),
        Layer::Playing(film) => Some(Some(film.title)),
        Layer::Why(title, _) => Some(Some(*title)),
        Layer::Search(search) => Some(search.results.get(search.focus).copied()),
        Layer::Gate(_) => Some(None),
        _ => None,
    });
    let page = state.browse.as_ref().and_then(Browse::focused);
    open.unwrap_or_else(|| page.map(|(title, _)| title))
}

/// The titles whose artwork is on the screen, at least half of it.
fn visible(state: &State) -> Vec<TitleIndex> {
    match (state.layers.last(), &state.browse) {
        (Some(Layer::Search(search)), _) => {
            let areas = state.result_areas(search);
            let shown = search.results.iter().zip(areas);
            shown
                .filter(|(_, area)| area.is_some())
                .map(|(title, _)| *title)
                .collect()
        }
        (Some(Layer::Detail(detail)), _) => vec![detail.title],
        (None, Some(browse)) => {
            let placed = state.layout().placed(browse);
            placed
                .iter()
                .filter(|it| it.is_visible())
                .map(|it: &Placed| it.title)
                .collect()
        }
        _ => Vec::new(),
    }
}

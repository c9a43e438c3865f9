//! What scripts expect of the page and of the screen.

use super::Seen;
use crate::{
    catalog::TitleIndex,
    script::{
        player::{Evidence, Halt, Player},
        value::{Comparison, Pattern},
    },
    session::{Browse, Layer, Page, Row, State},
};

impl Player<'_> {
    pub(super) fn look_at_screen(
        &self,
        line: Option<u32>,
        pattern: &Pattern,
    ) -> Result<Seen, Halt> {
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
            return Ok(Seen {
                evidence: Evidence::Marks(marks),
                ..seen
            });
        };
        let row = line.saturating_sub(1) as usize;
        let rows = usize::from(self.stage.state().size.rows);
        if row >= rows {
            return Err(Halt::unmet(
                format!("a line {line}"),
                format!("the screen has {rows}"),
            ));
        }
        let text = lines.get(row).copied().unwrap_or_default();
        let found = pattern.find(text);
        let mark = found.clone().unwrap_or(0..text.len());
        let seen = Seen::new(
            found.is_some(),
            format!("{pattern} on line {line}"),
            format!("it is {:?}", text.trim()),
        );
        Ok(Seen {
            evidence: Evidence::Marks(vec![(row, mark)]),
            ..seen
        })
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
        let expected = format!("{name} to have the focus");
        let Some(focus) = focus(state) else {
            return Err(Halt::unmet("a title with the focus", "nothing has it"));
        };
        let actual = format!("{} has it", state.catalog[focus].name);
        Ok(Seen::new(focus == wanted, expected, actual))
    }

    pub(super) fn look_for(&self, name: &str) -> Result<Seen, Halt> {
        let state = self.stage.state();
        let wanted = state.catalog.named(name)?;
        let titles = state.to_be_seen();
        let names: Vec<&str> = titles
            .iter()
            .map(|(title, _)| &*state.catalog[*title].name)
            .collect();
        let actual = match names.is_empty() {
            true => "no picture of a title is".to_owned(),
            false => format!("these are: {}", names.join(", ")),
        };
        let holds = titles.iter().any(|(title, _)| *title == wanted);
        Ok(Seen::new(holds, format!("{name} to be visible"), actual))
    }

    fn page(&self) -> Result<&Page, Halt> {
        let state = self.stage.state();
        let browse = state.browse.as_ref().filter(|_| self.is_watched());
        let page = browse.map(|browse| &browse.page);
        page.ok_or_else(|| Halt::unmet("a page", "nobody watches; `Profile` opens one"))
    }

    /// The row with this number, from 1.
    fn row(&self, number: u32) -> Result<&Row, Halt> {
        let rows = &self.page()?.rows;
        let row = rows.get((number - 1) as usize);
        row.ok_or_else(|| {
            let actual = format!("the page has {}", rows.len());
            Halt::unmet(format!("a row {number}"), actual)
        })
    }

    pub(super) fn look_at_heading(&self, number: u32, pattern: &Pattern) -> Result<Seen, Halt> {
        let label = self.row(number)?.heading.label(&self.stage.state().catalog);
        let expected = format!("row {number} to be {pattern}");
        Ok(Seen::new(
            pattern.is(&label),
            expected,
            format!("it is {label:?}"),
        ))
    }

    pub(super) fn look_at_row(&self, number: u32, name: &str) -> Result<Seen, Halt> {
        let catalog = &self.stage.state().catalog;
        let wanted = catalog.named(name)?;
        let row = self.row(number)?;
        let titles = row.titles.iter().map(|title| &*catalog[*title].name);
        let titles: Vec<&str> = titles.collect();
        let actual = format!("{:?} has {}", row.heading.label(catalog), titles.join(", "));
        let holds = row.titles.contains(&wanted);
        Ok(Seen::new(holds, format!("{name} in row {number}"), actual))
    }

    pub(super) fn look_at_rows(&self, expected: &Comparison) -> Result<Seen, Halt> {
        let count = self.page()?.rows.len();
        Ok(Seen::number("rows", expected, count as f64))
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

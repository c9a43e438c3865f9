//! What scripts do.

use crossterm::event::Event;

use super::{Halt, Player};
use crate::{
    catalog::TitleIndex,
    script::statement::{Action, PLACES},
    session::{Command, Focus, Input, Layer, Mode, State},
    text::Text,
    tui::keymap,
};

impl Player<'_> {
    /// Does what `action` says, `delay` milliseconds after the action before.
    pub(super) fn act(&mut self, action: Action, delay: i64) -> Result<(), Halt> {
        if let Action::Advance(milliseconds) = action {
            self.stage.headless().advance(milliseconds);
            return Ok(());
        }
        self.stage.headless().advance(delay);
        if action != Action::Restart {
            self.expect_to_run()?;
        }
        match action {
            Action::Profile(name) => self.watch(&name),
            Action::AddProfile(name, age) => self.add_profile(&name, age),
            Action::RenameProfile(name, new) => self.rename_profile(&name, &new),
            Action::ChangeAvatar(name, avatar) => self.change_avatar(&name, &avatar),
            Action::ChangeAge(name, age) => self.change_age(&name, age),
            Action::DeleteProfile(name) => self.delete_profile(&name),
            Action::Search(text) => self.search(&text),
            Action::Focus(title, row) => self.focus(&title, row.as_deref()),
            Action::Open(title) => self.open(title.as_deref()),
            Action::Play(title, amount) => self.play(title.as_deref(), amount),
            Action::Abandon(title, amount) => self.abandon(title.as_deref(), amount),
            Action::Stop => self.stop(),
            Action::Skip(count) => self.skip(count, delay),
            Action::Break(artwork, title) => self.break_picture(&artwork, &title),
            Action::ClickOn(title, row) => self.click_on(&title, row.as_deref()),
            Action::Restart => self.stage.restart(),
            Action::Monkey(count) => self.monkey(count, delay),
            Action::Command(command, count) => {
                self.expect_effect(command)?;
                self.often(count, delay, |player| player.stage.command(command))
            }
            Action::Press(key, count) => self.often(count, delay, |player| {
                player.stage.headless().take_now(&Event::Key(key));
            }),
            Action::Type(text) => self.type_text(&text),
            Action::Click(column, row) => self.tell(Input::Click { column, row }),
            Action::Scroll(down, count) => self.often(count, delay, |player| {
                player.stage.tell(Input::Wheel { down });
            }),
            Action::Resize(size) => self.tell(Input::Resize(size)),
            Action::Quit => self.tell(Input::Command(Command::Quit)),
            Action::Terminate => self.tell(Input::Terminate),
            // Waits for nobody, and happens above.
            Action::Advance(_) => Ok(()),
        }
    }

    /// Checks that a key means `command` here.
    fn expect_effect(&self, command: Command) -> Result<(), Halt> {
        let mode = self.stage.mode();
        let is_flown = self.stage.state().autopilot().is_some();
        if keymap::offers(mode, command) || (is_flown && keymap::offers(Mode::Autopilot, command)) {
            return Ok(());
        }
        let word = command.as_str().unwrap_or_default();
        let actual = format!("the place is {}, where it does nothing", place_name(mode));
        Err(Halt::unmet(
            format!("a place where `{word}` does something"),
            actual,
        ))
    }

    fn tell(&mut self, input: Input) -> Result<(), Halt> {
        self.stage.tell(input);
        Ok(())
    }

    /// Does something `count` times, `delay` milliseconds from one to the next.
    fn often(&mut self, count: u32, delay: i64, act: impl Fn(&mut Self)) -> Result<(), Halt> {
        for time in 0..count {
            if time > 0 {
                self.charge()?;
                self.stage.headless().advance(delay);
                self.expect_to_run()?;
            }
            act(self);
        }
        Ok(())
    }

    /// Types characters, as a person would where text is taken.
    pub(super) fn type_text(&mut self, text: &str) -> Result<(), Halt> {
        for character in text.chars() {
            self.expect_to_run()?;
            let code = crossterm::event::KeyCode::Char(character);
            let event = Event::Key(code.into());
            self.stage.headless().take_now(&event);
        }
        Ok(())
    }

    /// Checks that the program has not been left.
    fn expect_to_run(&self) -> Result<(), Halt> {
        if self.stage.is_over() {
            let actual = "it has ended; `Restart` starts it again";
            return Err(Halt::unmet("the program to run", actual));
        }
        Ok(())
    }

    fn search(&mut self, text: &str) -> Result<(), Halt> {
        self.expect_place(&[Mode::Browse, Mode::Search])?;
        if self.stage.mode() == Mode::Browse {
            self.stage.command(Command::Search);
            self.expect_place(&[Mode::Search])?;
        }
        while let Some(Layer::Search(search)) = self.stage.state().layers.last()
            && !search.query.is_empty()
        {
            self.stage.tell(Input::Erase);
        }
        self.type_text(text)?;
        match self.stage.state().layers.last() {
            Some(Layer::Search(search)) if search.query == text => Ok(()),
            _ => Err(Halt::unmet(
                format!("a search for {text:?}"),
                "it takes other letters",
            )),
        }
    }

    /// Moves the focus to a title.
    fn focus(&mut self, name: &str, row: Option<&str>) -> Result<(), Halt> {
        let title = self.stage.catalog().named(name)?;
        self.expect_place(&[Mode::Browse, Mode::Search])?;
        if self.stage.mode() == Mode::Search {
            return self.focus_result(title);
        }
        let state = self.stage.state();
        let Some(target) = nearest_place(state, title, row) else {
            self.expect_age(title)?;
            let heading = row.map_or_else(String::new, |row| format!(" in the row {row:?}"));
            let expected = format!("{} on the page{heading}", state.catalog[title].name);
            return Err(Halt::unmet(
                expected,
                format!("the page has {}", rows(state)),
            ));
        };
        self.walk(|focus| {
            if focus.band == target.band {
                return step(focus.column, target.column, Command::Left, Command::Right);
            }
            step(focus.band, target.band, Command::Up, Command::Down)
        });
        let focus = self.stage.state().browse.as_ref().map(|page| page.focus);
        if focus != Some(target) {
            return Err(Halt::unmet(
                format!("the focus to reach {name}"),
                "it does not move",
            ));
        }
        Ok(())
    }

    /// Moves the focus of the page as long as `next` says where to.
    fn walk(&mut self, next: impl Fn(Focus) -> Option<Command>) {
        let here = |state: &State| state.browse.as_ref().map(|browse| browse.focus);
        let mut focus = here(self.stage.state());
        while let Some(command) = focus.and_then(&next) {
            self.stage.command(command);
            let moved = here(self.stage.state());
            if moved == focus {
                break;
            }
            focus = moved;
        }
    }

    fn focus_result(&mut self, title: TitleIndex) -> Result<(), Halt> {
        let state = self.stage.state();
        let Some(Layer::Search(search)) = state.layers.last() else {
            return Ok(());
        };
        let found = search.results.iter().position(|result| *result == title);
        let (Some(target), focus) = (found, search.focus) else {
            self.expect_age(title)?;
            let expected = format!("{} among the results", state.catalog[title].name);
            let actual = format!("{} were found without it", search.results.len());
            return Err(Halt::unmet(expected, actual));
        };
        let command = step(focus, target, Command::Left, Command::Right);
        for _ in 0..focus.abs_diff(target) {
            command.into_iter().for_each(|it| self.stage.command(it));
        }
        Ok(())
    }

    pub(super) fn open(&mut self, title: Option<&str>) -> Result<(), Halt> {
        if let Some(title) = title {
            self.focus(title, None)?;
        }
        self.expect_place(&[Mode::Browse, Mode::Search, Mode::Changes])?;
        self.stage.command(Command::Confirm);
        self.expect_place(&[Mode::Detail])
    }

    fn skip(&mut self, count: u32, delay: i64) -> Result<(), Halt> {
        for time in 0..count {
            self.expect_place(&[Mode::Browse])?;
            if time > 0 {
                self.stage.headless().advance(delay);
            }
            let focus = |state: &State| state.browse.as_ref().map(|browse| browse.focus);
            let before = focus(self.stage.state());
            let is_billboard = before.is_some_and(|focus| focus.band == 0);
            self.stage.command(if is_billboard {
                Command::Down
            } else {
                Command::Right
            });
            if focus(self.stage.state()) == before {
                let actual = "the focus is on the last one of its row";
                return Err(Halt::unmet("another title to the right", actual));
            }
        }
        Ok(())
    }

    fn break_picture(&mut self, artwork: &str, name: &str) -> Result<(), Halt> {
        let title = self.stage.catalog().named(name)?;
        let artwork = self.artwork_named(title, artwork)?;
        let entry = &self.stage.catalog()[title];
        let reason = format!(
            "{}: the picture of `{}` cannot be shown",
            entry.name, entry.artwork[artwork].id
        );
        self.stage.tell(Input::PictureBroken {
            title,
            artwork,
            reason: Text::new(&reason),
        });
        Ok(())
    }

    /// Checks that whoever watches may see a title.
    pub(super) fn expect_age(&self, title: TitleIndex) -> Result<(), Halt> {
        let state = self.stage.state();
        let title = &state.catalog[title];
        match state.active() {
            Some(profile) if profile.maturity < title.maturity => Err(Halt::unmet(
                format!("a title that {} may see", profile.name),
                format!(
                    "{} is for {}, and not for {}",
                    title.name, title.maturity, profile.maturity
                ),
            )),
            _ => Ok(()),
        }
    }

    /// Checks that one is at one of these places.
    pub(super) fn expect_place(&self, places: &[Mode]) -> Result<(), Halt> {
        let mode = self.stage.mode();
        if places.contains(&mode) {
            return Ok(());
        }
        let names: Vec<&str> = places.iter().map(|place| place_name(*place)).collect();
        let expected = format!("to be at {}", names.join(" or "));
        let trouble = self.stage.state().toast.as_ref();
        let said = trouble.map_or_else(String::new, |toast| format!(" (it says: {})", toast.text));
        Err(Halt::unmet(
            expected,
            format!("the place is {}{said}", place_name(mode)),
        ))
    }
}

/// The word for where one is.
pub(super) fn place_name(mode: Mode) -> &'static str {
    let found = PLACES.iter().find(|(place, _)| *place == mode);
    found.map_or("another one", |(_, name)| name)
}

/// The step from one place to another, if they are not the same.
fn step(from: usize, to: usize, less: Command, more: Command) -> Option<Command> {
    match from.cmp(&to) {
        std::cmp::Ordering::Less => Some(more),
        std::cmp::Ordering::Greater => Some(less),
        std::cmp::Ordering::Equal => None,
    }
}

/// The place of `title` on the page that takes the fewest steps; in the row with this heading, if
/// one is named.
fn nearest_place(state: &State, title: TitleIndex, heading: Option<&str>) -> Option<Focus> {
    let browse = state.browse.as_ref()?;
    let page = &browse.page;
    let billboard = page
        .billboard
        .filter(|it| *it == title && heading.is_none());
    let rows = (1..).zip(&page.rows).filter(|(_, row)| {
        heading.is_none_or(|wanted| row.heading.label(&state.catalog) == wanted)
    });
    let in_rows = rows.filter_map(|(band, row)| {
        let column = row.titles.iter().position(|other| *other == title)?;
        Some(Focus { band, column })
    });
    let places = billboard
        .map(|_| Focus::default())
        .into_iter()
        .chain(in_rows);
    places.min_by_key(|place| {
        let columns = place.column.abs_diff(browse.focus.column);
        (place.band.abs_diff(browse.focus.band) + columns, place.band)
    })
}

/// The headings of the rows.
fn rows(state: &State) -> String {
    let rows = state.browse.iter().flat_map(|browse| &browse.page.rows);
    let headings: Vec<String> = rows
        .map(|row| format!("{:?}", row.heading.label(&state.catalog)))
        .collect();
    match headings.is_empty() {
        true => "no rows".to_owned(),
        false => headings.join(", "),
    }
}

//! What somebody did, in the words of the language.

use crossterm::event::Event;

use crate::{
    catalog::TitleIndex,
    profiles::ProfileId,
    script::{player::cell_of, token::quoted},
    session::{Command, Focus, Input, Layer, Message, Mode, Size, State},
    text::Text,
    time::Timestamp,
    tui::keymap::{self, Meaning},
};

/// How long after the one before a click certainly finds the page as it was, in milliseconds.
const SOON: i64 = 10 * 60 * 1_000;

/// Something that is being done.
#[derive(Debug)]
pub(super) struct Begun {
    message: Message,
    mode: Mode,
    /// Whether somebody watches already.
    is_watched: bool,
    /// The profile that has the focus at the gate.
    chosen: Option<ProfileId>,
    /// What a click on the page points at: its words, and the place.
    target: Option<(String, Focus)>,
}

impl Begun {
    /// What is about to be told to `state`.
    pub(super) fn new(state: &State, message: &Message) -> Self {
        let chosen = match state.layers.last() {
            Some(Layer::Gate(gate)) => state.profiles.as_slice().get(gate.focus),
            _ => None,
        };
        let target = match message.input {
            Input::Click { column, row } => target(state, message.at, column, row),
            _ => None,
        };
        Self {
            message: message.clone(),
            mode: state.mode(),
            is_watched: state.browse.is_some(),
            chosen: chosen.map(|profile| profile.id.clone()),
            target,
        }
    }

    /// When it happened.
    pub(super) fn at(&self) -> Timestamp {
        self.message.at
    }

    /// What was done, which made this of `state`.
    pub(super) fn words(&self, state: &State) -> String {
        match &self.message.input {
            Input::Command(command) => self.command(*command, state),
            Input::Character(character) => format!("Type {}", quoted(&character.to_string())),
            Input::Erase => "Press Backspace".to_owned(),
            Input::Click { column, row } => self.click(*column, *row, state),
            Input::Wheel { down } => format!("Scroll {}", if *down { "down" } else { "up" }),
            Input::Resize(size) => {
                let Size { columns, rows } = size.sensible();
                format!("Resize {}x{}", columns.max(1), rows.max(1))
            }
            Input::PictureBroken { title, artwork, .. } => {
                let artwork = &state.catalog[*title].artwork[*artwork].id;
                let title = self::title(state, *title).unwrap_or_default();
                format!("Break {} of {title}", quoted(artwork.as_str()))
            }
            Input::Watch(id) => self.watch(id, state).unwrap_or_default(),
            Input::Note(note) => press(note, self.mode),
            Input::Terminate => "Terminate".to_owned(),
            // Follow from the others; an observer is not told of them.
            Input::Shown | Input::Tick | Input::Storage { .. } => String::new(),
        }
    }

    fn command(&self, command: Command, state: &State) -> String {
        let word = command.as_str().unwrap_or_default();
        let plain = || format!("Command {word}");
        match command {
            Command::Profile(place) => {
                let profile = state.profiles.as_slice().get(usize::from(place));
                let can_switch = keymap::offers(self.mode, command);
                let profile = profile.filter(|_| can_switch);
                let words = profile.and_then(|profile| self.watch(&profile.id, state));
                words.unwrap_or_else(plain)
            }
            Command::Confirm => self.confirm(state).unwrap_or_else(plain),
            Command::Back if self.mode == Mode::Playing => "Stop".to_owned(),
            Command::Up | Command::Down | Command::Left | Command::Right
                if self.mode != Mode::Playing =>
            {
                format!("Move {word}")
            }
            Command::Back => "Back".to_owned(),
            Command::Reveal => "Reveal".to_owned(),
            Command::Why => "Why".to_owned(),
            Command::Split => "Split".to_owned(),
            Command::ThumbUp => "ThumbUp".to_owned(),
            Command::ThumbDown => "ThumbDown".to_owned(),
            Command::MyList => "MyList".to_owned(),
            Command::Quit => "Quit".to_owned(),
            _ => plain(),
        }
    }

    /// What accepting meant, if it has a word of its own.
    fn confirm(&self, state: &State) -> Option<String> {
        match (self.mode, state.mode()) {
            (Mode::Gate, _) => self.watch(self.chosen.as_ref()?, state),
            (Mode::Browse | Mode::Search | Mode::Changes, Mode::Detail) => Some("Open".to_owned()),
            (Mode::Detail, Mode::Playing) => Some("Play".to_owned()),
            (Mode::Playing, _) => Some("Stop".to_owned()),
            _ => None,
        }
    }

    /// That a profile watches now, if it does.
    fn watch(&self, id: &ProfileId, state: &State) -> Option<String> {
        let is_so = state.browse.as_ref().is_some_and(|it| it.profile == *id);
        let name = profile(state, id).filter(|_| is_so)?;
        Some(match self.is_watched {
            true => format!("SwitchProfile {name}"),
            false => format!("Profile {name}"),
        })
    }

    fn click(&self, column: u16, row: u16, state: &State) -> String {
        let now = state.mode();
        let words = match self.mode {
            Mode::Browse if now == Mode::Browse => self.pointed(state),
            Mode::Gate if now == Mode::Gate => None,
            Mode::Gate => self.chosen.as_ref().and_then(|id| self.watch(id, state)),
            Mode::Why | Mode::Tuning | Mode::Help => Some("Back".to_owned()),
            Mode::Browse | Mode::Search => self.confirm(state),
            _ => None,
        };
        words.unwrap_or_else(|| format!("Click {column},{row}"))
    }

    /// What a click on the page gave the focus to.
    fn pointed(&self, state: &State) -> Option<String> {
        let (words, target) = self.target.as_ref()?;
        let focus = state.browse.as_ref().map(|browse| browse.focus);
        (focus == Some(*target)).then(|| words.clone())
    }
}

/// What a click on this cell of the page would give the focus to, in words that lead there.
fn target(state: &State, at: Timestamp, column: u16, row: u16) -> Option<(String, Focus)> {
    let browse = state.browse.as_ref()?;
    if state.mode() != Mode::Browse || at.since(browse.last_input) > SOON {
        return None;
    }
    let layout = state.layout();
    let column = match browse.split {
        Some(_) => column % layout.body.width.max(1),
        None => column,
    };
    let placed = layout.placed(browse);
    let hit = |column, row| placed.iter().find(|it| it.area.contains(column, row));
    let found = hit(column, row)?;
    let leads_there = |heading: Option<&str>| {
        let cell = cell_of(state, found.title, heading);
        let hit = cell.and_then(|(column, row)| hit(column, row));
        hit.is_some_and(|hit| hit.focus == found.focus)
    };
    let name = title(state, found.title)?;
    let heading = found.focus.band.checked_sub(1);
    let heading = heading.and_then(|row| browse.page.rows.get(row));
    let heading = heading.map(|row| row.heading.label(&state.catalog));
    let words = match heading {
        _ if leads_there(None) => format!("Click {name}"),
        Some(heading) if leads_there(Some(&heading)) && !heading.contains("${") => {
            format!("Click {name} in {}", quoted(&heading))
        }
        _ => return None,
    };
    Some((words, found.focus))
}

/// A word for a profile, if one means it: its name, or else its id.
pub(super) fn profile(state: &State, id: &ProfileId) -> Option<String> {
    let name = state.profiles.get(id)?.name.as_str();
    let means_it = |word: &str| {
        let found = state.profiles.named(word);
        found.is_ok_and(|found| found.id == *id)
    };
    word([name, id.as_str()], means_it)
}

/// A word for a title, if one means it: its name, or else its id.
pub(super) fn title(state: &State, title: TitleIndex) -> Option<String> {
    let entry = &state.catalog[title];
    let means_it = |word: &str| state.catalog.named(word) == Ok(title);
    word([entry.name.as_str(), entry.id.as_str()], means_it)
}

/// The first of the `words` that means what it should, in quotes.
fn word(words: [&str; 2], means_it: impl Fn(&str) -> bool) -> Option<String> {
    // `${name}` stands for a value.
    let mut usable = words.into_iter().filter(|word| !word.contains("${"));
    usable.find(|word| means_it(word)).map(quoted)
}

/// The key that makes the program say this: one that does nothing in `mode`.
fn press(note: &Text, mode: Mode) -> String {
    let said = |name: &str| {
        let event = Event::Key(keymap::pressed(name).ok()?);
        let is_it = keymap::input(mode, &event) == Meaning::Unbound(note.clone());
        is_it.then(|| format!("Press {}", key(name)))
    };
    let name = note.split_once(" does nothing").map(|(name, _)| name);
    let words = name.and_then(said);
    // Whatever it was, a message was shown, as this key without a meaning shows one.
    words.unwrap_or_else(|| "Press Insert".to_owned())
}

/// The name of a key as a token.
fn key(name: &str) -> String {
    let is_word = name.chars().all(|c| c.is_alphanumeric() || c == '-');
    if is_word {
        name.to_owned()
    } else {
        quoted(name)
    }
}

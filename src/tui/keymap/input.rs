//! From terminal events to what the application understands.

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use crate::{
    session::{Input, Mode, Size, State},
    text::Text,
    tui::keymap::{self, Key},
};

/// What an event means.
#[derive(Debug, Clone, PartialEq)]
pub enum Meaning {
    /// Something for the application.
    Input(Input),
    /// A key that does nothing here; a sentence says so.
    Unbound(Text),
    /// Nothing that anybody expects an answer to.
    Nothing,
}

/// What `event` means in `mode`.
#[must_use]
pub fn input(mode: Mode, event: &Event) -> Meaning {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => pressed(mode, key),
        Event::Mouse(mouse) => pointed(mouse),
        Event::Resize(columns, rows) => Meaning::Input(Input::Resize(Size {
            columns: *columns,
            rows: *rows,
        })),
        _ => Meaning::Nothing,
    }
}

/// What `event` means to `state`: to the autopilot first, if it is on.
#[must_use]
pub fn meaning(state: &State, event: &Event) -> Meaning {
    let steers = match state.autopilot() {
        Some(_) => input(Mode::Autopilot, event),
        None => Meaning::Nothing,
    };
    match steers {
        Meaning::Input(_) => steers,
        Meaning::Unbound(_) | Meaning::Nothing => input(state.mode(), event),
    }
}

fn pressed(mode: Mode, event: &KeyEvent) -> Meaning {
    let key = Key::of(event);
    if let Some(command) = key.and_then(|key| keymap::command(mode, key)) {
        return Meaning::Input(Input::Command(command));
    }
    if keymap::takes_text(mode) {
        match (event.code, key) {
            (KeyCode::Backspace, _) => return Meaning::Input(Input::Erase),
            (KeyCode::Char(character), Some(Key::Char(_))) => {
                return Meaning::Input(Input::Character(character));
            }
            // AltGr arrives as Ctrl and Alt on some systems.
            (KeyCode::Char(character), _)
                if event
                    .modifiers
                    .contains(KeyModifiers::CONTROL | KeyModifiers::ALT) =>
            {
                return Meaning::Input(Input::Character(character));
            }
            _ => {}
        }
    }
    match key {
        Some(key) => Meaning::Unbound(Text::new(&format!(
            "{key} does nothing here; {} shows the keys.",
            help_key(mode)
        ))),
        None => Meaning::Nothing,
    }
}

/// The key that shows help in `mode`.
fn help_key(mode: Mode) -> &'static str {
    if keymap::takes_text(mode) { "F1" } else { "?" }
}

fn pointed(event: &MouseEvent) -> Meaning {
    let MouseEvent { column, row, .. } = *event;
    let input = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Input::Click { column, row },
        MouseEventKind::ScrollUp => Input::Wheel { down: false },
        MouseEventKind::ScrollDown => Input::Wheel { down: true },
        _ => return Meaning::Nothing,
    };
    Meaning::Input(input)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Command;

    fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(code, modifiers))
    }

    fn command(mode: Mode, code: KeyCode, modifiers: KeyModifiers) -> Option<Command> {
        match input(mode, &key(code, modifiers)) {
            Meaning::Input(Input::Command(command)) => Some(command),
            _ => None,
        }
    }

    #[test]
    fn keys_become_commands() {
        let none = KeyModifiers::NONE;
        for (code, modifiers, expected) in [
            (KeyCode::Char('j'), none, Command::Down),
            (KeyCode::Down, none, Command::Down),
            (KeyCode::Char('G'), KeyModifiers::SHIFT, Command::Bottom),
            (KeyCode::Char('?'), KeyModifiers::SHIFT, Command::Help),
            (KeyCode::Char('d'), KeyModifiers::CONTROL, Command::PageDown),
            (KeyCode::Char('c'), KeyModifiers::CONTROL, Command::Quit),
            (KeyCode::Char('4'), none, Command::Profile(3)),
        ] {
            assert_eq!(command(Mode::Browse, code, modifiers), Some(expected));
        }
    }

    #[test]
    fn letters_are_typed_where_there_is_a_field() {
        let typed = |code, modifiers| input(Mode::Search, &key(code, modifiers));
        assert_eq!(
            typed(KeyCode::Char('q'), KeyModifiers::NONE),
            Meaning::Input(Input::Character('q'))
        );
        assert_eq!(
            typed(KeyCode::Char('É'), KeyModifiers::SHIFT),
            Meaning::Input(Input::Character('É'))
        );
        assert_eq!(
            typed(KeyCode::Backspace, KeyModifiers::NONE),
            Meaning::Input(Input::Erase)
        );
        assert_eq!(
            command(Mode::Search, KeyCode::Char('c'), KeyModifiers::CONTROL),
            Some(Command::Quit)
        );
        assert_eq!(
            command(Mode::Search, KeyCode::Left, KeyModifiers::NONE),
            Some(Command::Left)
        );
    }

    #[test]
    fn a_key_without_a_meaning_says_so_and_a_release_says_nothing() {
        let Meaning::Unbound(sentence) =
            input(Mode::Browse, &key(KeyCode::Char('z'), KeyModifiers::NONE))
        else {
            panic!("z has a meaning");
        };
        assert_eq!(sentence.as_str(), "z does nothing here; ? shows the keys.");
        let mut release = KeyEvent::new(KeyCode::Char('j'), KeyModifiers::NONE);
        release.kind = KeyEventKind::Release;
        assert_eq!(input(Mode::Browse, &Event::Key(release)), Meaning::Nothing);
    }

    #[test]
    fn the_mouse_clicks_and_scrolls() {
        let mouse = |kind| {
            input(
                Mode::Browse,
                &Event::Mouse(MouseEvent {
                    kind,
                    column: 7,
                    row: 3,
                    modifiers: KeyModifiers::NONE,
                }),
            )
        };
        assert_eq!(
            mouse(MouseEventKind::Down(MouseButton::Left)),
            Meaning::Input(Input::Click { column: 7, row: 3 })
        );
        assert_eq!(
            mouse(MouseEventKind::ScrollDown),
            Meaning::Input(Input::Wheel { down: true })
        );
        assert_eq!(mouse(MouseEventKind::Moved), Meaning::Nothing);
    }
}

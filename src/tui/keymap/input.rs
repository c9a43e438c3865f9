//! From terminal events to what the application understands.

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use crate::{
    session::{Input, Mode, Size},
    tui::keymap::{self, Key},
};

/// What `event` means in `mode`; `None` for what has no meaning there.
#[must_use]
pub fn input(mode: Mode, event: &Event) -> Option<Input> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => pressed(mode, key),
        Event::Mouse(mouse) => pointed(mouse),
        Event::Resize(columns, rows) => Some(Input::Resize(Size {
            columns: *columns,
            rows: *rows,
        })),
        _ => None,
    }
}

fn pressed(mode: Mode, event: &KeyEvent) -> Option<Input> {
    let key = Key::of(event);
    let command = key.and_then(|key| keymap::command(mode, key));
    match (command, event.code) {
        (Some(command), _) => Some(Input::Command(command)),
        (None, KeyCode::Backspace) if keymap::takes_text(mode) => Some(Input::Erase),
        (None, KeyCode::Char(character)) if keymap::takes_text(mode) && types(event) => {
            Some(Input::Character(character))
        }
        _ => None,
    }
}

/// Whether a character is meant as itself. Where AltGr makes it, Ctrl and Alt come with it.
fn types(event: &KeyEvent) -> bool {
    let modifiers = event.modifiers - KeyModifiers::SHIFT;
    modifiers.is_empty() || modifiers == KeyModifiers::CONTROL | KeyModifiers::ALT
}

fn pointed(event: &MouseEvent) -> Option<Input> {
    let MouseEvent { column, row, .. } = *event;
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Some(Input::Click { column, row }),
        MouseEventKind::ScrollUp => Some(Input::Wheel { row, down: false }),
        MouseEventKind::ScrollDown => Some(Input::Wheel { row, down: true }),
        _ => None,
    }
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
            Some(Input::Command(command)) => Some(command),
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
            Some(Input::Character('q'))
        );
        assert_eq!(
            typed(KeyCode::Char('É'), KeyModifiers::SHIFT),
            Some(Input::Character('É'))
        );
        assert_eq!(
            typed(KeyCode::Backspace, KeyModifiers::NONE),
            Some(Input::Erase)
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
    fn what_has_no_meaning_and_a_release_say_nothing() {
        let unbound = key(KeyCode::Char('z'), KeyModifiers::NONE);
        assert_eq!(input(Mode::Browse, &unbound), None);
        let mut release = KeyEvent::new(KeyCode::Char('j'), KeyModifiers::NONE);
        release.kind = KeyEventKind::Release;
        assert_eq!(input(Mode::Browse, &Event::Key(release)), None);
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
            Some(Input::Click { column: 7, row: 3 })
        );
        assert_eq!(
            mouse(MouseEventKind::ScrollDown),
            Some(Input::Wheel { row: 3, down: true })
        );
        assert_eq!(mouse(MouseEventKind::Moved), None);
    }
}

//! Keys, clicks and sizes by chance.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use rand::{RngExt, seq::IndexedRandom};

use super::{Halt, Player};
use crate::{
    session::{Command, Input, Mode, Size},
    tui::keymap::{self, BINDINGS, Key},
};

/// One of so many inputs is a click, one the wheel, and one another size.
const KINDS: u32 = 12;

/// Sizes that a window can have, the last too small for anything.
const SIZES: [(u16, u16); 6] = [
    (80, 24),
    (120, 36),
    (200, 60),
    (61, 20),
    (100, 30),
    (40, 10),
];

impl Player<'_> {
    /// Does `count` things that the seed says, `delay` milliseconds from one to the next. The
    /// program is not left.
    pub(super) fn monkey(&mut self, count: u32, delay: i64) -> Result<(), Halt> {
        let keys: Vec<KeyEvent> = BINDINGS
            .iter()
            .flat_map(|binding| binding.keys)
            .filter_map(|key| event(*key))
            .collect();
        let step = self.steps.to_string();
        let mut chance = self.stage.world.seed.stream("monkey", &[&step]);
        for time in 0..count {
            if time > 0 {
                self.charge()?;
                self.stage.headless().advance(delay);
            }
            let size = self.stage.state().size;
            match chance.random_range(0..KINDS) {
                0 => self.stage.tell(Input::Click {
                    column: chance.random_range(0..size.columns.max(1)),
                    row: chance.random_range(0..size.rows.max(1)),
                }),
                1 => self.stage.tell(Input::Wheel {
                    down: chance.random(),
                }),
                2 => {
                    let (columns, rows) = *SIZES.choose(&mut chance).unwrap_or(&SIZES[0]);
                    self.stage.tell(Input::Resize(Size { columns, rows }));
                }
                _ => {
                    if let Some(key) = keys.choose(&mut chance)
                        && !self.leaves(key)
                    {
                        self.stage.headless().take_now(&Event::Key(*key));
                    }
                }
            }
            self.stage.check_storage()?;
        }
        Ok(())
    }

    /// Whether the key ends the program here.
    fn leaves(&self, key: &KeyEvent) -> bool {
        let mode = self.stage.mode();
        let command = Key::of(key).and_then(|key| keymap::command(mode, key));
        match command {
            Some(Command::Quit | Command::Suspend) => true,
            Some(Command::Back) => mode == Mode::Gate && self.stage.state().browse.is_none(),
            _ => false,
        }
    }
}

/// What the terminal sends for `key`.
fn event(key: Key) -> Option<KeyEvent> {
    match key {
        Key::Char(character) => Some(KeyCode::Char(character).into()),
        Key::Named(code) => Some(code.into()),
        Key::Ctrl(letter) => Some(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL)),
        Key::Digit => Some(KeyCode::Char('2').into()),
    }
}

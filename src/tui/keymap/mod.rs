//! What keys mean: one table that input, the hint bar, help and the documentation are made from.

mod input;
mod key;
mod spelling;
mod table;

pub use input::{Meaning, input, meaning};
pub use key::Key;
pub use spelling::{Step, pressed, steps};
pub use table::{BINDINGS, Binding, SHELL};

use crate::session::{Command, Mode};

/// Every mode, in the order in which help and the documentation show them.
pub const MODES: [Mode; 15] = [
    Mode::Browse,
    Mode::Detail,
    Mode::Search,
    Mode::Why,
    Mode::Tuning,
    Mode::Changes,
    Mode::Insights,
    Mode::Autopilot,
    Mode::Replay,
    Mode::Playing,
    Mode::Gate,
    Mode::Name,
    Mode::Avatar,
    Mode::Delete,
    Mode::Help,
];

/// Where one is, for headings.
#[must_use]
pub fn heading(mode: Mode) -> &'static str {
    match mode {
        Mode::Browse => "On the page",
        Mode::Gate => "Who's watching?",
        Mode::Name => "Typing a name",
        Mode::Avatar => "Choosing an avatar",
        Mode::Delete => "Deleting a profile",
        Mode::Search => "Searching",
        Mode::Detail => "On a title's page",
        Mode::Playing => "Playing",
        Mode::Why => "Why this picture?",
        Mode::Tuning => "How pictures are chosen",
        Mode::Changes => "Which pictures changed",
        Mode::Insights => "What the log tells",
        Mode::Autopilot => "While the autopilot browses; any other key stops it",
        Mode::Replay => "Replaying a log",
        Mode::Help => "In help",
    }
}

/// Whether characters are typed into a field.
#[must_use]
pub fn takes_text(mode: Mode) -> bool {
    matches!(mode, Mode::Name | Mode::Search)
}

/// The bindings of `mode`, the most useful first.
pub fn bindings(mode: Mode) -> impl Iterator<Item = &'static Binding> {
    BINDINGS
        .iter()
        .filter(move |binding| binding.modes.contains(&mode))
}

/// The command that `key` means in `mode`.
#[must_use]
pub fn command(mode: Mode, key: Key) -> Option<Command> {
    let binding = bindings(mode).find(|binding| binding.keys.iter().any(|it| it.accepts(key)))?;
    match (binding.command, key) {
        (Command::Profile(_), Key::Char(digit)) => {
            let place = digit.to_digit(10)?.checked_sub(1)?;
            Some(Command::Profile(u8::try_from(place).ok()?))
        }
        (command, _) => Some(command),
    }
}

/// Whether some key means `command` in `mode`; a digit means any profile.
#[must_use]
pub fn offers(mode: Mode, command: Command) -> bool {
    bindings(mode).any(|binding| match (binding.command, command) {
        (Command::Profile(_), Command::Profile(_)) => true,
        (bound, command) => bound == command,
    })
}

/// The keys for the hint bar of `mode`: the key and one word.
pub fn hints(mode: Mode) -> impl Iterator<Item = (String, &'static str)> {
    bindings(mode).filter_map(|binding| Some((binding.keys.first()?.to_string(), binding.hint?)))
}

/// The whole table as a document.
#[must_use]
pub fn markdown() -> String {
    let mut document =
        String::from("# Keys\n\nThe same table is inside the program: press `?` or F1.\n");
    for mode in MODES {
        document.push_str(&format!(
            "\n## {}\n\n| key | what it does |\n|---|---|\n",
            heading(mode)
        ));
        if takes_text(mode) {
            document.push_str("| letters, Backspace | Type. |\n");
        }
        for binding in bindings(mode) {
            let keys: Vec<String> = binding.keys.iter().map(|key| format!("`{key}`")).collect();
            document.push_str(&format!("| {} | {}. |\n", keys.join(", "), binding.meaning));
        }
    }
    document
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_key_means_two_things_in_one_mode() {
        for mode in MODES {
            let mut seen = HashSet::new();
            for key in bindings(mode).flat_map(|binding| binding.keys) {
                assert!(seen.insert(*key), "{key} is bound twice in {mode:?}");
            }
        }
    }

    #[test]
    fn every_mode_can_be_left_explained_and_quit() {
        for mode in MODES {
            let commands: HashSet<Command> =
                bindings(mode).map(|binding| binding.command).collect();
            for command in [Command::Back, Command::Help, Command::Quit] {
                let is_there = match mode {
                    Mode::Help => command == Command::Help,
                    Mode::Autopilot => command == Command::Back,
                    _ => false,
                };
                assert!(
                    is_there || commands.contains(&command),
                    "{mode:?} lacks {command:?}"
                );
            }
        }
    }

    #[test]
    fn no_letter_is_a_command_where_letters_are_typed() {
        for mode in MODES.into_iter().filter(|mode| takes_text(*mode)) {
            let keys = bindings(mode).flat_map(|binding| binding.keys);
            let letters: Vec<&Key> = keys
                .filter(|key| matches!(key, Key::Char(_) | Key::Digit))
                .collect();
            assert!(letters.is_empty(), "{letters:?} in {mode:?}");
        }
    }

    #[test]
    fn a_digit_takes_the_profile_at_its_place() {
        assert_eq!(
            command(Mode::Browse, Key::Char('3')),
            Some(Command::Profile(2))
        );
        assert_eq!(
            command(Mode::Browse, Key::Char('0')),
            Some(Command::RowStart)
        );
    }
}

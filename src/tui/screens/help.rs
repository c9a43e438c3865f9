//! The keys, those of the screen underneath first.

use ratatui::layout::Rect;

use crate::{
    session::Mode,
    tui::{
        Role, Scene,
        keymap::{self, MODES, SHELL},
        scene::Part,
        widgets::panel,
        wrap::wrap,
    },
};

/// Columns of the keys.
const KEYS: usize = 22;

/// The widest panel.
const WIDEST: u16 = 90;

/// Draws the part of help that `scroll` leads to, over everything else.
pub(in crate::tui) fn draw(scene: &mut Scene<'_>, scroll: u16, over: Mode) {
    let screen = scene.area();
    let width = WIDEST.min(screen.width.saturating_sub(4));
    let area = Rect {
        x: (screen.width - width) / 2,
        y: 1,
        width,
        height: screen.height.saturating_sub(2),
    };
    let inner = panel(scene, area, "Keys");
    let lines = lines(over, inner.width);
    let most = lines.len().saturating_sub(usize::from(inner.height));
    let first = usize::from(scroll).min(most);
    for (row, parts) in inner.rows().zip(&lines[first..]) {
        scene.line(row, parts);
    }
    let more = match (first > 0, first < most) {
        (false, false) => return,
        (false, true) => " ↓ more ",
        (true, true) => " ↑↓ more ",
        (true, false) => " ↑ more ",
    };
    let edge = Rect {
        y: area.bottom() - 1,
        height: 1,
        ..inner
    };
    scene.line_right(edge, &[(more.to_owned(), Role::Accent)]);
}

/// All of help, in lines of at most `columns` columns.
fn lines(over: Mode, columns: u16) -> Vec<Vec<Part>> {
    let entry = |keys: &str, meaning| entry(keys, meaning, columns);
    let others = MODES.into_iter().filter(|mode| *mode != over);
    let mut lines = Vec::new();
    for mode in std::iter::once(over).chain(others) {
        let here = if mode == over { " (here)" } else { "" };
        let heading = format!("{}{here}", keymap::heading(mode));
        lines.push(vec![(heading, Role::Strong)]);
        if keymap::takes_text(mode) {
            lines.extend(entry("letters, Backspace", "Type"));
        }
        for binding in keymap::bindings(mode) {
            let keys: Vec<String> = binding.keys.iter().map(ToString::to_string).collect();
            lines.extend(entry(&keys.join("  "), binding.meaning));
        }
        lines.push(Vec::new());
    }
    lines.push(vec![("In the shell".to_owned(), Role::Strong)]);
    lines.extend(
        SHELL
            .iter()
            .flat_map(|(command, what)| entry(command, what)),
    );
    lines
}

/// Keys, and beside them what they do on as many lines as it needs.
fn entry(keys: &str, meaning: &str, columns: u16) -> Vec<Vec<Part>> {
    let room = columns.saturating_sub(KEYS as u16 + 4);
    let meanings = wrap(meaning, room, usize::MAX);
    let lines = meanings.into_iter().enumerate().map(|(number, line)| {
        let keys = if number == 0 { keys } else { "" };
        vec![
            (format!("  {keys:<KEYS$}  "), Role::Accent),
            (line, Role::Text),
        ]
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_names_every_key_of_every_mode() {
        for mode in keymap::MODES {
            let lines = lines(mode, 200);
            let text: Vec<String> = lines
                .iter()
                .map(|parts| parts.iter().map(|(text, _)| text.as_str()).collect())
                .collect();
            assert!(
                text[0].starts_with(keymap::heading(mode)),
                "{mode:?} comes first"
            );
            for other in keymap::MODES {
                let start = text
                    .iter()
                    .position(|line| line.starts_with(keymap::heading(other)))
                    .unwrap();
                let section: Vec<&String> = text[start..]
                    .iter()
                    .take_while(|line| !line.is_empty())
                    .collect();
                for binding in keymap::bindings(other) {
                    let line = section
                        .iter()
                        .find(|line| line.contains(binding.meaning))
                        .unwrap();
                    for key in binding.keys {
                        assert!(
                            line.contains(&key.to_string()),
                            "{key} of {other:?}: {line}"
                        );
                    }
                }
            }
        }
    }
}

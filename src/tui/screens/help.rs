//! The keys, those of the screen underneath first.

use ratatui::layout::Rect;

use crate::{
    session::Mode,
    tui::{
        Role, Scene,
        keymap::{self, MODES, SHELL},
        scene::Part,
        widgets::panel,
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
    let lines = lines(over);
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

/// All of help.
pub(in crate::tui) fn lines(over: Mode) -> Vec<Vec<Part>> {
    let others = MODES.into_iter().filter(|mode| *mode != over);
    let mut lines = Vec::new();
    for mode in std::iter::once(over).chain(others) {
        let here = if mode == over { " (here)" } else { "" };
        let heading = format!("{}{here}", keymap::heading(mode));
        lines.push(vec![(heading, Role::Strong)]);
        if keymap::takes_text(mode) {
            lines.push(entry("letters, Backspace", "Type"));
        }
        for binding in keymap::bindings(mode) {
            let keys: Vec<String> = binding.keys.iter().map(ToString::to_string).collect();
            lines.push(entry(&keys.join("  "), binding.meaning));
        }
        lines.push(Vec::new());
    }
    lines.push(vec![("In the shell".to_owned(), Role::Strong)]);
    lines.extend(SHELL.iter().map(|(command, what)| entry(command, what)));
    lines
}

fn entry(keys: &str, meaning: &str) -> Vec<Part> {
    vec![
        (format!("  {keys:<KEYS$}  "), Role::Accent),
        (meaning.to_owned(), Role::Text),
    ]
}

//! Opaque panels over the page.

use ratatui::layout::Rect;

use crate::tui::{Role, Scene};

/// Covers `area` with a framed panel and returns the place inside of it.
pub(in crate::tui) fn panel(scene: &mut Scene<'_>, area: Rect, heading: &str) -> Rect {
    let area = area.intersection(scene.area());
    scene.fill(area, Role::Panel);
    if area.width < 4 || area.height < 3 {
        return Rect { height: 0, ..area };
    }
    let across = "─".repeat(usize::from(area.width - 2));
    let line = |y| Rect::new(area.x, y, area.width, 1);
    scene.write(line(area.y), &format!("╭{across}╮"), Role::Edge);
    scene.write(line(area.bottom() - 1), &format!("╰{across}╯"), Role::Edge);
    for y in area.y + 1..area.bottom() - 1 {
        scene.write(Rect::new(area.x, y, 1, 1), "│", Role::Edge);
        scene.write(Rect::new(area.right() - 1, y, 1, 1), "│", Role::Edge);
    }
    let title = Rect::new(area.x + 2, area.y, area.width - 4, 1);
    scene.line(
        title,
        &[
            (" ".to_owned(), Role::Text),
            (heading.to_owned(), Role::Accent),
            (" ".to_owned(), Role::Text),
        ],
    );
    Rect::new(area.x + 2, area.y + 1, area.width - 4, area.height - 2)
}

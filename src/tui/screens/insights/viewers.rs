//! The take fraction by profile and by policy.

use ratatui::layout::Rect;

use super::{draw_share, interval, percent, scale};
use crate::{
    log::statistics::{Share, Tally},
    session::{Insights, State, take_fraction},
    tui::{Role, Scene},
};

/// Columns of a name, at least and at most; of the numbers.
const NAME: (u16, u16) = (14, 24);
const VALUE: u16 = 8;
const INTERVAL: u16 = 16;
const COUNT: u16 = 6;

/// The lines that it takes to show everything.
pub(super) fn lines(insights: &Insights) -> u16 {
    (insights.by_profile().len() + insights.by_policy().len()) as u16 + 3
}

pub(super) fn draw(scene: &mut Scene<'_>, state: &State, insights: &Insights, area: Rect) {
    let name = |id| match state.profiles.get(id) {
        Some(profile) => profile.name.to_string(),
        // Somebody deleted it.
        None => format!("{id} (deleted)"),
    };
    let profiles = insights.by_profile().iter();
    let profiles: Vec<(String, &Tally)> = profiles.map(|(id, tally)| (name(id), tally)).collect();
    let policies = insights.by_policy().iter();
    let policies: Vec<(String, &Tally)> = policies
        .map(|(policy, tally)| (policy.clone(), tally))
        .collect();
    let both = profiles.iter().chain(&policies);
    let end = scale(both.map(|(_, tally)| *tally));
    // Both have room, and the longer one gets what the other leaves.
    let rows = area.height.saturating_sub(3);
    let left = rows.saturating_sub(profiles.len() as u16);
    let of_policies = (policies.len() as u16).min(left.max(rows / 2));
    let first = Rect {
        height: (profiles.len() as u16).min(rows - of_policies) + 1,
        ..area
    };
    let second = Rect {
        y: first.bottom() + 1,
        height: area.bottom().saturating_sub(first.bottom() + 1),
        ..area
    };
    table(scene, first, "Profile", &profiles, end);
    table(scene, second, "Policy", &policies, end);
}

/// A line for each tally, as far as they have room.
fn table(scene: &mut Scene<'_>, area: Rect, heading: &str, tallies: &[(String, &Tally)], end: f64) {
    let name = (area.width / 4).clamp(NAME.0, NAME.1);
    let columns = [name, VALUE, INTERVAL, COUNT, COUNT, COUNT];
    let taken: u16 = columns.iter().sum();
    let line = |below: u16| Rect {
        y: area.y + below,
        height: u16::from(below < area.height),
        ..area
    };
    let titles = ["", "take", "95 % interval", "n", "plays", "short"];
    numbers(
        scene,
        line(0),
        &columns,
        &titles.map(str::to_owned),
        Role::Muted,
    );
    scene.write(
        Rect {
            width: name,
            ..line(0)
        },
        heading,
        Role::Strong,
    );
    let bar = |line: Rect| Rect {
        x: line.x + taken + 2,
        width: area.width.saturating_sub(taken + 2),
        ..line
    };
    if bar(area).width >= 8 {
        let label = format!("0 to {:.0} %", 100.0 * end);
        scene.write(bar(line(0)), &label, Role::Muted);
    }
    let room = usize::from(area.height.saturating_sub(1));
    let hidden = tallies.len().saturating_sub(room);
    let shown = if hidden > 0 {
        room.saturating_sub(1)
    } else {
        room
    };
    for (below, (label, tally)) in (1..).zip(tallies.iter().take(shown)) {
        let share = take_fraction(tally);
        let cells = cells(share, tally);
        numbers(scene, line(below), &columns, &cells, Role::Text);
        let place = Rect {
            width: name,
            ..line(below)
        };
        scene.write(place, label, Role::Text);
        if let Some(share) = share.filter(|_| bar(area).width >= 8) {
            draw_share(scene, bar(line(below)), &share, end, Role::Positive);
        }
    }
    if hidden > 0 {
        let more = format!("and {} more", tallies.len() - shown);
        scene.write(line(1 + shown as u16), &more, Role::Muted);
    }
}

/// The numbers of a line, behind its name.
fn cells(share: Option<Share>, tally: &Tally) -> [String; 6] {
    let (value, range, n) = share.map_or_else(
        || ("–".to_owned(), "not known yet".to_owned(), 0),
        |it| (percent(it.value), interval(&it), it.n),
    );
    let short = tally.plays - tally.quality_plays;
    let [n, plays, short] = [n, tally.plays, short].map(|it| it.to_string());
    [String::new(), value, range, n, plays, short]
}

/// Cells side by side, each at the right end of its column.
fn numbers(scene: &mut Scene<'_>, line: Rect, columns: &[u16], cells: &[String], role: Role) {
    let mut x = line.x;
    for (width, cell) in columns.iter().zip(cells) {
        let place = Rect {
            x,
            width: (*width).min(line.right().saturating_sub(x)),
            ..line
        };
        scene.line_right(place, &[(cell.clone(), role)]);
        x += width;
    }
}

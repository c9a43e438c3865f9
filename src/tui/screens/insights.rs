//! What the log tells so far: the take fraction, who and which policy, which artwork wins, how
//! varied it is and what could be judged from it.

mod artwork;
mod curve;
mod evidence;
mod overview;
mod viewers;

use ratatui::layout::Rect;

use crate::{
    log::statistics::{Share, Tally},
    session::{Insights, Reading, Section, State, take_fraction},
    tui::{
        Role, Scene,
        scene::{Part, rect},
        widgets::panel,
    },
};

/// Lines above a page.
const HEADING: u16 = 2;

/// The fewest lines of the artwork beside other sections.
const LIST: u16 = 16;

/// Draws the page that is open.
pub(in crate::tui) fn draw(scene: &mut Scene<'_>, state: &State, reading: Reading) {
    let screen = scene.area();
    let body = rect(state.layout().body);
    let area = Rect {
        x: 2,
        width: screen.width.saturating_sub(4),
        y: body.y,
        height: body.height,
    };
    let sections = Section::of(state.size);
    let is_there = sections.contains(&reading.section);
    let section = if is_there {
        reading.section
    } else {
        sections[0]
    };
    draw_heading(scene, area, sections, section);
    let page = Rect {
        y: area.y + HEADING,
        height: area.height.saturating_sub(HEADING),
        ..area
    };
    let insights = state.serving().insights();
    if insights.total().impressions == 0 {
        draw_nothing(scene, page);
        return;
    }
    let is_whole = !sections.contains(&Section::Viewers);
    match section {
        Section::Overview if is_whole => draw_all(scene, state, insights, page),
        Section::Overview => overview::draw(scene, insights, page),
        Section::Viewers => viewers::draw(scene, state, insights, page),
        Section::Artwork => artwork::draw(scene, state, insights, page, reading.scroll),
        Section::Evidence => evidence::draw(scene, state, insights, page),
    }
}

fn draw_heading(scene: &mut Scene<'_>, area: Rect, sections: &[Section], open: Section) {
    let line = Rect { height: 1, ..area };
    let mut parts: Vec<Part> = vec![("What the log tells".to_owned(), Role::Strong)];
    for section in sections {
        parts.push(("  ".to_owned(), Role::Text));
        let (name, role) = if *section == open {
            (format!(" {} ", section.name()), Role::Selected)
        } else {
            (format!(" {} ", section.name()), Role::Muted)
        };
        parts.push((name, role));
    }
    let width: usize = parts.iter().map(|(text, _)| text.chars().count()).sum();
    if width > usize::from(area.width) {
        parts.drain(..2);
    }
    scene.line(line, &parts);
}

fn draw_nothing(scene: &mut Scene<'_>, area: Rect) {
    let line = |below: u16| Rect {
        y: area.y + 3 + below,
        height: 1,
        ..area
    };
    let said = "Nothing has been shown yet.";
    scene.line_centred(line(0), &[(said.to_owned(), Role::Strong)]);
    let advice = [
        ("Browse for a while, or press ".to_owned(), Role::Muted),
        ("a".to_owned(), Role::Accent),
        (" to let the autopilot do it.".to_owned(), Role::Muted),
    ];
    scene.line_centred(line(1), &advice);
}

/// Draws all sections on one large page, as far as they have room.
fn draw_all(scene: &mut Scene<'_>, state: &State, insights: &Insights, area: Rect) {
    let left = Rect {
        width: area.width * 11 / 25,
        ..area
    };
    let right = Rect {
        x: left.right() + 1,
        width: area.width.saturating_sub(left.width + 1),
        ..area
    };
    let inner = panel(scene, left, Section::Overview.name());
    overview::draw(scene, insights, inner);
    let mut rest = right;
    let mut take = |height: u16| {
        let place = Rect { height, ..rest };
        rest.y += height;
        rest.height -= height;
        place
    };
    let below = right.height - (evidence::LINES + 2);
    let wanted = viewers::lines(insights) + 2;
    let has_list = below >= wanted + LIST;
    let first = take(if has_list { wanted } else { below });
    let inner = panel(scene, first, Section::Viewers.name());
    viewers::draw(scene, state, insights, inner);
    if has_list {
        let inner = panel(scene, take(below - wanted), Section::Artwork.name());
        artwork::draw(scene, state, insights, inner, 0);
    }
    let inner = panel(scene, rest, Section::Evidence.name());
    evidence::draw(scene, state, insights, inner);
}

/// A share with its interval, of how many: `12.3 % (8.1 to 18.0 %), n 345`.
fn told(share: Option<Share>) -> String {
    share.map_or_else(
        || "not known yet".to_owned(),
        |it| format!("{} ({}), n {}", percent(it.value), interval(&it), it.n),
    )
}

fn percent(share: f64) -> String {
    format!("{:.1} %", 100.0 * share)
}

fn interval(share: &Share) -> String {
    format!("{:.1} to {:.1} %", 100.0 * share.low, 100.0 * share.high)
}

/// The end of a scale from 0 on which the `shares` have room.
fn scale<'t>(tallies: impl Iterator<Item = &'t Tally>) -> f64 {
    let highest = tallies
        .filter_map(take_fraction)
        .map(|share| share.high)
        .fold(0.0, f64::max);
    rounded_up(highest)
}

/// The next number that makes an end of a scale.
fn rounded_up(share: f64) -> f64 {
    let ends = [0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8];
    ends.into_iter().find(|end| share <= *end).unwrap_or(1.0)
}

/// The cell of `value` on a scale from 0 to `end`, in an area of so many columns.
fn cell(value: f64, end: f64, columns: u16) -> usize {
    let last = f64::from(columns.saturating_sub(1));
    (value / end * last).round().clamp(0.0, last) as usize
}

/// Draws a share with its interval on a scale from 0 to `end`.
fn draw_share(scene: &mut Scene<'_>, area: Rect, share: &Share, end: f64, role: Role) {
    let range = crate::engine::Range {
        low: cell(share.low, end, area.width),
        mean: cell(share.value, end, area.width),
        high: cell(share.high, end, area.width),
    };
    crate::tui::widgets::whisker(scene, area, range, role);
}

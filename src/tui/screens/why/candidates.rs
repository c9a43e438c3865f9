//! What could have been chosen.

use ratatui::layout::Rect;

use super::Case;
use crate::{
    engine::Candidate,
    tui::{Role, Scene, widgets::gauge, wording},
};

/// Columns of an artwork's name.
const NAME: u16 = 18;

/// Columns of what the policy believes.
const BELIEF: u16 = 12;

/// Columns of the word `default` and a free one.
const DEFAULT: u16 = 9;

/// Columns of the longest bar.
const WIDEST_BAR: u16 = 40;

/// Lines that all candidates take.
pub(super) fn height(case: &Case<'_>) -> u16 {
    case.explanation.candidates.len() as u16 + 1
}

/// Draws the candidates with the chances that they had, the most likely first.
pub(super) fn draw(scene: &mut Scene<'_>, case: &Case<'_>, area: Rect) {
    if area.height < 2 {
        return;
    }
    let heading = [
        ("What could have been chosen".to_owned(), Role::Strong),
        ("   chance and score".to_owned(), Role::Muted),
    ];
    scene.line(area, &heading);
    let mut order: Vec<usize> = (0..case.explanation.candidates.len()).collect();
    let candidates = &case.explanation.candidates;
    order.sort_by(|a, b| {
        candidates[*b]
            .probability
            .total_cmp(&candidates[*a].probability)
    });
    // The chosen one stays in sight even where there is no room for all.
    let room = usize::from(area.height - 1);
    if let Some(place) = order.iter().position(|arm| *arm == case.explanation.chosen)
        && place >= room
    {
        order.swap(place, room - 1);
    }
    for (line, arm) in area.rows().skip(1).zip(order) {
        draw_candidate(scene, case, arm, line);
    }
}

fn draw_candidate(scene: &mut Scene<'_>, case: &Case<'_>, arm: usize, line: Rect) {
    let Candidate {
        artwork,
        probability,
        score,
    } = case.explanation.candidates[arm];
    let chosen = arm == case.explanation.chosen;
    let artwork = &case.state.catalog[case.title].artwork[artwork];
    let part = |x: u16, width: u16| Rect {
        x: line.x + x.min(line.width),
        width: width.min(line.width.saturating_sub(x)),
        ..line
    };
    let (mark, role) = if chosen {
        ("● ", Role::Strong)
    } else {
        ("○ ", Role::Text)
    };
    scene.line(
        part(0, NAME - 1),
        &[
            (mark.to_owned(), Role::Accent),
            (artwork.id.to_string(), role),
        ],
    );
    let chance = format!("{:>6}", wording::chance(probability));
    scene.write(part(NAME, 7), &chance, role);
    let taken = NAME + 8 + BELIEF + DEFAULT;
    let bar = line.width.saturating_sub(taken).min(WIDEST_BAR);
    let filling = if chosen { Role::Accent } else { Role::Muted };
    gauge(scene, part(NAME + 8, bar), probability, filling);
    if let Some(score) = score {
        let belief = format!("{:.2} ± {:.2}", score.mean, score.deviation);
        scene.write(part(NAME + 9 + bar, BELIEF), &belief, Role::Muted);
    }
    if arm == case.explanation.default {
        let place = part(NAME + 9 + bar + BELIEF, DEFAULT);
        scene.write(place, "default", Role::Text);
    }
}

//! What could have been chosen.

use ratatui::layout::Rect;

use super::Case;
use crate::{
    engine::{Candidate, Distribution, Span},
    tui::{
        Role, Scene,
        widgets::{gauge, whisker},
        wording,
        wrap::width,
    },
};

/// Columns of an artwork's name with its mark, at most.
const LONGEST_NAME: u16 = 18;

/// Columns of a chance, and of the chance to be the best with its word.
const CHANCE: u16 = 7;
const BEST: u16 = 11;

/// Columns of what the policy believes.
const BELIEF: u16 = 13;

/// Columns of the word `default` and a free one.
const DEFAULT: u16 = 8;

/// Columns of the shortest and the longest bar beside numbers.
const SHORTEST_BAR: u16 = 16;
const WIDEST_BAR: u16 = 40;

/// Where the parts of all lines stand.
#[derive(Debug, Clone, Copy)]
struct Columns {
    name: u16,
    bar: u16,
    has_belief: bool,
    has_best: bool,
}

impl Columns {
    /// What has room in `width` columns beside names of `name`: the bar before the numbers.
    fn new(name: u16, width: u16) -> Self {
        let rest = width.saturating_sub(name + CHANCE + 1 + DEFAULT);
        let has_belief = rest >= SHORTEST_BAR + BELIEF;
        let has_best = rest >= 2 * SHORTEST_BAR + BELIEF + BEST;
        let numbers = BELIEF * u16::from(has_belief) + BEST * u16::from(has_best);
        Self {
            name,
            bar: (rest - numbers).min(WIDEST_BAR),
            has_belief,
            has_best,
        }
    }
}

/// Lines that are more important than what made up the score.
pub(super) const LEAST: u16 = 5;

/// Lines that all candidates take.
pub(super) fn height(case: &Case<'_>) -> u16 {
    case.explanation.candidates.len() as u16 + 1
}

/// Draws the candidates with the chances that they had, the most likely first.
pub(super) fn draw(scene: &mut Scene<'_>, case: &Case<'_>, area: Rect) {
    if area.height < 2 {
        return;
    }
    let candidates = &case.explanation.candidates;
    let span = Span::of(candidates);
    let meaning = match (&span, case.sentences.interval.is_some()) {
        (None, _) => "   chance",
        (Some(_), false) => "   chance and score",
        (Some(_), true) => "   chance, score ± deviation",
    };
    let heading = [
        ("What could have been chosen".to_owned(), Role::Strong),
        (meaning.to_owned(), Role::Muted),
    ];
    scene.line(area, &heading);
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_by(|a, b| {
        candidates[*b]
            .probability
            .total_cmp(&candidates[*a].probability)
    });
    // The chosen one stays in sight even where there is no room for all.
    let lines = usize::from(area.height - 1);
    let room = if order.len() > lines {
        lines - 1
    } else {
        lines
    };
    if room == 0 {
        order = vec![case.explanation.chosen];
    } else if let Some(place) = order.iter().position(|arm| *arm == case.explanation.chosen)
        && place >= room
    {
        order.swap(place, room - 1);
    }
    let names = candidates.iter().map(|it| width(case.name(it)) + 3);
    let name = names.max().unwrap_or(0).min(LONGEST_NAME);
    let diagram = Diagram {
        columns: Columns::new(name, area.width),
        span,
        best: case.explanation.chances_of_being_best(),
    };
    let hidden = order.split_off(room.max(1).min(order.len()));
    for (line, arm) in area.rows().skip(1).zip(&order) {
        diagram.draw(scene, case, *arm, line);
    }
    if let Some(line) = area.rows().nth(1 + order.len())
        && !hidden.is_empty()
    {
        let chance = hidden.iter().map(|arm| candidates[*arm].probability).sum();
        let chance = wording::chance(chance);
        let more = format!("  and {} more, together {chance}", hidden.len());
        scene.write(line, &more, Role::Muted);
    }
}

/// What all candidates are drawn with.
struct Diagram {
    columns: Columns,
    span: Option<Span>,
    best: Option<Distribution>,
}

impl Diagram {
    fn draw(&self, scene: &mut Scene<'_>, case: &Case<'_>, arm: usize, line: Rect) {
        let candidate = &case.explanation.candidates[arm];
        let chosen = arm == case.explanation.chosen;
        let (mark, role) = if chosen {
            ("● ", Role::Strong)
        } else {
            ("○ ", Role::Text)
        };
        let mut rest = line;
        let name = [
            (mark.to_owned(), Role::Accent),
            (case.name(candidate).to_owned(), role),
        ];
        scene.line(next(&mut rest, self.columns.name, 1), &name);
        let chance = format!("{:>6}", wording::chance(candidate.probability));
        scene.write(next(&mut rest, CHANCE, 0), &chance, role);
        next(&mut rest, 1, 0);
        let bar = next(&mut rest, self.columns.bar, 0);
        self.draw_bar(scene, candidate, chosen, bar);
        if self.columns.has_belief {
            let believed = candidate.score.zip(candidate.entered());
            let belief = believed.map_or(String::new(), |(score, entered)| {
                format!(" {entered:.2} ± {:.2}", score.deviation)
            });
            scene.write(next(&mut rest, BELIEF, 0), &belief, Role::Muted);
        }
        if self.columns.has_best {
            let best = self.best.as_ref().map(|best| best.probabilities()[arm]);
            let best = best.map_or(String::new(), |best| {
                format!(" best {:>5}", wording::chance(best))
            });
            scene.write(next(&mut rest, BEST, 0), &best, Role::Muted);
        }
        if arm == case.explanation.default {
            scene.write(rest, " default", Role::Text);
        }
    }

    /// Where its score is on the scale of all; its chance if the policy scores none.
    fn draw_bar(&self, scene: &mut Scene<'_>, candidate: &Candidate, chosen: bool, bar: Rect) {
        let role = if chosen { Role::Accent } else { Role::Muted };
        let span = self.span.as_ref();
        match span.and_then(|span| span.range(candidate, usize::from(bar.width))) {
            Some(range) if bar.width > 0 => whisker(scene, bar, range, role),
            Some(_) => {}
            None => gauge(scene, bar, candidate.probability, role),
        }
    }
}

/// Takes `width` columns away from the left of `line`; the last `gap` of them stay free.
fn next(line: &mut Rect, width: u16, gap: u16) -> Rect {
    let width = width.min(line.width);
    let part = Rect {
        width: width.saturating_sub(gap),
        ..*line
    };
    line.x += width;
    line.width -= width;
    part
}

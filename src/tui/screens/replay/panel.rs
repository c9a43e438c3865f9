//! What is known of the event: in words, and the probabilities that its arms had.

use ratatui::layout::Rect;

use super::names;
use crate::{
    session::{Given, Happening, Missing, Replay, SeenArm, State, Strip},
    tui::{
        Role, Scene,
        scene::Part,
        widgets::gauge,
        wording,
        wrap::{width, wrap},
    },
};

/// The widest name of an artwork, with its mark.
const NAME: u16 = 22;

/// Columns of a probability.
const CHANCE: u16 = 7;

/// The probabilities that a policy gives to the arms of an impression.
struct Bars<'a> {
    arms: &'a [SeenArm],
    probabilities: Vec<f64>,
    /// The arms, the one with the largest logged probability first.
    order: &'a [usize],
    shown: usize,
    /// The most probable arm.
    likely: usize,
}

/// Draws all that is known of the event under the cursor.
pub(super) fn draw(scene: &mut Scene<'_>, state: &State, replay: &Replay, area: Rect) {
    for y in area.y..area.bottom() {
        scene.write(Rect::new(area.x, y, 1, 1), "│", Role::Edge);
    }
    let mut rest = Rect {
        x: area.x + 2,
        width: area.width.saturating_sub(4),
        ..area
    };
    let sentence = names(state).sentence(&replay.happening());
    let used = scene.paragraph(top(rest, 3), &sentence, Role::Strong);
    skip(&mut rest, used);
    let note = missing(state, replay).map(|note| {
        let lines = wrap(&note, rest.width, 2).len() as u16;
        rest.height = rest.height.saturating_sub(lines);
        let area = Rect {
            y: rest.bottom(),
            height: lines,
            ..rest
        };
        (note, area)
    });
    if let Some((note, area)) = note {
        scene.paragraph(area, &note, Role::Negative);
    }
    match replay.selected() {
        Some(place) => draw_impression(scene, replay, place, rest),
        None => draw_visit(scene, replay, rest),
    }
}

/// Draws what the session began with, and how many impressions of the visit ended in which way.
fn draw_visit(scene: &mut Scene<'_>, replay: &Replay, area: Rect) {
    let mut rest = area;
    if let Happening::Started(start) = replay.happening() {
        let facts = format!(
            "session {} · seed {} · catalog {}",
            start.session, start.seed, start.catalog_digest
        );
        let used = scene.paragraph(top(rest, 3), &facts, Role::Muted);
        skip(&mut rest, used);
    }
    let page = replay.page();
    let places = page.values().flat_map(|strip| strip.values());
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for place in places {
        let word = replay.fate(*place).word();
        match counts.iter_mut().find(|(known, _)| *known == word) {
            Some((_, count)) => *count += 1,
            None => counts.push((word, 1)),
        }
    }
    if counts.is_empty() {
        return;
    }
    skip(&mut rest, 1);
    scene.write(top(rest, 1), "The pictures of this visit", Role::Accent);
    skip(&mut rest, 1);
    for (line, (word, count)) in rest.rows().zip(&counts) {
        scene.write(line, &format!("{count:>4} {word}"), Role::Text);
    }
    skip(&mut rest, counts.len() as u16 + 1);
    let advice = "Click on one to see what it was chosen from.";
    scene.paragraph(rest, advice, Role::Muted);
}

/// What the catalog lacks by now of what is on the page.
fn missing(state: &State, replay: &Replay) -> Option<String> {
    let page = replay.page();
    let places: Vec<usize> = page
        .values()
        .flat_map(|strip| strip.values().copied())
        .collect();
    let names = names(state);
    let is_missing = |place: &&usize| {
        let seen = replay.seen(**place);
        let artwork = &replay.arms(**place)[seen.chosen].artwork;
        !names.knows(&seen.title, artwork)
    };
    let missing = places.iter().filter(is_missing).count();
    let all = wording::count(places.len(), "picture is", "pictures are");
    (missing > 0).then(|| format!("✗ {missing} of {all} not in this catalog: ids stand there."))
}

fn draw_impression(scene: &mut Scene<'_>, replay: &Replay, place: usize, area: Rect) {
    let mut rest = area;
    let seen = replay.seen(place);
    let strip = Strip::of(seen).label().to_lowercase();
    let slot = format!(
        "impression {} · {strip}, column {} · visit {} · ● shown",
        seen.id, seen.slot.column, seen.visit
    );
    let used = scene.paragraph(top(rest, 2), &slot, Role::Muted);
    skip(&mut rest, used + 1);
    let arms = replay.arms(place);
    let mut order: Vec<usize> = (0..arms.len()).collect();
    order.sort_by(|a, b| arms[*b].probability.total_cmp(&arms[*a].probability));
    let logged = Bars {
        arms,
        probabilities: arms.iter().map(|arm| arm.probability).collect(),
        order: &order,
        shown: seen.chosen,
        likely: seen.chosen,
    };
    let outcomes = wording::count(seen.model_version as usize, "outcome", "outcomes");
    let heading = [
        (seen.policy.to_string(), Role::Accent),
        (format!(" · learnt from {outcomes}"), Role::Muted),
    ];
    scene.line(top(rest, 1), &heading);
    let Some(given) = replay.given(place) else {
        skip(&mut rest, 1);
        logged.draw(scene, rest);
        return;
    };
    // Both get the same room, and a line stays free between them.
    let half = (rest.height / 2).min(arms.len() as u16 + 2);
    let mut own = top(rest, half.saturating_sub(1));
    skip(&mut own, 1);
    logged.draw(scene, own);
    skip(&mut rest, half);
    let policy = replay
        .policy()
        .map_or_else(String::new, |spec| spec.to_string());
    draw_given(scene, &policy, given, &logged, rest);
}

/// Draws what the policy compared with gives to the arms of `logged`.
fn draw_given(
    scene: &mut Scene<'_>,
    policy: &str,
    given: Result<Given<'_>, Missing>,
    logged: &Bars<'_>,
    area: Rect,
) {
    let given = match given {
        Ok(given) => given,
        Err(missing) => {
            let why = match missing {
                Missing::Pending => "is still learning from the log …",
                Missing::Features => "knows other features than these: nothing to compare",
            };
            scene.paragraph(area, &format!("{policy} {why}"), Role::Muted);
            return;
        }
    };
    let learnt = wording::count(given.learnt, "outcome", "outcomes");
    let after = if given.is_same_past {
        format!(" · from the same {learnt}")
    } else {
        format!(" · from {learnt} of this log")
    };
    let heading = [(policy.to_owned(), Role::Accent), (after, Role::Muted)];
    scene.line(top(area, 1), &heading);
    let mut rest = area;
    skip(&mut rest, 1);
    let bars = Bars {
        probabilities: given.probabilities.to_vec(),
        likely: given.likely,
        ..*logged
    };
    bars.draw(scene, rest);
}

impl Bars<'_> {
    /// Draws as many arms as fit, what was shown and what is most probable among them.
    fn draw(&self, scene: &mut Scene<'_>, area: Rect) {
        let lines = usize::from(area.height);
        if lines == 0 {
            return;
        }
        let room = if self.order.len() > lines {
            lines - 1
        } else {
            lines
        };
        let mut drawn = self.order.to_vec();
        // What was shown, and what would have been, stay in sight even where there is no room.
        for (place, needed) in [self.shown, self.likely].into_iter().enumerate() {
            let at = drawn.iter().position(|arm| *arm == needed);
            if let Some(at) = at.filter(|at| *at >= room) {
                drawn.swap(at, room.saturating_sub(1 + place));
            }
        }
        let hidden = drawn.split_off(room.clamp(1, drawn.len()));
        let names = drawn
            .iter()
            .map(|arm| width(self.arms[*arm].artwork.as_str()) + 3);
        let name = names.max().unwrap_or(0).min(NAME).min(area.width / 2);
        for (line, arm) in area.rows().zip(&drawn) {
            self.draw_arm(scene, *arm, line, name);
        }
        if let Some(line) = area.rows().nth(drawn.len())
            && !hidden.is_empty()
        {
            let chance = hidden.iter().map(|arm| self.probabilities[*arm]).sum();
            let chance = wording::chance(chance);
            let more = format!("  and {} more, together {chance}", hidden.len());
            scene.write(line, &more, Role::Muted);
        }
    }

    fn draw_arm(&self, scene: &mut Scene<'_>, arm: usize, line: Rect, name: u16) {
        let (mark, role): (Part, Role) = if arm == self.shown {
            (("● ".to_owned(), Role::Accent), Role::Strong)
        } else if arm == self.likely {
            (("≠ ".to_owned(), Role::Difference), Role::Strong)
        } else {
            (("○ ".to_owned(), Role::Muted), Role::Text)
        };
        let parts = [mark, (self.arms[arm].artwork.to_string(), role)];
        let part = Rect {
            width: name.saturating_sub(1),
            ..line
        };
        scene.line(part, &parts);
        let bar = Rect {
            x: line.x + name,
            width: line.width.saturating_sub(name + CHANCE),
            ..line
        };
        let probability = self.probabilities[arm];
        let shade = if arm == self.shown {
            Role::Accent
        } else {
            Role::Muted
        };
        gauge(scene, bar, probability, shade);
        let chance = [(wording::chance(probability), role)];
        scene.line_right(line, &chance);
    }
}

/// Takes lines away from the top of `area`.
fn skip(area: &mut Rect, lines: u16) {
    let lines = lines.min(area.height);
    area.y += lines;
    area.height -= lines;
}

/// The first lines of `area`.
fn top(area: Rect, lines: u16) -> Rect {
    Rect {
        height: area.height.min(lines),
        ..area
    }
}

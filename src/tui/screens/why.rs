//! Why this picture: a panel over the page.

mod candidates;
mod contributions;
mod pictures;

use ratatui::layout::Rect;

use crate::{
    catalog::{Canvas, TitleIndex},
    engine::{self, Candidate, Explanation, Sentences, counterfactual_sentences, counterfactuals},
    session::State,
    tui::{Role, Scene, widgets::panel},
};

/// From this width on, the page stays in sight beside the panel.
const WIDE: u16 = 100;

/// From this height on, there is room for pictures.
const TALL: u16 = 26;

/// What is explained, in numbers and words.
#[derive(Debug, Clone, Copy)]
struct Case<'a> {
    state: &'a State,
    title: TitleIndex,
    canvas: Canvas,
    explanation: &'a Explanation,
    sentences: &'a Sentences,
    /// What would have to change for another picture to win.
    changes: &'a [String],
}

impl<'a> Case<'a> {
    /// The name of a candidate's artwork.
    fn name(&self, candidate: &Candidate) -> &'a str {
        let title = &self.state.catalog[self.title];
        title.artwork[candidate.artwork].id.as_str()
    }

    /// The unit of the policy's scores.
    fn unit(&self) -> &'static str {
        self.state.serving().learner().name().about().unit
    }
}

/// Draws the explanation of the picture of `title` on `canvas`.
pub(in crate::tui) fn draw(
    scene: &mut Scene<'_>,
    state: &State,
    title: TitleIndex,
    canvas: Canvas,
) {
    let screen = scene.area();
    let width = match screen.width {
        wide if wide >= WIDE => wide * 55 / 100,
        narrow => narrow,
    };
    let area = Rect {
        x: screen.width - width,
        y: 1,
        width,
        height: screen.height.saturating_sub(2),
    };
    let name = &state.catalog[title].name;
    let inner = panel(scene, area, &format!("Why this picture? {name}"));
    if draw_decision(scene, state, title, canvas, inner).is_none() {
        let none = "No picture of this title can be shown here, so nothing was chosen.";
        scene.paragraph(inner, none, Role::Text);
    }
}

/// Draws why the decision came about; `None` if there is none.
fn draw_decision(
    scene: &mut Scene<'_>,
    state: &State,
    title: TitleIndex,
    canvas: Canvas,
    area: Rect,
) -> Option<()> {
    let profile = state.active()?;
    let explanation = state.explain(title, canvas)?;
    let reasons = engine::Case {
        catalog: &state.catalog,
        title,
        canvas,
        profile,
        taste: state.taste(&profile.id)?,
        now: state.now,
        time: state.settings.zone.local(state.now),
        device: state.settings.device,
        learner: state.serving().learner(),
        decision: state.decision(title, canvas)?,
    };
    let case = Case {
        state,
        title,
        canvas,
        explanation: &explanation,
        sentences: &explanation.sentences(&reasons),
        changes: &counterfactual_sentences(&reasons, &counterfactuals(&reasons)),
    };
    draw_case(scene, case, area);
    Some(())
}

fn draw_case(scene: &mut Scene<'_>, case: Case<'_>, area: Rect) {
    let is_tall = area.height >= TALL;
    let mut rest = area;
    let mut say = |rest: &mut Rect, said: &str, lines: u16, role| {
        let place = Rect {
            height: lines.min(rest.height),
            ..*rest
        };
        let used = scene.paragraph(place, said, role);
        *rest = below(*rest, used);
    };
    say(&mut rest, &case.sentences.why, 3, Role::Strong);
    let notes = case.sentences.notes.join(" ");
    say(&mut rest, &notes, if is_tall { 4 } else { 2 }, Role::Text);
    let listed = candidates::height(&case);
    let has_room = rest.height >= listed + contributions::height(&case) + 4;
    let (told, lines) = match (is_tall, has_room) {
        (true, _) => (case.changes.len(), 2),
        (false, has_room) => (1, 1 + u16::from(has_room)),
    };
    for change in case.changes.iter().take(told) {
        say(&mut rest, change, lines, Role::Difference);
    }
    rest = below(rest, 1);
    let beside = listed + 1 + contributions::least(&case);
    if is_tall {
        let room = Rect {
            height: rest.height.saturating_sub(beside + 1),
            ..rest
        };
        let used = pictures::draw(scene, &case, room);
        rest = below(rest, used + u16::from(used > 0));
    }
    let least = contributions::least(&case);
    let listed = listed.min(rest.height.saturating_sub(least + 1).max(candidates::LEAST));
    let middle = Rect {
        height: rest.height.saturating_sub(listed + 1),
        ..rest
    };
    let used = contributions::draw(scene, &case, middle);
    rest = below(rest, used + u16::from(used > 0));
    candidates::draw(scene, &case, rest);
}

fn below(area: Rect, lines: u16) -> Rect {
    let lines = lines.min(area.height);
    Rect {
        y: area.y + lines,
        height: area.height - lines,
        ..area
    }
}

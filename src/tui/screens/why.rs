//! Why this picture: a panel over the page.

mod candidates;
mod contributions;
mod pictures;
mod reasons;

use ratatui::layout::Rect;

use crate::{
    catalog::{Canvas, TitleIndex},
    engine::Explanation,
    profiles::Profile,
    session::State,
    tui::{Role, Scene, widgets::panel},
};

/// From this width on, the page stays in sight beside the panel.
const WIDE: u16 = 100;

/// From this height on, there is room for pictures.
const TALL: u16 = 26;

/// What is explained, and to whom.
#[derive(Debug, Clone, Copy)]
struct Case<'a> {
    state: &'a State,
    profile: &'a Profile,
    title: TitleIndex,
    canvas: Canvas,
    explanation: &'a Explanation,
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
    let explanation = state.explain(title, canvas);
    match (state.active(), &explanation) {
        (Some(profile), Some(explanation)) => {
            let case = Case {
                state,
                profile,
                title,
                canvas,
                explanation,
            };
            draw_case(scene, case, inner);
        }
        _ => {
            let none = "No picture of this title can be shown here, so nothing was chosen.";
            scene.paragraph(inner, none, Role::Text);
        }
    }
}

fn draw_case(scene: &mut Scene<'_>, case: Case<'_>, area: Rect) {
    let sentence = reasons::sentence(&case);
    let mut rest = area;
    let used = scene.paragraph(
        Rect {
            height: 3.min(rest.height),
            ..rest
        },
        &sentence,
        Role::Strong,
    );
    rest = below(rest, used);
    if let Some(favour) = reasons::trial(&case) {
        let line = Rect {
            height: 2.min(rest.height),
            ..rest
        };
        let used = scene.paragraph(line, &favour, Role::Text);
        rest = below(rest, used);
    }
    rest = below(rest, 1);
    if area.height >= TALL {
        let used = pictures::draw(scene, &case, rest);
        rest = below(rest, used + 1);
    }
    let listed = candidates::height(&case).min(rest.height);
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

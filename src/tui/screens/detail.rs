//! A title's own page: the artwork that is looked at, the facts, and the whole artwork set.

mod facts;
mod strip;

use ratatui::layout::Rect;

use crate::{
    artwork::PictureId,
    catalog::Title,
    engine::Decision,
    session::{Detail, State},
    tui::{
        Role, Scene,
        scene::{Part, picture_rows},
        wording,
    },
};

/// Lines below the large picture.
const CAPTION: u16 = 2;

/// Draws the page.
pub(in crate::tui) fn draw(scene: &mut Scene<'_>, state: &State, detail: &Detail) {
    let top = strip::draw(scene, state, detail);
    let screen = scene.area();
    let area = Rect {
        x: 2,
        y: 2,
        width: screen.width.saturating_sub(4),
        height: top.saturating_sub(3),
    };
    let picture = picture_area(area);
    let title = &state.catalog[detail.title];
    let id = PictureId::Artwork {
        title: detail.title,
        artwork: detail.looking_at,
    };
    scene.picture(picture, picture.height, id, &title.name);
    draw_caption(scene, state, detail, picture);
    let text = Rect {
        width: picture.x.saturating_sub(area.x + 3),
        ..area
    };
    facts::draw(scene, state, detail.title, text);
}

/// Columns that the text beside the large picture has at least.
const TEXT: u16 = 30;

/// The place of the large picture: at the right, as large as the text allows.
fn picture_area(area: Rect) -> Rect {
    let rows = area.height.saturating_sub(CAPTION).max(1);
    let widest = (area.width * 3 / 5).min(area.width.saturating_sub(TEXT));
    let columns = (rows * 32 / 9).min(widest).max(1);
    let rows = rows.min(picture_rows(columns));
    Rect {
        x: area.right() - columns,
        y: area.y,
        width: columns,
        height: rows,
    }
}

/// What is known of the picture that is looked at.
fn draw_caption(scene: &mut Scene<'_>, state: &State, detail: &Detail, picture: Rect) {
    let title = &state.catalog[detail.title];
    let artwork = &title.artwork[detail.looking_at];
    let line = |below: u16| Rect {
        y: picture.bottom() + below,
        height: 1,
        ..picture
    };
    let mut first = vec![
        (artwork.id.to_string(), Role::Strong),
        (
            format!(" · {}, {}", artwork.shot, artwork.tone),
            Role::Muted,
        ),
    ];
    if chosen(state, detail) == Some(detail.looking_at) {
        first.insert(0, ("● ".to_owned(), Role::Accent));
    }
    scene.line(line(0), &first);
    scene.write(line(1), &shows(title, detail.looking_at), Role::Muted);
}

fn shows(title: &Title, artwork: usize) -> String {
    let artwork = &title.artwork[artwork];
    let mut shown: Vec<String> = [&artwork.genres, &artwork.themes]
        .iter()
        .filter(|weights| !weights.is_empty())
        .map(|weights| wording::weights(weights))
        .collect();
    if !artwork.cast.is_empty() {
        shown.push(wording::list(&artwork.cast));
    }
    shown.join(" · ")
}

/// The chance that each artwork of the set had, in words.
fn chance(state: &State, detail: &Detail, artwork: usize) -> Part {
    let decision = state.decision(detail.title, detail.canvas);
    let arm = decision.and_then(|decision| {
        let arm = decision
            .actions
            .arms()
            .iter()
            .position(|other| *other == artwork)?;
        Some(decision.distribution.probabilities()[arm])
    });
    match (arm, decision) {
        (Some(probability), _) => (wording::chance(probability), Role::Text),
        (None, Some(_)) => (format!("not for a {}", detail.canvas), Role::Muted),
        (None, None) => (String::new(), Role::Muted),
    }
}

/// The place in the title's set of the artwork that was chosen where the page was opened.
fn chosen(state: &State, detail: &Detail) -> Option<usize> {
    let decision = state.decision(detail.title, detail.canvas);
    decision.map(Decision::artwork)
}

//! What personalisation did with one picture, in a few words.

use crate::{
    engine::Explanation,
    profiles::ProfileId,
    session::{Placed, State},
    tui::{Role, scene::Part, wording},
};

/// How far the picture in this slot is from the catalog's default: by how much the policy prefers
/// it, and the chance that it had.
pub(super) fn note(state: &State, profile: &ProfileId, placed: &Placed) -> Vec<Part> {
    let decision = state
        .serving()
        .decision(profile, placed.title, placed.canvas);
    let (Some(decision), Some(taste)) = (decision, state.taste(profile)) else {
        return vec![("no picture fits here".to_owned(), Role::Muted)];
    };
    let chance = wording::chance(decision.propensity());
    if !decision.differs_from_default() {
        return vec![(format!("default · {chance}"), Role::Muted)];
    }
    let explanation = Explanation::of(decision, &state.catalog, placed.title, taste);
    let preference = explanation.preference();
    let amount = preference.map_or(String::new(), |amount| format!(" {amount:+.2}"));
    vec![
        (format!("◆{amount}"), Role::Difference),
        (format!(" · {chance}"), Role::Muted),
    ]
}

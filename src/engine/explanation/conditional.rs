//! Counterfactuals in sentences.

use super::{Case, Change, Counterfactual, chance, counterfactual::MANY};
use crate::{catalog::TitleIndex, engine::Device, text::Text};

/// What would have to change, in sentences: one for each of `counterfactuals`, or that there is
/// nothing. Nothing is said where there was nothing to choose from.
#[must_use]
pub fn counterfactual_sentences(
    case: &Case<'_>,
    counterfactuals: &[Counterfactual],
) -> Vec<String> {
    if counterfactuals.is_empty() && case.decision.actions.len() > 1 {
        return vec!["Nothing that keyart can vary would change it.".to_owned()];
    }
    counterfactuals
        .iter()
        .map(|counterfactual| sentence(case, counterfactual))
        .collect()
}

fn sentence(case: &Case<'_>, counterfactual: &Counterfactual) -> String {
    let id = Text::new(case.title().artwork[counterfactual.artwork].id.as_str());
    let chance = chance(counterfactual.probability);
    let name = &case.profile.name;
    let condition = match &counterfactual.change {
        Change::LearntSince => {
            return format!("By what has been learnt since, {id} leads now (chance {chance}).");
        }
        Change::WithoutVariety => "if variety on the page did not count".to_owned(),
        Change::WithoutWatched(titles) => {
            let quoted = |title: &TitleIndex| format!("\"{}\"", case.catalog[*title].name);
            let named = if titles.len() < MANY { titles.len() } else { 2 };
            let mut titles: Vec<String> = titles.iter().map(quoted).collect();
            let more = titles.split_off(named).len();
            titles.extend((more > 0).then(|| format!("{more} more")));
            format!("had {name} not watched {}", enumeration(&titles))
        }
        Change::WithoutHistory => format!("if nothing that {name} watched were known"),
        Change::AtHour(hour) => format!("at {hour} o'clock"),
        Change::OnDevice(device) => match device {
            Device::Tv => "on a television".to_owned(),
            Device::Desktop => "on a computer".to_owned(),
            Device::Tablet => "on a tablet".to_owned(),
            Device::Phone => "on a phone".to_owned(),
        },
        Change::Raised { feature, from, to } => {
            format!("if its {feature} match were {to:.2} instead of {from:.2}")
        }
    };
    let known = if case.is_current() {
        ""
    } else {
        "By what is known now, "
    };
    format!("{known}{id} would lead (chance {chance}) {condition}.")
}

/// `one`, `one and two`, `one, two and three`.
fn enumeration(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

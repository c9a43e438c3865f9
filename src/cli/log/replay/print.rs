//! An event of a log as text and as JSON.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::{
    catalog::Canvas,
    cli::columns::print_columns,
    engine::chance,
    profiles::ProfileId,
    session::{Fate, Given, Happening, Missing, Names, Replay},
    time::Zone,
};

/// Prints the event, the page as it was and the probabilities.
pub(super) fn text(replay: &Replay, names: &Names<'_>, out: &mut dyn Write) -> io::Result<()> {
    let position = replay.position();
    let who = position
        .profile
        .map_or("nobody yet", |id| names.profile(id));
    writeln!(
        out,
        "event {} of {} · session {} of {} ({}) · {} · {who}",
        position.event,
        position.events,
        position.session,
        position.sessions,
        position.start.session,
        Zone::system().written(position.at),
    )?;
    writeln!(out, "{}.", names.sentence(&replay.happening()))?;
    print_page(replay, names, out)?;
    if let Some(place) = replay.selected() {
        print_arms(replay, place, out)?;
    }
    match replay.summary() {
        Some(summary) => writeln!(out, "\n{summary}."),
        None => Ok(()),
    }
}

fn print_page(replay: &Replay, names: &Names<'_>, out: &mut dyn Write) -> io::Result<()> {
    let page = replay.page();
    if page.is_empty() {
        return writeln!(out, "\nNothing was on the screen yet.");
    }
    let headings = ["", "column", "title", "artwork", "chance", "became of it"];
    let mut rows = vec![headings.map(str::to_owned).to_vec()];
    let mut unknown = 0;
    for (strip, of) in &page {
        for (column, place) in of {
            let seen = replay.seen(*place);
            let arm = &replay.arms(*place)[seen.chosen];
            unknown += usize::from(!names.knows(&seen.title, &arm.artwork));
            let fate = match replay.fate(*place) {
                Fate::Played { fraction } => format!("played {:.0} %", fraction * 100.0),
                other => other.word().to_owned(),
            };
            rows.push(vec![
                strip.label(),
                column.to_string(),
                names.title(&seen.title).to_owned(),
                arm.artwork.to_string(),
                chance(arm.probability),
                fate,
            ]);
        }
    }
    writeln!(out)?;
    print_columns(&rows, 1..2, out)?;
    if unknown > 0 {
        writeln!(
            out,
            "note: {unknown} of these pictures are not in this catalog: ids stand for them"
        )?;
    }
    Ok(())
}

/// Prints what the arms of an impression were given.
fn print_arms(replay: &Replay, place: usize, out: &mut dyn Write) -> io::Result<()> {
    let seen = replay.seen(place);
    writeln!(
        out,
        "\nimpression {}: {} chose after {} outcomes",
        seen.id, seen.policy, seen.model_version
    )?;
    let given = replay.given(place);
    let policy = replay.policy().map(|policy| policy.to_string());
    let probabilities = match &given {
        Some(Ok(given)) => {
            let of = if given.is_same_past {
                "the same"
            } else {
                "this log's first"
            };
            let policy = policy.as_deref().unwrap_or_default();
            writeln!(
                out,
                "{policy} would have learnt from {of} {} outcomes",
                given.learnt
            )?;
            Some(given.probabilities)
        }
        Some(Err(Missing::Features | Missing::Pending)) => {
            writeln!(
                out,
                "its features are of another version: nothing to compare"
            )?;
            None
        }
        None => None,
    };
    let mut headings = vec![String::new(), "artwork".to_owned(), seen.policy.to_string()];
    headings.extend(policy.filter(|_| probabilities.is_some()));
    let mut rows = vec![headings];
    for (arm, it) in replay.arms(place).iter().enumerate() {
        let likely = given.and_then(Result::ok).map(|given| given.likely);
        let mark = match arm {
            arm if arm == seen.chosen => "shown",
            arm if likely == Some(arm) => "instead",
            _ => "",
        };
        let mut row = vec![
            mark.to_owned(),
            it.artwork.to_string(),
            chance(it.probability),
        ];
        row.extend(probabilities.map(|given| chance(given[arm])));
        rows.push(row);
    }
    print_columns(&rows, 2..4, out)
}

/// The event, the page as it was and the probabilities as one object.
pub(super) fn json(replay: &Replay, names: &Names<'_>) -> Value {
    let position = replay.position();
    let happening = replay.happening();
    let kind = match happening {
        Happening::Started(_) => "session_started",
        Happening::Came(_) => "profile_selected",
        Happening::Seen(_) => "impression",
        Happening::Followed(..) => "outcome",
        Happening::Ended => "session_ended",
    };
    let page = replay.page();
    let slots = page.values().flat_map(|strip| strip.values());
    json!({
        "event": {
            "number": position.event,
            "of": position.events,
            "session": position.start.session.as_str(),
            "session_number": position.session,
            "sessions": position.sessions,
            "sequence": position.sequence,
            "at": position.at.rfc3339(),
            "kind": kind,
            "sentence": names.sentence(&happening),
        },
        "page": {
            "profile": position.profile.map(ProfileId::as_str),
            "visit": position.visit,
            "slots": slots.map(|place| slot_json(replay, *place)).collect::<Vec<_>>(),
        },
        "impression": replay.selected().map(|place| impression_json(replay, place)),
        "comparison": comparison_json(replay),
    })
}

fn slot_json(replay: &Replay, place: usize) -> Value {
    let seen = replay.seen(place);
    let arm = &replay.arms(place)[seen.chosen];
    let fate = replay.fate(place);
    let mut slot = json!({
        "impression": seen.id.0,
        "canvas": seen.slot.canvas.as_str(),
        "row": seen.slot.row,
        "column": seen.slot.column,
        "title": seen.title.as_str(),
        "artwork": arm.artwork.as_str(),
        "propensity": arm.probability,
        "became": fate.word(),
    });
    if let Fate::Played { fraction } = fate {
        slot["fraction"] = json!(fraction);
    }
    if let Some(Ok(given)) = replay.given(place) {
        slot["probability"] = json!(given.probabilities[seen.chosen]);
        slot["instead"] = json!(instead(replay, place, &given));
    }
    slot
}

/// The artwork that the policy compared with would most likely have shown, if it is another one.
fn instead<'a>(replay: &'a Replay, place: usize, given: &Given<'_>) -> Option<&'a str> {
    let is_other = given.likely != replay.seen(place).chosen;
    is_other.then(|| replay.arms(place)[given.likely].artwork.as_str())
}

fn impression_json(replay: &Replay, place: usize) -> Value {
    let seen = replay.seen(place);
    let given = replay.given(place).and_then(Result::ok);
    let arms = replay.arms(place).iter().enumerate().map(|(arm, it)| {
        json!({
            "artwork": it.artwork.as_str(),
            "logged": it.probability,
            "compared": given.map(|given| given.probabilities[arm]),
        })
    });
    json!({
        "impression": seen.id.0,
        "profile": seen.profile.as_str(),
        "title": seen.title.as_str(),
        "canvas": Canvas::as_str(seen.slot.canvas),
        "policy": &*seen.policy,
        "model_version": seen.model_version,
        "shown": replay.arms(place)[seen.chosen].artwork.as_str(),
        "instead": given.and_then(|given| instead(replay, place, &given)),
        "learnt": given.map(|given| given.learnt),
        "is_same_past": given.map(|given| given.is_same_past),
        "arms": arms.collect::<Vec<_>>(),
    })
}

fn comparison_json(replay: &Replay) -> Option<Value> {
    let policy = replay.policy()?.to_string();
    let tally = replay.tally()?.ok()?;
    Some(json!({
        "policy": policy,
        "impressions": tally.compared,
        "others": tally.others,
        "average_probability": tally.average(),
    }))
}

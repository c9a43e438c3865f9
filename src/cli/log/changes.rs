//! `keyart log changes`: when artwork gave way to another one.

use std::{io::Write, path::Path};

use serde_json::json;

use super::{ChangesOptions, Failure, columns::print_columns, print_empty, print_tails, torn_json};
use crate::{
    log,
    profiles::{Profiles, Store},
    session::{Change, Changes},
    text::Text,
};

/// Prints the changes that the log in `folder` tells of, the newest last.
pub(super) fn run(
    options: &ChangesOptions,
    folder: &Path,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let mut changes = Changes::default();
    let (mut tails, mut is_empty) = (Vec::new(), true);
    for segment in log::read(folder)? {
        let mut segment = segment?;
        for record in &mut segment {
            let record = record?;
            changes.take(&record.event, record.at);
            is_empty = false;
        }
        tails.extend(segment.tail().cloned());
    }
    let profile = options.profile.as_deref();
    let profile = profile.map(|name| profile_id(name, folder)).transpose()?;
    let is_wanted = |change: &&Change| {
        profile
            .as_ref()
            .is_none_or(|it| change.profile.as_str() == it)
            && options
                .title
                .as_ref()
                .is_none_or(|it| change.title.as_str() == it)
    };
    let wanted: Vec<&Change> = changes.as_slice().iter().filter(is_wanted).collect();
    if options.json {
        for change in wanted {
            writeln!(out, "{}", change_json(change))?;
        }
        for torn in &tails {
            writeln!(out, "{}", json!({ "torn": torn_json(torn) }))?;
        }
        return Ok(());
    }
    match (wanted.is_empty(), changes.as_slice().len()) {
        (false, _) => print(&wanted, out)?,
        (true, _) if is_empty => print_empty(folder, out)?,
        (true, 0) => writeln!(
            out,
            "No artwork changed yet: that happens when a profile comes back to a title and sees \
             another picture of it. Browse with `keyart`."
        )?,
        (true, all) => writeln!(
            out,
            "None of the {all} changes in the log is of this profile and title: `keyart profiles` \
             and `keyart log stats --by title` list both."
        )?,
    }
    Ok(print_tails(&tails, out)?)
}

/// The id of the profile with this id or, ignoring case, this name; the name itself if there is no
/// such profile any more, for the log may still know it.
fn profile_id(name: &str, folder: &Path) -> Result<String, Failure> {
    let wanted = Text::new(name).to_lowercase();
    let data = folder.parent().unwrap_or(folder);
    let opened = Store::open(data).map_err(|error| Failure::Input(error.to_string()))?;
    let profiles = opened.1;
    let all = profiles.iter().flat_map(Profiles::as_slice);
    let mut found = all.filter(|it| it.id.as_str() == name || it.name.to_lowercase() == wanted);
    Ok(found
        .next()
        .map_or_else(|| name.to_owned(), |profile| profile.id.as_str().to_owned()))
}

fn print(changes: &[&Change], out: &mut dyn Write) -> Result<(), Failure> {
    let headings = ["when", "profile", "title", "canvas", "from", "to"];
    let mut rows = vec![headings.map(str::to_owned).to_vec()];
    rows.extend(changes.iter().map(|change| {
        vec![
            change.at.rfc3339(),
            change.profile.to_string(),
            change.title.to_string(),
            change.canvas.to_string(),
            change.from.to_string(),
            change.to.to_string(),
        ]
    }));
    Ok(print_columns(&rows, 0..0, out)?)
}

fn change_json(change: &Change) -> serde_json::Value {
    json!({
        "at": change.at.rfc3339(),
        "session": change.session.as_str(),
        "visit": change.visit,
        "profile": change.profile.as_str(),
        "title": change.title.as_str(),
        "canvas": change.canvas.as_str(),
        "from": change.from.as_str(),
        "to": change.to.as_str(),
    })
}

//! The text of a profiles file.

use serde::Serialize;

use super::{model::Profile, reading::SCHEMA, set::Profiles};
use crate::catalog::{ArtworkId, TitleId};

#[derive(Serialize)]
struct WireFile<'a> {
    schema: i64,
    next: u64,
    profile: Vec<WireProfile<'a>>,
}

#[derive(Serialize)]
struct WireProfile<'a> {
    id: &'a str,
    name: &'a str,
    avatar: &'a str,
    maturity: &'static str,
    list: Vec<&'a str>,
    thumb: Vec<WireThumb<'a>>,
    viewing: Vec<WireViewing<'a>>,
}

#[derive(Serialize)]
struct WireThumb<'a> {
    title: &'a str,
    thumb: &'static str,
}

#[derive(Serialize)]
struct WireViewing<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    artwork: Option<&'a str>,
    at: String,
    fraction: f64,
}

/// The file that holds `profiles`.
///
/// # Errors
/// If a value cannot be written as TOML.
pub(super) fn file(profiles: &Profiles) -> Result<String, toml::ser::Error> {
    toml::to_string(&WireFile {
        schema: SCHEMA,
        next: profiles.next(),
        profile: profiles.as_slice().iter().map(profile).collect(),
    })
}

fn profile(profile: &Profile) -> WireProfile<'_> {
    let thumbs = profile.thumbs.iter().map(|(title, thumb)| WireThumb {
        title: title.as_str(),
        thumb: thumb.as_str(),
    });
    let history = profile.history.iter().map(|viewing| WireViewing {
        title: viewing.title.as_str(),
        artwork: viewing.artwork.as_ref().map(ArtworkId::as_str),
        at: viewing.at.rfc3339(),
        fraction: viewing.fraction,
    });
    WireProfile {
        id: profile.id.as_str(),
        name: &profile.name,
        avatar: profile.avatar.as_str(),
        maturity: profile.maturity.as_str(),
        list: profile.list.iter().map(TitleId::as_str).collect(),
        thumb: thumbs.collect(),
        viewing: history.collect(),
    }
}

//! How a recorded session began.

use super::is_readable;
use crate::{
    script::{player::World, token::quoted, value::written_duration},
    session::Size,
};

/// Something about a session that a script cannot say.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a script cannot say `{0}`")]
pub struct Unsayable(pub String);

/// The first lines of a script that begins as `world` says, without those settings that a script
/// has anyway. Catalog and data are files as the script's folder sees them.
///
/// # Errors
/// [`Unsayable`] with the line.
pub fn header(
    world: &World,
    catalog: Option<&str>,
    data: Option<&str>,
) -> Result<String, Unsayable> {
    let moment = world.clock.rfc3339();
    let day = moment.split('T').next().unwrap_or_default();
    let version = env!("CARGO_PKG_VERSION");
    let mut text = format!("# Recorded on {day} with keyart {version}.\n\n");
    for line in settings(world, catalog, data) {
        if !is_readable(&line) {
            return Err(Unsayable(line));
        }
        text += &line;
        text.push('\n');
    }
    Ok(text)
}

fn settings(world: &World, catalog: Option<&str>, data: Option<&str>) -> Vec<String> {
    let usual = World::default();
    let mut lines = Vec::new();
    let mut set = |is_unusual: bool, line: String| {
        if is_unusual {
            lines.push(format!("Set {line}"));
        }
    };
    let Size { columns, rows } = world.size;
    set(world.size != usual.size, format!("Size {columns}x{rows}"));
    set(world.seed != usual.seed, format!("Seed {}", world.seed.0));
    set(true, format!("Clock {}", world.clock.rfc3339()));
    let (own, default) = (&world.settings, &usual.settings);
    let zone = own.zone.name().unwrap_or("UTC");
    set(Some(zone) != default.zone.name(), format!("Zone {zone}"));
    let device = own.device;
    set(
        device != default.device,
        format!("Device {}", device.as_str()),
    );
    set(own.reduced_motion, "Motion reduced".to_owned());
    let policy = world.policy.to_string();
    set(
        world.policy != usual.policy,
        format!("Policy {}", quoted(&policy)),
    );
    let theme = world.theme;
    set(theme != usual.theme, format!("Theme {}", theme.as_str()));
    let file = |file: Option<&str>| quoted(file.unwrap_or_default());
    set(catalog.is_some(), format!("Catalog {}", file(catalog)));
    set(data.is_some(), format!("Data {}", file(data)));
    let (dials, usual) = (&world.tuning, &usual.tuning);
    set(
        dials.diversity != usual.diversity,
        format!("Diversity {}", dials.diversity),
    );
    if let Some(mood) = dials.mood {
        set(true, format!("Mood {}", mood.as_str()));
    }
    let canvases = dials.canvases;
    set(
        canvases != usual.canvases,
        format!("Canvases {}", canvases.as_str()),
    );
    set(
        dials.stickiness != 0,
        format!("Stickiness {}", dials.stickiness),
    );
    if let Some(most) = dials.most_changes {
        set(true, format!("MostChanges {most}"));
    }
    let credit = dials.attribution;
    set(
        credit != usual.attribution,
        format!("Attribution {}", credit.as_str()),
    );
    set(
        dials.window != 0,
        format!("Window {}", written_duration(dials.window)),
    );
    lines
}

//! How a session begins.

use std::path::PathBuf;

use super::Halt;
use crate::{
    artwork::{Protocol, composer::avatars},
    engine::{Device, PolicySpec},
    profiles::AvatarId,
    script::{Script, seen_from, statement::Setting},
    seed::Seed,
    session::{Settings, Size, Tuning},
    time::{Timestamp, Zone},
    tui::ThemeName,
};

/// When sessions begin if nothing is said: a Monday evening.
const CLOCK: &str = "2026-01-05T20:30";

/// Milliseconds from one action to the next if nothing is said.
pub const PACE: i64 = 1_000;

/// How a session begins; the same on every machine where a script says nothing.
#[derive(Debug, Clone)]
pub struct World {
    /// The size of the screen.
    pub size: Size,
    /// Where all randomness comes from.
    pub seed: Seed,
    /// The moment.
    pub clock: Timestamp,
    /// Whether somebody asked for that moment.
    pub is_clock_set: bool,
    /// The kind of screen, the zone, the avatars, and how much moves.
    pub settings: Settings,
    /// Milliseconds from one action to the next.
    pub pace: i64,
    /// Which policy chooses.
    pub policy: PolicySpec,
    /// The catalog's file; the demo without one.
    pub catalog: Option<PathBuf>,
    /// The folder of profiles and log to begin with a copy of.
    pub data: Option<PathBuf>,
    /// How pictures are shown.
    pub protocol: Protocol,
    /// The colours of screenshots.
    pub theme: ThemeName,
    /// The dials.
    pub tuning: Tuning,
}

impl Default for World {
    fn default() -> Self {
        let avatars = avatars::avatars().map(|(id, label)| (AvatarId::new(id), label));
        Self {
            size: Size {
                columns: 120,
                rows: 36,
            },
            seed: Seed(1),
            clock: Timestamp::default(),
            is_clock_set: false,
            settings: Settings {
                device: Device::Tv,
                zone: Zone::utc(),
                avatars: avatars.collect(),
                reduced_motion: false,
            },
            pace: PACE,
            policy: PolicySpec::default(),
            catalog: None,
            data: None,
            protocol: Protocol::Off,
            theme: ThemeName::Dark,
            tuning: Tuning::default(),
        }
    }
}

impl World {
    /// What `script` says, and `overrides` in its place where they say something else.
    pub(super) fn of(script: &Script, overrides: &[Setting]) -> Result<Self, String> {
        let mut world = Self::default();
        let mut clock = CLOCK.to_owned();
        for (setting, line) in &script.settings {
            let path = &line.source.path;
            match setting {
                Setting::Catalog(file) => world.catalog = Some(seen_from(path, file)),
                Setting::Data(folder) => world.data = Some(seen_from(path, folder)),
                Setting::Clock(text) => {
                    clock.clone_from(text);
                    world.is_clock_set = true;
                }
                setting => world.set(setting)?,
            }
        }
        for setting in overrides {
            match setting {
                Setting::Catalog(file) => world.catalog = Some(PathBuf::from(file)),
                setting => world.set(setting)?,
            }
        }
        world.clock = world.settings.zone.parse(&clock)?;
        Ok(world)
    }

    fn set(&mut self, setting: &Setting) -> Result<(), String> {
        let tuning = &mut self.tuning;
        match setting {
            Setting::Size(size) => self.size = *size,
            Setting::Seed(seed) => self.seed = Seed(*seed),
            Setting::Zone(name) => self.settings.zone = Zone::named(name)?,
            Setting::Pace(pace) => self.pace = *pace,
            Setting::Device(device) => self.settings.device = *device,
            Setting::Policy(policy) => self.policy = *policy,
            Setting::Protocol(protocol) => self.protocol = *protocol,
            Setting::Theme(theme) => self.theme = *theme,
            Setting::ReducedMotion(reduced) => self.settings.reduced_motion = *reduced,
            Setting::Diversity(diversity) => tuning.diversity = *diversity,
            Setting::Mood(mood) => tuning.mood = Some(*mood),
            Setting::Canvases(canvases) => tuning.canvases = *canvases,
            Setting::Stickiness(visits) => tuning.stickiness = *visits,
            Setting::MostChanges(most) => tuning.most_changes = Some(*most),
            Setting::Attribution(attribution) => tuning.attribution = *attribution,
            Setting::Window(window) => tuning.window = *window,
            // Depend on the script's folder, or on the zone.
            Setting::Catalog(_) | Setting::Data(_) | Setting::Clock(_) => {}
        }
        Ok(())
    }

    /// Begins after the `end` of a log that is there already: a minute later, if nobody asked for
    /// a moment.
    pub(super) fn begin_after(&mut self, end: Option<Timestamp>) -> Result<(), Halt> {
        let Some(end) = end.filter(|end| *end >= self.clock) else {
            return Ok(());
        };
        if self.is_clock_set {
            let message = format!(
                "`Set Clock` lies before the end of the log of `Set Data`, {}",
                end.rfc3339()
            );
            return Err(Halt::Input(message));
        }
        self.clock = end.plus(60_000);
        Ok(())
    }
}

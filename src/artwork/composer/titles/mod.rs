//! The demo titles: one file per title, with its character sheets and its variants.

mod crown_of_ash;
mod deep_blue_hours;
mod drumline;
mod dust_and_silver;
mod glass_garden;
mod last_ferry;
mod little_comet;
mod midnight_matinee;
mod neon_harbor;
mod nine_lives_of_miso;
mod orbit_of_two;
mod paprika;
mod saltwind;
mod snowbound;
mod turbo_summer;
mod velvet_heist;

use super::{
    creature,
    figure::{
        Build, Character, Garment, Hair, Hat, Lighting, Mark,
        body::Body,
        bust::Bust,
        face::Mood,
        held::Held,
        pose,
        profile::{self, Side},
    },
    ground,
    lettering::{Font, Lettering},
    objects,
    palette::{Light, Palette, Rgb, oklch},
    scene::{Scene, at},
    worlds,
};

/// The variants of every title, in the order of the catalog.
pub(super) const ALL: &[fn() -> Vec<Scene>] = &[
    neon_harbor::scenes,
    saltwind::scenes,
    orbit_of_two::scenes,
    last_ferry::scenes,
    paprika::scenes,
    crown_of_ash::scenes,
    midnight_matinee::scenes,
    dust_and_silver::scenes,
    velvet_heist::scenes,
    snowbound::scenes,
    turbo_summer::scenes,
    glass_garden::scenes,
    deep_blue_hours::scenes,
    drumline::scenes,
    nine_lives_of_miso::scenes,
    little_comet::scenes,
];

/// The place of `title`, for a picture without people.
fn wide(title: &str, palette: &Palette) -> String {
    worlds::wide(title, palette).unwrap_or_else(|| ground::sky(palette))
}

/// The place of `title`, quiet, for people to stand before.
fn backdrop(title: &str, palette: &Palette) -> String {
    worlds::backdrop(title, palette).unwrap_or_else(|| ground::sky(palette))
}

/// The thing that stands for `title`, in its middle.
fn object(title: &str, palette: &Palette) -> String {
    objects::object(title, palette).unwrap_or_default()
}

/// A bright palette, fit for laughter: saturated colours of `hue` under an `accent`.
fn vivid(hue: f64, accent: f64) -> Palette {
    // Yellow is only yellow while it is light.
    let lift = 0.12 * (1.0 - (hue - 98.0).abs() / 40.0).max(0.0);
    Palette {
        sky: [
            oklch(0.72 + lift, 0.17, hue),
            oklch(0.80 + lift, 0.15, hue),
            oklch(0.88 + lift * 0.6, 0.11, hue + 8.0),
        ],
        ground: [
            oklch(0.62, 0.16, hue),
            oklch(0.50, 0.14, hue),
            oklch(0.30, 0.10, hue),
        ],
        glow: oklch(0.96, 0.07, hue + 20.0),
        accent: oklch(0.52, 0.21, accent),
    }
}

/// A deep colour of `hue`, for shadows.
fn deep(hue: f64) -> Rgb {
    oklch(0.20, 0.08, hue)
}

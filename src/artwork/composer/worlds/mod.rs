//! The places of the demo titles, painted as vector scenes of 640 by 360 units.
//!
//! Every fragment fills the scene, holds no lettering and no `<svg>` element, and gives its
//! gradients ids that begin with `w-`.

mod crown_of_ash;
mod deep_blue_hours;
mod drumline;
mod dust_and_silver;
mod glass_garden;
mod last_ferry;
mod little_comet;
mod midnight_matinee;
mod neon_harbor;
mod orbit_of_two;
mod paprika;
mod saltwind;
pub(super) mod scene;
mod snowbound;
mod turbo_summer;
mod velvet_heist;

use super::palette::Palette;

/// The establishing picture of the world of `title`, with one strong focus and a calm third at
/// the top or the bottom for lettering. `None` for a title that has no painted world.
#[must_use]
pub fn wide(title: &str, palette: &Palette) -> Option<String> {
    let paint = match title {
        "crown-of-ash" => crown_of_ash::wide,
        "deep-blue-hours" => deep_blue_hours::wide,
        "drumline" => drumline::wide,
        "dust-and-silver" => dust_and_silver::wide,
        "glass-garden" => glass_garden::wide,
        "last-ferry" => last_ferry::wide,
        "little-comet" => little_comet::wide,
        "midnight-matinee" => midnight_matinee::wide,
        "neon-harbor" => neon_harbor::wide,
        "orbit-of-two" => orbit_of_two::wide,
        "paprika" => paprika::wide,
        "saltwind" => saltwind::wide,
        "snowbound" => snowbound::wide,
        "turbo-summer" => turbo_summer::wide,
        "velvet-heist" => velvet_heist::wide,
        _ => return None,
    };
    Some(paint(palette))
}

/// The same place as a quiet backdrop: large soft shapes, calm in the middle, for people to stand
/// before. `None` for a title that has no painted world.
#[must_use]
pub fn backdrop(title: &str, palette: &Palette) -> Option<String> {
    let paint = match title {
        "crown-of-ash" => crown_of_ash::backdrop,
        "deep-blue-hours" => deep_blue_hours::backdrop,
        "drumline" => drumline::backdrop,
        "dust-and-silver" => dust_and_silver::backdrop,
        "glass-garden" => glass_garden::backdrop,
        "last-ferry" => last_ferry::backdrop,
        "little-comet" => little_comet::backdrop,
        "midnight-matinee" => midnight_matinee::backdrop,
        "neon-harbor" => neon_harbor::backdrop,
        "orbit-of-two" => orbit_of_two::backdrop,
        "paprika" => paprika::backdrop,
        "saltwind" => saltwind::backdrop,
        "snowbound" => snowbound::backdrop,
        "turbo-summer" => turbo_summer::backdrop,
        "velvet-heist" => velvet_heist::backdrop,
        _ => return None,
    };
    Some(paint(palette))
}

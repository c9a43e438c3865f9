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

/// The part of the wide picture of `title` that is calm enough to letter on, as
/// `[x, y, width, height]` in units of the scene; `None` for a title that has no painted world.
#[must_use]
pub fn calm(title: &str) -> Option<[f64; 4]> {
    Some(match title {
        "dust-and-silver" => [0.0, 0.0, 640.0, 84.0],
        "turbo-summer" => [196.0, 0.0, 444.0, 100.0],
        "velvet-heist" => [0.0, 236.0, 270.0, 124.0],
        "crown-of-ash" => [0.0, 256.0, 340.0, 104.0],
        "deep-blue-hours" => [150.0, 282.0, 490.0, 78.0],
        "last-ferry" => [230.0, 262.0, 410.0, 98.0],
        "glass-garden" => [150.0, 268.0, 340.0, 92.0],
        "orbit-of-two" | "neon-harbor" | "midnight-matinee" => [0.0, 276.0, 640.0, 84.0],
        "drumline" | "little-comet" | "paprika" | "saltwind" => [0.0, 292.0, 640.0, 68.0],
        "snowbound" => [190.0, 300.0, 370.0, 60.0],
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{
        scene::raster::{TITLES, ids, pixels},
        *,
    };
    use crate::artwork::composer::palette::Light;
    use resvg::tiny_skia::Pixmap;
    use std::collections::HashSet;

    type Painter = fn(&str, &Palette) -> Option<String>;

    const LIGHTS: [Light; 4] = [Light::Night, Light::Dusk, Light::Day, Light::Fog];

    /// Mean difference of two pictures per channel, in [0, 255].
    fn difference(a: &Pixmap, b: &Pixmap) -> f64 {
        let pairs = a.data().iter().zip(b.data());
        let sum: u64 = pairs.map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
        sum as f64 / (a.data().len() as f64 * 0.75)
    }

    #[test]
    fn every_world_covers_the_whole_scene_in_every_light() {
        for title in TITLES {
            for (hue, light) in [0.0, 90.0, 200.0, 300.0].into_iter().zip(LIGHTS) {
                for paint in [wide as Painter, backdrop] {
                    let fragment = paint(title, &Palette::new(light, hue, hue + 120.0)).unwrap();
                    let bare = pixels(&fragment, 64)
                        .pixels()
                        .iter()
                        .filter(|p| p.alpha() < 255)
                        .count();
                    assert_eq!(
                        bare, 0,
                        "{title} leaves parts of the scene bare under {light:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn worlds_hold_no_lettering_and_their_ids_clash_with_nothing() {
        let palette = Palette::new(Light::Dusk, 350.0, 60.0);
        for title in TITLES {
            for paint in [wide as Painter, backdrop] {
                let fragment = paint(title, &palette).unwrap();
                assert!(
                    !fragment.contains("<text") && !fragment.contains("<svg"),
                    "{title}"
                );
                let ids = ids(&fragment);
                assert!(ids.iter().all(|id| id.starts_with("w-")), "{title}");
                assert_eq!(
                    ids.iter().collect::<HashSet<_>>().len(),
                    ids.len(),
                    "{title}"
                );
            }
        }
    }

    #[test]
    fn no_two_titles_look_alike_in_the_same_palette() {
        let palette = Palette::new(Light::Night, 250.0, 60.0);
        for paint in [wide as Painter, backdrop] {
            let pictures =
                TITLES.map(|title| (title, pixels(&paint(title, &palette).unwrap(), 64)));
            for (i, (a, left)) in pictures.iter().enumerate() {
                for (b, right) in &pictures[i + 1..] {
                    let apart = difference(left, right);
                    assert!(apart > 8.0, "{a} and {b} differ by {apart:.1} only");
                }
            }
        }
    }

    /// Mean difference of neighbouring pixels inside `[x, y, width, height]`, in [0, 255].
    fn unrest(picture: &Pixmap, [x, y, w, h]: [f64; 4]) -> f64 {
        let scale = f64::from(picture.width()) / 640.0;
        let span =
            |from: f64, length: f64| (from * scale) as u32..((from + length) * scale) as u32 - 1;
        let steps: Vec<_> = span(y, h)
            .flat_map(|row| span(x, w).map(move |column| (column, row)))
            .filter_map(|(x, y)| Some((picture.pixel(x, y)?, picture.pixel(x + 1, y)?)))
            .map(|(a, b)| f64::from(a.green().abs_diff(b.green())))
            .collect();
        steps.iter().sum::<f64>() / steps.len() as f64
    }

    #[test]
    fn lettering_finds_a_calm_place_in_every_wide_picture() {
        let palette = Palette::new(Light::Dusk, 20.0, 60.0);
        for title in TITLES {
            let picture = pixels(&wide(title, &palette).unwrap(), 320);
            let place = unrest(&picture, calm(title).unwrap());
            let whole = unrest(&picture, [0.0, 0.0, 640.0, 360.0]);
            assert!(
                place < 0.75 * whole,
                "{title}: {place:.2} against {whole:.2}"
            );
        }
        assert!(calm("unknown").is_none());
    }

    #[test]
    fn a_backdrop_is_calmer_in_the_middle_than_the_wide_picture() {
        let palette = Palette::new(Light::Dusk, 20.0, 60.0);
        let middle = [220.0, 80.0, 200.0, 220.0];
        for title in TITLES {
            let [busy, still] = [wide as Painter, backdrop]
                .map(|paint| unrest(&pixels(&paint(title, &palette).unwrap(), 320), middle));
            assert!(still < busy, "{title}: {still:.2} against {busy:.2}");
        }
    }

    #[test]
    fn an_unknown_title_has_no_world() {
        let palette = Palette::new(Light::Day, 0.0, 0.0);
        assert!(wide("unknown", &palette).is_none() && backdrop("unknown", &palette).is_none());
    }
}
